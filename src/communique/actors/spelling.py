"""Words of names: folded for comparison, split as the parser splits them, and compared across spellings.

``fold`` makes the form under which a word is looked up (no accents, no case); ``skeleton`` goes further and makes one
form of the common transliterations of a name ("Sergey", "Sergei"; "Mohammed", "Muhammad").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

#: letters that Unicode does not decompose into a base letter and a mark
_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a",
        "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'",
    }
)  # fmt: skip
#: a word keeps inner full stops and apostrophes ("U.S.", "N'Djamena"); "'s" is a word of its own, hyphens separate
_WORD = re.compile(r"['’]s\b|&|[^\W_](?:[^\W_]|\.(?=[^\W_])|['’](?!s\b)(?=[^\W_]))*\.?")
_HYPHENS = re.compile(r"[-‐‑–—/]")
_DOUBLED = re.compile(r"(.)\1+")
#: transliterations, applied in order; found by comparing the spellings of the same leaders in different agencies' news
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^m[ou]?h[ae]mm?[aeo]d$|^mahamat$|^mamadou$", "muhamad"),
        (r"^[jy]e", "e"),
        (r"(?<=[aeiou])y(?=[aeiou])", ""),
        (r"^dj|^dzh|^zh|^dsch", "j"),
        (r"t?sch|tch|cz", "ch"),
        (r"tz|ts", "z"),
        (r"x", "ks"),
        (r"ck|q|kh|c(?!h)", "k"),
        (r"ph|f|w", "v"),
        (r"[dt]h", lambda found: found[0][0]),
        (r"gh", "g"),
        (r"(?:[eai]?y|[eai]j|ie|ei|ee|ii|[iyj])+", "i"),
        (r"ou|oo|u|o", "u"),
        (r"ae", "a"),
        (r"z", "s"),
        (r"(?<=[aeiu])h$|(?<=[aeiu])h(?=[^aeiu])", ""),
    )
)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return the lookup form of one word: lower case, without accents or a final full stop; '' for a mere hyphen."""
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS))
        word = "".join(c for c in word if not unicodedata.combining(c)).translate(_LETTERS)
    word = word.lower()
    if word == "&":
        return "and"
    if word in ("-", "–", "—", "/"):
        return ""
    return word[:-1] if len(word) > 1 and word.endswith(".") else word


def split(text: str) -> list[str]:
    """Return the words of a phrase as written, without punctuation; hyphenated words are taken apart."""
    return _WORD.findall(text)


@lru_cache(maxsize=65536)
def keys(token: str) -> tuple[str, ...]:
    """Return the lookup words of one token of the parser: none for a hyphen, several for a compound ("U.S.-led")."""
    if token.isalpha():
        return (fold(token),)
    if len(token) > 1 and _HYPHENS.search(token):
        return tuple(key for part in _HYPHENS.split(token) if part and (key := fold(part)))
    key = fold(token)
    return (key,) if key else ()


def phrase_key(text: str) -> str:
    """Return the lookup form of a whole phrase: its folded words, joined by single spaces."""
    return " ".join(fold(word) for word in split(text))


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Return one form for the transliterations of a name; equal skeletons are likely, not certain, to be one name."""
    sound = fold(word).replace("'", "").replace(".", "")
    for pattern, replacement in _SOUNDS:
        sound = pattern.sub(replacement, sound)
    return _DOUBLED.sub(r"\1", sound)


_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


def same_person(name: Sequence[str], full: str, *, whole: bool = False) -> bool:
    """Return whether a name (folded words) may be a form of a full name.

    Its words must follow each other in the full name, each the same, an initial of it or another spelling; the family
    name may stand first, and names may be joined ("Kasymjomart", "Kassym-Jomart"). ``whole`` demands that the first
    and the last word of both agree, as for people of whom little is known.
    """
    known = [fold(word) for word in split(full)]
    rest = [word for word in name if word not in _SUFFIXES]
    if not rest:
        return False  # "II" alone, of a "Minister of Foreign Affairs II"
    if len(rest) == 1:
        return not whole and skeleton(rest[0]) in {skeleton(word) for word in known}
    if skeleton("".join(rest)) == skeleton("".join(known)):
        return True
    if _in_order(rest, known, whole):
        return True
    return any(_in_order(order, known, True) for order in ([rest[-1], *rest[:-1]], [*rest[1:], rest[0]]))


def _in_order(name: Sequence[str], known: Sequence[str], whole: bool) -> bool:
    first, last = _agree(name[0], known[0]), _agree(name[-1], known[-1])
    if not (first and last if whole else first or last):
        return False
    at, full_words = 0, 0
    for word in name:
        found = next((i for i in range(at, len(known)) if _agree(word, known[i])), None)
        if found is None:
            if len(word) > 1:
                return False
            continue  # an initial of a middle name that the full name leaves out
        full_words += len(word) > 1
        at = found + 1
    return full_words >= 1


def _agree(word: str, other: str) -> bool:
    if len(word.replace(".", "")) == 1:
        return other.startswith(word[0])
    return word == other or skeleton(word) == skeleton(other)
