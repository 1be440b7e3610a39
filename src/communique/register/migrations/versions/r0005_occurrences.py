"""Which events tell of one occurrence; documents that are there already are noted, to be placed by ``complete``."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and note the documents whose events are in no occurrence yet."""
    op.create_table(
        "occurrence_events",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("lead", sa.Boolean(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("date", sa.Text()),
        sa.Column("told", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_occurrence_events_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", "event", name=op.f("pk_occurrence_events")),
        sa.UniqueConstraint("key", name=op.f("uq_occurrence_events_key")),
    )
    op.create_index(op.f("ix_occurrence_events_occurrence"), "occurrence_events", ["occurrence"], unique=False)
    op.create_index(
        "ix_occurrence_events_family_anchor_date", "occurrence_events", ["family", "anchor", "date"], unique=False
    )
    op.create_table(
        "unplaced",
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_unplaced_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_unplaced")),
    )
    op.execute("INSERT INTO unplaced (document) SELECT DISTINCT document FROM events")


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("unplaced")
    op.drop_table("occurrence_events")
