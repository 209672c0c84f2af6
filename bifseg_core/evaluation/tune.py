"""Search the engine's parameters on training data by successive halving.

All candidates are tried on a few objects, the best third of them on three times as many, and so
on (Jamieson and Talwalkar, arXiv 1502.07943): most of the time goes to those that are worth it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import zip_longest
from pathlib import Path

import numpy as np

from bifseg_core.config import EngineConfig
from bifseg_core.errors import DatasetError
from bifseg_core.evaluation.bench import Bench, BenchOrder
from bifseg_core.evaluation.contenders import Method
from bifseg_core.evaluation.dataset import Dataset, Task
from bifseg_core.evaluation.episode import INITIAL, Protocol, Scene, play
from bifseg_core.evaluation.evaluate import one_thread
from bifseg_core.evaluation.processes import in_processes
from bifseg_core.evaluation.rows import Row, Trial, append_rows, read_rows
from bifseg_core.evaluation.statistics import subject_means
from bifseg_core.evaluation.workshop import as_json

Report = Callable[[int, int], None]

SHRINKING = 3
"""From step to step the candidates become so many times fewer and the objects more."""


@dataclass(frozen=True)
class Search:
    """What is searched, and on what.

    Attributes:
        method: BIFSEG or CNN_CRF.
        candidates: the parameters to choose from; the first is what is to be beaten.
        tasks: the objects, in the order in which they are used.
        order: the network.
        protocol: what is tried on every object; the rounds of scribbles count like unsupervised.
        seed: of the robot user.
    """

    method: Method
    candidates: tuple[EngineConfig, ...]
    tasks: tuple[Task, ...]
    order: BenchOrder
    protocol: Protocol
    seed: int = 0

    def job(self, number: int, task: Task) -> TuningJob:
        """One candidate on one object."""
        config = self.candidates[number]
        return TuningJob(self.method, number, config, task, self.seed, self.order, self.protocol)

    def steps(self) -> list[tuple[int, int]]:
        """Candidates and objects of every step of the halving; the last uses all objects."""
        count, total = len(self.candidates), len(self.tasks)
        halvings = math.ceil(math.log(max(count, 1), SHRINKING))
        return [
            (
                max(1, math.ceil(count / SHRINKING**step)),
                max(1, math.ceil(total / SHRINKING ** (halvings - step))),
            )
            for step in range(halvings + 1)
        ]

    def trials(self) -> int:
        """Candidates times objects over all steps; the first candidate is always among them."""
        least = min(2, len(self.candidates))
        return sum(max(least, keep) * objects for keep, objects in self.steps())


@dataclass(frozen=True)
class Scored:
    """A candidate and its score in per cent, the mean Dice after the initial stage."""

    number: int
    config: EngineConfig
    score: float


@dataclass(frozen=True)
class TuningJob:
    """One candidate on one object: what a worker does in one piece."""

    method: Method
    number: int
    config: EngineConfig
    task: Task
    seed: int
    order: BenchOrder
    protocol: Protocol

    @property
    def trial(self) -> Trial:
        """The name of its rows."""
        return Trial(self.task.name, self.seed, self.name)

    @property
    def name(self) -> str:
        """What the table calls the candidate."""
        return f"{self.method.value} {self.number}"


def training_tasks(
    folders: Sequence[Path], *, split: str, limit: int | None = None
) -> tuple[Task, ...]:
    """The objects of training data in a fixed order in which the datasets take turns.

    Raises:
        DatasetError: a folder lies under eval/, has no such split, or the dimensions differ.
    """
    datasets = [Dataset.read(_allowed(folder, split)) for folder in folders]
    if len({dataset.dimension for dataset in datasets}) > 1:
        raise DatasetError("The datasets are not all 2D or all 3D; search each dimension alone.")
    listed = [
        [
            task
            for entry in dataset.chosen(split=split, limit=limit)
            for task in dataset.tasks(entry)
        ]
        for dataset in datasets
    ]
    shuffled = [_shuffled(tasks) for tasks in listed]
    found = tuple(task for turn in zip_longest(*shuffled) for task in turn if task is not None)
    if not found:
        raise DatasetError("The datasets hold no object that is large enough.")
    return found


def tune(
    search: Search, table: Path, *, workers: int = 1, report: Report | None = None
) -> list[Scored]:
    """Find the best candidate; what the table already holds is not computed again.

    Args:
        search: what to try.
        table: a CSV file of all trials; the candidates are told apart by their number.
        workers: processes.
        report: is told of the progress.

    Returns:
        The candidates of the last step, the best one first, then those of the step before, ….
        The first candidate, which is to be beaten, goes through all steps.
    """
    alive = list(range(len(search.candidates)))
    ranking: list[Scored] = []
    weights = Bench(search.order).weights_sha256
    before, total = 0, search.trials()
    for keep, objects in search.steps():
        alive = _kept(alive, keep)
        jobs = [search.job(number, task) for task in search.tasks[:objects] for number in alive]
        known = _finished(jobs, read_rows(table), weights)
        missing = [job for job in jobs if job.trial not in known]
        for rows in _results(missing, workers):
            append_rows(table, rows)
            known[rows[0].trial] = rows
            if report:
                report(before + len(known), total)
        before += len(jobs)
        scored = _ranked(search, alive, jobs, known)
        alive = [one.number for one in scored]
        ranking = [*scored, *(one for one in ranking if one.number not in alive)]
    return ranking


def score(rows: Sequence[Row]) -> float:
    """Mean Dice in per cent after the initial stage: over stages, subjects, then datasets."""
    counted = [row for row in rows if row.round != INITIAL]
    datasets = sorted({row.dataset for row in counted})
    means = [
        np.mean(
            list(
                subject_means(
                    [row.dice for row in counted if row.dataset == dataset],
                    [row.subject for row in counted if row.dataset == dataset],
                ).values()
            )
        )
        for dataset in datasets
    ]
    return 100 * float(np.mean(means))


def _kept(ranked: Sequence[int], count: int) -> list[int]:
    """The best ones, and the first candidate whatever its rank."""
    best = list(ranked[:count])
    return best if 0 in best else [*best[: max(1, count - 1)], 0]


def _finished(
    jobs: Sequence[TuningJob], rows: Sequence[Row], weights: str
) -> dict[Trial, list[Row]]:
    """The rows of those jobs that the table holds whole, made with these very weights."""
    found: dict[Trial, dict[str, Row]] = {}
    for row in rows:
        if row.weights_sha256 == weights:
            found.setdefault(row.trial, {})[row.round] = row
    finished: dict[Trial, list[Row]] = {}
    for job in jobs:
        rounds = found.get(job.trial, {})
        wanted = [rounds.get(stage) for stage in job.protocol.stages(job.method)]
        same = [row for row in wanted if row and _is_of(row, job)]
        if len(same) == len(wanted):
            finished[job.trial] = same
    return finished


def _is_of(row: Row, job: TuningJob) -> bool:
    """Whether a row was made with the job's parameters by the job's kind of user."""
    protocol = job.protocol
    user = protocol.boxes.value, protocol.scribbles.value, protocol.interaction.value
    same_user = (row.boxes, row.scribbles, row.interaction) == user
    return same_user and row.configuration == as_json(job.config)


def _results(jobs: Sequence[TuningJob], workers: int) -> Iterator[list[Row]]:
    processes = min(workers, len(jobs))
    return in_processes(_played, jobs, workers=processes) if processes > 1 else map(_played, jobs)


def _played(job: TuningJob) -> list[Row]:
    with one_thread():
        scene = _scene(job.task, job.seed, job.protocol)
        contender = _bench(job.order).contender(job.config)
        rows = play(scene, job.method, contender, job.protocol)
    return [replace(row, method=job.name) for row in rows]


@cache
def _bench(order: BenchOrder) -> Bench:
    """The bench of this process."""
    return Bench(order)


@lru_cache(maxsize=1)
def _scene(task: Task, seed: int, protocol: Protocol) -> Scene:
    """The scene that this process looks at; the candidates come to it one after the other."""
    return Scene.of(task, seed, protocol)


def _ranked(
    search: Search,
    numbers: Sequence[int],
    jobs: Sequence[TuningJob],
    rows: dict[Trial, list[Row]],
) -> list[Scored]:
    scored = [
        Scored(
            number,
            search.candidates[number],
            score([row for job in jobs if job.number == number for row in rows[job.trial]]),
        )
        for number in numbers
    ]
    return sorted(scored, key=lambda one: -one.score)


def _allowed(folder: Path, split: str) -> Path:
    if "eval" in folder.resolve().parts or split == "test":
        raise DatasetError(
            "Nothing is searched on data that judges; choose a folder of training data."
        )
    return folder


def _shuffled(tasks: Sequence[Task]) -> list[Task]:
    order = np.random.default_rng(0).permutation(len(tasks))
    return [tasks[index] for index in order]
