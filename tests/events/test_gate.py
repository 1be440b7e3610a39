"""The gate holds back what speaks of nothing, lets through what may tell of something, and moves no character."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.coder import load
from communique.events.gate import UNREAD, cut, gate, through
from communique.record import Span
from communique.sources.text import read_text

TELLING = (
    "Peru's foreign minister condemned the shelling of the port and called for an immediate ceasefire.",
    "Police arrested forty demonstrators outside the ministry on Friday.",
    "The two sides agreed to reopen the crossing and to exchange prisoners.",
    "Latvia will send field hospitals to Moldova.",
    "He voiced support for the mediation effort.",
)
EVERYDAY = """The crust turns golden after forty minutes. Let the cake cool on a rack before you cut it.

Melt the chocolate over warm water and stir in the cream. Spread it with a knife and wait until it is firm.

Children like it with sprinkles, grown-ups with a pinch of salt. It keeps for three days in a tin.

Leftovers make a fine trifle with custard and tinned peaches. Serve it in small glasses with a spoon of whipped cream.
"""
REPORT = """Foreign ministers of Chile and Ghana meet in Accra

ACCRA, May 4 (Newswire) -- Ghana's Foreign Minister Ama Owusu met her Chilean counterpart Pablo Rojas on Monday.

Owusu said that Ghana supports the reform of the United Nations and pledged to send election observers.

The two ministers also agreed to open direct flights between the two countries.
"""


@pytest.mark.parametrize("sentence", TELLING)
def test_a_sentence_that_may_tell_of_something_is_let_through(sentence: str) -> None:
    page = read_text(sentence)
    assert through(page).page == page


def test_nothing_of_an_everyday_text_is_parsed_and_each_sentence_has_its_reason() -> None:
    page = read_text(EVERYDAY)
    gated = through(page)
    assert gated.page is None
    assert [s.reason for s in gated.silences] == [UNREAD] * 8
    assert gated.silences[0].span.of(EVERYDAY) == "The crust turns golden after forty minutes."


def test_what_is_held_back_is_blanked_and_everything_else_stays_in_its_place() -> None:
    text = f"{REPORT}\n{EVERYDAY}"
    gated = through(read_text(text))
    assert gated.page is not None
    left = gated.page.document.text
    assert len(left) == len(text)
    assert left.count("\n") == text.count("\n")
    held = [s.span for s in gated.silences]
    assert held
    for span in held:
        assert not span.of(left).strip()
    assert left[: len(REPORT)] == REPORT
    for zone in gated.page.zones:
        assert zone.span.of(left).strip()


def test_a_report_is_read_alike_with_and_without_the_gate() -> None:
    coder = load()
    assert coder.read(REPORT, gate=True) == coder.read(REPORT)


def test_a_gated_record_keeps_the_text_and_has_a_reason_for_each_sentence_held_back() -> None:
    text = f"{REPORT}\n{EVERYDAY}"
    record = load().read(text, gate=True)
    record.check()
    assert record.document.text == text
    assert record.events
    assert record.statements
    spans = [s.span for s in record.silences]
    assert spans == sorted(spans)
    assert any(s.reason == UNREAD and s.span.of(text).startswith("Melt the chocolate") for s in record.silences)


def test_pipe_reads_as_read_does() -> None:
    coder = load()
    texts = [EVERYDAY, REPORT, EVERYDAY, f"{REPORT}\n{EVERYDAY}"]
    assert list(coder.pipe(texts, gate=True)) == [coder.read(text, gate=True) for text in texts]


def test_sentences_are_cut_at_their_marks_and_lines() -> None:
    text = 'Mr. Smith spoke in the U.S. on Monday. "We agree," he said. It cost 3.5 million.\nNext line'
    found = [span.of(text) for span in cut(text, Span(0, len(text)))]
    assert "It cost 3.5 million." in found
    assert found[-1] == "Next line"
    assert "".join(found).replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_states_count_alike_and_a_limit_can_be_set() -> None:
    model = gate()
    scores = {model.score(f"The army of {state} withdrew from the town.") for state in ("Peru", "Niger", "Nepal")}
    assert len(scores) == 1
    page = read_text(TELLING[0])
    assert through(page, replace(model, limit=1e6)).page is None
