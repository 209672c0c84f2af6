"""DICOM series over time: what was drawn on a time point refers to that one's slices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from highdicom.seg import segread
from pydicom import Dataset, dcmread

from bifseg_core.case import Segmentation, SegmentedObject, Stage
from bifseg_core.errors import GeometryError, WriteError
from bifseg_core.geometry import BoundingBox
from bifseg_core.io import read_volume
from bifseg_core.io.dicom_seg import export_dicom_seg
from bifseg_core.io.rtstruct import export_rtstruct
from bifseg_core.io.source import keep_source
from bifseg_core.volume import ImageKey, Volume
from tests.core.io.make_dicom import write_enhanced, write_scan

HEIGHTS, TIMES = [0.0, 2.5, 5.0, 7.5], 3
BOX = BoundingBox((2, 3, 1), (6, 7, 3))
Export = Callable[..., None]


@pytest.fixture(params=["files", "frames"])
def scan(request: pytest.FixtureRequest, tmp_path: Path) -> Volume:
    """Four slices at each of three time points, one in a file or all in one."""
    folder = tmp_path / "scan"
    if request.param == "files":
        write_scan(folder, size=(12, 10), heights=HEIGHTS * TIMES)
    else:
        folder.mkdir()
        write_enhanced(folder / "all.dcm", HEIGHTS * TIMES)
    return read_volume(folder)


@pytest.fixture
def files_scan(tmp_path: Path) -> Volume:
    write_scan(tmp_path / "scan", size=(12, 10), heights=HEIGHTS * TIMES)
    return read_volume(tmp_path / "scan")


def test_time_points_whose_numbers_begin_anew_stay_apart(tmp_path: Path) -> None:
    files = write_scan(tmp_path / "scan", size=(12, 10), heights=HEIGHTS * TIMES)
    before = read_volume(tmp_path / "scan")
    for n, path in enumerate(files):
        time, k = divmod(n, len(HEIGHTS))
        one = dcmread(path)
        one.InstanceNumber, one.AcquisitionNumber = k + 1, time + 1
        one.PixelData = (one.pixel_array * 0 + 100 * time + k).astype(np.int16).tobytes()
        one.save_as(
            tmp_path / "scan" / f"{(time + k) % TIMES}{k}-new.dcm", enforce_file_format=True
        )
        path.unlink()
    found = read_volume(tmp_path / "scan")
    assert found.shape == before.shape
    assert found.frame_count == TIMES
    for k in range(len(HEIGHTS)):
        assert len(np.unique(found.data[..., k])) == 1
    values = [float(found.data[0, 0, k]) for k in range(len(HEIGHTS))]
    assert np.ptp(values) == len(HEIGHTS) - 1  # all of them of one time point


def drawn(number: int, made_on: ImageKey | None) -> SegmentedObject:
    mask = np.ones(BOX.shape, bool)
    found = Segmentation(BOX, mask, mask.astype(np.float32), Stage.INITIAL, made_on=made_on)
    return SegmentedObject(number, f"Object {number}", segmentation=found)


def slices_at(scan: Volume, time: int) -> list[tuple[str, int | None]]:
    """UID and frame of the slices that the box lies in, by the rank of their file or frame."""
    first = time * len(HEIGHTS)
    ranks = [first + k for k in range(*BOX.slices[2].indices(scan.shape[2]))]
    files = sorted(set(scan.series.files))
    if len(files) == 1:
        return [(dcmread(files[0]).SOPInstanceUID, rank + 1) for rank in ranks]
    return [(dcmread(files[rank]).SOPInstanceUID, None) for rank in ranks]


def named_in(items: list[Dataset]) -> list[tuple[str, int | None]]:
    return sorted(
        {(i.ReferencedSOPInstanceUID, i.get("ReferencedFrameNumber")) for i in items}, key=str
    )


def sources_of_segments(path: Path) -> Iterator[list[tuple[str, int | None]]]:
    found = segread(path)
    of_segment: dict[int, list[Dataset]] = {s.SegmentNumber: [] for s in found.SegmentSequence}
    for groups in found.PerFrameFunctionalGroupsSequence:
        named = groups.get("SegmentIdentificationSequence")
        number = named[0].ReferencedSegmentNumber if named else 1
        of_segment[number] += groups.DerivationImageSequence[0].SourceImageSequence
    yield from map(named_in, of_segment.values())


def sources_of_structures(path: Path) -> Iterator[list[tuple[str, int | None]]]:
    for roi in dcmread(path).ROIContourSequence:
        yield named_in([c.ContourImageSequence[0] for c in roi.ContourSequence])


EXPORTS = [(export_dicom_seg, sources_of_segments), (export_rtstruct, sources_of_structures)]


@pytest.mark.parametrize(("export", "sources_of"), EXPORTS)
def test_each_object_names_the_slices_of_its_time_point(
    scan: Volume, export: Export, sources_of: Callable, tmp_path: Path
) -> None:
    times = (2, 0, 1)
    objects = [drawn(n, ImageKey(0, time)) for n, time in enumerate(times, 1)]
    export(objects, scan, tmp_path / "out.dcm")
    wanted = [sorted(slices_at(scan, time), key=str) for time in times]
    assert list(sources_of(tmp_path / "out.dcm")) == wanted


@pytest.mark.parametrize(("export", "sources_of"), EXPORTS)
@pytest.mark.parametrize("time", range(TIMES))
def test_one_object_alone(
    scan: Volume, time: int, export: Export, sources_of: Callable, tmp_path: Path
) -> None:
    export([drawn(1, ImageKey(0, time))], scan, tmp_path / "out.dcm")
    wanted = sorted(slices_at(scan, time), key=str)
    assert list(sources_of(tmp_path / "out.dcm")) == [wanted]
    all_named = {uid for uid, _ in wanted}
    whole = dcmread(tmp_path / "out.dcm")
    if export is export_dicom_seg:
        listed = whole.ReferencedSeriesSequence[0].ReferencedInstanceSequence
        assert {one.ReferencedSOPInstanceUID for one in listed} == all_named


@pytest.mark.parametrize(("export", "sources_of"), EXPORTS)
@pytest.mark.parametrize("made_on", [None, ImageKey(1, 2), ImageKey(0, TIMES)], ids=repr)
def test_what_is_of_no_time_point_names_the_first(
    files_scan: Volume,
    made_on: ImageKey | None,
    export: Export,
    sources_of: Callable,
    tmp_path: Path,
) -> None:
    export([drawn(1, made_on)], files_scan, tmp_path / "out.dcm")
    assert list(sources_of(tmp_path / "out.dcm")) == [sorted(slices_at(files_scan, 0), key=str)]


def test_the_slices_of_a_time_point(scan: Volume) -> None:
    assert scan.series.times == TIMES
    for time in range(1, TIMES):
        own = scan.frame(time)
        assert own.key == ImageKey(0, time)
        assert own.series == scan.series.at_time(time)
        assert len(own.series.files) == len(own.series.positions_ras) == len(HEIGHTS)
    with pytest.raises(IndexError):
        scan.series.at_time(TIMES)


def test_no_slice_of_any_time_point_is_written_over(files_scan: Volume) -> None:
    for file in sorted(files_scan.source.iterdir()):
        with pytest.raises(WriteError, match="is the scan itself"):
            keep_source(files_scan, file)


def test_a_time_point_whose_files_are_gone_is_one_sentence(
    files_scan: Volume, tmp_path: Path
) -> None:
    for file in files_scan.series.at_time(2).files:
        file.unlink()
    with pytest.raises(WriteError, match="is gone or has changed"):
        export_dicom_seg([drawn(1, ImageKey(0, 2))], files_scan, tmp_path / "out.dcm")
    export_dicom_seg([drawn(1, ImageKey(0, 1))], files_scan, tmp_path / "out.dcm")


def changed_later(folder: Path, **values: object) -> None:
    """The scan with attributes of the second time point's slices changed."""
    for file in sorted(folder.iterdir())[len(HEIGHTS) : 2 * len(HEIGHTS)]:
        one = dcmread(file)
        for keyword, value in values.items():
            setattr(one, keyword, value(one.get(keyword)) if callable(value) else value)
        one.save_as(file)


def moved(mm: float) -> Callable:
    return lambda place: [place[0] + mm, *place[1:]]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"ImagePositionPatient": moved(2.0)}, "do not lie at the same place"),
        ({"ImageOrientationPatient": [-1, 0, 0, 0, -1, 0]}, "do not lie at the same place"),
        ({"PixelSpacing": [0.9, 0.8]}, "differ in pixel spacing"),
        ({"Rows": 5}, "differ in size"),
    ],
    ids=["moved", "turned", "spacing", "size"],
)
def test_a_time_point_at_another_place_is_refused(values: dict, words: str, tmp_path: Path) -> None:
    """One grid for all would show it, and everything drawn on it, where it is not."""
    write_scan(tmp_path / "scan", size=(12, 10), heights=HEIGHTS * TIMES)
    changed_later(tmp_path / "scan", **values)
    with pytest.raises(GeometryError, match=words):
        read_volume(tmp_path / "scan")


def test_a_time_point_a_hair_beside_is_read(tmp_path: Path) -> None:
    write_scan(tmp_path / "scan", size=(12, 10), heights=HEIGHTS * TIMES)
    changed_later(tmp_path / "scan", ImagePositionPatient=moved(0.02))
    assert read_volume(tmp_path / "scan").frame_count == TIMES
