"""Good files of every kind that the program reads, and how fuzzing spoils them."""

from __future__ import annotations

import contextlib
import gzip
import random
import re
import struct
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nibabel as nib
import numpy as np
import SimpleITK as sitk
from pydicom import dcmread
from pydicom.uid import DeflatedExplicitVRLittleEndian, RLELossless

from app import resources
from bifseg_core.casefile import load_case, load_journal, save_case
from bifseg_core.geometry import Affine
from bifseg_core.io import describe, read_volume, write_volume
from bifseg_core.journal import JournalWriter, find_orphans
from bifseg_core.journal.frames import MAGIC, Place, framed, read_frames
from bifseg_core.training.config import read_config
from bifseg_core.volume import Volume
from tests.core.io.make_dicom import write_enhanced, write_scan
from tests.core.journal_cases import Work, small_volume

_SHAPE = (14, 12, 9)
_NUMBERS = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000, 0xFFFFFFFE)
_WORDS = (b"0", b"-1", b"1e400", b"nan", b"99999999999", b"65536", b"", b"1 1", b"\xff", b"none")
_DIGITS = re.compile(rb"-?\d+(\.\d+)?")


@dataclass(frozen=True)
class Good:
    """A file in order.

    Attributes:
        kind: one of `KINDS`.
        suffix: of its name.
        content: its bytes.
    """

    kind: str
    suffix: str
    content: bytes


def read(kind: str, path: Path) -> None:
    """Read a file of a kind as the program does; what it raises is for the user, or a mistake."""
    _READERS[kind](path)


def good_files(folder: Path) -> dict[str, list[Good]]:
    """Good files of every kind; `scan.nii` stays in the folder, because cases need their scan."""
    folder.mkdir(parents=True, exist_ok=True)
    return {kind: make(folder) for kind, make in _MAKERS.items()}


def spoiled(good: Good, other: Good, rng: random.Random) -> bytes:
    """The content with a few bytes or numbers changed, lost, doubled, or taken from another file.

    What is packed or sealed is often opened, spoiled inside and closed again: else a checksum
    would keep most damage from the reader.
    """
    if rng.random() < 0.6:
        with contextlib.suppress(OSError, EOFError, zlib.error, ValueError):
            return _CLOSED.get(good.suffix, _spoil)(good.content, rng)
    content = _spoil(good.content, rng)
    if rng.random() < 0.05:
        place = rng.randrange(len(content) + 1)
        start = rng.randrange(len(other.content))
        content = content[:place] + other.content[start : start + rng.randint(1, 400)]
    return content


# --- good files -----------------------------------------------------------------------------------


def _volume(kind: str = "i2", shape: tuple[int, ...] = _SHAPE) -> Volume:
    data = np.random.default_rng(0).integers(0, 200, shape).astype(kind)
    return Volume(data, Affine(np.diag([-0.7, -0.9, 2.5, 1])))


def _taken(kind: str, *paths: Path) -> list[Good]:
    return [Good(kind, "".join(path.suffixes[-2:]), path.read_bytes()) for path in paths]


def _niftis(folder: Path) -> list[Good]:
    write_volume(_volume(), folder / "a.nii")
    write_volume(_volume("f4"), folder / "b.nii.gz")
    nib.save(nib.Nifti2Image(_volume().data, np.diag([1.0, 2, 3, 1])), folder / "c.nii")
    big = nib.Nifti1Image(_volume().data, np.eye(4), nib.Nifti1Header(endianness=">"))
    big.header.set_slope_inter(0.5, 3)
    nib.save(big, folder / "d.nii")
    nib.save(nib.Nifti1Image(np.ones((6, 5, 4, 3)), None), folder / "e.nii")
    names = ("a.nii", "b.nii.gz", "c.nii", "d.nii", "e.nii")
    return _taken("nifti", *(folder / name for name in names))


def _nrrds(folder: Path) -> list[Good]:
    write_volume(_volume(), folder / "a.nrrd")
    sitk.WriteImage(sitk.GetImageFromArray(_volume().data), str(folder / "b.nrrd"))
    sitk.WriteImage(sitk.GetImageFromArray(_volume().data[0]), str(folder / "c.nrrd"))
    return _taken("nrrd", *(folder / f"{n}.nrrd" for n in "abc"))


def _meta_images(folder: Path) -> list[Good]:
    write_volume(_volume(), folder / "a.mha")
    sitk.WriteImage(sitk.GetImageFromArray(_volume().data), str(folder / "b.mha"))
    sitk.WriteImage(sitk.GetImageFromArray(_volume().data[0]), str(folder / "c.mha"))
    return _taken("mha", *(folder / f"{n}.mha" for n in "abc"))


def _dicoms(folder: Path) -> list[Good]:
    (plain,) = write_scan(folder / "dicom", count=1, size=(14, 12))
    found = _taken("dicom", plain)
    for syntax in (RLELossless, DeflatedExplicitVRLittleEndian):
        dataset = dcmread(plain)
        if syntax == RLELossless:
            dataset.compress(syntax, generate_instance_uid=False)
        dataset.file_meta.TransferSyntaxUID = syntax
        dataset.save_as(folder / "packed.dcm")
        found += _taken("dicom", folder / "packed.dcm")
    write_enhanced(folder / "dicom" / "enhanced.dcm", [0, 2.5, 5])
    found += _taken("dicom", folder / "dicom" / "enhanced.dcm")
    for compressor in ("JPEG", "JPEG2000"):
        sitk.WriteImage(
            sitk.GetImageFromArray(_volume("u2").data[0]),
            str(folder / "packed.dcm"),
            useCompression=True,
            compressor=compressor,
        )
        found += _taken("dicom", folder / "packed.dcm")
    return found


def _pictures(folder: Path) -> list[Good]:
    grey = _volume("u1", (30, 24, 1)).data[:, :, 0]
    colours = _volume("u1", (30, 24, 3)).data
    for name in ("a.png", "a.jpg", "a.tif"):
        sitk.WriteImage(sitk.GetImageFromArray(grey), str(folder / name))
    sitk.WriteImage(sitk.GetImageFromArray(colours, isVector=True), str(folder / "b.png"))
    names = ("a.png", "b.png", "a.png", "b.png", "a.jpg", "a.tif")
    return _taken("png", *(folder / name for name in names))


def _scan(folder: Path) -> Volume:
    path = folder / "scan.nii"
    if not path.exists():
        write_volume(small_volume(), path)
    return read_volume(path)


def _cases(folder: Path) -> list[Good]:
    volume = _scan(folder)
    for seed in range(3):
        save_case(folder / f"{seed}.bifseg", volume, Work(seed, 12).steps)
    return _taken("bifseg", *(folder / f"{seed}.bifseg" for seed in range(3)))


def _journals(folder: Path) -> list[Good]:
    volume, paths = _scan(folder), []
    for seed in range(3):
        writer = JournalWriter.begin(folder / "journals", volume, lambda: None)
        for step in Work(seed, 12).steps:
            writer.append(step)
        writer.close()
        paths.append(writer.path)
    return _taken("journal", *paths)


def _tomls(_: Path) -> list[Good]:
    return _taken("toml", *sorted(resources.SAMPLE.parents[1].glob("models/*.toml")))


_MAKERS: dict[str, Callable[[Path], list[Good]]] = {
    "nifti": _niftis,
    "nrrd": _nrrds,
    "mha": _meta_images,
    "dicom": _dicoms,
    "png": _pictures,
    "bifseg": _cases,
    "journal": _journals,
    "toml": _tomls,
}
KINDS = tuple(_MAKERS)


# --- readers --------------------------------------------------------------------------------------


def _read_image(path: Path) -> None:
    describe(read_volume(path))


def _read_journal(path: Path) -> None:
    for orphan in find_orphans(path.parent):
        orphan.let_be()
        load_journal(orphan.path, orphan.image)


_READERS: dict[str, Callable[[Path], object]] = {
    **dict.fromkeys(("nifti", "nrrd", "mha", "dicom", "png"), _read_image),
    "bifseg": load_case,
    "journal": _read_journal,
    "toml": read_config,
}


# --- spoiling -------------------------------------------------------------------------------------


def _spoil(content: bytes, rng: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        end = min(len(changed), rng.choice((60, 400, 2000, len(changed))))
        if end:
            rng.choice(_CHANGES)(changed, rng.randrange(end), rng)
    return bytes(changed[: rng.randrange(len(changed) + 1)] if rng.random() < 0.06 else changed)


def _flip(changed: bytearray, place: int, rng: random.Random) -> None:
    changed[place] ^= 1 << rng.randrange(8)


def _replace(changed: bytearray, place: int, rng: random.Random) -> None:
    changed[place : place + rng.randint(0, 3)] = rng.randbytes(rng.randint(0, 3))


def _number(changed: bytearray, place: int, rng: random.Random) -> None:
    size = rng.choice((1, 2, 4, 8))
    order = rng.choice(("little", "big"))
    number = rng.choice(_NUMBERS) & ((1 << 8 * size) - 1)
    changed[place : place + size] = number.to_bytes(size, order)


def _lose(changed: bytearray, place: int, rng: random.Random) -> None:
    del changed[place : place + rng.randint(1, 40)]


def _double(changed: bytearray, place: int, rng: random.Random) -> None:
    piece = changed[place : place + rng.randint(1, 60)]
    changed[place:place] = piece * rng.choice((1, 1, 3, 200))


def _word(changed: bytearray, place: int, rng: random.Random) -> None:
    """Put another word where a number stands as text."""
    found = _DIGITS.search(changed, place, place + 400)
    if found:
        changed[found.start() : found.end()] = rng.choice(_WORDS)


_CHANGES = (_flip, _replace, _replace, _number, _number, _lose, _double, _word)


def _spoil_gzip(content: bytes, rng: random.Random) -> bytes:
    return gzip.compress(_spoil(gzip.decompress(content), rng), 1)


def _spoil_png(content: bytes, rng: random.Random) -> bytes:
    """Spoil one chunk, inside its packing where it has one, and make its checksum right again."""
    chunks, place = [], 8
    while place + 12 <= len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        chunks.append((content[place + 4 : place + 8], content[place + 8 : place + 8 + length]))
        place += 12 + length
    at = rng.randrange(len(chunks))
    name, inside = chunks[at]
    if name == b"IDAT" and rng.random() < 0.5:
        inside = zlib.compress(_spoil(zlib.decompress(inside), rng))
    else:
        inside = _spoil(inside, rng)
    chunks[at] = name, inside
    sealed = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
    return content[:8] + b"".join(sealed)


def _spoil_frames(content: bytes, rng: random.Random) -> bytes:
    """Spoil frames of a case file or journal, and chain the checksums again."""
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        payloads = [frame.payload for frame in read_frames(file)]
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(payloads))
        dice = rng.random()
        if dice < 0.1:
            payloads.insert(at, payloads[rng.randrange(len(payloads))])
        elif dice < 0.2 and len(payloads) > 1:
            del payloads[at]
        else:
            payloads[at] = _spoil(payloads[at], rng)
    place, parts = Place(), [MAGIC]
    for payload in payloads:
        more, place = framed([payload], place)
        parts += more
    return b"".join(parts)


_CLOSED: dict[str, Callable[[bytes, random.Random], bytes]] = {
    ".nii.gz": _spoil_gzip,
    ".png": _spoil_png,
    ".bifseg": _spoil_frames,
    ".journal": _spoil_frames,
}
"""How to spoil what is packed or sealed from inside."""
