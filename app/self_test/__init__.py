"""The self-test: is everything here that BIFSeg needs, and does it work? One line a check."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.self_test.checking import Check, CheckFailedError, require
from app.self_test.files import FILES
from app.self_test.parts import PARTS
from app.views.dialogs.about import NOT_A_DEVICE
from bifseg_core.errors import BifsegError
from bifseg_core.version import __version__

CHECKS: dict[str, Check] = {**PARTS, **FILES}
"""All but the play of the sample, which needs the whole window."""

Play = Callable[[Path], int]
"""Plays the sample through the real window and leaves its report in a folder; 0 where it went."""


@dataclass(frozen=True)
class Outcome:
    """What a check found.

    Attributes:
        name: of the check.
        is_good: whether it passed.
        detail: what was found, in a few words.
    """

    name: str
    is_good: bool
    detail: str

    def __str__(self) -> str:
        return f"{'ok' if self.is_good else 'FAILED':<8}{self.name:<22}{self.detail}"


def main(play: Play, write: Callable[[str], object] | None = None) -> int:
    """Run every check and print a line for each.

    Args:
        play: plays the sample through the window.
        write: prints; by default to standard output.

    Returns:
        The exit status: 0 where every check passed, else 1.
    """
    tell = write or _print
    outcomes = []
    for outcome in run({**CHECKS, "Sample in the window": lambda folder: _sample(folder, play)}):
        tell(f"{outcome}\n")
        outcomes.append(outcome)
    passed = sum(outcome.is_good for outcome in outcomes)
    tell(f"BIFSeg {__version__}: {passed} of {len(outcomes)} checks passed. {NOT_A_DEVICE}.\n")
    return 0 if passed == len(outcomes) else 1


def run(checks: dict[str, Check]) -> Iterator[Outcome]:
    """Run checks one after the other, each in an empty folder of its own."""
    for name, check in checks.items():
        with tempfile.TemporaryDirectory(prefix="bifseg-self-test-") as folder:
            yield _outcome(name, check, Path(folder))


def use_no_display() -> None:
    """Let Qt draw in memory where there is no display; before the application is made."""
    has_display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not has_display:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _outcome(name: str, check: Check, folder: Path) -> Outcome:
    try:
        return Outcome(name, True, check(folder))
    except (BifsegError, CheckFailedError) as error:
        return Outcome(name, False, str(error))
    except Exception as error:  # noqa: BLE001 - whatever is broken is what this is for
        return Outcome(name, False, f"{type(error).__name__}: {error}")


def _print(text: str) -> None:
    if sys.stdout is not None:  # a program without a console has none
        sys.stdout.write(text)
        sys.stdout.flush()


def _sample(folder: Path, play: Play) -> str:
    spoken = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(spoken):
        status = play(folder)
    if status != 0:
        raise CheckFailedError(_joined(spoken.getvalue().splitlines()) or "it ended too early")
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    require((folder / "mask.nii.gz").is_file(), "no mask was exported")
    return _played(report)


def _played(report: dict[str, dict[str, float]]) -> str:
    seconds, dice = report["seconds"], report["dice"]
    return (
        f"box, mask after {seconds['first_mask']:.1f} s, two scribbles, export; "
        f"Dice {100 * dice['unsupervised']:.0f} %, refined {100 * dice['refined']:.0f} %; "
        f"on {report['device']}"
    )


def _joined(lines: Iterable[str]) -> str:
    return " ".join(line.strip() for line in lines if line.strip())
