"""Whether an image fits into memory, told by its header before its voxels are read."""

from pathlib import Path

from bifseg_core.errors import ImageReadError
from bifseg_core.io.messages import named
from bifseg_core.memory import fits, free_bytes, in_gigabytes


def check_room(path: Path, byte_count: int) -> None:
    """Refuse an image that memory has no room for.

    Args:
        path: of the image, for the sentence.
        byte_count: what reading it takes at its worst moment.

    Raises:
        ImageReadError: so much cannot be had now.
    """
    if fits(byte_count):
        return
    raise ImageReadError(
        f"{named(path)} needs {in_gigabytes(byte_count)} of memory and "
        f"{in_gigabytes(free_bytes() or 0)} are free; close other programs, "
        "or crop or downsample it first."
    )
