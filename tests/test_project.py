"""What the project promises about itself: pinned packages, whole scripts, help for every target."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PIN_FILES = sorted([*ROOT.glob("requirements*.txt"), ROOT / "constraints.txt"])


def pins(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("path", PIN_FILES, ids=lambda path: path.name)
def test_every_package_is_pinned_exactly(path: Path) -> None:
    assert [pin for pin in pins(path) if not re.fullmatch(r"[\w.-]+==[\w.]+", pin)] == []


def test_every_direct_dependency_stands_in_the_decision_with_its_version() -> None:
    decision = (ROOT / "docs/decisions/0001-dependencies.md").read_text(encoding="utf-8").lower()
    direct = [pin for path in PIN_FILES if path.name != "constraints.txt" for pin in pins(path)]
    assert [pin for pin in direct if pin.lower().replace("==", " ") not in decision] == []


def test_make_help_names_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split())
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(re.findall(r"^  ([\w-]+) ", told.stdout, re.MULTILINE)) == targets


@pytest.mark.parametrize("script", ["scripts/setup.sh", "scripts/run.sh", ".ci/run"])
def test_scripts_are_whole(script: str) -> None:
    subprocess.run(["bash", "-n", ROOT / script], check=True)
