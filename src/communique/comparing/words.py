"""The words of a content, brought to stems and families, so that "exports of gas" meets "supply natural gas"."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

#: words that any two contents may share without speaking of one matter
EMPTY = frozenset(
    """a an the and or of in on at to for with from by as into over under about between among within through per its
    their his her our this that these those it they he she we both all any each other another such more most further
    is are was were be been being has have had do does will would should could can may must not no nor than also very
    which who whom whose what when where while after before during until since if so up out who there then once
    side sides party parties country countries government minister president prime leaders leader state
    states""".split()
)
#: words of the trade, which say little about the matter
PALE = frozenset(
    """cooperation cooperate cooperative collaboration relations relation relationship ties bilateral mutual joint
    jointly strengthen strengthening deepen deepening expand expanding enhance enhancing promote promoting boost
    develop developing development advance advancing increase increasing support supporting efforts effort continue
    continuing new agreement agreements memorandum understanding issue issues importance important need role
    readiness commitment interest process progress situation area areas field fields sector practical close closer
    strategic partnership partner work working project projects programme program measures possible full early
    great good strong various favourable favorable conditions create towards toward including
    national international people peoples two three first year years early additional necessary principled""".split()
)
_WORD = re.compile(r"[a-z0-9][a-z0-9.,]*[a-z0-9]|[a-z0-9]")
_ENDINGS = (
    "izations", "isations", "ization", "isation", "ations", "ation", "itions", "ition", "ments", "ment", "ances",
    "ance", "ences", "ence", "ants", "ant", "ents", "ent", "ings", "ing", "ives", "ive", "ities", "ity", "ions", "ion",
    "ness", "ists", "ist", "ians", "ian", "ical", "ers", "ors", "ies", "ied", "ish", "ese", "ous", "al", "er", "or",
    "ed", "es", "ly", "ic", "an", "s", "e", "y", "i",
)  # fmt: skip
#: longer stems than this are cut, so that what the endings miss still meets
LONGEST, SHORTEST = 8, 4


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case, without accents and genitives."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    return _WORD.findall(plain.replace("'s", "").replace("s'", "s").replace("-", " "))


@cache
def stem(word: str) -> str:
    """Return the word without its ending; a number comes back as it is."""
    if word[0].isdigit():
        return word.replace(",", "")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)][:LONGEST]
    return word[:LONGEST]


def families(word: str) -> tuple[str, ...]:
    """Return the families that a word belongs to, each as a name that no stem can have; none for most words."""
    return _families().get(stem(word), ())


@cache
def _families() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for line in files("communique.data").joinpath("kindred.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, words = line.partition(":")
            for word in words.split():
                found.setdefault(stem(word), {})["=" + name] = None
    return {word: tuple(names) for word, names in found.items()}
