#!/bin/sh
# Installs BIFSeg for this user, without root: into ~/.local, or into the folder BIFSEG_PREFIX.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
prefix=${BIFSEG_PREFIX:-$HOME/.local}
target=$prefix/lib/bifseg

[ ! -e "$target" ] || sh "$here/uninstall.sh" >/dev/null
mkdir -p "$prefix/lib" "$prefix/bin" "$prefix/share"
cp -a "$here/lib/bifseg" "$target"
cp "$here/uninstall.sh" "$target/uninstall.sh"
(cd "$here/share" && find . ! -type d) | sed 's#^\./#share/#' >"$target/installed.txt"
cp -a "$here/share/." "$prefix/share/"
for name in bifseg bifseg-cli; do
    ln -sf "$target/bifseg" "$prefix/bin/$name"
    echo "bin/$name" >>"$target/installed.txt"
done
# A menu finds programs by their whole path, wherever ~/.local/bin is not searched.
sed "s#^Exec=bifseg #Exec=\"$target/bifseg\" #" "$here/share/applications/bifseg.desktop" \
    >"$prefix/share/applications/bifseg.desktop"
sh "$target/uninstall.sh" --refresh
echo "BIFSeg is installed: look in the menu, or type $prefix/bin/bifseg"
echo "To remove it: sh $target/uninstall.sh"
