"""an ending taken back: where a match stood before its ending began, and when that was

Of those that end already it is not known, so they go on to their end.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("matches", sa.Column("ending_from", sa.String(32), nullable=True))
    op.add_column("matches", sa.Column("ending_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("matches", "ending_at")
    op.drop_column("matches", "ending_from")
