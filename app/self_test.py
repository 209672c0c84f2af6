"""The self-test: is everything here that BIFSeg needs, and does it work? One line a check."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from app.views.dialogs.about import NOT_A_DEVICE
from bifseg_core.errors import BifsegError
from bifseg_core.version import __version__

if TYPE_CHECKING:
    from bifseg_core.case import SegmentedObject
    from bifseg_core.volume import Volume

T = TypeVar("T")

Check = Callable[[Path], str]
"""Works in an empty folder; says what it found, or raises."""

Play = Callable[[Path], int]
"""Plays the sample through the real window and leaves its report in a folder; 0 where it went."""


class CheckFailedError(Exception):
    """A check that came to its end and found something wrong."""


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


# --- the checks -----------------------------------------------------------------------------------


def _weights(_: Path) -> str:
    from bifseg_core.networks import weights

    names = weights.shipped()
    if not names:
        raise CheckFailedError("no network has weights; install BIFSeg again.")
    loaded = [f"{name} {weights.load(name).weights_sha256[:8]}" for name in names]
    return f"checksums agree: {', '.join(loaded)}"


def _graph_cut(_: Path) -> str:
    from bifseg_core.config import GraphCutConfig
    from bifseg_core.energy import GraphCutProblem, WorkerProcess, minimise

    likely = np.full((8, 8, 1), 0.1, np.float32)
    likely[2:6, 2:6] = 0.9
    seeds = np.zeros(likely.shape, np.uint8)
    problem = GraphCutProblem(
        likely, likely, seeds, (1.0, 1.0, 1.0), GraphCutConfig(smoothness_weight=0.5)
    )
    helper = WorkerProcess()
    try:
        number = _last(helper.run(os.getpid))
        mask = _last(helper.run(minimise, problem))
    finally:
        helper.close()
    _require(number != os.getpid(), "the helper process is none of its own")
    _require(np.array_equal(mask, likely > 0.5), "the cut is another one than expected")
    return "PyMaxflow in its helper process"


def _geodesic(_: Path) -> str:
    from bifseg_core.energy.geodesic import Backend, backend_name, geodesic_distance

    image = np.zeros((6, 6, 6), np.float32)
    image[3:] = 1
    seeds = image > 2
    seeds[0, 3, 3] = True
    found, own = (
        geodesic_distance(image, seeds, (1.0, 1.0, 1.0), backend=backend)
        for backend in (None, Backend.NUMPY)
    )
    _require(np.allclose(found, own, atol=1e-3), "the two ways to compute it disagree")
    return "GeodisTK" if backend_name() == Backend.GEODISTK.value else "BIFSeg's own sweep"


def _surface(_: Path) -> str:
    from app.tools.space_camera import SpaceCamera
    from app.views.graphics_check import drawing_library
    from app.views.scene import Part, Scene, SceneWish
    from app.views.surface import Surface

    library = drawing_library()
    _require(library is not None, "OpenGL (libEGL) was not found; the 3D view stays empty.")
    corners = np.array([(-1, -1, 0), (1, -1, 0), (0, 1, 0), (0, 0, 1)], np.float32)
    triangles = np.array([(0, 1, 2), (0, 1, 3), (1, 2, 3), (0, 2, 3)], np.int64)
    part = Part(Surface(corners, triangles), (1.0, 0.2, 0.2))
    camera = SpaceCamera.in_front([(-1, -1, -1), (1, 1, 1)])
    picture = Scene().draw(SceneWish((64, 64), camera, (part,), ()))
    _require(bool((picture != picture[0, 0]).any()), "VTK drew an empty picture")
    return f"VTK draws off-screen ({library})"


def _icons(_: Path) -> str:
    from app.views.icons import icon

    picture = icon("cube-outline").pixmap(24, 24).toImage()
    drawn = any(picture.pixelColor(x, 12).alpha() for x in range(picture.width()))
    _require(drawn, "the icon font is missing")
    return "the icon font draws"


def _dicom(folder: Path) -> str:
    from bifseg_core.io import find_series, read_series
    from bifseg_core.io.dicom_seg import export_dicom_seg

    count = 4
    series = folder / "series"
    series.mkdir()
    for number in range(count):
        _write_slice(series / f"{number}.dcm", number)
    volume = read_series(find_series(series)[0])
    _require(volume.shape == (5, 6, count), f"the size read is {volume.shape}")
    _require(volume.data[2, 3, :].tolist() == [20, 120, 220, 320], "the values read are others")
    _require(np.allclose(volume.affine.spacing, (0.7, 0.9, 2.5)), "the spacing read is another one")
    export_dicom_seg([_an_object(volume)], volume, folder / "segmentation.dcm")
    return f"a series of {count} slices reads exactly; a segmentation object is written"


def _write_slice(path: Path, number: int) -> None:
    import SimpleITK as sitk

    image = sitk.GetImageFromArray(np.full((6, 5), 100 * number + 20, np.int16))
    image.SetSpacing((0.7, 0.9))
    tags = {
        "0008|0016": "1.2.840.10008.5.1.4.1.1.2",
        "0008|0020": "20260101",
        "0008|0030": "120000",
        "0008|0060": "CT",
        "0010|0010": "Self^Test",
        "0010|0020": "0",
        "0018|0050": "2.5",
        "0020|0052": "1.2.3.5",
        "0008|0018": f"1.2.3.4.{number}",
        "0020|000d": "1.2.3",
        "0020|000e": "1.2.3.4",
        "0020|0032": f"0\\0\\{2.5 * number}",
        "0020|0037": "1\\0\\0\\0\\1\\0",
    }
    for key, value in tags.items():
        image.SetMetaData(key, value)
    writer = sitk.ImageFileWriter()
    writer.KeepOriginalImageUIDOn()
    writer.SetImageIO("GDCMImageIO")
    writer.SetFileName(str(path))
    writer.Execute(image)


def _exports(folder: Path) -> str:
    """Write every kind of file; writing reads back and compares."""
    from bifseg_core import io
    from bifseg_core.geometry import Affine
    from bifseg_core.volume import Volume

    for ending in io.MASK_ENDINGS:
        shape = (6, 5, 1) if ending == ".png" else (6, 5, 4)
        image = Volume(np.zeros(shape, np.int16), Affine.from_spacing((0.7, 0.9, 2.5)))
        io.export_mask(_block(image), image, folder / f"mask{ending}")
    solid = Volume(np.zeros((6, 5, 4), np.int16), Affine.from_spacing((0.7, 0.9, 2.5)))
    for ending in io.SURFACE_ENDINGS:
        io.export_surface(_block(solid), solid, folder / f"surface{ending}")
    target = _an_object(solid)
    io.export_labels([target], solid, folder / "labels.nii.gz")
    if target.segmentation is not None:
        io.export_probability(target.segmentation, solid, folder / "probability.nii.gz")
    io.write_json(folder / "report.json", {"version": __version__})
    endings = ", ".join((*io.MASK_ENDINGS, *io.SURFACE_ENDINGS))
    return f"{endings}, labels, probability and report are written"


def _block(image: Volume) -> NDArray[np.bool_]:
    mask = np.zeros(image.shape, bool)
    mask[1:4, 1:4] = True
    return mask


def _an_object(image: Volume) -> SegmentedObject:
    from bifseg_core.case import Segmentation, SegmentedObject, Stage

    mask = _block(image)
    found = Segmentation(image.box, mask, mask.astype(np.float32), Stage.INITIAL, network="none")
    return SegmentedObject(1, "Object 1", image.box, segmentation=found)


CHECKS: dict[str, Check] = {
    "Weights": _weights,
    "Graph cut": _graph_cut,
    "Geodesic distance": _geodesic,
    "DICOM": _dicom,
    "Exports": _exports,
    "Icons": _icons,
    "3D view": _surface,
}


def _sample(folder: Path, play: Play) -> str:
    spoken = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(spoken):
        status = play(folder)
    if status != 0:
        raise CheckFailedError(_joined(spoken.getvalue().splitlines()) or "it ended too early")
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    _require((folder / "mask.nii.gz").is_file(), "no mask was exported")
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


def _require(condition: bool, otherwise: str) -> None:
    if not condition:
        raise CheckFailedError(otherwise)


def _last(steps: Generator[None, None, T]) -> T:
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            return stop.value
