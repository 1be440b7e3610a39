"""What commitments are made of, kept so that new documents bring together again only what they touch."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger()


def upgrade() -> None:
    """Make the tables; entries have wider places now and are made anew at the next following."""
    _entries(sa.BigInteger())
    op.create_table(
        "unfollowed",
        sa.Column("document", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_unfollowed")),
    )
    op.create_table(
        "undertakings",
        *(
            sa.Column(name, kind, autoincrement=False, nullable=False)
            for name, kind in (("item", _NUMBER), ("document", sa.Integer()), ("linked", _NUMBER), ("entered", _NUMBER))
        ),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_undertakings")),
    )
    for name in ("document", "linked", "entered"):
        op.create_index(f"ix_undertakings_{name}", "undertakings", [name])
    op.create_table(
        "outcomes",
        sa.Column("item", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_outcomes")),
    )
    op.create_index("ix_outcomes_document", "outcomes", ["document"])
    for table, columns in (("outcome_entries", ("entered", "outcome")), ("following_keys", ("key", "item"))):
        op.create_table(
            table,
            *(sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False) for name in columns),
            sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}")),
            sqlite_with_rowid=False,
        )
    op.create_index("ix_outcome_entries_outcome", "outcome_entries", ["outcome"])
    op.create_table(
        "following_weights",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("countries", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_following_weights")),
    )


def downgrade() -> None:
    """Drop them again: they can be made anew."""
    for table in (
        "following_weights",
        "following_keys",
        "outcome_entries",
        "outcomes",
        "undertakings",
        "unfollowed",
    ):
        op.drop_table(table)
    _entries(sa.Integer())


def _entries(place: sa.types.TypeEngine[int]) -> None:
    """Make the tables of entries anew with places of this type, and say that nothing was followed yet."""
    for table in ("commitment_areas", "commitment_sides", "commitments"):
        op.drop_table(table)
    op.create_table(
        "commitments",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("place", place, nullable=False),
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
            sa.Column("place", place, nullable=False),
            *([sa.Column("party", sa.Boolean(), nullable=False)] if column == "country" else []),
            sa.ForeignKeyConstraint(
                ["place"], ["commitments.place"], name=op.f(f"fk_{table}_place"), ondelete="CASCADE"
            ),
            sa.PrimaryKeyConstraint(column, "place", name=op.f(f"pk_{table}")),
            sqlite_with_rowid=False,
        )
        op.create_index(f"ix_{table}_place", table, ["place"])
    op.execute("UPDATE followed SET seen = 0, decision = 0, unapplied = '[]'")
