"""The words of a content, brought to stems, so that "exports of gas" meets "exporting gas"."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

#: words that any two contents may share without speaking of one matter
EMPTY = frozenset(
    """a an the and or of in on at to for with from by as into over under about between among within through per its
    their his her our this that these those it they he she we both all any each other another such more most further
    is are was were be been being has have had do does will would should could can may must not no nor than also very
    which who whom whose what when where while after before during until since if so up out who there then once
    year years next last coming month months day days two three first
    side sides party parties country countries government minister president prime leaders leader state
    states""".split()
)
#: what leads from a speaker to what he says
SPEECH = frozenset(
    """said says say saying told tell added noted stressed underlined emphasized emphasised underscored affirmed
    reaffirmed reiterated confirmed expressed conveyed voiced thanked praised commended appreciated appreciation
    gratitude welcomed hailed called urged asked requested encouraged invited proposed suggested agreed decided
    pledged committed ready willing prepared keen interested intends determined supports backs opposes rejects
    rejected opposed condemned warned announced explained stated recalled discussed reviewed exchanged views concern
    hope hopes readiness accepted informed assured signed adopted concluded according made clear""".split()
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
    national international people peoples early additional necessary principled""".split()
)
_WORD = re.compile(r"[a-z0-9][a-z0-9.,]*[a-z0-9]|[a-z0-9]")
_ENDINGS = tuple(
    """ization isation ational ication ation ition ment ance ence ancy ency ant ent ing ive ity ion ness ist ian ical
    ial ally er or ied ish ese ous al ed ly ic an ate ize ise ful""".split()
)
_VOWELS = "aeiouy"
#: longer stems than this are cut, so that what the endings miss still meets
LONGEST, SHORTEST = 8, 4


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case, without accents and genitives."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    return _WORD.findall(plain.replace("'s", "").replace("s'", "s").replace("-", " "))


@cache
def stem(word: str) -> str:
    """Return the word without plural and ending; a number comes back without the commas in it."""
    if word[0].isdigit():
        return word.replace(",", "")
    word = _singular(word)
    fitting = (e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= SHORTEST)
    word = word[: len(word) - len(max(fitting, key=len, default=""))]
    while len(word) > SHORTEST and word[-1] in _VOWELS:
        word = word[:-1]
    return word[:LONGEST]


def _singular(word: str) -> str:
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > SHORTEST:
        return word[:-1]
    return word
