"""Every limit and default, each as a name, a value and a help line; a frozen value that callers may replace."""

from __future__ import annotations

from typing import NamedTuple


class Setting(NamedTuple):
    """One limit or default; ``help`` is what the documentation and ``communique doctor`` say about it."""

    name: str
    value: int | str
    help: str


MAX_BYTES = Setting(
    "max_bytes", 10_000_000, "Bytes that one input may hold; a larger file is refused before it is read."
)
MAX_CHARACTERS = Setting(
    "max_characters", 200_000, "Characters that one report may hold; a longer text is not one report and is refused."
)
MAX_HTML_DEPTH = Setting(
    "max_html_depth", 250, "Elements that may stand inside one another in a page; deeper ones are flattened."
)
MAX_HTML_ELEMENTS = Setting(
    "max_html_elements",
    30_000,
    "Elements that a web page may have; a page with more is no page of one report and is refused.",
)
KNOWN_UNTIL = Setting(
    "known_until",
    "2025-12-31",
    "The last day that the data of offices speaks for. A text that names a day but nowhere its year is taken to be of "
    "the latest such day before it.",
)

#: every setting, in the order in which the documentation lists them
SETTINGS: tuple[Setting, ...] = (MAX_BYTES, MAX_CHARACTERS, MAX_HTML_DEPTH, MAX_HTML_ELEMENTS, KNOWN_UNTIL)
