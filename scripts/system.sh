# Sourced by the other scripts: what the program needs from the operating system, and how to get it.

say() { printf '%s\n' "$*" >&2; }

# What to look for, and the Debian or Ubuntu package that holds it.
readonly SYSTEM_NEEDS='
libGL.so.1               libgl1
libEGL.so.1              libegl1
libglib-2.0.so.0         libglib2.0-0
libfontconfig.so.1       libfontconfig1
libdbus-1.so.3           libdbus-1-3
libXcursor.so.1          libxcursor1
libxkbcommon-x11.so.0    libxkbcommon-x11-0
libxcb-icccm.so.4        libxcb-icccm4
libxcb-image.so.0        libxcb-image0
libxcb-keysyms.so.1      libxcb-keysyms1
libxcb-randr.so.0        libxcb-randr0
libxcb-render-util.so.0  libxcb-render-util0
libxcb-shape.so.0        libxcb-shape0
libxcb-sync.so.1         libxcb-sync1
libxcb-xfixes.so.0       libxcb-xfixes0
libxcb-xinerama.so.0     libxcb-xinerama0
libxcb-xkb.so.1          libxcb-xkb1
Xvfb                     xvfb
xauth                    xauth
g++                      g++
'

missing_system_packages() {
    local libraries wanted package
    libraries=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)
    while read -r wanted package; do
        case $wanted in
            '') ;;
            *.so.*) [[ $libraries == *"$wanted"* ]] || printf '%s\n' "$package" ;;
            *) command -v "$wanted" >/dev/null || printf '%s\n' "$package" ;;
        esac
    done <<<"$SYSTEM_NEEDS"
}

is_debian_family() { command -v apt-get >/dev/null && command -v dpkg >/dev/null; }

can_install_system_packages() { [[ $(id -u) == 0 ]] && is_debian_family; }

three_times() {
    local try
    for try in 1 2 3; do
        "$@" && return
        [[ $try == 3 ]] || sleep $((5 * try))
    done
    return 1
}

# Silent where it succeeds.
apt_get() {
    local output
    output=$(DEBIAN_FRONTEND=noninteractive three_times apt-get -qq -o Dpkg::Use-Pty=0 \
        -o DPkg::Lock::Timeout=120 -o Acquire::Retries=3 "$@" </dev/null 2>&1) && return
    say "$output"
    return 1
}

apt_install() {
    say "Installing with apt: $*"
    [[ -n ${APT_UPDATED:-} ]] || apt_get update || say 'apt-get update failed; trying with the lists that are here.'
    APT_UPDATED=1
    apt_get install --yes --no-install-recommends "$@"
}

# Installs the packages, or says in one line how to. Fails only where it could not be done.
need_system_packages() {
    (($#)) || return 0
    if can_install_system_packages; then
        apt_install "$@" && return
        say "apt could not install: $*"
    elif is_debian_family; then
        say 'Some system packages are missing. Type this once, then run make again:'
        say "  sudo apt-get update && sudo apt-get install --yes --no-install-recommends $*"
    else
        say "Missing from the system (names of the Debian packages that hold them): $*"
    fi
    return 1
}
