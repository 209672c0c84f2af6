"""For tests of journals: scripted cases, and whether two of them are the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from bifseg_core.case import (
    AddStroke,
    Case,
    CaseState,
    ClassifierState,
    Edit,
    ObjectStatus,
    ReplaceSegmentation,
    Segmentation,
    SegmentedObject,
    SetBox,
    SetConfigs,
    SetMeasures,
    SetReferences,
    Stage,
    StepSeconds,
)
from bifseg_core.config import Connectivity, EngineConfig, EngineConfigs, GraphCutConfig
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.history import History
from bifseg_core.interactions import SeedLabel, Stroke
from bifseg_core.journal import JournalWriter, Step, StepKind, WorkSeconds
from bifseg_core.listing import (
    AddBox,
    AddObject,
    ColourObject,
    MergeObjects,
    MoveObject,
    RemoveBox,
    RemoveObject,
    RenameObject,
    SelectObject,
    SetStatus,
)
from bifseg_core.measures import Measure, MeasureKind
from bifseg_core.repair import GiveMasks, RepairMask, given, repaired
from bifseg_core.taught import TaughtMap
from bifseg_core.volume import ImageKey, Volume

SHAPE = (7, 6, 5)


def small_volume(source: Path | None = Path("scan.nii")) -> Volume:
    data = np.arange(np.prod(SHAPE), dtype=np.int16).reshape(SHAPE)
    return Volume(data, Affine.from_spacing((1.0, 0.5, 2.0)), source)


def random_box(rng: np.random.Generator, shape: tuple[int, ...] = SHAPE) -> BoundingBox:
    start = [int(rng.integers(0, n)) for n in shape]
    stop = [int(rng.integers(a + 1, n + 1)) for a, n in zip(start, shape, strict=True)]
    return BoundingBox(tuple(start), tuple(stop))


def random_stroke(rng: np.random.Generator, shape: tuple[int, ...] = SHAPE) -> Stroke:
    voxels = rng.integers(0, shape, (int(rng.integers(0, 9)), 3)).astype(np.int32)
    return Stroke(SeedLabel(int(rng.integers(0, 3))), voxels, bool(rng.random() < 0.3))


def random_measure(rng: np.random.Generator) -> Measure:
    start, end = ((float(i), float(j), float(k)) for i, j, k in rng.uniform(0, 5, (2, 3)))
    return Measure(rng.choice(list(MeasureKind)), int(rng.integers(0, 3)), start, end)


def random_segmentation(rng: np.random.Generator, shape: tuple[int, ...] = SHAPE) -> Segmentation:
    box = random_box(rng, shape)
    probability = rng.random(box.shape, np.float32)
    parameters = {"head.weight": rng.normal(size=(2, 3)).astype(np.float32)}
    return Segmentation(
        box,
        np.asfortranarray(probability > 0.5),
        probability,
        Stage.REFINED,
        round=int(rng.integers(0, 5)),
        classifier=ClassifierState("p_net", parameters) if rng.random() < 0.7 else None,
        seconds=StepSeconds(fine_tuning=rng.random(), total=1.0),
        network="p_net",
        notes=("The box was clipped.",),
        taught=TaughtMap(rng.integers(0, 3, (3, 4, 2), np.uint8), box.shape),
        config=random_configs(rng).spatial if rng.random() < 0.7 else None,
        weights_sha256="ab" * 32 if rng.random() < 0.7 else "",
        made_on=ImageKey(*map(int, rng.integers(0, 3, 2))) if rng.random() < 0.7 else None,
    )


def random_configs(rng: np.random.Generator) -> EngineConfigs:
    cut = GraphCutConfig(float(rng.random()), connectivity=Connectivity.FULL)
    return EngineConfigs().having(3, replace(EngineConfig.default(3), graph_cut=cut))


def random_repair(rng: np.random.Generator, target: SegmentedObject, shape=SHAPE) -> Edit:
    stroke = random_stroke(rng, shape)
    stroke = replace(stroke, is_repair=True, is_filled=len(stroke.voxels_ijk) % 2 == 0)
    mended = repaired(target.segmentation, [stroke], shape)
    scribbles = target.scribbles.adding(stroke)
    return RepairMask(target.object_id, scribbles, mended or random_segmentation(rng, shape))


def random_edit(rng: np.random.Generator, state: CaseState, shape=SHAPE) -> Edit:
    one, other = (int(rng.choice([o.object_id for o in state.objects])) for _ in range(2))
    fresh = 1 + max(o.object_id for o in state.objects)
    are_two = state.object(one).whole_id != state.object(other).whole_id
    edits = (
        lambda: SetBox(one, random_box(rng, shape) if rng.random() < 0.9 else None),
        lambda: AddStroke(one, random_stroke(rng, shape), "Erase"),
        lambda: ReplaceSegmentation(one, random_segmentation(rng, shape)),
        lambda: SetStatus(one, ObjectStatus.ACCEPTED),
        lambda: SetReferences({one: rng.random(shape) > 0.5 if rng.random() < 0.8 else None}),
        lambda: AddObject("Läsion 2"),
        lambda: RemoveObject(one),
        lambda: SelectObject(one),
        lambda: AddBox(one, fresh, random_box(rng, shape)),
        lambda: RemoveBox(one),
        lambda: MergeObjects(one, other) if are_two else SelectObject(one),
        lambda: RenameObject(one, f"Object {rng.integers(0, 99)}"),
        lambda: random_repair(rng, state.object(one), shape),
        lambda: SetConfigs(random_configs(rng), "Smoothness"),
        lambda: GiveMasks({one: given(rng.random(shape) > 0.9) or random_segmentation(rng)}, {}),
        lambda: MoveObject(one, int(rng.integers(0, 4))),
        lambda: ColourObject(one, int(rng.integers(0, 8))),
        lambda: SetMeasures((*state.measures, random_measure(rng))[-3:]),
    )
    return edits[int(rng.integers(0, len(edits)))]()


def random_steps(
    rng: np.random.Generator, case: Case, history: History, count: int
) -> Iterator[Step]:
    """Do so many random steps to a case and tell each."""
    shape = case.volume.shape
    for number in range(count):
        dice = rng.random()
        seconds = {case.state.active_id: WorkSeconds(float(number), 0.5, rng.random())}
        if dice < 0.2 and history.undo_name is not None:
            history.undo()
            yield Step(StepKind.UNDO, at=float(number), seconds=seconds)
        elif dice < 0.35 and history.redo_name is not None:
            history.redo()
            yield Step(StepKind.REDO, at=float(number))
        elif dice < 0.4:
            yield Step(StepKind.SAVED, saved=case.state.active, at=float(number))
        else:
            edit = random_edit(rng, case.state, shape)
            kind = StepKind.AMEND if dice > 0.9 else StepKind.PERFORM
            (history.amend if kind is StepKind.AMEND else history.perform)(edit)
            answered = tuple(o.object_id for o in case.state.objects if o.segmentation)
            yield Step(
                kind, case.state, edit.name, type(edit).__name__, None, float(number), answered
            )


def assert_same_case(
    one: tuple[Case, History],
    other: tuple[Case, History],
    *,
    stand_ins: Collection[Segmentation] = (),
) -> None:
    """Same state, same undo and redo with the same states, bit by bit.

    The other's `stand_ins` may lack the end of their probability, which is 0 and 1 there.
    """
    (case, history), (other_case, other_history) = one, other
    assert_same_state(case.state, other_case.state, stand_ins)
    stacks = ((h.undo_steps, h.redo_steps) for h in (history, other_history))
    for mine, theirs in zip(*stacks, strict=True):
        assert [step.name for step in mine] == [step.name for step in theirs]
        for step, counterpart in zip(mine, theirs, strict=True):
            assert_same_state(step.state, counterpart.state, stand_ins)


def assert_same_state(
    one: CaseState, other: CaseState, stand_ins: Collection[Segmentation] = ()
) -> None:
    assert one.active_id == other.active_id
    assert one.configs == other.configs
    assert one.measures == other.measures
    for mine, theirs in zip(one.objects, other.objects, strict=True):
        assert_same_object(mine, theirs, stand_ins)


def assert_same_object(
    one: SegmentedObject, other: SegmentedObject, stand_ins: Collection[Segmentation] = ()
) -> None:
    plain = ("object_id", "name", "box", "status", "colour", "part_of")
    assert [getattr(one, name) for name in plain] == [getattr(other, name) for name in plain]
    for mine, theirs in zip(one.scribbles.strokes, other.scribbles.strokes, strict=True):
        assert (mine.label, mine.is_repair) == (theirs.label, theirs.is_repair)
        assert mine.is_filled == theirs.is_filled
        np.testing.assert_array_equal(mine.voxels_ijk, theirs.voxels_ijk)
        assert theirs.voxels_ijk.dtype == np.int32
    assert (one.segmentation is None) == (other.segmentation is None)
    assert (one.reference is None) == (other.reference is None)
    if one.reference is not None:
        np.testing.assert_array_equal(one.reference, other.reference)
    if one.segmentation is not None:
        assert_same_segmentation(one.segmentation, other.segmentation, stand_ins)


def assert_same_segmentation(
    one: Segmentation, other: Segmentation, stand_ins: Collection[Segmentation] = ()
) -> None:
    assert vars(_plain(one)) == vars(_plain(other))
    np.testing.assert_array_equal(one.mask, other.mask)
    probabilities = one.foreground_probability, other.foreground_probability
    if other in stand_ins:
        assert ((probabilities[1] == probabilities[0]) | (probabilities[1] == other.mask)).all()
    else:
        np.testing.assert_array_equal(*probabilities)
    assert (other.mask.dtype, other.foreground_probability.dtype) == (np.bool_, np.float32)
    assert (one.taught is None) == (other.taught is None)
    if one.taught is not None:
        assert one.taught.shape == other.taught.shape
        np.testing.assert_array_equal(one.taught.values, other.taught.values)
    assert (one.classifier is None) == (other.classifier is None)
    if one.classifier is not None:
        assert one.classifier.network == other.classifier.network
        assert list(one.classifier.parameters) == list(other.classifier.parameters)
        for name, values in one.classifier.parameters.items():
            np.testing.assert_array_equal(values, other.classifier.parameters[name])


def _plain(item: Segmentation) -> Segmentation:
    return replace(item, mask=None, foreground_probability=None, classifier=None, taught=None)


VOLUME = small_volume()


class Work:
    """A case, its history, and the steps that led there."""

    def __init__(self, seed: int, count: int) -> None:
        self.case = Case(VOLUME)
        self.history = History(self.case)
        self.steps = list(random_steps(np.random.default_rng(seed), *self.both, count))

    @property
    def both(self) -> tuple[Case, History]:
        return self.case, self.history


def never() -> None:
    raise AssertionError("the journal could not be written")


def write(folder: Path, steps: list[Step]) -> Path:
    writer = JournalWriter.begin(folder, VOLUME, never)
    for step in steps:
        writer.append(step)
    assert writer.close()
    return writer.path
