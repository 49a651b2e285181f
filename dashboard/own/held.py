"""What the server holds of readers' own tables, coming in and kept: bounded, in memory, let go."""

import asyncio
import ctypes
import itertools
import threading
import time
import weakref
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from starlette import requests
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from streamlit import config, runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

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


FULL_NOTE = (
    "This server is holding as many tables as it can. Try again later, or run the dashboard on "
    "your own machine"
)


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


# Streamlit has no setting for any of this, so its parser of forms and its store of files are
# reached into here, and nowhere else.
# The largest file that Streamlit lets in (server.maxUploadSize) stays below.
IN_MEMORY = 16 * 2**20
MOST_INCOMING = 48 * 2**20
# Ten megabytes on a line of half a megabit a second.
SLOWEST = 180.0
# The type a file is given whose bytes were not kept.
REFUSED = "application/x-not-kept"


class BoundedParser(MultiPartParser):
    """Starlette's parser of a form, which no longer spools to the disk nor takes without end."""

    spool_max_size = IN_MEMORY
    incoming = 0

    def __init__(self, *arguments: object, **named: object) -> None:
        """Take what the parser takes."""
        super().__init__(*arguments, **named)  # type: ignore[arg-type]  # passed on as they are
        self._taken = 0
        self._refused = False

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        """Take bytes of a file, or from the first that has no room on, none."""
        size = end - start
        if self._refused or BoundedParser.incoming + waiting_bytes() + size > MOST_INCOMING:
            self._refused = True
            return
        self._taken += size
        BoundedParser.incoming += size
        super().on_part_data(data, start, end)

    async def parse(self) -> FormData:
        """Return the form; a file that had no room comes in empty, and marked."""
        _tidy()
        try:
            form = await asyncio.wait_for(super().parse(), SLOWEST)
        except TimeoutError:
            raise MultiPartException("The file came in too slowly.") from None
        finally:
            BoundedParser.incoming -= self._taken
        _UNREAD.wake()
        for file in form.values():
            if self._refused and isinstance(file, UploadFile):
                await file.seek(0)
                file.file.truncate()
                file.headers = Headers({"content-type": REFUSED})
        return form


def watch_incoming() -> None:
    """Bound what comes in from now on; once in the life of a server is enough."""
    vars(requests)["MultiPartParser"] = BoundedParser


def take_out(uploaded: UploadedFile) -> bytes:
    """Return the bytes of an uploaded file, which the server then lets go of.

    Raises:
        FullError: where the server had no room for them.
    """
    content = uploaded.getvalue()
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, uploaded.file_id)
    if uploaded.type == REFUSED:
        raise FullError
    return content


def waiting_bytes() -> int:
    """Return the bytes of all files that have come in and have not been read."""
    store = _store()
    stats = store.get_stats() if store else {}
    return sum(stat.byte_length for family in stats.values() for stat in family)


def _store() -> MemoryUploadedFileManager | None:
    found = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    return found if isinstance(found, MemoryUploadedFileManager) else None


def _tidy() -> None:
    """Drop what no page will read: files of sessions that were left, and all but the newest."""
    store = _store()
    if store is None:
        return
    for session, files in list(store.file_storage.items()):
        stays = 1 if runtime.get_instance().is_active_session(session) else 0
        names = list(files)
        for name in names[: len(names) - stays]:
            store.remove_file(session, name)


def _drop_unread() -> bool:
    """Drop files that no page has read since the last time: nobody's page asked for them."""
    _tidy()
    store = _store()
    if store is None:
        return False
    now = {(session, name) for session, files in list(store.file_storage.items()) for name in files}
    for session, name in now & _SEEN:
        store.remove_file(session, name)
    _SEEN.clear()
    _SEEN.update(now)
    return bool(now)


_SEEN: set[tuple[str, str]] = set()
_UNREAD = Sweeper(_drop_unread)
