"""Answers that take long to find in a large register, found before anybody asks for them."""

from __future__ import annotations

from communique.desk.asked import Filters
from communique.desk.pages.compare import accounts
from communique.desk.pages.search import counted
from communique.desk.pages.world import countries, pairs
from communique.desk.progress import progress
from communique.desk.service import Desk
from communique.register.counting import Period


def warm(desk: Desk) -> None:
    """Find what the pages tell where nothing is filtered, so that the first who opens one need not wait for it."""
    progress(desk)
    counted(desk, Filters().ask(newest=True))
    countries(desk, Period())
    pairs(desk, Period())
    accounts(desk, Filters())
