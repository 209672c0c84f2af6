"""Work that survives a crash: a case's steps on disk as they happen, and back into a case."""

from bifseg_core.journal.folder import Orphan, find_orphans, journal_paths
from bifseg_core.journal.image import ImageReference
from bifseg_core.journal.replay import Restored, replay
from bifseg_core.journal.steps import Step, StepKind, WorkSeconds, steps_of
from bifseg_core.journal.writer import JournalWriter

__all__ = [
    "ImageReference",
    "JournalWriter",
    "Orphan",
    "Restored",
    "Step",
    "StepKind",
    "WorkSeconds",
    "find_orphans",
    "journal_paths",
    "replay",
    "steps_of",
]
