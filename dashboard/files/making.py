"""How files are made: at a click, or one at a time, in the order in which they were asked for."""

import gc
import itertools
import logging
import secrets
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import streamlit as st
from streamlit import runtime

LOG = logging.getLogger("dashboard")
# What made files may hold together, in bytes; the oldest is let go, and made again when fetched.
MOST_HELD = 60_000_000

# Pictures and shapes take a fraction of a second each: one is drawn at a time, with no line to
# look at, and no deck before it.
DRAWING = threading.Lock()

Tell = Callable[[str], None]
"""Is told what is being done; raises LeftError where nobody waits for it any more."""
Make = Callable[[Tell], bytes]


class LeftError(Exception):
    """Nobody waits for the file any more."""


class Order:
    """A file that was asked for: it waits, is made, then is there or has failed.

    `said` is what is being done, `size` the bytes of what was made, and `error_id` is given where
    making failed. One that nobody wanted at its turn has `ended` with neither.
    """

    def __init__(self, make: Make, wanted: Callable[[], bool]) -> None:
        """Keep what makes the file, and what tells whether its reader is still there."""
        self._make, self._wanted = make, wanted
        self._given_up = False
        self.ended = threading.Event()
        self.said, self.error_id = "", ""
        self.size = 0
        self.data: bytes | None = None

    @property
    def wanted(self) -> bool:
        """Whether somebody still waits for it."""
        return not self._given_up and self._wanted()

    def give_up(self) -> None:
        """Take it out of the line, or stop its making at the next thing it tells."""
        self._given_up = True
        self.data = None

    def tell(self, said: str) -> None:
        """Keep what is being done. Raises LeftError where nobody waits for it any more."""
        if not self.wanted:
            raise LeftError
        self.said = said

    def made(self) -> bytes:
        """Return the file anew. Raises LeftError where nobody waits for it any more."""
        self.tell("")
        return self._make(self.tell)


class Line:
    """Orders one behind the other, one worker; a failure or a reader who left stops none."""

    def __init__(self, most_held: int = MOST_HELD) -> None:
        """Start an empty line that holds up to `most_held` bytes of made files."""
        self._worker = ThreadPoolExecutor(1, "file-making")
        self._waiting: list[Order] = []
        # A file goes with the session of its reader; the line only knows of it.
        self._held: list[weakref.ref[Order]] = []
        self._most_held = most_held

    def ask(self, order: Order) -> Order:
        """Put an order at the end of the line."""
        order.ended.clear()
        self._waiting.append(order)
        self._worker.submit(self._make, order)
        return order

    def before(self, order: Order) -> int:
        """Return how many files are made before this one, the one at work included."""
        waiting = list(self._waiting)
        if order not in waiting:
            return 0
        return sum(other.wanted for other in waiting[: waiting.index(order)])

    def file(self, order: Order) -> bytes:
        """Return what was made; wait for it to be made again where it was let go.

        Raises:
            LeftError: where it cannot be had any more.
        """
        data = order.data
        if data is None:
            self.ask(order).ended.wait()
            data = order.data
        if data is None:
            raise LeftError
        return data

    def _make(self, order: Order) -> None:
        try:
            data = order.made()
            self._hold(order, data)
        except LeftError:
            pass
        except Exception:
            order.error_id = secrets.token_hex(4)
            LOG.exception("a file could not be made, error id %s", order.error_id)
        finally:
            self._waiting.remove(order)
            order.ended.set()
            # A made file refers to itself: some megabytes stay until garbage is collected.
            gc.collect()

    def _hold(self, order: Order, data: bytes) -> None:
        order.data, order.size = data, len(data)
        known = [one for known in self._held if (one := known()) is not None and one is not order]
        held = [one for one in known if one.data is not None]
        while held and sum(one.size for one in held) + order.size > self._most_held:
            held.pop(0).data = None
        self._held = [weakref.ref(one) for one in [*held, order]]


DECKS = Line()


# A made file is fetched with the browser's next request; this leaves room for a slow line.
HELD_S = 10.0
# So many files are held at most; a newer one takes the place of the oldest.
HELD_FILES = 32
_places = itertools.cycle(range(HELD_FILES))


def file_button(
    label: str,
    make: Callable[[], bytes],
    file_name: str,
    mime: str,
    key: str,
    *,
    disabled: bool = False,
) -> None:
    """Offer a file; `make` runs in a thread of its own at each click and knows no session."""

    def made() -> bytes:
        data = make()
        _hold(data, file_name, mime)
        return data

    st.download_button(
        label,
        data=made,
        file_name=file_name,
        mime=mime,
        icon=":material/download:",
        on_click="ignore",
        disabled=disabled,
        key=key,
    )


def _hold(data: bytes, file_name: str, mime: str) -> None:
    """Keep a file from Streamlit's cleaning for `HELD_S` seconds.

    Streamlit books what a callable returns to no session, and every run of any reader's page
    sweeps such files: on a busy server the second sweep comes before the browser's request.
    Booked here under a place of its own, the same bytes are the same file.
    """
    files = runtime.get_instance().media_file_mgr
    place = f"held file {next(_places)}"
    files.add(data, mime, place, file_name=file_name, is_for_static_download=True)
    release = threading.Timer(HELD_S, files.add, (b"", mime, place))
    release.daemon = True
    release.start()
