"""Where training samples come from: a renewed pool of random scenes, and real instances.

Both hold fields of one size on the computing device. A network sees each sample a few times,
every time in another box, bent and mirrored. What stands in the pool at a step follows from
the seed alone, so that a resumed training sees what the uninterrupted one would have seen.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from scipy import ndimage
from torch import Tensor
from torch.nn import functional

from bifseg_core.training.anatomy import random_pieces
from bifseg_core.training.fields import Draw, Shape
from bifseg_core.training.instances import Bytes, Instance
from bifseg_core.training.scenes import make_scenes
from bifseg_core.training.tapering import tapered

_ATLAS_SHARE = 0.45
_SLICES_EACH = 6
_LEAST_SLICE_AREA = 60
_TAPERED_SHARE = 0.75


@dataclass(frozen=True)
class Samples:
    """Images (N, I, J, K) float and objects (N, I, J, K) float 0 or 1, on the device."""

    images: Tensor
    objects: Tensor


class ScenePool:
    """A ring of random scenes that is renewed group by group."""

    def __init__(
        self,
        seed: int,
        *,
        capacity: int,
        group: int,
        shape: Shape,
        device: torch.device,
        atlases: Sequence[Bytes] = (),
    ) -> None:
        """Prepare an empty ring of ``capacity`` scenes, a multiple of ``group``."""
        self._seed, self._group, self._shape = seed, group, shape
        self._device, self._atlases = device, atlases
        self._groups = capacity // group
        self._images = torch.zeros((self._groups * group, *shape), dtype=torch.uint8, device=device)
        self._objects = torch.zeros_like(self._images)
        self._made = 0

    def advance(self, made: int) -> None:
        """Make groups until ``made`` of them have been made in all, at least a full ring."""
        made = max(made, self._groups)
        for index in range(max(self._made, made - self._groups), made):
            self._renew(index)
        self._made = made

    @property
    def groups(self) -> int:
        """The number of groups in a full ring."""
        return self._groups

    def sample(self, source: random.Random, count: int) -> Samples:
        """Return ``count`` random scenes of the ring."""
        picks = [source.randrange(len(self._images)) for _ in range(count)]
        index = torch.tensor(picks, device=self._device)
        return Samples(self._images[index].float() / 255, self._objects[index].float())

    def _renew(self, index: int) -> None:
        source = random.Random(f"{self._seed}/{index}")
        atlas = None
        if self._atlases and source.random() < _ATLAS_SHARE:
            atlas = random_pieces(source, self._atlases, count=self._group, shape=self._shape)
        scenes = make_scenes(
            source.getrandbits(48),
            count=self._group,
            shape=self._shape,
            device=self._device,
            atlas=atlas,
        )
        start = index % self._groups * self._group
        span = slice(start, start + self._group)
        self._images[span] = (scenes.images * 255).round().to(torch.uint8)
        self._objects[span] = scenes.objects.to(torch.uint8)


class RealPool:
    """Real instances on one grid size.

    Datasets are drawn by the square root of their numbers of instances: large ones have more to
    teach, small ones are not to be drowned. Within one, instances are drawn by the cube of the
    share of their bounding box that they fill: users draw boxes around organs and lesions rather
    than around the sheets and shells that atlases label.

    2D images become volumes whose slices are the same, or narrow towards both ends: what a network
    learns from them about real borders and noise holds in 3D too.
    """

    def __init__(self, instances: Sequence[Instance], shape: Shape, device: torch.device) -> None:
        """Resample all instances to ``shape``; 3D ones give slices where the shape is flat."""
        flat = shape[2] == 1
        items = [piece for item in instances for piece in (_slices(item) if flat else (item,))]
        resampled = [_resampled(item, shape, device) for item in items]
        self._images = torch.stack([image for image, _ in resampled])
        self._objects = torch.stack([mask for _, mask in resampled])
        self._places: dict[str, list[int]] = {}
        for place, item in enumerate(items):
            self._places.setdefault(item.dataset, []).append(place)
        self._from_slice = [not flat and item.dimension == 2 for item in items]
        self._fillings = [_filling(mask) ** 3 for _, mask in resampled]
        self._device = device

    def sample(self, source: random.Random, count: int) -> Samples:
        """Return ``count`` random instances."""
        names = sorted(self._places)
        weights = [math.sqrt(len(self._places[name])) for name in names]
        picks = [self._pick(source, name) for name in source.choices(names, weights, k=count)]
        index = torch.tensor(picks, device=self._device)
        fields = torch.stack([self._images[index] / 255, self._objects[index].float()], dim=1)
        for place, pick in enumerate(picks):
            if self._from_slice[pick] and source.random() < _TAPERED_SHARE:
                fields[place] = self._narrowed(source, fields[place])
        return Samples(fields[:, 0], fields[:, 1])

    def _narrowed(self, source: random.Random, field: Tensor) -> Tensor:
        shape: Shape = (field.shape[1], field.shape[2], field.shape[3])
        draw = Draw(source.getrandbits(48), count=1, shape=shape, device=self._device)
        return tapered(draw, field[None])[0]

    def _pick(self, source: random.Random, name: str) -> int:
        places = self._places[name]
        return source.choices(places, [self._fillings[place] for place in places])[0]


def _resampled(item: Instance, shape: Shape, device: torch.device) -> tuple[Tensor, Tensor]:
    both = np.stack([item.image, item.mask * np.uint8(255)]).astype(np.float32)
    fields = torch.from_numpy(both).to(device)[None]
    image, mask = functional.interpolate(fields, size=shape, mode="trilinear")[0]
    return image.round().to(torch.uint8), (mask >= 127.5).to(torch.uint8)


def _filling(mask: Tensor) -> float:
    """Return the share of its bounding box that a mask (I, J, K) fills; 1 for an empty one."""
    spots = mask.nonzero()
    if len(spots) == 0:
        return 1.0
    extent = spots.amax(0) - spots.amin(0) + 1
    return len(spots) / float(extent.prod())


def _slices(item: Instance) -> list[Instance]:
    """Return a few slices of a 3D instance, each with its largest connected part."""
    if item.image.shape[2] == 1:
        return [item]
    pieces = []
    for axis in range(3):
        areas = item.mask.sum(axis=tuple(other for other in range(3) if other != axis))
        good = np.flatnonzero(areas >= max(_LEAST_SLICE_AREA, 0.3 * areas.max()))
        for level in good[:: max(1, 3 * len(good) // _SLICES_EACH)]:
            mask = _largest_part(item.mask.take(level, axis))
            if mask.sum() >= _LEAST_SLICE_AREA:
                pieces.append(
                    Instance(
                        item.dataset,
                        item.split,
                        2,
                        item.image.take(level, axis)[..., None],
                        mask[..., None],
                    )
                )
    return pieces


def _largest_part(mask: Bytes) -> Bytes:
    parts, _ = ndimage.label(mask)
    largest = np.bincount(parts.ravel())[1:].argmax() + 1
    part: Bytes = (parts == largest).astype(np.uint8)
    return part
