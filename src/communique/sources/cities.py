"""Places that reports are filed from, and how a record spells them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

from communique.places import place
from communique.sources.publishers import capitalised

#: the district that some capitals are named with ("Bogotá D.C.", "México D.F.")
_DISTRICT = re.compile(r",?\s+D\.? ?[CF]\.?$")
_JOINED = re.compile(r"\s*/\s*|\s+and\s+|\s*&\s*")


def place_name(words: str) -> str:
    """Return the first place that a dateline names, spelled as a record shows it: "GOMA/KINSHASA" is "Goma"."""
    first = _DISTRICT.sub("", _JOINED.split(" ".join(words.split()), 1)[0].strip(" ,.;:"))
    known = _places().get(_fold(first))
    if known is not None and first.isupper():
        return known
    return capitalised(first) if first.isupper() and len(first) > 2 else first


def is_known_place(words: str) -> bool:
    """Return whether the first place that ``words`` names is one that reports are known to be filed from."""
    return _fold(_DISTRICT.sub("", _JOINED.split(words, 1)[0])) in _places()


def is_state(words: str) -> bool:
    """Return whether ``words`` are the name of a state, as it stands behind that of a town ("Fiuggi, Italy")."""
    if not words[:1].isupper() or len(words) > 40 or any(character.isdigit() for character in words):
        return False
    known = place(words)
    return known is not None and known.country is not None and known.lat is None


def _fold(words: str) -> str:
    if not words.isascii():
        plain = unicodedata.normalize("NFKD", words.replace("’", "'"))
        words = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(words.casefold().replace(".", "").split())


@cache
def _places() -> dict[str, str]:
    """Return the known places by their folded names; of two spellings the first stands."""
    lines = files("communique").joinpath("data/dateline_places.txt").read_text(encoding="utf-8").splitlines()
    places: dict[str, str] = {}
    for line in lines:
        if line and not line.startswith("#"):
            places.setdefault(_fold(line), line)
    return places
