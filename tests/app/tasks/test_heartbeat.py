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
