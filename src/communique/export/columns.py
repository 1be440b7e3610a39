"""The columns of every export, in order, each with what it means and where it comes from: the data dictionary."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, get_type_hints

from communique.register.queries import ClaimRow, EventRow, MeetingRow, StatementRow

#: the kinds of rows that can be exported as CSV and Parquet
KINDS: dict[str, type[ClaimRow]] = {"meetings": MeetingRow, "statements": StatementRow, "events": EventRow}
#: what every exported row carries, in every form, to trace it back to the words it was read from
TRACE = ("document", "url", "start", "end", "coder", "confidence", "verdict")
#: the same of an event in the forms of the event data sets, with the occurrence that it tells of
EVENT_TRACE = (*TRACE, "occurrence", "spans")

MEANINGS = {
    "document": "the document's id: the SHA-256 of its text",
    "url": "the address of the report",
    "start": "the first character of the words it was read from, counted in the document's text from 0",
    "end": "the character after the last of these words",
    "coder": "the version of communique that read the report",
    "confidence": "how certain the reading is, 0 to 1",
    "verdict": "a reviewer's: confirm, correct or add; empty if nobody decided. What was rejected is no row",
    "number": "the document's number in the register, in the order of adding",
    "id": "the id of the claim within its document",
    "date": "the day it happened or was said (ISO)",
    "method": "the construction that it was read from",
    "title": "the headline of the report",
    "publisher": "who published the report",
    "published": "the day or time of publication (ISO)",
    "form": "in_person, call, video, letter or visit",
    "participants": "the names of those who met",
    "countries": "the countries of those who met (ISO 3166-1 alpha-3)",
    "placename": "the place",
    "place_country": "the country of the place (ISO 3166-1 alpha-3)",
    "lat": "the latitude of the place in degrees",
    "lon": "the longitude of the place in degrees",
    "geonameid": "the place's id in GeoNames",
    "occasion": "the occasion of the meeting",
    "act": "what is done by saying it: agree, pledge, propose, request and so on",
    "areas": "the areas of cooperation it is about",
    "content": "the words of the content",
    "speaker": "the names of those who say it",
    "speaker_country": "the countries of those who say it",
    "addressee": "the names of those it is said to",
    "addressee_country": "the countries of those it is said to",
    "modality": "asserted, negated or conditional",
    "amount": "the amount named, as it stands in the text",
    "deadline": "the deadline named",
    "event_type": "the PLOVER event type",
    "event_mode": "the PLOVER mode",
    "contexts": "the PLOVER contexts",
    "quad_code": "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
    "cameo": "the CAMEO code",
    "goldstein": "the Goldstein value, -10 (conflict) to 10 (cooperation)",
    "actor": "the names of those who act",
    "actor_country": "the countries of those who act",
    "recipient": "the names of those acted upon",
    "recipient_country": "the countries of those acted upon",
    "actor_code": "the code of each actor, in the order of the names: its country, else its group's; empty if neither",
    "recipient_code": "the same of those acted upon",
    "spans": "all words that it was read from, as start-end, the end being the character after the last",
    "statement": "the id of the statement that the event was made from",
    "meeting": "the id of the meeting that the event was made from",
    "occurrence": "the id of the occurrence that it tells of, which the event leading it gives it",
    "mentions": "how many events of the register tell of the occurrence",
    "articles": "how many articles tell of it: documents, and further addresses that carried one",
    "sources": "how many sources tell of it: publishers, else hosts, and further hosts that carried a document",
    "first_report": "the date of the first report of the occurrence (ISO)",
    "last_report": "the date of the last report of it (ISO)",
}


def names(kind: type[ClaimRow]) -> tuple[str, ...]:
    """Return the columns of a kind of row, in order."""
    return tuple(each.name for each in dataclasses.fields(kind))


def cell(value: Any) -> str:
    """Return a value as the text of one cell: several are parted by semicolons, none is empty."""
    if value is None:
        return ""
    return ";".join(value) if isinstance(value, tuple) else str(value)


def dictionary() -> str:
    """Return the data dictionary as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    from communique.export.eventdata import GDELT, POLECAT

    yield "# Data dictionary"
    yield ""
    yield "Every column of every export. Lists are parted by `;` in CSV and TSV, and are lists in Parquet."
    yield "Words in CSV that begin as a formula have an apostrophe before them"
    yield "([CSV and spreadsheets](asking.md#csv-and-spreadsheets))."
    for kind, row in KINDS.items():
        hints = get_type_hints(row)
        yield from ("", f"## {kind.capitalize()} (CSV, Parquet)", "", "| column | type | meaning |", "|---|---|---|")
        for name in names(row):
            yield f"| `{name}` | {_type(hints[name])} | {MEANINGS[name]} |"
    yield from ("", "## Events as GDELT 1.0 TSV", "", "GDELT's 58 columns in its order, then what traces the row back.")
    yield "Empty where we have no such value: religions, ethnic groups, tone, ADM1 codes, the places of the actors."
    yield "An occurrence that several reports tell of is one row: NumMentions, NumArticles and NumSources are its"
    yield "`mentions`, `articles` and `sources`. An event dated by month or year only has an empty SQLDATE."
    yield "An event with several actors is one row, of the first of them. The code of an organisation of states is"
    yield "CAMEO's: IGO, for the EU and NATO the region, its own code (IGOEUREEC)."
    yield "CountryCodes of places are ISO alpha-3."
    yield from ("", ", ".join(f"`{name}`" for name in (*GDELT, *EVENT_TRACE)))
    yield from ("", "## Events as POLECAT TSV", "", "Intensity is the Goldstein value. One row an occurrence.")
    yield from ("", ", ".join(f"`{name}`" for name in (*POLECAT, *EVENT_TRACE)))


def _type(hint: Any) -> str:
    if hint == tuple[str, ...]:
        return "list of text"
    bare = {str: "text", int: "whole number", float: "number"}
    return next(said for one, said in bare.items() if hint in (one, one | None))
