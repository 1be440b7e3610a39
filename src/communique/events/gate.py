"""Tells cheaply, before anything is parsed, which sentences of a page can hold an event or a statement at all.

A linear model weighs the words of a sentence, trained by ``training/gate/train.py`` and kept in ``data/gate.json``;
word lists weigh the whole text. What is held back is blanked out character by character, so that what is found in the
rest stands where it stands in the text.
"""

from __future__ import annotations

import json
import re
from base64 import b85decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from zlib import crc32

from communique.events.relevance import PUBLIC
from communique.record import Silence, Span
from communique.sources.page import Page
from communique.statements.contest import STATE_AFFAIRS, STATECRAFT

#: places in the table of weights, a power of two
BUCKETS = 1 << 15
#: letters that a word mostly shares with its inflections and derivations ("accuse", "accused", "accusation")
STEM = 6
#: how much of its neighbour's score a sentence has too, less so much for each sentence between: it may say who "he" is
#: there, or go on with what was said
FADING, REACH = 1.0, 2
#: a text of so many words shows what it is about: it is private if it has fewer different words of public affairs than
#: this, a smaller share of words of affairs of state, at most one mention of an office of state, and no handful of
#: sentences that speak for themselves (the mean of their scores)
SHOWING, PUBLIC_WORDS, STATE_SHARE, OFFICES, HANDFUL, SPEAKING = 60, 2, 0.03, 1, 4, 3.0
#: words of what states and their bodies say to each other, beside those of public affairs
OFFICIAL = PUBLIC | frozenset(
    "authorities condemn condemns condemned condemnation deplore deplores deplored spokesperson detention democracy "
    "democratic eu un osce asean ecowas embassy consulate envoy communique communiqué condolences".split()
)
#: why a sentence gave nothing that was not parsed
UNREAD = "the gate held it back unparsed: its words speak of no event and no statement"

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
#: where a sentence may end: a mark and what closes behind it, before what may open a sentence; or the end of a line
_END = re.compile(r"(?<=[a-z0-9\"”’')\]%][.!?;…])[\"”’')\]]*[^\S\n]+(?=[\"“‘'(\[]*[A-Z0-9])|\n\s*")
_VISIBLE = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Gate:
    """The model: a signed weight for each place of the table, what they are multiplied with, and the bias.

    ``states`` are the words that name states, all of which count as one word; ``limit`` is the score from which a
    sentence is parsed.
    """

    weights: memoryview
    scale: float
    bias: float
    states: frozenset[str]
    limit: float

    def score(self, sentence: str) -> float:
        """Return what speaks for an event or a statement in a sentence: the natural logarithm of the odds."""
        weights = self.weights
        return sum(weights[place] for place in places(sentence, self.states)) * self.scale + self.bias


@dataclass(frozen=True, slots=True)
class Gated:
    """A page with what the gate held back blanked out, and a reason for each sentence of the body held back.

    ``page`` is None where nothing is left to parse.
    """

    page: Page | None
    silences: tuple[Silence, ...] = ()


#: that a name stands in the sentence
_CAPITAL = crc32(b"<capital>") % BUCKETS


def places(sentence: str, states: frozenset[str]) -> Iterator[int]:
    """Yield the places of a sentence in the table: of its words, of their stems, and of each two in a row."""
    before = "<s>"
    for match in _WORD.finditer(sentence):
        word = match.group()
        plain = "<n>" if word[0].isdigit() else "<state>" if word in states else word.lower()
        yield crc32(plain.encode()) % BUCKETS
        yield crc32(f"{before} {plain}".encode()) % BUCKETS
        if plain == word.lower():
            yield crc32(f"{plain[:STEM]}-".encode()) % BUCKETS
            if before != "<s>" and word[0].isupper():
                yield _CAPITAL
        before = plain


def cut(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of a stretch of text, told by their marks alone, without the blanks between them."""
    start = span.start
    for end in _END.finditer(text, span.start, span.end):
        mark = end.start() + len(end.group().rstrip())
        if mark > start:
            yield Span(start, mark)
        start = end.end()
    if text[start : span.end].strip():
        yield Span(start, span.end)


@cache
def gate() -> Gate:
    """Return the model that comes with the package, read at the first call."""
    held = json.loads(resources.files("communique").joinpath("data/gate.json").read_text(encoding="utf-8"))
    weights = memoryview(b85decode(held["weights"])).cast("b")
    return Gate(weights, held["scale"], held["bias"], frozenset(held["states"].split()), held["limit"])


def through(page: Page, model: Gate | None = None) -> Gated:
    """Return what of a page is worth parsing, by the built-in model if none is given.

    Of a text of which anything is, the title, the dateline and the first sentence of the body are.
    """
    model = model or gate()
    text = page.document.text
    rows: list[tuple[Span, str]] = []
    for zone in page.zones:
        if zone.kind in ("title", "dateline", "caption", "body"):
            rows += [(span, zone.kind) for span in cut(text, zone.span)]
    scores = [model.score(span.of(text)) for span, _ in rows]
    body = tuple(n for n, (_, kind) in enumerate(rows) if kind == "body")
    if max(scores, default=0.0) < model.limit or _is_private(text, scores):
        return Gated(None, _silences(rows[n][0] for n in body))
    faded = _faded(scores)
    held = tuple(rows[n][0] for n in body[1:] if faded[n] < model.limit)
    return Gated(_blanked(page, held), _silences(held))


def _is_private(text: str, scores: list[float]) -> bool:
    """Return whether a text is long enough to show what it is about, and it is not public affairs."""
    words = [match.group().lower() for match in _WORD.finditer(text)]
    if len(words) < SHOWING or len(OFFICIAL.intersection(words)) >= PUBLIC_WORDS:
        return False
    best = sorted(scores)[-HANDFUL:]
    if sum(best) >= SPEAKING * len(best):
        return False
    affairs = sum(word in STATE_AFFAIRS or word.rstrip("s") in STATE_AFFAIRS for word in words)
    return affairs < STATE_SHARE * len(words) and len(STATECRAFT.findall(text)) <= OFFICES


def _faded(scores: list[float]) -> list[float]:
    """Return for each sentence the best score around it, each less what the way from there takes."""
    best = list(scores)
    for away in range(1, REACH + 1):
        for n, score in enumerate(scores):
            for near in (n - away, n + away):
                if 0 <= near < len(best):
                    best[near] = max(best[near], score - FADING * away)
    return best


def _silences(spans: Iterable[Span]) -> tuple[Silence, ...]:
    return tuple(Silence(span=span, reason=UNREAD) for span in spans)


def _blanked(page: Page, held: tuple[Span, ...]) -> Page:
    """Return the page with blanks for all that stands in these spans, and without the zones that are nothing else."""
    if not held:
        return page
    whole = page.document.text
    text, at = [], 0
    for span in held:
        text += [whole[at : span.start], _VISIBLE.sub(" ", span.of(whole))]
        at = span.end
    blanked = "".join((*text, whole[at:]))
    zones = tuple(zone for zone in page.zones if not zone.span.of(blanked).isspace())
    return replace(page, document=replace(page.document, text=blanked), zones=zones)
