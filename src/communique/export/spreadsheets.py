"""Lines of CSV, of which no cell is computed where a spreadsheet opens them.

What stands in a report may begin as a formula does, and a spreadsheet would run it: fetch an address, or show another
value than was said. Such a cell gets an apostrophe before it; one that has apostrophes there already gets one more, so
that taking one away gives back every cell as it was. Numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

from communique.export.columns import cell

#: how a formula begins, for some spreadsheet in some country: also in full width, or behind a tab or line end
_FORMULA = re.compile(
    "'*[=+\\-@\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}"
    "\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}]"
)


def line(values: Iterable[Any]) -> str:
    """Return a line of CSV, with its end, that gives these values back cell by cell."""
    held = io.StringIO(newline="")
    # by the longer line end, as csv quotes of a cell's line ends only those that it would end a line with
    csv.writer(held, lineterminator="\r\n").writerow([guarded(value) for value in values])
    return held.getvalue().removesuffix("\r\n") + "\n"


def guarded(value: Any) -> str:
    """Return a value as the text of a cell that no spreadsheet takes for a formula."""
    text = cell(value)
    harmless = isinstance(value, int | float) or not _FORMULA.match(text)
    return text if harmless else f"'{text}"


def as_it_was(text: str) -> str:
    """Return the text of a guarded cell without its guard."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
