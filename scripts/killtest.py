"""Kills a program at work at random moments and looks at what the next start would find.

Each round starts a program that does random steps to a case while it exports masks and saves case
files, sends it SIGKILL, and then checks that no step older than half a second is lost, that state,
undo and redo are bit by bit those of the steps that were kept, and that no file is half written.
Probabilities follow their masks a moment later; those that a kill cut off are counted.

The half second is the program's own: on a busy machine the time that its threads waited for a
processor before the kill is added (Linux tells it).
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NoReturn, TextIO

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np
from PyQt5.QtCore import QCoreApplication

from app.controllers.journalling import JournalController
from app.model.answers import Answers
from app.model.case_model import CaseModel
from app.model.timekeeper import Timekeeper
from bifseg_core.case import SetBox
from bifseg_core.casefile import load_case, load_journal, save_case
from bifseg_core.geometry import Affine
from bifseg_core.io import export_mask, read_mask, read_volume, write_volume
from bifseg_core.journal import JournalWriter, find_orphans
from bifseg_core.volume import Volume
from tests.core.journal_cases import assert_same_case, random_edit

SHAPE = (80, 80, 80)
ALLOWED_S = 0.5
LONGEST_S = 1.5
_PAUSE_S = 0.02
_MOST_STEPS = 400
_TIME_SHARE = 0.1
"""Of the steps after which the time so far is written too, as it is now and then without a step."""


@dataclass(frozen=True)
class Outcome:
    """What a kill cost.

    Attributes:
        done: steps that the program had done.
        kept: steps that the next start found.
        lost_s: age of the oldest lost step at the kill, 0 where none was lost.
        waited_s: how long its threads waited for a processor in the last second before the kill.
        stand_ins: masks whose probability was not all on disk yet.
    """

    done: int
    kept: int
    lost_s: float
    waited_s: float = 0.0
    stand_ins: int = 0


def act(model: CaseModel, rng: np.random.Generator) -> None:
    """Do one random step, always exactly one."""
    dice = rng.random()
    if dice < 0.15 and model.history.undo_name is not None:
        model.undo()
    elif dice < 0.25 and model.history.redo_name is not None:
        model.redo()
    elif dice < 0.3:
        model.mark_saved(model.state.active)
    else:
        edit = random_edit(rng, model.state, model.volume.shape)
        (model.amend if dice > 0.95 else model.perform)(edit)


def begin(model: CaseModel, volume: Volume) -> None:
    """Open the scan; the first step is always a box."""
    model.open(volume)
    model.perform(SetBox(1, volume.box))


def work(folder: Path, seed: int) -> None:
    """The program that is killed: tells the time of each step on standard output."""
    _application = QCoreApplication.instance() or QCoreApplication([])  # the journal has a timer
    model = CaseModel()
    journalling = JournalController(model, Answers(), Timekeeper(model), folder / "journals")
    volume = read_volume(folder / "scan.nii")
    print("ready", flush=True)
    pauses, rng = random.Random(seed), np.random.default_rng(seed)
    begin(model, volume)
    threading.Thread(target=_export, args=(model, journalling, folder), daemon=True).start()
    for number in itertools.count(1):
        now = time.monotonic()
        print(number, now, flush=True)
        time.sleep(pauses.random() * _PAUSE_S if number < _MOST_STEPS else 60)
        act(model, rng)
        if pauses.random() < _TIME_SHARE:
            journalling.on_time_passed()


def _export(model: CaseModel, journalling: JournalController, folder: Path) -> None:
    while True:
        save_case(folder / "case.bifseg", model.volume, journalling.steps())
        found = model.state.active.segmentation
        if found is not None:
            mask = found.full_mask(model.volume.shape)
            export_mask(mask, model.volume, folder / "mask.nii.gz")


def kill_once(
    folder: Path, seed: int, *, longest_s: float = LONGEST_S, forked: bool = False
) -> Outcome:
    """One round in that folder, which holds the scan.

    Args:
        folder: holds the scan.
        seed: of the steps and of the moment.
        longest_s: the program works at most so long.
        forked: whether it is a fork of this one, which saves its imports; only without threads.

    Raises:
        AssertionError: something was lost that must not be.
    """
    with _started(folder, seed, forked=forked) as (pid, told):
        assert told.readline() == "ready\n", "the program did not start"
        lifetime_s = random.Random(seed).random() * longest_s
        time.sleep(max(0.0, lifetime_s - 2 * ALLOWED_S))
        before_s = _waited_s(pid)
        time.sleep(min(lifetime_s, 2 * ALLOWED_S))
        waited_s = _waited_s(pid) - before_s
        killed = time.monotonic()
        os.kill(pid, signal.SIGKILL)
        lines = [line.split() for line in told if line.endswith("\n")]
    times = [float(when) for _, when in lines]
    kept, stand_ins = _kept(folder, seed)
    lost_s = killed - times[kept] if kept < len(times) else 0.0
    lost = f"a step of {lost_s:.2f} s before the kill is lost (seed {seed})"
    assert lost_s <= ALLOWED_S + waited_s, f"{lost}; {waited_s:.2f} s without a processor"
    _check_files(folder)
    return Outcome(len(times), kept, lost_s, waited_s, stand_ins)


@contextmanager
def _started(folder: Path, seed: int, *, forked: bool) -> Iterator[tuple[int, TextIO]]:
    """The program at work: its process id and what it tells."""
    if forked:
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            _work_in_fork(folder, seed, writing)
        os.close(writing)
        try:
            with os.fdopen(reading, encoding="ascii") as told:
                yield pid, told
        finally:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        return
    command = [sys.executable, __file__, "--work", str(folder), "--seed", str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as program:
        assert program.stdout is not None
        yield program.pid, program.stdout


def _work_in_fork(folder: Path, seed: int, writing: int) -> NoReturn:
    try:
        os.dup2(writing, sys.stdout.fileno())
        work(folder, seed)
    finally:
        os._exit(1)


def _waited_s(pid: int) -> float:
    """How long a program's threads have waited for a processor so far; 0 where nobody tells."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[1]) / 1e9 for task in tasks)


def _kept(folder: Path, seed: int) -> tuple[int, int]:
    """What the next start finds: steps, and masks without their probability.

    Compares case and history, and goes on with them.
    """
    orphans = find_orphans(folder / "journals")
    if not orphans:
        return 0, 0
    (orphan,) = orphans
    volume, restored = load_journal(orphan.path, orphan.image)
    again = _again(volume, seed, restored.steps)
    both = (restored.case, restored.history)
    assert_same_case((again.case, again.history), both, stand_ins=restored.stand_ins)
    writer = JournalWriter.resume(orphan, restored, lambda: None)
    assert writer.discard(10), f"the journal cannot be removed (seed {seed})"
    left = [path.name for path in (folder / "journals").iterdir()]
    assert not left, f"left behind: {left} (seed {seed})"
    return restored.steps, len(restored.stand_ins)


def _again(volume: Volume, seed: int, count: int) -> CaseModel:
    model, rng = CaseModel(), np.random.default_rng(seed)
    begin(model, volume)
    for _ in range(count - 1):
        act(model, rng)
    return model


def _check_files(folder: Path) -> None:
    scan = read_volume(folder / "scan.nii")
    if (folder / "mask.nii.gz").exists():
        read_mask(folder / "mask.nii.gz", scan)
    if (folder / "case.bifseg").exists():
        load_case(folder / "case.bifseg")
    for path in folder.glob(".bifseg-*"):  # what was being written; never under a file's own name
        path.unlink()


def make_scan(folder: Path, shape: tuple[int, int, int] = SHAPE) -> None:
    """The scan that is worked on."""
    data = np.random.default_rng(0).integers(0, 1000, shape).astype(np.int16)
    write_volume(Volume(data, Affine.from_spacing((1.0, 1.0, 2.0))), folder / "scan.nii")


def main() -> int:
    """Run from the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0, help="of the first kill")
    parser.add_argument("--log", type=Path, metavar="FILE", help="keep outcomes, and go on there")
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work is not None:
        work(options.work, options.seed)
    return _report(options.kills, options.seed, options.log)


def _report(kills: int, first_seed: int, log: Path | None) -> int:
    outcomes = _logged(log)
    with tempfile.TemporaryDirectory(prefix="bifseg-killtest-") as name:
        make_scan(Path(name))
        for seed in range(first_seed, first_seed + kills):
            if seed not in outcomes:
                outcomes[seed] = _outcome(Path(name), seed)
                _note(log, seed, outcomes[seed])
    summary = _summary(list(outcomes.values()))
    print(json.dumps(summary, indent=2))
    return 1 if summary["failures"] else 0


def _outcome(folder: Path, seed: int) -> Outcome | str:
    """What the kill cost, or what went wrong."""
    try:
        return kill_once(folder, seed, forked=hasattr(os, "fork"))
    except AssertionError as error:
        print(error, file=sys.stderr)
        return str(error)


def _logged(log: Path | None) -> dict[int, Outcome | str]:
    if log is None or not log.exists():
        return {}
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    return {n: found if isinstance(found, str) else Outcome(**found) for n, found in lines}


def _note(log: Path | None, seed: int, outcome: Outcome | str) -> None:
    if log is not None:
        told = outcome if isinstance(outcome, str) else asdict(outcome)
        with log.open("a", encoding="utf-8") as file:
            file.write(json.dumps([seed, told]) + "\n")


def _summary(found: list[Outcome | str]) -> dict[str, object]:
    outcomes = [one for one in found if isinstance(one, Outcome)]
    lost = sorted(outcome.lost_s for outcome in outcomes) or [0.0]
    return {
        "kills": len(found),
        "failures": [one for one in found if isinstance(one, str)],
        "steps_done": sum(outcome.done for outcome in outcomes),
        "steps_kept": sum(min(outcome.kept, outcome.done) for outcome in outcomes),
        "kills_with_a_probability_cut_off": sum(one.stand_ins > 0 for one in outcomes),
        "kills_over_half_a_second_on_a_busy_machine": sum(o.lost_s > ALLOWED_S for o in outcomes),
        "oldest_lost_step_s": {"median": lost[len(lost) // 2], "worst": lost[-1]},
    }


if __name__ == "__main__":
    raise SystemExit(main())
