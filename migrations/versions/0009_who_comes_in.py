"""who comes in: what the insurance covers, a password for the own page, a contact's own page"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.String(length=13)
HASH = sa.String(length=64)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("centres", sa.Column("insured_until_age", sa.Integer(), nullable=True))
    op.add_column("centres", sa.Column("not_insured", sa.JSON(), nullable=True))
    op.add_column("letters", sa.Column("contact_id", ID, nullable=True))
    _create(
        "insurance_notes",
        _within("insurance_notes", "volunteer_id", "volunteers"),
        sa.UniqueConstraint(
            "volunteer_id", "terms", name=op.f("uq_insurance_notes_volunteer_id_terms")
        ),
        sa.Column("volunteer_id", ID, nullable=False),
        sa.Column("terms", sa.String(length=60), nullable=False),
        sa.Column("initials", sa.String(length=8), nullable=False),
        sa.Column("noted_by", ID, nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
    )
    _create(
        "own_passwords",
        _within("own_passwords", "volunteer_id", "volunteers"),
        sa.UniqueConstraint("volunteer_id", name=op.f("uq_own_passwords_volunteer_id")),
        sa.Column("volunteer_id", ID, nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("chosen_at", MOMENT, nullable=False),
    )
    _create(
        "contact_visits",
        _within("contact_visits", "contact_id", "organisation_contacts"),
        sa.UniqueConstraint("link_hash", name=op.f("uq_contact_visits_link_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_contact_visits_token_hash")),
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("link_hash", HASH, nullable=False),
        sa.Column("link_ends_at", MOMENT, nullable=False),
        sa.Column("token_hash", HASH, nullable=True),
        sa.Column("began_at", MOMENT, nullable=True),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
    )
    for table, column in (
        ("contact_visits", "contact_id"),
        ("contact_visits", "centre_id"),
        ("insurance_notes", "centre_id"),
        ("own_passwords", "centre_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def downgrade() -> None:
    for table in ("contact_visits", "own_passwords", "insurance_notes"):
        op.drop_table(table)
    op.drop_column("letters", "contact_id")
    op.drop_column("centres", "not_insured")
    op.drop_column("centres", "insured_until_age")


def _create(table: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        *parts,
        sa.Column("id", ID, nullable=False),
        sa.Column("centre_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f(f"fk_{table}_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("centre_id", "id", name=op.f(f"uq_{table}_centre_id_id")),
    )


def _within(table: str, column: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["centre_id", column],
        [f"{of}.centre_id", f"{of}.id"],
        name=op.f(f"fk_{table}_centre_id_{column}"),
        ondelete="CASCADE",
    )
