"""What a build asks of the system is read from its headers and held against the oldest one."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "installer"))

import linkage  # noqa: E402

HEADERS = """
Dynamic Section:
  NEEDED               libc.so.6
  NEEDED               libown.so
  SONAME               libmine.so

Version References:
  required from libc.so.6:
    0x09691a75 0x00 03 GLIBC_2.2.5
    0x06969194 0x00 02 GLIBC_2.34
  required from libstdc++.so.6:
    0x08922974 0x00 04 GLIBCXX_3.4.9
"""


def test_libraries_and_the_newest_versions_are_read() -> None:
    needs = linkage.needs_of(HEADERS)
    assert needs.libraries == ["libc.so.6", "libown.so"]
    assert needs.newest == {"GLIBC": (2, 34), "GLIBCXX": (3, 4, 9)}


def test_a_library_that_nobody_brings_is_told() -> None:
    needs = {"a/libmine.so": linkage.needs_of(HEADERS)}
    assert [one.split(",")[0] for one in linkage.problems(needs)] == [
        "a/libmine.so needs libown.so"
    ]
    assert not list(linkage.problems(needs | {"b/libown.so": linkage.Needs()}))


def test_a_library_newer_than_the_oldest_system_is_told() -> None:
    for version, is_fine in (((2, 35), True), ((2, 36), False)):
        needs = {"libnew.so": linkage.Needs(newest={"GLIBC": version})}
        assert (not list(linkage.problems(needs))) is is_fine


def test_every_library_left_to_the_system_is_asked_for_by_the_package() -> None:
    control = (ROOT / "installer/linux/control.in").read_text(encoding="utf-8")
    named = control.replace(",", " ").split()
    assert set(linkage.OF_THE_SYSTEM.values()) <= set(named)
