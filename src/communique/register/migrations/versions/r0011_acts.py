"""Acts and types of events are in the order of days: the newest claims of one are found without a look at all of it."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_COLUMNS = (("statements", "act"), ("events", "event_type"))


def upgrade() -> None:
    """Make the indexes anew."""
    for table, column in _COLUMNS:
        op.drop_index(f"ix_{table}_{column}", table)
        op.create_index(f"ix_{table}_{column}_date", table, [column, "date", "document", "id"])


def downgrade() -> None:
    """Make them as they were."""
    for table, column in _COLUMNS:
        op.drop_index(f"ix_{table}_{column}_date", table)
        op.create_index(f"ix_{table}_{column}", table, [column])
