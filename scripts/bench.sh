#!/usr/bin/env bash
# Runs the benchmarks in a release build and writes their figures as JSON: `bench.sh [FILE]`, by default
# .run/bench.json. They get a PostgreSQL of their own that is as durable as a real one (LOTWISE_BENCH_POSTGRES).
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install.sh bench
result=${1:-.run/bench.json}
mkdir -p "$(dirname "$result")"

# /var/tmp is on a disk; /tmp may be memory, which would flatter every durable write.
cluster=$(mktemp -d --tmpdir=/var/tmp lotwise-bench.XXXXXX)
trap 'scripts/postgres.sh stop "$cluster" || true; rm -rf "$cluster"' EXIT
LOTWISE_BENCH_POSTGRES=$(scripts/postgres.sh start "$cluster" durable)
export LOTWISE_BENCH_POSTGRES

swift run -c release --package-path Benchmarks lotwise-bench --output "$(realpath "$result")"
echo "figures: $result"
