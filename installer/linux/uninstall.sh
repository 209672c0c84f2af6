#!/bin/sh
# Removes what the .run installed for this user; scans, masks and settings stay.
set -eu
prefix=${BIFSEG_PREFIX:-$HOME/.local}
here=$(cd "$(dirname "$0")" && pwd)
case $here in */lib/bifseg) prefix=${here%/lib/bifseg} ;; esac
target=$prefix/lib/bifseg

refresh() {
    [ -d "$prefix/share/mime/packages" ] || return 0
    ! command -v update-desktop-database >/dev/null || update-desktop-database "$prefix/share/applications" || true
    ! command -v update-mime-database >/dev/null || update-mime-database "$prefix/share/mime" || true
}

if [ "${1:-}" != --refresh ] && [ -f "$target/installed.txt" ]; then
    while read -r file; do
        rm -f "$prefix/$file"
        rmdir -p "$(dirname "$prefix/$file")" 2>/dev/null || true
    done <"$target/installed.txt"
    rm -rf "$target"
    rmdir "$prefix/lib" 2>/dev/null || true
    echo 'BIFSeg is removed.'
fi
refresh
