from __future__ import annotations

import subprocess
import sys

import pytest

from app.tasks.linking import link_ahead


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.parametrize(
    ("package", "library"), [("torch", "libtorch_cpu"), ("SimpleITK", "_SimpleITK")]
)
def test_a_library_is_linked_before_its_package_is_imported(package: str, library: str) -> None:
    program = (
        "import pathlib, sys\n"
        "from app.tasks.linking import link_ahead\n"
        f"linked = link_ahead({package!r})\n"
        f"there = {library!r} in pathlib.Path('/proc/self/maps').read_text()\n"
        f"print(linked, there, {package!r} in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == ["True", "True", "False"]


def test_other_packages_need_nothing() -> None:
    assert not link_ahead("numpy")
    assert not link_ahead("vtkmodules.vtkRenderingCore")
