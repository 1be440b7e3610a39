"""What reviewers decide: verdicts beside the claims, reviewed records, samples that two code blindly."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_CLAIMS = ("meetings", "statements", "events")


def upgrade() -> None:
    """Add the columns, their indexes and the tables of samples."""
    op.add_column("documents", sa.Column("reviewed", sa.Text()))
    op.create_index("ix_decisions_document", "decisions", ["document"])
    for table in _CLAIMS:
        op.add_column(table, sa.Column("verdict", sa.Text()))
        waiting, decided = sa.text("verdict IS NULL"), sa.text("verdict IS NOT NULL")
        columns = ["confidence", "id", "document"]
        op.create_index(f"ix_{table}_waiting", table, columns, sqlite_where=waiting, postgresql_where=waiting)
        op.create_index(f"ix_{table}_verdict", table, ["verdict"], sqlite_where=decided, postgresql_where=decided)
    _make_samples()


def downgrade() -> None:
    """Drop them again; the decisions stay."""
    for table in ("answers", "sampled", "samples"):
        op.drop_table(table)
    for table in _CLAIMS:
        op.drop_index(f"ix_{table}_waiting", table)
        op.drop_index(f"ix_{table}_verdict", table)
        op.drop_column(table, "verdict")
    op.drop_index("ix_decisions_document", "decisions")
    op.drop_column("documents", "reviewed")


def _make_samples() -> None:
    op.create_table(
        "samples",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_samples")),
    )
    op.create_table(
        "sampled",
        sa.Column("sample", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Integer()),
        sa.ForeignKeyConstraint(["sample"], ["samples.number"], name=op.f("fk_sampled_sample")),
        sa.ForeignKeyConstraint(["settled"], ["decisions.number"], name=op.f("fk_sampled_settled")),
        sa.PrimaryKeyConstraint("sample", "place", name=op.f("pk_sampled")),
    )
    op.create_table(
        "answers",
        sa.Column("sample", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("answered", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sample", "place"], ["sampled.sample", "sampled.place"], name=op.f("fk_answers_sample_place")
        ),
        sa.PrimaryKeyConstraint("sample", "place", "reviewer", name=op.f("pk_answers")),
    )
