"""The log: who may speak in it, how large it gets, and that it never names anybody."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import logbook

SECRET = "Doe^Jane"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture(autouse=True)
def book(folder: Path) -> Iterator[logbook.Logbook]:
    begun = logbook.begin(folder)
    assert begun is not None
    yield begun
    begun.close()
    for name in ("app", "bifseg_core"):
        logging.getLogger(name).setLevel(logging.NOTSET)


def written(folder: Path) -> str:
    return "".join(path.read_text() for path in sorted(folder.iterdir()))


def raised() -> Exception:
    try:
        try:
            raise OSError(2, "No such file", f"/home/{SECRET}/scan.nii")
        except OSError as error:
            raise ValueError(f"{SECRET} is no number") from error
    except ValueError as error:
        error.add_note(SECRET)
        return error


def test_an_exception_is_told_by_types_and_places_alone(folder: Path) -> None:
    logging.getLogger("app.x").error("it broke", exc_info=raised())
    told = written(folder)
    assert "ERROR app.x: it broke" in told
    assert "ValueError" in told
    assert "FileNotFoundError" in told
    assert "test_logbook.py" in told
    assert "in raised" in told
    assert SECRET not in told
    assert str(Path(__file__).parent) not in told


def test_the_words_of_other_libraries_are_left_out(folder: Path) -> None:
    logging.getLogger("another.library").warning("bad name %s", SECRET)
    assert "WARNING another.library" in written(folder)
    assert SECRET not in written(folder)


@pytest.mark.parametrize(
    "text",
    [
        f"QFile: cannot open /home/{SECRET}/a b/c.png now",
        f"QFile: cannot open 'C:\\Users\\{SECRET}'",
        f'QFile: cannot open "{SECRET}"',
        f"QFile: cannot open ‘{SECRET}’",
    ],
)
def test_words_after_a_quotation_or_a_path_go(text: str) -> None:
    kept = logbook.before_quotation(text)
    assert kept.startswith("QFile: cannot open ")
    assert SECRET not in kept
    assert "scan" not in kept


def test_the_files_take_turns_and_stay_small(
    folder: Path, book: logbook.Logbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book.handler, "maxBytes", 1000)
    for number in range(300):
        logging.getLogger("app").info("line %d", number)
    files = [path for path in folder.iterdir() if path.name.startswith(logbook.LOG_NAME)]
    assert len(files) == 1 + logbook.KEPT_FILES
    assert all(path.stat().st_size <= 1000 for path in files)
    assert "line 299" in "\n".join(logbook.tail(folder))
    assert len(logbook.tail(folder, lines=3)) == 3


def test_a_terminal_is_told_of_warnings_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = logging.StreamHandler()
    logging.getLogger().addHandler(terminal)
    another = logbook.begin(tmp_path / "another")
    assert another is not None
    logging.getLogger("app").info("opened")
    logging.getLogger("app").warning("careful")
    another.close()
    logging.getLogger().removeHandler(terminal)
    said = capsys.readouterr().err
    assert "opened" not in said
    assert "careful" in said


def test_a_crash_of_the_interpreter_tells_no_folder(folder: Path) -> None:
    with (folder / logbook.CRASH_NAME).open("a") as file:
        file.write(f'  File "/home/{SECRET}/bifseg/app/errors.py", line 3 in present\n')
    assert logbook.tail(folder) == ['  File "errors.py", line 3 in present']


def test_without_a_place_for_it_there_is_no_log(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert logbook.begin(tmp_path / "file" / "log") is None
    assert logbook.tail(tmp_path / "file" / "log") == []


def test_a_full_disk_disturbs_nobody(
    folder: Path,
    book: logbook.Logbook,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Full:
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

        def flush(self) -> None:
            raise OSError(28, "No space left on device")

        def close(self) -> None:
            pass

    logging.getLogger("app").info("before")
    with monkeypatch.context() as patch:
        patch.setattr(book.handler, "stream", Full())
        logging.getLogger("app").info("during")
    logging.getLogger("app").info("after")
    assert capsys.readouterr().err == ""
    assert "after" in written(folder)
