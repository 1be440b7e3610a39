"""Texts that were read and are shown before anybody decides to keep them."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict

from communique.record import Record

#: readings that wait to be kept; the oldest is forgotten first
_WAITING = 64


class Waiting:
    """Readings by a key that only the page which shows one knows."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: OrderedDict[str, tuple[Record, str]] = OrderedDict()

    def hold(self, record: Record, source: str) -> str:
        """Hold a reading and return its key."""
        key = secrets.token_urlsafe(16)
        with self._lock:
            self._held[key] = (record, source)
            if len(self._held) > _WAITING:
                self._held.popitem(last=False)
        return key

    def take(self, key: str) -> tuple[Record, str] | None:
        """Return a reading with its source and hold it no longer; None where it was forgotten."""
        with self._lock:
            return self._held.pop(key, None)
