"""Collect every text of the program into resources/translations/*.ts and compile the .qm files.

    python scripts/translations.py            # collect, keep what is translated, compile
    python scripts/translations.py --missing  # print what has no translation yet

Translators edit the .ts files, with Qt Linguist or by hand. Nothing but Python is needed: the .qm
format is written here, after Qt's qtranslator.cpp (magic number, hashes, messages).
"""

from __future__ import annotations

import argparse
import ast
import struct
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app import resources
from app.translation import CONTEXT, LANGUAGES

MARKS = ("tr", "mark")
NOT_SHOWN = ("training", "evaluation", "_command.py", "__main__.py")
"""Parts of the core that only speak on the command line."""

_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_HASHES, _MESSAGES = 0x42, 0x69
_END, _TRANSLATION, _SOURCE, _CONTEXT = 1, 3, 6, 7


def collected() -> list[str]:
    """Every text that a user may read, in the order of the files."""
    found: dict[str, None] = {}
    for path in sorted((ROOT / "app").rglob("*.py")):
        found.update(dict.fromkeys(_marked(_parsed(path))))
    for path in sorted((ROOT / "bifseg_core").rglob("*.py")):
        if not any(part in str(path.relative_to(ROOT)) for part in NOT_SHOWN):
            found.update(dict.fromkeys(_sentences(_parsed(path))))
    return list(found)


def translations(code: str) -> dict[str, str]:
    """Source → translation as the .ts file has it; "" where there is none yet."""
    path = _ts(code)
    if not path.is_file():
        return {}
    messages = ET.parse(path).getroot().iter("message")
    return {m.findtext("source", ""): m.findtext("translation", "") for m in messages}


def write_ts(code: str, texts: dict[str, str]) -> None:
    """Write the .ts file, one message a text."""
    root = ET.Element("TS", version="2.1", language=code, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for source, words in texts.items():
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = source
        translation = ET.SubElement(message, "translation")
        translation.text = words
        if not words:
            translation.set("type", "unfinished")
    ET.indent(root)
    content = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    _ts(code).write_text(content + ET.tostring(root, encoding="unicode") + "\n", encoding="utf-8")


def compiled(texts: dict[str, str]) -> bytes:
    """The .qm file of those translations."""
    messages, hashes = b"", []
    for source, words in texts.items():
        if words:
            hashes.append((_elf_hash(source.encode()), len(messages)))
            messages += _message(source, words)
    table = b"".join(struct.pack(">II", *pair) for pair in sorted(hashes))
    return _MAGIC + _section(_HASHES, table) + _section(_MESSAGES, messages)


def _message(source: str, words: str) -> bytes:
    parts = (
        (_TRANSLATION, words.encode("utf-16-be")),
        (_SOURCE, source.encode()),
        (_CONTEXT, CONTEXT.encode()),
    )
    fields = b"".join(struct.pack(">BI", tag, len(data)) + data for tag, data in parts)
    return fields + bytes([_END])


def _section(tag: int, data: bytes) -> bytes:
    return struct.pack(">BI", tag, len(data)) + data


def _elf_hash(text: bytes) -> int:
    value = 0
    for byte in text:
        value = (value << 4) + byte
        high = value & 0xF0000000
        value = (value ^ (high >> 24)) & ~high & 0xFFFFFFFF
    return value or 1


def _marked(tree: ast.AST) -> Iterator[str]:
    """The literals that are given to `tr` and `mark`, and by name to `word`."""
    for node in ast.walk(tree):
        called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        words = [pair.value for pair in node.keywords] if called == "word" else []
        for literal in node.args[:1] if called in MARKS else words:
            if isinstance(literal, ast.Constant):
                yield str(literal.value)


def _sentences(tree: ast.AST) -> Iterator[str]:
    """Literals and f-strings of the core that read like a sentence or the name of a step."""
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    inside = {id(part) for node in ast.walk(tree) for part in _parts_of(node)}
    for node in ast.walk(tree):
        if id(node) not in documentation | inside and (text := _template(node)):
            yield text
        yield from _names(node)


def _names(node: ast.AST) -> Iterator[str]:
    """What a run says that it is doing, and what an edit calls itself."""
    said = node.args[1:2] if isinstance(node, ast.Call) else []
    is_progress = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Progress"
    is_name = isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "name"
    for value in said if is_progress else [node.value] if is_name else []:
        if isinstance(value, ast.Constant) and value.value:
            yield str(value.value)


def _parts_of(node: ast.AST) -> list[ast.AST]:
    return list(node.values) if isinstance(node, ast.JoinedStr) else []


def _template(node: ast.AST) -> str:
    """The text with `{value_1}` for what is put in; "" where it is not for a reader."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value if _reads_well(node.value) else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    words, count = [], 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            words.append(str(part.value))
        else:
            count += 1
            words.append(f"{{value_{count}}}")
    text = "".join(words)
    return text if _reads_well(text) else ""


def _reads_well(text: str) -> bool:
    is_sentence = text.endswith(".") and text.count(" ") >= 2
    return is_sentence and (text[0].isupper() or text[0] == "{")


def _parsed(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"))


def _ts(code: str) -> Path:
    return resources.TRANSLATIONS / f"bifseg_{code}.ts"


def _write_qm(code: str, texts: dict[str, str]) -> None:
    """Put a new file in the old one's place: Qt has the old one mapped where a window is open."""
    path = _ts(code).with_suffix(".qm")
    beside = path.with_suffix(".part")
    beside.write_bytes(compiled(texts))
    beside.replace(path)


def main() -> int:
    """Collect and compile; returns how many texts have no translation."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--missing", action="store_true", help="print what is missing")
    options = parser.parse_args()
    sources, missing = collected(), 0
    for code in [code for code in LANGUAGES if code != "en"]:
        known = translations(code)
        texts = {source: known.get(source, "") for source in sources}
        write_ts(code, texts)
        _write_qm(code, texts)
        without = [source for source, words in texts.items() if not words]
        missing += len(without)
        print(f"{code}: {len(texts)} texts, {len(without)} without a translation")
        if options.missing:
            print("\n".join(map(repr, without)))
    return min(missing, 1)


if __name__ == "__main__":
    sys.exit(main())
