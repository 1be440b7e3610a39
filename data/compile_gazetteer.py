"""Compiles the gazetteer's sources (data/gazetteer/*.toml) into src/communique/data/gazetteer.json.

    python data/compile_gazetteer.py            # writes the file
    python data/compile_gazetteer.py --check    # exits 1 if the committed file differs from its sources

The compiled file holds packed lines that are read one by one when first needed: loading must stay fast
(docs/gazetteer.md).
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from gazetteer_sources import HERE, Person, Term, Value, names, read, terms, values

from communique.actors.spelling import fold, skeleton, split


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TARGET = Path(__file__).parent.parent / "src" / "communique" / "data" / "gazetteer.json"
FIELDS = ("kind", "name", "country", "code", "sector", "office", "since", "until", "flags", "aliases", "tenures")
#: countries whose people are named family name first
FAMILY_FIRST = _words("CHN PRK KOR TWN HKG MAC VNM KHM SGP")
#: countries where many people bear two family names, and either may be used alone
TWO_SURNAMES = _words("ESP PRT BRA ARG BOL CHL COL CRI CUB DOM ECU SLV GTM HND MEX NIC PAN PRY PER URY VEN AGO")
PARTICLES = _words("al el bin ibn ben de da do dos das del della der den van von la le di du ould jr sr ii iii iv")
SMALL = _words("of the for to and in on a")


class Compiler:
    """Collects entries and the names that lead to them."""

    def __init__(self) -> None:
        self.entries: list[str] = []
        self.numbers: dict[str, int] = {}
        self.index: dict[str, dict[str, dict[str, list[int]]]] = defaultdict(dict)
        self.surnames: dict[str, list[int]] = defaultdict(list)
        self.offices: dict[str, list[str]] = defaultdict(list)
        self.titles: dict[str, str] = {}
        self.words: dict[str, str] = {}

    def entry(self, kind: str, name: str, **fields: str) -> int:
        """Return the number of the entry, made if it is new."""
        line = "|".join({**dict.fromkeys(FIELDS, ""), "kind": kind, "name": name, **fields}[key] for key in FIELDS)
        if line not in self.numbers:
            self.numbers[line] = len(self.entries)
            self.entries.append(line)
        return self.numbers[line]

    def name(self, phrase: str, number: int, *, case: str | None = None) -> None:
        """Let the phrase lead to the entry; the first entry named so is the likeliest."""
        words = [fold(word) for word in split(phrase)]
        if not words:
            raise SystemExit(f"{phrase!r} has no words")
        case = case_of(phrase, words) if case is None else case
        numbers = self.index[words[0]].setdefault(" ".join(words[1:]), {}).setdefault(case, [])
        if number not in numbers:
            numbers.append(number)

    def packed(self) -> dict[str, Any]:
        index = {
            first: "\n".join(f"{rest}|{packed_cases(cases)}" for rest, cases in sorted(found.items()))
            for first, found in sorted(self.index.items())
        }
        return {
            "entries": self.entries,
            "index": index,
            "surnames": {key: " ".join(map(str, numbers)) for key, numbers in sorted(self.surnames.items())},
            "offices": {key: ";".join(lines) for key, lines in sorted(self.offices.items())},
            "titles": dict(sorted(self.titles.items())),
            "words": dict(sorted(self.words.items())),
        }


def packed_cases(cases: dict[str, list[int]]) -> str:
    """The entries of one name, those of its acronym reading first: "C|12 7|c|3"."""
    order = [case for case in ("C", "c", "") if case in cases]
    return "|".join(f"{case}|{' '.join(map(str, cases[case]))}" for case in order)


def case_of(phrase: str, words: list[str]) -> str:
    """How a text must capitalise the phrase: "C" as an acronym, "c" with a capital."""
    letters = [c for c in phrase if c.isalpha()]
    acronym = len(words) == 1 and 1 < len(letters) <= 8 and all(c.isupper() for c in letters)
    return "C" if acronym else "c"


def plural(noun: str) -> str:
    """The regular plural of a demonym or role noun; nouns that do not change are returned as they are."""
    head, _, tail = noun.rpartition(" ")
    lead = head + " " if head else ""
    if tail in IRREGULAR:
        return lead + IRREGULAR[tail]
    if re.search(r"(?:ese|men|women|people|children|ois)$", tail) or tail in UNCHANGED:
        return noun
    if tail[0].isupper() and re.search(r"(?:ss|sh|ch|s)$", tail):
        return noun
    if re.search(r"(?:s|sh|ch|x|z)$", tail):
        return noun if tail.endswith("s") and not tail.endswith("ss") else noun + "es"
    if tail.endswith("man") and (tail[0].islower() or tail.endswith(("shman", "chman"))):
        return noun[:-2] + "en"
    return noun[:-1] + "ies" if re.search(r"[^aeiou]y$", tail) else noun + "s"


IRREGULAR = {
    "child": "children", "person": "people", "wife": "wives", "thief": "thieves", "man": "men", "woman": "women",
    "schoolchild": "schoolchildren", "militiaman": "militiamen", "attache": "attaches",
}  # fmt: skip
UNCHANGED = _words(
    "Swiss Malagasy police media clergy personnel gendarmerie constabulary press staff artillery infantry cavalry "
    "livestock aircraft clergymen mujahideen mujahedeen mujahidin fidayeen fedayeen intelligence espionage ulema ulama "
    "academia faithful elderly injured wounded dead police-force crew military populace electorate judiciary youth"
) - {"youth", "crew"}  # fmt: skip


def role_plural(noun: str) -> str:
    """The plural of a role noun of several words: of the word before "of" or "to", else of the last."""
    for joint in (" of ", " to ", " in ", "-in-", " at the ", "-in "):
        if joint in noun:
            head, _, tail = noun.partition(joint)
            return plural(head) + joint + tail
    if noun.endswith((" general", "-general")) and noun.split()[0] in ("attorney", "consul", "solicitor", "inspector"):
        return noun.replace(" general", "s general")
    return plural(noun)


def sectors(text: str) -> dict[str, str]:
    """A sector as the sources write it ("GOV.MIL") → the fields of its entry: the first, the other as code."""
    primary, _, other = text.partition(".")
    return {"sector": primary, "code": other}


# ------------------------------------------------------------------------------------------------ countries and regions


def add_countries(to: Compiler) -> None:
    for iso, country in read("countries.toml").items():
        state = to.entry("s", country["name"], country=iso)
        to.name(country["name"], state)
        for item in (*values(country.get("formal", "")), *values(country.get("names", ""))):
            to.name(item.text, state)
        for item in values(country.get("historical", "")):
            to.name(item.text, to.entry("s", item.text, country=iso, since=item.since, until=item.until))
        for item in values(country.get("adjectives", "")):
            to.name(item.text, to.entry("a", item.text, country=iso))
        for item in values(country.get("people", "")):
            add_people(to, item.text, iso)
        for item in values(country.get("capitals", "")):
            to.name(item.text, to.entry("c", item.text, country=iso, sector="GOV", since=item.since, until=item.until))
        for item in values(country.get("seats", "")):
            sector = item.mark or "GOV"
            to.name(item.text, to.entry("t", item.text, country=iso, sector=sector, since=item.since, until=item.until))


def add_people(to: Compiler, noun: str, iso: str) -> None:
    to.name(noun, to.entry("d", noun, country=iso))
    if (many := plural(noun)) != noun:
        to.name(many, to.entry("d", many, country=iso, flags="p"))


def add_regions(to: Compiler) -> None:
    tables = read("regions.toml")
    for table, sector in (("unrecognised", "PRE"), ("regions", "")):
        for iso, text in tables[table].items():
            for group in text.split(","):
                parts = names(group)
                span = {"since": parts[0].since, "until": parts[0].until}
                number = to.entry("r", parts[0].text, country=iso, sector=sector, **span)
                for item in parts:
                    to.name(item.text, number)
    for iso, text in tables["peoples"].items():
        for item in values(text):
            to.name(item.text, to.entry("a", item.text, country=iso))
            add_people(to, item.text, iso)


# ------------------------------------------------------------------------------------------------ organisations, groups


def add_organisation(to: Compiler, kind: str, text: str, **fields: str) -> None:
    parts = names(text)
    marked = sectors(parts[0].mark) if parts[0].mark else {}
    aliases = "=".join(item.text for item in parts[1:])
    spans: dict[tuple[str, str], list[Value]] = defaultdict(list)
    for item in parts:
        spans[item.since, item.until].append(item)
    for (since, until), items in spans.items():
        found = {**fields, **{k: v for k, v in marked.items() if v}}
        number = to.entry(kind, items[0].text, since=since, until=until, aliases=aliases, **found)
        for item in items:
            to.name(item.text, number)


GROUPS = frozenset(("REB", "UAF", "PRM", "CRM", "OPP", "SOC"))


def add_organisations(to: Compiler) -> None:
    tables = read("organisations.toml")
    organs = tables.pop("organs")
    for sector, codes in organs.items():
        for code, found in codes.items():
            for text in found:
                add_organisation(to, "o", text, code=code, sector=sector)
    for code, found in tables.items():
        for text in found:
            add_organisation(to, "o", text, code=code, sector="IGO")
    for iso, bodies in read("institutions.toml").items():
        for sector, found in bodies.items():
            fields = sectors(sector)
            kind = "g" if fields["sector"] in GROUPS else "o"
            if iso != "international":
                fields["country"] = iso
            for text in found:
                add_organisation(to, kind, text, **fields)


# ------------------------------------------------------------------------------------------------ offices and roles


def title_case(title: str) -> str:
    words = (w if w in SMALL and i else w[:1].upper() + w[1:] for i, w in enumerate(title.split()))
    return " ".join(words).replace("-general", "-General").replace("-chairman", "-Chairman")


class Offices:
    """The offices of offices.toml: their sector and printed title, in the order of importance."""

    def __init__(self) -> None:
        self.sector: dict[str, dict[str, str]] = {}
        self.first: dict[str, str] = {}
        self.rank: dict[str, int] = {}
        self.titles: dict[str, list[str]] = defaultdict(list)
        self.roles: list[tuple[str, str]] = []
        for group, offices in read("offices.toml").items():
            fields = sectors(offices.pop("sector"))
            for key, text in offices.items():
                self.sector[key] = fields
                self.first[key] = values(text)[0].text
                self.rank[key] = RANKS.get(key, RANKS.get(group, 3))
                for item in values(text):
                    folded = " ".join(fold(word) for word in split(item.text))
                    for where in [f"={iso}" for iso in item.mark.split()] or [""]:
                        self.titles[folded + where].append(key)
                    if (item.text.islower() or item.text == "PM") and group != "organisation_offices":
                        self.roles.append((item.text, key))
        self.order = {key: number for number, key in enumerate(self.sector)}

    def printed(self, key: str, owner: str) -> str:
        """The office as a text would print it: "Premier" in China, "Chancellor" in Austria."""
        return PRINTED.get((key, owner)) or title_case(self.first.get(key, key.replace("_", " ")))


#: how much an office weighs when a bare surname may mean several people; a person without office weighs 2
RANKS = {
    "supreme_leader": 7,
    "paramount_leader": 7,
    "workers_party_leader": 7,
    "head_of_state": 6,
    "head_of_government": 6,
    "party_leader": 6,
    "foreign_minister": 5,
    "defence_minister": 4,
    "organisation_offices": 4,
}

PRINTED = {
    ("prime_minister", "CHN"): "Premier",
    ("prime_minister", "TWN"): "Premier",
    ("prime_minister", "PRK"): "Premier",
    ("deputy_prime_minister", "CHN"): "Vice Premier",
    ("deputy_foreign_minister", "CHN"): "Vice Foreign Minister",
    ("deputy_foreign_minister", "KOR"): "First Vice Foreign Minister",
    ("deputy_foreign_minister", "JPN"): "Vice Foreign Minister",
    ("deputy_foreign_minister", "IND"): "Foreign Secretary",
    ("commissioner", "EEC"): "European Commissioner",
    ("high_representative", "EEC"): "High Representative for Foreign Affairs and Security Policy",
    ("commission_president", "EEC"): "President of the European Commission",
    ("council_president", "EEC"): "President of the European Council",
    ("parliament_president", "EEC"): "President of the European Parliament",
    ("bank_president", "EEC"): "President of the European Central Bank",
}


def add_roles(to: Compiler, offices: Offices) -> None:
    to.titles = {title: ";".join(keys) for title, keys in offices.titles.items()}
    for noun, key in offices.roles:
        to.name(noun, to.entry("n", noun, office=key, **offices.sector[key]), case="C" if noun.isupper() else "")
    tables = read("roles.toml")
    containers, modifiers = tables.pop("containers"), tables.pop("modifiers")
    for sector, nouns in tables.items():
        for noun in nouns:
            add_role(to, noun, sectors(sector))
    for noun in containers["nouns"]:
        to.words[noun] = to.words[role_plural(noun)] = ""
    for sector, adjectives in modifiers.items():
        to.words.update(dict.fromkeys(adjectives, sector))


def add_role(to: Compiler, noun: str, fields: dict[str, str]) -> None:
    one = to.entry("n", noun, **fields)
    if noun in ("mp", "mep", "ceo", "ngo", "idp"):
        to.name(noun.upper(), one, case="C")
        to.name(noun.upper() + "s", to.entry("n", noun + "s", flags="p", **fields), case="c")
        return
    to.name(noun, one, case="")
    if (many := role_plural(noun)) != noun:
        to.name(many, to.entry("n", many, flags="p", **fields), case="")


# ------------------------------------------------------------------------------------------------ people


def merge(found: list[Term], states: frozenset[str]) -> list[Person]:
    """The people of all terms. Two terms are one person's where a name is shared and not claimed by two states."""
    people: list[Person] = []
    by_name: dict[str, list[Person]] = defaultdict(list)
    for term in found:
        keys = [" ".join(fold(w) for w in split(name)) for name in term.names if " " in name or "-" in name]
        keys = list(dict.fromkeys(keys or [fold(term.names[0])]))
        person = next((p for key in keys for p in by_name[key] if fits(p, term, key, states)), None)
        if person is None:
            person = Person()
            people.append(person)
        person.terms.append(term)
        for name in term.names:
            if name not in person.names:
                person.names.append(name)
        for key in keys:
            if person not in by_name[key]:
                by_name[key].append(person)
    return people


def fits(person: Person, term: Term, shared: str, states: frozenset[str]) -> bool:
    """Whether a term may be the person's: the shared name must be the main name of one, and no two states claim it."""
    mains = {" ".join(fold(w) for w in split(name)) for name in (person.names[0], term.names[0])}
    own = {t.owner for t in person.terms if t.owner in states}
    return shared in mains and (term.owner not in states or not own or term.owner in own)


def surname_words(name: str, owners: set[str]) -> list[str]:
    """The words of a full name by which its bearer may be named alone."""
    words = [w for w in re.split(r"\s+", name.replace(",", "")) if fold(w) not in PARTICLES and len(w.strip(".")) > 1]
    words = [re.sub(r"^(?:[Aa]l|[Ee]l|[Dd])[-']", "", w) for w in words] or [name]
    if len(words) == 1:
        return words
    if owners & FAMILY_FIRST:
        western = owners & {"SGP", "HKG", "TWN", "KOR"} and len(words) == 2 and "-" not in words[-1]
        return [words[0], words[-1]] if western or "VNM" in owners else [words[0]]
    found = [words[-1]]
    if owners & TWO_SURNAMES and len(words) > 2:
        found.append(words[-2])
    return list(dict.fromkeys(piece for word in found for piece in (word, word.rpartition("-")[2])))


def add_persons(to: Compiler, offices: Offices) -> None:
    states = frozenset(read("countries.toml"))
    people = merge(terms(), states)
    worn: dict[str, set[str]] = defaultdict(set)
    for person in people:
        for name in person.names:
            for word in split(name):
                worn[fold(word)].add(person.names[0])
    for person in people:
        add_person(to, person, offices, states, worn)


def add_person(
    to: Compiler, person: Person, offices: Offices, states: frozenset[str], worn: dict[str, set[str]]
) -> None:
    held = sorted(person.terms, key=lambda t: (offices.order.get(t.key, 999), t.start))
    latest = max(person.terms, key=lambda t: (t.start, t.owner in states))
    owners = {t.owner for t in person.terms}
    packed = ";".join("^".join(tenure(term, offices, states)) for term in held)
    country = latest.owner if latest.owner in states else ""
    code = "" if latest.owner in states else latest.owner
    name = person.names[0]
    aliases = "=".join(person.names[1:])
    number = to.entry("p", name, country=country, code=code, aliases=aliases, tenures=packed)
    for variant in person.names:
        if " " in variant or "-" in variant or len(worn[fold(variant)]) == 1:
            to.name(variant, number)
            for swapped in reversed_names(variant, owners):
                to.name(swapped, number)
        for word in surname_words(variant, owners):
            if number not in to.surnames[skeleton(word)]:
                to.surnames[skeleton(word)].append(number)
    for term in held:
        if term.key:
            to.offices[f"{term.owner} {term.key}"].append(f"{number}|{term.start}|{term.end}")


def reversed_names(name: str, owners: set[str]) -> list[str]:
    """The other order of a name that agencies print both ways round."""
    words = name.split()
    if len(words) == 2 and owners & {"JPN", "HUN"}:
        return [f"{words[1]} {words[0]}"]
    return []


def tenure(term: Term, offices: Offices, states: frozenset[str]) -> tuple[str, ...]:
    fields = sectors(term.sector) if term.sector else offices.sector[term.key]
    sector = fields["sector"] + (f".{fields['code']}" if fields["code"] else "")
    if term.owner not in states and not term.sector:
        sector = "IGO"
    if term.key == "pope" or (term.owner == "VAT" and not term.sector):
        sector = "REL"
    printed = offices.printed(term.key, term.owner) if term.key else ""
    country, code = (term.owner, "") if term.owner in states else ("", term.owner)
    rank = str(offices.rank.get(term.key, 2))
    return (printed, sector, country, code, term.start, term.end, rank)


def compile_officials(people: list[Person]) -> dict[str, str]:
    """The officials of officials.tsv who are not among the leaders: skeleton of the surname → packed lines."""
    states = frozenset(read("countries.toml"))
    known = {(term.owner, sounds(name)) for person in people for name in person.names for term in person.terms}
    found: dict[str, list[str]] = defaultdict(list)
    for line in (HERE / "officials.tsv").read_text(encoding="utf-8").splitlines():
        named, iso, offices = line.split("\t")
        full = named.split(" = ")
        if iso not in states or any((iso, sounds(name)) in known for name in full):
            continue
        packed = ";".join("^".join((sector, *span.split(".."))) for sector, span in map(str.split, offices.split("; ")))
        for key in dict.fromkeys(skeleton(w) for name in full for w in surname_words(name, {iso})):
            found[key].append(f"{'='.join(full)}|{iso}|{packed}")
    return {key: "\n".join(lines) for key, lines in sorted(found.items())}


def sounds(name: str) -> str:
    return " ".join(sorted(skeleton(word) for word in split(name) if fold(word) not in PARTICLES))


def write(target: Path, data: dict[str, Any]) -> bool:
    """Write one compiled file, or with --check say whether it is up to date."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
    if "--check" in sys.argv:
        return target.read_text(encoding="utf-8") == text
    target.write_text(text, encoding="utf-8")
    print(f"{target.name}: {len(text.encode()) / 1e6:.2f} MB")
    return True


def main() -> int:
    compiler = Compiler()
    offices = Offices()
    add_countries(compiler)
    add_organisations(compiler)
    add_regions(compiler)
    add_roles(compiler, offices)
    add_persons(compiler, offices)
    same = write(TARGET, compiler.packed())
    people = merge(terms(), frozenset(read("countries.toml")))
    same = write(TARGET.with_name("officials.json"), compile_officials(people)) and same
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
