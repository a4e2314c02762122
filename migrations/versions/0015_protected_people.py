"""protected people: a pseudonym is all that is left of somebody whose data become protected"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TABLE = "protected_people"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.String(13), nullable=False),
        sa.Column("centre_id", sa.String(13), nullable=False),
        sa.Column("pseudonym", sa.String(16), nullable=False),
        sa.Column("about", sa.String(16), nullable=False),
        sa.Column("waiting_since", sa.Date(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f(f"fk_{TABLE}_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("centre_id", "id", name=op.f(f"uq_{TABLE}_centre_id_id")),
        sa.UniqueConstraint("centre_id", "pseudonym", name=op.f(f"uq_{TABLE}_centre_id_pseudonym")),
    )
    op.create_index(op.f(f"ix_{TABLE}_centre_id"), TABLE, ["centre_id"], unique=False)


def downgrade() -> None:
    op.drop_table(TABLE)
