"""What the export dialog says of each kind of file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.model.export_kinds import ExportKind, export_offers
from bifseg_core.case import CaseState
from bifseg_core.volume import DicomSeries, SliceFit
from tests.core.io.make import volume
from tests.core.io.test_dicom_seg import OBJECTS

STATE = CaseState(OBJECTS, OBJECTS[0].object_id)


def offers(fit: SliceFit | None) -> dict[ExportKind, tuple[str, str]]:
    series = None if fit is None else DicomSeries("1.2", (Path("a"),), None, ((0, 0, 0),), fit)
    image = replace(volume(), series=series)
    return {one.kind: (one.explanation, one.reason) for one in export_offers(STATE, image)}


def test_every_kind_has_its_line() -> None:
    found = offers(SliceFit.OWN)
    assert set(found) == set(ExportKind)
    assert all(words.endswith(".") and not reason for words, reason in found.values())


def test_dicom_is_grey_where_the_scan_was_none() -> None:
    grey = [kind for kind, (_, reason) in offers(None).items() if reason]
    assert grey == [ExportKind.DICOM_SEG, ExportKind.RT_STRUCTURES]


@pytest.mark.parametrize(
    ("fit", "told"),
    [
        (SliceFit.OWN, ("", "")),
        (SliceFit.SHIFTED, ("straight grid", "")),
        (SliceFit.BETWEEN, ("even grid", "even grid")),
    ],
)
def test_a_grid_that_is_not_the_scans_own_is_told(fit: SliceFit, told: tuple[str, str]) -> None:
    found = offers(fit)
    for kind, words in zip((ExportKind.DICOM_SEG, ExportKind.RT_STRUCTURES), told, strict=True):
        explanation, reason = found[kind]
        assert words in explanation
        assert ("grid" in explanation) is bool(words)
        assert not reason
    assert ("own grid" in found[ExportKind.MASK][0]) is (fit is SliceFit.OWN)
