"""Refuses texts that are not in English, by their function words first and by a statistical model only where these leave doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from communique.errors import InputRefused

#: words that hold English sentences together and that no other language in Latin letters has as its own
_ENGLISH = frozenset(
    "the and of with that which from this their has have had been were was said says will would its his they who are is not by to for "
    "on at it be after between also as an in he she both other more than into over during under while when there these those about".split()
)
#: the same for the languages that official news is also published in
_OTHERS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "French": frozenset("le la les des du une est dans pour que qui au aux sur avec ses son sa ce cette été et par ont".split()),
        "Spanish": frozenset("el la los las del una que en por para con su sus se al y ha han como es entre más este esta".split()),
        "Portuguese": frozenset("o os as da do das dos uma que em por para com seu sua se ao e não foi no na pela pelo".split()),
        "Italian": frozenset("il lo gli della delle del dei di che una per con nel nella sono è e ha si alla sul tra anche".split()),
        "German": frozenset("der die das und ist mit den dem des ein eine einen nicht für von zu auf sich auch im zum bei hat werden".split()),
        "Dutch": frozenset("de het een van en dat op te met zijn voor niet aan door ook heeft bij naar wordt werd uit".split()),
        "Polish": frozenset("i w z na że do się nie jest o oraz przez po od dla ze jak został".split()),
        "Czech": frozenset("a v se na je že s z do o byl pro jeho podle po které ve k".split()),
        "Romanian": frozenset("și în de la cu pe că o un care din pentru a fost este prin sa al ale".split()),
        "Hungarian": frozenset("az és hogy egy meg nem volt magyar szerint való között azt".split()),
        "Turkish": frozenset("ve bir bu ile için olarak da de olan daha olduğunu çok en sonra türkiye dedi".split()),
        "Azerbaijani": frozenset("və bir bu ilə üçün da də olan ki olub etdi azərbaycan edib daha sonra".split()),
        "Uzbek": frozenset("va bilan uchun bu ham bo'lgan bir da deb haqida qilish tomonidan".split()),
        "Indonesian": frozenset("yang dan di dengan untuk dari ini dalam itu pada akan oleh ke tidak juga telah sebagai".split()),
        "Vietnamese": frozenset("và của các là trong được cho với những một có đã không này người".split()),
        "Swedish": frozenset("och att det som en är på av för med till den har inte om ett från".split()),
        "Norwegian or Danish": frozenset("og i det som en er på av for med til den har ikke om et fra at de".split()),
        "Swahili": frozenset("na ya wa kwa katika za ni la cha kuwa hiyo huo pia rais waziri".split()),
        "Finnish": frozenset("ja on ei että se oli hän ovat myös mukaan kun mutta sekä".split()),
        "Albanian": frozenset("dhe të në e për me një nga që është si ka do u".split()),
        "Croatian or Serbian": frozenset("i u je na da se za su od s o koji će kao što sa".split()),
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: characters read from the beginning, the middle and the end of a long text
_WINDOW = 2500
#: share of function words that settles it: no English news text of ours had less than 0.2, no other language more than 0.1
_SURELY_ENGLISH = 0.16
#: with fewer words a text without function words ("Xi meets Putin in Moscow") is a headline, not a foreign language
_TELLING = 12

#: by how much (in natural logarithms) the statistical model must prefer another language
_CLEARLY = 8.0


def require_english(text: str, source: str) -> None:
    """Return if ``text`` is in English; raise InputRefused, naming the language, where it is not, or where it has no words."""
    written = _WORD.findall(_sample(text))
    words = [word.lower() for word in written]
    if not words:
        raise InputRefused(source, "it has no words", "Give the text of a report in English")
    share = sum(word in _ENGLISH for word in words) / len(words)
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
    found = {name: [word for word in words if len(word) > 1 and word in others] for name, others in _OTHERS.items()}
    likeliest = max(found, key=lambda name: len(found[name]))
    if len(found[likeliest]) > max(share, 0.12) * len(words) and len(set(found[likeliest])) > 1 and len(words) >= 5:
        return likeliest
    if names or len(words) < _TELLING or share > 0.08:
        return None
    return _statistical(words)


def _statistical(words: list[str]) -> str | None:
    """Return the name of the language that the statistical model is sure of, or None for English and where it is not."""
    import py3langid  # loads slowly, and is needed for few texts

    ranking = py3langid.rank(" ".join(words[:800]))
    code, score = ranking[0]
    if code in _ENGLISHES:
        return None
    english = next(value for name, value in ranking if name == "en")
    return None if score - english < _CLEARLY else _NAMES.get(code, f"the language with the code {code!r}")


#: codes of languages that a model takes short or odd English for
_ENGLISHES = frozenset(("en", "sco", "pcm", "jam", "la", "eo", "io", "ia", "mt", "cy"))
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "de": "German", "el": "Greek", "es": "Spanish",
        "fa": "Persian", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hy": "Armenian", "id": "Indonesian", "it": "Italian",
        "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "ko": "Korean", "ky": "Kyrgyz", "mn": "Mongolian", "nl": "Dutch",
        "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sr": "Serbian", "sw": "Swahili",
        "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "wuu": "Chinese", "yue": "Chinese", "zh": "Chinese",
    }
)  # fmt: skip
