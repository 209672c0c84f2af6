#!/usr/bin/env bash
# The trial itself, inside the pristine system; prints one line a check and stops at the first failure.
set -euo pipefail
readonly PARTS=(/usr /etc /opt /home /var/lib/bifseg /root)
began=$(date +%s.%N)

seconds() { awk -v a="$1" -v b="$(date +%s.%N)" 'BEGIN {printf "%.1f", b - a}'; }
ok() { printf 'ok      %s\n' "$*"; }
fail() { printf 'FAILED  %s\n' "$*"; exit 1; }
listing() { { find "${PARTS[@]}" -xdev \( -type f -o -type l \) 2>/dev/null || true; } | grep -v -E '\.cache$|/mime/|/ld\.so\.cache|/home/clinician/\.(config|cache|local/state)/' | LC_ALL=C sort; }
as_user() { runuser -u clinician -- env HOME=/home/clinician PATH="$PATH" XDG_RUNTIME_DIR=/tmp/runtime LANG=C.UTF-8 "$@"; }
on_display() { as_user xvfb-run --auto-servernum --server-args='-screen 0 1600x1000x24' "$@"; }
number() { sed -n "s/.*\"$1\": \([0-9.]*\).*/\1/p" "$2" | head -1; }

before() {
    ! command -v python3 >/dev/null || fail 'there is a Python here already'
    ! (: >/dev/tcp/1.1.1.1/443) 2>/dev/null || fail 'there is a network here'
    ok 'no Python and no network here'
    mkdir -p -m 700 /tmp/runtime /tmp/made
    chown clinician /tmp/runtime /tmp/made
    listing >/tmp/before
}

install_deb() {
    local start
    start=$(date +%s.%N)
    dpkg -i /trial/bifseg.deb >/tmp/dpkg.log 2>&1 || { cat /tmp/dpkg.log; fail 'dpkg could not install'; }
    ok "installed in $(seconds "$start") s, $(du -sm --apparent-size /usr/lib/bifseg | cut -f1) MB in /usr/lib/bifseg"
}

look_around() {
    desktop-file-validate /usr/share/applications/bifseg.desktop || fail 'the menu entry is not valid'
    grep -q 'x-nifti-gz=.*bifseg.desktop' /usr/share/applications/mimeinfo.cache || fail 'files are not associated'
    local type
    for type in '*.nii.gz' '*.nii' '*.nrrd' '*.mha' '*.bifseg'; do
        grep -qF ":$type" /usr/share/mime/globs2 || fail "the type of $type is unknown"
    done
    [[ -f /usr/share/icons/hicolor/scalable/apps/bifseg.svg ]] || fail 'the icon is missing'
    [[ -f /usr/share/man/man1/bifseg.1.gz ]] || fail 'the manual page is missing'
    ok 'menu entry, file types, icon, manual page'
}

use() { # $1: the program
    local start
    start=$(date +%s.%N)
    on_display "$1" --demo /tmp/made/demo >/tmp/demo.log 2>&1 || { cat /tmp/demo.log; fail 'the sample did not play'; }
    ok "the sample in $(seconds "$start") s: window after $(number window_shown /tmp/made/demo/report.json) s, network loaded $(number network_loaded /tmp/made/demo/report.json) s later, first mask $(number first_mask /tmp/made/demo/report.json) s after the box"
    ok "from the file to the first exported mask: $(seconds "$began") s"
    rm -rf /tmp/made/demo
    on_display "$1" --demo /tmp/made/demo >/dev/null 2>&1 || fail 'the sample did not play twice'
    ok "again: window after $(number window_shown /tmp/made/demo/report.json) s, first mask $(number first_mask /tmp/made/demo/report.json) s after the box"
    on_display "$1" --self-test 2>/tmp/self-test.log || { cat /tmp/self-test.log; fail 'the self-test'; }
}

segment() { # $1: the program
    local box=${BOX:-} start
    [[ -n $box ]] || box=74:107,70:110,51:77
    start=$(date +%s.%N)
    as_user "$1" segment "$SCAN" --box "$box" --output /tmp/made/mask.nii.gz || fail 'the command line did not segment'
    [[ -s /tmp/made/mask.nii.gz ]] || fail 'no mask was written'
    ok "the command line segments $(basename "$SCAN") in $(seconds "$start") s"
    rm -f /tmp/made/mask.nii.gz
}

nothing_left() {
    listing >/tmp/after
    diff /tmp/before /tmp/after || fail 'something was left behind'
    ok 'removed; nothing is left behind'
}

try_deb() {
    install_deb
    look_around
    use bifseg
    segment bifseg-cli
    dpkg --purge bifseg >/dev/null 2>&1 || fail 'dpkg could not remove it'
    nothing_left
}

try_run() {
    local start home=/home/clinician
    start=$(date +%s.%N)
    as_user sh /trial/bifseg.run --quiet >/tmp/run.log 2>&1 || { cat /tmp/run.log; fail 'the .run could not install'; }
    ok "the .run installed for one user in $(seconds "$start") s"
    grep -q "^Exec=\"$home" $home/.local/share/applications/bifseg.desktop || fail 'there is no menu entry'
    on_display $home/.local/bin/bifseg --self-test 2>/tmp/self-test.log || { cat /tmp/self-test.log; fail 'the self-test'; }
    segment $home/.local/bin/bifseg
    as_user sh $home/.local/lib/bifseg/uninstall.sh >/dev/null || fail 'the .run could not be removed'
    nothing_left
}

before
for kind in $KINDS; do
    "try_$kind"
done
