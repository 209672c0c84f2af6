"""The window's words in the chosen language, through Qt's translation files.

English is the source. `tr` translates a literal where it is used; a text that stands in a table is
marked with `mark` and given to `tr` where it is shown. The core speaks English; `translated` knows
its sentences by their templates. `scripts/translations.py` collects all of them.
"""

from __future__ import annotations

import functools
import os
import re
import string
import xml.etree.ElementTree as ET

from PyQt5.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app import resources

CONTEXT = "BIFSeg"
LANGUAGES = {"en": "English", "de": "Deutsch", "fr": "Français"}
"""Code and own name of every language; English needs no file."""

_SOURCE = "en"
_FORMAT_SPEC = re.compile(r"(?<=\w):[^{}]*(?=\})")


def mark(text: str) -> str:
    """The text as it is: marks a line of a table for translation."""
    return text


def tr(text: str, /, **values: object) -> str:
    """The text in the chosen language.

    Args:
        text: English, with `{name}` where a value goes.
        values: the values by name.
    """
    words = str(QCoreApplication.translate(CONTEXT, text))
    return words.format(**values) if values else words


def translated(text: str) -> str:
    """A finished English sentence, of the core's say, in the chosen language, else as it is.

    Where a file's name in it is not text, as names in old archives may be, it says �.
    """
    text = os.fsencode(text).decode(errors="replace")
    if current_language() == _SOURCE or tr(text) != text:
        return tr(text)
    for pattern, template in _templates(current_language()):
        if found := pattern.fullmatch(text):
            values = {name: translated(value) for name, value in found.groupdict().items()}
            return _FORMAT_SPEC.sub("", tr(template)).format(**values)
    return text


def current_language() -> str:
    """The code of the language that is shown."""
    return tr("en")


def system_language() -> str:
    """The desktop's language, where there is a translation of it, else English."""
    code = QLocale.system().name().partition("_")[0]
    return code if code in LANGUAGES else _SOURCE


def install(application: QCoreApplication, code: str) -> None:
    """Let the application speak that language from now on; `app.wording` renews what is shown.

    Args:
        application: of Qt.
        code: one of `LANGUAGES`; every other is English.
    """
    for translator in application.findChildren(QTranslator):
        application.removeTranslator(translator)
        translator.deleteLater()
    if code == _SOURCE or code not in LANGUAGES:
        return
    qt_folder = QLibraryInfo.location(QLibraryInfo.LibraryLocation.TranslationsPath)
    for name, folder in (("qtbase", qt_folder), ("bifseg", str(resources.TRANSLATIONS))):
        translator = QTranslator(application)
        if translator.load(f"{name}_{code}", folder):
            application.installTranslator(translator)


@functools.cache
def _templates(code: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The sentences with values in them, the most telling first."""
    root = ET.parse(resources.TRANSLATIONS / f"bifseg_{code}.ts").getroot()
    found = [message.findtext("source", "") for message in root.iter("message")]
    with_values = sorted((text for text in found if "{" in text), key=len, reverse=True)
    return tuple((_pattern(text), text) for text in with_values)


def _pattern(template: str) -> re.Pattern[str]:
    parts = []
    for literal, name, _, _ in string.Formatter().parse(template):
        parts.append(re.escape(literal))
        parts.append(f"(?P<{name}>.+?)" if name else "")
    return re.compile("".join(parts), re.DOTALL)
