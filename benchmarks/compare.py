"""How well two readouts of one meeting are laid side by side, on gold pairs written for it.

    python benchmarks/compare.py                  # all parts: figures alone
    python benchmarks/compare.py --errors open    # and each error of one part
    python benchmarks/compare.py --check          # exit 1 below the goal

A file of tests/gold_pairs holds two readouts after ``=== A`` and ``=== B``. ``<<2,3 agree ITA;TUN>>content<</>>`` is a
content: the matters that it speaks of (``-``: one that the other account leaves out), its act, whose words it is.
Contents of the two readouts that share a matter are a pair. The figures are precision, recall and F1 over pairs.

``open`` is for making the method, ``held`` for its totals; ``aside`` was written last, for figures alone.

``read``: the coder reads both texts; a statement stands for the gold content with which it shares at least
half of the characters of the shorter, and a pair of statements that stand for nothing counts as wrong.
``given``: the gold contents themselves are compared, with their acts and speakers but without areas.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.comparing import Comparison, Remark, compare
from communique.record import Actor, Document, Meeting, Record, Span, Statement, document_id

GOLD = Path(__file__).parent.parent / "tests" / "gold_pairs"
PARTS = ("open", "held", "aside")
GOAL = 0.80
OVERLAP = 0.5
MARK = re.compile(r"<<([\d,-]+) (\w+) ([A-Z;]+)>>(.*?)<</>>", re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One content of gold, with the matters that it speaks of."""

    span: Span
    matters: frozenset[str]
    act: str
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One readout and its contents."""

    text: str
    contents: tuple[Content, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts of pairs: right ones, those found, those of gold; and the errors in words."""

    right: int = 0
    found: int = 0
    gold: int = 0
    errors: tuple[str, ...] = ()

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(
            right=self.right + other.right,
            found=self.found + other.found,
            gold=self.gold + other.gold,
            errors=self.errors + other.errors,
        )

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.gold)
        counts = f"{self.right} right, {self.found} found, {self.gold} gold"
        return f"P {precision:.3f}  R {recall:.3f}  F1 {self.f1:.3f}  ({counts})"


def load(half: str) -> Iterator[tuple[str, Account, Account]]:
    """Yield the pairs of one part, "open", "held" or "aside", by name."""
    for path in sorted((GOLD / half).glob("*.pair")):
        _, a, b = re.split(r"^=== [AB]\n", path.read_text(encoding="utf-8"), flags=re.M)
        yield path.stem, account(a), account(b)


def account(marked: str) -> Account:
    """Return the text without its marks, and what they mark."""
    text, contents, at = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        span = Span(len(text), len(text) + len(mark[4]))
        text += mark[4]
        at = mark.end()
        matters = frozenset(mark[1].split(",")) - {"-"}
        contents.append(Content(span=span, matters=matters, act=mark[2], countries=tuple(mark[3].split(";"))))
    return Account(text=text + marked[at:], contents=tuple(contents))


def given(side: Account) -> Record:
    """Return the record that a coder would make of the account if it found just what gold holds."""
    countries = sorted({country for content in side.contents for country in content.countries})
    actors = tuple(Actor(id=country, name=country, kind="state", country=country) for country in countries)
    statements = tuple(
        Statement(
            id=f"s{number}",
            speaker=content.countries,
            speaker_country=content.countries,
            act=content.act,  # type: ignore[arg-type]
            content=content.span,
            evidence=(content.span,),
        )
        for number, content in enumerate(side.contents, start=1)
    )
    meeting = Meeting(id="m1", participants=tuple(countries), form="in_person", date="2024-01-01")
    return Record(
        document=Document(id=document_id(side.text), text=side.text),
        actors=actors,
        meetings=(meeting,),
        statements=statements,
    )


def score(name: str, a: Account, b: Account, comparison: Comparison) -> Score:
    """Return how the pairs of a comparison stand to gold."""
    wanted = {
        (i, j) for i, one in enumerate(a.contents) for j, other in enumerate(b.contents) if one.matters & other.matters
    }
    found: set[tuple[int, int]] = set()
    strays: list[str] = []
    for match in comparison.matches:
        for one in match.a:
            for other in match.b:
                pair = (_stands_for(one, a), _stands_for(other, b))
                if pair[0] is None or pair[1] is None:
                    strays.append(f"{name} stray: {one.quote!r} ~ {other.quote!r} ({match.similarity})")
                else:
                    found.add((pair[0], pair[1]))
    errors = [f"{name} {word}: {_quotes(a, b, pair)}" for word, pair in _wrong(wanted, found)]
    return Score(right=len(wanted & found), found=len(found) + len(strays), gold=len(wanted), errors=(*errors, *strays))


def _wrong(wanted: set[tuple[int, int]], found: set[tuple[int, int]]) -> Iterator[tuple[str, tuple[int, int]]]:
    yield from (("missed", pair) for pair in sorted(wanted - found))
    yield from (("wrong", pair) for pair in sorted(found - wanted))


def _quotes(a: Account, b: Account, pair: tuple[int, int]) -> str:
    return f"{a.contents[pair[0]].span.of(a.text)!r} ~ {b.contents[pair[1]].span.of(b.text)!r}"


def _stands_for(remark: Remark, side: Account) -> int | None:
    fits = [(_overlap(remark.span, content.span), -i) for i, content in enumerate(side.contents)]
    best = max(fits, default=(0.0, 0))
    return -best[1] if best[0] >= OVERLAP else None


def _overlap(a: Span, b: Span) -> float:
    """Return the shared part of the shorter: a statement stands for the content in which most of it lies."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(0, shared) / min(a.end - a.start, b.end - b.start)


def measure(half: str, *, read: bool) -> Score:
    """Return the score of one part, on the coder's own statements or on those of gold."""
    total = Score()
    for name, a, b in load(half):
        records = tuple(_records((a, b), read=read))
        total += score(name, a, b, compare(records[0], records[1]))
    return total


def _records(sides: Iterable[Account], *, read: bool) -> Iterator[Record]:
    if read:
        import communique

        coder = communique.load()
        yield from (coder.read(side.text) for side in sides)
    else:
        yield from (given(side) for side in sides)


def main() -> int:
    """Print the figures; return 1 where ``--check`` finds one below the goal."""
    parser = argparse.ArgumentParser(description="Alignment of two readouts of one meeting.")
    parser.add_argument("--errors", choices=PARTS, help="list the errors of one part")
    parser.add_argument("--part", choices=PARTS, help="one part only")
    parser.add_argument("--check", action="store_true", help=f"exit 1 where F1 is below {GOAL}")
    wish = parser.parse_args()
    low = False
    for half in (wish.part,) if wish.part else PARTS:
        for read in (True, False):
            result = measure(half, read=read)
            print(f"{half:5} {'read' if read else 'given':6} {result}")
            if wish.errors == half:
                print(*(f"    {error}" for error in result.errors), sep="\n")
            low |= result.f1 < GOAL
    return int(wish.check and low)


if __name__ == "__main__":
    sys.exit(main())
