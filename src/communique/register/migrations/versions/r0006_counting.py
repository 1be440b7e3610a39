"""Whom claims involve, and what documents have, kept for counting."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_CLAIMS = ("meetings", "statements", "events")


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
    # the very functions that fill them for every later document: two accounts of one rule would part
    from communique.register import facets, involved

    streams = {name: _by_document(connection, name) for name in (*_CLAIMS, "actors", "statement_areas", "parties")}
    waiting = {name: next(stream, None) for name, stream in streams.items()}
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
        involved.note(connection, rows, number=document["number"], counted=document["original"] is None, leading={})
        chunk, bit = divmod(document["number"], facets.CHUNK)
        for kind, value in facets.values(rows):
            sets[kind, value, chunk] = sets.get((kind, value, chunk), 0) | 1 << bit
    table = sa.table("facets", sa.column("kind"), sa.column("value"), sa.column("chunk"), sa.column("bits"))
    kept = [
        {"kind": kind, "value": value, "chunk": chunk, "bits": bits.to_bytes(facets.CHUNK // 8, "little")}
        for (kind, value, chunk), bits in sorted(sets.items())
    ]
    if kept:
        connection.execute(sa.insert(table), kept)
    lead = "SELECT o.lead FROM occurrence_events o JOIN documents d ON d.id = o.document"
    lead += " WHERE d.number = involved.number AND o.event = involved.id"
    connection.execute(sa.text(f"UPDATE involved SET counted = ({lead}) WHERE claim = 'event' AND EXISTS ({lead})"))


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
