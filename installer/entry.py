"""Where the built application starts: the window, or the command line where a command is named."""

import multiprocessing
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

COMMANDS = frozenset({"segment", "info", "evaluate", "tune", "--version"})
"""Of the core; training needs the source tree."""

CLI_NAME = "bifseg-cli"


def is_command_line(arguments: Sequence[str]) -> bool:
    """Whether a process started so is the command line: by its name or by its first argument."""
    program, *given = arguments
    if "--self-test" in given:
        return False
    return Path(program).stem == CLI_NAME or bool(given and given[0] in COMMANDS)


def start() -> NoReturn:
    """Run the window or the command line to the process's end."""
    started = time.monotonic()
    if is_command_line(sys.argv):
        from bifseg_core.__main__ import main as run_command

        sys.exit(run_command())
    from app.application import main as open_window
    from app.leaving import leave

    leave(open_window(started=started))


if __name__ == "__main__":
    multiprocessing.freeze_support()
    start()
