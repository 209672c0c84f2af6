"""How long work will still take."""

from __future__ import annotations

import pytest

from app.model.remaining import RemainingTime, remaining_words


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_steady_work_is_foretold_exactly(clock: Clock) -> None:
    remaining = RemainingTime(clock)
    for second in range(1, 10):
        clock.now = 100.0 + second
        assert remaining.seconds(second / 10) == pytest.approx(10 - second)


def test_nothing_is_foretold_too_early_or_without_an_end(clock: Clock) -> None:
    remaining = RemainingTime(clock)
    clock.now += 0.5
    assert remaining.seconds(0.5) is None
    clock.now += 5
    assert remaining.seconds(0.01) is None
    assert remaining.seconds(-1.0) is None


def test_a_jump_is_smoothed_and_the_end_is_never_in_the_past(clock: Clock) -> None:
    remaining = RemainingTime(clock)
    clock.now += 2
    assert remaining.seconds(0.1) == pytest.approx(18)
    assert 0 < remaining.seconds(0.9) < 18
    clock.now += 60
    assert remaining.seconds(1.0) >= 0


def test_other_work_begins_anew(clock: Clock) -> None:
    remaining = RemainingTime(clock)
    clock.now += 50
    remaining.begin()
    clock.now += 2
    assert remaining.seconds(0.5) == pytest.approx(2)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (0.4, ""), (4.2, "about 4 s left"), (130, "about 2 min left")],
)
def test_it_is_told_in_words(seconds: float | None, words: str) -> None:
    assert remaining_words(seconds) == words
