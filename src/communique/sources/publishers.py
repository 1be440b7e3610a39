"""Who published a report: known agencies, outlets and offices, letterheads of unknown ones, and house styles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from communique.sources.furniture import words

#: names that are also ordinary words or initials: a publisher only where brackets or slashes mark them ("/Trend/")
_ORDINARY = frozenset(
    ("report", "trend", "orient", "nation", "nova", "saba", "the star", "the national", "the herald", "dawn", "un",
     "au", "pl", "pa", "pana", "mina", "map", "tap", "ana", "rss", "news", "apa", "sputnik", "rl", "eec", "dunyo",
     "fana", "petra", "arka", "star", "national", "herald")
)  # fmt: skip
#: a letterhead with the kind of its paper behind it ("STATE HOUSE PRESS RELEASE")
_PAPER = re.compile(r"\s+(?:press|media|news)\s+(?:releases?|statements?|notes?|communiqu[eé]s?)$", re.IGNORECASE)
_SMALL = frozenset(
    ("of", "the", "and", "&", "for", "to", "in", "de", "del", "della", "la", "du", "des", "et", "und", "van", "der",
     "a", "on", "sur", "el", "al", "ez", "es", "au", "do", "da", "dos", "le")
)  # fmt: skip
#: up to this length an alias must stand as it is written: "AP", not "Ap"
_INITIALS = 5
#: no name of a publisher is longer
_LONGEST_NAME = 130


_OFFICIAL = re.compile(
    r"\b(?:ministry|minister|office|department|government|presidency|president|embassy|mission|council|commission|union"
    r"|secretariat)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """A publisher as a record names it; ``seat`` is where an office issues its releases."""

    name: str
    kind: str
    country: str
    seat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Directory:
    exact: Mapping[str, Publisher]
    folded: Mapping[str, Publisher]
    domains: Mapping[str, Publisher]


def find_publisher(name: str, *, marked: bool = False) -> Publisher | None:
    """Return the known publisher whose whole name ``name`` is, or None.

    ``marked`` says that brackets or slashes set the name apart, so that initials and ordinary words count too.
    """
    name = " ".join(name.split()).strip(" -–—:,/|()[]*•")
    if not name or len(name) > _LONGEST_NAME:
        return None
    directory = _directory()
    folded = _fold(name)
    if not marked and folded in _ORDINARY:
        return None
    return directory.exact.get(name) or directory.folded.get(folded)


def offices_at(place: str) -> tuple[Publisher, ...]:
    """Return the known offices that issue their releases from a place, in the order of the table."""
    offices = {p.name: p for p in _directory().exact.values() if p.kind == "office" and p.seat == place}
    return tuple(offices.values())


def publisher_at_end(line: str) -> Publisher | None:
    """Return the known body with whose name a line ends ("Information of the … of the Ministry of …"), or None."""
    starts = (match.start() for match in re.finditer(r"\b(?:Ministry|Department|Presidency|Office|Embassy)\b", line))
    return find_publisher(line) or next((found for at in starts if (found := find_publisher(line[at:]))), None)


def publisher_with_labels(line: str) -> Publisher | None:
    """Return the publisher of "IRNA English" and "TASS News": known, with labels behind its name; else None."""
    if len(line) > _LONGEST_NAME:
        return None
    written = line.split()
    for at in range(len(written) - 1, 0, -1):
        if written[at].lower().strip(".,:") not in words("label words"):
            return None
        known = find_publisher(" ".join(written[:at]), marked=True)
        if known is not None and known.kind != "office":
            return known
    return None


def office_with_paper(line: str) -> str | None:
    """Return the office that a line names with the kind of its paper ("STATE HOUSE PRESS RELEASE"), or None."""
    paper = _PAPER.search(line)
    name = line[: paper.start()].strip(" -–—|:") if paper else ""
    return name if name and (find_publisher(name) or institution(name)) else None


def unknown_publisher(name: str) -> Publisher:
    """Return a publisher that the table lacks, by the name on its letterhead; bodies of states count as offices."""
    official = _OFFICIAL.search(name)
    return Publisher(name=tidy(name), kind="office" if official else "outlet", country="", seat="")


def publisher_of_url(url: str | None) -> Publisher | None:
    """Return the publisher whose web domain ``url`` is under, the longest known domain first, or None."""
    if not url:
        return None
    host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower().removeprefix("www.")
    parts = host.split(".")
    return next(
        (found for at in range(len(parts)) if (found := _directory().domains.get(".".join(parts[at:])))),
        None,
    )


_FUNCTION_WORDS = frozenset(
    (
        "of",
        "the",
        "and",
        "&",
        "for",
        "to",
        "in",
        "de",
        "del",
        "della",
        "la",
        "du",
        "des",
        "et",
        "und",
        "van",
        "der",
        "a",
    )
)


#: what no name of an institution holds: a number before it ("4th … Consultations"), a verb ("X to Open Consulate")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)$")
_TO_DO = re.compile(r"(?<!mission)(?<!delegation)(?<!embassy)(?<!office) to (?!the\b)(?=[A-Za-z])", re.IGNORECASE)


#: a person with an office ("Jo Lund, Department Spokesperson")
_HOLDER = re.compile(
    r"(?!.{0,60}?\b(?:Ministry|Office|Department|Embassy|Government)\b.*,)[^,]{3,40},[^,]*"
    r"\b(?:spokes\w+|secretary|director|advis[eo]r|counsell?or|ambassador|assistant)",
    re.IGNORECASE,
)


def institution(line: str) -> str | None:
    """Return the tidied name on a letterhead line ("MINISTRY OF FOREIGN AFFAIRS"), or None where it is no such line."""
    written = line.strip(" -–—*|:").split()
    if not 1 < len(written) <= 16 or line.rstrip()[-1:] in ".?!;,":
        return None
    bare = [word.strip(",()'’\"“”-–|").lower().removesuffix("'s").removesuffix("’s") for word in written]
    if not words("institution nouns") & set(bare) or words("headline words") & set(bare):
        return None
    if _ORDINAL.match(bare[0]) or _TO_DO.search(line) or names_holder(line):
        return None
    for word, plain in zip(written, bare, strict=True):
        capital = word.lstrip("(\"'“‘")[:1]
        if plain and plain not in _FUNCTION_WORDS and not capital.isupper() and not capital.isdigit():
            return None
    return tidy(line)


def names_holder(line: str) -> bool:
    """Return whether a line names nothing but a person with an office ("Jo Lund, Department Spokesperson")."""
    return len(line) < 100 and _HOLDER.fullmatch(line.strip()) is not None


_STATE = re.compile(
    r"(?:the\s+)?(?:[A-Z][\w-]+\s+){0,3}"
    r"(?:republic|kingdom|state|government|sultanate|federation|union|commonwealth|principality|emirate)"
    r"(?:\s+of(?:\s+(?:the|and|[A-Z][\w'’-]*))+)?",
    re.IGNORECASE,
)


def names_state(line: str) -> bool:
    """Return whether the line of a letterhead only names a state ("REPUBLIC OF RWANDA", "Argentine Republic")."""
    bare = line.strip(" -–—*|:")
    if len(bare) > 90 or not _STATE.fullmatch(bare):
        return False
    capitals = all(word[:1].isupper() or word in _FUNCTION_WORDS for word in bare.split())
    return capitals and not words("headline words") & {word.lower() for word in bare.split()}


def tidy(name: str) -> str:
    """Return a name with its letterhead capitals and leading article taken away: "THE WHITE HOUSE" is "White House"."""
    name = " ".join(name.split()).strip(" -–—*|:")
    name = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    return capitalised(name) if name.isupper() else name


def capitalised(name: str) -> str:
    """Return a name written in capitals with each word capitalised, small words aside."""
    pieces = re.split(r"([\s/\-–]+)", name.lower())
    return "".join(piece if piece in _SMALL and at else _capital(piece) for at, piece in enumerate(pieces))


def _capital(piece: str) -> str:
    first = 1 if piece[:1] in ("'", "’", "(", '"', "“") else 0
    return piece[:first] + piece[first : first + 1].upper() + piece[first + 1 :]


def publisher_by_style(opening: str) -> Publisher | None:
    """Return the publisher whose house style ``opening`` shows (the title and the first paragraphs), or None."""
    for patterns, name in _house_styles():
        if all(pattern.search(opening) for pattern in patterns):
            return find_publisher(name, marked=True)
    return None


@cache
def _house_styles() -> tuple[tuple[tuple[re.Pattern[str], ...], str], ...]:
    """Load the table of house styles, in its order."""
    table = files("communique").joinpath("data/house_styles.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple((tuple(re.compile(pattern) for pattern in form.split(" && ")), name) for form, name in rows)


_FOLDED = re.compile(r"[\w&+']+")


def _fold(words: str) -> str:
    if not words.isascii():
        plain = unicodedata.normalize("NFKD", words.replace("’", "'"))
        words = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(_FOLDED.findall(words.casefold())).removeprefix("the ")


@cache
def _directory() -> _Directory:
    """Load the table of publishers; the first of two that share a name or domain wins."""
    exact: dict[str, Publisher] = {}
    folded: dict[str, Publisher] = {}
    domains: dict[str, Publisher] = {}
    table = files("communique").joinpath("data/publishers.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line or line.startswith("#"):
            continue
        name, kind, country, seat, aliases, hosts = line.split("\t")
        publisher = Publisher(name=name, kind=kind, country=country, seat=seat)
        for alias in (name, *filter(None, aliases.split(";"))):
            exact.setdefault(alias, publisher)
            if len(alias) > _INITIALS:
                folded.setdefault(_fold(alias), publisher)
        for host in filter(None, hosts.split(";")):
            domains.setdefault(host, publisher)
    return _Directory(exact=exact, folded=folded, domains=domains)
