"""Errors that are for the user: each message is a full sentence that says what to do next.

Everything else that is raised is a programmer's mistake and is shown as a bug.
"""


class BifsegError(Exception):
    """Base of every error that is meant for the user; `str(error)` is a full plain sentence."""


class ImageReadError(BifsegError):
    """An image file or folder cannot be used."""


class GeometryError(BifsegError):
    """The grid of an image cannot be used, or two grids do not agree."""


class BoxError(BifsegError):
    """A bounding box cannot be segmented."""


class InteractionError(BifsegError):
    """Scribbles or another input of the user cannot be used."""


class NetworkError(BifsegError):
    """A network is unknown, or its weights are missing or damaged."""


class DeviceError(BifsegError):
    """The computing device that was asked for cannot be used."""


class WorkerError(BifsegError):
    """The helper process failed twice."""


class WriteError(BifsegError):
    """A file could not be written; whatever stood there before is still there."""


class DatasetError(BifsegError):
    """A dataset folder or a training configuration cannot be used."""


class CaseFileError(BifsegError):
    """A case file or a journal cannot be used, or its scan is gone or another one."""


class WriteCancelledError(WriteError):
    """Writing was called off before the file was in its place."""
