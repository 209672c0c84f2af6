"""One number at each voxel, out of pictures that hold three."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bifseg_core.io.messages import colour

GREY_NOTE = "The picture is stored in colour but all of it is grey, so it was read as grey values."
COLOUR_NOTE = "The picture is shown in colour and segmented on its brightness."
_BRIGHTNESS = np.array([0.299, 0.587, 0.114], np.float32)
"""Shares of red, green and blue in the luma of ITU-R BT.601."""


@dataclass(frozen=True, eq=False)
class Seen:
    """A picture as it is segmented and as it is shown.

    Attributes:
        grey: (…), its grey values or its brightness.
        colours: (…, 3) uint8, None where it is grey.
        notes: a sentence for the user.
    """

    grey: NDArray[np.generic]
    colours: NDArray[np.uint8] | None
    notes: tuple[str, ...]


def seen_components(pixels: NDArray[np.generic], source: Path) -> Seen:
    """Pixels (…, C) as brightness and colours; transparency is left out.

    Raises:
        ImageReadError: they have more than four components, or numbers that are no colours.
    """
    components = _opaque(pixels)
    if pixels.shape[-1] > 4:
        raise colour(source)
    if _is_grey(components):
        return Seen(np.ascontiguousarray(components[..., 0]), None, (GREY_NOTE,))
    if components.dtype not in (np.uint8, np.uint16):
        raise colour(source)
    numbers = components.astype(np.uint16)
    brightness = np.rint(numbers @ _BRIGHTNESS).astype(components.dtype)
    shift = 8 * (components.dtype.itemsize - 1)
    return Seen(brightness, (numbers >> shift).astype(np.uint8), (COLOUR_NOTE,))


def _opaque(pixels: NDArray[np.generic]) -> NDArray[np.generic]:
    return pixels[..., : {2: 1, 4: 3}.get(pixels.shape[-1], pixels.shape[-1])]


def _is_grey(components: NDArray[np.generic]) -> bool:
    return bool((components == components[..., :1]).all())
