from __future__ import annotations

from pathlib import Path

from app.model.settings import MAX_RECENT, Settings


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
