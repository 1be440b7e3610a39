"""Commitments as a table: a row for each entry, without its history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.commitments.model import Commitment
from communique.export import spreadsheets

#: the columns in their order; each is a field of ``Commitment``
COLUMNS = ("id", "parties", "towards", "act", "areas", "what", "status", "times", "first_said", "last_said")


def as_csv(commitments: Iterable[Commitment]) -> Iterator[str]:
    """Yield the lines of the entries as CSV, that of the names of the columns first."""
    yield spreadsheets.line(COLUMNS)
    for each in commitments:
        yield spreadsheets.line(getattr(each, name) for name in COLUMNS)
