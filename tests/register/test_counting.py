"""Counts over a small register whose reports are made by hand, on both databases."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text

from communique.record import Actor, Document, Event, Meeting, Place, Record, Span, Statement, document_id
from communique.register import counting, facets, involved, queries, tables
from communique.register.counting import Count, CountryCount, DyadMonth, MeetingPlace, Pair, Period, Speaker
from communique.register.database import reading, writing
from communique.register.migrations.versions import r0006_counting, r0010_meetings
from communique.register.queries import Ask
from communique.register.store import Decision, Register

SZOHOD = Place(name="Szohôd", country="BRD", lat=1.5, lon=-0.5)
KLOW = Place(name="Klow", country="SYL", lat=2.5, lon=3.5)
NAMES = {"BRD": "Ana Birk", "SYL": "Tor Hald", "KHM": "Mei Sund"}


def report(
    words: str,
    date: str | None,
    sides: tuple[str, str],
    *,
    met: Place | None = None,
    acts: tuple[str, ...] = (),
    events: tuple[tuple[str, int, float | None], ...] = (),
    publisher: str = "Post",
) -> Record:
    """Return a record: the first side speaks, ``acts`` are its statements, all on trade, and it is who acts."""
    text = f"{words}. They met and said so. " + " ".join(random.Random(words).choices("abcdefghij", k=80))
    span = Span(0, len(words))
    return Record(
        document=Document(id=document_id(text), text=text, published=date, publisher=publisher, title=words),
        actors=tuple(
            Actor(id=f"a{place}", name=NAMES[side], kind="person", country=side, mentions=(span,))
            for place, side in enumerate(sides, start=1)
        ),
        meetings=(Meeting(id="m1", participants=("a1", "a2"), form="in_person", date=date, place=met),) if met else (),
        statements=tuple(
            Statement(
                id=f"s{place}", speaker=("a1",), speaker_country=(sides[0],), act=act, content=span, areas=("trade",)
            )  # type: ignore[arg-type]
            for place, act in enumerate(acts, start=1)
        ),
        events=tuple(
            Event(
                id=f"e{place}", event_type=kind, quad_code=quad, goldstein=goldstein, date=date,
                actor=("a1",), recipient=("a2",), evidence=(span,),
            )
            for place, (kind, quad, goldstein) in enumerate(events, start=1)
        ),
    )  # fmt: skip


REPORTS = (
    report("one", "2024-01-10", ("BRD", "SYL"), met=SZOHOD, acts=("pledge", "agree"), events=(("AGREE", 1, 4.0),)),
    report("two", "2024-01-20", ("SYL", "BRD"), met=KLOW, acts=("warn",), events=(("ACCUSE", 3, -2.0),)),
    report("three", "2024-03-05", ("BRD", "SYL"), acts=("pledge",), events=(("AID", 2, None), ("PROTEST", 4, -6.0))),
    report("four", "2025-03-05", ("BRD", "KHM"), met=SZOHOD, events=(("AGREE", 1, 3.0),), publisher="Mail"),
    report("five", None, ("KHM", "SYL"), acts=("assess",), publisher="Mail"),
)


@pytest.fixture
def full(register: Register) -> Register:
    for place, record in enumerate(REPORTS):
        register.keep(record, source=f"r{place}")
    return register


def test_months_hold_what_happened_between_two_countries(full: Register) -> None:
    # the statements of "three" name nobody they are addressed to, and tell of no meeting: they are of no dyad
    assert counting.months(full.engine, ("SYL", "BRD")) == (
        DyadMonth(month="2024-01", meetings=2, statements=3, events=2, goldstein=1.0, quads=(1, 0, 1, 0)),
        DyadMonth(month="2024-02"),
        DyadMonth(month="2024-03", events=2, goldstein=-6.0, quads=(0, 1, 0, 1)),
    )
    assert counting.months(full.engine, ("BRD", "SYL"), Period(until="2024-01-15")) == (
        DyadMonth(month="2024-01", meetings=1, statements=2, events=1, goldstein=4.0, quads=(1, 0, 0, 0)),
    )
    assert counting.months(full.engine, ("KHM", "SYL")) == ()


def test_the_matrix_has_the_pairs_with_most_events(full: Register) -> None:
    most = Pair(a="BRD", b="SYL", meetings=2, statements=3, events=4, goldstein=pytest.approx(-4 / 3))
    next_to = Pair(a="BRD", b="KHM", meetings=1, statements=0, events=1, goldstein=3.0)
    assert counting.matrix(full.engine) == (most, next_to)
    assert counting.matrix(full.engine, top=1) == (most,)
    assert counting.matrix(full.engine, Period(since="2025-01-01")) == (next_to,)


def test_countries_places_and_speakers(full: Register) -> None:
    assert counting.countries(full.engine) == (
        CountryCount(country="BRD", meetings=3, events=5),
        CountryCount(country="KHM", meetings=1, events=1),
        CountryCount(country="SYL", meetings=2, events=4),
    )
    days = {"first": "2024-01-20", "last": "2024-01-20"}
    klow = MeetingPlace(place="Klow", country="SYL", lat=2.5, lon=3.5, meetings=1, **days)
    assert counting.meeting_places(full.engine, ("BRD", "SYL"), Period(since="2024-01-15")) == (klow,)
    assert [each.place for each in counting.meeting_places(full.engine, ("BRD", "SYL"))] == ["Klow", "Szohôd"]
    assert counting.speakers(full.engine, ("SYL", "BRD")) == (
        Speaker(name="Ana Birk", country="BRD", statements=2),
        Speaker(name="Tor Hald", country="SYL", statements=1),
    )


def test_facets_count_the_documents_of_any_question(full: Register) -> None:
    every = counting.facets(full.engine, Ask())
    assert every.documents == 5
    assert every.country == tuple(Count(value=v, documents=n) for v, n in (("BRD", 4), ("SYL", 4), ("KHM", 2)))
    assert every.act == tuple(
        Count(value=v, documents=n) for v, n in (("pledge", 2), ("agree", 1), ("assess", 1), ("warn", 1))
    )
    assert every.area == (Count(value="trade", documents=4),)
    assert every.event_type[0] == Count(value="AGREE", documents=2)
    assert every.year == (Count(value="2024", documents=3), Count(value="2025", documents=1))
    assert every.publisher == (Count(value="Post", documents=3), Count(value="Mail", documents=2))
    pledged = counting.facets(full.engine, Ask(act="pledge", since="2024-02-01", limit=1))
    assert (pledged.documents, pledged.event_type) == (
        1,
        (Count(value="AID", documents=1), Count(value="PROTEST", documents=1)),
    )
    assert counting.facets(full.engine, Ask(country="USA")).country == ()
    questions = (Ask(dyad=("BRD", "SYL")), Ask(act="warn", area="trade"), Ask(area="trade"), Ask(event_type="AGREE"))
    for ask in (*questions, Ask(country="KHM", event_type="AGREE"), Ask(text="met", act="pledge"), Ask(actor="hald")):
        listed = list(queries.documents(full.engine, ask))
        assert counting.facets(full.engine, ask).documents == len(listed) > 0


def test_near_duplicates_and_what_reviewers_rejected_do_not_count(full: Register) -> None:
    first = REPORTS[0]
    text = first.document.text + " k"
    copy = replace(first, document=replace(first.document, id=document_id(text), text=text))
    assert full.keep(copy, source="copy").outcome == "near_duplicate"
    assert counting.facets(full.engine, Ask()).documents == 5
    assert counting.facets(full.engine, Ask(every=True)).documents == 6
    assert counting.months(full.engine, ("BRD", "SYL"))[0].meetings == 2
    listed = list(queries.events(full.engine, Ask(dyad=("BRD", "SYL"), until="2024-01-31")))
    assert counting.months(full.engine, ("BRD", "SYL"))[0].events == len(listed)
    document = REPORTS[1].document.id
    full.decide(Decision(subject="event", document=document, id="e1", verb="reject", who="A", why="b"))
    assert counting.months(full.engine, ("BRD", "SYL"))[0].quads[2] == 0
    assert "ACCUSE" not in [count.value for count in counting.facets(full.engine, Ask()).event_type]


def test_counts_are_those_of_the_lists(full: Register) -> None:
    for kind, dyad in (("meetings", ("BRD", "SYL")), ("statements", ("BRD", "SYL")), ("events", ("BRD", "KHM"))):
        listed = len(list(getattr(queries, kind)(full.engine, Ask(dyad=dyad))))
        assert sum(getattr(month, kind) for month in counting.months(full.engine, dyad)) == listed > 0


@given(st.lists(st.sampled_from(("BRD", "SYL", "KHM", "USA")), min_size=1, max_size=4), st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_claim_involves_every_pair_of_its_countries(countries: list[str], met: bool) -> None:
    rows = [{"claim": "statement", "id": "s1", "role": "addressee", "country": country} for country in countries]
    rows += [{"claim": "meeting", "id": "m1", "role": "participant", "country": c} for c in ("BRD", "UZB") if met]
    rows += [{"claim": "statement", "id": "s1", "role": "speaker", "country": "BRD"}]
    named = {*countries, "BRD"}
    expected = {(a, b) for a in named for b in named if a < b} | ({("BRD", "UZB")} if met else set())
    found = involved.sides(rows)["statement", "s1"]
    assert {pair for pair in found if pair[1]} == expected
    assert {pair[0] for pair in found if not pair[1]} == named


def test_bits_of_documents_far_apart(register: Register) -> None:
    numbers = (1, facets.CHUNK - 1, facets.CHUNK, 5 * facets.CHUNK + 7)
    with writing(register.engine) as connection:
        for number in numbers:
            facets.put(connection, number, (("act", "warn"), ("year", "2024")))
        facets.put(connection, facets.CHUNK, (("act", "agree"),), again=True)
    with reading(register.engine) as connection:
        found = {(kind, value): bits for kind, value, bits in facets.sets(connection)}
    assert found["act", "warn"] == facets.as_set(number for number in numbers if number != facets.CHUNK)
    assert found["act", "agree"] == facets.as_set([facets.CHUNK])


def test_documents_of_an_earlier_version_are_counted_too(full: Register) -> None:
    def noted() -> list[tuple[object, ...]]:
        with reading(full.engine) as connection:
            rows = connection.execute(select(tables.involved).order_by(*tables.involved.primary_key))
            bits = connection.execute(select(tables.facets).order_by(*tables.facets.primary_key))
            return [*map(tuple, rows), *map(tuple, bits)]

    before = noted()
    with writing(full.engine) as connection:
        for table in (tables.facets, tables.involved):
            connection.execute(delete(table))
        r0006_counting._fill(connection)
        connection.execute(text(r0010_meetings.ONCE))
    assert noted() == before


def test_a_meeting_counts_once_however_many_give_an_account(register: Register) -> None:
    accounts = [report(f"Round {n}", "2024-05-03", ("BRD", "SYL"), met=SZOHOD, publisher=f"Paper {n}") for n in (1, 2)]
    accounts.append(report("Round 3", "2024-05-20", ("BRD", "SYL"), met=SZOHOD))
    for place, each in enumerate(accounts):
        span = each.meetings[0].evidence or each.actors[0].mentions
        met = Event(
            id="e9", event_type="CONSULT", quad_code=1, date=each.meetings[0].date, actor=("a1",), recipient=("a2",),
            meeting="m1", evidence=span, reciprocal=True,
        )  # fmt: skip
        register.keep(replace(each, events=(met,)), source=str(place))
    engine = register.engine
    (month,) = counting.months(engine, ("BRD", "SYL"))
    assert (month.meetings, month.events) == (2, 2)
    assert [pair.meetings for pair in counting.matrix(engine)] == [2]
    assert [each.meetings for each in counting.countries(engine)] == [2, 2]
    assert [each.meetings for each in counting.meeting_places(engine, ("BRD", "SYL"))] == [2]
    for ask in (Ask(), Ask(country="BRD"), Ask(dyad=("SYL", "BRD"))):
        assert [row.articles for row in queries.meetings(engine, ask)] == [2, 1]
        assert len(list(queries.meetings(engine, replace(ask, mentions=True)))) == 3
    lead = next(queries.meetings(engine, Ask()))
    register.decide(Decision(subject="meeting", document=lead.document, id="m1", verb="reject", who="Ana", why="no"))
    (month,) = counting.months(engine, ("BRD", "SYL"))
    assert month.meetings == 2
    assert [row.articles for row in queries.meetings(engine, Ask())] == [1, 1]
