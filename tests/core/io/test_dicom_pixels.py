"""DICOM pixels: packed in any way, of any number of bits, rescaled, grey or in colour."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from pydicom import Dataset, dcmread
from pydicom.data import get_testdata_file
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    HTJ2KLossless,
    ImplicitVRLittleEndian,
    RLELossless,
)

from bifseg_core.errors import ImageReadError
from bifseg_core.io import read_volume
from tests.core.io.make_dicom import write_scan

KNOWN = (  # real files of many makers, which come with pydicom
    "CT_small.dcm", "MR_small.dcm", "MR_small_RLE.dcm", "MR_small_bigendian.dcm",
    "MR_small_implicit.dcm", "MR_small_jp2klossless.dcm", "MR_small_jpeg_ls_lossless.dcm",
    "MR_small_padded.dcm", "693_J2KI.dcm", "J2K_pixelrep_mismatch.dcm", "JPEG2000.dcm",
    "JPEG-lossy.dcm", "JPGExtended.dcm", "JPEGLSNearLossless_08.dcm", "JPEGLSNearLossless_16.dcm",
    "image_dfl.dcm", "examples_overlay.dcm",
)  # fmt: skip


def one_file(folder: Path) -> tuple[Path, Dataset]:
    (path,) = write_scan(folder, count=1, size=(12, 10))
    return path, dcmread(path)


def saved(dataset: Dataset, path: Path) -> np.ndarray:
    """What is read of a dataset, as (J, I)."""
    dataset.save_as(path, enforce_file_format=True)
    return read_volume(path).data[:, :, 0].T


@pytest.mark.parametrize("name", KNOWN)
def test_real_files_read_as_gdcm_reads_them(name: str, tmp_path: Path) -> None:
    source = Path(get_testdata_file(name, download=False))
    path = tmp_path / "alone.dcm"
    path.write_bytes(source.read_bytes())
    theirs = sitk.GetArrayFromImage(sitk.ReadImage(str(path), imageIO="GDCMImageIO"))
    found = read_volume(path)
    assert np.array_equal(found.data[:, :, 0].T, theirs.reshape(theirs.shape[-2:]))
    assert found.data.dtype.isnative


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, DeflatedExplicitVRLittleEndian])
def test_every_plain_encoding(syntax: str, tmp_path: Path) -> None:
    path, dataset = one_file(tmp_path)
    stored = dataset.pixel_array
    dataset.file_meta.TransferSyntaxUID = syntax
    is_implicit = syntax == ImplicitVRLittleEndian
    dataset.save_as(path, implicit_vr=is_implicit, little_endian=True)
    assert np.array_equal(read_volume(path).data[:, :, 0].T, stored)


@pytest.mark.parametrize("kind", ["JPEG", "JPEG2000", "RLE"])
def test_a_packed_series_reads_as_the_plain_one(kind: str, tmp_path: Path) -> None:
    write_scan(tmp_path / "plain", count=4)
    plain = read_volume(tmp_path / "plain")
    for path in sorted((tmp_path / "plain").iterdir()):
        dataset = dcmread(path)
        if kind == "RLE":
            dataset.compress(RLELossless, generate_instance_uid=False)
            target = tmp_path / kind / path.name
            target.parent.mkdir(exist_ok=True)
            dataset.save_as(target)
            continue
        repacked_by_itk(path, tmp_path / kind / path.name, kind)
    packed = read_volume(tmp_path / kind)
    assert np.array_equal(packed.data, plain.data)
    assert packed.same_grid(plain)


def repacked_by_itk(source: Path, target: Path, kind: str) -> None:
    target.parent.mkdir(exist_ok=True)
    reader = sitk.ImageFileReader()
    reader.SetFileName(str(source))
    reader.LoadPrivateTagsOn()
    writer = sitk.ImageFileWriter()
    writer.KeepOriginalImageUIDOn()
    writer.UseCompressionOn()
    writer.SetCompressor(kind)
    writer.SetFileName(str(target))
    writer.Execute(reader.Execute())
    assert "TransferSyntaxUID" in dcmread(target).file_meta
    assert dcmread(target).file_meta.TransferSyntaxUID.is_compressed


@pytest.mark.parametrize("is_signed", [True, False])
@pytest.mark.parametrize(("stored", "high"), [(12, 11), (12, 15), (10, 9), (16, 15)])
def test_bits_beside_the_number_are_left_out(
    stored: int, high: int, is_signed: bool, tmp_path: Path
) -> None:
    path, dataset = one_file(tmp_path)
    low = -(1 << (stored - 1)) if is_signed else 0
    values = np.linspace(low, low + (1 << stored) - 1, 120).astype(np.int64).reshape(10, 12)
    shift = high + 1 - stored
    raw = (values & ((1 << stored) - 1)) << shift
    raw |= 0xFFFF & ~(((1 << stored) - 1) << shift)  # an overlay, as old scanners stored it
    dataset.BitsStored, dataset.HighBit, dataset.PixelRepresentation = stored, high, int(is_signed)
    dataset.PixelData = raw.astype("<u2").tobytes()
    found = saved(dataset, path)
    assert np.array_equal(found, values)
    assert found.dtype == (np.int16 if is_signed else np.uint16)


@pytest.mark.parametrize(
    ("slope", "intercept", "kind"),
    [(1, -1024, "i2"), (2, 0, "i2"), (1, 40000, "u2"), (300, -7, "i4"), (0.5, 3, "f4")],
)
def test_values_are_rescaled(slope: float, intercept: float, kind: str, tmp_path: Path) -> None:
    path, dataset = one_file(tmp_path)
    stored = dataset.pixel_array
    dataset.RescaleSlope, dataset.RescaleIntercept = slope, intercept
    found = saved(dataset, path)
    assert np.array_equal(found, stored.astype(float) * slope + intercept)
    assert found.dtype == np.dtype(kind)


def test_each_slice_has_its_own_scale(tmp_path: Path) -> None:
    files = write_scan(tmp_path, count=3)
    expected = []
    for n, path in enumerate(files):
        dataset = dcmread(path)
        dataset.RescaleSlope = f"{0.1 * (n + 1):.3g}"
        expected.append(dataset.pixel_array * 0.1 * (n + 1))
        dataset.save_as(path)
    assert np.allclose(read_volume(tmp_path).data.T, expected, rtol=1e-6)


def test_white_to_black_is_turned_round(tmp_path: Path) -> None:
    path, dataset = one_file(tmp_path)
    dataset.PhotometricInterpretation = "MONOCHROME1"
    dataset.PixelRepresentation, dataset.BitsStored, dataset.HighBit = 0, 12, 11
    found = saved(dataset, path)
    assert np.array_equal(found, 4095 - dataset.pixel_array)
    assert any("white to black" in note for note in read_volume(path).notes)


def test_colour_is_shown_and_its_brightness_segmented(tmp_path: Path) -> None:
    path, dataset = one_file(tmp_path)
    colours = np.random.default_rng(1).integers(0, 256, (10, 12, 3)).astype(np.uint8)
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 3, "RGB"
    dataset.PlanarConfiguration, dataset.PixelRepresentation = 1, 0
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 8, 8, 7
    dataset.PixelData = np.ascontiguousarray(colours.transpose(2, 0, 1)).tobytes()
    found = saved(dataset, path)
    assert np.abs(found - colours @ (0.299, 0.587, 0.114)).max() <= 0.51
    assert np.array_equal(read_volume(path).colours[:, :, 0].transpose(1, 0, 2), colours)


def test_a_palette_is_looked_up(tmp_path: Path) -> None:
    path = tmp_path / "palette.dcm"
    path.write_bytes(Path(get_testdata_file("examples_palette.dcm", download=False)).read_bytes())
    colours = read_volume(path).colours
    theirs = sitk.GetArrayFromImage(sitk.ReadImage(str(path), imageIO="GDCMImageIO"))
    assert np.abs(colours[:, :, 0].transpose(1, 0, 2) - theirs[0].astype(int)).max() <= 1


def test_a_packing_that_nobody_knows(tmp_path: Path) -> None:
    path, dataset = one_file(tmp_path)
    dataset.compress(RLELossless)
    dataset.file_meta.TransferSyntaxUID = HTJ2KLossless
    dataset.save_as(path)
    with pytest.raises(ImageReadError, match=r"packed in a way that is not known here.*\.$"):
        read_volume(path)


def test_a_packed_picture_that_is_cut_short(tmp_path: Path) -> None:
    content = Path(get_testdata_file("MR_small_jp2klossless.dcm", download=False)).read_bytes()
    path = tmp_path / "cut.dcm"
    path.write_bytes(content[: len(content) * 2 // 3])
    with pytest.raises(ImageReadError, match=r"copy it again\.$"):
        read_volume(path)


def test_what_stands_before_the_mark_does_not_matter(tmp_path: Path) -> None:
    path, dataset = one_file(tmp_path)
    content = path.read_bytes()
    path.write_bytes(b"II*\0" + content[4:])  # a TIFF by its first bytes; such files exist
    assert np.array_equal(read_volume(path).data[:, :, 0].T, dataset.pixel_array)


@pytest.mark.parametrize(
    ("keyword", "value", "spacing"),
    [
        ("ImagerPixelSpacing", [0.4, 0.3], (0.3, 0.4)),
        ("NominalScannedPixelSpacing", [0.2, 0.1], (0.1, 0.2)),
        (None, None, (1, 1)),
    ],
)
def test_where_the_size_of_pixels_stands(
    keyword: str | None, value: object, spacing: tuple, tmp_path: Path
) -> None:
    path, dataset = one_file(tmp_path)
    del dataset.PixelSpacing
    if keyword:
        setattr(dataset, keyword, value)
    dataset.save_as(path)
    found = read_volume(path)
    assert found.spacing[:2] == pytest.approx(spacing)
    assert any("how large its pixels" in note for note in found.notes) == (keyword is None)


def test_ultrasound_tells_its_size_in_centimetres(tmp_path: Path) -> None:
    path, dataset = one_file(tmp_path)
    del dataset.PixelSpacing
    region = Dataset()
    region.PhysicalUnitsXDirection = region.PhysicalUnitsYDirection = 3
    region.PhysicalDeltaX, region.PhysicalDeltaY = 0.02, -0.03
    dataset.SequenceOfUltrasoundRegions = [region]
    dataset.save_as(path)
    assert read_volume(path).spacing[:2] == pytest.approx((0.2, 0.3))
