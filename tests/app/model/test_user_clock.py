from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.user_clock import UserClock, UserTime


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now

    def passes(self, seconds: float) -> None:
        self.now += seconds


def test_pauses_of_five_seconds_are_idle() -> None:
    clock = Clock()
    user = UserClock(clock)
    user.start()
    clock.passes(4.9)
    user.touch()
    clock.passes(5.0)
    user.touch()
    clock.passes(1.0)
    user.touch()
    assert user.read().active == pytest.approx(5.9)
    assert user.read().idle == pytest.approx(5.0)
    assert user.read().total == pytest.approx(10.9)


@given(st.lists(st.tuples(st.floats(0, 9), st.booleans()), max_size=30))
def test_no_time_ever_falls(moments: list[tuple[float, bool]]) -> None:
    """A pause counts once it is over, as active, or once it is long, as idle."""
    clock = Clock()
    user = UserClock(clock)
    user.start()
    before = user.read()
    for seconds, acts in moments:
        clock.passes(seconds)
        if acts:
            user.touch()
        now = user.read()
        assert now.total >= before.total
        assert now.active >= before.active
        assert now.idle >= before.idle - 1e-9
        assert now.active + now.idle <= now.total + 1e-9
        before = now


def test_a_stopped_clock_stands_until_it_is_started_again() -> None:
    clock = Clock()
    user = UserClock(clock)
    user.start()
    clock.passes(2)
    user.stop()
    clock.passes(60)
    user.touch()
    assert abs(user.read().total - 2) < 1e-9
    user.start()
    clock.passes(3)
    user.touch()
    assert abs(user.read().total - 5) < 1e-9
    assert abs(user.read().active - 5) < 1e-9


def test_starting_twice_changes_nothing() -> None:
    clock = Clock()
    user = UserClock(clock)
    user.start()
    clock.passes(2)
    user.start()
    assert abs(user.read().total - 2) < 1e-9


def test_nothing_counts_before_the_start() -> None:
    clock = Clock()
    user = UserClock(clock)
    clock.passes(9)
    user.touch()
    assert user.read() == UserTime(0.0, 0.0)
