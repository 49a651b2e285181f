"""What the server holds for all its readers' own tables: bounded, and let go when they leave."""

import ctypes
import itertools
import threading
import time
import weakref
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from streamlit import config, runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

SECONDS = 30.0
# Of the C library: the number of an option, and the size of a block that is returned when freed.
# By itself it soon takes blocks of up to 32 MB from where they are stuck between others.
MMAP_THRESHOLD, LARGE = -3, 2**20


def give_back() -> None:
    """Return freed memory to the system; the allocator of Linux keeps it otherwise."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


class Sweeper:
    """Does one chore, which says whether anything is left for the next time."""

    def __init__(self, chore: Callable[[], bool]) -> None:
        """Take the chore; nothing runs before it is woken."""
        self._chore = chore
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def wake(self) -> None:
        """Begin, where it has not begun."""
        with self._lock:
            if self._timer is None:
                self._timer = threading.Timer(SECONDS, self._sweep)
                self._timer.daemon = True
                self._timer.start()

    def _sweep(self) -> None:
        with self._lock:
            self._timer = None
        again = self._chore()
        give_back()
        if again:
            self.wake()


with suppress(OSError, AttributeError, TypeError):
    ctypes.CDLL(None).mallopt(MMAP_THRESHOLD, LARGE)


MOST_HELD = 120 * 10**6


class FullError(Exception):
    """The server holds as many tables as it can."""


class Ticket:
    """What a session keeps of its table; the table goes when this does."""

    def __init__(self) -> None:
        """Take the next number."""
        self.number = next(_NUMBERS)


@dataclass
class _Place:
    content: object
    weight: int
    session: str
    seen: float


_NUMBERS = itertools.count()
# Finalizers run wherever the collector does, also within the lock.
_LOCK = threading.RLock()
_PLACES: dict[int, _Place] = {}


def held_bytes() -> int:
    """Return what all tables together weigh."""
    return sum(place.weight for place in list(_PLACES.values()))


def hold(content: object, weight: int, before: Ticket | None = None) -> Ticket:
    """Hold a table of `weight` bytes for this session, in the place of the one `before`.

    Raises:
        FullError: where there is no room; then the one before stays.
    """
    context = get_script_run_ctx()
    with _LOCK:
        freed = _PLACES.get(before.number) if before else None
        if held_bytes() + weight - (freed.weight if freed else 0) > MOST_HELD:
            raise FullError
        if before:
            _PLACES.pop(before.number, None)
        ticket = Ticket()
        session = context.session_id if context else ""
        _PLACES[ticket.number] = _Place(content, weight, session, time.monotonic())
    weakref.finalize(ticket, _PLACES.pop, ticket.number, None)
    _SWEEPER.wake()
    return ticket


def held(ticket: Ticket) -> object | None:
    """Return what was held, None where it was swept away."""
    place = _PLACES.get(ticket.number)
    return place.content if place else None


def let_go(ticket: Ticket) -> None:
    """Let go of a table."""
    _PLACES.pop(ticket.number, None)


def _sweep() -> bool:
    """Let go of what sessions held that have been left for as long as Streamlit waits for them."""
    now, most = time.monotonic(), config.get_option("server.disconnectedSessionTTL")
    for number, place in list(_PLACES.items()):
        if _is_open(place.session):
            place.seen = now
        elif now - place.seen > most:
            _PLACES.pop(number, None)
            # The callbacks of the page that was left still point to it.
            vars(place.content).clear()
    return bool(_PLACES)


def _is_open(session: str) -> bool:
    # Without a server, as in a test, nobody leaves.
    return not runtime.exists() or runtime.get_instance().is_active_session(session)


_SWEEPER = Sweeper(_sweep)
