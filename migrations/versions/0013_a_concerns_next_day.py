"""a concern's next day: who looks at it again and when, so that nobody has to remember it

Those that are open lie with who noted them, and are to be looked at at once.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("concerns", sa.Column("owner_id", sa.String(13), nullable=True))
    op.add_column("concerns", sa.Column("look_on", sa.Date(), nullable=True))
    rows = sa.table(
        "concerns",
        sa.column("owner_id", sa.String),
        sa.column("look_on", sa.Date),
        sa.column("noted_by", sa.String),
        sa.column("seen_on", sa.Date),
        sa.column("closed_at", sa.DateTime),
    )
    known = {"owner_id": rows.c.noted_by, "look_on": rows.c.seen_on}
    op.execute(rows.update().where(rows.c.closed_at.is_(None)).values(known))


def downgrade() -> None:
    op.drop_column("concerns", "look_on")
    op.drop_column("concerns", "owner_id")
