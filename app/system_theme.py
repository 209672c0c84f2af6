"""Whether the desktop is light or dark, as far as it says."""

from __future__ import annotations

import enum
import sys

from PyQt5.QtCore import QSettings

_PORTAL = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_INTERFACE = "org.freedesktop.portal.Settings"
_QUESTION = ("org.freedesktop.appearance", "color-scheme")
_PATIENCE_MS = 200
_WINDOWS_KEY = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"


class Scheme(enum.Enum):
    """How a desktop or a window is dressed; the values are names of themes."""

    LIGHT = "light"
    DARK = "dark"


def system_scheme(*, platform: str = sys.platform) -> Scheme | None:
    """What the desktop asks its windows to be; None where it does not say.

    Args:
        platform: as `sys.platform` calls it.
    """
    if platform.startswith("linux"):
        return scheme_of_portal(_portal_answer())
    if platform == "win32":
        settings = QSettings(_WINDOWS_KEY, QSettings.Format.NativeFormat)
        return scheme_of_windows(settings.value("AppsUseLightTheme"))
    return Scheme.DARK if QSettings().value("AppleInterfaceStyle") == "Dark" else Scheme.LIGHT


def scheme_of_portal(answer: object) -> Scheme | None:
    """What the number of freedesktop's settings portal means: 1 dark, 2 light, else nothing."""
    return {1: Scheme.DARK, 2: Scheme.LIGHT}.get(answer) if isinstance(answer, int) else None


def scheme_of_windows(answer: object) -> Scheme | None:
    """What AppsUseLightTheme means; None where Windows is too old to know it."""
    if answer is None:
        return None
    return Scheme.LIGHT if int(str(answer)) else Scheme.DARK


def _portal_answer() -> object:
    from PyQt5.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusVariant

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return None
    question = QDBusMessage.createMethodCall(_PORTAL, _PATH, _INTERFACE, "Read")
    question.setArguments(list(_QUESTION))
    answers = bus.call(question, QDBus.CallMode.Block, _PATIENCE_MS).arguments()
    answer = answers[0] if answers else None
    while isinstance(answer, QDBusVariant):  # the portal wraps the number twice
        answer = answer.variant()
    return answer
