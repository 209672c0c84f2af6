"""What reading makes of files that are in order."""

from __future__ import annotations

import bz2
import gzip
import os
import sys
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest
import SimpleITK as sitk

from bifseg_core.errors import ImageReadError
from bifseg_core.io import describe, read_volume, write_volume
from bifseg_core.volume import Volume
from tests.core.io.make import ORIENTATIONS, affine_of, picture, ramp, volume


def read_image(image: sitk.Image, path: Path) -> Volume:
    sitk.WriteImage(image, str(path))
    return read_volume(path)


def test_data_is_fast_to_slice_and_cannot_be_changed(tmp_path: Path) -> None:
    for ending in (".nii.gz", ".nii", ".nrrd", ".mha"):
        write_volume(volume(), tmp_path / f"image{ending}")
        data = read_volume(tmp_path / f"image{ending}").data
        assert data[:, :, 1].T.flags.c_contiguous
        assert not data.flags.writeable
        assert data.dtype.isnative


def test_a_file_is_known_by_its_content(tmp_path: Path) -> None:
    write_volume(volume(), tmp_path / "packed.nii.gz")
    write_volume(volume(), tmp_path / "plain.nii")
    (tmp_path / "packed.nii.gz").rename(tmp_path / "in fact packed.nii")
    (tmp_path / "plain.nii").rename(tmp_path / "in fact plain.nii.gz")
    for name in ("in fact packed.nii", "in fact plain.nii.gz"):
        assert np.array_equal(read_volume(tmp_path / name).data, ramp())


class TestNifti:
    def save(self, path: Path, data: np.ndarray, **fields: object) -> Volume:
        image = nib.Nifti1Image(data, np.diag([-1.0, -2, 3, 1]))
        for name, value in fields.items():
            image.header[name] = value
        nib.save(image, path)
        return read_volume(path)

    def test_two_dimensions(self, tmp_path: Path) -> None:
        found = self.save(tmp_path / "flat.nii", ramp()[:, :, 0])
        assert found.shape == (5, 4, 1)
        assert found.is_planar

    def test_one_slice_in_three_dimensions_is_not_planar(self, tmp_path: Path) -> None:
        found = self.save(tmp_path / "thin.nii", ramp((5, 4, 1)))
        assert found.shape == (5, 4, 1)
        assert not found.is_planar

    def test_further_axes_of_length_one(self, tmp_path: Path) -> None:
        assert self.save(tmp_path / "long.nii", ramp()[..., None, None]).shape == (5, 4, 3)

    @pytest.mark.parametrize("kind", ["i2", "u1", "f4", "f8", "i8"])
    def test_scaled_values(self, kind: str, tmp_path: Path) -> None:
        stored = ramp(dtype=kind)
        image = nib.Nifti1Image(stored, np.eye(4), dtype=kind)
        image.header.set_slope_inter(0.25, -3)
        nib.save(image, tmp_path / "image.nii")
        found = read_volume(tmp_path / "image.nii").data
        assert np.allclose(found, nib.load(tmp_path / "image.nii").get_fdata())
        assert found.dtype == (np.float32 if np.dtype(kind).itemsize <= 2 else np.float64)

    def test_the_other_byte_order(self, tmp_path: Path) -> None:
        header = nib.Nifti1Header(endianness=">")
        header.set_data_dtype(np.int16)
        image = nib.Nifti1Image(ramp(), np.diag([-1.0, 2, 3, 1]), header)
        nib.save(image, tmp_path / "image.nii")
        assert (tmp_path / "image.nii").read_bytes()[:4] == (348).to_bytes(4, "big")
        found = read_volume(tmp_path / "image.nii")
        assert np.array_equal(found.data, ramp())
        assert found.data.dtype.isnative
        assert np.array_equal(found.affine.matrix, np.diag([-1.0, 2, 3, 1]))

    @pytest.mark.parametrize(("unit", "factor"), [("meter", 1000), ("micron", 0.001), ("mm", 1)])
    def test_units(self, unit: str, factor: float, tmp_path: Path) -> None:
        image = nib.Nifti1Image(ramp(), np.diag([1.0, 2, 3, 1]))
        image.header.set_xyzt_units(unit)
        nib.save(image, tmp_path / "image.nii")
        assert np.allclose(
            read_volume(tmp_path / "image.nii").spacing, np.array([1, 2, 3]) * factor
        )

    @pytest.mark.parametrize("rotation", ORIENTATIONS)
    def test_qform_alone(self, rotation: np.ndarray, tmp_path: Path) -> None:
        image = nib.Nifti1Image(ramp(), None)
        turned = affine_of(ORIENTATIONS[3] @ rotation, (0.5, 2, 7), (1, 2, 3)).matrix
        image.set_qform(turned, 1)
        nib.save(image, tmp_path / "image.nii")
        found = read_volume(tmp_path / "image.nii")
        assert np.allclose(found.affine.matrix, nib.load(tmp_path / "image.nii").affine, atol=1e-6)
        assert found.notes == ()

    def test_sform_wins_and_a_note_says_so(self, tmp_path: Path) -> None:
        image = nib.Nifti1Image(ramp(), None)
        image.set_sform(np.diag([2.0, 2, 2, 1]), 2)
        image.set_qform(affine_of(np.eye(3), (2, 2, 2), (0, 0, 12)).matrix, 1)
        nib.save(image, tmp_path / "image.nii")
        found = read_volume(tmp_path / "image.nii")
        assert np.array_equal(found.affine.matrix, np.diag([2.0, 2, 2, 1]))
        (note,) = found.notes
        assert "12 mm" in note
        assert "sform is used" in note

    def test_no_orientation(self, tmp_path: Path) -> None:
        image = nib.Nifti1Image(ramp(), None)
        image.header["pixdim"][1:4] = 1, 2, 3
        nib.save(image, tmp_path / "image.nii")
        found = read_volume(tmp_path / "image.nii")
        assert not found.is_oriented
        assert len(found.notes) == 1
        assert found.spacing == (1, 2, 3)
        assert describe(found).axis_codes == ""
        theirs = sitk.ReadImage(str(tmp_path / "image.nii"))
        assert theirs.GetDirection() == (1, 0, 0, 0, 1, 0, 0, 0, 1)
        assert np.array_equal(found.affine.matrix, np.diag([-1.0, -2, 3, 1]))

    def test_extensions_before_the_voxels(self, tmp_path: Path) -> None:
        image = nib.Nifti1Image(ramp(), np.eye(4))
        image.header.extensions.append(nib.nifti1.Nifti1Extension("comment", b"hello" * 99))
        nib.save(image, tmp_path / "image.nii.gz")
        assert np.array_equal(read_volume(tmp_path / "image.nii.gz").data, ramp())

    def test_several_gzip_members(self, tmp_path: Path) -> None:
        write_volume(volume(), tmp_path / "image.nii")
        content = (tmp_path / "image.nii").read_bytes()
        packed = gzip.compress(content[:400]) + gzip.compress(content[400:])
        (tmp_path / "image.nii.gz").write_bytes(packed)
        assert np.array_equal(read_volume(tmp_path / "image.nii.gz").data, ramp())


class TestNrrdAndMetaImage:
    def test_voxels_in_a_second_file(self, tmp_path: Path) -> None:
        image = sitk.GetImageFromArray(np.ascontiguousarray(ramp().T))
        for ending in (".mhd", ".nhdr"):
            found = read_image(image, tmp_path / f"image é{ending}")
            assert np.array_equal(found.data, ramp())

    @pytest.mark.parametrize("ending", [".nrrd", ".mha"])
    def test_two_dimensions(self, ending: str, tmp_path: Path) -> None:
        image = sitk.GetImageFromArray(np.ascontiguousarray(ramp()[:, :, 0].T))
        image.SetSpacing((0.5, 2))
        found = read_image(image, tmp_path / f"image{ending}")
        assert np.array_equal(found.data[:, :, 0], ramp()[:, :, 0])
        assert found.is_planar
        assert found.spacing == (0.5, 2, 1)

    def test_an_nrrd_in_another_space(self, tmp_path: Path) -> None:
        head = (
            "NRRD0004\ntype: uint8\ndimension: 3\nspace: RAS\nsizes: 2 2 2\nencoding: raw\n"
            "space directions: (1,0,0) (0,2,0) (0,0,3)\nspace origin: (5,6,7)\n\n"
        )
        (tmp_path / "image.nrrd").write_bytes(head.encode() + bytes(range(8)))
        found = read_volume(tmp_path / "image.nrrd")
        assert found.is_oriented
        expected = affine_of(np.eye(3), (1, 2, 3), (5, 6, 7)).matrix
        assert np.allclose(found.affine.matrix, expected)
        assert found.data[1, 0, 0] == 1

    def nrrd(self, path: Path, lines: str, voxels: bytes) -> Volume:
        path.write_bytes(f"NRRD0005\n# made by hand\n{lines}\n\n".encode() + voxels)
        return read_volume(path)

    def test_an_nrrd_with_everything(self, tmp_path: Path) -> None:
        lines = (
            "Type: unsigned short\r\ndimension: 4\nspace: left-anterior-superior\nsizes: 1 2 3 4\n"
            "space directions: none (0,2,0) (3,0,0) (0,0,-4)\nkinds: list domain domain domain\n"
            "endian: big\nencoding: bz2\nspace origin: (1, 2, 3)\nspace := of no meaning"
        )
        values = np.arange(24, dtype=">u2")
        found = self.nrrd(tmp_path / "image.nrrd", lines, bz2.compress(values.tobytes()))
        assert np.array_equal(found.data.ravel(order="F"), values)
        assert found.shape == (2, 3, 4)
        assert found.affine.axis_codes == "ALI"
        assert found.affine.to_ras((1, 0, 0)).tolist() == [-1, 4, 3]

    def test_a_flat_nrrd_in_space(self, tmp_path: Path) -> None:
        lines = (
            "type: uchar\ndimension: 2\nspace: LPS\nsizes: 2 3\nencoding: raw\n"
            "space directions: (0,2,0) (0,0,-3)\nspace origin: (1,2,3)"
        )
        found = self.nrrd(tmp_path / "image.nrrd", lines, bytes(6))
        assert found.is_planar
        assert found.affine.axis_codes == "PIR"
        assert found.spacing == (2, 3, 1)

    def test_voxels_at_the_end_of_another_file(self, tmp_path: Path) -> None:
        (tmp_path / "voxels é.bin").write_bytes(b"other things" + bytes(range(8)))
        lines = (
            "type: uint8\ndimension: 3\nsizes: 2 2 2\nencoding: raw\n"
            "data file: voxels é.bin\nbyteskip: -1"
        )
        found = self.nrrd(tmp_path / "image.nhdr", lines, b"")
        assert found.data.ravel(order="F").tolist() == list(range(8))

    PLACED = (
        "type: uchar\ndimension: 3\nspace: LPS\nsizes: 2 2 2\nencoding: raw\n"
        "space directions: (1,0,0) (0,1,0) (0,0,1)\n"
    )

    @pytest.mark.parametrize("unit", ["cm", "um", "µm", "Meters"])
    def test_an_nrrd_in_another_unit_is_refused(self, tmp_path: Path, unit: str) -> None:
        lines = f'space units: "{unit}" "{unit}" "{unit}"'
        with pytest.raises(ImageReadError, match=rf"than millimetres \({unit}\); save it"):
            self.nrrd(tmp_path / "image.nrrd", self.PLACED + lines, bytes(8))

    def test_an_nrrd_in_millimetres_is_read(self, tmp_path: Path) -> None:
        lines = 'space units: "mm" "mm" "mm"'
        assert self.nrrd(tmp_path / "image.nrrd", self.PLACED + lines, bytes(8)).shape == (2, 2, 2)

    def test_an_nrrd_without_a_space(self, tmp_path: Path) -> None:
        head = (
            "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 2 2 2\nspacings: 1 2 3\nencoding: raw\n\n"
        )
        (tmp_path / "image.nrrd").write_bytes(head.encode() + bytes(8))
        found = read_volume(tmp_path / "image.nrrd")
        assert not found.is_oriented
        assert found.spacing == (1, 2, 3)
        assert len(found.notes) == 1

    def test_a_meta_image_without_direction(self, tmp_path: Path) -> None:
        head = (
            "NDims = 3\nDimSize = 2 2 2\nElementType = MET_USHORT\nElementSpacing = 1 2 3\n"
            "ElementByteOrderMSB = True\nElementDataFile = LOCAL\n"
        )
        (tmp_path / "image.mha").write_bytes(head.encode() + np.arange(8, dtype=">u2").tobytes())
        found = read_volume(tmp_path / "image.mha")
        assert np.array_equal(found.data.ravel(order="F"), np.arange(8))
        assert np.array_equal(found.affine.matrix, np.diag([-1.0, -2, 3, 1]))
        theirs = sitk.ReadImage(str(tmp_path / "image.mha"))
        assert theirs.GetSpacing() == found.spacing


class TestPictures:
    @pytest.mark.parametrize("ending", [".png", ".jpg", ".tif"])
    def test_columns_and_rows(self, ending: str, tmp_path: Path) -> None:
        rows = np.zeros((4, 6), np.uint8)
        rows[:, 4:] = 200
        found = read_image(sitk.GetImageFromArray(rows), tmp_path / f"picture{ending}")
        assert found.shape == (6, 4, 1)
        assert np.abs(found.data[:, :, 0].T.astype(int) - rows).max() < 12
        assert np.array_equal(found.affine.matrix, np.diag([-1.0, -1, 1, 1]))
        assert found.is_planar
        assert not found.is_oriented
        assert found.notes == ()

    def test_sixteen_bits(self, tmp_path: Path) -> None:
        rows = np.arange(24, dtype=np.uint16).reshape(4, 6) * 1000
        found = read_image(sitk.GetImageFromArray(rows), tmp_path / "picture.png")
        assert np.array_equal(found.data[:, :, 0].T, rows)

    @pytest.mark.parametrize("channels", [3, 4])
    def test_grey_in_colour(self, channels: int, tmp_path: Path) -> None:
        grey = np.arange(24, dtype=np.uint8).reshape(4, 6)
        pixels = np.repeat(grey[..., None], channels, axis=2)
        if channels == 4:
            pixels[..., -1] = 255 - grey
        image = sitk.GetImageFromArray(pixels, isVector=True)
        found = read_image(image, tmp_path / "picture.png")
        assert np.array_equal(found.data[:, :, 0].T, grey)
        (note,) = found.notes
        assert "grey" in note

    def test_sizes_of_one_pixel(self, tmp_path: Path) -> None:
        for shape in ((1, 1), (1, 7), (7, 1)):
            write_volume(picture(shape), tmp_path / "picture.png")
            assert read_volume(tmp_path / "picture.png").shape == (*shape, 1)


class TestDescribe:
    def test_says_what_info_prints(self) -> None:
        info = describe(volume())
        assert info.size == (5, 4, 3)
        assert info.spacing == (0.5, 0.75, 2)
        assert info.axis_codes == "LPS"
        assert info.value_range == (0, 59)
        assert info.dtype == "int16"

    def test_leaves_out_what_is_not_finite(self) -> None:
        data = ramp(dtype=np.float32)
        data[0, 0, :3] = np.nan, np.inf, -np.inf
        info = describe(Volume(data, volume().affine))
        assert info.value_range == (3, 59)
        assert info.non_finite_count == 3

    def test_where_nothing_is_finite(self) -> None:
        info = describe(Volume(np.full((2, 2, 2), np.nan), volume().affine))
        assert np.isnan(info.value_range).all()
        assert info.non_finite_count == 8


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is text")
@pytest.mark.parametrize("ending", [".nii.gz", ".nrrd", ".mha", ".png", ".jpg", ".tif"])
def test_a_name_that_is_not_text(tmp_path: Path, ending: str) -> None:
    """As old archives have them: the letter ü in Latin-1, which ends ITK."""
    plain = tmp_path / f"plain{ending}"
    if ending in (".png", ".jpg", ".tif"):
        pixels = np.arange(48, dtype=np.uint8).reshape(6, 8)
        sitk.WriteImage(sitk.GetImageFromArray(pixels), str(plain))
    else:
        write_volume(volume(), plain)
    expected = read_volume(plain).data
    path = plain.rename(tmp_path / os.fsdecode(f"M\xfcller{ending}".encode("latin-1")))
    found = read_volume(path)
    assert np.array_equal(found.data, expected)
    assert found.name == f"M\N{REPLACEMENT CHARACTER}ller{ending}"
