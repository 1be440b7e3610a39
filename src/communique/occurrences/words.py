"""The words of a sentence that tell one occurrence from another."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_EMPTY = frozenset(
    """a an the and or but nor of in on at to for with from by as into onto over under about between among within
    through per against near off out up down after before during until since while when where who whom whose which what
    that this these those there here it its he his him she her they them their we our you your i my is are was were be
    been being has have had do does did will would shall should could can may might must not no also than then so if
    such both all any each other another more most very too just only even still yet again ago later earlier
    first second one two three four five six seven eight nine ten eleven twelve
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow morning afternoon evening night
    day days week weeks month months year years hour hours time times
    january february march april june july august september october november december last next previous
    said say says told tell added according reported report reports news agency statement spokesman spokeswoman
    spokesperson official officials""".split()
)
#: words of events of a kind, which any two of the kind share
_PALE = frozenset(
    """minister president prime foreign leader leaders government ministry secretary counterpart colleague country
    countries nation state states side sides capital city town village people person persons man men woman women
    met meet meets meeting talks talk held hold holds discussed discuss visit visited visiting received welcomed
    spoke speak phone telephone call called conversation bilateral relations cooperation ties issues matters
    agreed agree agreement signed sign signing support supported announced announce accused accuse condemned condemn
    denounced blamed criticised criticized rejected reject dismissed imposed impose sanctions sanction expelled expel
    killed kill killing dead died die wounded injured hurt attack attacked attacks bomb bombing exploded explosion
    shot shooting fired fire hit struck strike strikes soldiers troops forces police victim victims
    protest protests protested protesters demonstrators demonstration marched march rally rallied demanded demand
    thousands hundreds dozens least several around sent send delivered deliver aid gave provided
    arrested arrest arrests detained response over new two joint""".split()
)
_NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty""".split(),
        start=2,
    )
}
_TENS = {
    word: value * 10
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_UNITS = {word: int(value) for word, value in _NUMBER_WORDS.items() if int(value) < 10} | {"one": 1}
#: numbers up to this are so common that they tell little
SMALL = 3
#: parts of names that many people have, and titles
_TITLES = frozenset(
    """jr sr ii iii al el bin ibn abu da de del della der den di dos du la le van von zu mr mrs ms dr sir lord sheikh
    shaikh king queen prince princess mullah president prime minister foreign secretary general""".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NAME = re.compile(r"(?<![.!?\"“] )(?<!^)(?<![^\W\d_])([A-Z][^\W\d_]+(?:-[^\W\d_]+)*)")
_NUMBER = re.compile(r"(?<![\d.,/-])\d{1,3}(?:,\d{3})+(?!\d)|(?<![\d.,/-])\d+(?![\d/-])")
_BACK = re.compile(
    r"\b(?:death toll|toll (?:from|of|in|rose|climbed)|risen to|rose to|(?:second|third|fourth|fifth|sixth|seventh"
    r"|eighth|ninth|tenth|another|last) victim|died (?:of|in hospital|from) ?(?:his|her|their)?"
    r"|succumbed|(?:mon|tues|wednes|thurs|fri|satur|sun)day['’]s|yesterday['’]s|last (?:week|month|night)['’]s"
    r"|(?:in|after|following|from|since) (?:the|that|this) (?:\w+ )?(?:attack|bombing|blast|explosion|shooting|strike"
    r"|raid|protest|rally|march|meeting|talks|visit|shelling|clash(?:es)?|riots?)|funerals?|mourn\w*|survivors?"
    r"|aftermath|claimed responsibility|anniversary)\b",
    re.IGNORECASE,
)
_ENDINGS = tuple("ations ation ments ment ings ing ers er ors or ies ied es ed s y e".split())
_STEM = 4


def plain(text: str) -> str:
    """Return text in lower case and without accents."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower().strip()


@lru_cache(maxsize=100_000)  # texts bring ever new words
def stem(word: str) -> str:
    """Return the word, in lower case, without its ending."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > _STEM and word[-1] == word[-2] else word


@cache
def _pale() -> frozenset[str]:
    return frozenset(stem(word) for word in _PALE)


@cache
def _empty() -> frozenset[str]:
    return _EMPTY | frozenset(_NUMBER_WORDS) | frozenset(_TENS)


def namesakes(a: str, b: str) -> bool:
    """Return whether two names may be of one person, whichever of them comes first in each and however short it is."""
    one, other = (tuple(w for w in _WORD.findall(name) if w not in _TITLES) for name in (a, b))
    shared = set(one) & set(other)
    if len(one) > 1 and len(other) > 1 and len(shared) == 1:
        return shared <= {one[-1], other[-1]}  # not a mere given name
    return bool(shared)


def terms(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that say what it is about."""
    words = (part for word in _WORD.findall(plain(text).replace("'s", "")) for part in word.split("-"))
    return frozenset(stem(word) for word in words if len(word) > 2 and word not in _empty())


def names(text: str) -> frozenset[str]:
    """Return the stems of the words that a text writes as names, other than at the start of a sentence."""
    found = (part for word in _NAME.findall(text.replace("’s", "").replace("'s", "")) for part in word.split("-"))
    return frozenset(stem(plain(word)) for word in found if len(word) > 2 and plain(word) not in _empty())


def numbers(text: str) -> frozenset[str]:
    """Return the numbers of a text from two up, without years and without days of the month."""
    bare = re.sub(r"\b\d{1,2} (?=[A-Z][a-z]{2,8}\b)|(?<=[a-z]) \d{1,2}\b(?!,\d)(?= *[.,;]|$)", " ", text)
    digits = {found.replace(",", "") for found in _NUMBER.findall(bare)}
    words = {number for word in _WORD.findall(plain(text)) if (number := _number(word)) is not None}
    kept = {each for each in digits if not (len(each) == 4 and each[:2] in ("19", "20")) and each not in ("0", "1")}
    return frozenset(kept | words)


def _number(word: str) -> str | None:
    """Return the number that a word stands for ("eleven", "forty-one"), or None."""
    tens, _, units = word.partition("-")
    if tens in _TENS and (not units or units in _UNITS):
        return str(_TENS[tens] + _UNITS.get(units, 0))
    return _NUMBER_WORDS.get(word)


def looks_back(text: str) -> bool:
    """Return whether a text speaks of an occurrence as known already: "Tuesday's attack", "the death toll"."""
    return _BACK.search(text) is not None


def weight(word: str) -> float:
    """Return how much a stem or number tells one occurrence from another of its kind, between 0 and 1."""
    if word.isdigit():
        return 0.3 if int(word) <= SMALL else 0.6
    return 0.2 if word in _pale() else 1.0
