"""The lexicon of predicates that convey something: ``data/frames.txt`` as lookups."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate: the act it performs and the complements its content may stand in, in order of preference."""

    lemma: str
    act: str
    complements: tuple[str, ...]


Frames = dict[tuple[str, str], Frame]


@cache
def frames() -> Frames:
    """Return the frames by (part, lemma); raises ValueError with the line number where the data file is malformed."""
    text = resources.files("communique.data").joinpath("frames.txt").read_text(encoding="utf-8")
    table: Frames = {}
    for number, line in enumerate(text.splitlines(), 1):
        fields = line.partition("#")[0].split()
        if not fields:
            continue
        if len(fields) < 3 or fields[0] not in ("v", "a", "n"):
            raise ValueError(f"frames.txt:{number}: expected part, lemma, act and complements, found {line!r}")
        key = (fields[0], fields[1])
        if key in table:
            raise ValueError(f"frames.txt:{number}: {fields[1]} stands twice")
        table[key] = Frame(fields[1], fields[2], tuple(fields[3:]))
    return table


def verb_frame(verb: Token) -> Frame | None:
    """Return the frame of a verb, with its particle or preposition where the two together are an entry."""
    table = frames()
    lemma = _lemma(verb, table)
    for child in verb.children:
        if (
            child.i > verb.i
            and child.dep_ in ("prt", "prep", "advmod")
            and (child.i - verb.i == 1 or child.dep_ == "prt")
        ):
            particle = table.get(("v", f"{lemma}_{child.lower_}"))
            if particle is not None:
                return particle
    words = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 4]]
    for size in (3, 2, 1):
        joined = table.get(("v", "_".join([lemma, *words[:size]])))
        if joined is not None:
            return joined
    return table.get(("v", lemma))


def _lemma(verb: Token, table: Frames) -> str:
    """Return the verb's lemma; where the lemmatizer errs ("hoped" as "hop"), the entry that its ending points to."""
    lemma, form = verb.lemma_.lower(), verb.lower_
    if ("v", lemma) in table or not form.endswith(("ed", "ing", "es")):
        return lemma
    stem = form[:-3] if form.endswith("ing") else form[:-2]
    for candidate in (stem + "e", stem, stem[:-1] + ("y" if stem.endswith("i") else ""), stem[:-1]):
        if ("v", candidate) in table:
            return candidate
    return lemma


def adjective_frame(adjective: Token) -> Frame | None:
    """Return the frame of a predicate adjective or participle ("willing", "committed")."""
    return frames().get(("a", adjective.lower_))


def noun_frame(noun: Token) -> Frame | None:
    """Return the frame of a noun ("readiness", "calls")."""
    return frames().get(("n", noun.lower_)) or frames().get(("n", noun.lemma_.lower()))
