"""Everything but the mask: asked for in one dialog, written in the background."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread
from PyQt5.QtCore import QSize
from PyQt5.QtGui import QImage
from PyQt5.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.controllers.export_jobs import suggested_path
from app.model.export_kinds import ExportChoice, ExportKind, export_offers
from app.model.view_state import WindowLevel
from app.views.dialogs.export_dialog import IDENTITY, ExportDialog, endings_of
from app.views.snapshots import png_of
from bifseg_core.case import Case, SegmentedObject
from bifseg_core.geometry import BoundingBox
from bifseg_core.io import read_label_map, read_volume
from bifseg_core.listing import AddObject
from tests.app.fakes import FakeQuestions, ball_volume
from tests.core.io.make_dicom import write_scan
from tests.core.io.test_dicom_seg import OBJECTS
from tests.e2e.test_the_loop import BOX
from tests.e2e.user import User

NO_DICOM = "The scan was not opened from DICOM files."


def segments(user: User, scan: Path) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()


def exports(user: User, questions: FakeQuestions, choice: ExportChoice, path: Path) -> None:
    questions.kind, questions.export = choice, path
    exporting = user.shell.controllers.exporting
    with user.qtbot.waitSignal(exporting.exported, timeout=30_000):
        user.presses_key("Ctrl+Shift+E")


@pytest.mark.parametrize(
    ("kind", "name", "is_saved"),
    [
        (ExportKind.MASK, "m.nii.gz", True),
        (ExportKind.LABELS, "l.nrrd", True),
        (ExportKind.PROBABILITY, "p.nii.gz", False),
        (ExportKind.SURFACE, "s.stl", False),
        (ExportKind.SURFACE, "s.ply", False),
        (ExportKind.REPORT, "r.html", False),
        (ExportKind.TABLE, "t.csv", False),
    ],
)
def test_each_kind_is_written(
    user: User, scan, questions, tmp_path, kind: ExportKind, name: str, is_saved: bool
) -> None:
    segments(user, scan)
    exports(user, questions, ExportChoice(kind), tmp_path / name)
    assert (tmp_path / name).stat().st_size > 100
    assert name in user.sees_message
    assert user.shell.models.case_model.is_modified is not is_saved


def test_all_objects_and_a_probability_hold_what_was_segmented(
    user: User, scan, questions, tmp_path
) -> None:
    segments(user, scan)
    exports(user, questions, ExportChoice(ExportKind.LABELS), tmp_path / "l.nii.gz")
    assert np.array_equal(read_label_map(tmp_path / "l.nii.gz", ball_volume()) > 0, user.mask)
    exports(user, questions, ExportChoice(ExportKind.PROBABILITY), tmp_path / "p.nii.gz")
    found = user.active.segmentation
    probability = read_volume(tmp_path / "p.nii.gz").data[found.box.slices]
    assert np.array_equal(probability, found.foreground_probability)


@pytest.mark.parametrize("kind", [ExportKind.DICOM_SEG, ExportKind.RT_STRUCTURES])
def test_dicom_from_a_dicom_scan(user: User, questions, tmp_path, kind: ExportKind) -> None:
    write_scan(tmp_path / "Muster Erika")
    user.opens(tmp_path / "Muster Erika")
    user.draws_box(BoundingBox((4, 4, 2), (24, 20, 10)))
    user.waits_for_mask()
    path = tmp_path / "out.dcm"
    exports(user, questions, ExportChoice(kind, "LIVER"), path)
    assert not [offer for offer in questions.offers if offer.reason]
    assert not [asked for asked in questions.asked if "Muster" in asked]
    assert b"Muster" not in path.read_bytes()
    assert dcmread(path).Modality in ("SEG", "RTSTRUCT")
    exports(user, questions, ExportChoice(kind, identified=True), path)
    assert b"Muster" in path.read_bytes()


def test_dicom_from_an_uneven_scan_says_where_it_lies(user: User, questions, tmp_path) -> None:
    write_scan(tmp_path / "scan", heights=[0, 2, 5, 7, 10, 13, 15, 18, 20])
    user.opens(tmp_path / "scan")
    assert "interpolated to even distances" in user.sees_banner
    user.draws_box(BoundingBox((4, 4, 2), (24, 20, 9)))
    mask = user.waits_for_mask()
    path = tmp_path / "out.dcm"
    exports(user, questions, ExportChoice(ExportKind.DICOM_SEG), path)
    offers = {offer.kind: offer for offer in questions.offers}
    assert "even grid" in offers[ExportKind.DICOM_SEG].explanation
    assert np.count_nonzero(dcmread(path).pixel_array) == np.count_nonzero(mask)


def test_the_report_tells_what_the_window_knows(user: User, scan, questions, tmp_path) -> None:
    segments(user, scan)
    user.shell.models.view_state.update(window_level=WindowLevel(80.0, 60.0))
    extras = user.shell.controllers.exporting.extras(user.active.object_id)
    assert extras.window == (20.0, 100.0)
    assert extras.user_seconds >= extras.active_seconds >= 0
    assert extras.machine_seconds == pytest.approx(0.4)
    exports(user, questions, ExportChoice(ExportKind.REPORT), tmp_path / "r.html")
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "Object 1 in ball scan" in text
    assert "Not a medical device" in text
    assert "smoothness_weight" in text


def test_every_case_is_one_line_more(user: User, scan, questions, tmp_path) -> None:
    segments(user, scan)
    for count in (1, 2):
        exports(user, questions, ExportChoice(ExportKind.TABLE), tmp_path / "t.csv")
        assert len((tmp_path / "t.csv").read_text(encoding="utf-8").splitlines()) == count + 1


def test_a_picture_of_a_widget(qtbot: QtBot) -> None:
    label = QLabel("surface")
    qtbot.addWidget(label)
    label.resize(900, 300)
    assert QImage.fromData(png_of(label)).size() == QSize(400, 133)


def test_a_failed_export_is_one_sentence(user: User, scan, questions, tmp_path) -> None:
    segments(user, scan)
    questions.kind = ExportChoice(ExportKind.SURFACE)
    questions.export = tmp_path / "no such folder" / "s.stl"
    user.presses_key("Ctrl+Shift+E")
    user.waits_until(lambda: "does not exist" in user.sees_banner)


def test_what_cannot_be_written_says_why() -> None:
    case = Case(ball_volume())
    offers = {offer.kind: offer.reason for offer in export_offers(case.state, case.volume)}
    assert offers[ExportKind.MASK] == "The active object has no mask yet."
    assert offers[ExportKind.DICOM_SEG] == "No object has a mask yet."
    state = case.state.with_object(
        SegmentedObject(1, "Object 1", segmentation=OBJECTS[0].segmentation)
    )
    offers = {offer.kind: offer.reason for offer in export_offers(state, case.volume)}
    assert [kind for kind, reason in offers.items() if reason == NO_DICOM] == [
        ExportKind.DICOM_SEG,
        ExportKind.RT_STRUCTURES,
    ]
    state = AddObject("Object 2").apply(state)
    offers = {offer.kind: offer.reason for offer in export_offers(state, case.volume)}
    assert offers[ExportKind.SURFACE] == "The active object has no mask yet."
    assert offers[ExportKind.LABELS] == ""


class TestDialog:
    @pytest.fixture
    def dialog(self, qtbot: QtBot, tmp_path: Path) -> ExportDialog:
        write_scan(tmp_path / "scan", count=3)
        case = Case(read_volume(tmp_path / "scan"))
        state = case.state.with_object(OBJECTS[0])
        dialog = ExportDialog(export_offers(state, case.volume))
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    def test_the_default_names_nobody(self, dialog: ExportDialog) -> None:
        assert dialog.choice == ExportChoice(ExportKind.MASK)
        dialog.radios[ExportKind.DICOM_SEG].setChecked(True)
        assert dialog.choice == ExportChoice(ExportKind.DICOM_SEG)

    def test_dicom_asks_two_things_more(self, dialog: ExportDialog) -> None:
        assert not dialog.dicom.isVisible()
        dialog.radios[ExportKind.RT_STRUCTURES].setChecked(True)
        assert dialog.dicom.isVisible()
        dialog.identified.setChecked(True)
        dialog.terminology.setCurrentText("Cyst")
        assert dialog.choice == ExportChoice(ExportKind.RT_STRUCTURES, "CYST", identified=True)
        dialog.radios[ExportKind.MASK].setChecked(True)
        assert not dialog.choice.identified

    def test_the_sentence_says_what_stays(self) -> None:
        assert "UIDs" in IDENTITY
        assert "unless you tick" in IDENTITY

    def test_what_is_impossible_is_grey(self, qtbot: QtBot) -> None:
        case = Case(ball_volume())
        dialog = ExportDialog(export_offers(case.state.with_object(OBJECTS[0]), case.volume))
        qtbot.addWidget(dialog)
        assert not dialog.radios[ExportKind.DICOM_SEG].isEnabled()
        assert dialog.radios[ExportKind.DICOM_SEG].toolTip() == NO_DICOM
        assert dialog.radios[ExportKind.SURFACE].isEnabled()

    def test_endings(self) -> None:
        assert endings_of(ExportKind.DICOM_SEG) == (".dcm",)
        assert endings_of(ExportKind.SURFACE) == (".stl", ".ply")
        assert endings_of(ExportKind.REPORT) == (".html",)
        assert endings_of(ExportKind.TABLE) == (".csv",)
        assert ".png" not in endings_of(ExportKind.PROBABILITY)


def test_default_names(tmp_path: Path) -> None:
    write_scan(tmp_path / "Muster Erika", count=3)
    volume = read_volume(tmp_path / "Muster Erika")
    names = [suggested_path(volume, OBJECTS[0], kind).name for kind in ExportKind]
    assert names == [
        "scan_Liver_mask.nii.gz",
        "scan_labels.nii.gz",
        "scan_Liver_probability.nii.gz",
        "scan_Liver_surface.stl",
        "scan_segmentation.dcm",
        "scan_structures.dcm",
        "scan_Liver_report.html",
        "bifseg_cases.csv",
    ]
