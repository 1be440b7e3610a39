"""What reviewers decided, as gold that the evaluation reads back and as tasks for Label Studio."""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "register"))
import borduria

from communique.evaluation.documents import compare_actors, compare_metadata
from communique.evaluation.events import compare_events
from communique.evaluation.loading import load_gold
from communique.evaluation.meetings import compare_meetings
from communique.evaluation.statements import compare_statements
from communique.export import training
from communique.record import Dateline, Event, Record, document_id
from communique.register import reviewing
from communique.register.reviewing import Target
from communique.register.store import Register


def report() -> Record:
    """Return a report with line ends and letters that offsets and encodings stumble over."""
    made = borduria.record(0)
    text = "\r\n😀 Été\r\n" + made.document.text

    def moved(spans: tuple) -> tuple:  # type: ignore[type-arg]
        return tuple(type(span)(span.start + 9, span.end + 9) for span in spans)

    shift = len(text) - len(made.document.text)
    assert shift == 9
    return replace(
        made,
        document=replace(made.document, id=document_id(text), text=text, dateline=Dateline(date="2020-02-03")),
        actors=tuple(replace(actor, mentions=moved(actor.mentions)) for actor in made.actors),
        meetings=tuple(replace(each, evidence=moved(each.evidence)) for each in made.meetings),
        statements=tuple(
            replace(each, content=moved((each.content,))[0], evidence=moved(each.evidence)) for each in made.statements
        ),
    )


DOCUMENT = report().document.id


@pytest.fixture
def register(tmp_path: Path) -> Register:
    made = Register.open(tmp_path / "register.db")
    made.keep(report(), source="0")
    made.keep(borduria.record(1), source="1")
    reviewing.correct(made, Target(DOCUMENT, "statement", "s1"), {"act": "propose", "areas": ["health"]}, who="Ana")
    reviewing.reject(made, Target(DOCUMENT, "event", "e2"), who="Ana")
    return made


def test_gold_is_written_only_of_what_is_wholly_reviewed(register: Register, tmp_path: Path) -> None:
    assert list(training.reviewed_documents(register)) == []
    assert [each.record.document.id for each in training.reviewed_documents(register, partly=True)] == [DOCUMENT]
    reviewing.confirm(register, Target(DOCUMENT, "event", "e1"), who="Ana")
    (found,) = training.reviewed_documents(register)
    assert training.write_gold([found], tmp_path / "gold") == 1
    assert sorted(path.name for path in (tmp_path / "gold").iterdir()) == [
        f"2020-02-03-{DOCUMENT[:12]}.json",
        f"2020-02-03-{DOCUMENT[:12]}.txt",
    ]
    made = reviewing.undo(register, 3, who="Ana")
    assert made.undoes == 3
    assert list(training.reviewed_documents(register)) == []


def test_no_date_of_an_imported_record_leads_out_of_the_folder(register: Register, tmp_path: Path) -> None:
    (found,) = training.reviewed_documents(register, partly=True)
    document = replace(found.record.document, dateline=Dateline(date="../outside/2020"))
    training.write_gold([replace(found, record=replace(found.record, document=document))], tmp_path / "gold")
    assert sorted(path.name for path in (tmp_path / "gold").iterdir()) == [
        f"undated-{DOCUMENT[:12]}.json",
        f"undated-{DOCUMENT[:12]}.txt",
    ]


def test_gold_read_back_is_the_reviewed_record(register: Register, tmp_path: Path) -> None:
    reviewing.confirm(register, Target(DOCUMENT, "event", "e1"), who="Ana")
    values = {"act": "warn", "speaker": ["a2"], "addressees": ["a1"], "content": [9, 17], "modality": "negated"}
    reviewing.add(register, DOCUMENT, "statement", values, who="Ana")
    (found,) = training.reviewed_documents(register)
    training.write_gold([found], tmp_path / "gold")
    (gold,) = load_gold([tmp_path / "gold"])
    record = found.record
    assert gold.text == record.document.text
    assert [(each.acts, each.areas, each.modality) for each in gold.statements] == [
        (("warn",), (), "negated"),
        (("propose",), ("health",), "asserted"),
    ]
    assert [each.content for each in gold.statements] == [each.content for each in record.statements]
    sheets = (
        compare_statements(gold, record),
        compare_events(gold, record),
        compare_meetings(gold, record),
        compare_actors(gold, record),
        compare_metadata(gold, record.document),
    )
    assert [sheet.wrong for sheet in sheets] == [()] * 5
    assert sheets[0].found["strict"].hits == 2
    assert sheets[1].found["event_triple"].hits == 1
    as_read = compare_statements(gold, found.machine)
    assert as_read.found["strict"].hits == 0  # the figures see the difference that the reviewer made


def test_tasks_for_label_studio_hold_both_readings(register: Register, tmp_path: Path) -> None:
    target = tmp_path / "tasks.json"
    assert training.write_tasks(training.reviewed_documents(register, partly=True), target) == 1
    (task,) = json.loads(target.read_text(encoding="utf-8"))
    text = report().document.text
    assert (task["data"]["text"], task["data"]["document"]) == (text, DOCUMENT)
    (annotation,), (prediction,) = task["annotations"], task["predictions"]
    assert prediction["model_version"] == "communique 0.1.0"
    regions = [
        (each["id"], each["from_name"], each["type"], each["value"].get("labels") or each["value"].get("choices"))
        for each in annotation["result"]
        if each["type"] != "textarea"
    ]
    assert regions == [
        ("s1", "statement", "labels", ["propose"]),
        ("s1", "areas", "choices", ["health"]),
        ("e1", "event", "labels", ["CONSULT"]),
    ]
    for each in (*annotation["result"], *prediction["result"]):
        value = each["value"]
        if each["type"] != "textarea":
            assert value["text"] == text[value["start"] : value["end"]]
    texts = {(each["id"], each["from_name"]): each["value"].get("text") for each in annotation["result"][1:]}
    assert texts["s1", "speaker"] == ["Ana Birk"]
    assert texts["e1", "recipient"] == ["Syldavia"]


def test_the_configuration_knows_every_control_and_label_of_the_tasks(register: Register) -> None:
    root = ET.fromstring(training.label_config())
    names = {each.get("name"): [choice.get("value") for choice in each] for each in root if each.get("toName")}
    for found in training.reviewed_documents(register, partly=True):
        for each in training.task(found)["predictions"][0]["result"]:
            assert each["from_name"] in names
            for kind in ("labels", "choices"):
                assert set(each["value"].get(kind, ())) <= set(names[each["from_name"]])


def test_an_event_stands_where_its_claim_does(register: Register) -> None:
    record = report()
    event = Event(id="e9", event_type="CONSULT", quad_code=1, actor=("a1",), meeting="m1")
    free = replace(event, id="e8", meeting=None)
    register.recode(replace(record, events=(event, free)))
    (found,) = training.reviewed_documents(register, partly=True)
    spans = {
        each["id"]: (each["value"]["start"], each["value"]["end"])
        for each in training.task(found)["predictions"][0]["result"]
        if each["from_name"] == "event"
    }
    assert spans == {"e9": tuple(record.meetings[0].evidence[0]), "e8": (0, len(record.document.text))}
