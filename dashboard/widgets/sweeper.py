"""A chore that is done every half minute for as long as there is anything to do."""

import threading
from collections.abc import Callable

SECONDS = 30.0


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
        if self._chore():
            self.wake()
