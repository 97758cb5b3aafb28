#!/usr/bin/env bash
# Builds Lotwise and serves it with the demo company on http://127.0.0.1:8080, kept in .run/lotwise.sqlite from one run
# to the next. Delete that file to begin anew.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install.sh run
program=.build/release/lotwise
if [ ! -x "$program" ]; then
    echo "The first build compiles the libraries as well and takes five to ten minutes on two cores."
fi
swift build -c release --product lotwise

mkdir -p .run
database=.run/lotwise.sqlite
export DATABASE_URL="sqlite:$PWD/$database"
if [ -e "$database" ]; then
    echo "Serving $database; delete it to begin anew with the demo company."
    exec "$program" serve
fi
exec "$program" demo --serve
