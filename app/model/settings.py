"""What the window remembers from one start to the next, in an ini file."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from platformdirs import user_config_path
from PyQt5.QtCore import QByteArray, QObject, QSettings

from app.theme import ThemeChoice
from app.translation import LANGUAGES
from bifseg_core.config import EngineConfig, EngineConfigs

MAX_RECENT = 8
LOOK_HABITS = ("radiological", "interpolated", "crosshair_visible", "contrast_shown")


class Settings(QObject):
    """Reads and writes the ini file; where it cannot be written, remembers until the end.

    Args:
        path: the ini file; by default in the user's configuration folder.
    """

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path or user_config_path("BIFSeg", appauthor=False) / "window.ini"
        self._file = QSettings(str(self.path), QSettings.Format.IniFormat, self)
        self._held: dict[str, object] = {}

    @property
    def notice_seen(self) -> bool:
        """Whether the notice of the first start was dismissed."""
        return self._read("notice_seen", "false") in ("true", True)

    @notice_seen.setter
    def notice_seen(self, seen: bool) -> None:
        self._write("notice_seen", "true" if seen else "false")

    @property
    def hints_seen(self) -> bool:
        """Whether the hints on the sample were gone through or skipped."""
        return self._read("hints_seen", "false") in ("true", True)

    @hints_seen.setter
    def hints_seen(self, seen: bool) -> None:
        self._write("hints_seen", "true" if seen else "false")

    @property
    def live(self) -> bool:
        """Whether a box and a stroke start the work by themselves."""
        return self._read("live", "true") in ("true", True)

    @live.setter
    def live(self, live: bool) -> None:
        self._write("live", "true" if live else "false")

    @property
    def theme(self) -> ThemeChoice:
        """Light, dark, or as the desktop is."""
        value = self._read("theme", None)
        known = value in [choice.value for choice in ThemeChoice]
        return ThemeChoice(value) if known else ThemeChoice.SYSTEM

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._write("theme", choice.value)

    @property
    def language(self) -> str:
        """The code of the chosen language, "" for the desktop's."""
        value = str(self._read("language", ""))
        return value if value in LANGUAGES else ""

    @language.setter
    def language(self, code: str) -> None:
        self._write("language", code)

    @property
    def geometry(self) -> QByteArray | None:
        """Where the window stood, as Qt wrote it."""
        value = self._read("geometry", None)
        return value if isinstance(value, QByteArray) else None

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._write("geometry", geometry)

    @property
    def arrangement(self) -> str:
        """How the views share the window, in the grid's own words."""
        return str(self._read("arrangement", ""))

    @arrangement.setter
    def arrangement(self, arrangement: str) -> None:
        self._write("arrangement", arrangement)

    @property
    def folded(self) -> frozenset[str]:
        """The names of the panel's cards that are folded."""
        return frozenset(str(self._read("folded", "method history")).split())

    @folded.setter
    def folded(self, names: frozenset[str]) -> None:
        self._write("folded", " ".join(sorted(names)))

    @property
    def look(self) -> dict[str, bool]:
        """How scans are looked at out of habit, by the names of `ViewSettings`."""
        known = {name: self._read(f"look/{name}", None) for name in LOOK_HABITS}
        return {name: value in ("true", True) for name, value in known.items() if value is not None}

    @look.setter
    def look(self, look: dict[str, bool]) -> None:
        for name in LOOK_HABITS:
            self._write(f"look/{name}", "true" if look[name] else "false")

    @property
    def configs(self) -> EngineConfigs:
        """The engine's parameters that were used last; the default where none can be read.

        Defaults are not written down, so that those of a later version take their place.
        """
        found = EngineConfigs()
        with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
            written = json.loads(str(self._read("configs", "{}")))
            for dimension in (2, 3):
                if str(dimension) in written:
                    config = EngineConfig.from_plain(written[str(dimension)])
                    found = found.having(dimension, config)
        return found

    @configs.setter
    def configs(self, configs: EngineConfigs) -> None:
        chosen = {d: configs.of(d) for d in (2, 3) if configs.of(d) != EngineConfigs().of(d)}
        plain = {str(dimension): config.plain() for dimension, config in chosen.items()}
        self._write("configs", json.dumps(plain))

    @property
    def device(self) -> str:
        """Where networks run: "auto", "cpu" or "cuda"."""
        value = self._read("device", "auto")
        return value if value in ("auto", "cpu", "cuda") else "auto"

    @device.setter
    def device(self, device: str) -> None:
        self._write("device", device)

    @property
    def recent(self) -> tuple[Path, ...]:
        """The scans opened last that still exist, newest first."""
        value = self._read("recent", [])
        names = [value] if isinstance(value, str) else list(value or [])  # type: ignore[call-overload]
        return tuple(path for name in names if (path := Path(name)).exists())

    def add_recent(self, path: Path) -> None:
        """Put that scan in front."""
        others = [known for known in self.recent if known != path]
        self._write("recent", [str(known) for known in [path, *others][:MAX_RECENT]])

    def clear_recent(self) -> None:
        """Forget which scans were opened."""
        self._write("recent", [])

    def _read(self, key: str, default: object) -> object:
        return self._held[key] if key in self._held else self._file.value(key, default)

    def _write(self, key: str, value: object) -> None:
        self._held[key] = value
        self._file.setValue(key, value)
        self._file.sync()
