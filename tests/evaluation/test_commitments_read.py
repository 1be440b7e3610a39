"""``communique eval commitments`` and its figures, with readings made by hand from gold."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli import app, measuring
from communique.commitments.gold import Relationship, read_gold
from communique.errors import InputRefused
from communique.evaluation.commitments import measure
from communique.record import Record, Span, Statement

MARKED = """# NOR Norway Norwegian
# GHA Ghana Ghanaian
@ 2018-02-12 Gulf Post
Norway will [dam NOR>GHA pledge energy: build a dam at Bui] in Ghana and [nur NOR>GHA pledge health: train 40 nurses].
= dam pledged nur pledged
@ 2019-03-01 Gulf Post
Norway promised Ghana to [dam NOR>GHA pledge energy: put up the dam at Bui].
= dam pledged
@ 2020-04-05 Gulf Post
The dam at Bui was completed by Norway for Ghana.
= dam completed
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "nor_gha.mark"
    path.write_text(MARKED, encoding="utf-8")
    return path


def reader(one: Relationship, change: Callable[[Record], Record] = lambda record: record) -> Callable[..., Record]:
    known = {record.document.text: change(record) for record in one.records}
    return lambda text, published: known[text]


def renamed(record: Record) -> Record:
    """The same with the ids of its statements in the other order, as no reading has those of gold."""
    ids = [statement.id for statement in record.statements][::-1]
    pairs = zip(record.statements, ids, strict=True)
    return replace(record, statements=tuple(replace(statement, id=id) for statement, id in pairs))


def test_a_perfect_reading_is_right_in_everything(file: Path) -> None:
    report = measure([one := read_gold(file)], reader(one, renamed))
    assert set(report.figures().values()) == {1.0}
    assert (report.documents, report.undertakings.hits, report.wrong) == (3, 3, ())


def test_a_reading_of_nothing_is_wrong_in_everything(file: Path) -> None:
    report = measure([one := read_gold(file)], reader(one, lambda record: replace(record, statements=())))
    figures = report.figures()
    assert figures["undertaking_r"] == figures["links_r"] == figures["status"] == 0.0
    assert [str(wrong).partition(": ")[2] for wrong in report.wrong][:2] == [
        "missed no statement | build a dam at Bui",
        "missed no statement | train 40 nurses",
    ]


def test_what_is_missed_counts_in_links_and_statuses_and_what_is_made_up_in_links(file: Path) -> None:
    def change(record: Record) -> Record:
        kept = tuple(s for s in record.statements if "nurses" not in s.content.of(record.document.text))
        if "completed" in record.document.text:
            made_up = Statement(id="s1", speaker=("NOR",), speaker_country=("NOR",), act="pledge", content=Span(15, 28))
            kept = (made_up,)
        return replace(record, statements=kept)

    report = measure([one := read_gold(file)], reader(one, change))
    assert (report.undertakings.hits, report.undertakings.given, report.undertakings.wanted) == (2, 3, 3)
    assert report.links.recall == report.links.precision == pytest.approx(2 / 3)
    assert report.links_found.f1 == 1.0
    assert (report.status.right, report.status.of, report.status_found.of) == (3, 4, 3)
    assert (report.changes.right, report.changes.of) == (1, 1)


def test_why_an_undertaking_is_missed_is_told(file: Path) -> None:
    def change(record: Record) -> Record:
        first, *others = record.statements or (None,)
        return replace(record, statements=(replace(first, act="assess"), *others)) if first else record

    report = measure([one := read_gold(file)], reader(one, change))
    assert [wrong.faults for wrong in report.wrong if wrong.about == "missed"] == [("read as assess",)] * 2


def test_other_parties_and_another_act_are_wrong(file: Path) -> None:
    def change(record: Record) -> Record:
        return replace(
            record, statements=tuple(replace(s, act="propose", speaker_country=("GHA",)) for s in record.statements)
        )

    report = measure([one := read_gold(file)], reader(one, change))
    assert (report.act.right, report.parties.right, report.act.of) == (0, 0, 3)
    assert "act: pledge read as propose, parties: NOR read as GHA" in str(report.wrong[0])


def test_a_reading_of_another_text_is_refused(file: Path) -> None:
    one = read_gold(file)
    with pytest.raises(ValueError, match="another text"):
        measure([one], lambda text, published: one.records[0])


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["eval", "commitments", *map(str, arguments)], prog_name="communique")
    return result.exit_code, result.stdout, result.stderr


def test_the_command_prints_a_table_or_json(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "_reader", lambda: reader(read_gold(file)))
    code, out, err = run(file.parent)
    assert (code, err) == (0, "")
    assert "undertakings found" in out
    assert "3 reports" in out
    code, out, _ = run(file, "--json")
    assert json.loads(out)["status"] == 1.0
    assert json.loads(out)["n"] == 3


def test_refused_reports_are_told_and_wrong_cases_listed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str, *, published: str | None) -> Record:
        raise InputRefused("text", "it is not known here", "Give the known text")

    monkeypatch.setattr(measuring, "_reader", lambda: refuse)
    code, out, err = run(file, "--errors", "1", "--only", "nurses")
    assert code == 1
    assert err.count("it is not known here") == 3
    assert "missed no statement | train 40 nurses" in out


def test_a_missing_file_is_bad_usage(tmp_path: Path) -> None:
    assert run(tmp_path / "none.mark")[0] == 2
    assert run(tmp_path)[0] == 2
