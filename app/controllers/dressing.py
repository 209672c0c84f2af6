"""Which theme and which language the window has, and remembering both."""

from __future__ import annotations

from PyQt5.QtCore import QObject, Qt, pyqtSignal
from PyQt5.QtWidgets import QApplication

from app import theme
from app.model.settings import Settings
from app.system_theme import system_scheme
from app.theme import ThemeChoice
from app.translation import LANGUAGES, install, system_language, tr
from app.wording import reword


class DressController(QObject):
    """Dresses the application anew when the user or the desktop wants it.

    Args:
        settings: remembers what was chosen.

    Signals:
        changed: the choice of theme or language; carries nothing.
        language_changed: words on widgets are said anew already; all others are to be; carries
            nothing.
        said: carries a sentence for the status line.
    """

    changed = pyqtSignal()
    language_changed = pyqtSignal()
    said = pyqtSignal(str)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        application = QApplication.instance()
        application.applicationStateChanged.connect(self.on_application_state_changed)

    @property
    def theme(self) -> ThemeChoice:
        """What the user chose."""
        return self._settings.theme

    @property
    def language(self) -> str:
        """The code of the language that was chosen, "" for the desktop's."""
        return self._settings.language

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Wear that theme from now on."""
        self._settings.theme = choice
        dress(self._settings)
        self.changed.emit()

    def choose_language(self, code: str) -> None:
        """Speak that language at once, and say so in it."""
        self._settings.language = code
        speak(self._settings)
        reword()
        self.language_changed.emit()
        self.changed.emit()
        name = LANGUAGES[code or system_language()]
        self.said.emit(tr("The window speaks {language} now.", language=name))

    def on_application_state_changed(self, state: Qt.ApplicationState) -> None:
        """The user comes back, perhaps from the desktop's settings."""
        if state == Qt.ApplicationState.ApplicationActive and self.theme is ThemeChoice.SYSTEM:
            dress(self._settings)


def dress(settings: Settings) -> None:
    """Put on the theme that is to be worn now, unless it is worn already."""
    asks_system = settings.theme is ThemeChoice.SYSTEM
    wanted = theme.chosen_colours(settings.theme, system_scheme() if asks_system else None)
    application = QApplication.instance()
    if application.property("scheme") != wanted.name:
        theme.apply(application, wanted)


def speak(settings: Settings) -> None:
    """Speak the chosen language."""
    install(QApplication.instance(), settings.language or system_language())
