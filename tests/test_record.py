"""The law of the record: its spans, ids and codes are proved, and its JSON loses nothing and validates."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import RecordInvalid
from communique.record import (
    ACTS,
    AREAS,
    Actor,
    ActorKind,
    Byline,
    Dateline,
    Document,
    Event,
    Meeting,
    MeetingForm,
    Modality,
    Place,
    Record,
    Silence,
    Span,
    Statement,
    document_id,
    json_schema,
)

WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
MAYBE = st.none() | WORDS
SHARE = st.floats(0, 1)


def several(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=3).map(tuple)


@st.composite
def spans(draw: st.DrawFn, size: int) -> Span:
    start = draw(st.integers(0, size - 1))
    return Span(start, draw(st.integers(start + 1, size)))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60))
    return Document(
        id=document_id(text),
        text=text,
        title=draw(MAYBE),
        publisher=draw(MAYBE),
        published=draw(MAYBE),
        dateline=Dateline(place=draw(MAYBE), date=draw(MAYBE)),
        byline=Byline(authors=draw(several(WORDS)), editors=draw(several(WORDS))),
        captions=draw(several(spans(len(text)))),
        url=draw(MAYBE),
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    document = draw(documents())
    evidence = several(spans(len(document.text)))
    actors = tuple(
        Actor(
            id=f"a{number}",
            name=draw(WORDS),
            kind=draw(st.sampled_from(get_args(ActorKind))),
            country=draw(MAYBE),
            resolved=draw(st.booleans()),
            mentions=draw(evidence),
        )
        for number in range(draw(st.integers(1, 3)))
    )
    people = several(st.sampled_from([actor.id for actor in actors]))
    where = st.none() | st.builds(Place, name=WORDS, country=MAYBE, lat=st.none() | st.floats(-90, 90))
    meetings = st.builds(
        Meeting,
        id=st.just("m1"),
        participants=people,
        form=st.sampled_from(get_args(MeetingForm)),
        place=where,
        evidence=evidence,
        confidence=SHARE,
    )
    statements = st.builds(
        Statement,
        id=st.just("s1"),
        speaker=people,
        speaker_country=several(WORDS),
        act=st.sampled_from(ACTS),
        content=spans(len(document.text)),
        areas=st.lists(st.sampled_from(AREAS), max_size=3, unique=True).map(tuple),
        addressees=people,
        on_behalf_of=st.none() | st.just("a0"),
        modality=st.sampled_from(get_args(Modality)),
        evidence=evidence,
        confidence=SHARE,
    )
    events = st.builds(
        Event,
        id=st.just("e1"),
        event_type=WORDS,
        quad_code=st.integers(1, 4),
        goldstein=st.none() | st.floats(-10, 10),
        actor=people,
        recipient=people,
        reciprocal=st.booleans(),
        place=where,
        statement=st.just("s1"),
        evidence=evidence,
        confidence=SHARE,
    )
    return Record(
        document=document,
        actors=actors,
        meetings=draw(several(meetings)),
        statements=(draw(statements),),
        events=draw(several(events)),
        silences=draw(several(st.builds(Silence, span=spans(len(document.text)), reason=WORDS))),
        coder="communique test",
    )


VALIDATOR = jsonschema.Draft202012Validator(json_schema())


@given(records())
@settings(max_examples=50, deadline=None)
def test_json_gives_back_the_same_record_and_the_same_bytes(record: Record) -> None:
    record.check()
    written = record.to_json()
    again = Record.from_json(written)
    assert again == record
    assert again.to_json() == written


@given(records())
@settings(max_examples=25, deadline=None)
def test_every_record_validates_against_the_schema(record: Record) -> None:
    VALIDATOR.validate(json.loads(record.to_json()))


@given(records(), st.data())
@settings(max_examples=25, deadline=None)
def test_a_span_that_is_empty_or_out_of_bounds_is_refused(record: Record, data: st.DataObject) -> None:
    size = len(record.document.text)
    start = data.draw(st.integers(-2, size + 2))
    bad = data.draw(st.sampled_from((Span(start, start), Span(0, size + 1), Span(-1, size), Span(size, size + 1))))
    with pytest.raises(RecordInvalid, match="span"):
        replace(record, silences=(Silence(span=bad, reason="none"),)).check()
    with pytest.raises(RecordInvalid, match="span"):
        replace(record, statements=(replace(record.statements[0], content=bad),)).check()


def one_statement() -> Record:
    document = Document(id=document_id("Yes."), text="Yes.")
    actor = Actor(id="a1", name="Ada Quill", kind="person")
    statement = Statement(id="s1", speaker=("a1",), speaker_country=(), act="agree", content=Span(0, 3))
    return Record(document=document, actors=(actor,), statements=(statement,))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"speaker": ("a9",)}, "a9"),
        ({"addressees": ("a9",)}, "a9"),
        ({"on_behalf_of": "a9"}, "a9"),
        ({"areas": ("cheese",)}, "cheese"),
    ],
)
def test_a_statement_that_names_what_is_not_there_is_refused(change: dict[str, Any], complaint: str) -> None:
    record = one_statement()
    record.check()
    with pytest.raises(RecordInvalid, match=complaint):
        replace(record, statements=(replace(record.statements[0], **change),)).check()


def test_an_event_of_a_claim_that_is_not_there_is_refused() -> None:
    event = Event(id="e1", event_type="AGREE", quad_code=1, statement="s9")
    with pytest.raises(RecordInvalid, match="s9"):
        replace(one_statement(), events=(event,)).check()


def test_the_schema_refuses_an_act_that_is_none() -> None:
    data = one_statement().to_dict()
    VALIDATOR.validate(data)
    data["statements"][0]["act"] = "sing"
    with pytest.raises(jsonschema.ValidationError, match="sing"):
        VALIDATOR.validate(data)


def test_the_shipped_schema_is_the_one_of_the_types() -> None:
    shipped = files("communique").joinpath("schema.json").read_text(encoding="utf-8")
    assert shipped == json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n", "run `make docs`"


def test_the_table_of_a_notebook_escapes_what_the_text_says() -> None:
    document = Document(id=document_id("<b>Yes."), text="<b>Yes.", title="A & B")
    record = replace(one_statement(), document=document)
    table = record._repr_html_()
    assert "A &amp; B" in table
    assert "&lt;b&gt;" in table
    assert "<b>" not in table


def test_a_span_counts_in_characters_not_in_bytes() -> None:
    assert Span(3, 8).of("Té Çelik and 东京") == "Çelik"
