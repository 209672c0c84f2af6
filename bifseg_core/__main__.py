"""The command line: `python -m bifseg_core segment | info | evaluate | tune | train`."""

from __future__ import annotations

import argparse
import errno
import importlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from bifseg_core.errors import BifsegError
from bifseg_core.version import __version__

_COMMANDS = {
    "segment": ("segment the object in a box", "bifseg_core.segment_command"),
    "info": ("print size, spacing, orientation, value range", "bifseg_core.info_command"),
    "evaluate": ("measure methods on a dataset", "bifseg_core.evaluation.command"),
    "tune": ("search the engine's parameters", "bifseg_core.evaluation.tune_command"),
    "train": ("train a network", "bifseg_core.training.command"),
}


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, without the usage text."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{message[:1].upper()}{message[1:]}; see {self.prog} --help.\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0, or 2 after one plain sentence on standard error, or 130 when interrupted.
    """
    # Read when torch is loaded: threads that sleep while they wait are faster beside other work.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal that lacks a sign shows another
        sys.stdout.reconfigure(errors="replace")
    given = _with_joined_box(sys.argv[1:] if arguments is None else arguments)
    return _answered(_parser(given[0] if given else "").parse_args(given))


def _parser(chosen: str) -> _Parser:
    """The parser with the options of the chosen command; the other modules stay unloaded."""
    parser = _Parser(
        prog="python -m bifseg_core",
        description="Interactive segmentation of any object in its box. Not a medical device.",
    )
    parser.add_argument("--version", action="version", version=f"BIFSeg {__version__}")
    subparsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, (purpose, module) in _COMMANDS.items():
        if name == chosen:
            importlib.import_module(module).add_parser(subparsers)
        else:
            subparsers.add_parser(name, help=purpose)
    return parser


def _answered(options: argparse.Namespace) -> int:
    try:
        status = int(options.run(options))
        sys.stdout.flush()
        return status
    except BifsegError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    except OSError as error:
        return _unprinted(error)


def _unprinted(error: OSError) -> int:
    """What a failed print means: 0 where the reader has left, as `head` does, 2 on a full disk.

    Everything is on disk before anything is printed; files that fail are a BifsegError.
    """
    if error.errno not in (errno.EPIPE, errno.ENOSPC):
        raise error
    with Path(os.devnull).open("w") as nothing:  # or Python's last flush fails once more
        os.dup2(nothing.fileno(), sys.stdout.fileno())
    if error.errno == errno.EPIPE:
        return 0
    print("What was found cannot be printed: the disk is full; free some space.", file=sys.stderr)
    return 2


def _with_joined_box(arguments: Sequence[str]) -> list[str]:
    """Join "--box" with its value, which may begin with a minus sign."""
    joined: list[str] = []
    for argument in arguments:
        if joined and joined[-1] == "--box":
            joined[-1] = f"--box={argument}"
        else:
            joined.append(argument)
    return joined


if __name__ == "__main__":
    sys.exit(main())
