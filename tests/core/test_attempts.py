"""Memory that runs out: the processor instead of the card, half the detail, or a sentence."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor

from bifseg_core import attempts, memory
from bifseg_core.case import Segmentation, Stage
from bifseg_core.device import DeviceChoice
from bifseg_core.engine import BifsegEngine
from bifseg_core.errors import BoxError
from bifseg_core.evaluation.metrics import dice
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke
from bifseg_core.networks.weights import LoadedNetwork
from bifseg_core.segmenter import RefineRequest, SegmentRequest, finish
from bifseg_core.volume import Volume
from bifseg_core.worker import InProcess
from tests.core.toy import ToyNetwork, ball_scene

VOLUME, BALL = ball_scene()
BOX = BoundingBox((2, 2, 2), (28, 26, 24))
CARD = torch.device("meta")
"""Stands in for a graphics card: tensors can be moved there on every computer."""

Refuses = Callable[[Tensor], bool]


class ShortNetwork(ToyNetwork):
    """Fails on the inputs that a test names."""

    refuses: Refuses = staticmethod(lambda inputs: False)
    error: Exception = torch.OutOfMemoryError("CUDA out of memory.")
    seen: list[tuple[str, int]]

    def features(self, inputs: Tensor) -> Tensor:
        self.seen.append((inputs.device.type, max(inputs.shape[2:])))
        if self.refuses(inputs):
            raise self.error
        return super().features(inputs)


def engine_with(
    refuses: Refuses, error: Exception, *, device: torch.device | None = None
) -> tuple[BifsegEngine, list[tuple[str, int]]]:
    seen: list[tuple[str, int]] = []

    def load(_: str) -> LoadedNetwork:
        network = ShortNetwork(3).eval()
        network.refuses, network.error, network.seen = refuses, error, seen
        return LoadedNetwork(network, "0" * 64)

    engine = BifsegEngine(device=DeviceChoice.CPU, runner=InProcess(), load_network=load)
    engine._device = device or engine._device
    return engine, seen


def segmented(engine: BifsegEngine) -> Segmentation:
    return finish(engine.segment(SegmentRequest(VOLUME, BOX)))


@pytest.mark.parametrize(
    "error",
    [torch.OutOfMemoryError("CUDA out of memory."), RuntimeError("CUDA error: launch failure")],
    ids=repr,
)
def test_the_processor_takes_over_from_the_card(error: Exception) -> None:
    engine, seen = engine_with(lambda inputs: inputs.device == CARD, error, device=CARD)
    found = segmented(engine)
    assert found.device == "cpu"
    assert found.notes == (
        "The graphics card failed or ran out of memory, so the processor made this mask.",
    )
    assert dice(found.full_mask(VOLUME.shape), BALL) > 0.9
    assert seen[0] == ("meta", 24)
    assert {place for place, _ in seen[1:]} == {"cpu"}
    assert {size for _, size in seen} == {24}


def test_a_refinement_goes_on_elsewhere_too() -> None:
    engine, _ = engine_with(lambda _: False, RuntimeError())
    before = segmented(engine)
    short, _ = engine_with(
        lambda inputs: inputs.device == CARD, torch.OutOfMemoryError("x"), device=CARD
    )
    spot = np.argwhere(BALL)[:1].astype(np.int32)
    drawn = Scribbles((Stroke(SeedLabel.BACKGROUND, spot),))
    after = finish(short.refine(RefineRequest(VOLUME, drawn, before)))
    assert after.round == 1
    assert not after.full_mask(VOLUME.shape)[tuple(spot[0])]
    assert "processor" in after.notes[0]


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: 9 bytes"),
        RuntimeError("DefaultCPUAllocator: not enough memory: you tried to allocate 9 bytes."),
    ],
    ids=repr,
)
def test_short_memory_halves_the_detail(error: Exception) -> None:
    engine, seen = engine_with(lambda inputs: max(inputs.shape[2:]) > 12, error)
    found = segmented(engine)
    assert found.mask.shape == BOX.shape
    assert "half its detail" in found.notes[0]
    assert seen[0][1] == 24
    assert {size for _, size in seen[1:]} == {12}
    assert dice(found.full_mask(VOLUME.shape), BALL) > 0.8


def test_where_nothing_helps_one_sentence_says_so() -> None:
    engine, _ = engine_with(lambda _: True, MemoryError())
    with pytest.raises(BoxError, match=r"^Memory does not suffice for this box"):
        segmented(engine)


class ShortRunner(InProcess):
    """A helper process without room for the first cuts that it is given."""

    def __init__(self, refused: int) -> None:
        self.refused = refused

    def run(self, work, *args):
        self.refused -= 1
        if self.refused >= 0:
            raise MemoryError
        return super().run(work, *args)


def relabelled(refused: int) -> tuple[Segmentation, Segmentation]:
    """A mask, and what another cut makes of it while so many cuts find no room."""
    engine, _ = engine_with(lambda _: False, RuntimeError())
    before = segmented(engine)
    engine._runner = ShortRunner(refused)
    return before, finish(engine.relabel(RefineRequest(VOLUME, Scribbles(), before)))


def test_another_cut_without_room_is_made_in_half_the_detail() -> None:
    before, after = relabelled(1)
    assert "half its detail" in after.notes[0]
    assert dice(after.full_mask(VOLUME.shape), BALL) > 0.8
    assert after.round == before.round


def test_another_cut_that_finds_room_says_nothing_new() -> None:
    before, after = relabelled(0)
    assert after.notes == before.notes


def test_another_cut_that_never_finds_room_is_one_sentence() -> None:
    with pytest.raises(BoxError, match=r"^Memory does not suffice for this box"):
        relabelled(9)


@pytest.mark.parametrize("device", [None, CARD])
def test_a_bug_stays_a_bug(device: torch.device | None) -> None:
    engine, seen = engine_with(lambda _: True, RuntimeError("shapes differ"), device=device)
    with pytest.raises(RuntimeError, match="shapes differ"):
        segmented(engine)
    assert len(seen) == 1


def test_a_box_that_memory_has_no_room_for_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_ALWAYS_FITS", 0)
    monkeypatch.setattr(memory, "free_bytes", lambda: BOX.size * attempts.BYTES_A_VOXEL - 1)
    engine, seen = engine_with(lambda _: False, MemoryError())
    with pytest.raises(BoxError, match=r"^The box needs 0\.0 GB of memory and .* are free; draw"):
        segmented(engine)
    assert seen == []


def test_a_box_much_larger_than_the_grid_is_noted() -> None:
    data = np.zeros((130, 40, 40), np.float32)
    data[40:80, 10:30, 10:30] = 100
    volume = Volume(data, VOLUME.affine)
    engine, _ = engine_with(lambda _: False, MemoryError())
    whole = finish(engine.segment(SegmentRequest(volume, volume.box, Stage.INITIAL)))
    assert whole.notes == (
        "The box is large, so it was looked at in steps of 5 voxels; "
        "draw a smaller one for finer edges.",
    )
    assert segmented(engine).notes == ()


def test_a_card_without_room_for_the_network_does_not_end_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine, _ = engine_with(lambda _: False, MemoryError(), device=CARD)

    def refuse(*_: object) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory.")

    with monkeypatch.context() as patch:
        patch.setattr(ShortNetwork, "to", refuse)
        engine.warm_up()
