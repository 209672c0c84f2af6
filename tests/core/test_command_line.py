"""The command line: masks and reports, and one sentence for every bad input."""

import functools
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk

from bifseg_core import segment_command
from bifseg_core.__main__ import main
from bifseg_core.engine import BifsegEngine
from bifseg_core.evaluation.metrics import dice
from bifseg_core.io import export_mask, read_mask, read_volume, write_volume
from bifseg_core.worker import InProcess
from tests.core.io.make import write_series
from tests.core.toy import ball_scene, load_toy

BOX = "2:28,2:26,2:24"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def toy_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    toy = functools.partial(BifsegEngine, runner=InProcess(), load_network=load_toy)
    monkeypatch.setattr(segment_command, "BifsegEngine", toy)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """The ball in a file whose path has a space and letters beyond ASCII."""
    folder = tmp_path / "Röntgen 影像"
    folder.mkdir()
    volume, _ = ball_scene()
    image = sitk.GetImageFromArray(np.ascontiguousarray(volume.data.T))
    image.SetSpacing((1.0, 1.0, 2.0))
    sitk.WriteImage(image, str(folder / "scan.nii.gz"))
    return folder / "scan.nii.gz"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_command(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            status = int(stop.code or 0)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run_command


def labels(scan: Path, name: str, values: np.ndarray) -> Path:
    path = scan.parent / name
    image = sitk.GetImageFromArray(np.ascontiguousarray(values.astype(np.uint8).T))
    image.SetSpacing((1.0, 1.0, 2.0))
    sitk.WriteImage(image, str(path))
    return path


def test_a_box_makes_a_mask_on_the_scans_grid_and_a_report(run: Run, scan: Path) -> None:
    _, ball = ball_scene()
    output, report = scan.parent / "mask.nii.gz", scan.parent / "report.json"
    reference = labels(scan, "reference.nii.gz", ball)
    status, _, errors = run(
        "segment", scan, "--box", BOX, "--output", output, "--reference", reference,
        "--report", report,
    )  # fmt: skip
    assert (status, errors) == (0, "")
    volume = read_volume(scan)
    mask = read_mask(output, volume)
    said = json.loads(report.read_text())
    assert said["dice"]["unsupervised"] == pytest.approx(dice(mask, ball))
    assert said["dice"]["refined"] is None
    assert said["volume_ml"] == pytest.approx(mask.sum() * 2 / 1000)
    assert set(said["seconds"]) == {"features", "fine_tuning", "graph_cut", "geodesic", "total"}
    assert said["device"] == "cpu"
    assert {"network", "weights_sha256", "geodesic_backend"} <= set(said)


def test_scribbles_are_obeyed(run: Run, scan: Path) -> None:
    drawn = np.zeros(read_volume(scan).shape, np.uint8)
    drawn[2:4, 2:4, 3:8] = 2
    drawn[20:24, 13, 13] = 1
    output = scan.parent / "mask.nii.gz"
    status, _, errors = run(
        "segment", scan, "--box", BOX, "--output", output,
        "--scribbles", labels(scan, "drawn.nii.gz", drawn),
    )  # fmt: skip
    assert (status, errors) == (0, "")
    mask = read_mask(output, read_volume(scan))
    assert mask[drawn == 1].all()
    assert not mask[drawn == 2].any()


def test_two_runs_write_the_same_bytes(run: Run, scan: Path) -> None:
    outputs = [scan.parent / name for name in ("one.nii.gz", "two.nii.gz")]
    for output in outputs:
        assert run("segment", scan, "--box", BOX, "--output", output)[0] == 0
    assert outputs[0].read_bytes() == outputs[1].read_bytes()


def test_a_picture_takes_two_ranges_column_and_row(run: Run, tmp_path: Path) -> None:
    volume, ball = ball_scene((40, 30, 1))
    picture = tmp_path / "picture.png"
    pixels = np.clip(volume.data[..., 0].T + 50, 0, 255).astype(np.uint8)
    sitk.WriteImage(sitk.GetImageFromArray(pixels), str(picture))
    report = tmp_path / "report.json"
    status, _, errors = run(
        "segment", picture, "--box", "5:38,3:28", "--output", tmp_path / "mask.png",
        "--report", report,
    )  # fmt: skip
    assert (status, errors) == (0, "")
    mask = read_mask(tmp_path / "mask.png", read_volume(picture))
    assert json.loads(report.read_text())["area_pixels"] == mask.sum()
    assert dice(mask, ball) > 0.8


def test_a_box_may_stick_out_with_a_note(run: Run, scan: Path) -> None:
    status, printed, _ = run(
        "segment", scan, "--box", "-5:28,2:99,2:24", "--output", scan.parent / "mask.nii.gz"
    )
    assert status == 0
    assert "cut off" in printed


def test_values_that_are_no_numbers_outside_the_box_are_noted(run: Run, tmp_path: Path) -> None:
    volume, _ = ball_scene()
    data = volume.data.copy()
    data[0, 0, 0] = np.nan
    write_volume(replace(volume, data=data), tmp_path / "scan.nii.gz")
    arguments = ["segment", tmp_path / "scan.nii.gz", "--output", tmp_path / "mask.nii.gz", "--box"]
    status, printed, _ = run(*arguments, BOX)
    assert status == 0
    assert "not numbers count as the minimum: 1." in printed
    assert_refused(*run(*arguments, "0:28,0:26,0:24")[::2])


@pytest.mark.parametrize(
    "box",
    [
        "2:28,2:26",
        "28:2,2:26,2:24",
        "4:4,2:26,2:24",
        "2:28",
        "a:b,1:2,3:4",
        "5:6,5:6,5:6",
        "90:99,2:9,2:9",
    ],
)
def test_a_bad_box_is_refused_in_one_sentence(run: Run, scan: Path, box: str) -> None:
    output = scan.parent / "mask.nii.gz"
    status, _, errors = run("segment", scan, "--box", box, "--output", output)
    assert_refused(status, errors)
    assert not output.exists()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--network", "no_such_network"),
        ("--network", "compact_2d"),
        ("--device", "tpu"),
        ("--stage", "final"),
        ("--scribbles", "missing.nii.gz"),
        ("--reference", "missing.nii.gz"),
        ("--output", "mask.docx"),
        ("--output", "no/such/folder/mask.nii.gz"),
    ],
)
def test_a_bad_option_is_refused_in_one_sentence(
    run: Run, scan: Path, option: str, value: str
) -> None:
    output = ["--output", scan.parent / "mask.nii.gz"] if option != "--output" else []
    assert_refused(*run("segment", scan, "--box", BOX, *output, option, value)[::2])


def test_masks_on_another_grid_are_refused(run: Run, scan: Path) -> None:
    other = labels(scan, "other.nii.gz", np.ones((5, 6, 7)))
    for option in ("--scribbles", "--reference"):
        status, _, errors = run(
            "segment", scan, "--box", BOX, "--output", scan.parent / "mask.nii.gz", option, other
        )
        assert_refused(status, errors)


@pytest.mark.parametrize("content", [b"", b"not an image", b"\x1f\x8b\x08\x00damaged"])
def test_what_is_no_image_is_refused(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "scan.nii.gz"
    path.write_bytes(content)
    assert_refused(*run("info", path)[::2])


def test_info_says_what_a_scan_is(run: Run, scan: Path) -> None:
    status, printed, errors = run("info", scan)
    assert (status, errors) == (0, "")
    for fact in ("30 × 28 × 26", "1 × 1 × 2 mm", "orientation", "values"):
        assert fact in printed


def test_a_written_mask_is_a_reference_again(run: Run, scan: Path) -> None:
    volume = read_volume(scan)
    _, ball = ball_scene()
    path = scan.parent / "again.mha"
    export_mask(ball, volume, path)
    report = scan.parent / "report.json"
    run(
        "segment", scan, "--box", BOX, "--output", scan.parent / "mask.nii.gz",
        "--stage", "initial", "--reference", path, "--report", report,
    )  # fmt: skip
    scores = json.loads(report.read_text())["dice"]
    assert scores["initial"] > 0.8
    assert scores["unsupervised"] is None


def assert_refused(status: int, errors: str) -> None:
    assert status == 2
    assert errors.endswith(".\n")
    assert errors.count("\n") == 1
    assert "Traceback" not in errors


def test_a_result_never_takes_the_place_of_another_file_of_the_command(
    run: Run, scan: Path
) -> None:
    before = scan.read_bytes()
    output = scan.parent / "mask.nii.gz"
    for options in (
        ("--output", scan),
        ("--output", output, "--report", scan.parent / "." / scan.name),
        ("--output", output, "--report", output),
    ):
        status, _, error = run("segment", scan, "--box", BOX, *options)
        assert status == 2
        assert "choose another name" in error
    assert scan.read_bytes() == before
    assert not output.exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--output", "nowhere/mask.nii.gz"), "folder does not exist"),
        (("--output", "a folder.nii"), "a folder has that name"),
        (("--output", "mask.xyz"), "has no known ending"),
        (("--output", "mask.png"), "cannot hold a 3D image"),
        (("--output", "scan.nii.gz/mask.nii"), "its folder is a file"),
        (("--output", "mask.nii", "--report", "nowhere/report.json"), "folder does not exist"),
    ],
)
def test_a_wrong_target_is_told_before_anything_is_computed(
    run: Run,
    scan: Path,
    options: tuple[str, ...],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def compute(*_: object, **__: object) -> None:
        raise AssertionError("the engine was asked")

    (scan.parent / "a folder.nii").mkdir()
    monkeypatch.chdir(scan.parent)
    monkeypatch.setattr(segment_command, "BifsegEngine", compute)
    before = sorted(scan.parent.iterdir())
    status, _, error = run("segment", scan, "--box", BOX, *options)
    assert_refused(status, error)
    assert said in error
    assert sorted(scan.parent.iterdir()) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    ("is_full", "status", "said"), [(True, 2, b"disk is full"), (False, 0, b"")]
)
def test_output_that_nobody_takes_is_no_traceback(
    scan: Path, is_full: bool, status: int, said: bytes
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with Path("/dev/full").open("wb") as full, os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "bifseg_core", "info", str(scan)],
            stdout=full if is_full else closed,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
            check=False,
        )
    assert done.returncode == status
    assert said in done.stderr
    assert done.stderr.count(b"\n") == bool(said)


def test_a_report_never_takes_the_place_of_a_slice_of_the_scan(run: Run, tmp_path: Path) -> None:
    first, *_ = write_series(tmp_path / "series", range(6))
    before = first.read_bytes()
    status, _, errors = run(
        "segment", first.parent,
        "--box", "0:5,0:4,0:6",
        "--output", tmp_path / "mask.nii.gz",
        "--report", first,
    )  # fmt: skip
    assert status == 2
    assert "is the scan itself" in errors
    assert first.read_bytes() == before
