"""a substitute in a pause: the wish by which somebody is looked for while two who meet rest"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("matches", sa.Column("substitute_need_id", sa.String(13), nullable=True))


def downgrade() -> None:
    op.drop_column("matches", "substitute_need_id")
