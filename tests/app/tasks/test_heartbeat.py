from __future__ import annotations

from app.tasks.heartbeat import Heartbeat


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_longest_block_is_the_latest_tick(qapp: object) -> None:
    clock = Clock()
    heart = Heartbeat(clock=clock)
    heart.start()
    for late_ms in (5, 6, 105, 5):
        clock.now += late_ms / 1000
        heart.on_tick()
    heart.stop()
    assert abs(heart.longest_ms - 100) < 1e-6
    assert heart.percentile_ms(0.0) == 0.0


def test_a_pause_is_not_counted(qapp: object) -> None:
    clock = Clock()
    heart = Heartbeat(clock=clock)
    heart.start()
    heart.stop()
    clock.now += 10
    heart.resume()
    clock.now += 0.005
    heart.stop()
    assert heart.longest_ms < 1


def test_work_is_told_apart_from_lateness(qapp: object) -> None:
    clock, effort = Clock(), Clock()
    heart = Heartbeat(clock=clock, effort=effort)
    heart.start()
    for late_ms, worked_ms in ((400, 2), (60, 55), (5, 1)):
        clock.now += late_ms / 1000
        effort.now += worked_ms / 1000
        heart.on_tick()
    heart.stop()
    assert round(heart.longest_ms) == 395
    assert round(heart.longest_work_ms) == 55
    assert round(heart.work_percentile_ms(0.4)) == 1
