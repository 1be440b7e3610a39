"""Who wrote and edited a report: bylines, sign-offs and editors' lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from communique.dates import MONTH, YEAR
from communique.sources.furniture import words
from communique.sources.publishers import find_publisher, institution
from communique.sources.stamps import moment, read_stamp

#: no sign-off is longer, and no byline longer than the second
_LONGEST, _LONGEST_BYLINE = 700, 160

_NAME_WORD = r"(?:(?:de|del|da|do|dos|la|le|al|el|bin|ibn|van|von|der|den|ter|e|y)(?=\s)|[^\W\d_a-z][\w'’.ʻ-]*)"
#: a person's name, up to five words
NAME = rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,4}}"
_NAMES = rf"{NAME}(?:(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|;\s*|\s*/\s*){NAME}){{0,6}}"
_BY = re.compile(
    rf"(?i:by|authors?|written by|text by|reporters?|journalist|correspondent|reported by)\s*:?\s+"
    rf"(?P<names>{_NAMES})(?P<rest>.*)$"
)
_EDITORS = re.compile(
    r"[(\[]?\s*(?:(?:web|responsible|copy|managing|duty|chief|executive|news|english|online|content)\s+)?"
    r"editors?\s*[:：]\s*(?P<names>[^()\[\]\n]{2,120})[)\]]?",
    re.IGNORECASE,
)
_JOBS = (
    r"(?:(?:additional|further)\s+|with\s+)*reporting(?:\s+and\s+writing)?|reported|report|writing(?:\s+and\s+editing)?"
    r"|written|compiled|editing(?:\s+and\s+writing)?|edited|photographs?|photos?|pictures?|translat(?:ion|ed)|graphics?"
    r"|produced|contributions?"
)
_SIGN_OFF = re.compile(rf"[(\[]?\s*(?:{_JOBS})\b.{{0,12}}?\bby\b", re.IGNORECASE)
_CLAUSE = re.compile(rf"(?P<job>{_JOBS})\b(?:\s+and\s+(?:writing|editing))?\s+by\s+(?P<names>[^;]+)", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(r";|(?<=[a-z]{3})\.\s+(?=[A-Z])|,\s+(?=(?:editing|writing|additional)\b)", re.IGNORECASE)
_NEXT_JOB = r"(?=[,;]\s*(?:\w+\s*-\s*)?(?:author|editor)s?\s*:|;|$)"
_REPORTER = r"(?:Reporter|Correspondent|Writer|Editor|Columnist|Journalist|Bureau Chief)"
_DATED = re.compile(
    rf",?\s*(?:\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b{MONTH}\s+\d|\b\d{{1,2}}\s+{MONTH}|\b{YEAR}\b).*"
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
    if len(line) > _LONGEST:
        return None
    return _editors_line(line) or _sign_off(line) or _by_line(line) or _agency_line(line)


def _editors_line(line: str) -> Credits | None:
    """Read "(Web editor: A, B)" and "Source: Xinhua Editor: C"."""
    match = _EDITORS.search(line) if "ditor" in line or "DITOR" in line else None
    if match is None or line[match.end() :].strip(" .)]"):
        return None
    before = re.sub(r"^\s*source\s*[:：]\s*", "", line[: match.start()], flags=re.IGNORECASE).strip(" |,;-–—")
    publisher = find_publisher(before, marked=True) if before else None
    if before and publisher is None:
        return None
    names = names_in(match.group("names"))
    if not names:
        return None
    people = tuple(name for name in names if name[:1].isupper())  # "huaxia" is a desk's handle
    return Credits(editors=people, publisher=publisher.name if publisher else None)


def _sign_off(line: str) -> Credits | None:
    """Read "(Reporting by A in X and B in Y; Additional reporting by C; Editing by D)"."""
    if not _SIGN_OFF.match(line) or line.rstrip(" .)]")[-1:].isdigit():
        return None
    found: dict[str, list[str]] = {"authors": [], "editors": [], "photographers": []}
    for clause in _NEXT_CLAUSE.split(line.strip(" ()[].")):
        match = _CLAUSE.match(clause.strip())
        if match is None:
            continue
        job = match.group("job").lower()
        role = "editors" if job.startswith("edit") else "photographers" if job[:5] in ("photo", "pictu") else "authors"
        found[role].extend(name for name in names_in(match.group("names")) if name not in found[role])
    if not any(found.values()):
        return None
    return Credits(
        authors=tuple(found["authors"]), editors=tuple(found["editors"]), photographers=tuple(found["photographers"])
    )


def _agency_line(line: str) -> Credits | None:
    """Read "WAM/Amna Khalil", "Amna Khalil, WAM" and "AGERPRES (author: A, editor: B; EN - author: C)"."""
    slashed = re.fullmatch(rf"\(?(?P<agency>[A-Z]{{2,10}})\s?/\s?(?P<names>{NAME})\)?", line)
    if slashed and (known := find_publisher(slashed.group("agency"), marked=True)):
        names = slashed.group("names").strip()
        return Credits(authors=(capital_name(names),) if " " in names else (), publisher=known.name)
    desk = re.fullmatch(rf"(?:[A-Z]\w+ ){{1,2}}{_REPORTER}s?", line)
    if desk:
        return Credits()
    reporter = re.fullmatch(rf"(?P<name>{NAME}),\s+(?:[A-Z]\w*\s+){{0,4}}{_REPORTER}", line)
    if reporter:
        return Credits(authors=names_in(reporter.group("name")))
    signed = re.fullmatch(rf"(?P<name>{NAME}),\s+(?P<agency>[^,]{{2,40}}?)\.?", line)
    if signed and (known := find_publisher(signed.group("agency"))) and known.kind != "office":
        return Credits(authors=names_in(signed.group("name")), publisher=known.name)
    listed = re.fullmatch(
        r"(?P<agency>[\w -]{2,30})\s*\((?P<jobs>[^()]*\b(?:author|editor)s?\s*:[^()]*)\)", line, re.IGNORECASE
    )
    known = find_publisher(listed.group("agency"), marked=True) if listed else None
    if listed is None or known is None:
        return None
    found: dict[str, list[str]] = {"author": [], "editor": []}
    pattern = rf"\b(author|editor)s?\s*:\s*([^;:]*?){_NEXT_JOB}"
    for job, people in re.findall(pattern, listed.group("jobs"), re.IGNORECASE):
        found[job.lower()].extend(names_in(people))
    return Credits(authors=tuple(found["author"]), editors=tuple(found["editor"]), publisher=known.name)


def _by_line(line: str) -> Credits | None:
    """Read "By Pat Morley, Sunday 9 March 2025" and "BY A AND B | AFP"."""
    line = line.strip("()[]").strip()
    match = _BY.match(line) if line and len(line) <= _LONGEST_BYLINE else None
    if match is None:
        return None
    rest = match.group("rest").strip()
    if line[-1] in "?!" or (line[-1] == "." and re.search(r"[a-z]{3}\.$", rest)):
        return None
    if rest and rest[0] not in ",|-–—·•(/" and read_stamp(rest) is None and moment(rest) is None:
        return None
    if len(re.findall(r"\b[a-z]{3,}\b", rest)) > 4:
        return None
    written = match.group("names").strip(" ,")
    dated = _DATED.search(written)
    written = written[: dated.start()] if dated else written
    pieces = re.split(r"[,|()/]|\s[-–—·•]\s|\s+(?:for|of|at)\s+", f"{written}|{rest}")
    publisher = next((found.name for piece in pieces if (found := find_publisher(piece))), None)
    people = [name for name in names_in(written) if not find_publisher(name)]
    outlet = next((name for name in people[1:] if name.startswith("The ")), None)  # "By Tess Roe, The Valley Echo"
    publisher = publisher or outlet
    names = tuple(name for name in people if not _is_desk(name) and name != outlet)
    return Credits(authors=names, publisher=publisher, published=moment(line))


def names_in(listed: str) -> tuple[str, ...]:
    """Return the people in a list of names: "A and B in Paris, C in Rome" gives A, B, C."""
    names: dict[str, None] = {}
    for piece in re.split(r",|;|/|\band\b|&|、|\|", listed, flags=re.IGNORECASE):
        name = re.sub(r"\s+(?:in|at|from|for|of|with)\s+.*$", "", f" {piece.strip(' .()[]')}").strip()
        name = re.sub(r"^(?:in|at|from)\s.*$|\s*\S+@\S+$", "", name)
        if len(name) > 1 and not re.search(r"\d", name) and name.lower() not in words("not an author"):
            names[capital_name(name)] = None
    return tuple(names)


def person_name(name: str) -> str | None:
    """Return the person that the words name, or None where they name a desk, an agency or a site."""
    names = names_in(name.strip())
    if len(names) != 1 or _is_desk(names[0]) or find_publisher(names[0], marked=True) or institution(names[0]):
        return None
    return names[0] if re.fullmatch(NAME, names[0]) and " " in names[0] else None


def is_bare_name(line: str) -> bool:
    """Return whether the line may be nothing but the name of a person: two to four words, none of them of headlines."""
    written = [word.lower() for word in line.split()]
    return (
        1 < len(written) < 5 and not words("headline words") & set(written) and not words("label words") & set(written)
    )


def _is_desk(name: str) -> bool:
    return any(word in words("not an author") for word in name.lower().split())


@cache
def capital_name(name: str) -> str:
    """Return a person's name written in capitals as a name is written: "IRMA CHKHEIDZE" is "Irma Chkheidze"."""
    return (
        " ".join(
            word.capitalize() if word.isupper() and len(word) > 2 and "." not in word else word for word in name.split()
        )
        if name.isupper() and len(name) > 4
        else name
    )
