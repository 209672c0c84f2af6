"""Which of a case's images is looked at: several on one grid, and their time points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.model.case_model import CaseModel
from app.model.view_state import ViewSettings, WindowLevel, auto_window_level
from app.translation import tr
from bifseg_core.case import Segmentation, Stage
from bifseg_core.volume import Volume


@dataclass(frozen=True, eq=False)
class Overlaid:
    """The image that is blended over the shown one.

    Attributes:
        volume: the image.
        window_level: its own grey scale.
        share: how much of it is seen, 0..1.
    """

    volume: Volume
    window_level: WindowLevel
    share: float


def shown_image(model: CaseModel, look: ViewSettings) -> Volume:
    """The image, at the time point, that is looked at and segmented."""
    image = model.images[min(look.image, len(model.images) - 1)]
    return _at_time(image, look)


def overlaid_image(model: CaseModel, look: ViewSettings) -> Overlaid | None:
    """The image that is blended over it, None where there is none or nothing of it is seen."""
    number = other_image(look, len(model.images))
    if number == look.image or look.blend == 0 or number >= len(model.images):
        return None
    image = _at_time(model.images[number], look)
    scale = look.hidden_window_levels.get(number) or auto_window_level(image)
    return Overlaid(image, scale, look.blend)


def other_image(look: ViewSettings, count: int) -> int:
    """The image that was shown before this one, or its neighbour; itself where it is alone."""
    if look.other_image != look.image and look.other_image < count:
        return look.other_image
    return (look.image + 1) % max(1, count)


def image_words(model: CaseModel, look: ViewSettings) -> str:
    """What to call the shown image, "" where it is the scan itself."""
    image = model.images[min(look.image, len(model.images) - 1)]
    parts = [image.name] if look.image else []
    if look.frame and look.frame < image.frame_count:
        parts.append(tr("time point {number}", number=look.frame + 1))
    return ", ".join(parts)


def showing(look: ViewSettings, image: int, new: WindowLevel | None = None) -> ViewSettings:
    """The settings with another image shown in its own grey scale.

    Args:
        look: the settings now.
        image: its number.
        new: its grey scale where it was never shown.
    """
    if image == look.image:
        return look
    hidden: Mapping[int, WindowLevel] = look.hidden_window_levels
    if look.window_level is not None:
        hidden = {**hidden, look.image: look.window_level}
    scale = hidden.get(image, new)
    return replace(
        look,
        image=image,
        other_image=look.image,
        window_level=scale or look.window_level,
        hidden_window_levels=hidden,
    )


def window_level_of(look: ViewSettings, rank: int = 0) -> WindowLevel | None:
    """The grey scale of one of the case's images, shown or not; the scan's own is the first."""
    return look.window_level if look.image == rank else look.hidden_window_levels.get(rank)


def _at_time(image: Volume, look: ViewSettings) -> Volume:
    return image.frame(min(look.frame, image.frame_count - 1))


def is_made_on(found: Segmentation | None, image: Volume) -> bool:
    """Whether the mask is known to have been made on this image of the case."""
    return found is not None and found.made_on == image.key


def is_made_on_other(found: Segmentation | None, image: Volume) -> bool:
    """Whether a run on this image must begin anew, because the mask was computed on another one.

    What the user painted or loaded is a start on every image.
    """
    if found is None or found.made_on is None or found.stage is Stage.GIVEN:
        return False
    return found.made_on != image.key


def rank_made_on(model: CaseModel, found: Segmentation | None) -> int | None:
    """Which of the images at hand the mask was made on; None where unknown, or it is gone."""
    key = found.made_on if found is not None else None
    for rank, image in enumerate(model.images):
        if key is not None and key.number == image.key.number and key.frame < image.frame_count:
            return rank
    return None


def image_made_on(model: CaseModel, found: Segmentation | None) -> Volume | None:
    """The image, at the time point, that the mask was made on; None as with `rank_made_on`."""
    rank = rank_made_on(model, found)
    if rank is None or found is None or found.made_on is None:
        return None
    return model.images[rank].frame(found.made_on.frame)
