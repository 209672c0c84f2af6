#!/usr/bin/env bash
# Opens the window on the bundled sample; without a display, plays the sample in the real window on a
# virtual one and leaves mask, screenshot and report in demo/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/system.sh

has_display() {
    [[ $(uname -s) != Linux || -n ${DISPLAY:-} || -n ${WAYLAND_DISPLAY:-} ]]
}

if has_display; then
    say "Opening BIFSeg on ${1:-the sample case}"
    exec .venv/bin/python main.py "$@"
fi

say 'There is no display here: playing the sample case on a virtual one. Results go to demo/.'
if ! command -v xvfb-run >/dev/null || ! command -v xauth >/dev/null; then
    need_system_packages xvfb xauth || exit 1
fi
if [[ -z ${XDG_RUNTIME_DIR:-} ]]; then # Qt asks for one; a bare machine has none
    XDG_RUNTIME_DIR=$(mktemp -d)
    export XDG_RUNTIME_DIR
    trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT
fi
xvfb-run --auto-servernum --server-args='-screen 0 1600x1000x24' .venv/bin/python main.py --demo demo
