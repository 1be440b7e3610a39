"""Compiles the gazetteer's sources (data/gazetteer/*.toml) into src/communique/data/gazetteer.json.

    python data/compile_gazetteer.py            # writes the file
    python data/compile_gazetteer.py --check    # exits 1 if the committed file differs from its sources

The compiled file holds packed lines that are read one by one when first needed: loading must stay fast (docs/gazetteer.md).
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

from communique.actors.spelling import fold, skeleton, split

HERE = Path(__file__).parent / "gazetteer"
TARGET = Path(__file__).parent.parent / "src" / "communique" / "data" / "gazetteer.json"
SPAN = re.compile(r"^(.*?)\s+(\d{4}[\d-]*)?\.\.(\d{4}[\d-]*)?$")


class Compiler:
    """Collects entries and the names that lead to them."""

    def __init__(self) -> None:
        self.entries: list[str] = []
        self.numbers: dict[str, int] = {}
        self.index: dict[str, dict[str, tuple[str, list[int]]]] = defaultdict(dict)
        self.surnames: dict[str, list[int]] = defaultdict(list)
        self.offices: dict[str, list[str]] = defaultdict(list)
        self.titles: dict[str, str] = {}

    def entry(self, kind: str, name: str, *, country: str = "", code: str = "", sector: str = "", office: str = "",
              span: tuple[str, str] = ("", ""), flags: str = "", tenures: str = "") -> int:  # fmt: skip
        """Return the number of the entry, made if it is new."""
        line = "|".join((kind, name, country, code, sector, office, *span, flags, tenures))
        if line not in self.numbers:
            self.numbers[line] = len(self.entries)
            self.entries.append(line)
        return self.numbers[line]

    def name(self, phrase: str, number: int, *, case: str | None = None) -> None:
        """Let the phrase lead to the entry; the first entry named so is the likeliest."""
        words = [fold(word) for word in split(phrase)]
        if not words:
            raise SystemExit(f"{phrase!r} has no words")
        if case is None:
            letters = [c for c in phrase if c.isalpha()]
            acronym = len(letters) <= 6 and len(words) == 1 and all(c.isupper() for c in letters) and len(letters) > 1
            case = "C" if acronym else "c"
        rest = " ".join(words[1:])
        known_case, numbers = self.index[words[0]].setdefault(rest, (case, []))
        if number not in numbers:
            numbers.append(number)
        if known_case != case:  # the laxer demand wins: "" before "c" before "C"
            self.index[words[0]][rest] = (max(known_case, case) if known_case and case else "", numbers)

    def packed(self) -> dict[str, Any]:
        index = {
            first: "\n".join(
                f"{rest}|{case}|{' '.join(map(str, numbers))}" for rest, (case, numbers) in sorted(names.items())
            )
            for first, names in sorted(self.index.items())
        }
        surnames = {key: " ".join(map(str, numbers)) for key, numbers in sorted(self.surnames.items())}
        offices = {key: ";".join(lines) for key, lines in sorted(self.offices.items())}
        return {"entries": self.entries, "index": index, "surnames": surnames, "offices": offices,
                "titles": dict(sorted(self.titles.items()))}  # fmt: skip


def read(name: str) -> dict[str, Any]:
    with open(HERE / name, "rb") as source:
        return tomllib.load(source)


def values(text: str) -> list[tuple[str, str, tuple[str, str]]]:
    """The values of one line: (value, what follows "=" in it, (since, until))."""
    found = []
    for part in (p.strip() for p in text.split(",")):
        if not part:
            continue
        span = ("", "")
        if match := SPAN.match(part):
            part, span = match[1], (match[2] or "", match[3] or "")
        value, _, mark = part.partition("=")
        found.append((value.strip(), mark.strip(), span))
    return found


def plural(noun: str) -> str:
    """The regular plural of a demonym or role noun; words that do not change are returned as they are."""
    head, _, tail = noun.rpartition(" ")
    lead = head + " " if head else ""
    if re.search(r"(?:s|sh|ch|x|z)$", tail):
        if re.search(r"(?:ese|ss|sh|ch)$", tail) and tail[0].isupper():
            return noun
        return lead + tail + ("" if tail.endswith("s") and not tail.endswith("ss") else "es")
    if re.search(r"(?:ese|men|women|people|ch)$", tail) or tail in (
        "Swiss",
        "Malagasy",
        "police",
        "media",
        "clergy",
        "personnel",
    ):
        return noun
    if tail.endswith("man"):
        return lead + tail[:-2] + "en" if tail[0].islower() or tail.endswith(("shman", "chman")) else noun + "s"
    if re.search(r"[^aeiou]y$", tail):
        return lead + tail[:-1] + "ies"
    return noun + "s"


def add_countries(to: Compiler) -> None:
    for iso, country in read("countries.toml").items():
        name = country["name"]
        state = to.entry("s", name, country=iso)
        for phrase in (
            name,
            *(v for v, _, _ in values(country.get("formal", ""))),
            *(v for v, _, _ in values(country.get("names", ""))),
        ):
            to.name(phrase, state)
        for phrase, _, span in values(country.get("historical", "")):
            to.name(phrase, to.entry("s", phrase, country=iso, span=span))
        for phrase, _, span in values(country.get("adjectives", "")):
            to.name(phrase, to.entry("a", phrase, country=iso, span=span))
        for phrase, _, span in values(country.get("people", "")):
            to.name(phrase, to.entry("d", phrase, country=iso, span=span))
            if (many := plural(phrase)) != phrase:
                to.name(many, to.entry("d", many, country=iso, span=span, flags="p"))
        for phrase, _, span in values(country.get("capitals", "")):
            to.name(phrase, to.entry("c", phrase, country=iso, sector="GOV", span=span))
        for phrase, sector, span in values(country.get("seats", "")):
            to.name(phrase, to.entry("t", phrase, country=iso, sector=sector or "GOV", span=span))


def sectors(text: str) -> tuple[str, str]:
    """A sector as the sources write it ("GOV.MIL") → its primary code and the other."""
    primary, _, other = text.partition(".")
    return primary, other


def role_plural(noun: str) -> str:
    """The plural of a role noun of several words: of the word before "of" or "to", else of the last."""
    for joint in (" of ", " to ", " in ", "-in-", " at the "):
        if joint in noun:
            head, _, tail = noun.partition(joint)
            return plural(head) + joint + tail
    return _IRREGULAR.get(noun) or plural(noun)


_IRREGULAR = {"child": "children", "person": "people", "wife": "wives", "thief": "thieves", "woman": "women", "man": "men",
              "serviceman": "servicemen", "attorney general": "attorneys general", "consul general": "consuls general"}  # fmt: skip


def add_offices(to: Compiler) -> None:
    titles: dict[str, list[str]] = defaultdict(list)
    for group, offices in read("offices.toml").items():
        primary, other = sectors(offices.pop("sector"))
        for key, text in offices.items():
            for title, countries, _ in values(text):
                folded = " ".join(fold(word) for word in split(title))
                for where in [f"={iso}" for iso in countries.split()] or [""]:
                    titles[folded + where].append(key)
                role = to.entry("n", title, sector=primary, code=other, office=key)
                if title.islower() and group != "organisation_offices":
                    to.name(title, role, case="")
    to.titles = {title: ";".join(keys) for title, keys in titles.items()}


def add_roles(to: Compiler) -> None:
    for sector, nouns in read("roles.toml").items():
        primary, other = sectors(sector)
        for noun in nouns:
            case = "C" if noun in ("mp", "mep", "ceo", "ngo", "idp") else ""
            one = to.entry("n", noun, sector=primary, code=other)
            to.name(noun.upper() if case else noun, one, case=case)
            if (many := role_plural(noun)) != noun:
                to.name(
                    noun.upper() + "s" if case else many,
                    to.entry("n", many, sector=primary, code=other, flags="p"),
                    case="",
                )


def main() -> int:
    compiler = Compiler()
    add_countries(compiler)
    add_offices(compiler)
    add_roles(compiler)
    text = json.dumps(compiler.packed(), ensure_ascii=False, separators=(",", ":")) + "\n"
    if "--check" in sys.argv:
        return 0 if TARGET.read_text(encoding="utf-8") == text else 1
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET.name}: {len(compiler.entries)} entries, {len(text) / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
