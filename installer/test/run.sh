#!/usr/bin/env bash
# Tries dist/*.deb and dist/*.run on a pristine Debian 12, or Ubuntu 22.04, without Python packages
# and without a network: install, menu entry, self-test, segment a scan, remove, nothing left.
# Needs root, debootstrap and, once, a network for the pristine system (kept in build/pristine).
#   installer/test/run.sh [deb|run]   only one of the two
#   ON=jammy                          on Ubuntu 22.04 instead (KEYRING=FILE: Ubuntu's archive keys)
#   SCAN=FILE BOX=i0:i1,j0:j1,k0:k1   a scan to segment (default: the sample)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
readonly ON=${ON:-bookworm} WORK=build/installer-test
readonly PRISTINE=build/pristine-$ON
VERSION=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' bifseg_core/version.py)
readonly VERSION
SCAN=${SCAN:-resources/samples/sample_mr.nii.gz} BOX=${BOX:-}
readonly OF_A_DESKTOP=xvfb,xauth,desktop-file-utils,shared-mime-info,fonts-dejavu-core,hicolor-icon-theme

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

main() {
    [[ $(id -u) == 0 ]] || fail 'The test of the installers makes a system of its own, and needs root for it.'
    command -v debootstrap >/dev/null || fail 'debootstrap is missing: apt-get install debootstrap'
    local deb=dist/bifseg_${VERSION}_amd64.deb run=dist/BIFSeg-$VERSION-linux.run
    local kinds=${1:-deb run}
    [[ -f $deb && ( $kinds == deb || -f $run ) ]] || fail 'The installers are missing: run make installer first.'
    make_pristine "$deb"
    rm -rf "$WORK"
    mkdir -p "$WORK"
    say 'Copying the pristine system'
    cp -a "$PRISTINE" "$WORK/root"
    mkdir -p "$WORK/root/trial"
    cp -l "$deb" "$WORK/root/trial/bifseg.deb" 2>/dev/null || cp "$deb" "$WORK/root/trial/bifseg.deb"
    [[ $kinds == deb ]] || cp "$run" "$WORK/root/trial/bifseg.run"
    cp "$SCAN" "$WORK/root/trial/"
    cp installer/test/inside.sh "$WORK/root/trial/"
    in_root "SCAN=/trial/$(basename "$SCAN") BOX='$BOX' KINDS='$kinds' bash /trial/inside.sh"
    rm -rf "$WORK"
}

# The system with what every desktop has: the .deb's system libraries and a display. No Python.
make_pristine() {
    local needs
    needs=$(dpkg-deb --field "$1" Depends | sed 's/|[^,]*//g; s/([^)]*)//g; s/,/ /g')
    [[ ! -d $PRISTINE || $(cat "$PRISTINE.needs") != "$needs" ]] || return 0
    say "Making a pristine $ON; this takes some minutes and, this once, the network"
    mkdir -p build
    rm -rf "$PRISTINE" "$PRISTINE.part"
    debootstrap --variant=minbase ${KEYRING:+--keyring="$KEYRING"} "$ON" "$PRISTINE.part" \
        >"build/debootstrap.log" 2>&1 || fail 'debootstrap did not succeed; see build/debootstrap.log'
    [[ $ON != jammy ]] || sed -i 's/main$/main universe/' "$PRISTINE.part/etc/apt/sources.list"
    cp /etc/resolv.conf "$PRISTINE.part/etc/" 2>/dev/null || true
    chroot "$PRISTINE.part" sh -c "apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes \
        --no-install-recommends $needs ${OF_A_DESKTOP//,/ }" >>"build/debootstrap.log" 2>&1 ||
        fail 'the system libraries could not be installed; see build/debootstrap.log'
    chroot "$PRISTINE.part" useradd --create-home clinician
    rm -rf "$PRISTINE.part"/var/cache/apt/archives/*.deb
    printf '%s\n' "$needs" >"$PRISTINE.needs"
    mv "$PRISTINE.part" "$PRISTINE"
}

# A command in the copy, with no network but itself.
in_root() {
    unshare --net --mount --pid --fork bash -c '
        mount -t proc proc "$1/proc"; mount --rbind /dev "$1/dev"; mount -t tmpfs tmpfs "$1/tmp"
        exec chroot "$1" /usr/bin/env -i PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin LANG=C.UTF-8 bash -c "$2"
    ' - "$WORK/root" "$1"
}

main "$@"
