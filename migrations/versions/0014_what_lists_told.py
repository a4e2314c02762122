"""what lists told, as marks, and what was answered about them: for when a list comes again"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("imported_rows", sa.Column("told", sa.JSON(), nullable=True))
    op.add_column(
        "imports", sa.Column("answers", sa.JSON(), nullable=False, server_default=sa.text("'{}'"))
    )


def downgrade() -> None:
    op.drop_column("imports", "answers")
    op.drop_column("imported_rows", "told")
