"""the sheet of a row that a list brought: a workbook has several rows twelve"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("imported_rows", sa.Column("sheet", sa.String(120), nullable=True))


def downgrade() -> None:
    op.drop_column("imported_rows", "sheet")
