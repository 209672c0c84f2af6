"""Help's self-test and the licences of a build."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.views.dialogs.about import AboutDialog
from app.views.dialogs.licences import LicencesDialog, listed
from app.views.dialogs.self_test import SelfTestDialog, command


def test_lines_are_shown_as_they_come(qtbot: QtBot) -> None:
    dialog = SelfTestDialog(start=[sys.executable, "-c", "print('ok  Weights\\nok  Icons')"])
    qtbot.waitUntil(lambda: "Icons" in dialog.lines.toPlainText(), timeout=20_000)
    assert dialog.lines.toPlainText().splitlines() == ["ok  Weights", "ok  Icons"]
    dialog.close()


def test_a_program_that_is_missing_is_told(qtbot: QtBot) -> None:
    dialog = SelfTestDialog(start=["/nowhere/bifseg"])
    qtbot.waitUntil(lambda: "could not be started" in dialog.lines.toPlainText())
    dialog.close()


def test_the_window_tests_the_program_that_it_is(monkeypatch) -> None:
    assert Path(command()[1]).name == "main.py"
    assert Path(command()[1]).is_file()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command() == [sys.executable, "--self-test"]


def build_with(texts: dict[str, str], folder: Path) -> Path:
    """A build's list of components, one for each text."""
    parts = []
    for name, text in texts.items():
        path = folder / "licences" / name / "LICENSE"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        told = {"name": name, "version": "1.0", "licence": "MIT", "texts": [f"{name}/LICENSE"]}
        parts.append(told)
    target = folder / "resources" / "components.json"
    target.parent.mkdir()
    target.write_text(json.dumps({"components": parts}), encoding="utf-8")
    return target


def test_the_licences_are_those_of_the_build(qtbot: QtBot, tmp_path: Path) -> None:
    path = build_with({"torch": "You may.", "numpy": "You may, too."}, tmp_path)
    dialog = LicencesDialog(listed(path))
    qtbot.addWidget(dialog)
    row = [dialog.table.item(0, column).text() for column in range(3)]
    assert row == ["torch", "1.0", "MIT"]
    assert dialog.text.toPlainText() == "You may."
    dialog.table.setCurrentCell(1, 2)
    assert dialog.text.toPlainText() == "You may, too."
    assert listed(tmp_path / "none.json") == []


def test_about_offers_both(qtbot: QtBot) -> None:
    from PyQt5.QtWidgets import QPushButton

    dialog = AboutDialog("cpu")
    qtbot.addWidget(dialog)
    words = {button.text() for button in dialog.findChildren(QPushButton)}
    assert {"Self-test", "Licences"} <= {word.replace("&", "") for word in words}
