"""The recipes of the three systems agree with each other, and the Windows script compiles."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = ROOT / "installer"
sys.path.insert(0, str(INSTALLER))

import contents  # noqa: E402

NAMESPACE = "{http://www.freedesktop.org/standards/shared-mime-info}"


def text_of(path: str) -> str:
    return (INSTALLER / path).read_text(encoding="utf-8")


def test_linux_opens_every_associated_file() -> None:
    types = ET.fromstring(text_of("linux/bifseg-mime.xml")).iter(f"{NAMESPACE}mime-type")
    named = {kind.find(f"{NAMESPACE}glob").get("pattern")[1:]: kind.get("type") for kind in types}
    assert set(named) == set(contents.ASSOCIATED)
    offered = re.search(r"^MimeType=(.*)$", text_of("linux/bifseg.desktop"), re.MULTILINE)[1]
    assert set(named.values()) <= set(offered.split(";"))


def test_windows_opens_every_associated_file_and_forgets_it() -> None:
    script = text_of("windows/bifseg.nsi")
    endings = {f".{ending.rpartition('.')[2]}" for ending in contents.ASSOCIATED}
    for macro in ("Associate", "Forget"):
        named = set(re.findall(rf'insertmacro {macro} "(\.\w+)"', script))
        assert named == endings


def test_the_windows_script_compiles_around_a_stand_in(tmp_path: Path) -> None:
    if (makensis := shutil.which("makensis")) is None:
        pytest.skip("makensis is not here")
    payload = tmp_path / "BIFSeg"
    (payload / "_internal").mkdir(parents=True)
    for name in ("bifseg.exe", "bifseg-cli.exe", "_internal/one"):
        (payload / name).write_bytes(b"stand-in")
    (tmp_path / "bifseg.ico").write_bytes(an_icon())
    defines = {"VERSION": "0.0.0", "PAYLOAD": payload, "ICON": tmp_path / "bifseg.ico"}
    defines["OUTPUT"] = tmp_path / "BIFSeg-windows.exe"
    words = [f"-D{name}={value}" for name, value in defines.items()]
    command = [makensis, "-V2", "-WX", *words, INSTALLER / "windows/bifseg.nsi"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert (tmp_path / "BIFSeg-windows.exe").read_bytes()[:2] == b"MZ"


def an_icon() -> bytes:
    """A black square of 16 dots as an .ico file."""
    dots, mask = bytes(16 * 16 * 4), bytes(16 * 4)
    header = b"\x28\0\0\0\x10\0\0\0\x20\0\0\0\x01\0\x20\0" + bytes(24)
    size = len(header) + len(dots) + len(mask)
    entry = b"\x10\x10\0\0\x01\0\x20\0" + size.to_bytes(4, "little") + b"\x16\0\0\0"
    return b"\0\0\x01\0\x01\0" + entry + header + dots + mask
