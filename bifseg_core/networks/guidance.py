"""Strokes, the previous mask, appearance and geodesic distances as network inputs."""

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage
from torch import Tensor

from bifseg_core.interactions import SeedLabel
from bifseg_core.networks.appearance import appearance_maps
from bifseg_core.networks.base import SplitNetwork
from bifseg_core.networks.geodesics import geodesic_maps

DECAY_VOXELS = 4.0
"""tau: the distance in grid voxels over which a stroke's trace falls to 1/e."""

GUIDANCE_CHANNELS = slice(1, 4)
"""Of the inputs: the two stroke maps and the mask; all 0 before the first stroke."""


def guidance_maps(seeds: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return how near each voxel is to a foreground and to a background stroke.

    The value is exp(-d / tau), d the Euclidean distance in grid voxels to the nearest stroke
    voxel of that label: 1 on the stroke, 0 everywhere when there is none.

    Args:
        seeds: Strokes on the network's grid, 0 none, 1 foreground, 2 background; (I, J, K).

    Returns:
        Foreground map and background map, (2, I, J, K), in 0..1.
    """
    return np.stack(
        [_proximity(seeds == label) for label in (SeedLabel.FOREGROUND, SeedLabel.BACKGROUND)]
    )


def network_inputs(
    network: SplitNetwork,
    crop: NDArray[np.floating],
    *,
    seeds: NDArray[np.uint8] | None = None,
    previous: NDArray[np.bool_] | None = None,
) -> Tensor:
    """Build what a network takes in from a crop on its grid.

    The crop is normalised here to zero mean and unit standard deviation of its own content.
    A guided network also gets the two maps of ``guidance_maps``, the mask that the user sees, as
    +1 inside and -1 outside (0 everywhere stands for "no mask yet"), ``appearance_maps`` and
    ``geodesic_maps``.

    Args:
        network: The network that will take the inputs.
        crop: Intensities on the network's grid, (I, J, K), K = 1 for 2D.
        seeds: Strokes on the grid, 0 none, 1 foreground, 2 background; (I, J, K).
        previous: The mask that the strokes correct, (I, J, K).

    Returns:
        (1, C_in, I, J, K) for a 3D network, (1, C_in, I, J) for a 2D one.
    """
    image = _normalised(crop)
    planes = [image[None]]
    if network.guided:
        strokes = np.zeros(crop.shape, np.uint8) if seeds is None else seeds
        planes += [guidance_maps(strokes), _signed(previous, crop.shape)[None]]
        planes.append(_image_maps(image, strokes, previous))
    inputs = torch.from_numpy(np.concatenate(planes).astype(np.float32))[None]
    return inputs if network.dimension == 3 else inputs[..., 0]


def _proximity(stroke: NDArray[np.bool_]) -> NDArray[np.float32]:
    if not stroke.any():
        return np.zeros(stroke.shape, np.float32)
    distance = ndimage.distance_transform_edt(~stroke)
    near: NDArray[np.float32] = np.exp(-distance / DECAY_VOXELS).astype(np.float32)
    return near


def _normalised(crop: NDArray[np.floating]) -> NDArray[np.floating]:
    deviation = max(float(crop.std()), 1e-6)
    return np.asarray((crop - crop.mean()) / deviation)


def _image_maps(
    image: NDArray[np.floating], seeds: NDArray[np.uint8], previous: NDArray[np.bool_] | None
) -> NDArray[np.float32]:
    mask = None if previous is None else torch.from_numpy(previous)[None]
    crops, strokes = torch.from_numpy(image.astype(np.float32))[None], torch.from_numpy(seeds)[None]
    both = torch.cat([appearance_maps(crops, strokes, mask), geodesic_maps(crops, strokes)], dim=1)
    maps: NDArray[np.float32] = both[0].numpy()
    return maps


def _signed(mask: NDArray[np.bool_] | None, shape: tuple[int, ...]) -> NDArray[np.float32]:
    if mask is None:
        return np.zeros(shape, np.float32)
    return np.where(mask, 1.0, -1.0).astype(np.float32)
