"""when they usually meet: what a pair has agreed, so that nobody has to remember it"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("matches", sa.Column("regular_time", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("matches", "regular_time")
