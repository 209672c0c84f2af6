"""Pictures: PNG, JPEG, TIFF. They are 2D, and nobody knows the sides of the patient."""

import math
import struct
from pathlib import Path

import numpy as np

from bifseg_core.errors import ImageReadError
from bifseg_core.io.grey import Seen, seen_components
from bifseg_core.io.guarded import UnreadableError, guarded
from bifseg_core.io.itk import ItkError, read_header, read_voxels
from bifseg_core.io.messages import colour, damaged, named, reading, too_large, truncated
from bifseg_core.io.placement import picture_affine
from bifseg_core.io.room import check_room
from bifseg_core.io.turned import TURNED_NOTE, is_turned
from bifseg_core.volume import Volume

PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
_PNG_KIND, _GREY_WITH_ALPHA = 25, b"\x04"
JPEG_MAGIC = b"\xff\xd8\xff"
_CAMERAS_WORDS = 1 << 16
TIFF_MAGICS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_LARGEST_PACKING = 5000
"""Pixels that a byte can stand for: single bits, packed by deflate or a fax code."""
_WIDEST_PIXEL = 8
"""Bytes: four channels of 16 bits."""


def read_picture(path: Path, start: bytes) -> Volume:
    """The image of a picture file as (I, J, 1), i the column, j the row.

    Args:
        path: the file.
        start: its first bytes.

    Raises:
        ImageReadError: it is damaged, incomplete, or has several pages.
    """
    image_io = _check_whole(path, start)
    try:
        with reading(path):
            size = path.stat().st_size
            header = guarded(size, 0, read_header, path, image_io=image_io)
            _check_one_page(path, header.size)
            needed = 8 * header.components * math.prod(header.size)
            pixels = guarded(size, needed, read_voxels, path, image_io=image_io)
    except (ItkError, UnreadableError) as error:
        raise damaged(path) from error
    rank = len(header.size)
    is_plain = pixels.ndim == rank
    seen = Seen(pixels, None, ()) if is_plain else seen_components(pixels, path)
    return _volume(seen, path, _notes(path) if image_io == "JPEGImageIO" else ())


def _notes(path: Path) -> tuple[str, ...]:
    """What the camera says of a JPEG picture."""
    with reading(path), path.open("rb") as file:
        return (TURNED_NOTE,) if is_turned(file.read(_CAMERAS_WORDS)) else ()


def _volume(seen: Seen, path: Path, notes: tuple[str, ...]) -> Volume:
    rows_columns = seen.grey.shape[-2:]
    data = seen.grey.reshape(rows_columns).T[:, :, None]
    data.setflags(write=False)
    colours = seen.colours
    if colours is not None:
        colours = colours.reshape(*rows_columns, 3).transpose(1, 0, 2)[:, :, None]
    return Volume(
        data,
        picture_affine(),
        path,
        is_oriented=False,
        is_planar=True,
        notes=(*notes, *seen.notes),
        colours=colours,
    )


def _check_whole(path: Path, start: bytes) -> str:
    """Refuse what makes the picture libraries print or read on; return the reader's name."""
    if start.startswith(PNG_MAGIC):
        with reading(path):
            _check_png(path.read_bytes(), path)
        return "PNGImageIO"
    if start.startswith(JPEG_MAGIC):
        with reading(path):
            _check_jpeg(path.read_bytes(), path)
        return "JPEGImageIO"
    return "TIFFImageIO"


def _check_png(content: bytes, path: Path) -> None:
    """Walk along the chunks to the one that ends the picture; ITK cannot read grey with alpha."""
    if content[_PNG_KIND : _PNG_KIND + 1] == _GREY_WITH_ALPHA:
        raise colour(path)
    position = len(PNG_MAGIC)
    while position + 12 <= len(content):
        length, name = struct.unpack(">I4s", content[position : position + 8])
        position += 12 + length
        if name == b"IEND":
            return
    raise truncated(path)


def _check_jpeg(content: bytes, path: Path) -> None:
    """Look for the marker that ends the picture, after which some cameras write a little more."""
    if b"\xff\xd9" not in content[-4096:]:
        raise truncated(path)


def _check_one_page(path: Path, size: tuple[int, ...]) -> None:
    pages = size[2] if len(size) > 2 else 1
    if pages > 1:
        raise ImageReadError(f"{named(path)} holds {pages} pages; save the one you want by itself.")
    count = int(np.prod(size, dtype=object))
    if count > path.stat().st_size * _LARGEST_PACKING:
        raise too_large(path)
    check_room(path, count * _WIDEST_PIXEL)
