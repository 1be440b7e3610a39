"""Old registers are brought to the tables of today: always in the same way, whatever the code of today does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, MetaData, Table, create_engine, event, text

import communique.register
from communique.register import counting, database, facets, following
from communique.register.counting import Period
from communique.register.database import HEAD, open_database, reading

MIGRATIONS = Path(communique.register.__file__).parent / "migrations"
DYAD = ("JPN", "KEN")


def move(connection: Connection, to: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)


@pytest.fixture
def old(where: str) -> Iterator[Engine]:
    """A database of revision 0005: a report of a meeting, the same in another paper, and one without a day."""
    engine = create_engine(database._url(where))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", database._prepare_sqlite)
        event.listen(engine, "begin", database._begin_sqlite)
    with engine.begin() as connection:
        move(connection, "0005")
        for document in ("a" * 64, "b" * 64):
            _report(connection, document, original="a" * 64 if document[0] == "b" else None)
        put(connection, "documents", id="c" * 64, number=2048)
        put(connection, "statements", document="c" * 64, id="s1", act="praise")
        put(connection, "parties", document="c" * 64, claim="statement", id="s1", role="speaker", country="NOR")
        put(connection, "actors", document="c" * 64, id="a1", country="NOR")
        told = {"key": f"{'a' * 64}:e1", "occurrence": "x", "family": "f", "anchor": "n", "told": "{}"}
        put(connection, "occurrence_events", document="a" * 64, event="e1", lead=False, **told)
    yield engine
    engine.dispose()


def _report(connection: Connection, document: str, *, original: str | None) -> None:
    """Put in a report in which Japan and Kenya meet, both speak, and Japan acts towards Kenya twice."""
    number = 1 if original is None else 2
    day = {"date": "2026-03-03"}
    put(connection, "documents", id=document, number=number, publisher="Desk News", original=original, **day)
    for id, country in (("a1", "JPN"), ("a2", "KEN"), ("a3", None)):
        put(connection, "actors", document=document, id=id, country=country)
    put(connection, "meetings", document=document, id="m1", **day)
    put(connection, "statements", document=document, id="s1", act="pledge", **day)
    put(connection, "statements", document=document, id="s2", act="thank", **day)
    put(connection, "statement_areas", document=document, statement="s1", area="transport")
    put(connection, "events", document=document, id="e1", event_type="CONSULT", meeting="m1", quad_code=1, **day)
    put(connection, "events", document=document, id="e2", event_type="AID", quad_code=2, goldstein=7.0, **day)
    for claim, id, role, actor, country in (
        ("meeting", "m1", "participant", "a1", "JPN"),
        ("meeting", "m1", "participant", "a2", "KEN"),
        ("statement", "s1", "speaker", "a1", "JPN"),
        ("statement", "s1", "addressee", "a2", "KEN"),
        ("statement", "s2", "speaker", "a2", "KEN"),
        ("statement", "s2", "speaker", "a3", None),
        ("event", "e1", "actor", "a1", "JPN"),
        ("event", "e1", "recipient", "a2", "KEN"),
        ("event", "e2", "actor", "a1", "JPN"),
    ):
        put(connection, "parties", document=document, claim=claim, id=id, role=role, actor=actor, country=country)


def put(connection: Connection, table: str, **values: Any) -> None:
    """Put in a row; what must be there and is not given is the least that its type holds."""
    shape = Table(table, MetaData(), autoload_with=connection)
    least: dict[type, Any] = {sa.Text: "", sa.Integer: 0, sa.Float: 0.5, sa.Boolean: False}
    rest = {
        column.name: next(value for kind, value in least.items() if isinstance(column.type, kind))
        for column in shape.columns
        if not column.nullable and column.name not in values
    }
    connection.execute(sa.insert(shape).values(rest | values))


def test_whom_claims_involve_and_what_documents_have_is_filled_in(old: Engine) -> None:
    with old.begin() as connection:
        move(connection, "0006")
        query = "SELECT number, claim, id, a, b, date, counted, quad_code, goldstein FROM involved"
        found = connection.execute(text(f"{query} ORDER BY number, claim, id, a, b")).all()
        bits = connection.execute(text("SELECT kind, value, chunk, bits FROM facets ORDER BY kind, value, chunk")).all()
    pair = (("JPN", ""), ("JPN", "KEN"), ("KEN", ""))
    day = "2026-03-03"
    for number, counted in ((1, True), (2, False)):
        placed = False if number == 1 else counted
        expected = [
            *((number, "event", "e1", a, b, day, placed, 1, None) for a, b in pair),
            (number, "event", "e2", "JPN", "", day, counted, 2, 7.0),
            *((number, "meeting", "m1", a, b, day, counted, None, None) for a, b in pair),
            *((number, "statement", "s1", a, b, day, counted, None, None) for a, b in pair),
            # Kenya alone says it, in a report of its meeting with Japan
            *((number, "statement", "s2", a, b, day, counted, None, None) for a, b in pair[1:]),
        ]
        assert [tuple(row) for row in found if row.number == number] == expected
    assert [tuple(row) for row in found if row.number == 2048] == [
        (2048, "statement", "s1", "NOR", "", None, True, None, None)
    ]
    both = (0b110).to_bytes(256, "little")
    assert [tuple(row) for row in bits] == [
        ("act", "pledge", 0, both),
        ("act", "praise", 1, (1).to_bytes(256, "little")),
        ("act", "thank", 0, both),
        ("area", "transport", 0, both),
        ("country", "JPN", 0, both),
        ("country", "KEN", 0, both),
        ("country", "NOR", 1, (1).to_bytes(256, "little")),
        ("event_type", "AID", 0, both),
        ("event_type", "CONSULT", 0, both),
        ("publisher", "Desk News", 0, both),
        ("year", "2026", 0, both),
    ]


def test_an_old_register_is_opened_and_counted(old: Engine, where: str) -> None:
    old.dispose()
    engine = open_database(where)
    with reading(engine) as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
        assert {(kind, value): found for kind, value, found in facets.sets(connection)}["country", "NOR"] == 1 << 2048
    (month,) = counting.months(engine, DYAD, Period())
    assert (month.statements, month.meetings) == (2, 0)  # the meeting's event is told of elsewhere first
    assert following.state(engine).behind == 3
    engine.dispose()


def test_migrations_do_not_call_the_code_of_today() -> None:
    files = sorted((MIGRATIONS / "versions").glob("r*.py"))
    assert len(files) >= int(HEAD)
    for file in files:
        for node in ast.walk(ast.parse(file.read_text())):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.startswith("communique")], file.name
