"""How a camera was held: an entry of JPEG pictures that programs honour or not."""

import struct

_ORDERS = {b"II": "<", b"MM": ">"}
_ORIENTATION = 0x0112
_UPRIGHT = 1

TURNED_NOTE = (
    "The camera marked this picture as turned, so other programs may show it otherwise; "
    "it is shown as stored, and masks lie on its stored pixels."
)


def is_turned(start: bytes) -> bool:
    """Whether a JPEG picture says that it is to be turned or mirrored to stand upright.

    Args:
        start: its first 64 KB, which hold what the camera wrote.

    Source: Exif 2.32 (CIPA DC-008), 4.5.2 and tag 0x0112.
    """
    _, found, tiff = start.partition(b"Exif\0\0")
    order = _ORDERS.get(tiff[:2]) if found else None
    if order is None:
        return False
    try:
        return _orientation(tiff, order) != _UPRIGHT
    except struct.error:  # cut short
        return False


def _orientation(tiff: bytes, order: str) -> int:
    (place,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, place)
    for n in range(count):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, place + 2 + 12 * n)
        if tag == _ORIENTATION:
            return value if 1 <= value <= 8 else _UPRIGHT
    return _UPRIGHT
