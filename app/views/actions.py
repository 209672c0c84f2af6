"""Every action of the window in one table: menus, shortcuts and the F1 sheet are made from it."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PyQt5.QtGui import QKeySequence
from PyQt5.QtWidgets import QAction, QMainWindow, QMenu


class Do(enum.Enum):
    """What can be done, by menu or key."""

    OPEN = "open"
    OPEN_FOLDER = "open folder"
    OPEN_SAMPLE = "open sample"
    OPEN_CASE = "open case"
    SAVE_CASE = "save case"
    LOAD_REFERENCE = "load reference"
    EXPORT = "export"
    EXPORT_AS = "export as"
    QUIT = "quit"
    UNDO = "undo"
    REDO = "redo"
    NEW_OBJECT = "new object"
    REMOVE_OBJECT = "remove object"
    NAVIGATE = "navigate"
    BOX = "box"
    SCRIBBLE = "scribble"
    ERASER = "eraser"
    SWAP = "swap"
    BRUSH_SMALLER = "brush smaller"
    BRUSH_LARGER = "brush larger"
    RUN = "run"
    ACCEPT = "accept"
    CANCEL = "cancel"
    LIVE = "live"
    MASK = "mask"
    CROSSHAIR = "crosshair"
    WINDOW_LEVEL = "window level"
    RADIOLOGICAL = "radiological"
    RESET = "reset"
    FOCUS = "focus"
    KEYS = "keys"
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
    """

    do: Do
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    checkable: bool = False
    starts_group: bool = False


FILE, EDIT, TOOLS, SEGMENT, VIEW, HELP = "&File", "&Edit", "&Tools", "&Segment", "&View", "&Help"

ACTIONS = (
    ActionSpec(Do.OPEN, FILE, "&Open a scan…", ("Ctrl+O",)),
    ActionSpec(Do.OPEN_FOLDER, FILE, "Open a &folder of DICOM…", ("Ctrl+Shift+O",)),
    ActionSpec(Do.OPEN_SAMPLE, FILE, "Try the &sample"),
    ActionSpec(Do.OPEN_CASE, FILE, "Open a &case…", starts_group=True),
    ActionSpec(Do.SAVE_CASE, FILE, "Sa&ve the case…", ("Ctrl+Shift+S",)),
    ActionSpec(Do.LOAD_REFERENCE, FILE, "Load a &reference mask…", starts_group=True),
    ActionSpec(Do.EXPORT, FILE, "&Export the mask…", ("Ctrl+E", "Ctrl+S"), starts_group=True),
    ActionSpec(Do.EXPORT_AS, FILE, "Export &as…", ("Ctrl+Shift+E",)),
    ActionSpec(Do.QUIT, FILE, "&Quit", ("Ctrl+Q",), starts_group=True),
    ActionSpec(Do.UNDO, EDIT, "Undo", ("Ctrl+Z",)),
    ActionSpec(Do.REDO, EDIT, "Redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionSpec(Do.NEW_OBJECT, EDIT, "&New object", ("Ctrl+N",), starts_group=True),
    ActionSpec(Do.REMOVE_OBJECT, EDIT, "Remo&ve the object"),
    ActionSpec(Do.NAVIGATE, TOOLS, "&Navigate", ("1",), checkable=True),
    ActionSpec(Do.BOX, TOOLS, "&Box", ("2",), checkable=True),
    ActionSpec(Do.SCRIBBLE, TOOLS, "&Scribble", ("3",), checkable=True),
    ActionSpec(Do.ERASER, TOOLS, "&Erase strokes", ("4",), checkable=True),
    ActionSpec(Do.SWAP, TOOLS, "S&wap object and background", ("X",), starts_group=True),
    ActionSpec(Do.BRUSH_SMALLER, TOOLS, "S&maller brush", ("[",)),
    ActionSpec(Do.BRUSH_LARGER, TOOLS, "&Larger brush", ("]",)),
    ActionSpec(Do.RUN, SEGMENT, "&Segment or refine now", ("Space",)),
    ActionSpec(Do.ACCEPT, SEGMENT, "&Accept the mask", ("Return", "Enter")),
    ActionSpec(Do.CANCEL, SEGMENT, "&Cancel", ("Esc",)),
    ActionSpec(Do.LIVE, SEGMENT, "&Live", ("L",), checkable=True, starts_group=True),
    ActionSpec(Do.MASK, VIEW, "&Mask", ("S",), checkable=True),
    ActionSpec(Do.CROSSHAIR, VIEW, "&Crosshair", ("C",), checkable=True),
    ActionSpec(Do.RADIOLOGICAL, VIEW, "Patient's left on the &right", checkable=True),
    ActionSpec(Do.WINDOW_LEVEL, VIEW, "Next &window/level preset", ("W",), starts_group=True),
    ActionSpec(Do.RESET, VIEW, "&Reset the views", ("R",)),
    ActionSpec(Do.FOCUS, VIEW, "Nothing but the &scan", ("F",), checkable=True),
    ActionSpec(Do.KEYS, HELP, "&Mouse and keys", ("F1",)),
    ActionSpec(Do.ABOUT, HELP, "&About BIFSeg"),
)

Actions = dict[Do, QAction]


def build_actions(window: QMainWindow) -> Actions:
    """Fill the window's menu bar; returns its actions, connected to nothing yet."""
    menus: dict[str, QMenu] = {}
    actions: Actions = {}
    for spec in ACTIONS:
        if spec.menu not in menus:
            menus[spec.menu] = window.menuBar().addMenu(spec.menu)
        if spec.starts_group:
            menus[spec.menu].addSeparator()
        actions[spec.do] = _action(spec, window)
        menus[spec.menu].addAction(actions[spec.do])
    return actions


def plain_text(spec: ActionSpec) -> str:
    """The action's words without the mnemonic."""
    return spec.text.replace("&", "").rstrip("…")


def key_text(spec: ActionSpec) -> str:
    """The action's first shortcut as this desktop writes it, empty where it has none."""
    native = QKeySequence.SequenceFormat.NativeText
    return QKeySequence(spec.keys[0]).toString(native) if spec.keys else ""


def _action(spec: ActionSpec, window: QMainWindow) -> QAction:
    action = QAction(spec.text, window)
    action.setObjectName(spec.do.value)
    action.setShortcuts([QKeySequence(key) for key in spec.keys])
    action.setCheckable(spec.checkable)
    window.addAction(action)
    return action
