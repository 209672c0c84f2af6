"""A mask belongs to the image of the case it was made on: after a kill, in exports and reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydicom import dcmread

from app.model.export_kinds import ExportChoice, ExportKind
from bifseg_core.geometry import BoundingBox
from bifseg_core.volume import ImageKey
from tests.app.fakes import FakeQuestions
from tests.core.io.make_dicom import write_scan
from tests.e2e.starting import Begin
from tests.e2e.test_export_as import exports
from tests.e2e.test_recovery import dies, restores
from tests.e2e.user import User

HEIGHTS = [2.5 * k for k in range(6)]
BOX_IN_TIME = BoundingBox((6, 5, 1), (20, 18, 5))


@pytest.fixture
def series(tmp_path: Path) -> Path:
    """Six slices at each of three time points."""
    write_scan(tmp_path / "over time", heights=HEIGHTS * 3)
    return tmp_path / "over time"


def segments_third_time(user: User, series: Path) -> None:
    user.opens(series)
    user.presses_key(".")
    user.presses_key(".")
    user.draws_box(BOX_IN_TIME)
    user.waits_for_mask()


def time_points(path: Path, series: Path) -> set[int]:
    """Of the slices that a DICOM segmentation's frames name as their source."""
    ranks = {dcmread(f).SOPInstanceUID: n for n, f in enumerate(sorted(series.iterdir()))}
    groups = dcmread(path).PerFrameFunctionalGroupsSequence
    sources = [one.DerivationImageSequence[0].SourceImageSequence[0] for one in groups]
    return {ranks[one.ReferencedSOPInstanceUID] // len(HEIGHTS) for one in sources}


def test_a_time_point_comes_back_after_a_kill_and_goes_into_every_export(
    begin: Begin, series: Path, questions: FakeQuestions, tmp_path: Path
) -> None:
    first = begin()
    segments_third_time(first, series)
    dies(first)
    second = begin()
    restores(second)
    assert second.active.segmentation.made_on == ImageKey(0, 2)
    images = second.shell.controllers.images
    assert images.shown is second.shell.models.case_model.volume.frame(2)
    exports(second, questions, ExportChoice(ExportKind.DICOM_SEG), tmp_path / "seg.dcm")
    assert time_points(tmp_path / "seg.dcm", series) == {2}
    exports(second, questions, ExportChoice(ExportKind.REPORT), tmp_path / "r.html")
    assert "time point or channel 3 of 3" in (tmp_path / "r.html").read_text(encoding="utf-8")
