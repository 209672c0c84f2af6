"""`python -m bifseg_core tune`: search the engine's parameters on training data."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bifseg_core.config import EngineConfig
from bifseg_core.device import DeviceChoice
from bifseg_core.engine import configs_for
from bifseg_core.errors import WriteError
from bifseg_core.evaluation.bench import Bench, BenchOrder
from bifseg_core.evaluation.command import ProgressBar, add_choice, at_least
from bifseg_core.evaluation.contenders import Method
from bifseg_core.evaluation.dataset import Task
from bifseg_core.evaluation.episode import Protocol
from bifseg_core.evaluation.parameters import Found, write_parameters
from bifseg_core.evaluation.robot import BoxKind
from bifseg_core.evaluation.search_space import candidates
from bifseg_core.evaluation.tune import Scored, Search, training_tasks, tune
from bifseg_core.evaluation.workshop import as_json, as_published_crf

_SHOWN = 5


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "tune",
        help="search the engine's parameters",
        description="Search the engine's parameters for one network on training data, and those "
        "of the graph cut alone (CNN + CRF). An interrupted search goes on where it stopped.",
    )
    parser.add_argument("datasets", type=Path, nargs="+", metavar="DATASET_DIR")
    parser.add_argument("--output", type=Path, required=True, metavar="DIR")
    parser.add_argument("--network", metavar="NAME")
    parser.add_argument("--split", default="train", metavar="NAME")
    parser.add_argument("--limit", type=at_least(1), metavar="N", help="cases of each dataset")
    parser.add_argument("--candidates", type=at_least(1), default=54, metavar="N")
    parser.add_argument("--rounds", type=at_least(0), default=1, metavar="N")
    parser.add_argument("--seed", type=at_least(0), default=0, metavar="N")
    parser.add_argument("--workers", type=at_least(1), default=1, metavar="N")
    add_choice(parser, "boxes", BoxKind.STANDARD)
    add_choice(parser, "device", DeviceChoice.CPU)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Search, write parameters.json for `evaluate --parameters`, and print the best.

    Raises:
        BifsegError: the data, the network or the output folder cannot be used.
    """
    tasks = training_tasks(args.datasets, split=args.split, limit=args.limit)
    dimension = 2 if tasks[0].image_path.suffix == ".png" else 3
    order = BenchOrder(dimension, args.network, DeviceChoice(args.device))
    bench = Bench(order)
    _make(args.output)
    start = configs_for(args.network).of(dimension)
    crf = _searched(Method.CNN_CRF, as_published_crf(start), tasks, order, args)
    bifseg = _searched(Method.BIFSEG, start, tasks, order, args)
    scores = {
        "weights_sha256": bench.weights_sha256,
        "objects": len(tasks),
        "bifseg": bifseg[0].score,
        "bifseg_at_start": _score_of_start(bifseg),
        "cnn_crf": crf[0].score,
        "cnn_crf_at_start": _score_of_start(crf),
    }
    found = Found(bench.network, dimension, bifseg[0].config, crf[0].config, scores)
    write_parameters(args.output / "parameters.json", found)
    return 0


def _searched(
    method: Method,
    start: EngineConfig,
    tasks: tuple[Task, ...],
    order: BenchOrder,
    args: argparse.Namespace,
) -> list[Scored]:
    search = Search(
        method=method,
        candidates=tuple(
            candidates(start, args.candidates, fine_tuning=method is Method.BIFSEG, seed=args.seed)
        ),
        tasks=tasks,
        order=order,
        protocol=Protocol(rounds=args.rounds, boxes=BoxKind(args.boxes)),
    )
    bar = ProgressBar(f"trials of {method.value}")
    ranking = tune(search, args.output / "trials.csv", workers=args.workers, report=bar.show)
    sys.stdout.write(_listing(method, ranking))
    return ranking


def _listing(method: Method, ranking: Sequence[Scored]) -> str:
    lines = [f"{method.value}: mean Dice %, candidate, parameters"]
    lines += [
        f"{one.score:7.2f}  {one.number:3d}  {as_json(one.config)}" for one in ranking[:_SHOWN]
    ]
    lines += [f"{_score_of_start(ranking):7.2f}    0  (the parameters to beat)"]
    return "\n".join(lines) + "\n"


def _score_of_start(ranking: Sequence[Scored]) -> float:
    """Of the first candidate, on the same objects as the best one."""
    return next(one.score for one in ranking if one.number == 0)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"The folder {folder} cannot be made ({error.strerror}).") from error
