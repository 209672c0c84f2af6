"""The page of a case and its line in a table."""

from __future__ import annotations

import csv
import errno
import io
import os
import re
from base64 import b64decode
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bifseg_core.case import Segmentation, Stage, StepSeconds
from bifseg_core.errors import WriteError
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.io.case_report import CaseReport, append_case_line, export_report, page
from bifseg_core.io.report_pictures import plane_pictures
from bifseg_core.version import __version__
from bifseg_core.volume import Volume
from tests.core.io.make import ORIENTATIONS, affine_of, picture

BOX = BoundingBox((2, 3, 1), (8, 8, 5))


def found(box: BoundingBox = BOX) -> Segmentation:
    mask = np.ones(box.shape, bool)
    return Segmentation(
        box,
        mask,
        mask.astype(np.float32),
        Stage.REFINED,
        2,
        seconds=StepSeconds(total=0.75),
        network="compact_3d",
    )


def image(affine: Affine | None = None) -> Volume:
    data = np.arange(12 * 10 * 8, dtype=np.int16).reshape(12, 10, 8)
    return Volume(data, affine or Affine.from_spacing((1, 1, 2)))


REPORT = CaseReport(
    "scan",
    "Läsion <1>",
    image(),
    found(),
    (0.0, 960.0),
    strokes=3,
    user_seconds=41.25,
    active_seconds=30.5,
    machine_seconds=1.5,
    dice=0.915,
    weights_sha256="ab" * 32,
    parameters={"smoothness_weight": 2.0},
    made=datetime(2026, 1, 2, 3, 4),
)


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.images: list[bytes] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.links += [given[name] for name in ("href", "srcset") if name in given]
        if tag == "img":
            self.images.append(b64decode(given["src"].partition("base64,")[2]))


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    return reader


class TestPage:
    def test_it_tells_what_was_done(self) -> None:
        words = " ".join(read(page(REPORT)).words)
        told = ("Läsion <1> in scan", "Not a medical device", "0.24 ml", "41.2 s", "30.5 s",
                "1.5 s", "91.5 %", "ab" * 32, "smoothness_weight", "compact_3d", __version__,
                "2026-01-02")  # fmt: skip
        assert [word for word in told if word not in words] == []

    def test_it_needs_nothing_from_elsewhere(self) -> None:
        text = page(REPORT)
        assert read(text).links == []
        assert not re.search(r"https?:|<script|@import|url\(", text)

    def test_it_has_pictures_of_three_planes_and_the_surface(self) -> None:
        images = read(page(replace(REPORT, surface_png=b"a picture"))).images
        assert [Image.open(io.BytesIO(png)).mode for png in images[:3]] == ["RGB"] * 3
        assert images[3] == b"a picture"

    def test_what_had_to_be_decided_for_the_mask_is_told(self) -> None:
        note = "Memory is short, so the box was looked at in half its detail."
        noted = replace(REPORT, found=replace(found(), notes=(note,)))
        assert note in read(page(noted)).words
        assert "Notes" not in read(page(REPORT)).words

    def test_what_had_to_be_decided_for_the_scan_is_told_without_names(self) -> None:
        notes = ('The series of "Muster Erika.dcm" was read from 9 files.', "It was interpolated.")
        noted = replace(REPORT, image=replace(REPORT.image, notes=notes))
        words = " ".join(read(page(noted)).words)
        assert "It was interpolated." in words
        assert "Muster" not in words

    def test_what_is_not_known_is_a_dash(self) -> None:
        bare = replace(REPORT, dice=None, user_seconds=None, weights_sha256="")
        assert read(page(bare)).words.count("–") == 3

    def test_a_picture_has_no_volume(self) -> None:
        flat = replace(
            REPORT, image=picture((12, 10)), found=found(BoundingBox((2, 3, 0), (8, 8, 1)))
        )
        reader = read(page(flat))
        assert len(reader.images) == 1
        assert not [word for word in reader.words if " ml" in word]

    def test_written_and_refused(self, tmp_path: Path) -> None:
        export_report(REPORT, tmp_path / "r.html")
        assert (tmp_path / "r.html").read_text(encoding="utf-8") == page(REPORT)
        with pytest.raises(WriteError, match=r"use \.html"):
            export_report(REPORT, tmp_path / "r.pdf")


@pytest.mark.parametrize("orientation", range(0, 48, 5))
def test_planes_lie_as_radiologists_look_at_them(orientation: int) -> None:
    """A gradient towards each side of the patient shows where that side is."""
    affine = affine_of(ORIENTATIONS[orientation], (1, 1.5, 2), (0, 0, 0))
    shape = (9, 10, 11)
    place_ras = affine.to_ras(np.moveaxis(np.indices(shape), 0, -1))
    for towards, picks in ((0, (("Axial", "left"), ("Coronal", "left"))),
                           (1, (("Axial", "top"), ("Sagittal", "left"))),
                           (2, (("Coronal", "top"), ("Sagittal", "top")))):  # fmt: skip
        rising = place_ras[..., towards]
        like = Volume(rising, affine)
        nothing = replace(found(BoundingBox((4, 4, 4), (5, 5, 5))), mask=np.zeros((1, 1, 1), bool))
        pictures = plane_pictures(like, nothing, (rising.min(), rising.max()))
        by_title = {
            one.title: np.asarray(Image.open(io.BytesIO(one.png)))[..., 0] for one in pictures
        }
        for title, side in picks:
            grey = by_title[title].astype(int)
            first, last = (grey[:, 0], grey[:, -1]) if side == "left" else (grey[0], grey[-1])
            assert (first > last).all(), (title, side)


def test_the_object_is_outlined() -> None:
    axial = plane_pictures(image(), found(), (0, 960))[0]
    colours = np.asarray(Image.open(io.BytesIO(axial.png)))
    marked = (colours == (255, 120, 60)).all(axis=2)
    assert marked.sum() == 2 * (6 + 5) - 4
    assert (axial.width, axial.height) == (200, 167)


class TestTable:
    def test_a_line_a_case(self, tmp_path: Path) -> None:
        path = tmp_path / "cases.csv"
        append_case_line(REPORT, path)
        append_case_line(replace(REPORT, object_name='Zyste, "zwei"', dice=None), path)
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        assert [row["object"] for row in rows] == ["Läsion <1>", 'Zyste, "zwei"']
        assert [row["dice"] for row in rows] == ["0.915", ""]
        assert rows[0]["volume_ml"] == "0.24"
        assert rows[0]["user_s"] == "41.25"
        assert rows[0]["weights_sha256"] == "ab" * 32

    def test_a_table_that_lost_its_last_line_end(self, tmp_path: Path) -> None:
        path = tmp_path / "cases.csv"
        append_case_line(REPORT, path)
        path.write_bytes(path.read_bytes().rstrip())
        append_case_line(REPORT, path)
        assert len(list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))) == 2

    @pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "-2", "+2"])
    def test_a_name_that_a_table_program_would_run_is_text(self, name: str, tmp_path: Path) -> None:
        append_case_line(replace(REPORT, object_name=name), tmp_path / "t.csv")
        (line,) = csv.DictReader(io.StringIO((tmp_path / "t.csv").read_text("utf-8")))
        assert line["object"] == f"'{name}"

    def test_another_table_is_left_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "cases.csv"
        path.write_text("name,born\nErika,1970\n")
        with pytest.raises(WriteError, match="another table"):
            append_case_line(REPORT, path)
        assert path.read_text() == "name,born\nErika,1970\n"

    def test_a_failed_write_keeps_the_lines(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "cases.csv"
        append_case_line(REPORT, path)
        before = path.read_bytes()

        def refuse(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "replace", refuse)
        with pytest.raises(WriteError, match="disk is full"):
            append_case_line(REPORT, path)
        assert path.read_bytes() == before
        assert [one.name for one in tmp_path.iterdir()] == ["cases.csv"]

    def test_another_ending(self, tmp_path: Path) -> None:
        with pytest.raises(WriteError, match=r"use \.csv"):
            append_case_line(REPORT, tmp_path / "cases.xlsx")
