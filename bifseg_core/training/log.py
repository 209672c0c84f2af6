"""The log of a training: a CSV file, and a picture of its curves."""

import csv
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bifseg_core.training.trainer import TrainingProgress

_HEADER = ("step", "seconds", "loss", "dataset", "dice_initial", "dice_corrected")
_LOSS_EVERY = 25


class TrainingLog:
    """Appends to a CSV file: rows of the mean loss, and rows of Dice for each dataset."""

    def __init__(self, path: Path, *, after: int) -> None:
        """Open the log; rows of steps later than ``after`` (an interrupted run) are dropped."""
        self._path, self._losses = path, [0.0][:0]
        rows = [row for row in read_rows(path) if int(row["step"]) <= after]
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
        with temporary.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, _HEADER)
            writer.writeheader()
            writer.writerows(rows)
        os.replace(temporary, path)

    def add(self, progress: "TrainingProgress") -> None:
        """Write what a step reports."""
        self._losses.append(progress.loss)
        rows: list[tuple[object, ...]] = []
        start = (progress.step, round(progress.seconds, 1))
        if progress.step % _LOSS_EVERY == 0:
            rows.append((*start, round(sum(self._losses) / len(self._losses), 4), "", "", ""))
            self._losses.clear()
        if progress.scores is not None:
            for name, initial in progress.scores.initial.items():
                corrected = progress.scores.corrected.get(name)
                after = "" if corrected is None else round(corrected, 2)
                rows.append((*start, "", name, round(initial, 2), after))
        if rows:
            with self._path.open("a", newline="", encoding="utf-8") as stream:
                csv.writer(stream).writerows(rows)


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a log, none where there is no file."""
    if not path.is_file():
        return []
    with path.open(newline="", encoding="utf-8") as stream:
        return [row for row in csv.DictReader(stream) if None not in row.values()]


def draw_curves(log: Path, picture: Path) -> None:
    """Draw the loss and the Dice scores of a log."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    rows = read_rows(log)
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(11, 4))
    losses = [row for row in rows if row["loss"]]
    left.plot([int(row["step"]) for row in losses], [float(row["loss"]) for row in losses])
    left.set(xlabel="step", ylabel="cross entropy + Dice loss")
    for name in sorted({row["dataset"] for row in rows if row["dataset"]}):
        chosen = [row for row in rows if row["dataset"] == name]
        steps = [int(row["step"]) for row in chosen]
        line = right.plot(steps, [float(row["dice_initial"]) for row in chosen], label=name)
        if all(row["dice_corrected"] for row in chosen):
            scores = [float(row["dice_corrected"]) for row in chosen]
            right.plot(steps, scores, "--", color=line[0].get_color())
    right.set(xlabel="step", ylabel="validation Dice (%), dashed: after one round")
    if right.lines:
        right.legend(fontsize=7)
    figure.tight_layout()
    figure.savefig(picture, dpi=90)
    pyplot.close(figure)
