from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PyQt5.QtCore import QUrl
from PyQt5.QtGui import QTextDocument
from PyQt5.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import resources
from app.translation import LANGUAGES, install
from app.views.actions import ACTIONS
from app.views.dialogs.guide import GuideWindow

PAGES = sorted(resources.guide().glob("*.md"))
OTHERS = [code for code in LANGUAGES if code != "en"]
LINK = re.compile(r"\]\(([^)]+)\)")
MARKS = {
    "headings": re.compile(r"^#+ ", re.MULTILINE),
    "list items": re.compile(r"^(- |\d\. )", re.MULTILINE),
    "links and pictures": re.compile(r"\]\((?:\.\./)?([^)]+)\)"),
    "bold words": re.compile(r"(\*\*)[^*]+\*\*"),
}
KEY = re.compile(r"`([^`]+)`")
"""A key or several, or the ending of a file."""
KEYS = {"Strg": "Ctrl", "Umschalt": "Shift", "Maj": "Shift", "Leertaste": "Space"} | {
    "Espace": "Space",
    "Échap": "Esc",
    "Entrée": "Enter",
    "Entf": "Delete",
    "Suppr": "Delete",
    "Bild abwärts": "PgDown",
    "Page suiv": "PgDown",
}
CHOICE = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")


@pytest.mark.parametrize("page", sorted(resources.guide().rglob("*.md")), ids=str)
def test_every_link_and_picture_of_the_guide_exists(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert targets
    assert all((page.parent / target).is_file() for target in targets)


def in_english(keys: str) -> str:
    """A key as the English guide names it."""
    return "+".join(KEYS.get(part, part) for part in keys.split("+"))


def plain(text: str) -> str:
    return " ".join(text.replace("&", "").rstrip("…").split())


@pytest.mark.parametrize("code", OTHERS)
def test_the_guide_has_the_same_pages_in_every_language(code: str) -> None:
    assert [page.name for page in sorted(resources.guide(code).glob("*.md"))] == [
        page.name for page in PAGES
    ]


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_guide_says_the_same_in_every_language(page: Path, code: str) -> None:
    english = page.read_text(encoding="utf-8")
    other = (resources.guide(code) / page.name).read_text(encoding="utf-8")
    for what, pattern in MARKS.items():
        assert pattern.findall(other) == pattern.findall(english), what
    assert list(map(in_english, KEY.findall(other))) == KEY.findall(english)


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_guide_names_menus_as_the_window_does(page: Path, code: str) -> None:
    messages = ET.parse(resources.TRANSLATIONS / f"bifseg_{code}.ts").getroot().iter("message")
    known = {plain(m.findtext("source", "")): m.findtext("translation", "") for m in messages}
    other = (resources.guide(code) / page.name).read_text(encoding="utf-8")
    named = [plain(choice) for choice in CHOICE.findall(page.read_text(encoding="utf-8"))]
    wanted = [" → ".join(plain(known[part]) for part in one.split(" → ")) for one in named]
    assert [plain(choice) for choice in CHOICE.findall(other)] == wanted


def test_every_page_is_in_the_contents() -> None:
    contents = LINK.findall((resources.guide() / "index.md").read_text(encoding="utf-8"))
    assert {page.name for page in PAGES} == {"index.md", *contents}


def test_the_keys_that_the_guide_names_are_the_windows() -> None:
    known = {key for spec in ACTIONS for key in spec.keys} | {"Delete", "Enter"}
    text = " ".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = re.findall(r"`([A-Z0-9\[\]]|F\d+|Esc|Space|(?:Ctrl|Shift)\+[^`]+)`", text)
    assert named
    assert set(named) <= known


@pytest.mark.parametrize("code", OTHERS)
def test_the_guide_opens_in_the_windows_language(
    qapp: QApplication, qtbot: QtBot, code: str
) -> None:
    install(qapp, code)
    guide = GuideWindow()
    qtbot.addWidget(guide)
    install(qapp, "en")
    assert guide.pages.source().toLocalFile() == str(resources.guide(code) / "index.md")
    assert guide.windowTitle() in guide.pages.toPlainText()
    guide.pages.setSource(QUrl("box.md"))
    picture = guide.pages.document().resource(
        QTextDocument.ImageResource, QUrl("../pictures/box.jpg")
    )
    assert picture is not None


def test_a_language_without_a_guide_has_the_english_one() -> None:
    assert resources.guide("xx") == resources.guide("en") == resources.guide()


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
