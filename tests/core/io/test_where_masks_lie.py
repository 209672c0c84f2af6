"""Exported masks lie on their scan's grid, whatever its orientation, for nibabel and SimpleITK too.

Within 1e-5 mm at every corner wherever the file's numbers have that many digits; NIfTI-1 keeps
seven, and then within half of their last one (docs/decisions/0012-nifti-1.md).
"""

from __future__ import annotations

from pathlib import Path

import nibabel as nib
import numpy as np
import pytest
import SimpleITK as sitk
from scipy.spatial.transform import Rotation

from bifseg_core.geometry import Affine
from bifseg_core.io import export_mask, read_mask, read_volume, write_volume
from bifseg_core.io.placement import single_precision_gap
from bifseg_core.volume import Volume
from tests.core.io.make import (
    ORIENTATIONS,
    affine_of,
    corners_ras,
    itk_corners_ras,
    ramp,
    single_precision_bound,
)
from tests.core.io.make_dicom import TILTED, write_scan

BESIDE = 1e-5  # mm
ENDINGS = (".nii", ".nii.gz", ".nrrd", ".mha")
SPACING, ORIGIN = (0.07, 0.9, 6), (-187.25, 91.5, 243.75)
OBLIQUE = Rotation.from_rotvec((0.3, -0.5, 0.2)).as_matrix()


def where_it_lies(path: Path) -> list[np.ndarray]:
    """The corners in RAS as each program sees them."""
    seen = [itk_corners_ras(sitk.ReadImage(str(path)))]
    if ".nii" in path.name:
        image = nib.load(path)
        seen.append(corners_ras((*image.shape, 1)[:3], image.affine))
    return seen


def beside_in_nifti(affine: Affine, shape: tuple[int, ...]) -> float:
    """Twice the bound: SimpleITK keeps spacing and directions apart, each with seven digits."""
    return max(BESIDE, 2 * single_precision_bound(affine, shape))


def assert_on(corners: np.ndarray, path: Path, beside: float) -> None:
    for seen in where_it_lies(path):
        assert np.abs(seen - corners).max() <= beside, path.name


@pytest.mark.parametrize("turn", [np.eye(3), OBLIQUE], ids=["straight", "oblique"])
@pytest.mark.parametrize("number", range(48))
def test_on_every_one_of_48_orientations(number: int, turn: np.ndarray, tmp_path: Path) -> None:
    affine = affine_of(turn @ ORIENTATIONS[number], SPACING, ORIGIN)
    nib.save(nib.Nifti1Image(ramp(), affine.matrix), tmp_path / "scan.nii")
    write_volume(Volume(ramp(), affine), tmp_path / "scan.nrrd")
    corners = {
        ".nii": corners_ras(ramp().shape, nib.load(tmp_path / "scan.nii").affine),
        ".nrrd": corners_ras(ramp().shape, affine.matrix),
    }
    for source in corners:
        scan = read_volume(tmp_path / f"scan{source}")
        for ending in ENDINGS if source == ".nii" else (".nii.gz", ".mha"):
            path = tmp_path / f"mask{ending}"
            export_mask(scan.data > 20, scan, path)
            loses_digits = ".nii" in ending and (source != ".nii" or turn is OBLIQUE)
            assert_on(
                corners[source],
                path,
                beside_in_nifti(affine, ramp().shape) if loses_digits else BESIDE,
            )
            assert sitk.GetArrayFromImage(sitk.ReadImage(str(path))).T.astype(bool).tolist() == (
                (ramp() > 20).tolist()
            )


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("spacing", [(0.002, 0.003, 0.004), (0.1, 0.1, 25), (1e3, 1, 1)])
def test_on_tiny_and_uneven_voxels(spacing: tuple, ending: str, tmp_path: Path) -> None:
    affine = affine_of(ORIENTATIONS[17], spacing, (1.5, -2.25, 3))
    nib.save(nib.Nifti1Image(ramp(), affine.matrix), tmp_path / "scan.nii")
    scan = read_volume(tmp_path / "scan.nii")
    export_mask(scan.data > 20, scan, tmp_path / f"mask{ending}")
    assert_on(corners_ras(scan.shape, scan.affine.matrix), tmp_path / f"mask{ending}", BESIDE)


@pytest.mark.parametrize("axes", [None, TILTED])
@pytest.mark.parametrize("reverse", [False, True])
def test_on_dicom(axes: tuple | None, reverse: bool, tmp_path: Path) -> None:
    options = {"axes": axes} if axes else {}
    files = write_scan(tmp_path / "scan", count=5, reverse=reverse, **options)
    scan = read_volume(tmp_path / "scan")
    theirs = sitk.ReadImage([str(path) for path in files])
    for ending in ENDINGS:
        export_mask(scan.data > 300, scan, tmp_path / f"mask{ending}")
        # a file gives its directions with six digits, and here they are put at right angles
        assert_on(itk_corners_ras(theirs), tmp_path / f"mask{ending}", 1e-4)
        ours = corners_ras(scan.shape, scan.affine.matrix)
        beside = beside_in_nifti(scan.affine, scan.shape) if ".nii" in ending else BESIDE
        assert_on(ours, tmp_path / f"mask{ending}", beside)


class TestSevenDigits:
    """What NIfTI-1 costs a scan that kept more of them, on a grid as large as a real one."""

    SHAPE = (512, 512, 600)

    def large(self, number: int) -> Affine:
        rng = np.random.default_rng(number)
        turn = Rotation.from_rotvec(rng.uniform(-0.6, 0.6, 3)).as_matrix()
        affine = affine_of(turn @ ORIENTATIONS[number], rng.uniform(0.4, 1.2, 3), (0, 0, 0))
        matrix = affine.matrix.copy()
        matrix[:3, 3] = rng.uniform(-60, 60, 3) - matrix[:3, :3] @ np.array(self.SHAPE) / 2
        return Affine(matrix)

    @pytest.mark.parametrize("number", range(0, 48, 3))
    def test_a_body_lies_within_the_bound_that_is_told(self, number: int, tmp_path: Path) -> None:
        affine = self.large(number)
        lone = Volume(ramp((1, 1, 1)), affine)
        export_mask(lone.data == 0, lone, tmp_path / "mask.nii")
        wanted = corners_ras(self.SHAPE, affine.matrix)
        seen = corners_ras(self.SHAPE, nib.load(tmp_path / "mask.nii").affine)
        gaps = np.linalg.norm(seen - wanted, axis=1)
        assert np.abs(seen - wanted).max() <= single_precision_bound(affine, self.SHAPE)
        assert gaps.max() == pytest.approx(
            single_precision_gap(affine.matrix, self.SHAPE), rel=1e-6
        )
        assert gaps.max() <= 1e-4, "docs/guide/export.md says so"

    def test_simpleitk_reads_no_nifti_2(self, tmp_path: Path) -> None:
        """Where it does one day, docs/decisions/0012-nifti-1.md is to be thought over."""
        nib.save(nib.Nifti2Image(ramp(), np.eye(4)), tmp_path / "scan.nii")
        with pytest.raises(RuntimeError):
            sitk.ReadImage(str(tmp_path / "scan.nii"))
        assert np.array_equal(read_volume(tmp_path / "scan.nii").data, ramp())


class TestTwoOrientationsInOneFile:
    """NIfTI with a qform that disagrees with the sform: the sform wins where its code is set."""

    @pytest.fixture
    def scan(self, tmp_path: Path) -> Path:
        image = nib.Nifti1Image(ramp(), None)
        image.set_sform(affine_of(ORIENTATIONS[9], (2, 3, 4), (5, 6, 7)).matrix, 1)
        image.set_qform(affine_of(OBLIQUE, (2, 3, 4), (1, 2, 3)).matrix, 2)
        nib.save(image, tmp_path / "scan.nii.gz")
        return tmp_path / "scan.nii.gz"

    def test_the_mask_carries_both(self, scan: Path, tmp_path: Path) -> None:
        volume = read_volume(scan)
        assert np.array_equal(volume.affine.matrix, nib.load(scan).get_sform())
        assert "sform is used" in volume.notes[0]
        export_mask(volume.data > 20, volume, tmp_path / "mask.nii.gz")
        source, mask = nib.load(scan), nib.load(tmp_path / "mask.nii.gz")
        for form in ("get_sform", "get_qform"):
            (matrix, code), (expected, its_code) = (
                getattr(one, form)(coded=True) for one in (mask, source)
            )
            assert np.array_equal(matrix, expected)
            assert code == its_code
        theirs = [
            itk_corners_ras(sitk.ReadImage(str(path))) for path in (scan, mask.get_filename())
        ]
        assert np.array_equal(*theirs), "whichever of the two a program takes, both lie alike"

    def test_in_one_form_the_mask_lies_where_it_was_seen(self, scan: Path, tmp_path: Path) -> None:
        volume = read_volume(scan)
        for ending in (".nrrd", ".mha"):
            export_mask(volume.data > 20, volume, tmp_path / f"mask{ending}")
            assert_on(
                corners_ras(ramp().shape, volume.affine.matrix), tmp_path / f"mask{ending}", BESIDE
            )

    def test_a_sform_without_code_does_not_count(self, scan: Path) -> None:
        image = nib.load(scan)
        image.header["sform_code"] = 0
        data = np.asarray(image.dataobj)
        nib.save(nib.Nifti1Image(data, None, image.header), scan)
        assert np.allclose(read_volume(scan).affine.matrix, image.get_qform(), atol=1e-6)


class TestDirectionsThatAreNotOrthonormal:
    """SimpleITK refuses them all; within a thousandth they are rounding and read as they are."""

    def sheared(self, share: float) -> Affine:
        matrix = affine_of(OBLIQUE, (0.7, 0.9, 2.5), ORIGIN).matrix.copy()
        matrix[:3, 1] += share * matrix[:3, 0]
        return Affine(matrix)

    @pytest.mark.parametrize("share", [1e-7, 1e-5, 3e-4])
    def test_rounded_ones_are_read_and_kept(self, share: float, tmp_path: Path) -> None:
        affine = self.sheared(share)
        nib.save(nib.Nifti1Image(ramp(), affine.matrix), tmp_path / "scan.nii")
        scan = read_volume(tmp_path / "scan.nii")
        export_mask(scan.data > 20, scan, tmp_path / "mask.nii")
        source, mask = nib.load(tmp_path / "scan.nii"), nib.load(tmp_path / "mask.nii")
        assert np.array_equal(mask.affine, source.affine)
        assert np.array_equal(read_mask(tmp_path / "mask.nii", scan), scan.data > 20)

    @pytest.mark.parametrize("ending", [".nrrd", ".mha"])
    def test_masks_of_them_can_be_read_by_itk(self, ending: str, tmp_path: Path) -> None:
        nib.save(nib.Nifti1Image(ramp(), self.sheared(3e-4).matrix), tmp_path / "scan.nii")
        scan = read_volume(tmp_path / "scan.nii")
        export_mask(scan.data > 20, scan, tmp_path / f"mask{ending}")
        (seen,) = where_it_lies(tmp_path / f"mask{ending}")
        assert np.abs(seen - corners_ras(scan.shape, scan.affine.matrix)).max() < 2e-3
