"""The entries of commitments, kept so that asking for them does not read every document."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; the documents that are there already count as changes not yet followed."""
    op.create_table(
        "commitments",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("first_said", sa.Text()),
        sa.Column("last_said", sa.Text()),
        sa.Column("phrase", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments")),
        sa.UniqueConstraint("place", name=op.f("uq_commitments_place")),
    )
    op.create_index("ix_commitments_status", "commitments", ["status", "place"])
    op.create_index("ix_commitments_last_said", "commitments", ["last_said"])
    for table, column in (("commitment_sides", "country"), ("commitment_areas", "area")):
        op.create_table(
            table,
            sa.Column(column, sa.Text(), nullable=False),
            sa.Column("place", sa.Integer(), nullable=False),
            *([sa.Column("party", sa.Boolean(), nullable=False)] if column == "country" else []),
            sa.ForeignKeyConstraint(
                ["place"], ["commitments.place"], name=op.f(f"fk_{table}_place"), ondelete="CASCADE"
            ),
            sa.PrimaryKeyConstraint(column, "place", name=op.f(f"pk_{table}")),
            sqlite_with_rowid=False,
        )
        op.create_index(f"ix_{table}_place", table, ["place"])
    op.create_table(
        "followed",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("decision", sa.Integer(), nullable=False),
        sa.Column("unapplied", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_followed")),
    )
    op.execute("INSERT INTO followed SELECT 1, count(*), 0, 0, '[]' FROM documents HAVING count(*) > 0")


def downgrade() -> None:
    """Drop them again: they can be made anew."""
    for table in ("followed", "commitment_areas", "commitment_sides", "commitments"):
        op.drop_table(table)
