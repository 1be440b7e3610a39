"""What every page works with: the register, the coder that reads into it, and who may."""

from __future__ import annotations

import ipaddress
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.desk.kept import Kept
from communique.desk.limits import Allowance
from communique.desk.waiting import Waiting
from communique.record import Record
from communique.register.store import Register
from communique.sources.page import Page

if TYPE_CHECKING:
    from communique.coder import Coder


#: texts that are read or wait for it; more would take the threads in which everybody's pages are made
PLACES = 3


class Busy(Exception):
    """So many texts wait to be read that another one should come later."""


class Reader:
    """Reads one text at a time: a coder is loaded at the first, and its caches are not made for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(PLACES)
        self._coder: Coder | None = None

    def read(self, page: Page) -> Record:
        """Return the record of a page; raises InputRefused where it is not in English, Busy where many wait."""
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            with self._lock:
                if self._coder is None:
                    from communique.coder import load

                    self._coder = load()
                return self._coder.read_page(page)
        finally:
            self._places.release()


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A register to be served.

    ``alone`` is the name of the only user where nobody signs in, which is so on a loopback address only. ``hosts``
    are the names that the desk answers to, so that no other site can be pointed at it. ``https`` says that browsers
    reach it by HTTPS, so that cookies travel by nothing else.
    """

    register: Register
    alone: str | None
    hosts: tuple[str, ...]
    https: bool = False
    waiting: Waiting = field(default_factory=Waiting)
    kept: Kept = field(default_factory=Kept)
    reader: Reader = field(default_factory=Reader)
    reads: Allowance = field(default_factory=lambda: Allowance(burst=20, per_minute=60))
    exports: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(3))
    sign_ins: Allowance = field(default_factory=lambda: Allowance(burst=5, per_minute=5))


def is_loopback(host: str) -> bool:
    """Return whether a host to bind to can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
