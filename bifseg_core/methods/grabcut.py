"""GrabCut on grey values in 2D and 3D: two mixtures of Gaussians and a graph cut, in turn.

Rother, Kolmogorov and Blake, "GrabCut", ACM TOG 23(3), 2004, doi 10.1145/1015706.1015720: what
lies outside the box is background, what lies inside may be the object; the mixtures are fitted to
the two sides of the mask and the mask to the mixtures until it settles. It knows no training data.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from bifseg_core.case import Segmentation, Stage, StepSeconds
from bifseg_core.config import GraphCutConfig
from bifseg_core.energy.graphcut import GraphCutProblem, minimise
from bifseg_core.errors import InteractionError
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel
from bifseg_core.methods.mixture import GreyMixture
from bifseg_core.preprocessing import GridMap, grid_map, normalised, tellable, usable_box
from bifseg_core.segmenter import Progress, RefineRequest, Run, SegmentRequest
from bifseg_core.volume import Volume
from bifseg_core.worker import Runner, WorkerProcess

FloatImage = NDArray[np.float32]
MaskArray = NDArray[np.bool_]
SeedArray = NDArray[np.uint8]


@dataclass(frozen=True)
class GrabCutConfig:
    """Parameters of GrabCut.

    Attributes:
        smoothness_weight: γ of the paper, our λ; 2 was best of 0.3-5 on training data.
        components: Gaussians of each mixture.
        iterations: how often mixtures and mask are fitted in turn.
        ring: width of the surroundings that are surely background, as a share of the box.
        largest_side: voxels of the grid's longest side.
        box_margin: voxels added around a foreground scribble outside the box.
    """

    smoothness_weight: float = 2.0
    components: int = 5
    iterations: int = 5
    ring: float = 0.2
    largest_side: int = 96
    box_margin: int = 5


class GrabCut:
    """Segments boxes and refines masks from the grey values of one image alone.

    Args:
        config: the parameters.
        runner: where graph cuts are computed; by default a helper process.
    """

    def __init__(
        self, config: GrabCutConfig | None = None, *, runner: Runner | None = None
    ) -> None:
        self._config = config or GrabCutConfig()
        self._runner = runner or WorkerProcess()

    def segment(self, request: SegmentRequest) -> Run:
        """Segment from a box: one cut (initial), or as many as it takes to settle (unsupervised).

        Raises:
            BoxError: the box cannot be used.
        """
        box, notes = usable_box(request.volume, request.box)
        scene = _Scene.of(request.volume, box, Scribbles(), self._config)
        times = 1 if request.stage is Stage.INITIAL else self._config.iterations
        solved = yield from self._iterated(scene, scene.may_be_object, times)
        return solved.delivered(request.stage, 0, notes)

    def refine(self, request: RefineRequest) -> Run:
        """Go on from the mask that the user sees, with the scribbles as law.

        Raises:
            InteractionError: nothing has been scribbled in the box.
            BoxError: the box that the scribbles made cannot be used.
        """
        before = request.segmentation
        box = _grown(before.box, request.scribbles, request.volume, self._config.box_margin)
        box, notes = usable_box(request.volume, box)
        scene = _Scene.of(request.volume, box, request.scribbles, self._config)
        if not scene.box_seeds.any():
            raise InteractionError(
                "There is no scribble in the box; draw one where the mask is wrong."
            )
        seen = before.full_mask(request.volume.shape)[scene.outer.slices]
        start = scene.grid.mask_to_grid(seen) & scene.may_be_object
        solved = yield from self._iterated(scene, start, self._config.iterations)
        return solved.delivered(Stage.REFINED, before.round + 1, notes)

    def _iterated(
        self, scene: _Scene, mask: MaskArray, times: int
    ) -> Generator[Progress, None, _Solved]:
        probability = np.zeros(scene.image.shape, np.float32)
        begun, cutting = time.perf_counter(), 0.0
        for number in range(times):
            yield Progress(number / times, "Cutting along the edges")
            probability = scene.probability(mask, self._config)
            cut_begun = time.perf_counter()
            found = yield from self._cut(scene, probability)
            cutting += time.perf_counter() - cut_begun
            if np.array_equal(found, mask) or not found.any():
                break  # settled, or nothing left to fit a mixture to
            mask = found
        total = time.perf_counter() - begun
        return _Solved(scene, mask, probability, StepSeconds(graph_cut=cutting, total=total))

    def _cut(self, scene: _Scene, probability: FloatImage) -> Generator[Progress, None, MaskArray]:
        cut = GraphCutConfig(self._config.smoothness_weight, scene.contrast)
        problem = GraphCutProblem(probability, scene.image, scene.seeds, scene.grid.spacing, cut)
        work = self._runner.run(minimise, problem)
        while True:
            try:
                next(work)
            except StopIteration as stop:
                mask: MaskArray = stop.value
                return mask
            yield Progress(0.5, "Cutting along the edges")


def _finite(values: NDArray[np.generic]) -> NDArray[np.generic]:
    """The values, the least of them where there is none: a box is clean, its ring need not be."""
    is_finite = np.isfinite(values)
    return values if is_finite.all() else np.where(is_finite, values, values[is_finite].min())


@dataclass(frozen=True, eq=False)
class _Scene:
    """A box with its surroundings on a grid.

    Attributes:
        box: what the user drew.
        outer: the box and the ring around it.
        grid: from the outer box to the grid.
        image: on the grid, normalised.
        seeds: on the grid; the ring is background.
        box_seeds: the user's scribbles in the box, on the image's grid.
    """

    box: BoundingBox
    outer: BoundingBox
    grid: GridMap
    image: FloatImage
    seeds: SeedArray
    box_seeds: SeedArray
    contrast: float = field(default=1.0)

    @classmethod
    def of(
        cls, volume: Volume, box: BoundingBox, scribbles: Scribbles, config: GrabCutConfig
    ) -> _Scene:
        """The box with its ring on the method's own grid."""
        outer = _with_ring(box, volume, config.ring)
        grid = grid_map(outer, volume.spacing, size=config.largest_side, fix_smallest=False)
        around_box = _finite(volume.data[outer.slices])
        image = normalised(grid.to_grid(around_box, as_floats=tellable(around_box)))
        around = np.full(outer.shape, SeedLabel.BACKGROUND, np.uint8)
        around[_inside(box, outer)] = scribbles.seeds_in(box)
        seeds = grid.seeds_to_grid(around)
        scene = cls(box, outer, grid, image, seeds, scribbles.seeds_in(box))
        return replace(scene, contrast=_contrast(image))

    @property
    def may_be_object(self) -> MaskArray:
        """Grid voxels that nothing has declared to be background."""
        return np.asarray(self.seeds != SeedLabel.BACKGROUND)

    def probability(self, mask: MaskArray, config: GrabCutConfig) -> FloatImage:
        """How much more like the mask's inside than its outside every voxel looks, 0..1."""
        inside, outside = self.image[mask], self.image[~mask]
        if not inside.size or not outside.size:
            return np.full(self.image.shape, 0.5, np.float32)
        like = [
            GreyMixture.fit(
                values, components=config.components, smallest_deviation=0.02
            ).log_likelihood(self.image)
            for values in (inside, outside)
        ]
        difference = np.clip(like[1] - like[0], -50, 50)
        return np.asarray(1 / (1 + np.exp(difference)), dtype=np.float32)


@dataclass(frozen=True, eq=False)
class _Solved:
    """A scene's mask and probability on its grid."""

    scene: _Scene
    mask: MaskArray
    probability: FloatImage
    seconds: StepSeconds

    def delivered(self, stage: Stage, round_number: int, notes: tuple[str, ...]) -> Segmentation:
        """The result at full resolution, every scribbled voxel as the user said."""
        scene = self.scene
        inside = _inside(scene.box, scene.outer)
        mask = scene.grid.to_box(self.mask)[inside] > 0.5
        mask[scene.box_seeds == SeedLabel.FOREGROUND] = True
        mask[scene.box_seeds == SeedLabel.BACKGROUND] = False
        probability = np.clip(scene.grid.to_box(self.probability)[inside], 0, 1)
        return Segmentation(
            box=scene.box,
            mask=mask,
            foreground_probability=np.ascontiguousarray(probability),
            stage=stage,
            round=round_number,
            seconds=self.seconds,
            notes=notes,
        )


def _contrast(image: FloatImage) -> float:
    """The σ that makes β of the paper's Eq. 5: half the mean squared difference of neighbours."""
    squares = [np.diff(image, axis=axis).ravel() ** 2 for axis in range(3) if image.shape[axis] > 1]
    return max(float(np.sqrt(np.concatenate(squares).mean())), 1e-3)


def _with_ring(box: BoundingBox, volume: Volume, share: float) -> BoundingBox:
    width = [max(2, round(share * side)) if side > 1 else 0 for side in box.shape]
    start, stop = np.subtract(box.start_ijk, width), np.add(box.stop_ijk, width)
    return BoundingBox.around([start, stop - 1]).clipped_to(volume.shape)


def _grown(box: BoundingBox, scribbles: Scribbles, volume: Volume, margin: int) -> BoundingBox:
    foreground = scribbles.foreground_ijk()
    outside = foreground[~box.contains(foreground)]
    if not len(outside):
        return box
    around = BoundingBox.around(outside)
    flat = [axis for axis in range(3) if box.union(around).shape[axis] == 1]
    width = [0 if axis in flat else margin for axis in range(3)]
    start, stop = np.subtract(around.start_ijk, width), np.add(around.stop_ijk, width)
    return box.union(BoundingBox.around([start, stop - 1])).clipped_to(volume.shape)


def _inside(box: BoundingBox, outer: BoundingBox) -> tuple[slice, slice, slice]:
    start = np.subtract(box.start_ijk, outer.start_ijk)
    stop = np.subtract(box.stop_ijk, outer.start_ijk)
    return BoundingBox.around([start, stop - 1]).slices
