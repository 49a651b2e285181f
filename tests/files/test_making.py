"""The line of files that take long: its order, who leaves it, what fails in it, what it holds."""

import gc
import threading
from collections.abc import Iterator

import pytest

from dashboard.files.making import LeftError, Line, Make, Order, Tell

LONG_S = 30


class Gate:
    """A file whose making waits until it is let go."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()

    def make(self, tell: Tell) -> bytes:
        self.begun.set()
        assert self.go.wait(LONG_S)
        tell("the last step")
        return b"gate"


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.go.set()


def order(make: Make, *, there: bool = True) -> Order:
    return Order(make, lambda: there)


def fourfold(part: bytes) -> Make:
    return lambda _tell: part * 4


def ended(*orders: Order) -> bool:
    return all(one.ended.wait(LONG_S) for one in orders)


def test_files_are_made_in_the_order_in_which_they_were_asked_for(gate: Gate) -> None:
    line, made = Line(), list[int]()

    def numbered(number: int) -> Make:
        def make(_tell: Tell) -> bytes:
            made.append(number)
            return b"%d" % number

        return make

    first = line.ask(order(gate.make))
    rest = [line.ask(order(numbered(number))) for number in range(9)]
    assert gate.begun.wait(LONG_S)
    assert [line.before(one) for one in (first, *rest)] == list(range(10))
    gate.go.set()
    assert ended(first, *rest)
    assert made == list(range(9))
    assert [line.file(one) for one in rest] == [b"%d" % number for number in range(9)]
    assert [line.before(one) for one in rest] == [0] * 9


def test_who_leaves_does_not_hold_the_line(gate: Gate) -> None:
    line = Line()
    first = line.ask(order(gate.make))
    left = line.ask(order(lambda _tell: b"left", there=False))
    changed = line.ask(order(lambda _tell: b"changed"))
    last = line.ask(order(lambda _tell: b"last"))
    changed.give_up()
    assert line.before(last) == 1
    first.give_up()  # it is at work and stops at the next step
    gate.go.set()
    assert ended(first, left, changed, last)
    assert [one.data for one in (first, left, changed, last)] == [None, None, None, b"last"]
    assert not any(one.error_id for one in (first, left, changed))
    with pytest.raises(LeftError):
        line.file(changed)


def test_an_error_in_one_does_not_stop_the_line() -> None:
    line = Line()
    bad = line.ask(order(lambda _tell: bytes(1 // 0)))
    good = line.ask(order(lambda _tell: b"good"))
    assert ended(bad, good)
    assert len(bad.error_id) == 8
    assert (good.error_id, good.data) == ("", b"good")


def test_a_file_that_was_let_go_is_made_again_when_it_is_fetched() -> None:
    line = Line(most_held=10)
    orders = [line.ask(order(fourfold(part))) for part in (b"a", b"b", b"c")]
    assert ended(*orders)
    assert [one.data for one in orders] == [None, b"bbbb", b"cccc"]
    assert [line.file(one) for one in orders] == [b"aaaa", b"bbbb", b"cccc"]
    large = line.ask(order(lambda _tell: b"x" * 11))
    assert ended(large)
    assert [one.data for one in (*orders, large)] == [None, None, None, b"x" * 11]


def test_a_file_goes_with_the_session_that_asked_for_it() -> None:
    line = Line(most_held=10)
    kept = line.ask(order(lambda _tell: b"kept"))
    gone = line.ask(order(lambda _tell: b"gone"))
    assert ended(kept, gone)
    del gone
    gc.collect()
    third = line.ask(order(lambda _tell: b"third"))
    assert ended(third)
    assert kept.data == b"kept"
