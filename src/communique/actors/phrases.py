"""An actor phrase taken apart: "the Turkish-backed Syrian rebels in Idlib" → head, modifiers and complement.

Nothing is decided here about who is meant; ``resolve`` does that from the pieces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.actors.gazetteer import Entry, Gazetteer
from communique.actors.spelling import fold, split


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: words that open a complement: the phrase's head stands before the first of them
PREPOSITIONS = _words(
    "of in at from to for with on by against near who whom that which within inside outside across under between "
    "during including accused suspected loyal based working fighting living opposed representing belonging"
)
#: complements that say where the head belongs; "to", "for" and "against" say whom it faces
BELONGING = _words("of in at from within inside across near based representing belonging")
ARTICLES = _words("the a an")
_QUANTITIES = _words(
    "several some many few most all both dozens hundreds thousands scores tens number numbers majority group groups "
    "crowd crowds band team teams pair couple gang gangs handful array collection mass masses rest one two three four "
    "five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million dozen half more "
    "over about around nearly almost another other each every any no members member part parts none"
)
#: a past participle behind a country's adjective says who stands behind the head, not whose it is
_BACKED = _words(
    "backed sponsored funded supported financed armed trained brokered mediated supplied equipped aligned allied "
    "linked inspired friendly proposed drafted imposed occupied"
)
_PERIODS = {
    "former": "former", "ex": "former", "late": "former", "retired": "former", "ousted": "former", "deposed": "former",
    "toppled": "former", "erstwhile": "former", "onetime": "former", "fugitive": "", "exiled": "",
}  # fmt: skip
_APPOSITION = re.compile(r"\s*[,;(]\s*(?!(?:Jr|Sr|II|III|IV|Inc|Ltd|Corp)\b)")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words ``[start, end)`` of a phrase: a name or noun the gazetteer knows, or unknown words."""

    start: int
    end: int
    words: tuple[str, ...]
    entries: tuple[Entry, ...] = ()
    behind: bool = False

    @property
    def text(self) -> str:
        """The words, joined; apostrophes close up."""
        return re.sub(r" (['’]s)\b", r"\1", " ".join(self.words))

    def of(self, *kinds: str) -> Entry | None:
        """Return the first entry of one of these kinds, or None."""
        return next((entry for entry in self.entries if entry.kind in kinds), None)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: the pieces of its core, the name of a person at its end, its complement and its apposition.

    ``name`` holds the trailing capitalised words that no gazetteer entry covers. ``joint`` is the preposition of the
    complement. ``former`` is true where the phrase says that the office is past.
    """

    text: str
    core: tuple[Piece, ...]
    name: tuple[str, ...] = ()
    joint: str = ""
    complement: Phrase | None = None
    apposition: str = ""
    former: bool = False


def parse(text: str, gazetteer: Gazetteer) -> Phrase:
    """Return the phrase taken apart."""
    text = text.strip(" \t\n\"“”'‘.,;:")
    main, _, apposition = (_APPOSITION.sub("\0", text, count=1) if _APPOSITION.search(text) else text).partition("\0")
    parsed = _parse_words(split(main), gazetteer, _Reading(main))
    return replace(parsed, text=main, apposition=apposition.rstrip(") "))


class _Reading:
    """How the capitals of a phrase are to be read: a phrase without any may hold names all the same."""

    def __init__(self, text: str) -> None:
        self.anycase = text == text.lower()
        self.shouting = text == text.upper() and text != text.lower()


def _parse_words(words: list[str], gazetteer: Gazetteer, reading: _Reading) -> Phrase:
    pieces = _pieces(words, gazetteer, reading)
    text = " ".join(words)
    skipped = _quantity(pieces)
    former = False
    core: list[Piece] = []
    for number, piece in enumerate(pieces[skipped:], skipped):
        word = fold(piece.words[0])
        if not piece.entries and word in PREPOSITIONS and core:
            rest = words[piece.end :]
            complement = _parse_words(rest, gazetteer, reading) if rest else None
            return _finish(text, core, word, complement, former, gazetteer)
        if not piece.entries and word in _PERIODS and (core == [] or pieces[number - 1].entries):
            former = former or bool(_PERIODS[word])
            continue
        core.append(piece)
    return _finish(text, core, "", None, former, gazetteer)


def _finish(
    text: str, core: list[Piece], joint: str, complement: Phrase | None, former: bool, gazetteer: Gazetteer
) -> Phrase:
    name: list[str] = []
    thing = bool(core) and gazetteer.sector_of(core[-1].words[-1]) is not None  # "Arctic Group", "National Union"
    while core and not core[-1].entries and _name_like(core[-1]) and not thing:
        name[:0] = core.pop().words
    if core and core[-1].of("person") is not None and not name:
        name = list(core[-1].words)
    return Phrase(text, tuple(core), tuple(name), joint, complement, former=former)


def _pieces(words: Sequence[str], gazetteer: Gazetteer, reading: _Reading) -> list[Piece]:
    """The words as known pieces and single unknown words, from left to right."""
    pieces: list[Piece] = []
    at = 0
    while at < len(words):
        match = gazetteer.longest(words, at, anycase=reading.anycase)
        entries = match.entries if match is not None and not match.partial else ()
        if reading.anycase:  # "us", "turkey" and "who" are rarely names where nothing is capitalised
            entries = tuple(e for e in entries if e.kind == "role" or (len(words[at]) > 4 and e.kind != "person"))
        end = match.end if match is not None and entries else at + 1
        behind = end < len(words) and fold(words[end]) in _BACKED and bool(entries)
        pieces.append(Piece(at, end, tuple(words[at:end]), entries, behind))
        at = end
    return pieces


def _quantity(pieces: Sequence[Piece]) -> int:
    """How many pieces to skip at the front: articles and numbers, "several of the", "a group of"."""
    at = 0
    while at < len(pieces):
        word = fold(pieces[at].words[0])
        single = len(pieces[at].words) == 1
        if single and (word in ARTICLES or word.isdigit()) and len(pieces) > at + 1:
            at += 1
        elif single and word in _QUANTITIES and not pieces[at].of("state", "organisation") and len(pieces) > at + 1:
            of = at + 1
            while of < len(pieces) and fold(pieces[of].words[0]) in _QUANTITIES | ARTICLES:
                of += 1
            at = of + 1 if of < len(pieces) - 1 and fold(pieces[of].words[0]) == "of" else at + 1
        else:
            break
    return at


def _name_like(piece: Piece) -> bool:
    word = piece.words[0]
    return word[:1].isupper() or fold(word) in (
        "al",
        "el",
        "bin",
        "ibn",
        "de",
        "da",
        "van",
        "von",
        "der",
        "la",
        "del",
        "dos",
    )
