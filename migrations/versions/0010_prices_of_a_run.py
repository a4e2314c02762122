"""prices of a run: where the next count of the same week begins"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("runs", sa.Column("prices", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("runs", "prices")
