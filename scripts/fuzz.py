"""Spoils files of every kind and reads them: no crash, no hang, no flood of memory, one sentence.

The reading is done by a process of its own, which is watched from outside: working seconds and
memory of it and of all processes that it starts. What went wrong is kept as a file, named by seed
and number. A run that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bifseg_core.errors import BifsegError
from scripts.fuzz_inputs import KINDS, good_files, read, spoiled

LIMIT_S = 5.0
"""Working seconds of the processor for one file, and seconds by the clock on an idle computer."""
CLOCK_LIMIT_S = 90.0
"""Seconds by the clock on a computer however busy."""
LIMIT_BYTES = 2 << 30
RENEW_EVERY = 1000
"""Inputs after which the reading process is replaced, so that leaks do not add up."""
_POLL_S = 0.05
_TICKS = os.sysconf("SC_CLK_TCK")
_LONGEST_SENTENCE = 320


@dataclass(frozen=True)
class Verdict:
    """What reading an input led to.

    Attributes:
        outcome: "read" or "refused", both fine, or what went wrong in a few words.
        working_s: seconds of the processor.
        peak_bytes: the largest memory of any of the processes so far.
    """

    outcome: str
    working_s: float = 0.0
    peak_bytes: int = 0

    @property
    def is_fine(self) -> bool:
        """Whether the program behaved."""
        return self.outcome in ("read", "refused")


# --- the process that reads -----------------------------------------------------------------------


def work(folder: Path, seed: int) -> None:
    """Read the inputs whose numbers come in by standard input; tell the outcome of each."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    inputs = Inputs(folder, seed)
    print("ready", file=answers, flush=True)
    for line in sys.stdin:
        kind, path = inputs.write(int(line))
        print(_outcome(kind, path), file=answers, flush=True)


class Inputs:
    """The spoiled files of a seed, by number.

    Args:
        folder: where they are written, one at a time.
        seed: of all that is random.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._seed = folder, seed
        self._good = good_files(folder / "good")

    def write(self, number: int) -> tuple[str, Path]:
        """Write an input in the place of the last one; returns its kind and where it is."""
        rng = random.Random(f"{self._seed}:{number}")
        kind = KINDS[number % len(KINDS)]
        good, other = (rng.choice(self._good[name]) for name in (kind, rng.choice(KINDS)))
        place = self._folder / "input"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        shutil.copy(self._folder / "good" / "scan.nii", place / "scan.nii")
        path = place / f"input{good.suffix}"
        path.write_bytes(spoiled(good, other, rng))
        return kind, path


def _outcome(kind: str, path: Path) -> str:
    try:
        read(kind, path)
    except BifsegError as error:
        return "refused" if _is_sentence(str(error)) else f"not a sentence: {str(error)!r}"
    except Exception as error:  # noqa: BLE001 - every error that is not for the user is a find
        return " ".join(f"{type(error).__name__}: {error}".split())
    return "read"


def _is_sentence(text: str) -> bool:
    starts_well = text[:1].isupper() or text[:1] in '"1234567890'
    return starts_well and text.endswith(".") and "\n" not in text and len(text) < _LONGEST_SENTENCE


# --- the watch over it ----------------------------------------------------------------------------


class Watch:
    """Has inputs read by a process and bounds what it and its children may take.

    Args:
        folder: scratch space.
        seed: of all that is random.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self._command = [sys.executable, __file__, "--work", str(folder), "--seed", str(seed)]
        self._process: subprocess.Popen[str] | None = None

    def read(self, number: int) -> Verdict:
        """Have an input read."""
        process = self._living()
        assert process.stdin is not None
        assert process.stdout is not None
        before, began = _working_s(process.pid), time.monotonic()
        process.stdin.write(f"{number}\n")
        process.stdin.flush()
        excess = None
        while excess is None and not _has_answered(process):
            excess = self._excess(process.pid, before, began)
        worked_s, peak_bytes = _working_s(process.pid) - before, _peak_bytes(process.pid)
        excess = excess or self._excess(process.pid, before, began)
        if excess is not None:
            self.close()
            return Verdict(excess, worked_s, peak_bytes)
        return Verdict(process.stdout.readline().strip() or "it died", worked_s, peak_bytes)

    def close(self) -> None:
        """End the process and all that it started."""
        if self._process is not None:
            for pid in list(_family(self._process.pid)):
                _kill(pid)
            with self._process:  # closes the pipes and waits
                self._process = None

    def _living(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(
                self._command,
                stdin=pipe,
                stdout=pipe,
                stderr=subprocess.DEVNULL,
                text=True,
                cwd=ROOT,
            )
            assert self._process.stdout is not None
            assert self._process.stdout.readline() == "ready\n", "the reading process did not start"
        return self._process

    @staticmethod
    def _excess(pid: int, before: float, began: float) -> str | None:
        if _working_s(pid) - before > LIMIT_S:
            return f"more than {LIMIT_S:g} s of work"
        if time.monotonic() - began > CLOCK_LIMIT_S:
            return f"more than {CLOCK_LIMIT_S:g} s by the clock"
        return "too much memory" if _peak_bytes(pid) > LIMIT_BYTES else None


def _has_answered(process: subprocess.Popen[str]) -> bool:
    return bool(select.select([process.stdout], [], [], _POLL_S)[0])


def _family(pid: int) -> Iterator[int]:
    """A process and all that came from it, as far as they live."""
    yield pid
    try:
        lists = [task.read_text() for task in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return
    for child in " ".join(lists).split():
        yield from _family(int(child))


def _working_s(pid: int) -> float:
    """Seconds that a family has worked, ended and awaited children included."""
    ticks = 0
    for one in _family(pid):
        try:
            words = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(int(word) for word in words[11:15])
    return ticks / _TICKS


def _peak_bytes(pid: int) -> int:
    return max((_high_water(one) for one in _family(pid)), default=0)


def _high_water(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("VmHWM")), 0)


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


# --- many of them ---------------------------------------------------------------------------------


@dataclass
class Run:
    """How far fuzzing with a seed is.

    Attributes:
        seed: of all that is random.
        done: inputs that were read.
        outcomes: how often each kind of file was read, refused, or neither.
        failures: what went wrong, by the kept file's name.
        mended: what failed in an earlier run and is read or refused now.
        longest_s: the most working seconds of an input.
        peak_bytes: the most memory.
    """

    seed: int
    done: int = 0
    outcomes: dict[str, dict[str, int]] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    mended: dict[str, str] = field(default_factory=dict)
    longest_s: float = 0.0
    peak_bytes: int = 0

    def take(self, number: int, verdict: Verdict) -> None:
        """Count a verdict."""
        counts = Counter(self.outcomes.get(KINDS[number % len(KINDS)], {}))
        counts[verdict.outcome if verdict.is_fine else "failed"] += 1
        self.outcomes[KINDS[number % len(KINDS)]] = dict(counts)
        self.longest_s = max(self.longest_s, verdict.working_s)
        self.peak_bytes = max(self.peak_bytes, verdict.peak_bytes)
        self.done = number + 1

    def summary(self) -> str:
        """One line."""
        read, refused = (
            sum(counts.get(word, 0) for counts in self.outcomes.values())
            for word in ("read", "refused")
        )
        return (
            f"{self.done} inputs: {read} read, {refused} refused in a sentence, "
            f"{len(self.failures)} failed, {len(self.mended)} mended since; "
            f"longest {self.longest_s:.2f} s of work, most memory {self.peak_bytes / 2**20:.0f} MB"
        )


def fuzz(run: Run, inputs: int, scratch: Path, kept: Path | None = None) -> Iterator[Run]:
    """Go on until so many inputs have been read; yields after each.

    Those that failed before are read again first, for the program may have been mended.

    Args:
        run: where to begin; counts what is found.
        inputs: how many in all.
        scratch: an empty folder.
        kept: where inputs that failed are copied to.
    """
    watch = Watch(scratch, run.seed)
    try:
        for name in list(run.failures):
            if watch.read(_number(name)).is_fine:
                run.mended[name] = run.failures.pop(name)
        for number in range(run.done, inputs):
            verdict = watch.read(number)
            run.take(number, verdict)
            if not verdict.is_fine:
                name = _keep(scratch, kept, run.seed, number)
                run.failures[name] = verdict.outcome
            if (number + 1) % RENEW_EVERY == 0:
                watch.close()
            yield run
    finally:
        watch.close()


def _number(name: str) -> int:
    """The number of an input that was kept as "seed-number.suffix"."""
    return int(name.partition("-")[2].partition(".")[0])


def _keep(scratch: Path, kept: Path | None, seed: int, number: int) -> str:
    (path,) = (scratch / "input").glob("input*")
    name = path.name.replace("input", f"{seed}-{number}")
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, kept / name)
    return name


def again(seed: int, number: int) -> None:
    """Read one input here, and let its error through."""
    with tempfile.TemporaryDirectory(prefix="bifseg-fuzz-") as name:
        kind, path = Inputs(Path(name), seed).write(number)
        read(kind, path)


def main() -> int:
    """Run from the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, default=ROOT / ".runs" / "fuzz")
    parser.add_argument(
        "--only", type=int, metavar="NUMBER", help="read one input and show its error"
    )
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work is not None:
        work(options.work, options.seed)
        return 0
    if options.only is not None:
        again(options.seed, options.only)
        return 0
    return _go_on(options.inputs, options.seed, options.folder)


def _go_on(inputs: int, seed: int, folder: Path) -> int:
    state = folder / f"seed-{seed}.json"
    run = Run(**json.loads(state.read_text())) if state.exists() else Run(seed)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bifseg-fuzz-") as name:
        for now in fuzz(run, inputs, Path(name), folder / "failures"):
            if now.done % 50 == 0 or now.done == inputs:
                _save(now, state)
                _show(now, inputs)
    for name, words in run.failures.items():
        print(f"{name}: {words}")
    print(run.summary())
    return 1 if run.failures else 0


def _save(run: Run, state: Path) -> None:
    part = state.with_suffix(".part")
    part.write_text(json.dumps(asdict(run), indent=1))
    part.replace(state)


def _show(run: Run, inputs: int) -> None:
    filled = 40 * run.done // inputs
    bar = "#" * filled + "." * (40 - filled)
    end = "\n" if run.done == inputs else "\r"
    words = f"[{bar}] {run.done:,} of {inputs:,}, {len(run.failures)} failed"
    print(words, end=end if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
