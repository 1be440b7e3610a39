"""Which reports the demo register is made of, and where they pretend to come from."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent


class Report(NamedTuple):
    """One invented report: the file that holds it, the day on which it came out, and its address (ISO date, URL)."""

    path: Path
    published: str
    url: str


def reports() -> tuple[Report, ...]:
    """Return the reports in the order in which they came out; raises OSError where the package lacks its list."""
    rows = (FOLDER / "provenance.tsv").read_text(encoding="utf-8").splitlines()
    fields = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return tuple(Report(path=FOLDER / "reports" / name, published=day, url=url) for name, day, url in fields)
