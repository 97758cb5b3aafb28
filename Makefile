# The commands of this repository; `make` alone lists them. What they do stands in scripts/.

SWIFT_FILES = Package.swift Sources Tests $(wildcard Benchmarks/Package.swift Benchmarks/Sources)

.PHONY: help run test format lint bench bench-scale

help:
	@echo "make run      build, fill a demo company, serve it on http://127.0.0.1:8080"
	@echo "make test     install what the tests need and run all of them"
	@echo "make test PARTS='GS1Tests DriverTests'    run only these"
	@echo "make format   lay out the sources as .swift-format says"
	@echo "make lint     say where they are not"
	@echo "make bench    measure; figures in .run/bench.json"
	@echo "make bench-scale    measure a recall among ten million movements; figures in .run/bench-scale.json"

run:
	@scripts/run.sh

test:
	@scripts/test.sh $(PARTS)

format:
	@swift format --in-place --parallel --recursive $(SWIFT_FILES)

lint:
	@swift format lint --strict --parallel --recursive $(SWIFT_FILES)

bench:
	@scripts/bench.sh

bench-scale:
	@BENCH_OPTIONS="--parts scale --millions 10 $(BENCH_OPTIONS)" scripts/bench.sh .run/bench-scale.json
