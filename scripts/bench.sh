#!/usr/bin/env bash
# Runs the benchmarks in a release build and writes their figures as JSON: `bench.sh [FILE]`, by default
# .run/bench.json. They get a PostgreSQL of their own that is as durable as a real one (LOTWISE_BENCH_POSTGRES). A year
# to import is read from the folder LOTWISE_SAMPLE_DATA (products.csv.gz, partners.csv.gz, movements.csv.gz); without it
# that part is left out. BENCH_OPTIONS="--parts receipt --engines sqlite" measures less.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install.sh bench
result=${1:-.run/bench.json}
mkdir -p "$(dirname "$result")"
swift build -c release --product lotwise
swift build -c release --package-path Benchmarks --product lotwise-bench

# /var/tmp is on a disk; /tmp may be memory, which would flatter every durable write.
cluster=$(mktemp -d --tmpdir=/var/tmp lotwise-bench.XXXXXX)
trap 'scripts/postgres.sh stop "$cluster" || true; rm -rf "$cluster"' EXIT
LOTWISE_BENCH_POSTGRES=$(scripts/postgres.sh start "$cluster" durable)
export LOTWISE_BENCH_POSTGRES

read -ra options <<<"${BENCH_OPTIONS:-}"
Benchmarks/.build/release/lotwise-bench --program "$PWD/.build/release/lotwise" --output "$(realpath "$result")" \
    --folder /var/tmp "${options[@]}"
echo "figures: $result"
