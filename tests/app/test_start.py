from __future__ import annotations

import subprocess
import sys

HEAVY = ("torch", "vtkmodules", "SimpleITK", "scipy", "bifseg_core.io", "bifseg_core.engine")


def test_nothing_heavy_is_imported_before_the_window_is_shown() -> None:
    program = (
        "import sys; import app.application; "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"
