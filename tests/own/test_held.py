"""What the server holds for all readers: within its budget, for as long as they are there."""

import gc
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from dashboard.own import held as own_held
from dashboard.own.held import FullError, Ticket, held, held_bytes, hold, let_go

HALF = own_held.MOST_HELD // 2


@pytest.fixture(autouse=True)
def empty() -> Iterator[None]:
    before = dict(own_held._PLACES)
    own_held._PLACES.clear()
    yield
    own_held._PLACES.clear()
    own_held._PLACES.update(before)


def table() -> SimpleNamespace:
    return SimpleNamespace(rows=1)


def test_over_the_budget_nothing_is_lost() -> None:
    one = hold(table(), HALF)
    other = hold(table(), HALF)
    with pytest.raises(FullError):
        hold(table(), 1)
    with pytest.raises(FullError):
        hold(table(), HALF + 1, one)
    assert held(one) is not None
    assert held(other) is not None
    smaller = hold(table(), HALF - 1, one)
    assert held(one) is None
    assert held_bytes() == own_held.MOST_HELD - 1
    let_go(smaller)
    assert held_bytes() == HALF


def test_a_table_goes_with_its_session() -> None:
    ticket: Ticket | None = hold(table(), 5)
    assert held_bytes() == 5
    ticket = None
    gc.collect()
    assert ticket is None
    assert held_bytes() == 0


def test_a_session_that_was_left_is_swept(monkeypatch: pytest.MonkeyPatch) -> None:
    here, gone = table(), table()
    stays, goes = hold(here, 5), hold(gone, 7)
    own_held._PLACES[goes.number].session = "left"
    monkeypatch.setattr(own_held, "_is_open", lambda session: session != "left")
    assert own_held._sweep()
    assert held(goes) is gone
    own_held._PLACES[goes.number].seen -= 10_000
    assert own_held._sweep()
    assert held(goes) is None
    # What still points to it, as the callbacks of its page do, holds nothing.
    assert vars(gone) == {}
    assert held(stays) is here
