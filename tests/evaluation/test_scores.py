"""The scorer itself: what each kind of mistake costs, and what it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from carniolan import made, perfect_record

from communique.errors import InputRefused
from communique.evaluation.gold import Gold
from communique.evaluation.scores import Report, measure, score
from communique.evaluation.sheet import Found, Share, Sheet, total
from communique.record import Actor, Byline, Document, Place, Record, Span, document_id


@pytest.fixture
def gold() -> Gold:
    return made()


@pytest.fixture
def record(gold: Gold) -> Record:
    return perfect_record(gold)


def figures(gold: Gold, record: Record | None) -> dict[str, float]:
    return Report(documents=1, refused=(), sheet=score(gold, record)).figures()


def with_statement(record: Record, number: int, **changes: object) -> Record:
    statements = list(record.statements)
    statements[number] = replace(statements[number], **changes)
    return replace(record, statements=tuple(statements))


def with_event(record: Record, number: int, **changes: object) -> Record:
    events = list(record.events)
    events[number] = replace(events[number], **changes)
    return replace(record, events=tuple(events))


def actor_id(record: Record, name: str) -> str:
    return next(a.id for a in record.actors if a.name == name)


def test_a_perfect_reading_has_no_wrong_case(gold: Gold, record: Record) -> None:
    sheet = score(gold, record)
    assert sheet.wrong == ()
    assert {name: f for name, f in sheet.found.items() if f.f1 < 1 and name != "event_pair"} == {}
    assert {name: s for name, s in sheet.shares.items() if s.accuracy < 1} == {}
    assert sheet.acts == {("pledge", "pledge"): 2, ("request", "request"): 1, ("courtesy", "courtesy"): 1,
                          ("assess", "assess"): 1, ("agree", "agree"): 1, ("propose", "propose"): 1}  # fmt: skip


def test_an_empty_reading_finds_nothing(gold: Gold) -> None:
    empty = Record(document=Document(id=document_id(gold.text), text=gold.text))
    result = figures(gold, empty)
    assert (
        result["statement_f1"] == result["meeting_accuracy"] == result["event_triple_f1"] == result["actor_found"] == 0
    )
    assert result["document_language"] == 1


def test_a_record_of_another_text_is_not_scored(gold: Gold, record: Record) -> None:
    with pytest.raises(ValueError, match="another text"):
        score(gold, replace(record, document=replace(record.document, text=gold.text + " ")))


@pytest.mark.parametrize(
    ("changes", "wrong_field", "fault"),
    [
        ({"act": "assess"}, "act", "act: pledge read as assess"),
        ({"areas": ("energy",)}, "areas_all", "area lacking: trade"),
        ({"areas": ("trade", "energy", "health")}, "areas_all", "area too many: health"),
        ({"modality": "negated"}, "modality", "modality: asserted read as negated"),
        ({"speaker_country": ("EST",)}, "speaker_country", "speaker country"),
        ({"addressees": ()}, "addressees", "addressees"),
    ],
)
def test_one_wrong_value_costs_that_value_and_the_strict_figure(
    gold: Gold, record: Record, changes: dict[str, object], wrong_field: str, fault: str
) -> None:
    sheet = score(gold, with_statement(record, 0, **changes))
    assert sheet.found["statement"] == Found(7, 7, 7)
    assert sheet.found["strict"] == Found(6, 7, 7)
    wrong = {name: share for name, share in sheet.shares.items() if share.accuracy < 1}
    assert wrong == {f"statement_{wrong_field}": Share(6, 7)}
    assert sheet.faults() == ((f"statement {fault}", 1),)


def test_a_wrong_speaker_costs_the_core_figure(gold: Gold, record: Record) -> None:
    sheet = score(gold, with_statement(record, 0, speaker=(actor_id(record, "Kaja Kallas"),)))
    assert sheet.found["core"] == sheet.found["strict"] == Found(6, 7, 7)


def test_one_of_two_joint_speakers_is_not_enough(gold: Gold, record: Record) -> None:
    sheet = score(gold, with_statement(record, 6, speaker=record.statements[6].speaker[:1]))
    assert sheet.shares["statement_speaker"] == Share(6, 7)


def test_any_accepted_act_is_right(gold: Gold, record: Record) -> None:
    sheet = score(gold, with_statement(record, 1, act="oppose"))
    assert sheet.shares["statement_act"] == Share(7, 7)
    assert sheet.acts["oppose", "oppose"] == 1


def test_half_of_the_content_is_found_less_is_not(gold: Gold, record: Record) -> None:
    content = record.statements[0].content
    half = Span(content.start, content.start + (len(gold.statements[0].quote) + 1) // 2)
    assert score(gold, with_statement(record, 0, content=half)).found["statement"] == Found(7, 7, 7)
    less = Span(half.start, half.end - 1)
    sheet = score(gold, with_statement(record, 0, content=less))
    assert sheet.found["statement"] == Found(6, 7, 7)
    assert sheet.faults() == (("statement missed: pledge", 1), ("statement not in gold: pledge", 1))
    assert sheet.acts["pledge", "(missed)"] == sheet.acts["(not in gold)", "pledge"] == 1


def test_a_statement_told_twice_counts_once(gold: Gold, record: Record) -> None:
    doubled = replace(record, statements=(*record.statements, record.statements[0]))
    assert score(gold, doubled).found["strict"] == Found(7, 8, 7)


def test_of_two_with_the_same_content_the_right_act_is_taken(gold: Gold, record: Record) -> None:
    other = replace(record.statements[0], act="warn")
    sheet = score(gold, replace(record, statements=(other, *record.statements)))
    assert sheet.shares["statement_act"] == Share(7, 7)


def test_areas_are_counted_one_by_one(gold: Gold, record: Record) -> None:
    sheet = score(gold, with_statement(record, 0, areas=("energy", "health")))
    wanted = sum(len(s.areas) for s in gold.statements)
    assert sheet.found["areas"] == Found(wanted - 1, wanted, wanted)


def test_a_missed_meeting_has_every_field_wrong(gold: Gold, record: Record) -> None:
    sheet = score(gold, replace(record, meetings=record.meetings[:1]))
    assert sheet.found["meeting"] == Found(1, 1, 2)
    assert sheet.shares["meeting"] == Share(6, 12)
    assert sheet.faults() == (("meeting missed", 1),)


def test_a_meeting_is_compared_field_by_field(gold: Gold, record: Record) -> None:
    first = replace(record.meetings[0], form="visit", place=Place(name="Maribor", country="SVN"), occasion=None)
    sheet = score(gold, replace(record, meetings=(first, record.meetings[1])))
    wrong = {name for name, share in sheet.shares.items() if share.accuracy < 1}
    assert wrong == {"meeting", "meeting_form", "meeting_place", "meeting_occasion"}
    assert "form is in_person, read visit" in str(sheet.wrong[0])


def test_a_meeting_nobody_held_costs_precision(gold: Gold, record: Record) -> None:
    sheet = score(gold, replace(record, meetings=(*record.meetings, record.meetings[0])))
    assert sheet.found["meeting"] == Found(2, 3, 2)


def test_an_event_in_the_wrong_direction_is_wrong(gold: Gold, record: Record) -> None:
    agree = record.events[1]
    sheet = score(gold, with_event(record, 1, actor=agree.recipient, recipient=agree.actor))
    assert sheet.found["event_triple"] == Found(3, 4, 4)
    assert sheet.found["event_type"] == Found(4, 4, 4)


def test_a_meeting_is_right_in_either_direction(gold: Gold, record: Record) -> None:
    consult = record.events[0]
    turned = with_event(record, 0, actor=consult.recipient, recipient=consult.actor)
    joint = with_event(record, 0, actor=(*consult.actor, *consult.recipient), recipient=())
    for reading in (turned, joint):
        assert score(gold, reading).found["event_triple"] == Found(4, 4, 4)


def test_the_mirror_of_a_mutual_event_is_not_punished(gold: Gold, record: Record) -> None:
    mutual = replace(gold, events=(replace(gold.events[1], reciprocal=True),))
    agree = record.events[1]
    mirror = replace(agree, actor=agree.recipient, recipient=agree.actor)
    assert score(mutual, replace(record, events=(agree, mirror))).found["event_triple"] == Found(1, 1, 1)
    assert score(gold, replace(record, events=(*record.events, mirror))).found["event_triple"] == Found(4, 5, 4)


def test_retreat_and_concession_are_one_class(gold: Gold, record: Record) -> None:
    yielding = replace(gold, events=(replace(gold.events[1], types=("CONCEDE",)),))
    reading = replace(record, events=(replace(record.events[1], event_type="RETREAT"),))
    assert score(yielding, reading).found["event_triple"] == Found(1, 1, 1)


def test_the_depth_of_cameo_codes_is_measured_on_matched_events(gold: Gold, record: Record) -> None:
    sheet = score(gold, with_event(record, 1, cameo="0314"))
    assert sheet.shares["cameo_exact"] == Share(3, 4)
    assert sheet.shares["cameo_three_digits"] == sheet.shares["cameo_root"] == Share(4, 4)


def test_an_organisation_is_told_by_its_code(gold: Gold, record: Record) -> None:
    union = Actor(id="eu", name="Brussels", kind="organisation", code="EU")
    reading = with_event(replace(record, actors=(*record.actors, union)), 3, recipient=("eu",))
    assert score(gold, reading).found["event_triple"] == Found(4, 4, 4)


def test_an_event_without_recipient_is_no_event_with_one(gold: Gold, record: Record) -> None:
    sheet = score(gold, with_event(record, 1, recipient=()))
    assert sheet.found["event_triple"] == Found(3, 4, 4)


def test_metadata_is_compared_field_by_field(gold: Gold, record: Record) -> None:
    spoiled = replace(record.document, publisher=None, byline=Byline(photographers=("Ana Novak",)))
    sheet = score(gold, replace(record, document=spoiled))
    assert sheet.shares["document"] == Share(5, 7)
    assert sheet.faults() == (("document photographers", 1), ("document publisher", 1))


def test_an_actor_is_compared_field_by_field(gold: Gold, record: Record) -> None:
    actors = (replace(record.actors[0], office=None), replace(record.actors[1], country="LVA"), *record.actors[3:])
    reading = replace(record, actors=actors, meetings=(), statements=(), events=())
    sheet = score(gold, reading)
    assert sheet.shares["actor_found"] == Share(2, 3)
    assert sheet.shares["actor_country"] == Share(1, 3)
    assert sheet.shares["actor_office"] == Share(1, 3)
    assert ("actor missed", 1) in sheet.faults()


def test_an_unknown_sector_or_office_must_not_be_made_up(gold: Gold, record: Record) -> None:
    actors = (*record.actors[:2], replace(record.actors[2], sector="BUS", office="Director"), *record.actors[3:])
    sheet = score(gold, replace(record, actors=actors))
    assert sheet.shares["actor_sector"] == sheet.shares["actor_office"] == Share(2, 3)


def test_statements_on_a_text_with_nothing_to_code_are_counted(gold: Gold, record: Record) -> None:
    nothing = replace(gold, statements=(), events=(), meetings=(), actors=())
    assert figures(nothing, record)["false_statements"] == 7
    assert figures(nothing, record)["quiet_documents"] == 0
    assert figures(nothing, replace(record, statements=()))["quiet_documents"] == 1
    assert "quiet_documents" not in figures(gold, record)


def test_a_refused_text_counts_as_one_in_which_nothing_was_right(gold: Gold) -> None:
    def refuse(text: str) -> Record:
        raise InputRefused("text", "it is not in English", "Give an English text.")

    report = measure([gold], refuse)
    assert report.refused == ("carniolan: text: it is not in English. Give an English text.",)
    assert report.figures()["document_accuracy"] == report.figures()["statement_f1"] == 0
    assert report.sheet.found["statement"] == Found(0, 0, 7)
    quiet = measure([replace(gold, statements=())], refuse)
    assert quiet.figures()["quiet_documents"] == 0


def test_an_error_in_the_reading_is_not_hidden(gold: Gold) -> None:
    def fail(text: str) -> Record:
        raise KeyError("speaker")

    with pytest.raises(KeyError):
        measure([gold], fail)


def test_counts_of_several_documents_add_up(gold: Gold, record: Record) -> None:
    good, bad = score(gold, record), score(gold, replace(record, statements=(), meetings=(), events=()))
    both = total([good, bad])
    assert both.found["statement"] == Found(7, 7, 14)
    assert both.shares["meeting"] == Share(12, 24)
    assert both.acts["pledge", "(missed)"] == 2
    assert both.found["statement"].f1 == pytest.approx(2 / 3)


def test_nothing_at_all_is_zero_and_not_an_error() -> None:
    assert total([]) == Sheet()
    assert Found().f1 == Found(0, 3, 0).f1 == Share().accuracy == 0
