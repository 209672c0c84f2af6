"""Every file that cannot be used is refused in one sentence, and nothing else is printed."""

from __future__ import annotations

import gzip
import os
import random
import struct
from collections.abc import Callable
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest
import SimpleITK as sitk

from bifseg_core.errors import BifsegError, GeometryError, ImageReadError
from bifseg_core.io import describe, read_volume, write_volume
from tests.core.io.make import picture, ramp, volume, write_slice

NOISE = np.random.default_rng(3).integers(0, 3000, (24, 22, 20)).astype(np.int16)
ENDINGS = (".nii", ".nii.gz", ".nrrd", ".mha", ".png", ".jpg", ".tif", ".dcm")


def assert_one_sentence(text: str, name: str = "") -> None:
    assert text.endswith(".")
    assert text[0].isupper() or text[0] in '"1234567890'
    assert "\n" not in text
    assert ". " not in text.replace(name, "")
    assert name in text
    for word in ("itk", "exception", "error:", "traceback", "none", "/", "\\"):
        assert word not in text.lower().replace(name.lower(), "")
    assert len(text) < 220


def refusal(path: Path, capfd: pytest.CaptureFixture[str], kind: type = BifsegError) -> str:
    with pytest.raises(kind) as caught:
        read_volume(path)
    assert_one_sentence(str(caught.value), path.name)
    assert capfd.readouterr() == ("", "")
    return str(caught.value)


def write_good(path: Path) -> Path:
    if path.suffix in (".png", ".jpg", ".tif"):
        sitk.WriteImage(sitk.GetImageFromArray((NOISE[0] % 256).astype(np.uint8)), str(path))
    elif path.suffix == ".dcm":
        write_slice(path, NOISE[0], 0)
    else:
        sitk.WriteImage(sitk.GetImageFromArray(NOISE), str(path))
    return path


# --- files that are none --------------------------------------------------------------------------


def test_missing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert "no file" in refusal(tmp_path / "gone.nii.gz", capfd, ImageReadError)
    assert "no file" in refusal(tmp_path / "gone" / "scan.nii.gz", capfd, ImageReadError)


def test_a_file_in_place_of_a_folder(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write_good(tmp_path / "scan.nii")
    assert "no file" in refusal(tmp_path / "scan.nii" / "scan.nii", capfd, ImageReadError)


@pytest.mark.parametrize("ending", ENDINGS)
def test_empty(ending: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / f"scan{ending}"
    path.touch()
    assert "empty" in refusal(path, capfd, ImageReadError)


@pytest.mark.parametrize("ending", [*ENDINGS, ".txt", ".docx", ""])
@pytest.mark.parametrize(
    "content", [b"hello world" * 100, bytes(3000), b"\x1f\x8bno", b"NRRD", b"x"]
)
def test_not_an_image(
    ending: str, content: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"letter{ending}"
    path.write_bytes(content)
    refusal(path, capfd, ImageReadError)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.97])
@pytest.mark.parametrize("ending", [ending for ending in ENDINGS if ending != ".tif"])
def test_truncated(
    ending: str, share: float, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = write_good(tmp_path / f"scan{ending}")
    read_volume(path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    refusal(path, capfd, ImageReadError)


def simple_tiff(pixels: np.ndarray) -> bytes:
    """A TIFF whose tags come first, so that a cut takes pixels away."""
    rows, columns = pixels.shape
    entries = [
        (256, columns), (257, rows), (258, 8), (259, 1), (262, 1), (273, 8 + 2 + 9 * 12 + 4),
        (277, 1), (278, rows), (279, pixels.size),
    ]  # fmt: skip
    tags = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
    head = b"II*\0" + struct.pack("<IH", 8, len(entries)) + tags + bytes(4)
    return head + pixels.tobytes()


@pytest.mark.parametrize("missing", [1, 30, 240, 440])
def test_a_truncated_tiff(missing: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pixels = (NOISE[0] % 256).astype(np.uint8)
    path = tmp_path / "scan.tif"
    path.write_bytes(simple_tiff(pixels))
    assert np.array_equal(read_volume(path).data[:, :, 0].T, pixels)
    path.write_bytes(simple_tiff(pixels)[:-missing])
    refusal(path, capfd, ImageReadError)


@pytest.mark.parametrize("ending", [".nii", ".nii.gz", ".nrrd", ".mha", ".png"])
def test_the_last_byte_is_missed(
    ending: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = write_good(tmp_path / f"scan{ending}")
    path.write_bytes(path.read_bytes()[:-1])
    assert "copy it again" in refusal(path, capfd, ImageReadError)


def test_packed_voxels_that_were_changed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for ending in (".nii.gz", ".mha", ".nrrd"):
        path = tmp_path / f"scan{ending}"
        write_volume(volume((20, 20, 20)), path)
        content = bytearray(path.read_bytes())
        content[-400] ^= 16
        path.write_bytes(content)
        assert "damaged" in refusal(path, capfd, ImageReadError)


def test_claims_more_than_it_holds(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    header = nib.Nifti1Image(ramp(), np.eye(4)).header
    header["dim"][1:4] = 30000
    header["magic"] = b"n+1"
    header["vox_offset"] = 352
    for ending, pack in ((".nii", bytes), (".nii.gz", gzip.compress)):
        path = tmp_path / f"scan{ending}"
        path.write_bytes(pack(header.binaryblock + bytes(4000)))
        refusal(path, capfd, ImageReadError)
    head = "NDims = 3\nDimSize = 90000 90000 90000\nElementType = MET_SHORT\n"
    for packed in ("False", "True"):
        path = tmp_path / "scan.mha"
        tail = f"CompressedData = {packed}\nElementDataFile = LOCAL\n"
        path.write_bytes((head + tail).encode() + bytes(99))
        refusal(path, capfd, ImageReadError)
    head = "NRRD0004\ntype: short\ndimension: 3\nsizes: 90000 90000 90000\nencoding: gzip\n\n"
    (tmp_path / "scan.nrrd").write_bytes(head.encode() + gzip.compress(bytes(99)))
    refusal(tmp_path / "scan.nrrd", capfd, ImageReadError)


def test_voxels_in_a_file_that_is_not_there(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    sitk.WriteImage(sitk.GetImageFromArray(NOISE), str(tmp_path / "scan.mhd"))
    (tmp_path / "scan.raw").unlink()
    assert '"scan.raw"' in refusal(tmp_path / "scan.mhd", capfd, ImageReadError)


@pytest.mark.parametrize("place", ["LIST", "slice%03d.raw", "a\0b", "../" * 9, ""])
def test_voxels_in_strange_places(
    place: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    head = f"NDims = 2\nDimSize = 2 2\nElementType = MET_CHAR\nElementDataFile = {place}\n"
    (tmp_path / "scan.mha").write_bytes(head.encode() + bytes(4))
    refusal(tmp_path / "scan.mha", capfd, ImageReadError)


@pytest.mark.skipif(os.name == "nt", reason="permissions work differently on Windows")
def test_permission_denied(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_good(tmp_path / "scan.nii.gz")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert "permission" in refusal(path, capfd, ImageReadError)


def test_an_unreadable_folder(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr(os, "scandir", refuse)
    assert "permission" in refusal(tmp_path, capfd, ImageReadError)


def test_too_large_for_memory(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_good(tmp_path / "scan.nii.gz")

    def refuse(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(np, "empty", refuse)
    assert "memory" in refusal(path, capfd, ImageReadError)


def test_a_folder_without_images(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letter.txt").write_text("hello")
    assert "no DICOM" in refusal(folder, capfd, ImageReadError)


# --- images that cannot be segmented --------------------------------------------------------------


@pytest.mark.parametrize("ending", [".nii.gz", ".nrrd", ".mha"])
def test_colour(ending: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pixels = np.zeros((16, 16, 3), np.uint8)
    pixels[4:9, 4:9] = 250, 20, 20
    sitk.WriteImage(sitk.GetImageFromArray(pixels, isVector=True), str(tmp_path / f"scan{ending}"))
    assert "colour" in refusal(tmp_path / f"scan{ending}", capfd, ImageReadError)


def test_colour_in_nifti(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    kind = np.dtype([("R", "u1"), ("G", "u1"), ("B", "u1")])
    nib.save(nib.Nifti1Image(np.zeros((4, 4, 4), kind), np.eye(4)), tmp_path / "scan.nii")
    assert "colour" in refusal(tmp_path / "scan.nii", capfd, ImageReadError)


@pytest.mark.parametrize("kind", [np.complex64, np.complex128])
def test_complex_numbers(kind: type, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    nib.save(nib.Nifti1Image(NOISE.astype(kind), np.eye(4)), tmp_path / "scan.nii")
    assert "complex" in refusal(tmp_path / "scan.nii", capfd, ImageReadError)


def test_pages(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    sitk.WriteImage(sitk.GetImageFromArray(NOISE.astype(np.uint16)), str(tmp_path / "scan.tif"))
    assert "24 pages" in refusal(tmp_path / "scan.tif", capfd, ImageReadError)


def test_a_pair_of_files(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    nib.save(nib.Nifti1Pair(NOISE, np.eye(4)), tmp_path / "scan.img")
    assert "second file" in refusal(tmp_path / "scan.hdr", capfd, ImageReadError)


# --- grids that are none --------------------------------------------------------------------------


def nifti_with(path: Path, change: Callable[[nib.Nifti1Header], None]) -> Path:
    image = nib.Nifti1Image(NOISE, np.diag([1.0, 2, 3, 1]))
    content = bytearray(image.to_bytes())
    header = nib.Nifti1Header(bytes(content[:348]), check=False)
    change(header)
    content[:348] = header.binaryblock
    path.write_bytes(content)
    return path


def test_zero_spacing_in_the_sform(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = nifti_with(tmp_path / "scan.nii", lambda header: header["srow_y"].fill(0))
    assert "spacing of zero" in refusal(path, capfd, GeometryError)


@pytest.mark.parametrize("code", [0, 1])
def test_zero_spacing_in_pixdim(
    code: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def change(header: nib.Nifti1Header) -> None:
        header["sform_code"], header["qform_code"] = 0, code
        header["pixdim"][2] = 0

    path = nifti_with(tmp_path / "scan.nii", change)
    assert "spacing of zero" in refusal(path, capfd, GeometryError)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_numbers_that_are_none(
    value: float, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = nifti_with(tmp_path / "scan.nii", lambda header: header["srow_x"].fill(value))
    assert "not a number" in refusal(path, capfd, GeometryError)


@pytest.mark.parametrize("spacing", ["0 1 1", "nan 1 1", "1 inf 1"])
def test_spacing_in_text_headers(
    spacing: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    head = f"NDims = 3\nDimSize = 2 2 2\nElementType = MET_CHAR\nElementSpacing = {spacing}\n"
    (tmp_path / "scan.mha").write_bytes(f"{head}ElementDataFile = LOCAL\n".encode() + bytes(8))
    refusal(tmp_path / "scan.mha", capfd, GeometryError)
    head = "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 2 2 2\nencoding: raw\nspacings: "
    (tmp_path / "scan.nrrd").write_bytes(f"{head}{spacing}\n\n".encode() + bytes(8))
    refusal(tmp_path / "scan.nrrd", capfd, GeometryError)
    first, second, third = spacing.split()
    steps = f"({first},0,0) (0,{second},0) (0,0,{third})"
    head = "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 2 2 2\nencoding: raw\nspace: LPS\n"
    content = f"{head}space directions: {steps}\nspace origin: (0,0,0)\n\n".encode() + bytes(8)
    (tmp_path / "scan.nrrd").write_bytes(content)
    refusal(tmp_path / "scan.nrrd", capfd, GeometryError)


def test_axes_that_are_not_at_right_angles(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    sheared = np.array([[1.0, 0.3, 0, 0], [0, 2, 0, 0], [0, 0, 3, 0], [0, 0, 0, 1]])
    nib.save(nib.Nifti1Image(NOISE, sheared), tmp_path / "scan.nii")
    assert "right angles" in refusal(tmp_path / "scan.nii", capfd, GeometryError)
    head = "NDims = 2\nDimSize = 2 2\nElementType = MET_CHAR\nTransformMatrix = 1 0 0.3 1\n"
    (tmp_path / "scan.mha").write_bytes(f"{head}ElementDataFile = LOCAL\n".encode() + bytes(4))
    assert "right angles" in refusal(tmp_path / "scan.mha", capfd, GeometryError)


def test_dimensions_that_are_none(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for dimensions in ((3, 0, 4, 4), (3, -5, 4, 4), (0, 1, 1, 1), (1, 14, 4, 4), (9, 4, 4, 4)):

        def change(header: nib.Nifti1Header, dimensions: tuple = dimensions) -> None:
            header["dim"][:4] = dimensions

        refusal(nifti_with(tmp_path / "scan.nii", change), capfd, ImageReadError)


# --- and whatever else can happen to a file -------------------------------------------------------


def mutated(content: bytes, rng: random.Random) -> bytes:
    """The content with a few bytes changed, put in or taken out, mostly in the header."""
    changed = bytearray(content)
    end = min(len(changed), rng.choice([60, 400, len(changed)]))
    for _ in range(rng.randint(1, 6)):
        place = rng.randrange(end)
        new = bytes(rng.randrange(256) for _ in range(rng.randint(0, 3)))
        changed[place : place + rng.randint(0, 3)] = new
    return bytes(changed)


@pytest.mark.parametrize("ending", [ending for ending in ENDINGS if ending != ".dcm"])
def test_mutated_files(ending: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    rng = random.Random(ending)
    good = write_good(tmp_path / f"good{ending}").read_bytes()
    path = tmp_path / f"scan{ending}"
    for _ in range(60):
        path.write_bytes(mutated(good, rng))
        try:
            describe(read_volume(path))
        except BifsegError as error:
            assert_one_sentence(str(error), path.name)
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "scan.nii")
    refusal(tmp_path / "scan.nii", capfd, ImageReadError)


def test_names_on_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "a\nb.png"
    write_volume(picture(), path)
    path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(ImageReadError) as caught:
        read_volume(path)
    assert_one_sentence(str(caught.value))
