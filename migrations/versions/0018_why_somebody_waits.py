"""why somebody waits: the written reason that keeps the promise of a class, and how long it holds"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

COLUMNS = {
    "wait_note": sa.String(200),
    "wait_noted_on": sa.Date(),
    "wait_noted_by": sa.String(13),
    "wait_note_until": sa.Date(),
}


def upgrade() -> None:
    for name, kind in COLUMNS.items():
        op.add_column("recipients", sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    for name in reversed(COLUMNS):
        op.drop_column("recipients", name)
