"""``communique demo``: the register of invented reports has something to show for every page."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
import typer
from sqlalchemy import func, select
from typer.testing import CliRunner

from communique.cli import demo
from communique.commitments.ledger import Ledger
from communique.commitments.model import STATUSES
from communique.comparing import compare
from communique.comparing.encounter import pairs_of
from communique.demo.texts import FOLDER, reports
from communique.record import AREAS, Record
from communique.register import tables
from communique.register.database import reading
from communique.register.following import ledger, originals
from communique.register.store import Register

app = typer.Typer()
app.command(epilog=demo.EXAMPLES)(demo.demo)


class Made(NamedTuple):
    """The register made once, with what the command printed and what is in it."""

    path: Path
    printed: str
    records: tuple[Record, ...]
    followed: Ledger


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    run = CliRunner().invoke(app, ["--db", str(path)])
    assert run.exit_code == 0, run.output
    with Register.open(path, must_exist=True) as register:
        return Made(path, run.stdout, tuple(record for _, record in originals(register)), ledger(register))


def test_every_report_is_kept_and_some_are_near_duplicates(made: Made) -> None:
    documents = tables.documents
    with Register.open(made.path, must_exist=True) as register, reading(register.engine) as connection:
        held = connection.execute(select(func.count()).select_from(documents)).scalar_one()
        groups = connection.execute(
            select(documents.c.original, func.count())
            .where(documents.c.original.is_not(None))
            .group_by(documents.c.original)
        ).all()
        failures = register.failures()
    assert held == len(reports()) >= 60
    assert max(copies for _, copies in groups) >= 2  # a story in three papers
    assert failures == ()


def test_six_relationships_or_more_have_several_meetings_in_several_cities(made: Made) -> None:
    dyads: Counter[frozenset[str]] = Counter()
    cities = set()
    for record in made.records:
        for meeting in record.meetings:
            actors = [record.actor(one) for one in meeting.participants]
            dyads[frozenset(side for actor in actors if (side := actor.country or actor.code))] += 1
            cities.add(meeting.place.name if meeting.place else None)
    assert sum(times >= 3 for sides, times in dyads.items() if len(sides) == 2) >= 6
    assert len(cities - {None}) >= 15


def test_meetings_of_every_kind(made: Made) -> None:
    forms = {meeting.form for record in made.records for meeting in record.meetings}
    assert {"in_person", "call", "video", "letter"} <= forms


def test_every_quad_code_act_and_area(made: Made) -> None:
    assert {event.quad_code for record in made.records for event in record.events} == {1, 2, 3, 4}
    statements = [statement for record in made.records for statement in record.statements]
    assert {area for statement in statements for area in statement.areas} == set(AREAS)
    acts = "agree pledge propose request support oppose criticize warn invite assess courtesy report"
    assert {statement.act for statement in statements} == set(acts.split())


def test_commitments_of_every_status_and_some_said_again(made: Made) -> None:
    found = made.followed.commitments
    assert {entry.status for entry in found} == set(STATUSES)
    assert sum(entry.times >= 2 for entry in found) >= 8
    assert max(len(entry.trail) for entry in found) >= 3


def test_eight_meetings_or_more_are_told_by_both_sides_and_differently(made: Made) -> None:
    pairs = list(pairs_of(made.records))
    told = {frozenset((one.document.url, other.document.url)) for one, other in pairs}
    assert len(told) >= 8
    one, other = pairs[0]
    found = compare(one, other)
    assert found.verdict.same
    assert found.only_a
    assert found.only_b


def test_what_it_prints_names_the_register_and_what_to_try(made: Made) -> None:
    assert f"{len(reports())} reports read just now" in made.printed
    assert "invented" in made.printed
    for command in ("commitments --db", "compare", "serve --db"):
        assert f"communique {command} " in made.printed
    assert all((FOLDER / "reports" / name).is_file() for name in demo.PAIR)


def test_a_second_run_reads_nothing_and_changes_nothing(made: Made) -> None:
    before = made.path.read_bytes()
    run = CliRunner().invoke(app, ["--db", str(made.path)])
    assert run.exit_code == 0
    assert "0 reports read just now" in run.stdout
    assert made.path.read_bytes() == before


def test_every_file_is_listed_with_an_example_address_of_its_own() -> None:
    listed = reports()
    assert {report.path.name for report in listed} == {path.name for path in (FOLDER / "reports").iterdir()}
    assert [report.published for report in listed] == sorted(report.published for report in listed)
    assert len({report.url for report in listed}) == len(listed)
    assert all(str(urlsplit(report.url).hostname).endswith(".example") for report in listed)


def test_a_register_that_cannot_be_written_is_bad_usage(tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["--db", str(tmp_path / "no-such-folder" / "demo.db")])
    assert run.exit_code == 2
    assert "Traceback" not in run.output
