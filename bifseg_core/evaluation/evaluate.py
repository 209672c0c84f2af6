"""Judge methods on a dataset: plan the trials, play those that are missing, write the tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import groupby
from pathlib import Path
from typing import Protocol as Interface

import torch

from bifseg_core.errors import DatasetError, WriteError
from bifseg_core.evaluation.contenders import Contender, Method
from bifseg_core.evaluation.dataset import Dataset, Task
from bifseg_core.evaluation.episode import Protocol, Scene, ScribbleSource, play
from bifseg_core.evaluation.processes import in_processes
from bifseg_core.evaluation.rows import Row, Trial, append_rows, read_rows, write_rows
from bifseg_core.evaluation.summary import SummaryRow, as_json, details, summarise
from bifseg_core.io.atomic import replace_file
from bifseg_core.version import __version__

Report = Callable[[int, int], None]
"""Is told how many objects are done and how many there are."""


class Builder(Interface):
    """Makes methods; it is sent to the worker processes, so it must be picklable."""

    def __hash__(self) -> int:
        """Equal builders make equal methods."""
        ...

    def build(self, method: Method) -> Contender:
        """The method, ready to segment."""
        ...


@dataclass(frozen=True)
class Plan:
    """What is to be judged, and how.

    Attributes:
        dataset: the images.
        methods: in the order of the tables; the last one is compared with the others.
        seeds: of the robot users.
        protocol: how every method is tried.
        split: of the dataset, None for all.
        limit: number of cases, None for all.
    """

    dataset: Dataset
    methods: tuple[Method, ...]
    seeds: tuple[int, ...] = (0, 1, 2)
    protocol: Protocol = field(default_factory=Protocol)
    split: str | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        if self.protocol.scribbles is not ScribbleSource.SHARED:
            return
        if self.protocol.rounds > 1:
            raise DatasetError(
                "Shared scribbles are drawn on the initial mask, so they make one round; "
                "use --rounds 1 or --scribbles own."
            )
        without = [method.value for method in self.methods if not method.has_network]
        if without:
            raise DatasetError(
                "Shared scribbles are drawn on the network's initial mask; leave "
                f"{', '.join(without)} out or use --scribbles own."
            )

    def jobs(self) -> Iterator[Job]:
        """One job an object and seed; reads the label maps one by one."""
        for entry in self.dataset.chosen(split=self.split, limit=self.limit):
            for task in self.dataset.tasks(entry):
                for seed in self.seeds:
                    yield Job(task, seed, self.methods, self.protocol)


@dataclass(frozen=True)
class Job:
    """Some methods on one object with one seed: what a worker does in one piece."""

    task: Task
    seed: int
    methods: tuple[Method, ...]
    protocol: Protocol

    def trial(self, method: Method) -> Trial:
        """The name of one method's rows."""
        return Trial(self.task.name, self.seed, method.value)

    def without(self, done: set[Trial]) -> Job:
        """The job with the methods that are still missing."""
        missing = tuple(method for method in self.methods if self.trial(method) not in done)
        return replace(self, methods=missing)


def evaluate(
    plan: Plan, builder: Builder, *, output: Path, workers: int = 1, report: Report | None = None
) -> list[SummaryRow]:
    """Play every trial of a plan that the output folder does not hold yet, and write the tables.

    Writes cases.csv, summary.json, statistics.json and settings.json. The results do not depend
    on the number of workers: every trial has its own chance and runs on one thread.

    Args:
        plan: what to judge.
        builder: makes the methods.
        output: a folder, made where there is none; results of the same plan in it are kept.
        workers: processes; 1 works in this one.
        report: is told of the progress.

    Raises:
        DatasetError: the dataset cannot be used, or the folder holds results of other settings.
        BifsegError: a method or an image cannot be used.
    """
    contenders = {method: builder.build(method) for method in plan.methods}
    _settle(output, plan, contenders)
    jobs = list(plan.jobs())
    if not jobs:
        raise DatasetError(f"The dataset {plan.dataset.name} holds no object that is large enough.")
    table = output / "cases.csv"
    known = _usable(read_rows(table), jobs)
    write_rows(table, known)
    missing = _missing(jobs, {row.trial for row in known})
    results = (
        in_processes(partial(_work, builder=builder), missing, workers=min(workers, len(missing)))
        if min(workers, len(missing)) > 1
        else (run_job(job, contenders) for job in missing)
    )
    for count, rows in enumerate(results, start=len(jobs) - len(missing) + 1):
        append_rows(table, rows)
        if report:
            report(count, len(jobs))
    return _written(output, read_rows(table), jobs)


def run_job(job: Job, contenders: Mapping[Method, Contender]) -> list[Row]:
    """Play the methods of a job on one thread."""
    with one_thread():
        scene = Scene.of(job.task, job.seed, job.protocol)
        return [
            row
            for method in job.methods
            for row in play(scene, method, contenders[method], job.protocol)
        ]


def _missing(jobs: Sequence[Job], done: set[Trial]) -> list[Job]:
    return [job for job in (job.without(done) for job in jobs) if job.methods]


def _work(job: Job, *, builder: Builder) -> list[Row]:
    return run_job(job, {method: _kept(builder, method) for method in job.methods})


@cache
def _kept(builder: Builder, method: Method) -> Contender:
    """The method of a worker process, built once."""
    return builder.build(method)


@contextmanager
def one_thread() -> Iterator[None]:
    """Sums differ in their last digits with the number of threads; one is the same everywhere."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _settle(output: Path, plan: Plan, contenders: Mapping[Method, Contender]) -> None:
    """Remember the settings, or make sure that they are those of the results in the folder.

    Methods, seeds, rounds and cases may differ: what is missing is added.
    """
    path = output / "settings.json"
    settings = _settings(plan, contenders)
    try:
        output.mkdir(parents=True, exist_ok=True)
        before = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (OSError, ValueError) as error:
        raise WriteError(f"The folder {output} cannot be used ({error}).") from error
    differing = sorted(key for key in before.keys() & settings if before[key] != settings[key])
    if differing:
        raise DatasetError(
            f"The folder {output.name} holds results of other settings ({', '.join(differing)}); "
            "choose another --output."
        )
    _write_json(path, {**before, **settings})


def _settings(plan: Plan, contenders: Mapping[Method, Contender]) -> dict[str, str]:
    made = contenders.items()
    return {
        "dataset": plan.dataset.name,
        "dataset.json": plan.dataset.description_sha256,
        "boxes": plan.protocol.boxes.value,
        "scribbles": plan.protocol.scribbles.value,
        "interaction": plan.protocol.interaction.value,
        "version": __version__,
        **{f"{method.value} parameters": one.configuration for method, one in made},
        **{f"{method.value} weights": one.weights_sha256 for method, one in made},
    }


def _usable(rows: Sequence[Row], jobs: Sequence[Job]) -> list[Row]:
    """The rows without planned trials that lack a round; what is not planned stays."""
    wanted = {
        job.trial(method): set(job.protocol.stages(method))
        for job in jobs
        for method in job.methods
    }
    ordered = sorted(rows, key=lambda row: row.trial)
    kept: list[Row] = []
    for trial, group in groupby(ordered, key=lambda row: row.trial):
        of_trial = {row.round: row for row in group}
        if of_trial.keys() >= wanted.get(trial, set()):
            kept += of_trial.values()
    return kept


def _in_order(rows: Sequence[Row], jobs: Sequence[Job]) -> list[Row]:
    """The rows of the plan in its own order, whichever worker was first."""
    found: dict[Trial, dict[str, Row]] = {}
    for row in rows:
        found.setdefault(row.trial, {})[row.round] = row
    return [
        found[job.trial(method)][stage]
        for job in jobs
        for method in job.methods
        for stage in job.protocol.stages(method)
    ]


def _written(output: Path, rows: Sequence[Row], jobs: Sequence[Job]) -> list[SummaryRow]:
    planned = _in_order(rows, jobs)
    chosen = set(map(id, planned))
    write_rows(output / "cases.csv", [*planned, *(row for row in rows if id(row) not in chosen)])
    summary = summarise(planned)
    _write_json(output / "summary.json", [as_json(row) for row in summary])
    _write_json(output / "statistics.json", details(planned))
    return summary


def _write_json(path: Path, content: object) -> None:
    text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False)
    replace_file(path, f"{text}\n".encode())
