from __future__ import annotations

import re
from pathlib import Path

import pytest
from PyQt5.QtCore import QUrl
from PyQt5.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from app import resources
from app.views.actions import ACTIONS
from app.views.dialogs.guide import GuideWindow

PAGES = sorted(resources.guide().glob("*.md"))
LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_and_picture_of_the_guide_exists(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert targets
    assert all((page.parent / target).is_file() for target in targets)


def test_every_page_is_in_the_contents() -> None:
    contents = LINK.findall((resources.guide() / "index.md").read_text(encoding="utf-8"))
    assert {page.name for page in PAGES} == {"index.md", *contents}


def test_the_keys_that_the_guide_names_are_the_windows() -> None:
    known = {key for spec in ACTIONS for key in spec.keys} | {"Delete", "Enter"}
    text = " ".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = re.findall(r"`([A-Z0-9\[\]]|F\d+|Esc|Space|(?:Ctrl|Shift)\+[^`]+)`", text)
    assert named
    assert set(named) <= known


def test_the_guide_opens_offline_and_follows_its_links(qtbot: QtBot) -> None:
    guide = GuideWindow()
    qtbot.addWidget(guide)
    guide.show()
    assert "User guide" in guide.pages.toPlainText()
    guide.pages.setSource(QUrl("box.md"))
    assert "Draw a box" in guide.pages.toPlainText()
    picture = guide.pages.loadResource(QTextDocument.ImageResource, QUrl("pictures/box.jpg"))
    assert 0 < picture.width() < guide.pages.viewport().width()
    guide.contents.click()
    assert guide.pages.source().fileName() == "index.md"
