#!/usr/bin/env bash
# From dist/BIFSeg to dist/bifseg_VERSION_amd64.deb and dist/BIFSeg-VERSION-linux.run.
#   DEB_PACKING="xz 6"   how to compress the .deb (the default); "zstd 1" is quick and a third larger
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
readonly HERE=installer/linux STAGE=build/linux
VERSION=$(.venv/bin/python -c 'from bifseg_core.version import __version__; print(__version__)')
readonly VERSION
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
export SOURCE_DATE_EPOCH

say() { printf '%s\n' "$*" >&2; }

main() {
    [[ -x dist/BIFSeg/bifseg ]] || { say 'dist/BIFSeg is missing: run installer/freeze.sh first.'; exit 1; }
    rm -rf "$STAGE"
    mkdir -p "$STAGE"
    lay_out "$STAGE/tree"
    build_deb
    build_run
    list_files >"dist/bifseg_${VERSION}_files.txt"
    ls -l --block-size=MB dist/*"$VERSION"* >&2
}

# The files that both carry: share/ with menu entry, types, icons, manual, and lib/bifseg.
lay_out() {
    local share=$1/share size
    mkdir -p "$1/lib" "$share"/{applications,mime/packages,man/man1,doc/bifseg} "$share/icons/hicolor/scalable/apps"
    cp -al dist/BIFSeg "$1/lib/bifseg"
    install -m 644 "$HERE/bifseg.desktop" "$share/applications/"
    install -m 644 "$HERE/bifseg-mime.xml" "$share/mime/packages/bifseg.xml"
    sed "s/@VERSION@/$VERSION/" "$HERE/bifseg.1" | gzip -9n >"$share/man/man1/bifseg.1.gz"
    ln -s bifseg.1.gz "$share/man/man1/bifseg-cli.1.gz"
    install -m 644 resources/icons/bifseg.svg "$share/icons/hicolor/scalable/apps/bifseg.svg"
    for size in 48 128 256; do
        mkdir -p "$share/icons/hicolor/${size}x$size/apps"
        install -m 644 "build/icons/bifseg-$size.png" "$share/icons/hicolor/${size}x$size/apps/bifseg.png"
    done
    install -m 644 LICENSE "$share/doc/bifseg/copyright"
    gzip -9nc CHANGELOG.md >"$share/doc/bifseg/changelog.gz"
}

build_deb() {
    local root=$STAGE/deb size
    mkdir -p "$root/usr/bin" "$root/DEBIAN"
    cp -al "$STAGE/tree/." "$root/usr"
    ln -s ../lib/bifseg/bifseg "$root/usr/bin/bifseg"
    ln -s ../lib/bifseg/bifseg "$root/usr/bin/bifseg-cli"
    size=$(du -sk --apparent-size "$root/usr" | cut -f1)
    sed "s/@VERSION@/$VERSION/; s/@SIZE@/$size/; s/@GLIBC@/$(needed_glibc)/" "$HERE/control.in" >"$root/DEBIAN/control"
    (cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
    chmod -R u+rwX,go+rX,go-w "$root"
    say 'Packing the .deb'
    local kind level
    read -r kind level <<<"${DEB_PACKING:-xz 6}"
    dpkg-deb --root-owner-group -Z"$kind" -z"$level" --build "$root" "dist/bifseg_${VERSION}_amd64.deb" >/dev/null
}

build_run() {
    say 'Packing the .run'
    cp "$HERE/install.sh" "$HERE/uninstall.sh" "$STAGE/tree/"
    chmod 755 "$STAGE"/tree/*install.sh
    makeself --nox11 --gzip --complevel 4 --tar-quietly --quiet --packaging-date "$(date -u -d "@$SOURCE_DATE_EPOCH" +%F)" \
        "$STAGE/tree" "dist/BIFSeg-$VERSION-linux.run" "BIFSeg $VERSION" ./install.sh >&2
}

# The newest version of the C library that anything inside asks for.
needed_glibc() { .venv/bin/python installer/linkage.py dist/BIFSeg | sed -n 's/^GLIBC //p'; }

# Path and kind of everything inside, then the versions: equal for two builds of one commit.
list_files() {
    (cd "$STAGE/deb" && find usr -printf '%y %p\n' | LC_ALL=C sort)
    cat dist/BIFSeg/_internal/resources/components.json
}

main
