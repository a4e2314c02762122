"""a match's life: the first meeting, the trial, pauses, endings; links for volunteers; visits"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OF_MATCH = (
    ("meeting_at", sa.DateTime(timezone=True)),
    ("meeting_where", sa.String(length=32)),
    ("meeting_place", sa.String(length=120)),
    ("met_on", sa.Date()),
    ("waived", sa.String(length=32)),
    ("trial_until", sa.Date()),
    ("counted_from", sa.Date()),
    ("paused_in", sa.String(length=32)),
    ("over_because", sa.String(length=32)),
)
OF_PARTICIPANT = (
    ("reminded_at", sa.DateTime(timezone=True)),
    ("wants_more_at", sa.DateTime(timezone=True)),
    ("shares_phone", sa.Boolean()),
    ("closing_talk_on", sa.Date()),
)


def upgrade() -> None:
    for name, kind in OF_MATCH:
        op.add_column("matches", sa.Column(name, kind, nullable=True))
    for name, kind in OF_PARTICIPANT:
        op.add_column("participants", sa.Column(name, kind, nullable=True))
    op.add_column("letters", sa.Column("match_id", sa.String(length=13), nullable=True))
    op.create_index(op.f("ix_letters_match_id"), "letters", ["match_id"])
    op.create_table(
        "match_links",
        *_of_pair(),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        *_keys("match_links"),
        sa.UniqueConstraint("token_hash", name=op.f("uq_match_links_token_hash")),
    )
    _indexes("match_links")
    op.create_table(
        "visits",
        *_of_pair(),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("happened", sa.Boolean(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("form", sa.String(length=32), nullable=True),
        sa.Column("wants_call", sa.Boolean(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.String(length=13), nullable=True),
        *_keys("visits"),
        sa.UniqueConstraint(
            "match_id",
            "volunteer_id",
            "visited_on",
            name=op.f("uq_visits_match_id_volunteer_id_visited_on"),
        ),
    )
    _indexes("visits")


def downgrade() -> None:
    op.drop_table("visits")
    op.drop_table("match_links")
    op.drop_index(op.f("ix_letters_match_id"), table_name="letters")
    op.drop_column("letters", "match_id")
    for name, _ in OF_PARTICIPANT:
        op.drop_column("participants", name)
    for name, _ in OF_MATCH:
        op.drop_column("matches", name)


def _of_pair() -> list[sa.Column]:
    return [
        sa.Column(name, sa.String(length=13), nullable=False)
        for name in ("id", "centre_id", "match_id", "volunteer_id")
    ]


def _keys(table: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["centre_id", "match_id"],
            ["matches.centre_id", "matches.id"],
            name=op.f(f"fk_{table}_centre_id_match_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "volunteer_id"],
            ["volunteers.centre_id", "volunteers.id"],
            name=op.f(f"fk_{table}_centre_id_volunteer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"],
            ["centres.id"],
            name=op.f(f"fk_{table}_centre_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("centre_id", "id", name=op.f(f"uq_{table}_centre_id_id")),
    ]


def _indexes(table: str) -> None:
    for column in ("centre_id", "match_id", "volunteer_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
