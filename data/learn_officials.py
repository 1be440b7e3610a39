"""Learns officials (names, countries, sectors, dates of office) from a PETRARCH countries dictionary.

    python data/learn_officials.py Phoenix.Countries.actors.txt > data/gazetteer/officials.tsv

Phoenix.Countries.actors.txt of petrarch2 (MIT licence) lists heads of state, and ministers as far as monthly lists of
2003 to 2011 named them; its dates stop where those lists do, so an office that was open then is taken to end in 2012.
Kept are facts only: one person a line, "NAME = OTHER SPELLING TAB ISO3 TAB SECTOR FROM..UNTIL; ...".
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from communique.actors.petrarch import ActorRule, DatedCode, read_actors

#: CAMEO's sectors → PLOVER's; media are JRN in PLOVER, health is MED
SECTORS = {
    "": "GOV", "BUS": "GOV.BUS", "AGR": "GOV.AGR", "MED": "GOV.JRN", "HLH": "GOV.MED", "EDU": "GOV.EDU",
    "MIL": "GOV.MIL", "JUD": "GOV.JUD", "LAB": "GOV.LAB", "LEG": "LEG", "REL": "GOV.REL", "COP": "GOV.COP",
    "SPY": "SPY", "REF": "GOV",
    "DEV": "GOV", "ENV": "GOV", "HRI": "GOV", "PTY": "GOV", "MUS": "GOV",
}  # fmt: skip
SMALL = frozenset("al bin ibn ben de da do dos das del della der den van von la le di du ul ur e y".split(" "))
#: older and CAMEO country codes
ISO = {
    "KSV": "XKX",
    "ROM": "ROU",
    "ZAR": "COD",
    "TMP": "TLS",
    "BUR": "MMR",
    "PAL": "PSE",
    "GME": "DEU",
    "GMW": "DEU",
    "KNT": "KNA",
    "DDR": "DEU",
    "SUN": "RUS",
    "ROU": "ROU",
}
PERSON = re.compile(r"^[A-Z][A-Z'. -]+$")


def printed(name: str) -> str:
    """A dictionary's name in capitals as a text prints it."""
    words = [word.capitalize() for word in name.split()]
    words = ["-".join(part.capitalize() for part in word.split("-")) for word in words]
    return " ".join(w.lower() if i and w.lower() in SMALL else w for i, w in enumerate(words))


def span(code: DatedCode) -> tuple[str, str]:
    """The dates of an office; the lists began in January 2003, so that start is unknown, and ended before 2012."""
    since = "" if code.since == "2003-01-01" else code.since
    return since, code.until or "2012"


def terms(rule: ActorRule) -> Iterator[tuple[str, str, str, str]]:
    for code in rule.codes:
        head, sector, rest = code.code[:3], code.code[3:6], code.code[6:9]
        if sector == "GOV" and (code.since or code.until) and rest in SECTORS:
            since, until = span(code)
            if until >= "1990":
                yield ISO.get(head, head), SECTORS[rest], since, until


def main() -> int:
    rules, _ = read_actors(Path(sys.argv[1]))
    found: set[str] = set()
    for rule in rules:
        held = sorted(set(terms(rule)), key=lambda term: (term[2], term[3]))
        names = [printed(name) for name in rule.names if PERSON.match(name) and len(name.split()) > 1]
        countries = {term[0] for term in held}
        if not held or not names or len(countries) != 1 or len(names) > 6:
            continue
        offices = "; ".join(f"{sector} {since}..{until}" for _, sector, since, until in held)
        found.add(f"{' = '.join(dict.fromkeys(names))}\t{min(countries)}\t{offices}")
    sys.stdout.write("".join(line + "\n" for line in sorted(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
