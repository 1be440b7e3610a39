"""How much one client may ask of the desk: the size of a request, and how often what is costly."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

#: bytes that the body of a request may have: a text that ``read`` takes, and the form around it
MAX_BODY = 12_000_000
#: clients that are remembered; the one not seen for longest is forgotten first
_CLIENTS = 10_000


class Allowance:
    """A bucket for each client that holds ``burst`` uses and is filled with ``per_minute`` of them."""

    def __init__(self, *, burst: int, per_minute: float) -> None:
        self._burst = float(burst)
        self._rate = per_minute / 60
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, client: str) -> float:
        """Use one up and return 0; where none is left, return the seconds until one is."""
        now = time.monotonic()
        with self._lock:
            left, since = self._left.pop(client, (self._burst, now))
            left = min(self._burst, left + (now - since) * self._rate)
            wait = 0.0 if left >= 1 else (1 - left) / self._rate
            self._left[client] = (left - 1 if left >= 1 else left, now)
            if len(self._left) > _CLIENTS:
                self._left.popitem(last=False)
        return wait
