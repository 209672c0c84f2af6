"""Edits of the list of objects: which there are, their order, names and colours."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bifseg_core.case import CaseState, SegmentedObject


@dataclass(frozen=True, eq=False)
class AddObject:
    """Begin another object and make it the active one; its number is best `Case.next_id`."""

    object_name: str
    name: str = "New object"
    object_id: int | None = None

    def apply(self, state: CaseState) -> CaseState:
        """The state with an empty object more."""
        object_id = self.object_id or 1 + max(o.object_id for o in state.objects)
        added = SegmentedObject(object_id, self.object_name)
        return replace(state, objects=(*state.objects, added), active_id=object_id)


@dataclass(frozen=True, eq=False)
class RemoveObject:
    """Remove an object; the last one is replaced by an empty one of another number and name."""

    object_id: int
    name: str = "Remove object"
    next_id: int | None = None
    next_name: str = "Object 1"

    def apply(self, state: CaseState) -> CaseState:
        """The state without it; the neighbour becomes the active object."""
        kept = tuple(o for o in state.objects if o.object_id != self.object_id)
        kept = kept or (SegmentedObject(self.next_id or self.object_id + 1, self.next_name),)
        ids = [o.object_id for o in kept]
        return replace(
            state, objects=kept, active_id=state.active_id if state.active_id in ids else ids[-1]
        )


@dataclass(frozen=True, eq=False)
class SelectObject:
    """Make an object the one that tools act on."""

    object_id: int
    name: str = "Select object"

    def apply(self, state: CaseState) -> CaseState:
        """The state with that object active."""
        state.object(self.object_id)
        return replace(state, active_id=self.object_id)


@dataclass(frozen=True, eq=False)
class RenameObject:
    """Give an object another name."""

    object_id: int
    object_name: str
    name: str = "Rename object"

    def apply(self, state: CaseState) -> CaseState:
        """The state with the new name."""
        return state.with_object(replace(state.object(self.object_id), name=self.object_name))


@dataclass(frozen=True, eq=False)
class MoveObject:
    """Put an object at another place of the list; where two overlap, the later one wins."""

    object_id: int
    place: int
    name: str = "Change order"

    def apply(self, state: CaseState) -> CaseState:
        """The state with the object at that place, counted from 0 and kept within the list."""
        moved = state.object(self.object_id)
        others = [o for o in state.objects if o is not moved]
        place = max(0, min(self.place, len(others)))
        return replace(state, objects=(*others[:place], moved, *others[place:]))


@dataclass(frozen=True, eq=False)
class ColourObject:
    """Show an object in another colour of the palette."""

    object_id: int
    colour: int
    name: str = "Change colour"

    def apply(self, state: CaseState) -> CaseState:
        """The state with that colour."""
        return state.with_object(replace(state.object(self.object_id), colour=self.colour))
