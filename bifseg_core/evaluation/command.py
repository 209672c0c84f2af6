"""`python -m bifseg_core evaluate`: judge methods on a dataset and print the table."""

from __future__ import annotations

import argparse
import enum
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bifseg_core.device import DeviceChoice
from bifseg_core.engine import configs_for
from bifseg_core.evaluation.contenders import STANDARD, Method
from bifseg_core.evaluation.dataset import Dataset
from bifseg_core.evaluation.episode import Protocol, ScribbleSource
from bifseg_core.evaluation.evaluate import Plan, evaluate
from bifseg_core.evaluation.parameters import read_parameters
from bifseg_core.evaluation.robot import BoxKind, Interaction
from bifseg_core.evaluation.summary import summary_table
from bifseg_core.evaluation.workshop import Workshop

_BAR_LENGTH = 30
_LINES_WITHOUT_TERMINAL = 20


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "evaluate",
        help="measure methods on a dataset",
        description="Judge methods on a dataset with a robot user who draws boxes and scribbles. "
        "An interrupted run goes on where it stopped.",
    )
    parser.add_argument("dataset", type=Path, metavar="DATASET_DIR")
    parser.add_argument("--output", type=Path, required=True, metavar="DIR")
    parser.add_argument("--methods", type=_methods, default=STANDARD, metavar="NAME,…")
    parser.add_argument("--rounds", type=at_least(0), default=5, metavar="N")
    parser.add_argument("--seeds", type=_seeds, default=(0, 1, 2), metavar="N,…")
    parser.add_argument("--split", metavar="NAME")
    parser.add_argument("--limit", type=at_least(1), metavar="N", help="cases, spread evenly")
    parser.add_argument("--network", metavar="NAME")
    parser.add_argument("--parameters", type=Path, metavar="FILE", help="what tune has found")
    parser.add_argument("--workers", type=at_least(1), default=1, metavar="N")
    add_choice(parser, "boxes", BoxKind.STANDARD)
    add_choice(parser, "scribbles", ScribbleSource.OWN)
    add_choice(parser, "interaction", Interaction.SCRIBBLES)
    add_choice(parser, "device", DeviceChoice.CPU)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Judge, and print the table.

    Raises:
        BifsegError: the dataset, a method or the output folder cannot be used.
    """
    dataset = Dataset.read(args.dataset)
    plan = Plan(
        dataset=dataset,
        methods=args.methods,
        seeds=args.seeds,
        protocol=Protocol(
            rounds=args.rounds,
            boxes=BoxKind(args.boxes),
            scribbles=ScribbleSource(args.scribbles),
            interaction=Interaction(args.interaction),
        ),
        split=args.split,
        limit=args.limit,
    )
    workshop = _workshop(args, dataset.dimension)
    bar = ProgressBar("objects")
    summary = evaluate(plan, workshop, output=args.output, workers=args.workers, report=bar.show)
    sys.stdout.write(f"{dataset.name}\n{summary_table(summary)}\n")
    return 0


class ProgressBar:
    """A line on standard error that is drawn anew, or now and then a line where it is a file."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._begun = time.monotonic()
        self._first: int | None = None
        self._lines = 0

    def show(self, done: int, total: int) -> None:
        """Draw it."""
        if self._first is None:
            self._first = done - 1
        spent = time.monotonic() - self._begun
        left = spent / (done - self._first) * (total - done)
        text = f"{done}/{total} {self._what}, {_minutes(spent)} spent, {_minutes(left)} left"
        if sys.stderr.isatty():
            filled = _BAR_LENGTH * done // total
            bar = "#" * filled + "." * (_BAR_LENGTH - filled)
            sys.stderr.write(f"\r[{bar}] {text}  " + ("\n" if done == total else ""))
        elif done == total or done * _LINES_WITHOUT_TERMINAL // total >= self._lines:
            self._lines = done * _LINES_WITHOUT_TERMINAL // total + 1
            sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


def _workshop(args: argparse.Namespace, dimension: int) -> Workshop:
    bifseg = cnn_crf = configs_for(args.network)
    if args.parameters is not None:
        bifseg, cnn_crf = read_parameters(args.parameters, dimension=dimension)
    return Workshop(dimension, args.network, DeviceChoice(args.device), bifseg, cnn_crf)


def add_choice(parser: argparse.ArgumentParser, name: str, default: enum.Enum) -> None:
    """Add an option whose values are those of an enum."""
    choices = [choice.value for choice in type(default)]
    parser.add_argument(f"--{name}", choices=choices, default=default.value)


def _methods(text: str) -> tuple[Method, ...]:
    known = ", ".join(method.value for method in Method)
    try:
        return tuple(dict.fromkeys(Method(name.strip()) for name in text.split(",")))
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"unknown method in {text}; choose from {known}"
        ) from error


def _seeds(text: str) -> tuple[int, ...]:
    try:
        seeds = tuple(dict.fromkeys(int(seed) for seed in text.split(",")))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is not a list of whole numbers") from error
    if min(seeds) < 0:
        raise argparse.ArgumentTypeError(f"{text} holds a negative seed")
    return seeds


def at_least(smallest: int) -> Callable[[str], int]:
    """A reader of whole numbers that refuses smaller ones."""

    def number(text: str) -> int:
        """The number in an option's text; argparse shows the error."""
        try:
            value = int(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"{text} is not a whole number") from error
        if value < smallest:
            raise argparse.ArgumentTypeError(f"{text} is less than {smallest}")
        return value

    return number


def _minutes(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
