"""The DICOM series of a folder with a small picture each, prepared in the background."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.controllers.counting import counted
from app.model.questions import SeriesChoice
from app.translation import tr
from bifseg_core.errors import BifsegError
from bifseg_core.segmenter import Progress

if TYPE_CHECKING:
    from bifseg_core.io import SeriesInfo

THUMBNAIL_PX = 96
_PERCENTILES = (1, 99)


def series_choices(
    folder: Path,
) -> Generator[Progress, None, tuple[SeriesChoice, ...]]:
    """Find a folder's series; where there is only one, without a picture."""
    from bifseg_core.io import finding_series

    yield Progress(0.0, tr("Looking through {name}…", name=folder.name))
    found = yield from counted(finding_series(folder), partial(_file_words, folder))
    choices = []
    for n, info in enumerate(found):
        if len(found) > 1:
            yield Progress(n / len(found), _series_words(n + 1, len(found)))
        choices.append(_choice(info, with_picture=len(found) > 1))
    return tuple(choices)


def _file_words(folder: Path, done: str, total: str) -> str:
    name = folder.name
    return tr("Looking through {name}: file {done} of {total}…", name=name, done=done, total=total)


def _series_words(number: int, count: int) -> str:
    return tr("Series {number} of {count}…", number=number, count=count)


def _choice(info: SeriesInfo, *, with_picture: bool) -> SeriesChoice:
    size = " × ".join(str(n) for n in info.size)
    details = ", ".join(word for word in (info.modality, tr("{size} voxels", size=size)) if word)
    title = info.description or tr("Without a description")
    return SeriesChoice(info, title, details, _thumbnail(info) if with_picture else None)


def _thumbnail(info: SeriesInfo) -> NDArray[np.uint8] | None:
    from bifseg_core.io import middle_slice

    try:
        pixels = middle_slice(info)
    except BifsegError:
        return None
    return small_picture(pixels)


def small_picture(pixels: NDArray[np.generic]) -> NDArray[np.uint8]:
    """A picture of at most 96 pixels a side, its grey values spread from black to white."""
    step = max(1, -(-max(pixels.shape) // THUMBNAIL_PX))
    sample = np.nan_to_num(np.asarray(pixels[::step, ::step], np.float64))
    low, high = np.percentile(sample, _PERCENTILES)
    share = (sample - low) / (high - low) if high > low else np.zeros_like(sample)
    return np.ascontiguousarray(np.clip(255 * share, 0, 255).astype(np.uint8))
