"""Names of files to write: with their ending, and never over another file unasked."""

from __future__ import annotations

from pathlib import Path

from app.model.questions import Questions


def with_ending(path: Path, ending: str) -> Path:
    """The path with that ending."""
    return path if path.suffix.lower() == ending else path.with_name(path.name + ending)


def named_with(ending: str, chosen: Path | None, questions: Questions) -> Path | None:
    """The chosen path with its ending; None where the user did not want what it names.

    Dialogs ask about the name that was typed. Where the ending makes it that of another file, the
    question is asked here.
    """
    if chosen is None:
        return None
    path = with_ending(chosen, ending)
    is_another = path != chosen and path.exists()
    return None if is_another and not questions.ask_replace(path) else path
