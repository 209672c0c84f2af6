#!/usr/bin/env bash
# Builds the application twice from one commit, each in a fresh clone, and compares the lists of files
# and versions (dist/bifseg_VERSION_files.txt holds the same list of the packed one).
#   installer/compare.sh [COMMIT]     two builds of that commit (default: HEAD)
#   installer/compare.sh FOLDER FOLDER   two builds that are there, dist/BIFSeg of each
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly HERE=$PWD

say() { printf '%s\n' "$*" >&2; }

# Kind, path, size (none for links) and, at the end, the components with their versions.
list() {
    (cd "$1" && find . -type f -printf 'f %P %s\n' -o -printf '%y %P\n' | LC_ALL=C sort)
    cat "$1"/_internal/resources/components.json
}

build() { # $1: the commit, $2: an empty folder
    git clone --quiet "$HERE" "$2"
    git -C "$2" checkout --quiet --detach "$1"
    ln -s "$HERE/.venv" "$2/.venv"
    "$2/installer/freeze.sh"
}

main() {
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    local first=${1:-HEAD} second=${2:-}
    if [[ -z $second ]]; then
        local commit
        commit=$(git rev-parse "$first")
        for one in first second; do
            say "Building $commit, the $one time"
            build "$commit" "$work/$one"
        done
        first=$work/first/dist/BIFSeg second=$work/second/dist/BIFSeg
    fi
    list "$first" >"$work/first.txt"
    list "$second" >"$work/second.txt"
    if diff "$work/first.txt" "$work/second.txt"; then
        say "Both have the same $(grep -c '^f ' "$work/first.txt") files, sizes and versions."
    else
        say 'The two builds differ.'
        exit 1
    fi
}

main "$@"
