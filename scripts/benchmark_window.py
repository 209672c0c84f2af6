"""Measure the window: start, the loop on the sample, the longest block of its event loop. JSON.

Each run starts the program anew and lets it play the sample (`main.py --demo`); without a display
it draws off-screen. Goals: window up within 5 s, box to first mask within 2 s, refinement within
2 s, no block above 100 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_S = 300


def main() -> int:
    """Play the sample and print what came of it."""
    options = _parser().parse_args()
    reports = [play(options.device) for _ in range(options.runs)]
    print(json.dumps(together(reports), indent=2))
    return 0


def play(device: str) -> dict[str, object]:
    """The report of one play in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="bifseg-window-") as folder:
        command = [sys.executable, "main.py", "--device", device, "--demo", folder]
        played = subprocess.run(
            command,
            cwd=ROOT,
            env=_environment(folder),
            timeout=PATIENCE_S,
            capture_output=True,
            text=True,
            check=False,
        )
        if played.returncode != 0:
            raise SystemExit(f"The demo failed: {played.stderr.strip()}")
        report: dict[str, object] = json.loads(Path(folder, "report.json").read_text())
        return report


def together(reports: list[dict[str, object]]) -> dict[str, object]:
    """Medians of the seconds and the worst of the blocks over all runs."""
    steps = reports[0]["seconds"]
    seconds = {name: _median(report["seconds"][name] for report in reports) for name in steps}
    blocks = [report["event_loop_ms"] for report in reports]
    return {
        "runs": len(reports),
        "seconds": seconds,
        "longest_block_ms": max(block["longest_block"] for block in blocks),
        "longest_work_ms": max(block["longest_work"] for block in blocks),
        "block_99th_percentile_ms": _median(block["99th_percentile"] for block in blocks),
        "dice": reports[-1]["dice"],
        "device": reports[-1]["device"],
        "weights_sha256": reports[-1]["weights_sha256"],
        "versions": reports[-1]["versions"],
        "note": reports[-1]["note"],
    }


def _median(values: object) -> float:
    return round(statistics.median(values), 3)


def _environment(folder: str) -> dict[str, str]:
    """Without a display Qt draws into memory; nothing of the user's settings is touched."""
    has_display = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    is_bare = sys.platform.startswith("linux") and not has_display
    platform = {"QT_QPA_PLATFORM": "offscreen"} if is_bare else {}
    homes = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME"), folder)
    return {**os.environ, **platform, **homes}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="how often the sample is played")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    return parser


if __name__ == "__main__":
    sys.exit(main())
