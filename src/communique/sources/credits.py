"""Who wrote, edited and photographed a report: bylines, sign-offs, editors' lines, photo captions and their credits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.dates import MONTH, YEAR
from communique.sources.publishers import find_publisher, institution
from communique.sources.stamps import moment, read_stamp

#: no byline and no caption is longer
LONGEST_CREDIT = 700

_NAME_WORD = (
    r"(?:(?:de|del|da|do|dos|la|le|al|el|bin|ibn|van|von|der|den|ter|e|y)\s+|(?:[A-Z]\.)+\s*|[^\W\d_a-z][\w'’.ʻ-]*\s*)"
)
_NAME = rf"(?:{_NAME_WORD}){{1,5}}"
_NAMES = rf"{_NAME}(?:(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|;\s*|\s*/\s*){_NAME}){{0,6}}"
_BY = re.compile(
    rf"(?i:by|author|authors|written by|text by|reporter|reporters|journalist|correspondent|reported by)\s*:?\s+(?P<names>{_NAMES})(?P<rest>.*)$"
)
_STAFF = re.compile(
    r"\b(?:correspondents?|staff|writers?|reporters?|desk|bureau|newsroom|agenc(?:y|ies)|team|editors?|service|monitoring|wires?|news|our|online|web|special)\b",
    re.IGNORECASE,
)
_EDITORS = re.compile(
    r"[(\[]?\s*(?:(?:web|responsible|copy|managing|duty|chief|executive|news|english|online|content)\s+)?editors?\s*[:：]\s*(?P<names>[^()\[\]\n]{2,120})[)\]]?",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"[(\[]?\s*(?:(?:additional |further )?reporting|writing|written|compiled|editing|edited|reported|report|produced|graphics?|translated|translation|photographs?|photos?|pictures?|"
    r"with (?:additional )?reporting|contributions?)\b.{0,12}?\bby\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?P<job>additional reporting|further reporting|with reporting|reporting and writing|reporting|reported|report|writing and editing|writing|written|compiled|editing|edited|photographs?|photos?|pictures?|"
    r"translation|translated|graphics?|produced|contributions?)\b(?:\s+and\s+(?:writing|editing))?\s+by\s+(?P<names>[^;]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """Who a line says made the report, and when and by whom it was published, where it says so too."""

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None


def read_byline(line: str) -> Credits | None:
    """Return what a line that only says who wrote or edited the report says, or None for any other line."""
    if len(line) > LONGEST_CREDIT:
        return None
    return _editors_line(line) or _sign_off(line) or _by_line(line) or _agency_line(line)


def _editors_line(line: str) -> Credits | None:
    match = _EDITORS.search(line)
    if match is None:
        return None
    before = re.sub(r"^\s*source\s*[:：]\s*", "", line[: match.start()], flags=re.IGNORECASE).strip(" |,;-–—")
    publisher = find_publisher(before, marked=True) if before else None
    if before and publisher is None:
        return None
    if line[match.end() :].strip(" .)]"):
        return None
    names = _names_in(match.group("names"))
    return Credits(editors=names, publisher=publisher.name if publisher else None) if names else None


def _sign_off(line: str) -> Credits | None:
    """Read "(Reporting by A in X and B in Y; Additional reporting by C; Editing by D)"."""
    if not _SIGN_OFF.match(line) or line.rstrip(" .)]")[-1:].isdigit():
        return None
    authors: list[str] = []
    editors: list[str] = []
    photographers: list[str] = []
    for clause in re.split(
        r";|(?<=[a-z]{3})\.\s+(?=[A-Z])|,\s+(?=(?:editing|writing|additional)\b)", line.strip(" ()[].")
    ):
        match = _CLAUSE.match(clause.strip())
        if match is None:
            continue
        job = match.group("job").lower()
        target = (
            editors if job.startswith("edit") else photographers if job.startswith(("photo", "picture")) else authors
        )
        target.extend(name for name in _names_in(match.group("names")) if name not in target)
    if not (authors or editors or photographers):
        return None
    return Credits(authors=tuple(authors), editors=tuple(editors), photographers=tuple(photographers))


def _agency_line(line: str) -> Credits | None:
    """Read "WAM/Amna Khalil" and "AGERPRES (author: A, editor: B; EN - author: C)"."""
    slashed = re.fullmatch(rf"\(?(?P<agency>[A-Z]{{2,10}})\s?/\s?(?P<names>{_NAME})\)?", line)
    if slashed and (known := find_publisher(slashed.group("agency"), marked=True)):
        names = slashed.group("names").strip()
        return Credits(authors=(capital_name(names),) if " " in names else (), publisher=known.name)
    listed = re.fullmatch(
        r"(?P<agency>[\w -]{2,30})\s*\((?P<jobs>[^()]*\b(?:author|editor)s?\s*:[^()]*)\)", line, re.IGNORECASE
    )
    known = find_publisher(listed.group("agency"), marked=True) if listed else None
    if listed is None or known is None:
        return None
    found: dict[str, list[str]] = {"author": [], "editor": []}
    for job, names in re.findall(
        r"\b(author|editor)s?\s*:\s*([^;:]*?)(?=[,;]\s*(?:\w+\s*-\s*)?(?:author|editor)s?\s*:|;|$)",
        listed.group("jobs"),
        re.IGNORECASE,
    ):
        found[job.lower()].extend(_names_in(names))
    return Credits(authors=tuple(found["author"]), editors=tuple(found["editor"]), publisher=known.name)


def _by_line(line: str) -> Credits | None:
    """Read "By Pat Morley, Sunday 9 March 2025" and "BY A AND B | AFP"."""
    if len(line) > 160:
        return None
    match = _BY.match(line)
    if match is None:
        return None
    rest = match.group("rest").strip()
    if line[-1] in "?!" or (line[-1] == "." and re.search(r"[a-z]{3}\.$", rest)):
        return None
    if rest and rest[0] not in ",|-–—·•(/" and read_stamp(rest) is None and moment(rest) is None:
        return None
    if rest and len(re.findall(r"\b[a-z]{3,}\b", rest)) > 4:
        return None
    written = match.group("names").strip(" ,")
    dated = re.search(
        rf",?\s*(?:\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b{MONTH}\s+\d|\b\d{{1,2}}\s+{MONTH}|\b{YEAR}\b).*",
        written,
    )
    if dated:
        written = written[: dated.start()]
    publisher = next(
        (
            found.name
            for piece in re.split(r"[,|()/]|\s[-–—·•]\s|\s+(?:for|of|at)\s+", f"{written}|{rest}")
            if (found := find_publisher(piece))
        ),
        None,
    )
    names = tuple(name for name in _names_in(written) if not _STAFF.search(name) and not find_publisher(name))
    return Credits(authors=names, publisher=publisher, published=moment(line))


def _names_in(words: str) -> tuple[str, ...]:
    """Return the people in a list of names: "A and B in Paris, C in Rome" gives A, B, C."""
    names: list[str] = []
    for piece in re.split(r",|;|/|\band\b|&|、|\|", words):
        name = re.sub(r"\s+(?:in|at|from|for|of|with)\s+.*$", "", f" {piece.strip(' .()[]')}").strip()
        name = re.sub(r"^(?:in|at|from)\s.*$", "", name)
        name = re.sub(r"\s*\S+@\S+$", "", name)
        if name and len(name) > 1 and name not in names and not re.search(r"\d", name):
            names.append(capital_name(name))
    return tuple(name for name in names if not re.fullmatch(r"(?i)agencies|wires?|reuters|afp|ap|bureaus?", name))


def person_name(words: str) -> str | None:
    """Return the person that the words name, or None where they name a desk, an agency or a site."""
    names = _names_in(words.strip())
    if len(names) != 1 or _STAFF.search(names[0]) or find_publisher(names[0], marked=True) or institution(names[0]):
        return None
    return names[0] if re.fullmatch(_NAME, names[0]) and " " in names[0] else None


def capital_name(name: str) -> str:
    """Return a person's name written in capitals as a name is written: "IRMA CHKHEIDZE" is "Irma Chkheidze"."""
    return " ".join(word.capitalize() for word in name.split()) if name.isupper() and len(name) > 4 else name


# ---------------------------------------------------------------------------------------------- captions

_POSITION = re.compile(
    r"\((?:L|R|C|(?:\d(?:st|nd|rd|th)|first|second|third|front|back|center|centre|top|bottom)?[ ,]*(?:left|right|center|centre|L|R|C|front)(?:,? (?:front|back|row|top|bottom))?)\)|"
    r"(?:^|, )(?:left|right|center|centre)(?:,| and\b)",
    re.IGNORECASE,
)
_CAPTION_START = re.compile(
    r"(?:(?:file |handout |photo |combination )?(?:photos?|images?|pictures?|pics?)\s*(?:caption|credits?|courtesy|source)?\s*[:：|]|caption\s*[:：]|image (?:source|caption|credit)\b|photo (?:credit|by|courtesy)\b|"
    r"photo(?:graph)? (?:taken|released|provided|shows)\b|(?:this|a|the|an undated)? ?(?:file |handout |undated |combination |aerial |recent )*(?:photo|picture|image|photograph) (?:taken|released|provided|made|from|shows|made available|distributed)\b|"
    r"in this (?:\w+ )?(?:photo|image|picture|handout|grab)\b|file\s*[-–—:]|file photo\b|©|credit\s*[:：]|illustration\s*[:：]|video\s*:)",
    re.IGNORECASE,
)
_PHOTO_WORDS = re.compile(
    r"\b(?:photos?|pictures?|photograph(?:er)?|handout|getty|pool|reuters/|afp/|epa|shutterstock|file)\b", re.IGNORECASE
)
_CREDITED = re.compile(
    r"[(\[](?P<round>[^()\[\]]{2,90})[)\]]\s*\.?\s*$|(?P<slash>(?:REUTERS|EPA|AFP|AP Photo|Reuters|Xinhua|POOL)\s?/\s?[A-Z][^/\n]{2,60}(?:/[^/\n]{2,40})?)\s*\.?\s*$|"
    r"(?:[|•·–—-]\s*)?(?P<label>(?:photos?|pictures?|images?)(?: credits?| by| courtesy(?: of)?)?\s*[:：]?\s+(?:©\s*)?(?P<who>[^.\n]{2,80}))\.?\s*$|(?:^|\s)©\s*(?P<copy>[^.\n]{2,80})$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A photo caption or credit: who took the photo, and the agency that it names."""

    photographers: tuple[str, ...] = ()
    publisher: str | None = None


def read_caption(line: str) -> Caption | None:
    """Return what the credit of a photo caption says, or None where the line is no caption."""
    if len(line) > LONGEST_CREDIT:
        return None
    credit = _CREDITED.search(line)
    words = next(filter(None, (credit.group(g) for g in ("round", "slash", "who", "copy"))), "") if credit else ""
    found = (
        _photo_credit(words, label=bool(credit and (credit.group("who") or credit.group("copy")))) if words else None
    )
    if found is not None:
        return found
    if _CAPTION_START.match(line) or (_POSITION.search(line) and line.count(". ") <= 1 and len(line) < 400):
        return Caption()
    return None


def _photo_credit(words: str, *, label: bool) -> Caption | None:
    """Read "Xinhua/Yan Yan", "Photo by A/Xinhua", "AP Photo/B", "Handout via Reuters"; None for brackets of any other kind."""
    words = words.strip(" .")
    photo = re.search(r"\b(?:photos?|pictures?|images?|photograph)\b", words, re.IGNORECASE)
    bare = re.sub(
        r"(?i)\b(?:file|handout|pool)?\s*(?:photos?|pictures?|images?|photograph)s?\b\s*(?:credits?|courtesy)?\s*(?:by|of)?\s*[:：]?",
        " ",
        words,
    )
    parts = [part.strip(" ,.:") for part in re.split(r"\s*/\s*|\s+via\s+|\s*\|\s*|,\s+", bare) if part.strip(" ,.:")]
    publishers = [found for part in parts if (found := find_publisher(part, marked=True))]
    names = tuple(
        capital_name(part)
        for part in parts
        if not re.fullmatch(r"[A-Z]{2,5}", part)
        and not find_publisher(part, marked=True)
        and not institution(part)
        and re.fullmatch(_NAME, part)
        and not _NOT_PERSON.search(part)
    )
    slashed = "/" in words and bool(publishers)
    handout = bool(re.search(r"(?i)\b(?:handout|pool|via|getty|shutterstock|epa)\b", words))
    if not (slashed or photo or label or (handout and publishers)):
        return None
    if not (publishers or names or photo or label):
        return None
    return Caption(
        photographers=names if (slashed or photo or label) else (), publisher=publishers[0].name if publishers else None
    )


_NOT_PERSON = re.compile(
    r"(?i)\b(?:handout|pool|file|getty|images|shutterstock|epa|ministry|office|press|service|government|presidency|agency|news|kremlin|courtesy|via|archive|department|embassy|"
    r"house|state|screenshot|video|staff|official|website|telegram|facebook|x|twitter|wikimedia|commons|mfa|pid|nato|un|eu|collected|reuters|afp|photo|council|commission)\b"
)


@cache
def _dated_end() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{MONTH}\.?\s+\d{{1,2}},\s+{YEAR}|\d{{1,2}}\s+{MONTH},?\s+{YEAR})\s*\.?$")


def reads_like_caption(line: str) -> bool:
    """Return whether a line before the dateline is the sentence of a caption: one sentence that ends with its full date."""
    return (
        len(line) < LONGEST_CREDIT
        and bool(_dated_end().search(line))
        and not re.search(r"[.!?]\s+[A-Z][a-z]+\s[a-z]", line[:-12])
    )


def credit_words(line: str) -> bool:
    """Return whether a line speaks of photos at all, the cheap test before the thorough one."""
    return bool(_PHOTO_WORDS.search(line))
