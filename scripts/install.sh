#!/usr/bin/env bash
# Installs what is missing: `install.sh run` what building needs, `install.sh bench` also PostgreSQL, `install.sh test`
# also a browser and its driver. Says nothing when all is there. Installs on Debian and its relatives, as root or
# through sudo; elsewhere it names what is missing and leaves the installing to you.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:?usage: install.sh run|bench|test}
swift_needed=6.3
packages=()
missing=()

# Notes a Debian package and what it is for, when the check that follows fails.
need() {
    local package=$1 what=$2
    shift 2
    if ! "$@" >/dev/null 2>&1; then
        packages+=("$package")
        missing+=("  $what (Debian: $package)")
    fi
}

has_postgres_server() {
    command -v initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb'
}

look_around() {
    packages=()
    missing=()
    need pkg-config "pkg-config" command -v pkg-config
    need libsqlite3-dev "SQLite with headers" pkg-config --exists sqlite3
    need libpq-dev "PostgreSQL's client library with headers" pkg-config --exists libpq
    need libssl-dev "OpenSSL's libcrypto with headers" pkg-config --exists libcrypto libssl
    need zlib1g-dev "zlib with headers" pkg-config --exists zlib
    # Draws the picture of a trace.
    need graphviz "Graphviz" command -v dot
    if [ "$purpose" = run ]; then return; fi
    need postgresql "PostgreSQL server, 15 or newer" has_postgres_server
    if [ "$purpose" = bench ]; then return; fi
    need chromium "Chromium" command -v chromium
    need chromium-driver "Chromium's driver" command -v chromedriver
    need python3-venv "Python 3 with venv" python3 -c 'import venv, ensurepip'
}

require_swift() {
    local found
    found=$(swift --version 2>/dev/null | grep -oE 'Swift version [0-9]+(\.[0-9]+)*' | grep -oE '[0-9.]+$' || true)
    if [ "$(printf '%s\n' "$swift_needed" "${found:-0}" | sort -V | head -n 1)" != "$swift_needed" ]; then
        echo "Lotwise needs Swift $swift_needed or newer; found: ${found:-none}. See https://www.swift.org/install" >&2
        exit 1
    fi
}

# Runs a command with root's rights; apt's many words appear only when it fails.
as_root() {
    local prefix=() words
    if [ "$(id -u)" -ne 0 ]; then prefix=(sudo); fi
    words=$(mktemp)
    if ! "${prefix[@]}" env DEBIAN_FRONTEND=noninteractive "$@" >"$words" 2>&1; then
        cat "$words" >&2
        rm -f "$words"
        return 1
    fi
    rm -f "$words"
}

give_up() {
    { echo "$1"; printf '%s\n' "${missing[@]}"; } >&2
    exit 1
}

install_packages() {
    look_around
    if [ ${#packages[@]} -eq 0 ]; then return; fi
    command -v apt-get >/dev/null || give_up "Please install these yourself; this machine has no apt-get:"
    [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || give_up "Please install these as root; there is no sudo:"
    echo "installing: ${packages[*]}"
    as_root apt-get update || give_up "apt-get update failed. Still missing:"
    as_root apt-get install -y --no-install-recommends "${packages[@]}" || give_up "apt-get failed. Still missing:"
    look_around
    [ ${#packages[@]} -eq 0 ] || give_up "Installed, but still not found:"
}

# The browser tests' Python packages, in .venv; of the second only its copy of axe-core is used.
install_python_packages() {
    if [ -x .venv/bin/python ] && .venv/bin/python -c 'import selenium, axe_playwright_python' 2>/dev/null; then return; fi
    echo "installing: selenium, axe-core (.venv)"
    python3 -m venv --clear .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check selenium==4.51.0
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps axe-playwright-python==0.1.8
}

require_swift
install_packages
if [ "$purpose" = test ]; then install_python_packages; fi
