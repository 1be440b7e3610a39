"""Linking, status and decisions on small reports of our own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from communique.commitments.cues import cue, tells
from communique.commitments.gold import read_gold
from communique.commitments.ledger import commitments, follow
from communique.commitments.model import Commitment, Decision
from communique.commitments.wording import conflict, wording
from communique.record import Record

HEAD = "# ISL Iceland Icelandic\n# MWI Malawi Malawian\n# ZMB Zambia Zambian\n"


@dataclass
class Reports:
    path: Path

    def read(self, *reports: str) -> tuple[Record, ...]:
        file = self.path / "reports.mark"
        lines = (f"@ {report.split(' ', 1)[0]} Post\n{report.split(' ', 1)[1]}\n" for report in reports)
        file.write_text(HEAD + "".join(lines), encoding="utf-8")
        return read_gold(file).records

    def follow(self, *reports: str) -> tuple[Commitment, ...]:
        return commitments(self.read(*reports))


@pytest.fixture
def reports(tmp_path: Path) -> Reports:
    return Reports(tmp_path)


DAM = "2015-01-05 Iceland will [a ISL>MWI pledge energy: drill three geothermal wells at Chiweta] in Malawi."
DAM_AGREED = "2016-03-09 Iceland and Malawi agreed to [a ISL+MWI agree energy: sink 3 geothermal wells near Chiweta]."
DAM_DONE = "2018-07-01 The geothermal wells at Chiweta, a gift of Iceland to Malawi, were commissioned."
ROAD = "2015-06-06 Iceland will [b ISL>MWI pledge connectivity: pave the lakeside road to Nkhata Bay] for Malawi."


def test_one_undertaking_said_twice_and_done(reports: Reports) -> None:
    (entry,) = reports.follow(DAM, DAM_AGREED, DAM_DONE)
    assert (entry.parties, entry.towards, entry.act) == (("ISL", "MWI"), (), "agree")
    assert (entry.first_said, entry.last_said, entry.times) == ("2015-01-05", "2016-03-09", 2)
    assert [move.status for move in entry.trail] == ["pledged", "agreed", "completed"]
    assert entry.status == "completed"
    assert entry.areas == ("energy",)


def test_evidence_stands_in_its_document(reports: Reports) -> None:
    records = reports.read(DAM, DAM_AGREED, DAM_DONE)
    texts = {record.document.id: record.document.text for record in records}
    (entry,) = commitments(records)
    assert texts[entry.what_document][slice(*entry.what_span)] == entry.what
    for move in entry.trail:
        assert move.document is not None
        assert move.span is not None
        assert move.span.of(texts[move.document]) == move.quote
        assert move.by == "text"


def test_the_order_of_records_does_not_matter_and_a_record_counts_once(reports: Reports) -> None:
    records = reports.read(DAM, ROAD, DAM_AGREED, DAM_DONE)
    assert commitments(records) == commitments(records[::-1]) == commitments(records + records)


def test_another_partner_is_another_undertaking(reports: Reports) -> None:
    other = "2016-02-02 Iceland will [b ISL>ZMB pledge energy: drill three geothermal wells at Chiweta], Zambia said."
    assert len(reports.follow(DAM, other)) == 2


def test_the_other_side_undertakes_something_else(reports: Reports) -> None:
    ours = "2016-02-02 Iceland will [a ISL>MWI pledge trade: open its market for tilapia fillets]."
    theirs = "2016-03-02 Malawi will [b MWI>ISL pledge trade: open its market for tilapia fillets]."
    assert len(reports.follow(ours, theirs)) == 2


@pytest.mark.parametrize(
    ("one", "other", "on"),
    [
        ("build a hospital in Kumasi", "build a hospital in Tamale", "names"),
        ("lend $200 million for a tunnel", "lend $350 million for a tunnel", "amount"),
        ("lend $200 million for a tunnel", "lend 199 million dollars for a tunnel", None),
        ("build the second reactor", "build the third reactor", "ordinal"),
        ("build the bridge", "build the second bridge", "unnumbered"),
        ("catch 900 tonnes of cod in 2019", "catch 900 tonnes of cod in 2020", "year"),
        ("open the tunnel by 2019", "open the tunnel by 2021", None),
        ("waive duties on tea", "impose duties on tea", "deed"),
        ("finance Phase II of the canal", "finance phase 3 of the canal", "ordinal"),
    ],
)
def test_what_parts_two_undertakings(one: str, other: str, on: str | None) -> None:
    assert conflict(wording(one), wording(other)) == on
    assert conflict(wording(other), wording(one)) == on


@pytest.mark.parametrize(
    ("clause", "status"),
    [
        ("The tunnel went into operation on Monday", "completed"),
        ("The tunnel will go into operation on Monday", None),
        ("The tunnel was not completed", None),
        ("Construction of the tunnel has not begun", None),
        ("Construction of the tunnel began", "under_way"),
        ("The tunnel is expected to be commissioned in May", None),
        ("Both ministers inked a contract on the tunnel", "signed"),
        ("They are to sign a contract; no treaty was signed", None),
        ("Work on the tunnel has been halted", "suspended"),
        ("The firm pulled out of the tunnel", "withdrawn"),
        ("The tunnel would no longer be financed", "withdrawn"),
        ("The first shipment of rails arrived in the port", "under_way"),
        ("The school welcomed its first students", "completed"),
        ("The minister praised the tunnel", None),
        ("Malawi abolished visas for Icelandic nationals", "completed"),
        ("Malawi scrapped the visa requirement for Icelanders", "completed"),
        ("Malawi scrapped the plan for a tunnel", "withdrawn"),
        ("Iceland handed over two mobile clinics", "completed"),
        ("The clinic handed over by Iceland has forty beds", None),
        ("Work starts on an Icelandic-built clinic", None),
        ("Training of the pilots is expected to have begun", None),
        ("The minister praised the tunnel that Iceland built a decade ago", None),
        ("Work on a tunnel that Iceland and Malawi agreed in March to dig together has started", "under_way"),
        ("Iceland imports frozen cod from Malawi", None),
        ("The talks on the tunnel were frozen in May", "suspended"),
        ("Both leaders attended the signing of a treaty on tea", "signed"),
        ("Malawi has lowered its duties on cod", "completed"),
        ("Malawi has not lowered its duties on cod", None),
        ("Construction of the tunnel, for which both signed a contract in 2016, has begun", "under_way"),
    ],
)
def test_cues(clause: str, status: str | None) -> None:
    found = cue(clause)
    assert (found.status if found else None) == status


def test_a_part_that_is_done_is_under_way_and_a_repeat_lowers_nothing(reports: Reports) -> None:
    part = "2017-05-01 The first of the geothermal wells at Chiweta in Malawi was commissioned, Iceland said."
    again = "2017-09-09 Iceland will [a ISL>MWI pledge energy: drill three geothermal wells at Chiweta]."
    (entry,) = reports.follow(DAM, part, again)
    assert [move.status for move in entry.trail] == ["pledged", "under_way"]
    assert entry.times == 2


def test_suspended_is_left_by_work_and_not_by_words(reports: Reports) -> None:
    halt = "2017-05-01 The geothermal wells at Chiweta have been put on hold, Malawi and Iceland said."
    words = "2017-09-09 Iceland will [a ISL>MWI pledge energy: drill three geothermal wells at Chiweta]."
    work = "2018-02-02 Drilling of the geothermal wells at Chiweta resumed, Malawi said, with Iceland paying."
    assert reports.follow(DAM, halt, words)[0].status == "suspended"
    assert [m.status for m in reports.follow(DAM, halt, words, work)[0].trail] == ["pledged", "suspended", "under_way"]


def test_an_outcome_elsewhere_moves_nothing(reports: Reports) -> None:
    elsewhere = "2018-07-01 The geothermal wells at Songwe, a gift of Iceland to Malawi, were commissioned."
    before = "2014-07-01 The geothermal wells at Chiweta, a gift of Iceland to Malawi, were commissioned."
    others = "2018-07-01 The geothermal wells at Chiweta were commissioned, Zambia said."
    for report in (elsewhere, before, others):
        (entry,) = reports.follow(DAM, report)
        assert entry.status == "pledged", report


def test_the_very_words_that_are_signed_need_no_other_match(reports: Reports) -> None:
    report = "2016-02-02 Iceland and Malawi signed [a ISL+MWI agree education: a memorandum on education] and agreed "
    (first, second) = reports.follow(report + "to [b ISL+MWI agree trade: a larger trade in tea].")
    assert (first.status, second.status) == ("signed", "agreed")


def test_what_is_signed_is_no_undertaking_told_of_before(reports: Reports) -> None:
    told = "2016-04-04 Iceland will [a ISL>MWI pledge energy: drill geothermal wells at Chiweta] in Malawi. "
    for signed in (
        "The two ministers signed a joint declaration on the oceans.",
        "The two sides signed several documents in Lilongwe.",
        "The ministers signed the extradition treaty.",
    ):
        (entry,) = reports.follow(told + signed)
        assert entry.status == "pledged", signed
    (entry,) = reports.follow(told + "They signed the agreement on Friday.")
    assert entry.status == "signed"


def test_a_deed_is_of_what_it_was_done_to(reports: Reports) -> None:
    told = "2016-04-04 Iceland will [a ISL>MWI pledge trade: conclude a fisheries accord] with Malawi. "
    (entry,) = reports.follow(told + "The Icelanders sent blankets to Karonga after the flood.")
    assert entry.status == "pledged"


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("the document in Lilongwe", 0),
        ("a joint statement", 0),
        ("several memoranda of understanding after the talks", 0),
        ("a package of documents in Lilongwe on Friday", 0),
        ("a memorandum of understanding on fisheries", 1),
        ("agreements in Lilongwe on fisheries", 1),
        ("the extradition treaty", 1),
    ],
)
def test_a_paper_without_a_matter_is_no_commitment(reports: Reports, words: str, count: int) -> None:
    assert len(reports.follow(f"2016-04-04 Iceland and Malawi signed [a ISL+MWI agree diplomacy: {words}].")) == count


def test_one_clause_may_tell_of_two_undertakings(reports: Reports) -> None:
    both = "2017-02-02 Malawi and Iceland signed contracts on the geothermal wells of Chiweta and the Nkhata Bay road."
    assert [entry.status for entry in reports.follow(DAM, ROAD, both)] == ["signed", "signed"]


def test_a_clause_that_fits_two_undertakings_alike_moves_neither(reports: Reports) -> None:
    one = "2015-01-05 Iceland will [a ISL>MWI pledge health: build a maternity ward in Karonga] in Malawi."
    two = "2015-03-05 Malawi will [b MWI>ISL pledge health: build a maternity ward in Karonga] with Iceland."
    done = "2017-02-02 The maternity ward in Karonga, between Malawi and Iceland, was inaugurated."
    assert [entry.status for entry in reports.follow(one, two, done)] == ["pledged", "pledged"]


def test_what_is_denied_or_conditional_undertakes_nothing(reports: Reports) -> None:
    (record,) = reports.read(DAM)
    for modality in ("negated", "conditional"):
        statement = replace(record.statements[0], modality=modality)  # type: ignore[arg-type]
        assert commitments([replace(record, statements=(statement,))]) == ()


def decision(entry: Commitment, verb: str, *value: str) -> Decision:
    return Decision(commitment=entry.id, verb=verb, value=value, who="R. Vega", when="2020-01-02", why="read both")  # type: ignore[arg-type]


def test_analysts_merge_split_set_and_note(reports: Reports) -> None:
    records = reports.read(DAM, ROAD, DAM_AGREED)
    dam, road = commitments(records)
    (merged,) = commitments(records, [decision(dam, "merge", road.id)])
    assert (merged.id, merged.times) == (dam.id, 3)
    parted = commitments(records, [decision(dam, "split", dam.statements[1].key)])
    assert [entry.times for entry in parted] == [1, 1, 1]
    entry = commitments(records, [decision(road, "set_status", "withdrawn"), decision(road, "annotate", "ask again")])[
        1
    ]
    assert entry.status == "withdrawn"
    assert (entry.trail[-1].by, entry.trail[-1].date, entry.trail[-1].reason) == ("R. Vega", "2020-01-02", "read both")
    assert [note.text for note in entry.notes] == ["ask again"]


def test_an_analysts_status_stands_against_later_reports(reports: Reports) -> None:
    records = reports.read(DAM, DAM_DONE)
    (entry,) = commitments(records[:1])
    (later,) = commitments(records, [decision(entry, "set_status", "suspended")])
    assert later.status == "suspended"
    assert [move.status for move in later.trail] == ["pledged", "completed", "suspended"]


def test_a_decision_outlives_the_discovery_of_an_earlier_statement(reports: Reports) -> None:
    records = reports.read(DAM, DAM_AGREED)
    (late,) = commitments(records[1:])
    noted = decision(late, "annotate", "seen on site")
    (entry,) = commitments(records, [noted])
    assert entry.id != late.id
    assert [note.text for note in entry.notes] == ["seen on site"]


def test_decisions_that_find_nothing_are_kept_and_reported(reports: Reports) -> None:
    records = reports.read(DAM, ROAD)
    dam, road = commitments(records)
    lost = [
        decision(dam, "set_status", "done"),
        decision(dam, "split", "nowhere/s1"),
        decision(dam, "split", dam.statements[0].key),
        decision(dam, "merge", "c0000"),
        decision(road, "annotate", "kept"),
    ]
    ledger = follow(records[:1], lost)
    assert [each.decision for each in ledger.unapplied] == lost
    assert all(each.reason for each in ledger.unapplied)
    assert ledger.commitments == (dam,)


@pytest.mark.parametrize(
    "text",
    [
        "WORKS ON THE DAM BEGAN in May.",
        "The two ministers signed it.",
        "Nearly 80% finished, the dam holds no water.",
        "They tore up the contract.",
        "Service was halted on Monday, and the ferry stood at a standstill.",
    ],
)
def test_words_of_an_outcome_are_seen_in_any_case(text: str) -> None:
    assert tells(text)
    assert tells(text.upper())
    assert not tells("The ministers spoke of a dam that would hold much water.")


@pytest.mark.parametrize(
    ("report", "towards"),
    [
        ("2015-01-05 Iceland will [a ISL pledge energy: drill wells at Chiweta] in Malawi. Zambia waits.", ("MWI",)),
        ("2015-01-05 Iceland will [a ISL pledge energy: drill wells at Chiweta]. Malawi waits.", ("MWI",)),
        ("2015-01-05 Iceland will [a ISL pledge energy: drill wells at Chiweta]. Malawi and Zambia wait.", ()),
        ("2015-01-05 Iceland will [a ISL pledge energy: drill wells in Malawi and Zambia].", ()),
    ],
)
def test_the_one_other_country_beside_an_undertaking_is_that_towards_which_it_is(
    reports: Reports, report: str, towards: tuple[str, ...]
) -> None:
    (entry,) = reports.follow(report)
    assert entry.towards == towards


def test_a_deed_in_the_perfect_fulfils_what_was_undertaken_in_the_same_word(reports: Reports) -> None:
    lower = "2015-01-05 Malawi will [a MWI>ISL pledge trade: lower its duties on stockfish] for Iceland."
    study = "2015-01-05 Malawi will [a MWI>ISL pledge trade: study its duties on stockfish] for Iceland."
    done = "2016-02-02 Malawi has lowered its duties on stockfish, Iceland said."
    assert [each.status for each in reports.follow(lower, done)] == ["completed"]
    assert [each.status for each in reports.follow(study, done)] == ["pledged"]


def test_another_thing_at_the_same_place_moves_nothing_but_work_there_does(reports: Reports) -> None:
    lab = "2015-01-05 Iceland will [a ISL>MWI pledge technology: found a robotics laboratory at Nkhata Bay] in Malawi."
    for told, status in (
        ("Ferries to Nkhata Bay began running in Malawi, Iceland said.", "pledged"),
        ("Work at Nkhata Bay was halted in Malawi, Iceland said.", "suspended"),
    ):
        assert [each.status for each in reports.follow(lab, f"2016-02-02 {told}")] == [status], told


def test_a_part_that_was_all_that_was_undertaken_is_no_part(reports: Reports) -> None:
    said = "2015-01-05 Iceland will [a ISL>MWI pledge connectivity: pave the Karonga section of the road] in Malawi."
    done = "2017-02-02 The Karonga section of the road in Malawi was completed, Iceland said."
    assert [each.status for each in reports.follow(said, done)] == ["completed"]


def test_what_its_own_report_tells_first_does_not_come_before_an_undertaking(reports: Reports) -> None:
    told = "2015-01-05 Wells at Chiweta were suspended. Iceland will [a ISL>MWI pledge energy: drill wells at Chiweta]"
    (entry,) = reports.follow(told + " in Malawi.")
    assert entry.trail[0].status == "pledged"
