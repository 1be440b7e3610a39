"""A meeting counts once, however many reports give an account of it: where one of its events leads its occurrence."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_PLACED = """SELECT 1 FROM documents d JOIN events e ON e.document = d.id
    JOIN occurrence_events o ON o.document = e.document AND o.event = e.id
    WHERE d.number = involved.number AND e.meeting = involved.id"""
_COPY = "SELECT 1 FROM documents d WHERE d.number = involved.number AND d.original IS NOT NULL"
#: the rule of ``involved``, told to the database
ONCE = f"""UPDATE involved SET counted = EXISTS ({_PLACED} AND o.lead)
    WHERE claim = 'meeting' AND EXISTS ({_PLACED})"""


def upgrade() -> None:
    """Count the meetings that are there already by it."""
    op.execute(ONCE)


def downgrade() -> None:
    """Count them by document again."""
    op.execute(f"UPDATE involved SET counted = NOT EXISTS ({_COPY}) WHERE claim = 'meeting'")
