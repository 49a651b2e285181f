"""How a run reaches the world."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ways:
    """Where the services are and how to wait; tests give a server of their own and no time to lose.

    `addresses` replace those of the services; `patience` are the seconds to reach a service and
    to wait for each piece of an answer.
    """

    addresses: tuple[tuple[str, str], ...] = ()
    pause: Callable[[float], object] = time.sleep
    patience: tuple[float, float] | None = None
