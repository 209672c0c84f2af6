from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from app.views.background import Background


def test_a_thread_that_does_not_end_in_time_is_kept_and_ended_later(qtbot: QtBot) -> None:
    gate, begun = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        gate.wait(20)

    background = Background("slow")
    background("slow", work, lambda _: None, lambda _: None)
    assert begun.wait(20)
    background.close(patience_ms=1)
    assert background.is_running
    gate.set()
    background.close()
    assert not background.is_running
