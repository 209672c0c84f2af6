"""The robot user: boxes and scribbles by one protocol for every method."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from bifseg_core.errors import BoxError
from bifseg_core.evaluation import jitter
from bifseg_core.evaluation.strokes import Path, centre_line
from bifseg_core.geometry import BoundingBox, Index3
from bifseg_core.interactions import SeedLabel, Stroke

MaskArray = NDArray[np.bool_]

LEFT_OUT = 0.05
"""Share of the object that a cutting box leaves out, as nearly as its slices allow."""

SMALLEST_ERROR = 30
"""Pixels of the smallest error component that gets a stroke, if 1 % of the object is not less."""

_SMALLEST_SHARE = 0.01
_LOOSE_MARGIN = 10
_CONNECTED_2D = np.ones((3, 3), bool)


class BoxKind(enum.Enum):
    """How tightly the robot draws its box."""

    STANDARD = "standard"
    """A margin of up to a tenth of the extent on each side, at least 2 and at most 10 voxels."""

    LOOSE = "loose"
    """A margin of up to 10 voxels whatever the size."""

    TIGHT = "tight"
    """No margin."""

    CUTTING = "cutting"
    """A standard box with one side moved in so far that 5 % of the object are left out."""


class Interaction(enum.Enum):
    """What the robot draws in a round."""

    SCRIBBLES = "scribbles"
    CLICKS = "clicks"
    JITTER = "jitter"


@dataclass(frozen=True, eq=False)
class RobotUser:
    """A user who knows the object and draws always the same for the same name and seed.

    Attributes:
        truth: bool (I, J, K), the object.
        name: of the object among all objects; with the seed it fixes every chance.
        seed: of this user.
        box_kind: how the box is drawn.
        interaction: how errors are corrected.
        spacing: of the image, in mm; clicks go where an error is deepest in mm.
    """

    truth: MaskArray
    name: str
    seed: int = 0
    box_kind: BoxKind = BoxKind.STANDARD
    interaction: Interaction = Interaction.SCRIBBLES
    spacing: tuple[float, float, float] = (1.0, 1.0, 1.0)

    def draw_box(self) -> BoundingBox:
        """A box with random margins, clipped to the image.

        Raises:
            BoxError: there is no object.
        """
        tight = BoundingBox.of_mask(self.truth)
        if tight is None:
            raise BoxError("There is no object to draw a box around; choose another label.")
        generator = self._generator("box")
        largest = _largest_margins(tight.shape, self.box_kind)
        margins = generator.integers(0, np.add(largest, 1), size=(2, 3))
        start, stop = tight.start_ijk - margins[0], tight.stop_ijk + margins[1]
        box = _box(start, stop).clipped_to(self.truth.shape)
        return _cut(box, self.truth, generator) if self.box_kind is BoxKind.CUTTING else box

    def correct(self, mask: MaskArray, *, round_number: int) -> tuple[Stroke, ...]:
        """The new strokes of a round, none where no error is large enough.

        Args:
            mask: bool (I, J, K), what the user sees, on the whole image.
            round_number: 1 for the first correction.
        """
        if self.interaction is Interaction.CLICKS:
            return self._click(mask)
        return tuple(self._scribbles(mask, self._generator(f"round {round_number}")))

    def _scribbles(self, mask: MaskArray, generator: np.random.Generator) -> Iterator[Stroke]:
        for axis in planes(mask.shape):
            index = worst_slice(mask, self.truth, axis=axis)
            shown, true = (np.take(array, index, axis=axis) for array in (mask, self.truth))
            smallest = smallest_error(self.truth, axis=axis)
            for label, component in error_components(shown, true, smallest=smallest):
                path, said = self._hand(label, component, generator)
                yield _stroke(said, path, axis, index)

    def _hand(
        self, label: SeedLabel, component: MaskArray, generator: np.random.Generator
    ) -> tuple[Path, SeedLabel]:
        path = centre_line(component)
        if self.interaction is not Interaction.JITTER:
            return path, label
        path = jitter.shaken(path, component, generator=generator)
        return path, jitter.misjudged(label, generator=generator)

    def _click(self, mask: MaskArray) -> tuple[Stroke, ...]:
        found = _largest_error(mask, self.truth)
        if found is None:
            return ()
        label, component = found
        voxel = _deepest(component, self.spacing)
        return (Stroke(label, np.array([voxel], np.int32)),)

    def _generator(self, purpose: str) -> np.random.Generator:
        digest = hashlib.sha256(f"{self.name}|{purpose}".encode()).digest()
        words = np.frombuffer(digest, dtype="<u4").tolist()
        return np.random.default_rng(np.random.SeedSequence([self.seed, *words]))


def planes(shape: tuple[int, ...]) -> tuple[int, ...]:
    """The axes whose slices are looked at: all three, or the one with a single slice (2D)."""
    flat = [axis for axis in range(3) if shape[axis] == 1]
    return tuple(flat[-1:]) or (0, 1, 2)


def worst_slice(mask: MaskArray, truth: MaskArray, *, axis: int) -> int:
    """The slice of (I, J, K) across that axis with the largest error area, the first of equals."""
    others = tuple(other for other in range(3) if other != axis)
    return int(np.argmax(np.count_nonzero(mask ^ truth, axis=others)))


def smallest_error(truth: MaskArray, *, axis: int) -> int:
    """Pixels that an error needs: 30, or 1 % of the largest slice of (I, J, K) across that axis."""
    others = tuple(other for other in range(3) if other != axis)
    largest = int(np.count_nonzero(truth, axis=others).max())
    return max(1, min(SMALLEST_ERROR, int(np.ceil(_SMALLEST_SHARE * largest))))


def error_components(
    mask: MaskArray, truth: MaskArray, *, smallest: int
) -> Iterator[tuple[SeedLabel, MaskArray]]:
    """The errors of one slice (A, B), missed parts first, each with the label that mends it.

    Pixels that touch by an edge or a corner belong together.
    """
    wrong = {SeedLabel.FOREGROUND: truth & ~mask, SeedLabel.BACKGROUND: mask & ~truth}
    for label, errors in wrong.items():
        numbered, count = ndimage.label(errors, _CONNECTED_2D)
        sizes = np.bincount(numbered.ravel(), minlength=count + 1)
        for number in range(1, count + 1):
            if sizes[number] >= smallest:
                yield label, numbered == number


def _largest_margins(extent: Index3, kind: BoxKind) -> list[int]:
    if kind is BoxKind.TIGHT:
        return [0, 0, 0]
    if kind is BoxKind.LOOSE:
        return [_LOOSE_MARGIN] * 3
    return [int(np.clip(np.floor(0.1 * length + 0.5), 2, 10)) for length in extent]


def _cut(box: BoundingBox, truth: MaskArray, generator: np.random.Generator) -> BoundingBox:
    """Move one side in: any that leaves out 2.5-7.5 % of the object, else the nearest to 5 %."""
    cuts = [_best_cut(box, truth, axis, upper) for axis in range(3) for upper in (False, True)]
    near = [cut for cut, missed in cuts if abs(missed - LEFT_OUT) <= LEFT_OUT / 2]
    if near:
        return near[int(generator.integers(len(near)))]
    return min(cuts, key=lambda cut: abs(cut[1] - LEFT_OUT))[0]


def _best_cut(
    box: BoundingBox, truth: MaskArray, axis: int, upper: bool
) -> tuple[BoundingBox, float]:
    others = tuple(other for other in range(3) if other != axis)
    counts = np.count_nonzero(truth, axis=others)
    missed = np.cumsum(counts[::-1] if upper else counts) / counts.sum()
    some = np.flatnonzero((missed > 0) & (missed < 1))
    if not some.size:
        return box, 0.0
    last = int(some[np.argmin(np.abs(missed[some] - LEFT_OUT))])
    start, stop = list(box.start_ijk), list(box.stop_ijk)
    if upper:
        stop[axis] = len(counts) - last - 1
    else:
        start[axis] = last + 1
    return _box(start, stop), float(missed[last])


def _largest_error(mask: MaskArray, truth: MaskArray) -> tuple[SeedLabel, MaskArray] | None:
    best: tuple[int, SeedLabel, MaskArray] | None = None
    wrong = {SeedLabel.FOREGROUND: truth & ~mask, SeedLabel.BACKGROUND: mask & ~truth}
    for label, errors in wrong.items():
        numbered, count = ndimage.label(errors, np.ones((3, 3, 3), bool))
        sizes = np.bincount(numbered.ravel(), minlength=count + 1)
        sizes[0] = 0
        largest = int(np.argmax(sizes))
        if count and (best is None or sizes[largest] > best[0]):
            best = int(sizes[largest]), label, numbered == largest
    return best[1:] if best else None


def _deepest(component: MaskArray, spacing: tuple[float, float, float]) -> Index3:
    pad = [(0, 0) if length == 1 else (1, 1) for length in component.shape]
    depth = ndimage.distance_transform_edt(np.pad(component, pad), sampling=spacing)
    i, j, k = np.unravel_index(int(np.argmax(depth)), depth.shape)
    return int(i) - pad[0][0], int(j) - pad[1][0], int(k) - pad[2][0]


def _stroke(label: SeedLabel, path: Path, axis: int, index: int) -> Stroke:
    return Stroke(label, np.insert(np.array(path, np.int32), axis, index, axis=1))


def _box(start: object, stop: object) -> BoundingBox:
    return BoundingBox.around(np.stack([np.asarray(start), np.asarray(stop) - 1]))
