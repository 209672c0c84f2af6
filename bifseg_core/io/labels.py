"""Label maps on an image's grid: masks, references, scribbles."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bifseg_core.errors import GeometryError, ImageReadError, InteractionError
from bifseg_core.interactions import Scribbles, SeedLabel
from bifseg_core.io.messages import four_dimensional, named
from bifseg_core.io.reading import read_volume
from bifseg_core.volume import Volume

_TOLERANCE_MM = 1e-3
_TOLERANCE_SHARE = 0.01


class OtherGridError(GeometryError):
    """A label map lies on another grid than the image; it might be brought onto the image's.

    Attributes:
        found: the label map.
        like: the image.
        difference: what sets the grids apart, in half a sentence.
    """

    def __init__(self, message: str, found: Volume, like: Volume, difference: str) -> None:
        super().__init__(message)
        self.found, self.like, self.difference = found, like, difference


def read_label_map(
    path: str | Path, like: Volume, *, found: Volume | None = None
) -> NDArray[np.uint8]:
    """The labels (I, J, K) of a file on an image's grid.

    Args:
        path: a file of any kind that `read_volume` reads. Pictures have no place, so for them the
            size alone has to agree.
        like: the image.
        found: what the file holds, where that has been brought onto the image's grid.

    Raises:
        ImageReadError: the file cannot be read, is in colours, or holds other values than 0 to 255.
        OtherGridError: it lies on another grid.
    """
    found = read_volume(path) if found is None else found
    if found.colours is not None:  # two colours may be equally bright
        raise ImageReadError(
            f"{named(Path(path))} is a picture in colours; save it in grey values, one for each "
            "label."
        )
    values = _read_on_grid(Path(path), like, found)
    with np.errstate(invalid="ignore"):
        labels = values.astype(np.uint8)
    if not np.array_equal(labels, values):
        raise ImageReadError(
            f"{named(Path(path))} is not a label map: it holds values other than the whole numbers "
            "from 0 to 255; choose another file."
        )
    return labels


def read_mask(path: str | Path, like: Volume, *, found: Volume | None = None) -> NDArray[np.bool_]:
    """The mask (I, J, K) of a file on an image's grid: whatever is not 0 is the object.

    Takes and raises what `read_label_map` does; the values need only be finite.
    """
    values = _read_on_grid(Path(path), like, found)
    if values.dtype.kind == "f" and not np.isfinite(values).all():
        raise ImageReadError(
            f"{named(Path(path))} is not a mask: some values are not numbers; choose another."
        )
    return np.asarray(values != 0)


def read_reference(
    path: str | Path, like: Volume, *, found: Volume | None = None
) -> NDArray[np.uint8]:
    """The labels (I, J, K) of a file of references, one a label; what is no label map is one mask.

    A picture in colours, or one that holds 255, is a mask with soft edges, not a label map. Takes
    and raises what `read_mask` does.
    """
    found = read_volume(path) if found is None else found
    mask = read_mask(path, like, found=found)
    with np.errstate(invalid="ignore"):
        labels = found.data.astype(np.uint8)
    is_soft = found.colours is not None or (not found.is_oriented and bool((labels == 255).any()))
    return mask.view(np.uint8) if is_soft or not np.array_equal(labels, found.data) else labels


def read_scribbles(path: str | Path, like: Volume) -> Scribbles:
    """The scribbles of a label map: 1 is foreground, 2 is background.

    Raises:
        ImageReadError: the file cannot be read.
        OtherGridError: it lies on another grid.
        InteractionError: it holds other values than 0, 1 and 2.
    """
    found = _read_on_grid(Path(path), like)
    if not np.isin(found, list(SeedLabel)).all():
        raise InteractionError(
            f"{named(Path(path))} holds values other than 0 (nothing), 1 (foreground) and 2 "
            "(background); choose a label map of scribbles."
        )
    return Scribbles.from_label_map(found.astype(np.uint8))


def _read_on_grid(path: Path, like: Volume, found: Volume | None = None) -> NDArray[np.generic]:
    found = read_volume(path) if found is None else found
    if found.frames is not None:
        raise four_dimensional(path, found.frame_count)
    difference = grid_difference(found, like)
    if difference:
        raise OtherGridError(
            f"{named(path)} does not lie on the grid of the image: {difference}; "
            "save it again on the image's own grid.",
            found,
            like,
            difference,
        )
    return found.data


def grid_difference(found: Volume, like: Volume) -> str:
    """What sets a grid apart from another one in half a sentence, "" where nothing does."""
    if found.shape != like.shape:
        return f"its size is {_size(found)} instead of {_size(like)}"
    is_picture = found.is_planar and not found.is_oriented
    if is_picture or found.same_grid(like, tolerance_mm=_tolerance(like)):
        return ""
    share = _TOLERANCE_SHARE / max(like.shape)
    if not np.allclose(found.spacing, like.spacing, rtol=share, atol=0):
        return f"its voxel spacing is {_spacing(found)} instead of {_spacing(like)}"
    codes = found.affine.axis_codes, like.affine.axis_codes
    if codes[0] != codes[1]:
        return f"its axes run {codes[0]} instead of {codes[1]}"
    shift = np.linalg.norm(found.affine.matrix[:3, 3] - like.affine.matrix[:3, 3])
    if shift > _tolerance(like):
        return f"its first voxel lies {shift:.3g} mm away from the image's"
    return "its axes are turned against the image's"


def _tolerance(like: Volume) -> float:
    return min(_TOLERANCE_MM, _TOLERANCE_SHARE * min(like.spacing))


def _size(volume: Volume) -> str:
    sizes = volume.shape[:2] if volume.is_planar else volume.shape
    return f"{' × '.join(str(n) for n in sizes)} voxels"


def _spacing(volume: Volume) -> str:
    sizes = volume.spacing[:2] if volume.is_planar else volume.spacing
    return f"{' × '.join(f'{mm:.6g}' for mm in sizes)} mm"
