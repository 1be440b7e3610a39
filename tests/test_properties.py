"""What holds of every reading, of whatever text: spans, ids and codes are true, and the same text gives the same bytes.

The texts are our gold, what lies beside the repository where it is there, and all of these mangled in many ways.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import communique
from communique.errors import InputRefused
from communique.evaluation.loading import load_gold
from communique.events.ontology import ontology
from communique.record import Record, Span, document_id

GOLD = Path(__file__).parent / "gold"
SHARED = Path(__file__).parents[2] / "shared"
FOLDERS = tuple(
    f for f in (GOLD / "open", GOLD / "held", GOLD / "nothing", SHARED / "readouts/dev", SHARED / "seed") if f.is_dir()
)

#: characters that programs trip over: marks of direction, joiners, emoji of several code points, controls, scripts
ODD = (
    "\u202e", "\u200f", "\u200d", "\u00ad", "\ufeff", "\u2028", "\u0085", "\x00", "\x0c", "\t", "\u00a0",
    "\u3000", "\ud800", "👩‍👩‍👧", "🇰🇿", "Å", "A\u030a", "ﬁ", "İ", "ß", "漢字", "شكرا", "ру́сский", "𝒳", "•", "—",
    "…", "“", "”", "’", "<b>", "&amp;",
)  # fmt: skip
PUNCTUATION = ("!!!!", "??!", ".....", "''", '"', "((", "))", "--", ";;", ":", "[[", "///", ",,", "%%%")

STEADY = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@cache
def coder() -> communique.Coder:
    return communique.load()


@cache
def texts() -> dict[str, str]:
    return {f"{folder.name}/{gold.name}": gold.text for folder in FOLDERS for gold in load_gold([folder])}


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(files("communique").joinpath("schema.json").read_text(encoding="utf-8")))


def check_law(record: Record, text: str) -> None:
    """Fail where anything in the record breaks the law that every record obeys."""
    record.check()
    assert record.document.text == text
    assert record.document.id == document_id(text)
    assert record.schema == "communique/1"
    for what, span in spans(record):
        words = span.of(text)
        assert words == words.strip() != "", f"{what} {tuple(span)} is {words!r}"
    for things in (record.actors, record.meetings, record.statements, record.events):
        assert len({thing.id for thing in things}) == len(things)
    check_values(record)
    written = record.to_json()
    assert written == record.to_json()
    if not re.search("[\ud800-\udfff]", written):  # a lone surrogate is text in Python but not in JSON
        assert Record.from_json(written) == record
        validator().validate(json.loads(written))


def spans(record: Record) -> Iterator[tuple[str, Span]]:
    yield from (("caption", span) for span in record.document.captions)
    for actor in record.actors:
        yield from ((f"mention of {actor.name}", span) for span in actor.mentions)
    for statement in record.statements:
        yield f"content of {statement.id}", statement.content
    for claim in (*record.meetings, *record.statements, *record.events):
        yield from ((f"evidence of {claim.id}", span) for span in claim.evidence)
    yield from (("silence", silence.span) for silence in record.silences)


def check_values(record: Record) -> None:
    """Fail where a claim lacks its evidence, or a code is none."""
    known = ontology()
    for statement in record.statements:
        start, end = statement.content
        assert statement.speaker
        assert any(a <= start and end <= b for a, b in statement.evidence), f"no evidence holds {statement.content}"
    for meeting in record.meetings:
        assert meeting.participants
        assert meeting.evidence
    for event in record.events:
        assert event.evidence
        assert event.statement or event.meeting or event.method
        assert event.quad_code == known.types[event.event_type].quad
        assert event.cameo is None or known.cameo[event.cameo].goldstein == event.goldstein
    for claim in (*record.meetings, *record.statements, *record.events):
        assert 0 <= claim.confidence <= 1
        assert claim.method
    days = [record.document.dateline.date, *(c.date for c in (*record.meetings, *record.events))]
    assert all(day is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", day) for day in days)
    assert all(a.country is None or re.fullmatch(r"[A-Z]{3}", a.country) for a in record.actors)


def read(text: str) -> Record | None:
    """Return the record, None where the text is refused; any other error is a failure of the test."""
    try:
        return coder().read(text)
    except InputRefused:
        return None


@pytest.mark.parametrize("name", texts())
def test_every_gold_text_is_read_by_the_law(name: str) -> None:
    record = read(texts()[name])
    assert record is not None
    check_law(record, texts()[name])


@pytest.mark.parametrize("name", [name for name in texts() if name.startswith("open/")][::8])
def test_white_space_around_a_text_changes_no_statement(name: str) -> None:
    text = texts()[name]
    plain, padded = read(text), read(f"\n\n{text}\n \n")
    assert plain is not None
    assert padded is not None
    assert [s.content.of(text) for s in plain.statements] == [
        s.content.of(f"\n\n{text}\n \n") for s in padded.statements
    ]


@pytest.mark.parametrize("name", [name for name in texts() if name.startswith("open/")][::8])
def test_the_ends_of_lines_change_no_statement(name: str) -> None:
    text = texts()[name].replace("\r\n", "\n")
    windows = text.replace("\n", "\r\n")
    plain, other = read(text), read(windows)
    assert plain is not None
    assert other is not None
    contents = [[s.content.of(t).split() for s in r.statements] for r, t in ((plain, text), (other, windows))]
    assert contents[0] == contents[1]


def test_many_at_once_are_read_as_one_by_one() -> None:
    chosen = list(texts().values())[::9]
    singly = [record.to_json() for text in chosen if (record := read(text))]
    assert [record.to_json() for record in coder().pipe(chosen, batch_size=3)] == singly


PRINT_DIGESTS = """
import hashlib, sys
import communique
coder = communique.load()
for text in sys.stdin.buffer.read().decode().split("\\f"):
    print(hashlib.sha256(coder.read(text).to_json().encode()).hexdigest())
"""


def test_another_process_with_other_hashes_gives_the_same_bytes() -> None:
    chosen = [text for text in texts().values() if "\f" not in text][::12]
    expected = [hashlib.sha256(coder().read(text).to_json().encode()).hexdigest() for text in chosen]
    for seed in ("1", "77"):
        done = subprocess.run(
            [sys.executable, "-c", PRINT_DIGESTS],
            input="\f".join(chosen).encode(),
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
        assert done.stdout.decode().split() == expected


Mangle = Callable[[str], str]


def insert(what: str, where: float) -> Mangle:
    def mangled(text: str) -> str:
        at = int(where * len(text))
        return text[:at] + what + text[at:]

    return mangled


def cut(start: float, end: float) -> Mangle:
    def mangled(text: str) -> str:
        first, last = sorted((int(start * len(text)), int(end * len(text))))
        return text[:first] + text[last:]

    return mangled


def keep(start: float, end: float) -> Mangle:
    def mangled(text: str) -> str:
        first, last = sorted((int(start * len(text)), int(end * len(text))))
        return text[first:last]

    return mangled


def shuffle(key: int) -> Mangle:
    def order(paragraph: str) -> str:
        return hashlib.sha256(f"{key} {paragraph}".encode("utf-8", "surrogatepass")).hexdigest()

    return lambda text: "\n\n".join(sorted(text.split("\n\n"), key=order))


def swap(old: str, new: str) -> Mangle:
    return lambda text: text.replace(old, new)


WHOLESALE: tuple[Mangle, ...] = (
    str.upper,
    str.lower,
    str.title,
    str.swapcase,
    swap("\n", "\r\n"),
    swap("\n", "\r"),
    swap("\n\n", "\n"),
    swap("\n", " "),
    swap(" ", "  "),
    swap(" ", "\n"),
    swap(" ", "\u00a0"),
    swap(" ", "\t"),
    swap(".", ""),
    swap(".", "..."),
    swap(",", ""),
    swap(",", ";"),
    swap('"', ""),
    swap('"', "“"),
    swap("'", "’"),
    swap("said", "“said"),
    swap("e", "é"),
    swap("-", "–"),
    lambda text: text + "\n\n" + text,
    lambda text: "\n".join(reversed(text.split("\n"))),
    lambda text: " ".join(reversed(text.split(" "))),
    lambda text: text[::-1],
    lambda text: "> " + text.replace("\n", "\n> "),
)
SHARES = st.floats(0, 1)
MANGLES: st.SearchStrategy[Mangle] = st.one_of(
    st.sampled_from(WHOLESALE),
    st.builds(insert, st.sampled_from((*ODD, *PUNCTUATION)), SHARES),
    st.builds(cut, SHARES, SHARES),
    st.builds(keep, SHARES, SHARES),
    st.builds(shuffle, st.integers(0, 99)),
)


@STEADY
@given(st.sampled_from(sorted(texts())), st.lists(MANGLES, min_size=1, max_size=4))
def test_a_mangled_text_is_refused_or_read_by_the_law(name: str, mangles: list[Mangle]) -> None:
    text = texts()[name]
    for mangle in mangles:
        text = mangle(text)
    record = read(text)
    if record is not None:
        check_law(record, text)
        again = read(text)
        assert again is not None
        assert again.to_json() == record.to_json()


@pytest.mark.parametrize("number", range(len(WHOLESALE)))
def test_each_way_to_mangle_a_whole_text_is_survived(number: int) -> None:
    names = sorted(texts())
    text = WHOLESALE[number](texts()[names[number * 7 % len(names)]])
    record = read(text)
    if record is not None:
        check_law(record, text)


@pytest.mark.parametrize("odd", ODD, ids=ascii)
def test_odd_characters_all_over_a_text_are_survived(odd: str) -> None:
    names = sorted(texts())
    words = texts()[names[ODD.index(odd) * 5 % len(names)]].split(" ")
    text = " ".join(word + odd if n % 9 == 0 else word for n, word in enumerate(words))
    record = read(text)
    if record is not None:
        check_law(record, text)


@STEADY
@given(st.text(max_size=400))
@example("")
@example("\ufeff")
@example("President")
@example("He said.")
@example('"')
@example("Beijing said Beijing said Beijing said Beijing.")
@example("Xi. " * 50)
def test_any_text_is_refused_or_read_by_the_law(text: str) -> None:
    record = read(text)
    if record is not None:
        check_law(record, text)


#: words of which reports are made, in any order: names, titles, verbs, marks
WORDS = (
    "the", "President", "Minister", "Foreign", "of", "China", "Kenya's", "German", "Ruto", "Wang", "Yi",
    "Scholz", "he", "they", "both", "sides", "said", "told", "that", "will", "would", "not", "to", "urged",
    "condemned", "agreed", "signed", "met", "with", "and", "or", ",", ".", "\n\n", '"', "“", "”", "on",
    "Monday", "June", "17", "2025", "trade", "cooperation", "if", "welcomed", "(Reuters)", "-", "--",
    "NAIROBI", ":", "according", "for", "hopes", "UN", "invited", "thanked", "its", "visit", "by", "was",
)  # fmt: skip


@STEADY
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=80).map(" ".join))
def test_a_salad_of_the_words_of_reports_is_refused_or_read_by_the_law(text: str) -> None:
    record = read(text)
    if record is not None:
        check_law(record, text)
