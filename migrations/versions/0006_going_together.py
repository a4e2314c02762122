"""going together: couples who volunteer as one, and how many a need must have to begin"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "needs", sa.Column("least_seats", sa.Integer(), nullable=False, server_default="1")
    )
    op.create_table(
        "couples",
        sa.Column("volunteer_id", sa.String(length=13), nullable=False),
        sa.Column("with_id", sa.String(length=13), nullable=False),
        sa.Column("said_by", sa.String(length=13), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.CheckConstraint("volunteer_id <> with_id", name=op.f("ck_couples_of_two")),
        *(
            sa.ForeignKeyConstraint(
                ["centre_id", column],
                ["volunteers.centre_id", "volunteers.id"],
                name=op.f(f"fk_couples_centre_id_{column}"),
                ondelete="CASCADE",
            )
            for column in ("volunteer_id", "with_id")
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_couples_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_couples")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_couples_centre_id_id")),
        sa.UniqueConstraint("volunteer_id", name=op.f("uq_couples_volunteer_id")),
        sa.UniqueConstraint("with_id", name=op.f("uq_couples_with_id")),
    )
    op.create_index(op.f("ix_couples_centre_id"), "couples", ["centre_id"], unique=False)


def downgrade() -> None:
    op.drop_table("couples")
    op.drop_column("needs", "least_seats")
