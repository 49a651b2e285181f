"""Files on their way in: in memory only, bounded over all readers, gone once they are read.

Streamlit has no setting for any of this, so its parser of forms and its store of files are reached
into here, and nowhere else.
"""

import asyncio

from starlette import requests
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.own.held import Sweeper

# The largest file that Streamlit lets in (server.maxUploadSize) stays below.
IN_MEMORY = 16 * 2**20
MOST_INCOMING = 48 * 2**20
# Ten megabytes on a line of half a megabit a second.
SECONDS = 180.0
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
            form = await asyncio.wait_for(super().parse(), SECONDS)
        except TimeoutError:
            raise MultiPartException("The file came in too slowly.") from None
        finally:
            BoundedParser.incoming -= self._taken
        _SWEEPER.wake()
        for file in form.values():
            if self._refused and isinstance(file, UploadFile):
                await file.seek(0)
                file.file.truncate()
                file.headers = Headers({"content-type": REFUSED})
        return form


def watch_incoming() -> None:
    """Bound what comes in from now on; once in the life of a server is enough."""
    vars(requests)["MultiPartParser"] = BoundedParser


def take_out(uploaded: UploadedFile) -> bytes | None:
    """Return the bytes of an uploaded file, which the server then lets go of.

    None where the server had no room for them.
    """
    content = None if uploaded.type == REFUSED else uploaded.getvalue()
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, uploaded.file_id)
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
_SWEEPER = Sweeper(_drop_unread)
