"""What is written is read back: by us, by nibabel and by SimpleITK, at the same place."""

from __future__ import annotations

import tempfile
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest
import SimpleITK as sitk
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from bifseg_core.geometry import Affine
from bifseg_core.io import export_mask, read_mask, read_volume, write_volume
from bifseg_core.volume import Volume
from tests.core.io.make import (
    ORIENTATIONS,
    affine_of,
    affines,
    corners_ras,
    itk_corners_ras,
    picture,
    ramp,
    single_precision_bound,
    volume,
    volumes,
)

ENDINGS = (".nii.gz", ".nii", ".nrrd", ".mha")
BESIDE = 1e-5  # mm


@given(volumes(), st.sampled_from(ENDINGS))
@settings(max_examples=60)
def test_a_volume_comes_back_as_it_was(image: Volume, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"image{ending}")
        write_volume(image, path)
        found = read_volume(path)
    assert found.data.dtype == image.data.dtype
    assert np.array_equal(found.data, image.data, equal_nan=image.data.dtype.kind == "f")
    beside = single_precision_bound(image.affine, image.shape) if "nii" in ending else 0
    assert found.same_grid(image, tolerance_mm=beside + 1e-9)
    assert found.notes == ()
    assert found.is_oriented
    assert not found.is_planar


@given(affines(), hnp.array_shapes(min_dims=3, max_dims=3, max_side=5))
@settings(max_examples=60)
def test_nibabel_and_itk_place_our_nifti_where_we_do(affine: Affine, shape: tuple) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "image.nii")
        write_volume(Volume(ramp(shape), affine), path)
        ours = corners_ras(shape, read_volume(path).affine.matrix)
        theirs = corners_ras(shape, nib.load(path).affine)
        by_qform = corners_ras(shape, nib.load(path).get_qform())
        by_itk = itk_corners_ras(sitk.ReadImage(str(path)))
    beside = max(single_precision_bound(affine, shape), BESIDE)
    assert np.allclose(ours, theirs, rtol=0, atol=1e-9)
    assert np.allclose(ours, by_itk, rtol=0, atol=beside)
    assert np.allclose(ours, by_qform, rtol=0, atol=1e-3 * max(np.ptp(ours, axis=0).max(), 1))


@pytest.mark.parametrize("ending", [".nrrd", ".mha"])
@given(image=volumes())
@settings(max_examples=30)
def test_itk_reads_our_files(image: Volume, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"image{ending}")
        write_volume(image, path)
        theirs = sitk.ReadImage(str(path))
    assert np.array_equal(sitk.GetArrayFromImage(theirs).T, image.data, equal_nan=True)
    ours = corners_ras(image.shape, image.affine.matrix)
    assert np.allclose(itk_corners_ras(theirs), ours, rtol=0, atol=1e-9)


@pytest.mark.parametrize("ending", ENDINGS)
@given(affine=affines())
@settings(max_examples=30)
def test_we_read_what_itk_writes(affine: Affine, ending: str) -> None:
    data = ramp()
    image = sitk.GetImageFromArray(np.ascontiguousarray(data.T))
    matrix = np.diag([-1, -1, 1]) @ affine.matrix[:3]
    image.SetSpacing(affine.spacing)
    image.SetOrigin(matrix[:, 3].tolist())
    image.SetDirection((matrix[:, :3] / affine.spacing).ravel().tolist())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"image{ending}")
        sitk.WriteImage(image, str(path), useCompression=ending != ".nii")
        found = read_volume(path)
    assert np.array_equal(found.data, data)
    assert found.same_grid(Volume(data, affine), tolerance_mm=1e-3)


@pytest.mark.parametrize("rotation", ORIENTATIONS)
def test_every_orientation_of_nibabel(rotation: np.ndarray, tmp_path: Path) -> None:
    affine = affine_of(rotation, (0.5, 2, 7), (-12.5, 30, 4))
    path = tmp_path / "image.nii.gz"
    nib.save(nib.Nifti1Image(ramp(), affine.matrix), path)
    found = read_volume(path)
    assert np.array_equal(found.data, ramp())
    assert np.allclose(found.affine.matrix, affine.matrix)
    assert found.affine.axis_codes == "".join(nib.aff2axcodes(affine.matrix))


# --- masks ----------------------------------------------------------------------------------------


@given(affines(), st.sampled_from(ENDINGS), st.booleans())
@settings(max_examples=60)
def test_a_mask_of_a_nifti_lies_exactly_on_it(affine: Affine, ending: str, as_bool: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, path = Path(folder, "scan.nii.gz"), Path(folder, f"mask{ending}")
        nib.save(nib.Nifti1Image(ramp(), affine.matrix), source)
        image = read_volume(source)
        mask = image.data % 3 == 0
        export_mask(mask if as_bool else mask.astype(np.uint8) * 7, image, path)
        assert np.array_equal(read_mask(path, image), mask)
        ours = itk_corners_ras(sitk.ReadImage(str(path)))
        stored = sitk.GetArrayFromImage(sitk.ReadImage(str(path)))
        if "nii" in ending:
            assert np.array_equal(nib.load(path).affine, nib.load(source).affine)
            assert np.allclose(ours, itk_corners_ras(sitk.ReadImage(str(source))), atol=1e-9)
        else:
            assert np.allclose(ours, corners_ras(image.shape, image.affine.matrix), atol=1e-9)
    assert stored.dtype == np.uint8
    assert set(np.unique(stored)) == {0, 1}


def test_a_mask_carries_both_orientations_of_its_image(tmp_path: Path) -> None:
    scan = nib.Nifti1Image(ramp(), np.eye(4))
    scan.set_sform(np.diag([-2.0, 3, 4, 1]), 4)
    scan.set_qform(affine_of(ORIENTATIONS[9], (2, 3, 4), (5, 6, 7)).matrix, 1)
    nib.save(scan, tmp_path / "scan.nii")
    image = read_volume(tmp_path / "scan.nii")
    export_mask(image.data > 3, image, tmp_path / "mask.nii.gz")
    source, mask = nib.load(tmp_path / "scan.nii").header, nib.load(tmp_path / "mask.nii.gz").header
    for field in ("pixdim", "qform_code", "sform_code", "xyzt_units", "srow_x", "srow_y", "srow_z"):
        assert np.array_equal(source[field], mask[field])
    assert np.array_equal(source.get_qform(), mask.get_qform())


def test_a_mask_of_a_changed_file_lies_where_the_image_did(tmp_path: Path) -> None:
    write_volume(volume(), tmp_path / "scan.nii")
    image = read_volume(tmp_path / "scan.nii")
    write_volume(volume(affine=Affine.from_spacing((9, 9, 9))), tmp_path / "scan.nii")
    export_mask(image.data > 3, image, tmp_path / "mask.nii")
    assert np.allclose(nib.load(tmp_path / "mask.nii").affine, image.affine.matrix)
    (tmp_path / "scan.nii").write_bytes(b"something else")
    export_mask(image.data > 3, image, tmp_path / "mask.nii")
    assert np.allclose(nib.load(tmp_path / "mask.nii").affine, image.affine.matrix)


def test_a_mask_of_nifti2_is_nifti2(tmp_path: Path) -> None:
    affine = affine_of(ORIENTATIONS[5], (1 / 3, 1 / 7, 1), (1 / 9, 0, 0)).matrix
    nib.save(nib.Nifti2Image(ramp(), affine), tmp_path / "scan.nii")
    image = read_volume(tmp_path / "scan.nii")
    assert np.array_equal(image.affine.matrix, affine)
    export_mask(image.data > 3, image, tmp_path / "mask.nii")
    mask = nib.load(tmp_path / "mask.nii")
    assert isinstance(mask, nib.Nifti2Image)
    assert np.array_equal(mask.affine, affine)


def test_equal_masks_are_equal_files(tmp_path: Path) -> None:
    image = volume()
    for ending in ENDINGS:
        first, second = tmp_path / f"a{ending}", tmp_path / f"b{ending}"
        for path in (first, second):
            export_mask(image.data > 7, image, path)
        assert first.read_bytes() == second.read_bytes()


def test_large_masks_are_packed(tmp_path: Path) -> None:
    image = volume((64, 64, 32))
    for ending in (".nii.gz", ".nrrd", ".mha"):
        export_mask(image.data > 99, image, tmp_path / f"mask{ending}")
        assert (tmp_path / f"mask{ending}").stat().st_size < 4000


@given(hnp.arrays(bool, hnp.array_shapes(min_dims=2, max_dims=2, max_side=9)))
@settings(max_examples=40)
def test_a_picture_mask_can_be_seen(plane: np.ndarray) -> None:
    image = picture(plane.shape)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "mask.png")
        export_mask(plane[:, :, None], image, path)
        seen = sitk.GetArrayFromImage(sitk.ReadImage(str(path)))
        again = read_mask(path, image)
    assert np.array_equal(seen, plane.T * np.uint8(255))
    assert np.array_equal(again[:, :, 0], plane)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_picture_mask_in_three_dimensional_kinds(ending: str, tmp_path: Path) -> None:
    image = picture()
    mask = image.data > 5
    export_mask(mask, image, tmp_path / f"mask{ending}")
    found = read_volume(tmp_path / f"mask{ending}")
    assert found.same_grid(image)
    assert np.array_equal(read_mask(tmp_path / f"mask{ending}", image), mask)
    if "nii" in ending:
        assert np.array_equal(nib.load(tmp_path / f"mask{ending}").affine, image.affine.matrix)
        assert nib.load(tmp_path / f"mask{ending}").shape == image.shape[:2]


def test_a_png_mask_of_a_planar_scan_fits_it(tmp_path: Path) -> None:
    nib.save(nib.Nifti1Image(ramp()[:, :, 0], np.diag([2.0, 3, 1, 1])), tmp_path / "scan.nii")
    image = read_volume(tmp_path / "scan.nii")
    assert image.is_planar
    assert image.shape == (5, 4, 1)
    mask = image.data > 5
    export_mask(mask, image, tmp_path / "mask.png")
    assert np.array_equal(read_mask(tmp_path / "mask.png", image), mask)


def test_names_with_spaces_and_letters_of_any_language(tmp_path: Path) -> None:
    folder = tmp_path / "Älter als 日本 (2)"
    folder.mkdir()
    for ending in (*ENDINGS, ".png"):
        path = folder / f"Kopf é  v1.2{ending}"
        image = picture()
        export_mask(image.data > 5, image, path)
        assert np.array_equal(read_mask(path, image), image.data > 5)
        assert read_volume(str(path)).source == path
