"""circles: the need by which a person joined; plans of visits that are checked out of"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("participants", sa.Column("need_id", sa.String(length=13), nullable=True))
    op.create_table(
        "visit_plans",
        *(
            sa.Column(name, sa.String(length=13), nullable=False)
            for name in ("id", "centre_id", "match_id", "volunteer_id")
        ),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("back_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("missed_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                ["centre_id", column],
                [f"{table}.centre_id", f"{table}.id"],
                name=op.f(f"fk_visit_plans_centre_id_{column}"),
                ondelete="CASCADE",
            )
            for column, table in (("match_id", "matches"), ("volunteer_id", "volunteers"))
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_visit_plans_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_plans")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_visit_plans_centre_id_id")),
    )
    for column in ("centre_id", "match_id", "volunteer_id"):
        op.create_index(op.f(f"ix_visit_plans_{column}"), "visit_plans", [column])


def downgrade() -> None:
    op.drop_table("visit_plans")
    op.drop_column("participants", "need_id")
