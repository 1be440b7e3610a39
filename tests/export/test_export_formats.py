"""The contract of every export: all rows, in its columns, each traced back to the words that it was read from."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import replace
from pathlib import Path

import polars
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "register"))
import borduria

from communique.analysis import frames
from communique.export import columns
from communique.export.eventdata import GDELT, POLECAT
from communique.export.files import FORMS, export
from communique.record import Actor, Record, Span
from communique.register.queries import Ask
from communique.register.store import Decision, Register

DICTIONARY = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("register") / "register.db"
    with Register.open(path) as register:
        for number in range(3):
            register.keep(borduria.record(number), source=f"r{number}")
        first = borduria.record(0).document.id
        register.decide(Decision(subject="event", document=first, id="e2", verb="confirm", who="A", why="b"))
    return path


def written(db: Path, folder: Path, form: str, kind: str = "events", ask: Ask = Ask()) -> Path:  # noqa: B008 - frozen
    target = folder / f"out.{form}"
    with frames.open(db) as asking:
        total = export(asking.engine, ask, form=form, kind=kind, target=target)  # type: ignore[arg-type]
        expected = asking.documents() if form == "jsonl" else getattr(asking, kind)()
        if ask == Ask():
            assert total == len(list(expected)) > 0
    assert [path.name for path in folder.iterdir()] == [target.name]
    return target


def rows(path: Path, form: str) -> list[dict[str, object]]:
    if form == "parquet":
        return polars.read_parquet(path).to_dicts()
    text = path.read_text(encoding="utf-8")
    if form == "plover":
        return list(json.loads(text))
    if form == "csv":
        return [dict(row) for row in csv.DictReader(text.splitlines())]
    head, *lines = (line.split("\t") for line in text.splitlines())
    return [dict(zip(head, line, strict=True)) for line in lines]


@pytest.mark.parametrize("form", [form for form in FORMS if form != "jsonl"])
def test_every_row_is_traced_back_to_the_last_column(db: Path, tmp_path: Path, form: str) -> None:
    found = rows(written(db, tmp_path, form), form)
    assert len(found) == 6
    ids = {borduria.record(number).document.id for number in range(3)}
    assert {row["document"] for row in found} == ids
    assert all(set(columns.TRACE) <= set(row) and row["coder"] == "communique 0.1.0" for row in found)
    assert sorted(row["verdict"] or "" for row in found) == ["", "", "", "", "", "confirm"]


@pytest.mark.parametrize("form", [form for form in FORMS if form != "jsonl"])
def test_an_empty_answer_is_a_whole_file(db: Path, tmp_path: Path, form: str) -> None:
    assert rows(written(db, tmp_path, form, ask=Ask(country="KAZ")), form) == []


@pytest.mark.parametrize("kind", columns.KINDS)
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_each_kind_has_its_columns(db: Path, tmp_path: Path, form: str, kind: str) -> None:
    found = rows(written(db, tmp_path, form, kind), form)
    assert tuple(found[0]) == columns.names(columns.KINDS[kind])


def test_records_leave_as_they_were_written(db: Path, tmp_path: Path) -> None:
    lines = written(db, tmp_path, "jsonl").read_text(encoding="utf-8").splitlines()
    expected = {borduria.record(number).document.id: borduria.record(number) for number in range(3)}
    assert {r.document.id: r for r in map(Record.from_json, lines)} == expected


def test_event_data_sets_have_their_own_columns_first(db: Path, tmp_path: Path) -> None:
    head = written(db, tmp_path, "gdelt").read_text(encoding="utf-8").splitlines()[0].split("\t")
    assert len(GDELT) == 58
    assert (head[0], head[15], head[26], head[57]) == ("GLOBALEVENTID", "Actor2Code", "EventCode", "SOURCEURL")
    (tmp_path / "out.gdelt").unlink()
    head = written(db, tmp_path, "polecat").read_text(encoding="utf-8").splitlines()[0].split("\t")
    assert tuple(head) == (*POLECAT, *columns.EVENT_TRACE)


def test_a_failed_export_leaves_the_older_file(db: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("older", encoding="utf-8")
    with frames.open(db) as asking, pytest.raises(KeyError):
        export(asking.engine, Ask(), form="csv", kind="nothing", target=target)
    assert target.read_text(encoding="utf-8") == "older"
    assert list(tmp_path.iterdir()) == [target]


def test_the_data_dictionary_is_that_of_the_columns() -> None:
    assert DICTIONARY.read_text(encoding="utf-8") == columns.dictionary()


def test_an_answer_is_a_frame(db: Path) -> None:
    with frames.open(db) as asking:
        frame = asking.statements(dyad=("BRD", "SYL"), area="trade").to_polars()
        empty = asking.statements(country="KAZ").to_polars()
    assert frame.height == 3
    assert frame["areas"].to_list()[0] == ["economy", "trade"]
    assert empty.height == 0
    assert empty.schema == frame.schema


def test_an_organisation_has_its_cameo_code_and_every_span_is_told(tmp_path: Path) -> None:
    made = borduria.record(0)
    union = Actor(id="a3", name="European Union", kind="organisation", code="EEC", sector="IGO")
    event = replace(
        made.events[1], actor=("a3", "a1"), recipient=("a2",), evidence=(Span(0, 8), Span(20, 26)), statement=None
    )
    with Register.open(tmp_path / "one.db") as register:
        register.keep(replace(made, actors=(*made.actors, union), events=(event,)), source="a")
    (tmp_path / "out").mkdir()
    (row,) = rows(written(tmp_path / "one.db", tmp_path / "out", "gdelt"), "gdelt")
    of_first = [row[f"Actor1{part}"] for part in ("Name", "Code", "CountryCode", "KnownGroupCode", "Type1Code")]
    # names come in the order of the actors' ids
    assert of_first == [made.actors[0].name, "BRD", "BRD", "", ""]
    assert row["Actor2Code"] == "SYL"
    assert row["spans"] == "0-8;20-26"
    (tmp_path / "out" / "out.gdelt").unlink()
    (row,) = rows(written(tmp_path / "one.db", tmp_path / "out", "csv"), "csv")
    assert (row["actor"], row["actor_code"]) == (f"{made.actors[0].name};European Union", "BRD;IGOEUREEC")
    assert list(row)[-1] == "spans"


def test_gdelt_tells_the_group_and_type_of_an_organisation(tmp_path: Path) -> None:
    made = borduria.record(0)
    union = replace(made.actors[0], name="European Union", kind="organisation", country=None, code="EEC", sector="IGO")
    with Register.open(tmp_path / "one.db") as register:
        register.keep(replace(made, actors=(union, *made.actors[1:])), source="a")
    (tmp_path / "out").mkdir()
    row = rows(written(tmp_path / "one.db", tmp_path / "out", "gdelt"), "gdelt")[0]
    of_first = [row[f"Actor1{part}"] for part in ("Name", "Code", "CountryCode", "KnownGroupCode", "Type1Code")]
    assert of_first == ["European Union", "IGOEUREEC", "", "EEC", "IGO"]
