"""Journals: replay gives the case back, damage costs the tail only, nobody shares one."""

from __future__ import annotations

import functools
import os
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bifseg_core.boxes import with_saved
from bifseg_core.case import (
    AddStroke,
    Case,
    ReplaceSegmentation,
    Segmentation,
    SegmentedObject,
    SetBox,
    Stage,
)
from bifseg_core.geometry import BoundingBox
from bifseg_core.history import History
from bifseg_core.interactions import SeedLabel, Stroke
from bifseg_core.journal import (
    JournalWriter,
    Step,
    StepKind,
    find_orphans,
    journal_paths,
    replay,
    steps_of,
)
from bifseg_core.journal.folder import new_path
from bifseg_core.journal.frames import (
    MAGIC,
    VERSION,
    DamagedError,
    NewerFormatError,
    Place,
    framed,
    read_frames,
)
from bifseg_core.journal.image import ImageReference
from bifseg_core.journal.packing import Record, pack, squeezed, unpack, unsqueezed
from bifseg_core.journal.recorder import Recorder
from bifseg_core.journal.replay import Replayer
from bifseg_core.journal.writer import header_record
from bifseg_core.listing import AddObject, SelectObject
from bifseg_core.repair import RepairMask, repaired
from bifseg_core.volume import Volume
from tests.core.journal_cases import (
    VOLUME,
    Work,
    assert_same_case,
    assert_same_object,
    never,
    random_box,
    random_segmentation,
    random_steps,
    write,
)


@settings(max_examples=60)
@given(st.integers(0, 2**32), st.integers(0, 40))
def test_replay_gives_the_case_back(
    tmp_path_factory: pytest.TempPathFactory, seed: int, count: int
) -> None:
    work = Work(seed, count)
    restored = replay(write(tmp_path_factory.mktemp("journals"), work.steps), VOLUME)
    assert_same_case(work.both, (restored.case, restored.history))
    assert restored.case.revision == work.case.revision
    assert restored.steps == count
    assert restored.is_whole
    told = [step.saved for step in work.steps if step.saved is not None]
    saved: dict[int, SegmentedObject] = functools.reduce(with_saved, told, {})
    for object_id, target in saved.items():
        assert_same_object(target, restored.saved[object_id])
    seconds = {i: t for s in work.steps for i, t in s.seconds.items()}
    assert restored.seconds == seconds


@settings(max_examples=30)
@given(st.integers(0, 2**32), st.integers(0, 30))
def test_the_shortest_way_leads_to_the_same_case(
    tmp_path_factory: pytest.TempPathFactory, seed: int, count: int
) -> None:
    work = Work(seed, count)
    steps = list(steps_of(work.case.state, work.history))
    restored = replay(write(tmp_path_factory.mktemp("journals"), steps), VOLUME)
    assert_same_case(work.both, (restored.case, restored.history))


def test_masks_shared_by_states_stay_shared(tmp_path: Path) -> None:
    work = Work(3, 40)
    restored = replay(write(tmp_path, work.steps), VOLUME)

    def groups(history: History) -> list[int]:
        found = [o.segmentation for s in history.undo_steps for o in s.state.objects]
        order = {id(item): n for n, item in reversed(list(enumerate(found)))}
        return [order[id(item)] for item in found]

    assert groups(restored.history) == groups(work.history)


def test_what_a_mask_answers_comes_back(tmp_path: Path) -> None:
    work = Work(5, 60)
    restored = replay(write(tmp_path, work.steps), VOLUME)
    answered = dict(restored.answered)
    target = next(o for o in restored.case.state.objects if o.segmentation is not None)
    assert target.segmentation in answered


@pytest.fixture
def journal(tmp_path: Path) -> tuple[bytes, list[int], Work]:
    """A small journal's bytes, where each frame ends, and the work in it."""
    work = Work(199, 5)
    path = write(tmp_path / "whole", work.steps)
    with path.open("rb") as file:
        ends = [frame.end.offset for frame in read_frames(file)]
    return path.read_bytes(), ends, work


def steps_before(content: bytes, ends: list[int], offset: int) -> int:
    starts = [len(MAGIC), *ends[:-1]]
    payloads = [content[a + 8 : b] for a, b in zip(starts, ends, strict=True) if b <= offset]
    return sum(unpack(payload).head["kind"] == "step" for payload in payloads)


def test_cut_at_any_byte_only_the_tail_is_lost(
    journal: tuple[bytes, list[int], Work], tmp_path: Path
) -> None:
    content, ends, work = journal
    path = tmp_path / "cut.journal"
    for offset in range(len(MAGIC), len(content) + 1):
        path.write_bytes(content[:offset])
        restored = replay(path, VOLUME)
        assert restored.steps == steps_before(content, ends, offset)
        assert restored.is_whole == (offset in (len(MAGIC), *ends))
        assert restored.end.offset == max(end for end in (len(MAGIC), *ends) if end <= offset)
    assert restored.steps == len(work.steps)
    assert restored.stand_ins == ()


def test_a_flipped_bit_is_noticed_anywhere(
    journal: tuple[bytes, list[int], Work], tmp_path: Path
) -> None:
    content, ends, _ = journal
    path = tmp_path / "flipped.journal"
    for offset in range(len(MAGIC), len(content)):
        flipped = bytearray(content)
        flipped[offset] ^= 1 << (offset % 8)
        path.write_bytes(flipped)
        restored = replay(path, VOLUME)
        assert not restored.is_whole
        assert restored.steps == steps_before(content, ends, offset)


@pytest.mark.parametrize("start", [b"", b"BIFSE", b"no journal at all", b"BIFSEG\x00\n"], ids=repr)
def test_no_journal(start: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other.journal"
    path.write_bytes(start)
    with pytest.raises(DamagedError):
        replay(path, VOLUME)
    assert find_orphans(tmp_path) == []


def test_a_later_version_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "later.journal"
    path.write_bytes(b"BIFSEG" + bytes([VERSION + 1]) + b"\n")
    with pytest.raises(NewerFormatError):
        replay(path, VOLUME)


def of_first_version(path: Path) -> tuple[Case, History]:
    """Work that needs nothing of later versions, with the journal that the first one wrote."""
    case, rng = Case(VOLUME), np.random.default_rng(8)
    history = History(case)
    stroke = Stroke(SeedLabel.BACKGROUND, np.array([[1, 2, 3]], np.int32))
    for edit in (SetBox(1, random_box(rng)), AddStroke(1, stroke)):
        history.perform(edit)
    history.perform(ReplaceSegmentation(1, random_segmentation(rng)))
    recorder, magic = Recorder(), b"BIFSEG\x01\n"
    records = [header_record("journal", ImageReference.of(VOLUME))]
    records += [r for step in steps_of(case.state, history) for r in recorder.records(step)]
    content, place = [magic], Place(chain=zlib.crc32(magic))
    for record in records:
        head = {key: value for key, value in record.head.items() if key != "probability"}
        parts, place = framed(pack(Record(head, record.blobs)), place)
        content += parts
    path.write_bytes(b"".join(content))
    return case, history


def test_a_journal_of_the_first_version_is_read_and_written_on(tmp_path: Path) -> None:
    path = new_path(tmp_path)
    both = of_first_version(path)
    (orphan,) = find_orphans(tmp_path)
    restored = replay(path, VOLUME)
    assert restored.is_whole
    assert_same_case(both, (restored.case, restored.history))
    writer = JournalWriter.resume(orphan, restored, never)
    for step in random_steps(np.random.default_rng(1), restored.case, restored.history, 5):
        writer.append(step)
    assert writer.close()
    again = replay(path, VOLUME)
    assert again.is_whole
    assert_same_case((restored.case, restored.history), (again.case, again.history))


def test_a_reference_of_an_earlier_version_is_the_first_objects(tmp_path: Path) -> None:
    """Until version 3 one reference was held against every object."""
    reference = np.random.default_rng(0).random(VOLUME.shape) > 0.5
    case = Case(VOLUME)
    recorder, replayer = Recorder(), Replayer(VOLUME)
    replayer.take(Record({"kind": "reference"}, (squeezed(reference),)))
    for edit in (AddObject("Object 2"), SelectObject(2)):
        case.apply(edit)
        for record in recorder.records(Step(StepKind.PERFORM, case.state)):
            is_step = record.head["kind"] == "step"
            more = {"reference": 0} if is_step else {}
            replayer.take(Record({**record.head, **more}, record.blobs))
    first, second = replayer.case.state.objects
    np.testing.assert_array_equal(first.reference, reference)
    assert second.reference is None
    assert replayer.case.state.reference is None
    assert replayer.history.undo_steps[-1].state.objects[0] is first


def test_added_images_are_known_in_order(tmp_path: Path) -> None:
    image = ImageReference.of(VOLUME)
    images = tuple(image.at(tmp_path / name) for name in ("flair.nii", "t2.nii"))
    path = write(tmp_path, [Step(StepKind.IMAGE, image=one) for one in images])
    restored = replay(path, VOLUME)
    assert restored.images == images
    assert restored.is_whole
    assert restored.history.undo_name is None


def test_a_repair_does_not_write_the_probability_again(tmp_path: Path) -> None:
    volume = Volume(np.zeros((40, 40, 40), np.int16), VOLUME.affine, VOLUME.source)
    noise = np.random.default_rng(0).random((40, 40, 40), np.float32)
    box = BoundingBox.whole(volume.shape)
    found = Segmentation(box, noise > 2, noise, Stage.REFINED)
    case, sizes = Case(volume), []
    case.apply(ReplaceSegmentation(1, found))
    recorder = Recorder()
    for number in range(3):
        stroke = Stroke(SeedLabel.FOREGROUND, np.full((1, 3), number, np.int32), is_repair=True)
        records = recorder.records(Step(StepKind.PERFORM, case.state))
        sizes.append(sum(len(blob) for record in records for blob in record.blobs))
        mended = repaired(case.state.active.segmentation, [stroke], volume.shape)
        case.apply(RepairMask(1, case.state.active.scribbles.adding(stroke), mended))
    assert sizes[0] > noise.nbytes / 2
    assert max(sizes[1:]) < 500


def test_a_damaged_tail_is_cut_off_and_the_journal_goes_on(tmp_path: Path) -> None:
    work = Work(7, 12)
    path = write(tmp_path, work.steps)
    with path.open("ab") as file:
        file.write(b"half a frame")
    (orphan,) = find_orphans(tmp_path)
    restored = replay(path, VOLUME)
    writer = JournalWriter.resume(orphan, restored, never)
    more = list(random_steps(np.random.default_rng(1), restored.case, restored.history, 12))
    for step in more:
        writer.append(step)
    assert writer.close()
    again = replay(path, VOLUME)
    assert again.is_whole
    assert again.steps == 24
    assert_same_case((restored.case, restored.history), (again.case, again.history))


def test_two_programs_do_not_share_a_journal(tmp_path: Path) -> None:
    writer = JournalWriter.begin(tmp_path, VOLUME, never)
    for step in Work(7, 12).steps:
        writer.append(step)
    assert writer.flush()
    assert find_orphans(tmp_path) == []
    assert writer.close()
    (mine,) = find_orphans(tmp_path)
    assert find_orphans(tmp_path) == []
    mine.let_be()
    (again,) = find_orphans(tmp_path)
    assert again.image.is_of(VOLUME)
    assert again.image.path == Path("scan.nii").absolute()
    again.discard()
    assert list(tmp_path.iterdir()) == []


def test_a_discarded_journal_leaves_nothing(tmp_path: Path) -> None:
    writer = JournalWriter.begin(tmp_path, VOLUME, never)
    for step in Work(7, 12).steps:
        writer.append(step)
    assert writer.discard(5)
    assert list(tmp_path.iterdir()) == []


def test_a_journal_without_work_is_not_offered_and_goes(tmp_path: Path) -> None:
    write(tmp_path, [Step(StepKind.AMEND, Case(VOLUME).state)])
    assert find_orphans(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_after_a_power_cut_goes(tmp_path: Path) -> None:
    (tmp_path / "x.journal").write_bytes(bytes(100))
    assert find_orphans(tmp_path) == []
    assert journal_paths(tmp_path) == []


def test_the_latest_is_offered_first(tmp_path: Path) -> None:
    paths = [write(tmp_path, Work(7, 12).steps) for _ in range(3)]
    for age, path in enumerate(paths):
        os.utime(path, (1e9 - age, 1e9 - age))
    found = find_orphans(tmp_path)
    assert [orphan.path for orphan in found] == paths
    for orphan in found:
        orphan.let_be()


def nonsense() -> list[Record]:
    objects = {"id": 1, "name": "", "box": None, "scribbles": 0, "segmentation": None}
    return [
        Record({}),
        Record({"kind": "unheard of"}),
        Record({"kind": "step", "how": "undo"}),
        Record({"kind": "step", "how": "perform", "name": "x", "objects": [0], "active": 1}),
        Record({"kind": "scribbles", "strokes": [-1]}),
        Record({"kind": "scribbles", "strokes": [0]}),
        Record({"kind": "object", **objects, "status": "open"}),
        Record({"kind": "stroke", "label": 1, "count": 1}, (b"junk",)),
        Record({"kind": "stroke", "label": 1, "count": 10**9}, (squeezed(np.zeros(9)),)),
        Record(
            {"kind": "stroke", "label": 1, "count": 1},
            (squeezed(np.full((1, 3), 99, np.int32)),),
        ),
        Record({"kind": "segmentation", "box": [[0, 0, 0], [9, 9, 9]]}, (b"", b"")),
        Record({"kind": "probability", "segmentation": 0, "start": 0, "count": 1}, (b"",)),
        Record({"kind": "reference"}, (squeezed(np.zeros((2, 2, 2), bool)),)),
    ]


@pytest.mark.parametrize("record", nonsense(), ids=str)
def test_a_right_checksum_over_nonsense(record: Record) -> None:
    replayer = Replayer(VOLUME)
    with pytest.raises(DamagedError):
        replayer.take(record)
    assert replayer.steps == 0


@given(st.binary(max_size=300))
def test_bytes_that_are_no_record(payload: bytes) -> None:
    with pytest.raises(DamagedError):
        unpack(payload)


def test_a_small_blob_cannot_ask_for_much_memory() -> None:
    with pytest.raises(DamagedError):
        unsqueezed(squeezed(np.zeros(10**6, np.float32)), np.float32, (10**5,))
    with pytest.raises(DamagedError):
        unsqueezed(b"x\x9c", np.float32, (10**6, 10**6))


@pytest.mark.parametrize(
    "make",
    [
        lambda: np.zeros((0, 3), np.int32),
        lambda: np.asfortranarray(np.random.default_rng(0).random((3, 4, 5), np.float32)),
        lambda: np.float32([[np.nan, np.inf], [-0.0, 1e-45]]),
        lambda: np.random.default_rng(0).random((3, 3, 3)) > 0.5,
        lambda: np.float32(3.5).reshape(()),
    ],
)
def test_arrays_come_back_bit_by_bit(make: Callable[[], np.ndarray]) -> None:
    array = make()
    back = unsqueezed(squeezed(array), array.dtype.type, array.shape)
    assert back.tobytes() == array.tobytes()
    assert back.flags.writeable, "torch does not take it"
    assert (back.dtype, back.shape) == (array.dtype, array.shape)
