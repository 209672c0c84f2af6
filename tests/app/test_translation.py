from __future__ import annotations

import ast
import importlib.util
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PyQt5.QtWidgets import QApplication, QDialogButtonBox

from app import resources
from app.translation import LANGUAGES, current_language, install, tr, translated

ROOT = Path(__file__).parents[2]
OTHERS = [code for code in LANGUAGES if code != "en"]
SHOWN_BY = {
    *("setText", "setToolTip", "setWindowTitle", "setAccessibleName", "setPlaceholderText"),
    *("setAccessibleDescription", "setInformativeText", "say", "inform", "addAction", "addMenu"),
    *("QLabel", "QPushButton", "QCheckBox", "QRadioButton", "quiet_label"),
}
"""Calls whose first argument the user reads."""


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "translations", ROOT / "scripts" / "translations.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT = script()


@pytest.fixture
def speaking(qapp: QApplication) -> Iterator[object]:
    """Lets the application speak a language until the end of the test."""
    yield lambda code: install(qapp, code)
    install(qapp, "en")


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_is_missing_in_any_language(code: str) -> None:
    known = SCRIPT.translations(code)
    missing = [text for text in SCRIPT.collected() if not known.get(text)]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_is_translated_that_is_not_said_any_more(code: str) -> None:
    assert set(SCRIPT.translations(code)) <= set(SCRIPT.collected())


@pytest.mark.parametrize("code", OTHERS)
def test_translations_hold_the_same_values(code: str) -> None:
    spelt = {"Step": "step"}  # the same words with a capital
    wrong = [
        (source, words)
        for source, words in SCRIPT.translations(code).items()
        if {spelt.get(name, name) for name in fields_of(words)} != fields_of(source)
    ]
    assert wrong == []


@pytest.mark.parametrize("code", OTHERS)
def test_the_compiled_file_is_as_fresh_as_its_source(speaking, code: str) -> None:
    known = SCRIPT.translations(code)
    speaking(code)
    assert {source: tr(source) for source in known} == known
    path = resources.TRANSLATIONS / f"bifseg_{code}.qm"
    assert path.read_bytes() == SCRIPT.compiled(known)


@pytest.mark.parametrize("code", OTHERS)
def test_no_menu_has_a_mnemonic_twice(code: str) -> None:
    from app.views.actions import ACTIONS

    known = SCRIPT.translations(code)
    for menu in {spec.menu for spec in ACTIONS}:
        for submenu in {spec.submenu for spec in ACTIONS if spec.menu == menu}:
            specs = [s for s in ACTIONS if (s.menu, s.submenu) == (menu, submenu)]
            assert all(known.get(spec.text, spec.text).count("&") <= 1 for spec in specs)


def test_the_window_speaks_the_chosen_language(speaking) -> None:
    assert tr("Cancel") == "Cancel"
    speaking("de")
    assert current_language() == "de"
    assert tr("Cancel") == "Abbrechen"
    assert tr("Opening {name}", name="kopf.nii") == "kopf.nii öffnen"
    buttons = QDialogButtonBox(QDialogButtonBox.Cancel)
    assert buttons.button(QDialogButtonBox.Cancel).text() == "Abbrechen"  # Qt's own words
    speaking("en")
    assert tr("Cancel") == "Cancel"


def test_the_core_is_understood_by_its_templates(speaking) -> None:
    said = "scan.nii is damaged and cannot be read; copy it again."
    assert translated(said) == said
    speaking("de")
    assert (
        translated(said) == "scan.nii ist beschädigt und nicht lesbar; kopieren Sie die Datei neu."
    )
    assert translated("Refine 3") == "Verfeinern 3"
    assert translated("Undone: Refine 3") == "Rückgängig: Verfeinern 3"
    assert translated("Left ventricle") == "Left ventricle"


def test_words_that_the_user_reads_are_wrapped() -> None:
    bare = [
        f"{path.relative_to(ROOT)}:{call.lineno} {ast.unparse(call.args[0])}"
        for path in sorted((ROOT / "app").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and _name(call) in SHOWN_BY and call.args
        if _is_bare(call.args[0])
    ]
    assert not bare, "\n".join(bare)


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _is_bare(shown: ast.expr) -> bool:
    """A literal with a word of three letters or more, the program's own name aside."""
    literals = [shown] if isinstance(shown, ast.Constant) else getattr(shown, "values", [])
    words = " ".join(str(part.value) for part in literals if isinstance(part, ast.Constant))
    letters = "".join(c if c.isalpha() else " " for c in words.replace("BIFSeg", ""))
    return any(len(word) >= 3 for word in letters.split())
