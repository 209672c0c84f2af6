#!/usr/bin/env bash
# From dist/BIFSeg.app (installer/freeze.sh) to a signed dist/BIFSeg-VERSION-macos.dmg, on macOS.
#   SIGN_AS="Developer ID Application: …"   signs; without it the application is signed for here only
#   NOTARY_PROFILE=NAME                     also has it notarised (xcrun notarytool store-credentials)
# Not run on its own system yet: see docs/packaging.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
[[ $(uname -s) == Darwin ]] || { echo 'This runs on macOS only.' >&2; exit 1; }
VERSION=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' bifseg_core/version.py)
readonly APP=dist/BIFSeg.app DMG=dist/BIFSeg-$VERSION-macos.dmg

sign() { codesign --force --timestamp --options runtime --entitlements installer/macos/entitlements.plist --sign "$SIGN_AS" "$1"; }

if [[ -n ${SIGN_AS:-} ]]; then # from the inside out
    find "$APP/Contents" -type f -print0 |
        while IFS= read -r -d '' file; do
            ! file --brief "$file" | grep -q Mach-O || sign "$file"
        done
    sign "$APP"
    codesign --verify --deep --strict "$APP"
else
    codesign --force --deep --sign - "$APP"
fi

rm -rf build/dmg "$DMG"
mkdir -p build/dmg
cp -R "$APP" build/dmg/
ln -s /Applications build/dmg/Applications
hdiutil create -volname "BIFSeg $VERSION" -srcfolder build/dmg -format ULFO "$DMG"

if [[ -n ${SIGN_AS:-} && -n ${NOTARY_PROFILE:-} ]]; then
    codesign --timestamp --sign "$SIGN_AS" "$DMG"
    xcrun notarytool submit "$DMG" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$DMG"
fi
"$APP/Contents/MacOS/bifseg" --self-test
