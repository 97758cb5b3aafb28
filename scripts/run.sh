#!/usr/bin/env bash
# Builds Lotwise and serves it with the demo company on http://127.0.0.1:8080, kept in .run/lotwise.sqlite from one run
# to the next. Delete that file to begin anew.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install.sh run
program=.build/release/lotwise
if [ ! -x "$program" ]; then
    echo "The first build compiles the libraries as well and takes ten to twenty minutes on two cores."
fi
swift build -c release --product lotwise

mkdir -p .run
database=.run/lotwise.sqlite
if [ -e "$database" ]; then
    echo "Serving $database; delete it to begin anew with the demo company."
else
    # Filled beside its place: an interrupted filling leaves nothing that looks finished.
    filling=.run/filling.sqlite
    rm -f "$filling"*
    "$program" demo --database "sqlite:$PWD/$filling"
    # The file itself comes last: with it the company is there.
    for part in -shm -wal ''; do
        if [ -e "$filling$part" ]; then mv "$filling$part" "$database$part"; fi
    done
fi
exec "$program" serve --database "sqlite:$PWD/$database"
