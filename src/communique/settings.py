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
MAX_TABLE_BYTES = Setting(
    "max_table_bytes",
    10_000_000_000,
    "Bytes, unpacked, that a JSONL, CSV or Parquet file may hold; it is read row by row, so this bounds time.",
)
MAX_JSON_BYTES = Setting(
    "max_json_bytes",
    100_000_000,
    "Bytes that a JSON array may hold; it is read whole, unlike JSONL, which has no such limit.",
)
MAX_ROW_CHARACTERS = Setting(
    "max_row_characters", 20_000_000, "Characters that one line of JSONL or one cell of CSV may hold."
)
MAX_UNPACKED_BYTES = Setting(
    "max_unpacked_bytes", 50_000_000, "Bytes that a DOCX file or a packed single document may unpack to."
)
MAX_ZIP_ENTRIES = Setting("max_zip_entries", 2_000, "Parts that a DOCX file may hold.")
MAX_PDF_PAGES = Setting("max_pdf_pages", 200, "Pages that a PDF document of one report may have.")
MAX_PDF_OPERATIONS = Setting(
    "max_pdf_operations", 400_000, "Drawing operations that a PDF document may have; a page of text has a few hundred."
)
MIN_ENTRY_WORDS = Setting(
    "min_entry_words", 40, "Words that an entry of a feed must hold to be a report and not the teaser of one."
)
FETCH_TIMEOUT = Setting("fetch_timeout", 20, "Seconds to wait for a web server to connect or to send more.")
FETCH_DEADLINE = Setting("fetch_deadline", 60, "Seconds that fetching one web address may take in all.")
FETCH_PAUSE = Setting("fetch_pause", 1, "Seconds between two requests to one web server; robots.txt may ask for more.")
LONGEST_PAUSE = Setting(
    "longest_pause", 30, "Seconds between two requests beyond which a site that asks for more is refused."
)
MAX_REDIRECTS = Setting("max_redirects", 5, "Redirects that are followed from one web address.")

#: every setting, in the order in which the documentation lists them
SETTINGS: tuple[Setting, ...] = (
    MAX_BYTES,
    MAX_CHARACTERS,
    MAX_HTML_DEPTH,
    MAX_HTML_ELEMENTS,
    KNOWN_UNTIL,
    MAX_TABLE_BYTES,
    MAX_JSON_BYTES,
    MAX_ROW_CHARACTERS,
    MAX_UNPACKED_BYTES,
    MAX_ZIP_ENTRIES,
    MAX_PDF_PAGES,
    MAX_PDF_OPERATIONS,
    MIN_ENTRY_WORDS,
    FETCH_TIMEOUT,
    FETCH_DEADLINE,
    FETCH_PAUSE,
    LONGEST_PAUSE,
    MAX_REDIRECTS,
)
