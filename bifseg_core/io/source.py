"""The files that an image was read from are never written over."""

from pathlib import Path

from bifseg_core.errors import WriteError
from bifseg_core.io.messages import named
from bifseg_core.volume import Volume


def keep_source(like: Volume, path: Path) -> None:
    """Refuse a target that is a file of the image itself, whatever name or link leads there.

    Args:
        like: the image that something is exported for.
        path: where it is to be written.

    Raises:
        WriteError: the target is the image's own file, or a slice of its DICOM series.
    """
    sources = [like.source] if like.source else []
    sources += like.series.files if like.series else ()
    if path.resolve() in {source.resolve() for source in sources}:
        raise WriteError(f"{named(path)} is the scan itself and was kept; choose another name.")
