from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bifseg_core.errors import WorkerError
from bifseg_core.evaluation.processes import in_processes


def square(number: int) -> int:
    return number * number


def die(number: int) -> int:
    os._exit(number)


def test_every_job_is_done_once() -> None:
    assert sorted(in_processes(square, range(7), workers=2)) == [n * n for n in range(7)]


def test_a_dead_process_is_told_in_a_sentence() -> None:
    with pytest.raises(WorkerError, match="what is finished is kept"):
        list(in_processes(die, [1, 2], workers=1))


PROGRAM = """
import os, time
from bifseg_core.evaluation.processes import in_processes
from tests.core.evaluation.test_processes import tell_and_wait

if __name__ == "__main__":
    list(in_processes(tell_and_wait, [0], workers=1))
"""


def tell_and_wait(_: int) -> None:
    sys.stdout.write(f"{os.getpid()}\n")
    sys.stdout.flush()
    time.sleep(60)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="processes are looked up in /proc")
def test_workers_end_with_a_parent_that_is_killed(tmp_path_factory: pytest.TempPathFactory) -> None:
    program = tmp_path_factory.mktemp("program") / "parent.py"
    program.write_text(PROGRAM, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    parent = subprocess.Popen(
        [sys.executable, str(program)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert parent.stdout is not None
    with parent:
        assert int(parent.stdout.readline()) != parent.pid
        parent.kill()
        assert parent.stdout.read() == ""  # ends when the last writer of the pipe has ended
