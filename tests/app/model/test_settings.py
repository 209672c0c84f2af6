from __future__ import annotations

from pathlib import Path

import pytest

from app.model.settings import MAX_RECENT, Settings
from bifseg_core.config import EngineConfig, EngineConfigs


def test_settings_come_back_at_the_next_start(qapp: object, tmp_path: Path) -> None:
    scan = tmp_path / "größe 1.nii.gz"
    scan.touch()
    first = Settings(tmp_path / "sub" / "window.ini")
    assert not first.notice_seen
    assert first.live
    first.notice_seen, first.live = True, False
    first.add_recent(scan)
    again = Settings(tmp_path / "sub" / "window.ini")
    assert again.notice_seen
    assert not again.live
    assert again.recent == (scan,)


def test_recent_scans_are_few_newest_first_and_exist(qapp: object, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "window.ini")
    scans = [tmp_path / f"{number}.nii" for number in range(MAX_RECENT + 3)]
    for scan in scans:
        scan.touch()
        settings.add_recent(scan)
    settings.add_recent(scans[-2])
    assert len(settings.recent) == MAX_RECENT
    assert settings.recent[:2] == (scans[-2], scans[-1])
    scans[-1].unlink()
    assert scans[-1] not in settings.recent


def test_where_nothing_can_be_written_it_remembers_until_the_end(
    qapp: object, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where a folder should be")
    settings = Settings(blocked / "window.ini")
    settings.notice_seen = True
    settings.add_recent(blocked)
    assert settings.notice_seen
    assert settings.recent == (blocked,)


def test_parameters_come_back_and_defaults_are_not_written_down(
    qapp: object, tmp_path: Path
) -> None:
    path = tmp_path / "window.ini"
    usual = EngineConfigs()
    assert Settings(path).configs == usual
    changed = usual.having(3, EngineConfig.paper(3))
    Settings(path).configs = changed
    assert Settings(path).configs == changed
    assert "planar" not in path.read_text()
    Settings(path).configs = usual
    assert "smoothness_weight" not in path.read_text()


@pytest.mark.parametrize("nonsense", ["{", "[]", "null", '{"3": 7}', '{"3": {"graph_cut": {}}}'])
def test_parameters_that_cannot_be_read_are_the_defaults(
    qapp: object, tmp_path: Path, nonsense: str
) -> None:
    settings = Settings(tmp_path / "window.ini")
    settings._write("configs", nonsense)
    assert Settings(tmp_path / "window.ini").configs == EngineConfigs()
    settings.device = "toaster"
    assert settings.device == "auto"
