"""Which areas the contents of a document touch: their words weighed, then what stands around them.

Two linear models, trained by ``training/areas/train.py`` and kept in ``data/areas.npz``. The first weighs a content's
words, the terms of the lexicon in it and the act. Where that leaves it open ("the idea", "do so by May"), the second
lets the rest of the sentence, the neighbouring statements, the title and the whole text decide; its weights are the
same for every area, so that it learns how contents depend on their surroundings and not which topics go together.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from communique.language.clauses import conjuncts
from communique.record import AREAS
from communique.statements.areas import Hit, every_term, longest

Numbers = NDArray[np.float64]

#: what is weighed against each other: the areas, and touching none
CHOICES: tuple[str, ...] = (*AREAS, "none")
#: kinds of names that say nothing about the topic; one stands for all of its kind
MASKED = frozenset({"PERSON", "DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})
#: a term counts more the oftener its area is named, up to this many times
REPEATS = 3
#: how much more a term of the lexicon counts than a word before anything is learned
TRUST = 4.5
#: how much of what was said before a sentence still counts after one sentence more
FADE = 0.6


class Content(NamedTuple):
    """What a statement conveys: its tokens ``[start, end)`` and its act, none for words that are no statement."""

    start: int
    end: int
    act: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A document as the model sees it: each token's name (none for punctuation), every term and its start."""

    names: tuple[str | None, ...]
    hits: tuple[Hit, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """The two models: ``features`` numbers the rows of ``content``; ``context`` has a row for each signal."""

    features: dict[str, int]
    content: Numbers
    bias: Numbers
    context: Numbers
    lean: Numbers
    threshold: float


@cache
def weights() -> Weights:
    """Return the trained weights that the package ships."""
    with resources.files("communique.data").joinpath("areas.npz").open("rb") as file, np.load(file) as data:
        names = bytes(data["features"]).decode("utf-8").split("\n")
        return Weights(
            features={name: i for i, name in enumerate(names)},
            content=data["content"] * data["scale"],
            bias=data["bias"],
            context=data["context"],
            lean=data["lean"],
            threshold=float(data["threshold"]),
        )


def see(doc: Doc) -> Words:
    """Return the words of a document for the model."""
    names = tuple(
        None if t.pos_ in ("PUNCT", "SPACE") else f"<{t.ent_type_}>" if t.ent_type_ in MASKED else t.lemma_.lower()
        for t in doc
    )
    hits = every_term(doc, 0, len(doc))
    return Words(names, hits, tuple(h.start for h in hits))


def hits_in(words: Words, content: Content) -> tuple[Hit, ...]:
    """Return the terms of the lexicon that lie in a content and in no longer one of them."""
    near = words.hits[bisect_left(words.starts, content.start) : bisect_left(words.starts, content.end)]
    return longest(h for h in near if h.end <= content.end)


def features(words: Words, content: Content) -> dict[str, float]:
    """Return what the first model weighs in a content, by name; names with a space in them are no words."""
    found = {name: 1.0 for name in words.names[content.start : content.end] if name}
    hits = hits_in(words, content)
    terms = [(f"weak {area}" if h.term.weak else f"area {area}") for h in hits for area in h.term.areas]
    for term in dict.fromkeys(terms):
        found[term] = TRUST if term.startswith("weak") else TRUST * (0.7 + 0.3 * min(terms.count(term), REPEATS))
    if not hits:
        found["no term"] = TRUST
    if content.act is not None:
        found[f"act {content.act}"] = 0.5
    return found


def chance(score: Numbers) -> Numbers:
    """Return the probabilities that scores stand for."""
    return 1 / (1 + np.exp(-score))


def score(found: dict[str, float], model: Weights) -> Numbers:
    """Return the first model's score for each choice."""
    known = [(row, value) for name, value in found.items() if (row := model.features.get(name)) is not None]
    if not known:
        return model.bias
    rows, values = zip(*known, strict=True)
    return np.array(values) @ model.content[list(rows)] + model.bias


def signals(doc: Doc, words: Words, contents: Sequence[Content], model: Weights) -> Numbers:
    """Return what the second model weighs: for each content, choice and signal a number."""
    own = np.array([score(features(words, c), model) for c in contents])
    around = _surroundings(doc, contents, words, model)
    likely, best = chance(own), own.max(axis=1, keepdims=True)
    nothing = np.zeros((1, len(CHOICES)))
    around[4:4] = [np.vstack([nothing, likely[:-1]]), np.vstack([likely[1:], nothing])]
    vague = np.broadcast_to(chance(-best), own.shape)
    rank = (own[:, :, None] < own[:, None, :]).sum(axis=2)
    relations = np.zeros_like(own)
    relations[:, CHOICES.index("relations")] = 1
    whole, before = around[3], around[4]
    columns = [np.clip(own, -6, 6) / 3, likely, (own - best) / 3, rank == 0, rank == 1, vague, relations * vague]
    columns += [*around, *(a * vague for a in around), likely * whole, likely * before]
    return np.stack(columns, axis=2).astype(np.float64)


def _surroundings(doc: Doc, contents: Sequence[Content], words: Words, model: Weights) -> list[Numbers]:
    """Return the chances of each choice around each content: in its sentence, the title, the text, what led to it."""

    def parts(stretches: Sequence[tuple[int, int]]) -> Numbers:
        return chance(np.array([score(features(words, Content(*s)), model) for s in stretches]))

    starts = [s.start for s in doc.sents]
    sentences = parts([(s.start, s.end) for s in doc.sents])
    shape = (len(contents), len(CHOICES))
    led = _led_up_to(sentences)
    return [
        parts([(doc[c.start].sent.start, c.start) for c in contents]),
        parts([(c.end, doc[c.end - 1].sent.end) for c in contents]),
        np.broadcast_to(sentences[0], shape),
        np.broadcast_to(np.log(sentences.mean(axis=0) + 0.01) / 3 + 1, shape),
        led[[bisect_right(starts, c.start) - 1 for c in contents]],
    ]


def _led_up_to(sentences: Numbers) -> Numbers:
    """Return for each sentence the chances in the sentences before it, the nearest above all."""
    led = np.zeros_like(sentences)
    for i in range(1, len(sentences)):
        led[i] = FADE * led[i - 1] + (1 - FADE) * sentences[i - 1]
    return led


def choose(scores: Numbers, threshold: float) -> tuple[str, ...]:
    """Return the areas for one content's scores: the best and all above the threshold, none where that is best."""
    best = int(scores.argmax())
    if CHOICES[best] == "none":
        return ()
    return tuple(area for i, area in enumerate(AREAS) if i == best or scores[i] > threshold)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The areas of a content, in the order of AREAS, and the chance that the model gives just these."""

    areas: tuple[str, ...]
    chance: float


def weigh_areas(doc: Doc, contents: Sequence[Content]) -> tuple[Weighed, ...]:
    """Return the areas of each of a document's contents, given in text order."""
    if not contents:
        return ()
    model = weights()
    words = see(doc)
    scores = signals(doc, words, contents, model) @ model.context + model.lean
    return tuple(
        Weighed(with_coordinated(doc, hits_in(words, c), areas), _chance_of(row, areas))
        for c, row in zip(contents, scores, strict=True)
        for areas in (choose(row, model.threshold),)
    )


def _chance_of(scores: Numbers, areas: tuple[str, ...]) -> float:
    """Return the chance that just these areas are right, were each choice independent of the others."""
    chosen = np.array([choice in (areas or ("none",)) for choice in CHOICES])
    likely = chance(scores)
    return float(np.where(chosen, likely, 1 - likely).prod())


def with_coordinated(doc: Doc, found: Sequence[Hit], areas: tuple[str, ...]) -> tuple[str, ...]:
    """Return the areas with those that are coordinated with one of them ("law enforcement, security and defence")."""
    hits = [h for h in found if not h.term.weak and h.term.areas]
    given = set(areas)
    for hit in found:
        if given & set(hit.term.areas):
            chain = {t.i for t in coordinated(doc[hit.start : hit.end].root)}
            for other in hits:
                if doc[other.start : other.end].root.i in chain:
                    given |= set(other.term.areas)
    return tuple(area for area in AREAS if area in given)


def coordinated(word: Token) -> Iterator[Token]:
    """Yield a word and all that are coordinated with it."""
    first = word
    while first.dep_ == "conj":
        first = first.head
    yield from conjuncts(first)
