"""the ways in: referrals, representatives, own pages, answers to open needs, counts who came"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_visits",
        sa.Column("volunteer_id", sa.String(length=13), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "volunteer_id"],
            ["volunteers.centre_id", "volunteers.id"],
            name=op.f("fk_own_visits_centre_id_volunteer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_own_visits_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_visits")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_own_visits_centre_id_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_own_visits_token_hash")),
    )
    with op.batch_alter_table("own_visits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_own_visits_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_own_visits_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "referrals",
        sa.Column("recipient_id", sa.String(length=13), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=True),
        sa.Column("phone", sa.String(length=32), nullable=True),
        sa.Column("workplace", sa.String(length=120), nullable=True),
        sa.Column("best_times", sa.JSON(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("taken_by", sa.String(length=13), nullable=True),
        sa.Column("status_hash", sa.String(length=64), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("link_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("called_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "recipient_id"],
            ["recipients.centre_id", "recipients.id"],
            name=op.f("fk_referrals_centre_id_recipient_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "taken_by"],
            ["accounts.centre_id", "accounts.id"],
            name=op.f("fk_referrals_centre_id_taken_by"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_referrals_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_referrals_centre_id_id")),
        sa.UniqueConstraint("status_hash", name=op.f("uq_referrals_status_hash")),
    )
    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referrals_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_referrals_recipient_id"), ["recipient_id"], unique=False
        )

    op.create_table(
        "representatives",
        sa.Column("recipient_id", sa.String(length=13), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=True),
        sa.Column("scope_seen_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.String(length=13), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "recipient_id"],
            ["recipients.centre_id", "recipients.id"],
            name=op.f("fk_representatives_centre_id_recipient_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"],
            ["centres.id"],
            name=op.f("fk_representatives_centre_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_representatives")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_representatives_centre_id_id")),
        sa.UniqueConstraint("recipient_id", name=op.f("uq_representatives_recipient_id")),
    )
    with op.batch_alter_table("representatives", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_representatives_centre_id"), ["centre_id"], unique=False
        )

    op.create_table(
        "attendances",
        sa.Column("need_id", sa.String(length=13), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.String(length=13), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.CheckConstraint("came >= 0", name=op.f("ck_attendances_counts")),
        sa.ForeignKeyConstraint(
            ["centre_id", "need_id"],
            ["needs.centre_id", "needs.id"],
            name=op.f("fk_attendances_centre_id_need_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_attendances_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_attendances_centre_id_id")),
        sa.UniqueConstraint("need_id", "held_on", name=op.f("uq_attendances_need_id_held_on")),
    )
    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendances_centre_id"), ["centre_id"], unique=False)

    op.create_table(
        "need_wishes",
        sa.Column("need_id", sa.String(length=13), nullable=False),
        sa.Column("volunteer_id", sa.String(length=13), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "need_id"],
            ["needs.centre_id", "needs.id"],
            name=op.f("fk_need_wishes_centre_id_need_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "volunteer_id"],
            ["volunteers.centre_id", "volunteers.id"],
            name=op.f("fk_need_wishes_centre_id_volunteer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_need_wishes_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_wishes")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_need_wishes_centre_id_id")),
        sa.UniqueConstraint(
            "need_id", "volunteer_id", name=op.f("uq_need_wishes_need_id_volunteer_id")
        ),
    )
    with op.batch_alter_table("need_wishes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_need_wishes_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_need_wishes_volunteer_id"), ["volunteer_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("need_wishes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_need_wishes_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_need_wishes_centre_id"))

    op.drop_table("need_wishes")
    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attendances_centre_id"))

    op.drop_table("attendances")
    with op.batch_alter_table("representatives", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_representatives_centre_id"))

    op.drop_table("representatives")
    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referrals_recipient_id"))
        batch_op.drop_index(batch_op.f("ix_referrals_centre_id"))

    op.drop_table("referrals")
    with op.batch_alter_table("own_visits", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_own_visits_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_own_visits_centre_id"))

    op.drop_table("own_visits")
