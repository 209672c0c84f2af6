"""How single objects are shown: whether, and how strongly. Their colour belongs to the case."""

from __future__ import annotations

from app.model.view_state import ViewSettings

FAINTEST = 0.1
"""Of an object's own opacity; what shall not be seen at all is hidden."""


def is_shown(look: ViewSettings, object_id: int) -> bool:
    """Whether the object is seen where masks are."""
    return object_id not in look.hidden


def strength_of(look: ViewSettings, object_id: int) -> float:
    """The object's own opacity, 0..1, to be multiplied with that of all masks."""
    return look.strengths.get(object_id, 1.0)


def showing_object(look: ViewSettings, object_id: int, *, shown: bool) -> dict[str, object]:
    """The change of settings that shows or hides an object."""
    hidden = look.hidden - {object_id} if shown else look.hidden | {object_id}
    return {"hidden": hidden}


def with_strength(look: ViewSettings, object_id: int, strength: float) -> dict[str, object]:
    """The change of settings that gives an object its own opacity."""
    return {"strengths": {**look.strengths, object_id: max(FAINTEST, min(1.0, strength))}}
