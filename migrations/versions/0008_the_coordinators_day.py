"""the coordinator's day: concerns in tables of their own, absences, letters somebody said no to"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ID = sa.String(length=13)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create(
        "concerns",
        sa.Column("volunteer_id", ID, nullable=True),
        sa.Column("recipient_id", ID, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("witness", sa.String(length=32), nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.Column("noted_by", ID, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("closed_by", ID, nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("keep_until", sa.Date(), nullable=True),
        sa.Column("held_since", MOMENT, nullable=True),
        indexed=("volunteer_id", "recipient_id"),
    )
    _create(
        "concern_steps",
        sa.Column("concern_id", ID, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.Column("by_account", ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("line", sa.String(length=500), nullable=True),
        _within("concern_steps", "concern_id", "concerns"),
        indexed=("concern_id",),
    )
    _create(
        "absences",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("cover_id", ID, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.CheckConstraint("account_id <> cover_id", name=op.f("ck_absences_by_another")),
        _within("absences", "account_id", "accounts"),
        _within("absences", "cover_id", "accounts"),
        indexed=("account_id", "cover_id"),
    )
    _create(
        "letter_stops",
        sa.Column("volunteer_id", ID, nullable=True),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "(CASE WHEN volunteer_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN account_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_letter_stops_one_reader"),
        ),
        _within("letter_stops", "volunteer_id", "volunteers"),
        _within("letter_stops", "account_id", "accounts"),
        _unique("letter_stops", "volunteer_id", "kind"),
        _unique("letter_stops", "account_id", "kind"),
    )


def downgrade() -> None:
    for table in ("letter_stops", "absences", "concern_steps", "concerns"):
        op.drop_table(table)


def _create(table: str, *columns: sa.schema.SchemaItem, indexed: tuple[str, ...] = ()) -> None:
    """The table with what every row of a centre has: an id, its centre, and keys to both."""
    op.create_table(
        table,
        *columns,
        sa.Column("id", ID, nullable=False),
        sa.Column("centre_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f(f"fk_{table}_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        _unique(table, "centre_id", "id"),
    )
    for column in ("centre_id", *indexed):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _within(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["centre_id", column],
        [f"{parent}.centre_id", f"{parent}.id"],
        name=op.f(f"fk_{table}_centre_id_{column}"),
        ondelete="CASCADE",
    )
