"""Every action of the window in one table: menus, shortcuts and the F1 sheet are made from it."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PyQt5.QtGui import QKeySequence
from PyQt5.QtWidgets import QAction, QMainWindow, QMenu

from app.translation import LANGUAGES, mark, tr
from app.wording import word


class Do(enum.Enum):
    """What can be done, by menu or key."""

    OPEN = "open"
    OPEN_FOLDER = "open folder"
    OPEN_SAMPLE = "open sample"
    NEXT_CASE = "next case"
    PREVIOUS_CASE = "previous case"
    OPEN_CASE = "open case"
    SAVE_CASE = "save case"
    RESTORE = "restore"
    LOAD_REFERENCE = "load reference"
    LOAD_MASK = "load mask"
    ADD_IMAGE = "add image"
    EXPORT = "export"
    EXPORT_AS = "export as"
    QUIT = "quit"
    UNDO = "undo"
    REDO = "redo"
    NEW_OBJECT = "new object"
    REMOVE_OBJECT = "remove object"
    ADD_BOX = "add box"
    REMOVE_BOX = "remove box"
    REMOVE_MEASURES = "remove measures"
    COPY_VIEW = "copy view"
    SAVE_VIEW = "save view"
    NAVIGATE = "navigate"
    BOX = "box"
    FLAT_BOX = "flat box"
    SCRIBBLE = "scribble"
    ERASER = "eraser"
    LASSO = "lasso"
    POINT = "point"
    REPAIR = "repair"
    FILL = "fill"
    RULER = "ruler"
    CIRCLE = "circle"
    SWAP = "swap"
    BRUSH_SMALLER = "brush smaller"
    BRUSH_LARGER = "brush larger"
    RUN = "run"
    RUN_AGAIN = "run again"
    ACCEPT = "accept"
    CANCEL = "cancel"
    LIVE = "live"
    MASK = "mask"
    UNCERTAINTY = "uncertainty"
    LOOK_BACK = "look back"
    NEXT_DOUBT = "next doubt"
    CROSSHAIR = "crosshair"
    WINDOW_LEVEL = "window level"
    FIT_GREY = "fit grey"
    SMOOTH = "smooth"
    SLICES_3D = "slices in 3D"
    CONTRAST = "contrast"
    NEXT_IMAGE = "next image"
    PREVIOUS_IMAGE = "previous image"
    NEXT_TIME = "next time"
    PREVIOUS_TIME = "previous time"
    RADIOLOGICAL = "radiological"
    RESET = "reset"
    FOUR_VIEWS = "four views"
    LARGE_VIEW = "large view"
    SINGLE_VIEW = "single view"
    FOCUS = "focus"
    THEME_SYSTEM = "theme system"
    THEME_LIGHT = "theme light"
    THEME_DARK = "theme dark"
    LANGUAGE_SYSTEM = "language system"
    LANGUAGE_ENGLISH = "language english"
    LANGUAGE_GERMAN = "language german"
    LANGUAGE_FRENCH = "language french"
    GUIDE = "guide"
    KEYS = "keys"
    DIAGNOSE = "diagnose"
    SELF_TEST = "self-test"
    ABOUT = "about"


@dataclass(frozen=True)
class ActionSpec:
    """One line of the table.

    Attributes:
        do: which action.
        menu: where it stands.
        text: its words, with a mnemonic.
        keys: shortcuts; the first one is shown.
        checkable: whether it is a switch.
        starts_group: whether a line goes before it.
        submenu: the menu inside that menu, "" for none.
    """

    do: Do
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    checkable: bool = False
    starts_group: bool = False
    submenu: str = ""


FILE, EDIT, TOOLS, SEGMENT, VIEW, HELP = (
    mark("&File"),
    mark("&Edit"),
    mark("&Tools"),
    mark("&Segment"),
    mark("&View"),
    mark("&Help"),
)

THEME, LANGUAGE = mark("&Theme"), mark("Lan&guage")

ACTIONS = (
    ActionSpec(Do.OPEN, FILE, mark("&Open a scan…"), ("Ctrl+O",)),
    ActionSpec(Do.OPEN_FOLDER, FILE, mark("Open a &folder of DICOM…"), ("Ctrl+Shift+O",)),
    ActionSpec(Do.OPEN_SAMPLE, FILE, mark("Try the &sample")),
    ActionSpec(Do.NEXT_CASE, FILE, mark("&Next case"), ("Ctrl+PgDown",), starts_group=True),
    ActionSpec(Do.PREVIOUS_CASE, FILE, mark("&Previous case"), ("Ctrl+PgUp",)),
    ActionSpec(Do.OPEN_CASE, FILE, mark("Open a &case…"), starts_group=True),
    ActionSpec(Do.SAVE_CASE, FILE, mark("Sa&ve the case…"), ("Ctrl+Shift+S",)),
    ActionSpec(Do.RESTORE, FILE, mark("Restore &unfinished work…")),
    ActionSpec(Do.LOAD_MASK, FILE, mark("Continue from a &mask…"), ("Ctrl+M",), starts_group=True),
    ActionSpec(Do.LOAD_REFERENCE, FILE, mark("&Load a reference mask…"), starts_group=True),
    ActionSpec(Do.ADD_IMAGE, FILE, mark("A&dd an aligned image…"), ("Ctrl+Shift+A",)),
    ActionSpec(Do.EXPORT, FILE, mark("&Export the mask…"), ("Ctrl+E", "Ctrl+S"), starts_group=True),
    ActionSpec(Do.EXPORT_AS, FILE, mark("Export &as…"), ("Ctrl+Shift+E",)),
    ActionSpec(Do.SAVE_VIEW, FILE, mark("Save &the view as a picture…"), ("Ctrl+Shift+P",)),
    ActionSpec(Do.QUIT, FILE, mark("&Quit"), ("Ctrl+Q",), starts_group=True),
    ActionSpec(Do.UNDO, EDIT, mark("Undo"), ("Ctrl+Z",)),
    ActionSpec(Do.REDO, EDIT, mark("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionSpec(Do.NEW_OBJECT, EDIT, mark("&New object"), ("Ctrl+N",), starts_group=True),
    ActionSpec(Do.REMOVE_OBJECT, EDIT, mark("Remo&ve the object")),
    ActionSpec(Do.ADD_BOX, EDIT, mark("Add a &box to the object"), ("Shift+B",), checkable=True),
    ActionSpec(Do.REMOVE_BOX, EDIT, mark("Remove the bo&x"), ("Del", "Backspace")),
    ActionSpec(Do.REMOVE_MEASURES, EDIT, mark("Remove all &measurements")),
    ActionSpec(Do.COPY_VIEW, EDIT, mark("&Copy the view"), ("Ctrl+C",), starts_group=True),
    ActionSpec(Do.NAVIGATE, TOOLS, mark("&Navigate"), ("1",), checkable=True),
    ActionSpec(Do.BOX, TOOLS, mark("&Box"), ("2",), checkable=True),
    ActionSpec(Do.FLAT_BOX, TOOLS, mark("Bo&x on one slice"), ("D",), checkable=True),
    ActionSpec(Do.SCRIBBLE, TOOLS, mark("&Scribble"), ("3",), checkable=True),
    ActionSpec(Do.ERASER, TOOLS, mark("&Erase strokes"), ("4",), checkable=True),
    ActionSpec(Do.LASSO, TOOLS, mark("Lass&o"), ("5",), checkable=True),
    ActionSpec(Do.POINT, TOOLS, mark("&Point"), ("6",), checkable=True),
    ActionSpec(Do.REPAIR, TOOLS, mark("&Repair the mask"), ("7",), checkable=True),
    ActionSpec(Do.FILL, TOOLS, mark("&Fill between slices"), ("B",), starts_group=True),
    ActionSpec(Do.RULER, TOOLS, mark("R&uler"), ("8",), True, starts_group=True),
    ActionSpec(Do.CIRCLE, TOOLS, mark("C&ircle: mean and range"), ("9",), checkable=True),
    ActionSpec(Do.SWAP, TOOLS, mark("S&wap object and background"), ("X",), starts_group=True),
    ActionSpec(Do.BRUSH_SMALLER, TOOLS, mark("S&maller brush"), ("[",)),
    ActionSpec(Do.BRUSH_LARGER, TOOLS, mark("&Larger brush"), ("]",)),
    ActionSpec(Do.RUN, SEGMENT, mark("&Segment or refine now"), ("Space",)),
    ActionSpec(Do.RUN_AGAIN, SEGMENT, mark("Segment again on the &image shown"), ("Shift+Space",)),
    ActionSpec(Do.ACCEPT, SEGMENT, mark("&Accept the mask"), ("Enter", "Return")),
    ActionSpec(Do.CANCEL, SEGMENT, mark("&Cancel"), ("Esc",)),
    ActionSpec(Do.LIVE, SEGMENT, mark("&Live"), ("L",), checkable=True, starts_group=True),
    ActionSpec(Do.MASK, VIEW, mark("&Mask"), ("S",), checkable=True),
    ActionSpec(Do.UNCERTAINTY, VIEW, mark("&Uncertainty"), ("U",), checkable=True),
    ActionSpec(Do.LOOK_BACK, VIEW, mark("&Before the last step (hold)"), ("Q",)),
    ActionSpec(Do.NEXT_DOUBT, VIEW, mark("Next &doubtful slice"), ("N",)),
    ActionSpec(Do.CROSSHAIR, VIEW, mark("&Crosshair"), ("C",), checkable=True),
    ActionSpec(Do.RADIOLOGICAL, VIEW, mark("Patient's left on the &right"), checkable=True),
    ActionSpec(Do.WINDOW_LEVEL, VIEW, mark("Next &window/level preset"), ("W",), starts_group=True),
    ActionSpec(Do.FIT_GREY, VIEW, mark("&Fit the grey scale to the box"), ("A",)),
    ActionSpec(Do.CONTRAST, VIEW, mark("Contrast b&y histogram"), ("H",), checkable=True),
    ActionSpec(Do.SMOOTH, VIEW, mark("Smooth &pixels"), ("P",), checkable=True),
    ActionSpec(Do.SLICES_3D, VIEW, mark("Slices in the &3D view"), ("T",), checkable=True),
    ActionSpec(Do.NEXT_IMAGE, VIEW, mark("Next &image"), ("I",), starts_group=True),
    ActionSpec(Do.PREVIOUS_IMAGE, VIEW, mark("Pre&vious image"), ("Shift+I",)),
    ActionSpec(Do.NEXT_TIME, VIEW, mark("&Next time point"), (".",)),
    ActionSpec(Do.PREVIOUS_TIME, VIEW, mark("Previous tim&e point"), (",",)),
    ActionSpec(Do.RESET, VIEW, mark("Reset t&he views"), ("R",), starts_group=True),
    ActionSpec(Do.FOUR_VIEWS, VIEW, mark("F&our views"), ("Ctrl+1",), True, starts_group=True),
    ActionSpec(Do.LARGE_VIEW, VIEW, mark("One &large view"), ("Ctrl+2",), checkable=True),
    ActionSpec(Do.SINGLE_VIEW, VIEW, mark("&A single view"), ("Ctrl+3",), checkable=True),
    ActionSpec(Do.FOCUS, VIEW, mark("Nothing but the &scan"), ("F",), checkable=True),
    ActionSpec(Do.THEME_SYSTEM, VIEW, mark("Like the &desktop"), (), True, True, THEME),
    ActionSpec(Do.THEME_LIGHT, VIEW, mark("&Light"), (), True, False, THEME),
    ActionSpec(Do.THEME_DARK, VIEW, mark("D&ark"), (), True, False, THEME),
    ActionSpec(Do.LANGUAGE_SYSTEM, VIEW, mark("Like the &desktop"), (), True, False, LANGUAGE),
    ActionSpec(Do.LANGUAGE_ENGLISH, VIEW, LANGUAGES["en"], (), True, False, LANGUAGE),
    ActionSpec(Do.LANGUAGE_GERMAN, VIEW, LANGUAGES["de"], (), True, False, LANGUAGE),
    ActionSpec(Do.LANGUAGE_FRENCH, VIEW, LANGUAGES["fr"], (), True, False, LANGUAGE),
    ActionSpec(Do.GUIDE, HELP, mark("&User guide"), ("Shift+F1",)),
    ActionSpec(Do.KEYS, HELP, mark("&Mouse and keys"), ("F1",)),
    ActionSpec(Do.SELF_TEST, HELP, mark("Self-&test")),
    ActionSpec(Do.DIAGNOSE, HELP, mark("Save &diagnostic file…")),
    ActionSpec(Do.ABOUT, HELP, mark("&About BIFSeg")),
)

Actions = dict[Do, QAction]


def build_actions(window: QMainWindow) -> Actions:
    """Fill the window's menu bar; returns its actions, connected to nothing yet."""
    menus: dict[str, QMenu] = {}
    actions: Actions = {}
    for spec in ACTIONS:
        if spec.menu not in menus:
            menus[spec.menu] = window.menuBar().addMenu("")
            word(menus[spec.menu], title=spec.menu)
        if spec.starts_group:
            menus[spec.menu].addSeparator()
        actions[spec.do] = _action(spec, window)
        _place_of(spec, menus).addAction(actions[spec.do])
    name_actions(actions)
    return actions


def name_actions(actions: Actions) -> None:
    """Let every action say its words in the language of now."""
    for spec in ACTIONS:
        actions[spec.do].setText(tr(spec.text))
        actions[spec.do].setToolTip(_tip(spec))


def _place_of(spec: ActionSpec, menus: dict[str, QMenu]) -> QMenu:
    """The menu or the menu inside it that the action stands in."""
    if not spec.submenu:
        return menus[spec.menu]
    if spec.submenu not in menus:
        menus[spec.submenu] = menus[spec.menu].addMenu("")
        word(menus[spec.submenu], title=spec.submenu)
    return menus[spec.submenu]


def plain_text(spec: ActionSpec) -> str:
    """The action's words without the mnemonic."""
    return tr(spec.text).replace("&", "").rstrip("…")


def key_text(spec: ActionSpec) -> str:
    """The action's first shortcut as this desktop writes it, empty where it has none."""
    native = QKeySequence.SequenceFormat.NativeText
    return QKeySequence(spec.keys[0]).toString(native) if spec.keys else ""


def _tip(spec: ActionSpec) -> str:
    return f"{plain_text(spec)} ({key_text(spec)})" if spec.keys else plain_text(spec)


def _action(spec: ActionSpec, window: QMainWindow) -> QAction:
    action = QAction(window)
    action.setObjectName(spec.do.value)
    action.setShortcuts([QKeySequence(key) for key in spec.keys])
    action.setCheckable(spec.checkable)
    window.addAction(action)
    return action
