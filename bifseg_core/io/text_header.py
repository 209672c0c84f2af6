"""The entries of headers made of text lines, as NRRD and MetaImage have them."""

from pathlib import Path

_LARGEST = 65536


def text_fields(path: Path, separator: str, *, last: str = "") -> tuple[dict[str, str], int]:
    """The entries of a header and the header's length in bytes.

    Names come in lower case and without spaces; comments and NRRD's free "key:=value" are left out.

    Args:
        path: the file.
        separator: what stands between name and value.
        last: the entry after which the header ends; an empty line ends it too.
    """
    with path.open("rb") as file:
        start = file.read(_LARGEST)
    fields: dict[str, str] = {}
    length = 0
    for line in start.split(b"\n"):
        length += len(line) + 1
        name, found, value = _decoded(line).partition(separator)
        name = name.strip().lower().replace(" ", "")
        if found and not name.startswith("#") and not value.startswith("="):
            fields.setdefault(name, value.strip())
        if name == last or not line.strip():
            break
    return fields, length


def _decoded(line: bytes) -> str:
    """A line as text; file names in it are UTF-8, and in old files Latin-1."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")
