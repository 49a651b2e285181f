"""What gives memory back: a chore done every half minute, and the allocator told to let go."""

import ctypes
import threading
from collections.abc import Callable
from contextlib import suppress

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
