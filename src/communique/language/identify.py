"""Refuses texts that are not in English: function words decide, and a statistical model where they leave doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from communique.errors import InputRefused

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: characters read from the beginning, the middle and the end of a long text
_WINDOW = 2500
#: share of function words that settles it: English news texts have 0.2 or more, other languages hardly ever 0.1
_SURELY_ENGLISH = 0.16
#: with fewer words a text without function words ("Xi meets Putin in Moscow") is a headline, not a foreign language
_TELLING = 12

#: by how much (in natural logarithms) the statistical model must prefer another language
_CLEARLY = 8.0


def require_english(text: str, source: str) -> None:
    """Return if ``text`` is in English; raise InputRefused where it is in another language or has no words."""
    written = _WORD.findall(_sample(text))
    words = [word.lower() for word in written]
    if not words:
        raise InputRefused(source, "it has no words", "Give the text of a report in English")
    english = _function_words()["English"]
    share = sum(word in english for word in words) / len(words)
    latin = sum(word[0] < "\u0250" for word in words) / len(words)
    if share >= _SURELY_ENGLISH and latin > 0.7:
        return
    names = sum(word[0].isupper() for word in written) > 0.7 * len(written)
    language = _other_language(words, share, latin=latin, names=names)
    if language is not None:
        remedy = "communique reads English only: give an English version of the report"
        raise InputRefused(source, f"the text is not in English but, it seems, in {language}", remedy)


def _sample(text: str) -> str:
    if len(text) <= 3 * _WINDOW:
        return text
    middle = len(text) // 2
    return " ".join((text[:_WINDOW], text[middle : middle + _WINDOW], text[-_WINDOW:]))


def _other_language(words: list[str], share: float, *, latin: float, names: bool) -> str | None:
    """Return the language of a text with few English function words, or None where it may well be English.

    ``names`` says that most words are capitalised: a list of names tells a statistical model nothing.
    """
    if latin < 0.5:
        return _statistical(words) or "another script"
    found = {
        name: [word for word in words if len(word) > 1 and word in others] for name, others in _function_words().items()
    }
    likeliest = max(found, key=lambda name: len(found[name]))
    if likeliest == "English":
        return None
    if len(found[likeliest]) > max(share, 0.12) * len(words) and len(found[likeliest]) > 2:
        return likeliest
    if names or len(words) < _TELLING or share > 0.08:
        return None
    return _statistical(words)


def _statistical(words: list[str]) -> str | None:
    """Return the language that the statistical model is sure of, or None for English and where it is not sure."""
    import py3langid  # loads slowly, and is needed for few texts

    ranking = py3langid.rank(" ".join(words[:800]))
    code, score = ranking[0]
    if code in _ENGLISHES:
        return None
    english = next(value for name, value in ranking if name == "en")
    return None if score - english < _CLEARLY else _NAMES.get(code, f"the language with the code {code!r}")


@cache
def _function_words() -> Mapping[str, frozenset[str]]:
    """Load the function words of each language, English first."""
    text = files("communique").joinpath("data/function_words.txt").read_text(encoding="utf-8")
    lines = (line.split(": ", 1) for line in text.splitlines() if line and not line.startswith("#"))
    return {language: frozenset(listed.split()) for language, listed in lines}


#: codes of languages that a model takes short or odd English for
_ENGLISHES = frozenset(("en", "sco", "pcm", "jam", "la", "eo", "io", "ia", "mt", "cy"))
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "de": "German", "el": "Greek",
        "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hy": "Armenian",
        "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "ko": "Korean",
        "ky": "Kyrgyz", "mn": "Mongolian", "nl": "Dutch", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese",
        "ro": "Romanian", "ru": "Russian", "sr": "Serbian", "sw": "Swahili", "th": "Thai", "tr": "Turkish",
        "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "wuu": "Chinese", "yue": "Chinese", "zh": "Chinese",
    }
)  # fmt: skip
