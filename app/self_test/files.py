"""Checks of what is read and written: a DICOM series, every export, a case file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.self_test.checking import Check, require

if TYPE_CHECKING:
    from bifseg_core.case import CaseState, SegmentedObject
    from bifseg_core.volume import Volume

_SLICES = 4


def _dicom(folder: Path) -> str:
    volume = _a_series(folder)
    require(volume.shape == (5, 6, _SLICES), f"the size read is {volume.shape}")
    require(volume.data[2, 3, :].tolist() == [20, 120, 220, 320], "the values read are others")
    require(np.allclose(volume.affine.spacing, (0.7, 0.9, 2.5)), "the spacing read is another one")
    return f"a series of {_SLICES} slices reads exactly"


def _exports(folder: Path) -> str:
    """Write everything that the window offers, as the window does; writing reads back."""
    from app.controllers.export_jobs import ExportJob, write_job
    from app.model.export_kinds import ExportChoice, ExportKind, export_offers

    volume = _a_series(folder)
    state = _a_case(volume)
    for offer in export_offers(state, volume):
        require(not offer.reason, f"{offer.title}: {offer.reason}")
        path = folder / f"out{offer.kind.value}"
        for _ in write_job(ExportJob(ExportChoice(offer.kind), state, volume, path)):
            pass
        require(path.stat().st_size > 0, f"{offer.title}: the file is empty")
    return f"all {len(ExportKind)} kinds are written, DICOM among them, and read back"


def _endings(folder: Path) -> str:
    from bifseg_core import io

    for ending in io.MASK_ENDINGS:
        image = _an_image((6, 5, 1) if ending == ".png" else (6, 5, 4))
        io.export_mask(_block(image), image, folder / f"mask{ending}")
    solid = _an_image((6, 5, 4))
    for ending in io.SURFACE_ENDINGS:
        io.export_surface(_block(solid), solid, folder / f"surface{ending}")
    return f"{', '.join((*io.MASK_ENDINGS, *io.SURFACE_ENDINGS))} are written and read back"


def _case_file(folder: Path) -> str:
    from bifseg_core.case import Case, SetBox
    from bifseg_core.casefile import load_case, save_case
    from bifseg_core.history import History
    from bifseg_core.io import read_volume, write_volume
    from bifseg_core.journal import steps_of

    write_volume(_an_image((6, 5, 4)), folder / "scan.nii.gz")
    case = Case(read_volume(folder / "scan.nii.gz"))
    history = History(case)
    history.perform(SetBox(case.state.active_id, case.volume.box))
    save_case(folder / "case.bifseg", case.volume, steps_of(case.state, history))
    _, restored = load_case(folder / "case.bifseg")
    same = restored.case.state.active.box == case.volume.box
    require(same, "the case opened is another one")
    return "a .bifseg file is saved and opened"


def _a_series(folder: Path) -> Volume:
    from bifseg_core.io import find_series, read_series

    series = folder / "series"
    series.mkdir()
    for number in range(_SLICES):
        _write_slice(series / f"{number}.dcm", number)
    return read_series(find_series(series)[0])


def _write_slice(path: Path, number: int) -> None:
    import SimpleITK as sitk

    image = sitk.GetImageFromArray(np.full((6, 5), 100 * number + 20, np.int16))
    image.SetSpacing((0.7, 0.9))
    tags = {
        "0008|0016": "1.2.840.10008.5.1.4.1.1.2",
        "0008|0020": "20260101",
        "0008|0030": "120000",
        "0008|0060": "CT",
        "0010|0010": "Self^Test",
        "0010|0020": "0",
        "0018|0050": "2.5",
        "0020|0052": "1.2.3.5",
        "0008|0018": f"1.2.3.4.{number}",
        "0020|000d": "1.2.3",
        "0020|000e": "1.2.3.4",
        "0020|0032": f"0\\0\\{2.5 * number}",
        "0020|0037": "1\\0\\0\\0\\1\\0",
    }
    for key, value in tags.items():
        image.SetMetaData(key, value)
    writer = sitk.ImageFileWriter()
    writer.KeepOriginalImageUIDOn()
    writer.SetImageIO("GDCMImageIO")
    writer.SetFileName(str(path))
    writer.Execute(image)


def _an_image(shape: tuple[int, int, int]) -> Volume:
    from bifseg_core.geometry import Affine
    from bifseg_core.volume import Volume

    return Volume(np.zeros(shape, np.int16), Affine.from_spacing((0.7, 0.9, 2.5)))


def _block(image: Volume) -> NDArray[np.bool_]:
    mask = np.zeros(image.shape, bool)
    mask[1:4, 1:4, : max(1, image.shape[2] - 1)] = True
    return mask


def _a_case(image: Volume) -> CaseState:
    from bifseg_core.case import CaseState

    target = _an_object(image)
    return CaseState((target,), target.object_id)


def _an_object(image: Volume) -> SegmentedObject:
    from bifseg_core.case import Segmentation, SegmentedObject, Stage

    mask = _block(image)
    found = Segmentation(image.box, mask, mask.astype(np.float32), Stage.INITIAL)
    return SegmentedObject(1, "Object 1", image.box, segmentation=found)


FILES: dict[str, Check] = {
    "DICOM": _dicom,
    "Exports": _exports,
    "File types": _endings,
    "Case file": _case_file,
}
"""By what they read or write."""
