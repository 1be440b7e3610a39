"""Makes marked sentences from phrases: who does what to whom, in all tenses and voices, promised, refused, demanded.

The phrases, written for this project, stand in ``phrases/``: a file per class, ``slots.txt`` and ``actors.txt`` for
what fills them, ``adjuncts.txt`` for what surrounds a clause. PLOVER's rules for mood are applied to deeds: a helpful
deed that is promised is AGREE, refused REJECT, asked for REQUEST; a hostile one that is announced is THREATEN.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data import CLASSES, Example
from inflection import gerund, participle, past, third

PHRASES = Path(__file__).parent / "phrases"
HELPFUL = ("CONSULT", "COOPERATE", "AID", "YIELD")
HOSTILE = ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")

SOURCES = {
    "PROTEST": "civil civil civil civil party group",
    "MOBILIZE": "country government military military police",
    "COERCE": "country government police police court military leader",
    "ASSAULT": "military military rebel rebel police country civil people",
    "ACCUSE": "country government leader body group court police party people",
    "AID": "country country government body group leader",
    "REQUEST": "country government leader body group party civil rebel",
    "YIELD": "country government rebel court military leader police civil",
    "REJECT": "country government leader court party rebel body",
    "THREATEN": "country government leader rebel civil party body",
    "COOPERATE": "country country government military police",
    "SUPPORT": "country government leader body party group people",
    "AGREE": "country government leader rebel party body",
    "CONSULT": "leader leader government body country party",
    "SANCTION": "country government leader body firm",
}
TARGETS = {
    "ASSAULT": "people people place place military rebel civil country government",
    "COERCE": "people people people press country party firm place group leader",
    "AID": "country country place people government rebel civil",
    "MOBILIZE": "place place country country rebel civil",
    "PROTEST": "government country leader firm police body",
    "YIELD": "people people country government rebel place civil firm",
    "ACCUSE": "country government leader people firm rebel military police party body",
    "CONSULT": "leader leader government country body rebel party",
}
OTHERS = "country government leader body rebel people party civil firm"
PERSONAL = re.compile(
    r"^(release|free|set|let|pardon|acquit|arrest|detain|jail|imprison|take|hold|place|put|round|capture|deport|evict"
    r"|banish|strip|convict|sentence|kidnap|abduct|kill|wound|shoot|stab|murder|assassinate|execute|behead|hang|injure"
    r"|torture|beat|rape|poison|rescue|evacuate|shelter|treat|resettle|interrogate|question|reinstate|extradite) \{T\}"
)
#: deeds of support that can be promised or refused
FORMAL = re.compile("(sign|ratify|establish|restore|open|reopen|recogni)")
PLACED = re.compile(
    r"\b(in|near|around|towards|visit|tour|invade|annex|occupy|bomb|shell|blockade|besiege|leave for|fly to) \{T\}"
)
ADJECTIVAL = re.compile(
    r"\{S\} \(?(troops|forces|soldiers|fighters|tanks|envoy|sanctions|peacekeepers|aid|warships|rockets?|missiles?"
    r"|drones?|warplanes|jets|artillery|air strikes?|sniper|car bomb)\b"
)
TENSES = (
    "past past past past past perfect perfect perfect perfect present present progressive pluperfect report infinitive"
)
#: roles that a name may follow
HELD = (
    "ambassador", "foreign ministry spokesman", "government spokeswoman", "envoy", "army chief", "president",
    "prime minister", "foreign minister", "defence secretary", "attorney general", "senator", "leader",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actor:
    """The words for an actor and whether they take a plural verb."""

    words: str
    plural: bool


def _lines(name: str) -> list[str]:
    text = (PHRASES / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def _table(name: str) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in _lines(name):
        key, _, rest = line.partition(" = ")
        words = (rest,) if key == "country" else tuple(w.strip() for w in rest.split(" | "))
        table[key] = table.get(key, ()) + words
    return table


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return, for each class, its verb phrases and its whole clauses."""
    kept = {}
    for name in CLASSES:
        lines = [line for line in _lines(f"{name.lower()}.txt") if not line.startswith("!")]
        clauses = tuple(line[1:].strip() for line in lines if line.startswith("="))
        kept[name] = (tuple(line for line in lines if not line.startswith("=")), clauses)
    return kept


class Maker:
    """Makes examples from one seeded source of chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def pick(self, options: str | tuple[str, ...]) -> str:
        """Return one of the options (of the words, where they come as one string)."""
        return self.chance.choice(options.split() if isinstance(options, str) else options)

    def expand(self, text: str) -> str:
        """Return the text with alternatives chosen and slots filled."""
        while found := re.search(r"\(([^()]*)\)", text):
            text = text[: found.start()] + self.chance.choice(found[1].split("|")) + text[found.end() :]
        while found := re.search(r"<(\w+)>", text):
            key = found[1]
            if key == "verbs":
                filled = self.deed_words()
            elif key == "city":
                filled = self.place("{city}")
            else:
                filled = self.pick(_table("slots.txt")[key])
            text = text[: found.start()] + filled + text[found.end() :]
            if "(" in filled:
                return self.expand(text)
        return re.sub(r" +", " ", text).strip()

    def place(self, text: str) -> str:
        """Return the text with ``{name}``, ``{adj}``, ``{city}`` and ``{person}`` filled for one country."""
        name, adjective, city = self.pick(_table("actors.txt")["country"]).split(" ; ")
        other = self.pick(_table("actors.txt")["country"]).split(" ; ")[2]
        person = self.person()
        for key, value in {
            "{name}": name, "{adj}": adjective, "{city}": city, "{CITY}": city.upper(), "{city2}": other,
            "{person}": person, "{month}": self.pick(_table("slots.txt")["month"]),
        }.items():  # fmt: skip
            text = text.replace(key, value)
        return re.sub(r"\b([Aa]) (?=[AEIO](?!u))", r"\1n ", text)

    def person(self) -> str:
        """Return a made name."""
        return f"{self.pick(_table('actors.txt')['first'])} {self.pick(_table('actors.txt')['last'])}"

    def deed_words(self) -> str:
        """Return a past verb with its complement for a clause beside the marked one; its object is written ``{O}``."""
        kind = self.pick(CLASSES)
        phrase = self.expand(self.pick(_phrases()[kind][0]))
        verb, _, rest = phrase.partition(" ")
        return f"{past(verb)} {rest}".replace("{T2}", "a suspect").replace("{T}", "{O}")

    def actor(self, kind: str) -> Actor:
        """Return an actor of a kind."""
        table = _table("actors.txt")
        if kind == "country":
            words = self.place("{name}") if self.chance.random() < 0.75 else self.place("{city}")
            return Actor(words, False)
        if kind == "government":
            words, plural = self._government()
            return Actor(words, plural)
        if kind == "leader":
            return Actor(self._leader(), False)
        if kind == "adjective":
            return Actor(
                self.pick((self.place("{adj}"), self.place("{adj}"), "NATO", "UN", "rebel", "government")), False
            )
        words = self.expand(self.place(self.pick(table[kind])))
        single = re.match(r"(a|an|the|two|three) \w", words)
        plural = kind in ("police", "civil", "military") or words.split()[0] in ("two", "three") or words[0].isdigit()
        if kind in ("rebel", "people", "party", "press"):
            plural = words.endswith(("s", "men", "people")) and not (single and words.startswith(("a ", "an ")))
        if kind == "military" and words.split()[-1] in ("army", "navy", "military", "force", "coalition"):
            plural = False
        return Actor(words, plural)

    def _government(self) -> tuple[str, bool]:
        role = self.pick(_table("actors.txt")["role"])
        form = self.pick(
            (
                "the {adj} government", "{name}'s government", f"{{name}}'s {role}", f"the {{adj}} {role}",
                "{adj} authorities", "the government", "{adj} officials", "{name}'s foreign ministry",
                "the government of {name}", "the {adj} foreign ministry", f"{{adj}} {self.pick(HELD)} {{person}}",
            )
        )  # fmt: skip
        return self.place(form), form.endswith(("officials", "diplomats", "negotiators", "lawmakers", "authorities"))

    def _leader(self) -> str:
        office = self.pick(_table("actors.txt")["office"])
        form = self.pick(
            (
                f"{{adj}} {office} {{person}}", f"{office} {{person}}", f"{{name}}'s {office} {{person}}",
                f"the {{adj}} {office.lower()}", f"{{person}}, the {{adj}} {office.lower()},", "{person}",
                f"{{adj}} {office} {{person}}", f"{office} {{person}} of {{name}}",
            )
        )  # fmt: skip
        return self.place(form)

    def example(self) -> Example:
        """Return a made example of a class drawn with equal chances."""
        clause, label = self.clause(self.pick(CLASSES))
        return self.mark(self.surround(clause), label)

    def clause(self, label: str) -> tuple[str, str]:
        """Return a clause with ``{S}`` and ``{T}``, and its class, which mood may have changed."""
        verbs, clauses = _phrases()[label]
        if self.chance.random() < min(0.4, len(clauses) / (len(verbs) + len(clauses)) * 1.5):
            return self.expand(self.pick(clauses)), label
        phrase = self.expand(self.pick(verbs)).replace("{T2}", "a suspect")
        roll = self.chance.random()
        if label in HOSTILE and roll < 0.3:
            return self._moody(phrase, "hostile", label)
        if (label in HELPFUL and roll < 0.3) or (label == "SUPPORT" and roll < 0.4 and FORMAL.match(phrase)):
            return self._moody(phrase, "helpful", label)
        return self._done(phrase), label

    def _done(self, phrase: str) -> str:
        verb, _, rest = phrase.partition(" ")
        direct = re.match(r"\{T\}(.*)", rest)
        if direct and verb != "be" and self.chance.random() < 0.25:
            return self._passive(verb, direct[1])
        form = self.pick(TENSES)
        if form == "report" and verb != "be":
            opening = self.pick(("said it had", "says it has", "reportedly", "confirmed it had"))
            return f"{{S}} {opening} {participle(verb)} {rest}"
        if form == "infinitive":
            return f"{{S}} [{'have' if self.chance.random() < 0.5 else 'do'}:{verb}] {rest}"
        return f"{{S}} [{form}:{verb}] {rest}"

    def _passive(self, verb: str, rest: str) -> str:
        be = self.pick(("was", "was", "was", "has been", "had been", "is being", "is"))
        if self.chance.random() < 0.5:
            return f"{{T}} [T{be}] {participle(verb)} by {{S}}{rest}"
        return f"{{T}} [T{be}] {participle(verb)}{rest} by {{S}}"

    def _moody(self, phrase: str, kind: str, label: str) -> tuple[str, str]:
        """Return a clause in which the deed is not done, and its class."""
        moods = "THREATEN THREATEN THREATEN ACCUSE ACCUSE YIELD AGREE REJECT REQUEST"
        if kind == "helpful":
            moods = "AGREE AGREE AGREE REJECT REJECT REQUEST" + (" SANCTION" if label in ("AID", "COOPERATE") else "")
        mood = self.pick(moods)
        verb, _, rest = phrase.partition(" ")
        forms = {"{do}": phrase, "{doing}": f"{gerund(verb)} {rest}"}
        text = self.pick(_table("moods.txt")[f"{kind} {mood}"])
        for key, words in forms.items():
            text = text.replace(key, words).replace(key[:-1] + "+}", words.replace("{T}", "{O}"))
        return text, mood

    def surround(self, clause: str) -> str:
        """Return the clause as a sentence: with dateline, time, cause, reporter or a second clause around it."""
        chance = self.chance.random
        table = _table("adjuncts.txt")

        def some(key: str) -> str:
            return self.expand(self.place(self.pick(table[key])))

        if chance() < 0.3:
            clause += " " + some("time")
        elif chance() < 0.2:
            clause = clause.replace("{S} ", "{S} " + some("time") + " ", 1)
        if chance() < 0.35:
            tail = some("tail")
            clause += (", " if tail.startswith(("who", "which", "whose", "raising", "drawing")) else " ") + tail
        elif chance() < 0.25:
            clause += ", " + some("other")
        if chance() < 0.2:
            clause += some("told")
        clause = self.embed(clause)
        lead = ""
        if chance() < 0.12:
            lead = some("dateline") + " "
        elif chance() < 0.3:
            lead = some("lead") + " "
            clause = clause if clause.startswith("{") else clause[0].lower() + clause[1:]
        text = f"{lead}{clause}".replace("‹", "(").replace("›", ")")
        return text + ("" if chance() < 0.05 else ".")

    def embed(self, clause: str) -> str:
        """Return the clause, sometimes behind or inside another party's deed: only the marks tell which counts."""
        roll = self.chance.random()
        deed = self.expand(self.place(self.deed_words()))
        if roll < 0.08 and deed.endswith("{O}") and clause.startswith("{S} "):
            relative = self.pick(("who", "which", "that"))
            return f"{{O}} {deed[:-3]}{{S}}, {relative} {clause[4:]}"
        if roll < 0.22:
            joint = self.pick(
                ("while", "as", "after", "and", "but", "days after", "hours before", "even though", "when")
            )
            clause = clause if clause.startswith("{") else clause[0].lower() + clause[1:]
            return f"{{O}} {deed}{self.pick((', ', ' '))}{joint} {clause}"
        return clause

    def mark(self, text: str, label: str) -> Example:
        """Return the example: actors in their places with agreeing verbs, and their offsets."""
        targets = TARGETS.get(label, "country government leader body rebel party firm people")
        if PLACED.search(text):
            targets = "country country place"
        if PERSONAL.match(re.sub(r"^.*?\{S\} (?:\[\w+:)?(\w+)\]? ", r"\1 ", text)):
            targets = "people"
        sources = "adjective" if ADJECTIVAL.search(text) else SOURCES[label]
        source, target = self.actor(self.pick(sources)), self.actor(self.pick(targets))
        text = re.sub(r" +([.,])", r"\1", self._agree(text, source, target))
        actors = {"{S}": source, "{T}": target}
        built, spans = "", {}
        for part in re.split(r"(\{[STO]\})", text):
            if part in actors and part not in spans:
                words = actors[part].words
                if not built:
                    words = words[0].upper() + words[1:]
                spans[part] = (len(built), len(built) + len(words.rstrip(",")))
                built += words
            elif part in ("{S}", "{T}", "{O}"):
                built += self.actor(self.pick(OTHERS)).words
            else:
                built += part
            if built.endswith((",.", ",,")):
                built = built[:-2] + built[-1]
        built = built[0].upper() + built[1:]
        return self._finish(built, spans, label)

    def _finish(self, text: str, spans: dict[str, tuple[int, int]], label: str) -> Example:
        source, target = spans.get("{S}"), spans.get("{T}")
        roll = self.chance.random()
        return Example(
            sentence=text,
            source=None if roll < 0.015 else source,
            target=None if roll > 0.965 else target,
            label=CLASSES.index(label),
            group="made",
            weight=0.6,
        )

    def _agree(self, text: str, source: Actor, target: Actor) -> str:
        """Return the text with its verbs inflected for their subjects."""

        def verb(found: re.Match[str]) -> str:
            form, _, base = found[1].partition(":")
            subject = source
            if form.startswith("T"):
                return _be(form[1:], target.plural)
            if form == "be":
                return _be(self.pick(("is", "is", "was")), subject.plural)
            if base == "be":
                return _be(
                    {"perfect": "has been", "pluperfect": "had been", "past": "was"}.get(form, "is"), subject.plural
                )
            inflected = {
                "past": past(base),
                "perfect": ("have " if subject.plural else "has ") + participle(base),
                "pluperfect": "had " + participle(base),
                "progressive": ("are " if subject.plural else "is ") + gerund(base),
                "present": base if subject.plural else third(base),
                "have": ("have " if subject.plural else "has ") + "begun to " + base,
                "do": past(base),
            }
            return inflected[form]

        return re.sub(r"\[([\w :]+)\]", verb, text)


def _be(form: str, plural: bool) -> str:
    if not plural:
        return form
    return {"was": "were", "is": "are", "has been": "have been", "is being": "are being"}.get(form, form)


def generate(count: int, *, seed: int) -> list[Example]:
    """Return made examples; the same count and seed give the same ones."""
    maker = Maker(seed)
    return [maker.example() for _ in range(count)]
