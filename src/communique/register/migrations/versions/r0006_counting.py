"""Whom claims involve, and what documents have, kept for counting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

#: documents in a row of facets
_CHUNK = 2048
_CLAIMS = {"meeting": "meetings", "statement": "statements", "event": "events"}
_INVOLVED = ("number", "claim", "id", "a", "b", "date", "counted", "quad_code", "goldstein")
_FACETS = ("kind", "value", "chunk", "bits")


def upgrade() -> None:
    """Make the tables, and fill them for the documents that are there already."""
    op.create_table(
        "involved",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("a", sa.Text(), nullable=False),
        sa.Column("b", sa.Text(), nullable=False),
        sa.Column("date", sa.Text()),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("quad_code", sa.Integer()),
        sa.Column("goldstein", sa.Float()),
        sa.ForeignKeyConstraint(["number"], ["documents.number"], name=op.f("fk_involved_number"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", "claim", "id", "a", "b", name=op.f("pk_involved")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "facets",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("chunk", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bits", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "value", "chunk", name=op.f("pk_facets")),
    )
    _fill(op.get_bind())
    columns = ["claim", "counted", "b", "a", "date", "quad_code", "goldstein"]
    op.create_index("ix_involved_claim_sides", "involved", columns)
    op.create_index("ix_facets_chunk", "facets", ["chunk"])


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("facets")
    op.drop_table("involved")


def _fill(connection: sa.Connection) -> None:
    # the rules of that day stand here, not in the code of today: an old register is brought up in the same way for ever
    names = (*_CLAIMS.values(), "actors", "statement_areas", "parties")
    streams = {name: _by_document(connection, name) for name in names}
    waiting = {name: next(stream, None) for name, stream in streams.items()}
    table = sa.table("involved", *map(sa.column, _INVOLVED))
    sets: dict[tuple[str, str, int], int] = {}
    documents = sa.text("SELECT id, number, original, date, publisher FROM documents ORDER BY id")
    for document in connection.execute(documents.execution_options(yield_per=500)).mappings():
        rows: dict[str, Any] = {"documents": (document,)}
        for name, stream in streams.items():
            found = waiting[name]
            here = found is not None and found[0] == document["id"]
            rows[name] = found[1] if found is not None and here else []
            if here:
                waiting[name] = next(stream, None)
        noted = list(_noted(rows))
        if noted:
            connection.execute(sa.insert(table), noted)
        chunk, bit = divmod(document["number"], _CHUNK)
        for kind, value in _values(rows):
            sets[kind, value, chunk] = sets.get((kind, value, chunk), 0) | 1 << bit
    kept = [
        {"kind": kind, "value": value, "chunk": chunk, "bits": bits.to_bytes(_CHUNK // 8, "little")}
        for (kind, value, chunk), bits in sorted(sets.items())
    ]
    if kept:
        connection.execute(sa.insert(sa.table("facets", *map(sa.column, _FACETS))), kept)
    lead = "SELECT o.lead FROM occurrence_events o JOIN documents d ON d.id = o.document"
    lead += " WHERE d.number = involved.number AND o.event = involved.id"
    connection.execute(sa.text(f"UPDATE involved SET counted = ({lead}) WHERE claim = 'event' AND EXISTS ({lead})"))


def _noted(rows: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the rows of ``involved`` for one document: every claim with its countries, then with pairs of them."""
    (document,) = rows["documents"]
    claims = {(kind, row["id"]): row for kind, name in _CLAIMS.items() for row in rows[name]}
    for (claim, id), sides in _sides(rows["parties"]).items():
        found = claims[claim, id]
        for a, b in sides:
            yield {
                "number": document["number"],
                "claim": claim,
                "id": id,
                "a": a,
                "b": b,
                "date": found["date"],
                "counted": document["original"] is None,
                "quad_code": found.get("quad_code"),
                "goldstein": found.get("goldstein"),
            }


def _sides(parties: Iterable[Any]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    part: dict[tuple[str, str], set[str]] = defaultdict(set)
    speaks: dict[str, set[str]] = defaultdict(set)
    for row in parties:
        if row["country"]:
            part[row["claim"], row["id"]].add(row["country"])
            if row["role"] == "speaker":
                speaks[row["id"]].add(row["country"])
    met = [countries for (claim, _), countries in part.items() if claim == "meeting"]
    found = {}
    for (claim, id), countries in part.items():
        pairs = set(combinations(sorted(countries), 2))
        if claim == "statement":  # who speaks in a report of a meeting of both speaks between them
            for present in met:
                pairs |= {(min(a, b), max(a, b)) for a in speaks[id] & present for b in present - {a}}
        found[claim, id] = [*((each, "") for each in sorted(countries)), *sorted(pairs)]
    return found


def _values(rows: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what a document has, as (kind, value)."""
    (document,) = rows["documents"]
    found = {("country", row["country"]) for row in rows["actors"]}
    found |= {("act", row["act"]) for row in rows["statements"]}
    found |= {("area", row["area"]) for row in rows["statement_areas"]}
    found |= {("event_type", row["event_type"]) for row in rows["events"]}
    found |= {("year", (document["date"] or "")[:4]), ("publisher", document["publisher"])}
    return sorted((kind, value) for kind, value in found if value)


def _by_document(connection: sa.Connection, name: str) -> Iterator[tuple[str, list[Any]]]:
    columns = {
        "meetings": "id, date",
        "statements": "id, date, act",
        "events": "id, date, quad_code, goldstein, event_type",
        "actors": "country",
        "statement_areas": "area",
        "parties": "claim, id, role, country",
    }[name]
    query = sa.text(f"SELECT document, {columns} FROM {name} ORDER BY document")
    rows = connection.execute(query.execution_options(yield_per=500))
    for document, group in groupby(rows.mappings(), key=lambda row: row["document"]):
        yield document, list(group)
