#!/usr/bin/env bash
# Builds dist/BIFSeg, the application as a folder, on Linux and macOS. TORCH=cpu|cuda (default cpu)
# says which PyTorch the environment must hold; another one stops the build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly PYTHON_IN_VENV=.venv/bin/python

say() { printf '%s\n' "$*" >&2; }

"$PYTHON_IN_VENV" -m pip install -qq --disable-pip-version-check --constraint constraints.txt -r requirements-build.txt
"$PYTHON_IN_VENV" installer/make_icons.py build/icons
say 'Freezing the application; this takes some minutes'
PYTHONHASHSEED=0 TORCH=${TORCH:-cpu} "$PYTHON_IN_VENV" -m PyInstaller --noconfirm --log-level ERROR \
    --distpath dist --workpath build/pyinstaller installer/bifseg.spec

if [[ $(uname -s) == Linux ]]; then # what auditwheel rewrote (*.libs) breaks when stripped
    say 'Stripping symbols'
    find dist/BIFSeg/_internal -type f -name '*.so*' ! -path '*.libs/*' ! -path '*/SimpleITK/*' -print0 |
        xargs -0 -n 16 strip --strip-unneeded
    ln -sf bifseg dist/BIFSeg/bifseg-cli
    "$PYTHON_IN_VENV" installer/linkage.py dist/BIFSeg >&2
fi
say "dist/BIFSeg takes $(du -sm --apparent-size dist/BIFSeg 2>/dev/null | cut -f1 || du -sm dist/BIFSeg | cut -f1) MB"
