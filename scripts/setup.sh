#!/usr/bin/env bash
# Sets everything up in .venv: system libraries, pinned packages, PyTorch, GeodisTK. Quick when up to date.
#   TORCH=cpu|cuda     which build of PyTorch (default: the one chosen last, at first cpu)
#   TORCH_INDEX=URL    take PyTorch from this package index
#   PYTHON=COMMAND     the Python to build .venv with (default: the first of 3.11 to 3.13 found)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/system.sh

readonly VENV=.venv STAMP=.venv/setup.stamp
readonly VENV_PYTHON=$VENV/bin/python
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_USER=0

main() {
    local torch_build
    torch_build=$(chosen_torch_build)
    if is_up_to_date "$torch_build"; then
        ! can_install_system_packages || install_system_packages
        say "The environment is up to date: $(sed -n 2p "$STAMP")"
        return
    fi
    rm -f "$STAMP"
    install_system_packages
    create_environment
    install_packages "$torch_build"
    install_geodistk
    "$VENV_PYTHON" -m pip check >/dev/null || say 'Warning: packages are in conflict; see .venv/bin/python -m pip check'
    write_stamp "$torch_build"
    say "The environment is ready: $(sed -n 2p "$STAMP")"
}

chosen_torch_build() {
    local build=${TORCH:-}
    [[ -n $build ]] || build=$(sed -n 3p "$STAMP" 2>/dev/null || true)
    case ${build:=cpu} in
        cpu | cuda) printf '%s\n' "$build" ;;
        *) say "TORCH is cpu or cuda, not $build."; exit 2 ;;
    esac
}

install_system_packages() {
    [[ $(uname -s) == Linux ]] || return 0
    local packages
    mapfile -t packages < <(missing_system_packages; missing_python_packages)
    need_system_packages "${packages[@]}" || true
}

# --- the stamp: what it was set up from, what came of it, the build of PyTorch asked for ----------

fingerprint() {
    local compiler=none
    ! command -v g++ >/dev/null || compiler=g++
    printf '%s %s %s %s\n' "$1" "$compiler" "$("$VENV_PYTHON" -V)" \
        "$(cat requirements*.txt constraints.txt scripts/setup.sh | cksum)"
}

is_up_to_date() {
    [[ -f $STAMP && -z ${TORCH_INDEX:-} ]] && [[ $(fingerprint "$1" 2>/dev/null) == "$(sed -n 1p "$STAMP")" ]]
}

write_stamp() {
    printf '%s\n' "$(fingerprint "$1")" "$(summary)" "$1" >"$STAMP.part"
    mv "$STAMP.part" "$STAMP"
}

summary() {
    local torch geodesic="BIFSeg's own geodesic distance"
    torch=$(installed_torch)
    ! has_geodistk || geodesic='GeodisTK'
    printf '%s, PyTorch %s for %s, %s\n' "$("$VENV_PYTHON" -V)" "$(torch_version)" "${torch:-nothing}" "$geodesic"
}

# --- Python ---------------------------------------------------------------------------------------

create_environment() {
    ! is_supported_python "$VENV_PYTHON" || ! "$VENV_PYTHON" -m pip --version >/dev/null 2>&1 || return 0
    local python version
    if ! python=$(find_python); then
        say 'BIFSeg needs Python 3.11, 3.12 or 3.13, and none was found. Install one, or name it: make setup PYTHON=/path/to/python3'
        exit 1
    fi
    version=$(python_version "$python")
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        say "Python $version cannot make a virtual environment here: its package python$version-venv is missing."
        exit 1
    fi
    say "Creating the virtual environment .venv with Python $version"
    "$python" -m venv --clear "$VENV"
}

missing_python_packages() {
    local python version
    if ! python=$(find_python); then
        [[ -n ${PYTHON:-} ]] || printf '%s\n' python3 python3-venv python3-dev
        return
    fi
    version=$(python_version "$python")
    "$python" -c 'import ensurepip, venv' 2>/dev/null || printf '%s\n' "python$version-venv"
    [[ -f $("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h ]] ||
        printf '%s\n' "python$version-dev"
}

python_version() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if is_supported_python "$candidate"; then
            "$candidate" -c 'import sys; print(getattr(sys, "_base_executable", sys.executable))'
            return
        fi
    done
    return 1
}

is_supported_python() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' >/dev/null 2>&1
}

# --- packages -------------------------------------------------------------------------------------

pip_install() { "$VENV_PYTHON" -m pip install -qq --constraint constraints.txt "$@" </dev/null; }

install_packages() {
    say "Installing PyTorch ($1)"
    "install_torch_$1"
    say 'Installing the pinned packages'
    pip_install -r requirements.txt -r requirements-dev.txt setuptools wheel
}

install_torch_cpu() {
    [[ $(installed_torch) != CPU ]] || return 0
    if [[ -n ${TORCH_INDEX:-} ]]; then
        install_torch_from_index
    elif ! pip_install "torch==$(torch_version)+cpu" 2>/dev/null; then
        [[ $(uname -s) != Linux ]] ||
            say 'pip sees no CPU-only PyTorch here and takes the build of the package index, several GB (TORCH_INDEX=URL names another index).'
        pip_install "torch==$(torch_version)"
    fi
}

install_torch_cuda() {
    [[ $(installed_torch) != CUDA* ]] || return 0
    if [[ -n ${TORCH_INDEX:-} ]]; then
        install_torch_from_index
    else # === takes no build with a suffix, such as +cpu
        pip_install "torch===$(torch_version)"
    fi
}

# Only torch itself: what torch needs comes with the other packages.
install_torch_from_index() {
    pip_install --force-reinstall --no-deps --index-url "$TORCH_INDEX" "torch==$(torch_version)"
}

torch_version() { sed -n 's/^torch==//p' requirements.txt; }

# "CPU", or "CUDA" and its version, or nothing where torch is missing or of another version.
# Read from torch's version file, which saves the wait for `import torch`.
installed_torch() {
    "$VENV_PYTHON" - "$(torch_version)" 2>/dev/null <<'PY' || true
import runpy, sys, sysconfig
facts = runpy.run_path(sysconfig.get_path("purelib") + "/torch/version.py")
if facts["__version__"].split("+")[0] == sys.argv[1]:
    print(f"CUDA {facts['cuda']}" if facts["cuda"] else "CPU")
PY
}

install_geodistk() {
    ! has_geodistk || return 0
    say 'Building GeodisTK'
    CPPFLAGS="-DNPY_IN_ARRAY=NPY_ARRAY_IN_ARRAY ${CPPFLAGS:-}" \
        pip_install --no-build-isolation -r requirements-geodistk.txt >/dev/null 2>&1 ||
        say "GeodisTK could not be built (it needs g++ and Python's header files): BIFSeg's own geodesic distance takes its place."
}

has_geodistk() { "$VENV_PYTHON" -c 'import GeodisTK' 2>/dev/null; }

if command -v flock >/dev/null; then # of two makes at once, the second waits
    exec 9<scripts/setup.sh
    flock 9
fi
main
