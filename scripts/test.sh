#!/usr/bin/env bash
# Installs what is missing, holds the sources to .swift-format, builds once, and runs the test targets one after the
# other against a PostgreSQL of its own. `test.sh GS1Tests DriverTests` runs only these. Ends with one line: how many
# tests passed and how many failed.
set -euo pipefail
cd "$(dirname "$0")/.."

slowest_allowed_seconds=240
logs=.build/test-logs
passed=0
failed=0
skipped=0

# The test targets in the order of the manifest, so that none is forgotten.
all_parts() {
    grep -oE 'name: "[A-Za-z0-9]+Tests"' Package.swift | cut -d '"' -f 2
}

start_postgres() {
    cluster=$(mktemp -d)
    trap 'scripts/postgres.sh stop "$cluster" || true; rm -rf "$cluster"' EXIT
    LOTWISE_TEST_POSTGRES=$(scripts/postgres.sh start "$cluster")
    export LOTWISE_TEST_POSTGRES
}

# Prints a step's seconds and runs it.
timed() {
    local name=$1 begin=$SECONDS
    shift
    echo "== $name"
    "$@"
    echo "== $name: $((SECONDS - begin)) s"
}

# Runs one target's tests; the screen shows what went wrong, the log file everything.
run_tests() {
    local part=$1
    rm -f "$logs/$part".*
    swift test --skip-build --disable-xctest --filter "^$part\." --xunit-output "$logs/$part.xml" 2>&1 \
        | tee "$logs/$part.log" \
        | { grep --line-buffered -vE '^(\[[0-9]+/[0-9]+\]|◇|↳|✔ Suite|✔ Test .*[)"] (with [0-9]+ test cases? )?passed)' || true; }
}

# Prints "passed failed skipped" of a target's result file; a test fails once, however many issues it has.
read_result() {
    awk '
        /<testcase .*\/>/ { passed++; next }
        /<testcase /      { open = 1 }
        /<skipped/        { skipped += open; open = 0 }
        /<failure/        { failed += open; open = 0 }
        END               { print passed + 0, failed + 0, skipped + 0 }
    ' "$1"
}

# Runs one target and adds up its tests. A crash, a build that does not start and a target without tests are failures.
run_part() {
    local part=$1 begin=$SECONDS status=0 note="" result seconds
    echo "== $part"
    run_tests "$part" || status=$?
    touch "$logs/$part.xml"
    read -ra result < <(read_result "$logs/$part.xml")
    if [ "$status" -ne 0 ] && [ "${result[1]}" -eq 0 ]; then
        result[1]=1
        note=" (broke off, see $logs/$part.log)"
    elif [ $((result[0] + result[1] + result[2])) -eq 0 ]; then
        result[1]=1
        note=" (has no tests)"
    fi
    passed=$((passed + result[0]))
    failed=$((failed + result[1]))
    skipped=$((skipped + result[2]))
    seconds=$((SECONDS - begin))
    if [ "$seconds" -gt "$slowest_allowed_seconds" ]; then note+=" (DEFECT: more than $slowest_allowed_seconds s)"; fi
    echo "== $part: ${result[0]} passed, ${result[1]} failed, $seconds s$note"
}

scripts/install.sh test
timed "form" make --no-print-directory lint
timed "build" swift build --build-tests
start_postgres
export LOTWISE_PROGRAM="$PWD/.build/debug/lotwise"
export PATH="$PWD/.venv/bin:$PATH"
mkdir -p "$logs"

parts=("$@")
if [ ${#parts[@]} -eq 0 ]; then mapfile -t parts < <(all_parts); fi
for part in "${parts[@]}"; do run_part "$part"; done

if [ "$skipped" -gt 0 ]; then echo "$skipped skipped"; fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
