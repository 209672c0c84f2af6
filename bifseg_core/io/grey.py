"""One number at each voxel, out of pictures that hold three equal ones."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bifseg_core.io.messages import colour

GREY_NOTE = "The picture is stored in colour but all of it is grey, so it was read as grey values."


def grey_from_components(pixels: NDArray[np.generic], source: Path) -> NDArray[np.generic]:
    """The grey values (…) of pixels (…, C) whose colours are equal; transparency is left out.

    Raises:
        ImageReadError: the colours differ somewhere.
    """
    colours = pixels[..., : {2: 1, 4: 3}.get(pixels.shape[-1], pixels.shape[-1])]
    grey = colours[..., 0]
    if pixels.shape[-1] > 4 or not (colours == grey[..., None]).all():
        raise colour(source)
    return np.ascontiguousarray(grey)
