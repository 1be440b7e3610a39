"""Occurrences in the register: kept as documents come, whatever their order, on both databases."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from communique.evaluation.occurrences import clusters, read_gold
from communique.record import Record, document_id
from communique.register import occurrences, queries, tables
from communique.register.database import reading, writing
from communique.register.queries import Ask
from communique.register.store import Decision, Register

GOLD = Path(__file__).parent.parent / "gold_occurrences" / "open"
MARKET = {"market", "bombing", "bomb"}


@cache
def records() -> tuple[Record, ...]:
    return tuple(record for path in sorted(GOLD.glob("*.mark")) for record in read_gold(path).records)


def keep(register: Register, given: Iterable[Record]) -> None:
    for record in given:
        register.keep(record, source=record.document.id)


def kept(register: Register) -> dict[tuple[str, str], str]:
    table = tables.occurrence_events
    with reading(register.engine) as connection:
        rows = connection.execute(select(table.c.document, table.c.event, table.c.occurrence)).all()
    return {(row.document, row.event): row.occurrence for row in rows}


def bombings(register: Register, **conditions: object) -> list[queries.EventRow]:
    ask = Ask(country="SYR", event_type="ASSAULT", **conditions)  # type: ignore[arg-type]
    return list(queries.events(register.engine, ask))


@pytest.mark.parametrize("seed", [None, 1])
def test_the_register_has_them_as_memory_has_in_any_order(register: Register, seed: int | None) -> None:
    given = list(records())
    if seed is not None:
        random.Random(seed).shuffle(given)
    keep(register, given)
    assert kept(register) == clusters(records())


def test_events_are_counted_by_occurrence(register: Register) -> None:
    keep(register, records())
    every = bombings(register, mentions=True)
    found = bombings(register)
    assert len(found) == 3 < len(every) == 11
    market = found[0]
    assert (market.mentions, market.articles, market.sources) == (8, 8, 3)
    assert (market.date, market.first_report, market.last_report) == ("2023-03-14", "2023-03-14", "2024-06-01")
    told = occurrences.sources(register.engine, market.occurrence or "")
    assert len(told) == 8
    assert [each.lead for each in told].count(True) == 1
    assert [each.reported for each in told] == sorted(each.reported or "" for each in told)
    assert {each.occurrence for each in every if each.document in {one.document for one in told}} == {market.occurrence}


def test_an_occurrence_is_found_by_the_words_of_any_report_of_it(register: Register) -> None:
    keep(register, records())
    (found,) = bombings(register, text="funerals")
    assert "funerals" not in register.record(found.document).document.text.lower()
    assert bombings(register, text="funerals", actor="nobody at all") == []


def test_an_id_that_an_occurrence_had_leads_to_it_still(register: Register) -> None:
    given = [record for record in records() if MARKET & set(record.document.text.lower().split())]
    ids = set()
    for record in reversed(given):
        keep(register, [record])
        ids |= {row.occurrence for row in bombings(register) if row.date == "2023-03-14"}
    assert len(ids) > 1
    now = {tuple(each.document for each in occurrences.sources(register.engine, id or "")) for id in ids}
    assert len(now) == 1
    assert occurrences.sources(register.engine, "oc00000000000000") == ()


def test_a_copy_in_another_paper_is_one_more_article_and_source(register: Register) -> None:
    record = records()[0]
    for url in ("https://www.courier.example/1", "https://post.example/a", "https://post.example/b"):
        register.keep(record, source=url, url=url)
    (row,) = queries.events(register.engine, Ask())
    assert (row.mentions, row.articles, row.sources) == (1, 4, 3)


def test_a_reading_that_loses_an_event_parts_what_it_held_together(register: Register) -> None:
    keep(register, records())
    before = kept(register)
    lost = next(record for record in records() if len(record.events) > 1)
    register.recode(replace(lost, events=(), coder="later"))
    assert kept(register) == clusters(replace(r, events=()) if r is lost else r for r in records())
    register.recode(lost)
    assert kept(register) == before


def test_a_rejected_event_leaves_its_occurrence(register: Register) -> None:
    keep(register, records())
    lead = bombings(register)[0]
    register.decide(
        Decision(subject="event", document=lead.document, id=lead.id, verb="reject", who="Ada", why="not what it says")
    )
    left = max(bombings(register), key=lambda row: row.mentions)
    assert (left.mentions, left.document == lead.document) == (lead.mentions - 1, False)


def test_events_of_an_earlier_version_are_shown_and_placed_later(register: Register) -> None:
    keep(register, records())
    expected = kept(register)
    with writing(register.engine) as connection:
        connection.execute(tables.occurrence_events.delete())
        connection.execute(tables.involved.update().values(counted=True))
        connection.execute(
            tables.unplaced.insert().from_select(["document"], select(tables.events.c.document).distinct())
        )
    alone = bombings(register)
    assert [(row.occurrence, row.mentions) for row in alone] == [(None, 1)] * 11
    assert occurrences.complete(register.engine) == len(records())
    assert kept(register) == expected
    assert occurrences.complete(register.engine) == 0


def test_events_without_a_date_or_sides_stand_alone(register: Register) -> None:
    record = records()[0]
    bare = tuple(replace(event, date=None) for event in record.events)
    text = record.document.text + " "
    for number in range(2):
        text += "again "
        document = replace(record.document, id=document_id(text), text=text, published=None)
        register.keep(replace(record, document=document, events=bare), source=str(number))
    assert len(set(kept(register).values())) == 2


def test_a_document_is_kept_with_its_occurrences_or_not_at_all(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    *given, last = [record for record in records() if MARKET & set(record.document.text.lower().split())]
    keep(register, given)
    before = kept(register)
    put, calls = occurrences._Shelf.put, []

    def cut_short(*arguments: Any) -> None:
        put(*arguments)
        calls.append(arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(occurrences._Shelf, "put", cut_short)
    with pytest.raises(KeyboardInterrupt):
        keep(register, [last])
    assert len(calls) == 1
    assert kept(register) == before
    monkeypatch.undo()
    keep(register, [last])
    assert kept(register) == clusters([*given, last])
