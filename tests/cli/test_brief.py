"""The brief: all that the record holds is in it, on any width, and nothing of the text takes over the terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from communique.cli.brief import show
from communique.record import Event, Record, document_id


def printed(record: Record, *, width: int = 80, explain: bool = False, colour: bool = False) -> str:
    console = Console(width=width, file=io.StringIO(), force_terminal=colour, highlight=False)
    with console.capture() as captured:
        show(console, record, explain=explain)
    return captured.get()


def words(output: str) -> str:
    return " ".join(output.replace("│", " ").split())


def test_the_header_tells_title_publisher_time_and_place(record: Record) -> None:
    output = words(printed(record))
    assert "Norland to buy Southmark gas, presidents say" in output
    assert "Wire · 4 May 2025, 18:30 · Port Elma" in output
    assert "by Cy Dunn · edited by Eve Fox" in output


def test_a_meeting_tells_who_how_where_when_and_why(record: Record) -> None:
    output = words(printed(record))
    assert "Ada Quill (President, NLD) and Ben Oyo (Foreign Minister, ZAF)" in output
    assert "in person · Port Elma, NLD · 4 May 2025 · spring talks" in output


def test_statements_stand_under_their_speaker(record: Record) -> None:
    output = words(printed(record))
    assert output.index("Ada Quill (President, NLD) to Ben Oyo") < output.index("pledge buy 2 billion")
    assert output.index("Ben Oyo (Foreign Minister, ZAF) oppose") > output.index("pledge buy 2 billion")
    assert "trade, energy · 2 billion cubic meters · due 2030" in output
    assert "territory · negated" in output


def test_addressees_that_differ_stand_with_each_statement(record: Record) -> None:
    first = record.statements[0]
    other = replace(first, id="s3", addressees=("a3",))
    output = words(printed(replace(record, statements=(first, other))))
    assert "due 2030 · to Ben Oyo" in output
    assert "due 2030 · to Strait Fleet" in output
    assert "(President, NLD) pledge" in output


@pytest.mark.parametrize("width", [40, 80, 160])
def test_events_tell_type_code_parties_and_score(record: Record, width: int) -> None:
    output = words(printed(record, width=width))
    for part in ("AGREE", "0311", "NLD → ZAF", "+5.2", "NLD ⇄ ZAF", "REJECT refuse", "ZAF → —", "-4.0"):
        assert part in output


@pytest.mark.parametrize("width", [24, 40, 72, 80, 200])
@pytest.mark.parametrize("explain", [False, True])
def test_no_line_is_wider_than_the_terminal(record: Record, width: int, explain: bool) -> None:
    lines = printed(record, width=width, explain=explain).splitlines()
    assert max(len(line) for line in lines) <= width


def test_explain_tells_method_confidence_evidence_and_the_reason_of_silence(record: Record) -> None:
    output = words(printed(record, width=100, explain=True))
    assert "s1 why: readiness · 95%" in output
    assert "“Norland is ready to buy 2 billion cubic meters of gas a year by 2030” [" in output
    assert "e3 why: oppose · 70%" in output
    assert "Strait Fleet (unresolved) group · in no gazetteer · 1 mention" in output
    assert "nobody conveys anything “The sea was calm.”" in output


def test_explain_quotes_with_the_offsets_of_the_record(record: Record) -> None:
    span = record.statements[1].evidence[0]
    assert f"[{span.start}:{span.end}]" in printed(record, width=100, explain=True)


def test_a_record_without_statements_says_so(quiet_record: Record) -> None:
    output = words(printed(quiet_record))
    assert "0 statements · 0 events · 1 sentence gave nothing (--explain says why)" in output
    assert "STATEMENTS" not in output


def test_control_characters_of_the_text_do_not_reach_the_terminal(record: Record) -> None:
    title = "Gas\x1b[2J deal\x9b31m\u202e"
    evil = replace(record, document=replace(record.document, title=title))
    assert "Gas[2J deal31m" in printed(evil)
    assert "\x1b" not in printed(evil)


def test_markup_in_the_text_is_text(record: Record) -> None:
    evil = replace(record, document=replace(record.document, title="[red]Gas[/red] [link=x]deal"))
    assert "[red]Gas[/red] [link=x]deal" in printed(evil)


def test_a_terminal_gets_colour(record: Record) -> None:
    assert "\x1b[32mpledge" in printed(record, colour=True)


def test_an_event_without_code_or_score_gets_dashes(record: Record) -> None:
    bare = Event(id="e1", event_type="AID", quad_code=2)
    assert words(printed(replace(record, events=(bare,)), width=60)).count("—") >= 3


def test_a_document_that_says_nothing_of_itself_has_a_header(record: Record) -> None:
    text = "Yes."
    bare = Record(document=replace(record.document, id=document_id(text), text=text, title=None, publisher=None))
    assert "Untitled report" in printed(bare)
