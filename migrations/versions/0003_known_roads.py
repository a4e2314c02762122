"""known roads: what a routing service has told of the way between two rounded points"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "roads",
        sa.Column("from_lat", sa.Integer(), nullable=False),
        sa.Column("from_lon", sa.Integer(), nullable=False),
        sa.Column("to_lat", sa.Integer(), nullable=False),
        sa.Column("to_lon", sa.Integer(), nullable=False),
        sa.Column("km", sa.Double(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("from_lat", "from_lon", "to_lat", "to_lon", name="pk_roads"),
    )


def downgrade() -> None:
    op.drop_table("roads")
