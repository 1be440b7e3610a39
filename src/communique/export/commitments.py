"""Commitments as a table: a row for each entry, without its history."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from communique.commitments.model import Commitment
from communique.export.columns import cell

#: the columns in their order; each is a field of ``Commitment``
COLUMNS = ("id", "parties", "towards", "act", "areas", "what", "status", "times", "first_said", "last_said")


def write_csv(out: TextIO, commitments: Iterable[Commitment]) -> None:
    """Write the entries as CSV, the names of the columns first."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([cell(getattr(each, name)) for name in COLUMNS] for each in commitments)
