"""Who published a report: known agencies, outlets and offices, letterheads of unknown ones, and tell-tale conventions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

#: names that are also ordinary words or initials: a publisher only where brackets or slashes mark them ("/Trend/")
_ORDINARY = frozenset(
    ("report", "trend", "orient", "nation", "nova", "saba", "the star", "the national", "the herald", "dawn", "un", "au", "pl", "pa",
     "pana", "mina", "map", "tap", "ana", "rss", "news", "apa", "sputnik", "rl", "eec", "dunyo", "fana", "petra", "arka")
)  # fmt: skip
#: up to this length an alias must stand as it is written: "AP", not "Ap"
_INITIALS = 5


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


def find_publisher(words: str, *, marked: bool = False) -> Publisher | None:
    """Return the known publisher of which ``words`` are the whole name, or None.

    ``marked`` says that brackets or slashes set the words apart, so that initials and ordinary words count too.
    """
    words = " ".join(words.split()).strip(" -–—:,/|()[]*•")
    if not words or (not marked and _fold(words) in _ORDINARY):
        return None
    directory = _directory()
    return directory.exact.get(words) or directory.folded.get(_fold(words))


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


_INSTITUTION = re.compile(
    r"(?:ministry|department|office|embassy|permanent mission|mission|consulate(?: general)?|press service|press office|press wing|"
    r"press department|press and information department|presidency|government|secretariat|general secretariat|commission|council|"
    r"chancellery|delegation|bureau|directorate|state house|parliament|high commission|administration|cabinet|agency|news agency|"
    r"news service|newswire|wire service|gazette|tribune|courier|chronicle|herald|observer|post|journal|daily|times|press agency)",
    re.IGNORECASE,
)
_FUNCTION_WORDS = frozenset("of the and & for to in de del della la du des des et und van der a".split())
#: words of titles: a line that holds one is a headline about an institution, not its letterhead
_HEADLINE_WORDS = frozenset(
    "statement statements readout remarks meeting meetings talks visit visits call calls conversation summary comment comments answers "
    "speech interview transcript communique communiqué declaration briefing conference response reply regarding concerning following "
    "meets met holds held says said receives received on with by at from after as over amid against between joint release launch "
    "launches announces urges condemns welcomes calls signs agree agrees discuss discusses congratulates address letter message "
    "report reports results result outcome outcomes press-release call".split()
)


def institution(line: str) -> str | None:
    """Return the name on a letterhead line ("MINISTRY OF FOREIGN AFFAIRS OF …"), tidied, or None where it is no such line."""
    words = line.strip(" -–—*|:").split()
    if not 1 < len(words) <= 16 or line.rstrip()[-1:] in ".?!;,":
        return None
    if not _INSTITUTION.search(line):
        return None
    for word in words:
        bare = word.strip(",()'’\"“”-–|").lower()
        if bare in _HEADLINE_WORDS:
            return None
        if bare and bare not in _FUNCTION_WORDS and not (word.lstrip("(\"'“‘")[:1].isupper() or word[:1].isdigit()):
            return None
    return tidy(line)


def tidy(name: str) -> str:
    """Return a name with its letterhead capitals and leading article taken away: "THE WHITE HOUSE" is "White House"."""
    name = " ".join(name.split()).strip(" -–—*|:")
    name = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    return capitalised(name) if name.isupper() else name


def capitalised(name: str) -> str:
    """Return a name written in capitals with each word capitalised, small words aside."""
    pieces = re.split(r"([\s/\-–]+)", name.lower())
    small = _FUNCTION_WORDS | {"on", "sur", "el", "al", "ez", "es", "au", "do", "da", "dos", "le"}
    return "".join(
        piece
        if (piece in small and at)
        else piece[:1].upper() + piece[1:]
        if piece[:1] not in "'’("
        else piece[:1] + piece[1:2].upper() + piece[2:]
        for at, piece in enumerate(pieces)
    )


#: what gives a publisher away where no line names it: how its own releases word things. True of the publishers' house
#: styles, each checked against several of their releases; patterns read the first words of the text and its title.
_CONVENTIONS: tuple[tuple[str, str], ...] = (
    (r"\b(?:below|following)\s+is\s+attributable\s+to\s+(?:Principal\s+)?(?:Deputy\s+)?Spokesperson|\bthe\s+below\s+is\s+attributable", "U.S. Department of State"),
    (r"\bOffice\s+of\s+the\s+Spokesperson\b(?!\s+(?:for|of))", "U.S. Department of State"),
    (r"(?:^|\n)\s*Secretary\s+of\s+State\s+[A-Z][\w.]+(?:\s+[A-Z][\w.]+){1,3}\s+(?:met|spoke|held|hosted)\b", "U.S. Department of State"),
    (r"(?:^|\n)\s*(?:Today,\s+)?(?:President\s+(?:Joseph\s+R\.\s+Biden|Donald\s+J\.\s+Trump)|Vice\s+President\s+(?:Kamala\s+Harris|JD\s+Vance))\b[^.\n]{0,40}\b(?:met|spoke|held|hosted)\b", "The White House"),
    (r"\bPrime\s+Minister(?:,)?\s+Shri\b|\bExternal\s+Affairs\s+Minister\b.{0,60}\bEAM\b|\bEAM\s+Dr\.\s|\bForeign\s+Secretary,?\s+Shri\b", "Ministry of External Affairs, Government of India"),
    (r"(?:^|\n)\s*On\s+[^,\n]{3,20},(?:\s+\d{4},)?\s+(?:local\s+time,\s+)?(?:Member\s+of\s+the\s+Political\s+Bureau\s+[^.\n]{0,120}|State\s+Councilor\s+and\s+)?(?:Foreign\s+Minister\s+Wang\s+Yi|Vice\s+Foreign\s+Minister|President\s+Xi\s+Jinping|Premier\s+Li\s+Qiang)\b", "Ministry of Foreign Affairs of the People's Republic of China"),
    (r"(?:^|\n)\s*Vladimir\s+Putin\s+(?:had|held|met|spoke|sent|received|took)\b", "President of Russia"),
    (r"(?:^|\n)\s*On\s+[^,\n]{3,20},(?:\s+\d{4},)?\s+(?:Foreign\s+Minister\s+Sergey\s+Lavrov|Deputy\s+(?:Foreign\s+)?Minister\s+(?:of\s+Foreign\s+Affairs\s+)?of\s+the\s+Russian\s+Federation)\b", "Ministry of Foreign Affairs of the Russian Federation"),
    (r"\bThe\s+Head\s+of\s+State\b(?=(?:.|\n){0,600}\bKassym-Jomart\s+Tokayev\b)|\bKassym-Jomart\s+Tokayev\b(?=(?:.|\n){0,300}\bThe\s+Head\s+of\s+State\b)", "Akorda"),
    (r"(?:^|\n)\s*On\s+[^,\n]{3,20},\s+(?:\d{4},\s+)?President\s+of\s+the\s+Republic\s+of\s+Uzbekistan\s+Shavkat\s+Mirziyoyev\b", "Press Service of the President of the Republic of Uzbekistan"),
    (r"\b(?:Minister\s+for\s+Foreign\s+Affairs|Foreign\s+Minister)\s+(?:Mr\.\s+)?[A-Z]{3,}\s+[A-Z][a-z]+,?\s+(?:held|met|paid|received|had)\b|\bMinister\s+for\s+Foreign\s+Affairs\s+of\s+Japan\b.{0,60}\b[A-Z]{3,}\s+[A-Z][a-z]+\b", "Ministry of Foreign Affairs of Japan"),
    (r"\bThe\s+following\s+is\s+attributable\s+to\s+the\s+(?:Spokesperson|Spokesman)\s+for\s+the\s+Secretary-General|\bthe\s+following\s+statement\s+was\s+issued\s+today\s+by\s+the\s+Spokes(?:man|person)\s+for\s+UN\s+Secretary-General", "United Nations"),
)  # fmt: skip


def publisher_by_convention(opening: str) -> Publisher | None:
    """Return the publisher whose house style the opening of a text shows, or None."""
    for pattern, name in _CONVENTIONS:
        if re.search(pattern, opening):
            return find_publisher(name, marked=True)
    return None


def _fold(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.replace("’", "'"))
    bare = "".join(character for character in plain if not unicodedata.combining(character)).casefold()
    return " ".join(re.findall(r"[\w&+']+", bare)).removeprefix("the ")


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
