"""Photo captions and their credits: "… in Beijing, Sept. 4, 2025. (Xinhua/Li Wen)", "Photo: A/Reuters"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.dates import MONTH, YEAR
from communique.sources.credits import NAME, capital_name
from communique.sources.furniture import words
from communique.sources.publishers import Publisher, find_publisher, institution

#: no caption is longer
LONGEST_CAPTION = 700
_PHOTO = r"(?:photos?|pictures?|images?|photograph(?:s|er)?|pics?)"
_AT_START = re.compile(
    rf"(?:(?:file |handout |combination )?{_PHOTO}\s*(?:caption|credits?|courtesy|source)?\s*[:：|]|caption\s*[:：]"
    rf"|{_PHOTO} (?:credits?|by|courtesy|taken|released|provided|shows)\b|credits?\s*[:：]|illustration\s*[:：]"
    rf"|(?:(?:this|a|the|an) )?(?:(?:file|handout|undated|combination|aerial|recent) )*{_PHOTO} "
    rf"(?:taken|released|provided|made available|distributed|shows)\b"
    rf"|in this (?:\w+ )?(?:{_PHOTO}|handout|grab)\b|file\s*[-–—:]|file photo\b|©)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,90})[)\]]\s*\.?\s*$")
_SLASHED = re.compile(
    r"((?:REUTERS|Reuters|EPA|AFP|AP Photo|AP|Xinhua|POOL|Getty Images)\s?/\s?[A-Z][^/\n.]{2,60}(?:/[^/\n.]{2,40})?)"
    r"\s*\.?\s*$"
)
_LABELLED = re.compile(
    rf"(?:^|[.!?\"”)|•·–—]\s*)"
    rf"(?:{_PHOTO}(?: credits?)?\s*[:：]|{_PHOTO} (?:credits? )?(?:by|courtesy of|courtesy)\s|©)\s*"
    rf"(?:©\s*)?([^.\n:]{{2,80}})\.?\s*$",
    re.IGNORECASE,
)
_CREDIT_WORDS = re.compile(
    rf"\b(?:file|handout|pool)?\s*{_PHOTO}\b\s*(?:credits?|courtesy)?\s*(?:by|of)?\s*[:：]?", re.IGNORECASE
)
_HANDED = re.compile(r"\b(?:handout|pool|via|getty|shutterstock|epa)\b", re.IGNORECASE)
_POSITION = re.compile(
    r"\((?:\d(?:st|nd|rd|th)|first|second|third|front|back|top|bottom)?[ ,]*(?:left|right|center|centre|[LRC])"
    r"(?:,? (?:front|back|row|top|bottom))?\)|, (?:left|right|center|centre),",
    re.IGNORECASE,
)
_POSES = re.compile(
    r"\b(?:poses?|shakes? hands|meets?|speaks?|attends?|walks?|arrives?|greets?|welcomes?|delivers?|holds?|looks? on"
    r"|stands?|waves?|talks?|listens?|gestures?|signs?|hugs?|inspects?|reviews?|is seen|are seen|receives?)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A photo caption or credit: who took the photo, and the agency that it names."""

    photographers: tuple[str, ...] = ()
    publisher: str | None = None


def read_caption(line: str) -> Caption | None:
    """Return what the credit of a photo caption says, or None where the line is no caption."""
    if len(line) > LONGEST_CAPTION:
        return None
    end = line[-160:]
    for pattern in (_IN_BRACKETS, _SLASHED, _LABELLED):
        credit = pattern.search(end)
        found = _credit(credit.group(1), labelled=pattern is not _IN_BRACKETS) if credit else None
        if found is not None:
            return found
    if _AT_START.match(line) or (_POSITION.search(line) and _POSES.search(line) and _one_sentence(line)):
        return Caption()
    return None


def _credit(written: str, *, labelled: bool) -> Caption | None:
    """Read "Xinhua/Yan Yan", "Photo by A/Xinhua", "AP Photo/B"; None for words that credit no photo."""
    photo = bool(re.search(rf"\b{_PHOTO}\b", written, re.IGNORECASE))
    bare = _CREDIT_WORDS.sub(" ", written)
    parts = [part for part in (piece.strip(" ,.:©") for piece in re.split(r"/|\s+via\s+|\||,\s+", bare)) if part]
    publishers = [found for part in parts if (found := find_publisher(part, marked=True))]
    names = tuple(capital_name(part) for part in parts if _is_photographer(part))
    credited = photo or labelled or ("/" in written and bool(publishers) and bool(names))
    handed = bool(publishers) and bool(_HANDED.search(written))
    if not credited and not handed:
        return None
    return Caption(photographers=names if credited else (), publisher=_first(publishers))


def _first(publishers: list[Publisher]) -> str | None:
    return publishers[0].name if publishers else None


def _is_photographer(part: str) -> bool:
    if re.fullmatch(r"[A-Z]{2,5}", part) or not re.fullmatch(NAME, part) or find_publisher(part, marked=True):
        return False
    return institution(part) is None and not any(word in words("not a person") for word in part.lower().split())


def _one_sentence(line: str) -> bool:
    return len(line) < 400 and not re.search(r"[a-z]{2}[.!?]\s+[A-Z][a-z]+\s[a-z]", line)


@cache
def _dated_end() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{MONTH}\.?\s+\d{{1,2}},\s+{YEAR}|\d{{1,2}}\s+{MONTH},?\s+{YEAR})\s*\.?$")


def reads_like_caption(line: str) -> bool:
    """Return whether a line above the dateline is a caption: one sentence that ends with its full date."""
    return len(line) < LONGEST_CAPTION and bool(_dated_end().search(line)) and _one_sentence(line[:-12])
