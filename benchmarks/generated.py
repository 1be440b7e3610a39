"""Generated reports with what they say, for benchmarks: sixty countries, twelve years, one report for each number.

The same number gives the same report. Countries, acts and words are as uneven as in an archive: a few are in very many
reports. One report in thirty is carried by a second paper in nearly the same words, and the undertakings of a pair of
countries recur.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

from communique.record import Actor, Dateline, Document, Event, Meeting, Place, Record, Span, Statement, document_id

COUNTRIES = (
    "USA CHN RUS IND JPN DEU FRA GBR TUR SAU IRN BRA KAZ TKM UZB PAK IDN VNM KOR AUS CAN MEX ZAF EGY NGA KEN ETH DZA "
    "MAR ARE QAT KWT IRQ SYR ISR JOR GRC ITA ESP PRT POL CZE HUN ROU SRB UKR BLR GEO ARM AZE MNG THA MYS PHL SGP NZL "
    "ARG CHL PER COL"
).split()
ACTS = "agree pledge propose request support oppose criticize warn invite assess courtesy report".split()
AREAS = (
    "relations development economy trade investment energy connectivity industry agriculture technology environment "
    "health education culture tourism people security defence multilateral regional territory"
).split()
EVENTS = (
    ("CONSULT", 1, "040", 1.0),
    ("AGREE", 1, "030", 4.0),
    ("SUPPORT", 1, "051", 3.4),
    ("COOPERATE", 2, "061", 6.4),
    ("AID", 2, "071", 7.4),
    ("REQUEST", 3, "100", -5.0),
    ("ACCUSE", 3, "112", -2.0),
    ("REJECT", 3, "120", -4.0),
    ("THREATEN", 3, "130", -4.4),
    ("PROTEST", 4, "141", -6.5),
    ("SANCTION", 4, "163", -8.0),
    ("ASSAULT", 4, "180", -9.0),
)
THINGS = "railway pipeline hospital university bridge dam port refinery airport museum reactor terminal".split()
VERBS = {"agree": "build", "pledge": "pay for", "propose": "open", "request": "join", "support": "extend"}
SYLLABLES = "ba ko ri mu ta ne lo shi ga pe zu wa di fo hu ke la mi no po ra se ti vo ya".split()
PUBLISHERS = tuple(f"The {name} {kind}" for name in "Dawn Harbour Capital River Union North".split() for kind in
                   "Post Courier Gazette Herald Mail Times".split())  # fmt: skip
START, DAYS = date(2013, 1, 1), 12 * 365
#: every so many numbers stand for the report before, as another paper carried it
CARRIED = 30


def _name(draw: random.Random, syllables: int) -> str:
    return "".join(draw.choice(SYLLABLES) for _ in range(syllables)).capitalize()


_made = random.Random(1)
#: words by their frequency, the commonest first, as in any language
WORDS = tuple(dict.fromkeys(_name(_made, 2 + place % 3).lower() for place in range(12_000)))
_WORD_WEIGHTS = tuple(accumulate(1 / (place + 8) for place in range(len(WORDS))))
_COUNTRY_WEIGHTS = tuple(1 / (place + 3) for place in range(len(COUNTRIES)))
_ACT_WEIGHTS = (16, 14, 8, 9, 10, 6, 8, 5, 5, 11, 4, 4)
_EVENT_WEIGHTS = (30, 14, 12, 8, 6, 7, 8, 5, 4, 2, 2, 2)
LEADERS = {country: tuple(f"{_name(_made, 2)} {_name(_made, 3)}" for _ in range(5)) for country in COUNTRIES}
CAPITALS = {
    country: Place(
        name=_name(_made, 3),
        country=country,
        lat=round(_made.uniform(-50, 65), 2),
        lon=round(_made.uniform(-170, 170), 2),
        geonameid=1_000 + place,
    )
    for place, country in enumerate(COUNTRIES)
}


def record(number: int) -> Record:
    """Return the record of the report of this number."""
    if number % CARRIED == CARRIED - 1:
        return _carried(record(number - 1), number)
    return _Report(number).record()


def _carried(original: Record, number: int) -> Record:
    text = original.document.text + f"Carried in number {number}.\n"
    publisher = PUBLISHERS[number % len(PUBLISHERS)]
    return replace(original, document=replace(original.document, id=document_id(text), text=text, publisher=publisher))


class _Report:
    """A report on its way."""

    def __init__(self, number: int) -> None:
        self.draw = random.Random(number)
        self.number = number
        self.text = ""
        self.sides = self._pair()
        self.people = tuple(self.draw.choice(LEADERS[side]) for side in self.sides)
        self.day = (START + timedelta(days=self.draw.randrange(DAYS))).isoformat()
        self.place = CAPITALS[self.draw.choice(self.sides)]
        self.mentions: tuple[list[Span], ...] = ([], [], [], [])

    def record(self) -> Record:
        """Return what is written and what it says."""
        draw = self.draw
        title = f"{self.sides[0]} and {self.sides[1]} on {draw.choice(AREAS)}: {self._words(4)}"
        self.text = f"{title}\n\n"
        meetings = self._meeting() if draw.random() < 0.6 else ()
        statements = tuple(self._statement(f"s{place}") for place in range(1, 1 + draw.randint(2, 6)))
        if draw.random() < 0.3:
            thing, where = self._project()
            self.text += f"The {thing} at {where} of {' and '.join(self.sides)} went into operation. "
        size = draw.randint(1_000, 4_000)
        while len(self.text) < size:
            self.text += self._words(draw.randint(8, 22)).capitalize() + (".\n\n" if draw.random() < 0.2 else ". ")
        self.text += f"\nNumber {self.number}.\n"
        return Record(
            document=Document(
                id=document_id(self.text),
                text=self.text,
                title=title,
                publisher=draw.choice(PUBLISHERS),
                published=self.day,
                dateline=Dateline(place=self.place.name, date=self.day),
                url=f"https://example.org/{self.number}",
            ),
            actors=self._actors(),
            meetings=meetings,
            statements=statements,
            events=self._events(bool(meetings)),
            coder="communique generated",
        )

    def _pair(self) -> tuple[str, str]:
        first, second = self.draw.choices(COUNTRIES, _COUNTRY_WEIGHTS, k=2)
        while second == first:
            second = self.draw.choice(COUNTRIES)
        return first, second

    def _words(self, count: int) -> str:
        return " ".join(self.draw.choices(WORDS, cum_weights=_WORD_WEIGHTS, k=count))

    def _project(self) -> tuple[str, str]:
        """Return one of the dozen things that two countries speak of for years."""
        seed = random.Random(f"{sorted(self.sides)} {self.draw.randrange(12)}")
        return seed.choice(THINGS), _name(seed, 4)

    def _say(self, words: str, who: int | None = None) -> Span:
        span = Span(len(self.text), len(self.text) + len(words))
        self.text += words
        if who is not None:
            self.mentions[who].append(span)
        return span

    def _meeting(self) -> tuple[Meeting, ...]:
        evidence = self._say(self.people[0], 0)
        self._say(" met ")
        self._say(self.people[1], 1)
        self._say(f" in {self.place.name}. ")
        form = self.draw.choice(("in_person", "in_person", "in_person", "call", "visit"))
        return (
            Meeting(
                id="m1",
                participants=("a1", "a2"),
                form=form,  # type: ignore[arg-type]
                date=self.day,
                place=self.place if form != "call" else None,
                evidence=(evidence,),
                confidence=round(self.draw.uniform(0.4, 0.99), 3),
                method="generated",
            ),
        )

    def _statement(self, id: str) -> Statement:
        draw, who = self.draw, self.draw.randrange(2)
        (act,) = draw.choices(ACTS, _ACT_WEIGHTS)
        self._say(self.people[who], who)
        self._say(" said to ")
        self._say(self.sides[1 - who], 3 - who)
        self._say(" that it would ")
        if draw.random() < 0.5:
            thing, where = self._project()
            content = self._say(f"{VERBS.get(act, 'see')} the {thing} at {where} for {self._words(2)}")
        else:
            content = self._say(f"{VERBS.get(act, 'see')} {self._words(draw.randint(4, 12))}")
        self._say(". ")
        return Statement(
            id=id,
            speaker=(f"a{who + 1}",),
            speaker_country=(self.sides[who],),
            act=act,  # type: ignore[arg-type]
            content=content,
            areas=tuple(area for area in AREAS if area in draw.choices(AREAS, k=draw.randint(1, 2))),
            addressees=(f"a{4 - who}",) if draw.random() < 0.6 else (),
            evidence=(content,),
            confidence=round(draw.uniform(0.3, 0.99), 3),
            method="generated",
        )

    def _actors(self) -> tuple[Actor, ...]:
        named = (*self.people, *self.sides)
        return tuple(
            Actor(
                id=f"a{place + 1}",
                name=name,
                kind="person" if place < 2 else "state",
                country=self.sides[place % 2],
                office="minister of foreign affairs" if place < 2 else None,
                mentions=tuple(self.mentions[place]),
            )
            for place, name in enumerate(named)
        )

    def _events(self, met: bool) -> tuple[Event, ...]:
        found = []
        for place in range(1, 1 + self.draw.randint(1, 4)):
            ((event_type, quad, cameo, goldstein),) = self.draw.choices(EVENTS, _EVENT_WEIGHTS)
            who = self.draw.randrange(2)
            found.append(
                Event(
                    id=f"e{place}",
                    event_type=event_type,
                    quad_code=quad,
                    cameo=cameo,
                    goldstein=goldstein,
                    actor=(f"a{who + 1}",),
                    recipient=(f"a{4 - who}",),
                    date=self.day,
                    place=self.place if self.draw.random() < 0.5 else None,
                    statement=None if met and place == 1 else f"s{min(place, 2)}",
                    meeting="m1" if met and place == 1 else None,
                    confidence=round(self.draw.uniform(0.3, 0.99), 3),
                    method="generated",
                )
            )
        return tuple(found)
