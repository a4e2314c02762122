"""the house"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_log",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_account", sa.String(length=13), nullable=True),
        sa.Column("view", sa.String(length=60), nullable=False),
        sa.Column("about", sa.String(length=32), nullable=False),
        sa.Column("about_id", sa.String(length=13), nullable=True),
        sa.Column("purpose", sa.String(length=60), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_log")),
    )
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_log_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index(
            "ix_access_log_centre_id_about_id", ["centre_id", "about_id"], unique=False
        )

    op.create_table(
        "audit",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_account", sa.String(length=13), nullable=True),
        sa.Column("deed", sa.String(length=60), nullable=False),
        sa.Column("about", sa.String(length=32), nullable=False),
        sa.Column("about_id", sa.String(length=13), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index(
            "ix_audit_centre_id_about_id", ["centre_id", "about_id"], unique=False
        )

    op.create_table(
        "centres",
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("owner_type", sa.String(length=32), nullable=False),
        sa.Column("owner_name", sa.String(length=120), nullable=True),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("place", sa.JSON(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("week_day", sa.Integer(), nullable=False),
        sa.Column("week_hour", sa.Integer(), nullable=False),
        sa.Column("matching", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_centres")),
        sa.UniqueConstraint("code", name=op.f("uq_centres_code")),
    )
    op.create_table(
        "chain_heads",
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.Column("log", sa.String(length=8), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("centre_id", "log", name=op.f("pk_chain_heads")),
    )
    op.create_table(
        "first_codes",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_first_codes")),
    )
    op.create_table(
        "pulses",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_pulses")),
    )
    op.create_table(
        "tries",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tries")),
    )
    with op.batch_alter_table("tries", schema=None) as batch_op:
        batch_op.create_index("ix_tries_key_at", ["key", "at"], unique=False)

    op.create_table(
        "accounts",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("logging_text_version", sa.String(length=16), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_accounts_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_accounts_centre_id_id")),
        sa.UniqueConstraint("email", name=op.f("uq_accounts_email")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accounts_centre_id"), ["centre_id"], unique=False)

    op.create_table(
        "areas",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("inhabitants", sa.Integer(), nullable=True),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_areas_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_areas")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_areas_centre_id_id")),
        sa.UniqueConstraint("centre_id", "name", name=op.f("uq_areas_centre_id_name")),
    )
    with op.batch_alter_table("areas", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_areas_centre_id"), ["centre_id"], unique=False)

    op.create_table(
        "drafts",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_drafts_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_drafts_centre_id_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_drafts_token_hash")),
    )
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drafts_centre_id"), ["centre_id"], unique=False)

    op.create_table(
        "imports",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("shape", sa.String(length=64), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("staged", sa.JSON(), nullable=True),
        sa.Column("made_by", sa.String(length=13), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_imports_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_imports_centre_id_id")),
    )
    with op.batch_alter_table("imports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_imports_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_imports_shape"), ["shape"], unique=False)

    op.create_table(
        "local_words",
        sa.Column("concept", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=True),
        sa.Column("form", sa.String(length=120), nullable=False),
        sa.Column("form_en", sa.String(length=120), nullable=True),
        sa.Column("added_by", sa.String(length=13), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_local_words_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_words")),
        sa.UniqueConstraint("centre_id", "form", name=op.f("uq_local_words_centre_id_form")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_local_words_centre_id_id")),
    )
    with op.batch_alter_table("local_words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_local_words_centre_id"), ["centre_id"], unique=False)

    op.create_table(
        "organisations",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("about", sa.String(length=500), nullable=True),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id"],
            ["centres.id"],
            name=op.f("fk_organisations_centre_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_organisations_centre_id_id")),
        sa.UniqueConstraint("centre_id", "name", name=op.f("uq_organisations_centre_id_name")),
    )
    with op.batch_alter_table("organisations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisations_centre_id"), ["centre_id"], unique=False)

    op.create_table(
        "runs",
        sa.Column("iso_week", sa.String(length=8), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("params_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("vocabulary_version", sa.String(length=64), nullable=False),
        sa.Column("pool_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("objective", sa.BigInteger(), nullable=False),
        sa.Column("bound", sa.BigInteger(), nullable=False),
        sa.Column("volunteers", sa.Integer(), nullable=False),
        sa.Column("needs", sa.Integer(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_runs_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_runs_centre_id_id")),
        sa.UniqueConstraint("centre_id", "iso_week", name=op.f("uq_runs_centre_id_iso_week")),
    )
    with op.batch_alter_table("runs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_runs_centre_id"), ["centre_id"], unique=False)

    op.create_table(
        "attestations",
        sa.Column("import_id", sa.String(length=13), nullable=False),
        sa.Column("about", sa.String(length=32), nullable=False),
        sa.Column("vouched_day", sa.Date(), nullable=False),
        sa.Column("heard_by", sa.String(length=120), nullable=True),
        sa.Column("channel", sa.String(length=32), nullable=True),
        sa.Column("text_version", sa.String(length=16), nullable=False),
        sa.Column("vouched_by", sa.String(length=13), nullable=False),
        sa.Column("vouched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "import_id"],
            ["imports.centre_id", "imports.id"],
            name=op.f("fk_attestations_centre_id_import_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"],
            ["centres.id"],
            name=op.f("fk_attestations_centre_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attestations")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_attestations_centre_id_id")),
    )
    with op.batch_alter_table("attestations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attestations_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attestations_import_id"), ["import_id"], unique=False)

    op.create_table(
        "grants",
        sa.Column("account_id", sa.String(length=13), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("granted_by", sa.String(length=13), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "account_id"],
            ["accounts.centre_id", "accounts.id"],
            name=op.f("fk_grants_centre_id_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_grants_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grants")),
        sa.UniqueConstraint("account_id", "role", name=op.f("uq_grants_account_id_role")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_grants_centre_id_id")),
    )
    with op.batch_alter_table("grants", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grants_centre_id"), ["centre_id"], unique=False)

    op.create_table(
        "imported_rows",
        sa.Column("import_id", sa.String(length=13), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=32), nullable=False),
        sa.Column("about_id", sa.String(length=13), nullable=False),
        sa.Column("was_new", sa.Boolean(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("unsure", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "import_id"],
            ["imports.centre_id", "imports.id"],
            name=op.f("fk_imported_rows_centre_id_import_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"],
            ["centres.id"],
            name=op.f("fk_imported_rows_centre_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_rows")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_imported_rows_centre_id_id")),
    )
    with op.batch_alter_table("imported_rows", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_imported_rows_about_id"), ["about_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_imported_rows_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_imported_rows_import_id"), ["import_id"], unique=False)

    op.create_table(
        "organisation_contacts",
        sa.Column("organisation_id", sa.String(length=13), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "organisation_id"],
            ["organisations.centre_id", "organisations.id"],
            name=op.f("fk_organisation_contacts_centre_id_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"],
            ["centres.id"],
            name=op.f("fk_organisation_contacts_centre_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_contacts")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_organisation_contacts_centre_id_id")),
    )
    with op.batch_alter_table("organisation_contacts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organisation_contacts_centre_id"), ["centre_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_organisation_contacts_organisation_id"),
            ["organisation_id"],
            unique=False,
        )

    op.create_table(
        "recipients",
        sa.Column("first_name", sa.String(length=80), nullable=False),
        sa.Column("surname", sa.String(length=80), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("reach_by", sa.String(length=32), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("gender", sa.String(length=32), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("decides", sa.String(length=32), nullable=False),
        sa.Column("decides_review_on", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.String(length=13), nullable=True),
        sa.Column("postcode", sa.String(length=5), nullable=True),
        sa.Column("area_id", sa.String(length=13), nullable=True),
        sa.Column("place", sa.JSON(), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("gender_wish", sa.JSON(), nullable=True),
        sa.Column("bears", sa.JSON(), nullable=False),
        sa.Column("background", sa.String(length=200), nullable=True),
        sa.Column("waiting_since", sa.Date(), nullable=False),
        sa.Column("priority_class", sa.Integer(), nullable=True),
        sa.Column("priority_set_by", sa.String(length=13), nullable=True),
        sa.Column("priority_set_on", sa.Date(), nullable=True),
        sa.Column("restricted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "area_id"],
            ["areas.centre_id", "areas.id"],
            name=op.f("fk_recipients_centre_id_area_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "owner_id"],
            ["accounts.centre_id", "accounts.id"],
            name=op.f("fk_recipients_centre_id_owner_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_recipients_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipients")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_recipients_centre_id_id")),
    )
    with op.batch_alter_table("recipients", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recipients_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index("ix_recipients_centre_id_state", ["centre_id", "state"], unique=False)

    op.create_table(
        "sign_ins",
        sa.Column("account_id", sa.String(length=13), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "account_id"],
            ["accounts.centre_id", "accounts.id"],
            name=op.f("fk_sign_ins_centre_id_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_sign_ins_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_sign_ins_centre_id_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_ins_token_hash")),
    )
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_ins_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_ins_centre_id"), ["centre_id"], unique=False)

    op.create_table(
        "volunteers",
        sa.Column("first_name", sa.String(length=80), nullable=False),
        sa.Column("surname", sa.String(length=80), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("gender", sa.String(length=32), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("owner_id", sa.String(length=13), nullable=True),
        sa.Column("postcode", sa.String(length=5), nullable=True),
        sa.Column("area_id", sa.String(length=13), nullable=True),
        sa.Column("place", sa.JSON(), nullable=True),
        sa.Column("modes", sa.JSON(), nullable=False),
        sa.Column("reach_minutes", sa.Integer(), nullable=True),
        sa.Column("reach_km", sa.Double(), nullable=True),
        sa.Column("availability", sa.JSON(), nullable=True),
        sa.Column("availability_said", sa.String(length=200), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("forms", sa.JSON(), nullable=False),
        sa.Column("gender_wish", sa.JSON(), nullable=True),
        sa.Column("traits", sa.JSON(), nullable=False),
        sa.Column("background", sa.String(length=200), nullable=True),
        sa.Column("max_matches", sa.Integer(), nullable=False),
        sa.Column("max_hours_month", sa.Integer(), nullable=True),
        sa.Column("commitment_months", sa.Integer(), nullable=True),
        sa.Column("on_call", sa.Boolean(), nullable=False),
        sa.Column("paused_from", sa.Date(), nullable=True),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("restricted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "area_id"],
            ["areas.centre_id", "areas.id"],
            name=op.f("fk_volunteers_centre_id_area_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "owner_id"],
            ["accounts.centre_id", "accounts.id"],
            name=op.f("fk_volunteers_centre_id_owner_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_volunteers_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteers")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_volunteers_centre_id_id")),
    )
    with op.batch_alter_table("volunteers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_volunteers_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index("ix_volunteers_centre_id_state", ["centre_id", "state"], unique=False)

    op.create_table(
        "blocked_pairs",
        sa.Column("volunteer_id", sa.String(length=13), nullable=False),
        sa.Column("recipient_id", sa.String(length=13), nullable=True),
        sa.Column("organisation_id", sa.String(length=13), nullable=True),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("suggestion_id", sa.String(length=13), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("blocked_by", sa.String(length=13), nullable=True),
        sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.CheckConstraint(
            "(recipient_id IS NULL) <> (organisation_id IS NULL)",
            name=op.f("ck_blocked_pairs_of_one_side"),
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "organisation_id"],
            ["organisations.centre_id", "organisations.id"],
            name=op.f("fk_blocked_pairs_centre_id_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "recipient_id"],
            ["recipients.centre_id", "recipients.id"],
            name=op.f("fk_blocked_pairs_centre_id_recipient_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "volunteer_id"],
            ["volunteers.centre_id", "volunteers.id"],
            name=op.f("fk_blocked_pairs_centre_id_volunteer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"],
            ["centres.id"],
            name=op.f("fk_blocked_pairs_centre_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocked_pairs")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_blocked_pairs_centre_id_id")),
    )
    with op.batch_alter_table("blocked_pairs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blocked_pairs_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_blocked_pairs_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_blocked_pairs_recipient_id"), ["recipient_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_blocked_pairs_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "clearance_steps",
        sa.Column("volunteer_id", sa.String(length=13), nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("text_version", sa.String(length=16), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.String(length=13), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attestation_id", sa.String(length=13), nullable=True),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "attestation_id"],
            ["attestations.centre_id", "attestations.id"],
            name=op.f("fk_clearance_steps_centre_id_attestation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "volunteer_id"],
            ["volunteers.centre_id", "volunteers.id"],
            name=op.f("fk_clearance_steps_centre_id_volunteer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"],
            ["centres.id"],
            name=op.f("fk_clearance_steps_centre_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clearance_steps")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_clearance_steps_centre_id_id")),
    )
    with op.batch_alter_table("clearance_steps", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_clearance_steps_centre_id"), ["centre_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_clearance_steps_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "consents",
        sa.Column("recipient_id", sa.String(length=13), nullable=True),
        sa.Column("volunteer_id", sa.String(length=13), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("heard_by", sa.String(length=120), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("text_version", sa.String(length=16), nullable=False),
        sa.Column("recorded_by", sa.String(length=13), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("attestation_id", sa.String(length=13), nullable=True),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.CheckConstraint(
            "(recipient_id IS NULL) <> (volunteer_id IS NULL)",
            name=op.f("ck_consents_of_one_person"),
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "attestation_id"],
            ["attestations.centre_id", "attestations.id"],
            name=op.f("fk_consents_centre_id_attestation_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "recipient_id"],
            ["recipients.centre_id", "recipients.id"],
            name=op.f("fk_consents_centre_id_recipient_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "volunteer_id"],
            ["volunteers.centre_id", "volunteers.id"],
            name=op.f("fk_consents_centre_id_volunteer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_consents_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_consents_centre_id_id")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consents_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_consents_recipient_id"), ["recipient_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_consents_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "home_facts",
        sa.Column("recipient_id", sa.String(length=13), nullable=False),
        sa.Column("trait", sa.String(length=32), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "recipient_id"],
            ["recipients.centre_id", "recipients.id"],
            name=op.f("fk_home_facts_centre_id_recipient_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_home_facts_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home_facts")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_home_facts_centre_id_id")),
        sa.UniqueConstraint("recipient_id", "trait", name=op.f("uq_home_facts_recipient_id_trait")),
    )
    with op.batch_alter_table("home_facts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_home_facts_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_home_facts_recipient_id"), ["recipient_id"], unique=False
        )

    op.create_table(
        "letters",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.String(length=13), nullable=True),
        sa.Column("volunteer_id", sa.String(length=13), nullable=True),
        sa.Column("to_address", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("dedupe", sa.String(length=120), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("fault", sa.String(length=200), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "account_id"],
            ["accounts.centre_id", "accounts.id"],
            name=op.f("fk_letters_centre_id_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "volunteer_id"],
            ["volunteers.centre_id", "volunteers.id"],
            name=op.f("fk_letters_centre_id_volunteer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_letters_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint("centre_id", "dedupe", name=op.f("uq_letters_centre_id_dedupe")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_letters_centre_id_id")),
    )
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letters_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letters_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index("ix_letters_state_due_at", ["state", "due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_letters_volunteer_id"), ["volunteer_id"], unique=False)

    op.create_table(
        "needs",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("recipient_id", sa.String(length=13), nullable=True),
        sa.Column("organisation_id", sa.String(length=13), nullable=True),
        sa.Column("contact_id", sa.String(length=13), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("about", sa.String(length=500), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("forms", sa.JSON(), nullable=False),
        sa.Column("preferred_form", sa.String(length=32), nullable=True),
        sa.Column("postcode", sa.String(length=5), nullable=True),
        sa.Column("area_id", sa.String(length=13), nullable=True),
        sa.Column("place", sa.JSON(), nullable=True),
        sa.Column("availability", sa.JSON(), nullable=True),
        sa.Column("availability_said", sa.String(length=200), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("every_weeks", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("wanted_months", sa.Integer(), nullable=True),
        sa.Column("short_notice", sa.Boolean(), nullable=False),
        sa.Column("children_present", sa.Boolean(), nullable=False),
        sa.Column("min_age", sa.Integer(), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("must_languages", sa.JSON(), nullable=False),
        sa.Column("introducer", sa.String(length=120), nullable=True),
        sa.Column("may_be_shown", sa.Boolean(), nullable=False),
        sa.Column("waiting_since", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.CheckConstraint(
            "(kind = 'local') = (organisation_id IS NOT NULL)", name=op.f("ck_needs_kind_fits")
        ),
        sa.CheckConstraint(
            "(CASE WHEN recipient_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN organisation_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_needs_of_one"),
        ),
        sa.CheckConstraint("seats >= 1", name=op.f("ck_needs_has_seats")),
        sa.ForeignKeyConstraint(
            ["centre_id", "area_id"],
            ["areas.centre_id", "areas.id"],
            name=op.f("fk_needs_centre_id_area_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "contact_id"],
            ["organisation_contacts.centre_id", "organisation_contacts.id"],
            name=op.f("fk_needs_centre_id_contact_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "organisation_id"],
            ["organisations.centre_id", "organisations.id"],
            name=op.f("fk_needs_centre_id_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "recipient_id"],
            ["recipients.centre_id", "recipients.id"],
            name=op.f("fk_needs_centre_id_recipient_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_needs_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_needs_centre_id_id")),
    )
    with op.batch_alter_table("needs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_needs_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index("ix_needs_centre_id_state", ["centre_id", "state"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_needs_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_needs_recipient_id"), ["recipient_id"], unique=False)

    op.create_table(
        "one_time_links",
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=13), nullable=True),
        sa.Column("volunteer_id", sa.String(length=13), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "account_id"],
            ["accounts.centre_id", "accounts.id"],
            name=op.f("fk_one_time_links_centre_id_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "volunteer_id"],
            ["volunteers.centre_id", "volunteers.id"],
            name=op.f("fk_one_time_links_centre_id_volunteer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"],
            ["centres.id"],
            name=op.f("fk_one_time_links_centre_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_links")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_one_time_links_centre_id_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_one_time_links_token_hash")),
    )
    with op.batch_alter_table("one_time_links", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_one_time_links_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_one_time_links_centre_id"), ["centre_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_one_time_links_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "recipient_addresses",
        sa.Column("recipient_id", sa.String(length=13), nullable=False),
        sa.Column("street", sa.String(length=120), nullable=False),
        sa.Column("postcode", sa.String(length=5), nullable=True),
        sa.Column("town", sa.String(length=80), nullable=True),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "recipient_id"],
            ["recipients.centre_id", "recipients.id"],
            name=op.f("fk_recipient_addresses_centre_id_recipient_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"],
            ["centres.id"],
            name=op.f("fk_recipient_addresses_centre_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipient_addresses")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_recipient_addresses_centre_id_id")),
        sa.UniqueConstraint("recipient_id", name=op.f("uq_recipient_addresses_recipient_id")),
    )
    with op.batch_alter_table("recipient_addresses", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recipient_addresses_centre_id"), ["centre_id"], unique=False
        )

    op.create_table(
        "recipient_words",
        sa.Column("recipient_id", sa.String(length=13), nullable=False),
        sa.Column("stance", sa.String(length=32), nullable=False),
        sa.Column("concept", sa.String(length=60), nullable=True),
        sa.Column("written", sa.String(length=120), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "recipient_id"],
            ["recipients.centre_id", "recipients.id"],
            name=op.f("fk_recipient_words_centre_id_recipient_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"],
            ["centres.id"],
            name=op.f("fk_recipient_words_centre_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipient_words")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_recipient_words_centre_id_id")),
        sa.UniqueConstraint(
            "recipient_id",
            "stance",
            "written",
            name=op.f("uq_recipient_words_recipient_id_stance_written"),
        ),
    )
    with op.batch_alter_table("recipient_words", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recipient_words_centre_id"), ["centre_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_recipient_words_recipient_id"), ["recipient_id"], unique=False
        )

    op.create_table(
        "register_checks",
        sa.Column("volunteer_id", sa.String(length=13), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("shown_on", sa.Date(), nullable=False),
        sa.Column("seen_by", sa.String(length=13), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "volunteer_id"],
            ["volunteers.centre_id", "volunteers.id"],
            name=op.f("fk_register_checks_centre_id_volunteer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"],
            ["centres.id"],
            name=op.f("fk_register_checks_centre_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_checks")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_register_checks_centre_id_id")),
    )
    with op.batch_alter_table("register_checks", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_register_checks_centre_id"), ["centre_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_register_checks_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "volunteer_words",
        sa.Column("volunteer_id", sa.String(length=13), nullable=False),
        sa.Column("stance", sa.String(length=32), nullable=False),
        sa.Column("concept", sa.String(length=60), nullable=True),
        sa.Column("written", sa.String(length=120), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "volunteer_id"],
            ["volunteers.centre_id", "volunteers.id"],
            name=op.f("fk_volunteer_words_centre_id_volunteer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"],
            ["centres.id"],
            name=op.f("fk_volunteer_words_centre_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_words")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_volunteer_words_centre_id_id")),
        sa.UniqueConstraint(
            "volunteer_id",
            "stance",
            "written",
            name=op.f("uq_volunteer_words_volunteer_id_stance_written"),
        ),
    )
    with op.batch_alter_table("volunteer_words", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_volunteer_words_centre_id"), ["centre_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_volunteer_words_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "need_words",
        sa.Column("need_id", sa.String(length=13), nullable=False),
        sa.Column("stance", sa.String(length=32), nullable=False),
        sa.Column("concept", sa.String(length=60), nullable=True),
        sa.Column("written", sa.String(length=120), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "need_id"],
            ["needs.centre_id", "needs.id"],
            name=op.f("fk_need_words_centre_id_need_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_need_words_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_words")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_need_words_centre_id_id")),
        sa.UniqueConstraint(
            "need_id", "stance", "written", name=op.f("uq_need_words_need_id_stance_written")
        ),
    )
    with op.batch_alter_table("need_words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_need_words_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_words_need_id"), ["need_id"], unique=False)

    op.create_table(
        "suggestions",
        sa.Column("run_id", sa.String(length=13), nullable=False),
        sa.Column("need_id", sa.String(length=13), nullable=False),
        sa.Column("volunteer_id", sa.String(length=13), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("fit", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("explanation", sa.JSON(), nullable=False),
        sa.Column("best_for_others", sa.Integer(), nullable=False),
        sa.Column("locked_by", sa.String(length=13), nullable=True),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=13), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("is_new", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "need_id"],
            ["needs.centre_id", "needs.id"],
            name=op.f("fk_suggestions_centre_id_need_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "run_id"],
            ["runs.centre_id", "runs.id"],
            name=op.f("fk_suggestions_centre_id_run_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "volunteer_id"],
            ["volunteers.centre_id", "volunteers.id"],
            name=op.f("fk_suggestions_centre_id_volunteer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_suggestions_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_suggestions_centre_id_id")),
        sa.UniqueConstraint(
            "run_id",
            "need_id",
            "volunteer_id",
            name=op.f("uq_suggestions_run_id_need_id_volunteer_id"),
        ),
    )
    with op.batch_alter_table("suggestions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suggestions_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index(
            "ix_suggestions_centre_id_state", ["centre_id", "state"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_suggestions_need_id"), ["need_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_suggestions_run_id"), ["run_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_suggestions_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "without_suggestion",
        sa.Column("run_id", sa.String(length=13), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("need_id", sa.String(length=13), nullable=True),
        sa.Column("volunteer_id", sa.String(length=13), nullable=True),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.CheckConstraint(
            "(need_id IS NULL) <> (volunteer_id IS NULL)", name=op.f("ck_without_suggestion_of_one")
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "need_id"],
            ["needs.centre_id", "needs.id"],
            name=op.f("fk_without_suggestion_centre_id_need_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "run_id"],
            ["runs.centre_id", "runs.id"],
            name=op.f("fk_without_suggestion_centre_id_run_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "volunteer_id"],
            ["volunteers.centre_id", "volunteers.id"],
            name=op.f("fk_without_suggestion_centre_id_volunteer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"],
            ["centres.id"],
            name=op.f("fk_without_suggestion_centre_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_without_suggestion")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_without_suggestion_centre_id_id")),
    )
    with op.batch_alter_table("without_suggestion", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_without_suggestion_centre_id"), ["centre_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_without_suggestion_need_id"), ["need_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_without_suggestion_run_id"), ["run_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_without_suggestion_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "matches",
        sa.Column("need_id", sa.String(length=13), nullable=False),
        sa.Column("suggestion_id", sa.String(length=13), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("owner_id", sa.String(length=13), nullable=True),
        sa.Column("override_reason", sa.String(length=32), nullable=True),
        sa.Column("approved_by", sa.String(length=13), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "need_id"],
            ["needs.centre_id", "needs.id"],
            name=op.f("fk_matches_centre_id_need_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "owner_id"],
            ["accounts.centre_id", "accounts.id"],
            name=op.f("fk_matches_centre_id_owner_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "suggestion_id"],
            ["suggestions.centre_id", "suggestions.id"],
            name=op.f("fk_matches_centre_id_suggestion_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_matches_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matches")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_matches_centre_id_id")),
        sa.UniqueConstraint("suggestion_id", name=op.f("uq_matches_suggestion_id")),
    )
    with op.batch_alter_table("matches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_matches_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index("ix_matches_centre_id_state", ["centre_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_matches_need_id"), ["need_id"], unique=False)

    op.create_table(
        "participants",
        sa.Column("match_id", sa.String(length=13), nullable=False),
        sa.Column("volunteer_id", sa.String(length=13), nullable=True),
        sa.Column("recipient_id", sa.String(length=13), nullable=True),
        sa.Column("organisation_id", sa.String(length=13), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said_yes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said_no_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("heard_by", sa.String(length=13), nullable=True),
        sa.Column("channel", sa.String(length=32), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=32), nullable=True),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.CheckConstraint(
            "(CASE WHEN volunteer_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN recipient_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN organisation_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_participants_is_one"),
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "match_id"],
            ["matches.centre_id", "matches.id"],
            name=op.f("fk_participants_centre_id_match_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "organisation_id"],
            ["organisations.centre_id", "organisations.id"],
            name=op.f("fk_participants_centre_id_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "recipient_id"],
            ["recipients.centre_id", "recipients.id"],
            name=op.f("fk_participants_centre_id_recipient_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "volunteer_id"],
            ["volunteers.centre_id", "volunteers.id"],
            name=op.f("fk_participants_centre_id_volunteer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"],
            ["centres.id"],
            name=op.f("fk_participants_centre_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participants")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_participants_centre_id_id")),
        sa.UniqueConstraint(
            "match_id", "organisation_id", name=op.f("uq_participants_match_id_organisation_id")
        ),
        sa.UniqueConstraint(
            "match_id", "recipient_id", name=op.f("uq_participants_match_id_recipient_id")
        ),
        sa.UniqueConstraint(
            "match_id", "volunteer_id", name=op.f("uq_participants_match_id_volunteer_id")
        ),
    )
    with op.batch_alter_table("participants", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_participants_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_participants_match_id"), ["match_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_participants_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_participants_recipient_id"), ["recipient_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_participants_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "todos",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("volunteer_id", sa.String(length=13), nullable=True),
        sa.Column("recipient_id", sa.String(length=13), nullable=True),
        sa.Column("organisation_id", sa.String(length=13), nullable=True),
        sa.Column("match_id", sa.String(length=13), nullable=True),
        sa.Column("run_id", sa.String(length=13), nullable=True),
        sa.Column("letter_id", sa.String(length=13), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("owner_id", sa.String(length=13), nullable=True),
        sa.Column("dedupe", sa.String(length=120), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.String(length=13), nullable=True),
        sa.Column("line", sa.String(length=200), nullable=True),
        sa.Column("id", sa.String(length=13), nullable=False),
        sa.Column("centre_id", sa.String(length=13), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "match_id"],
            ["matches.centre_id", "matches.id"],
            name=op.f("fk_todos_centre_id_match_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "organisation_id"],
            ["organisations.centre_id", "organisations.id"],
            name=op.f("fk_todos_centre_id_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "owner_id"],
            ["accounts.centre_id", "accounts.id"],
            name=op.f("fk_todos_centre_id_owner_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "recipient_id"],
            ["recipients.centre_id", "recipients.id"],
            name=op.f("fk_todos_centre_id_recipient_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "run_id"],
            ["runs.centre_id", "runs.id"],
            name=op.f("fk_todos_centre_id_run_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "volunteer_id"],
            ["volunteers.centre_id", "volunteers.id"],
            name=op.f("fk_todos_centre_id_volunteer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_todos_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_todos")),
        sa.UniqueConstraint("centre_id", "dedupe", name=op.f("uq_todos_centre_id_dedupe")),
        sa.UniqueConstraint("centre_id", "id", name=op.f("uq_todos_centre_id_id")),
    )
    with op.batch_alter_table("todos", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_todos_centre_id"), ["centre_id"], unique=False)
        batch_op.create_index(
            "ix_todos_centre_id_state_due_on", ["centre_id", "state", "due_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_todos_match_id"), ["match_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_todos_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_todos_recipient_id"), ["recipient_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_todos_run_id"), ["run_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_todos_volunteer_id"), ["volunteer_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("todos", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_todos_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_todos_run_id"))
        batch_op.drop_index(batch_op.f("ix_todos_recipient_id"))
        batch_op.drop_index(batch_op.f("ix_todos_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_todos_match_id"))
        batch_op.drop_index("ix_todos_centre_id_state_due_on")
        batch_op.drop_index(batch_op.f("ix_todos_centre_id"))

    op.drop_table("todos")
    with op.batch_alter_table("participants", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_participants_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_participants_recipient_id"))
        batch_op.drop_index(batch_op.f("ix_participants_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_participants_match_id"))
        batch_op.drop_index(batch_op.f("ix_participants_centre_id"))

    op.drop_table("participants")
    with op.batch_alter_table("matches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_matches_need_id"))
        batch_op.drop_index("ix_matches_centre_id_state")
        batch_op.drop_index(batch_op.f("ix_matches_centre_id"))

    op.drop_table("matches")
    with op.batch_alter_table("without_suggestion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_without_suggestion_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_without_suggestion_run_id"))
        batch_op.drop_index(batch_op.f("ix_without_suggestion_need_id"))
        batch_op.drop_index(batch_op.f("ix_without_suggestion_centre_id"))

    op.drop_table("without_suggestion")
    with op.batch_alter_table("suggestions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggestions_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_suggestions_run_id"))
        batch_op.drop_index(batch_op.f("ix_suggestions_need_id"))
        batch_op.drop_index("ix_suggestions_centre_id_state")
        batch_op.drop_index(batch_op.f("ix_suggestions_centre_id"))

    op.drop_table("suggestions")
    with op.batch_alter_table("need_words", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_need_words_need_id"))
        batch_op.drop_index(batch_op.f("ix_need_words_centre_id"))

    op.drop_table("need_words")
    with op.batch_alter_table("volunteer_words", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_volunteer_words_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_volunteer_words_centre_id"))

    op.drop_table("volunteer_words")
    with op.batch_alter_table("register_checks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_checks_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_register_checks_centre_id"))

    op.drop_table("register_checks")
    with op.batch_alter_table("recipient_words", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recipient_words_recipient_id"))
        batch_op.drop_index(batch_op.f("ix_recipient_words_centre_id"))

    op.drop_table("recipient_words")
    with op.batch_alter_table("recipient_addresses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recipient_addresses_centre_id"))

    op.drop_table("recipient_addresses")
    with op.batch_alter_table("one_time_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_time_links_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_one_time_links_centre_id"))
        batch_op.drop_index(batch_op.f("ix_one_time_links_account_id"))

    op.drop_table("one_time_links")
    with op.batch_alter_table("needs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_needs_recipient_id"))
        batch_op.drop_index(batch_op.f("ix_needs_organisation_id"))
        batch_op.drop_index("ix_needs_centre_id_state")
        batch_op.drop_index(batch_op.f("ix_needs_centre_id"))

    op.drop_table("needs")
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letters_volunteer_id"))
        batch_op.drop_index("ix_letters_state_due_at")
        batch_op.drop_index(batch_op.f("ix_letters_centre_id"))
        batch_op.drop_index(batch_op.f("ix_letters_account_id"))

    op.drop_table("letters")
    with op.batch_alter_table("home_facts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_home_facts_recipient_id"))
        batch_op.drop_index(batch_op.f("ix_home_facts_centre_id"))

    op.drop_table("home_facts")
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consents_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_consents_recipient_id"))
        batch_op.drop_index(batch_op.f("ix_consents_centre_id"))

    op.drop_table("consents")
    with op.batch_alter_table("clearance_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clearance_steps_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_clearance_steps_centre_id"))

    op.drop_table("clearance_steps")
    with op.batch_alter_table("blocked_pairs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_blocked_pairs_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_blocked_pairs_recipient_id"))
        batch_op.drop_index(batch_op.f("ix_blocked_pairs_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_blocked_pairs_centre_id"))

    op.drop_table("blocked_pairs")
    with op.batch_alter_table("volunteers", schema=None) as batch_op:
        batch_op.drop_index("ix_volunteers_centre_id_state")
        batch_op.drop_index(batch_op.f("ix_volunteers_centre_id"))

    op.drop_table("volunteers")
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_ins_centre_id"))
        batch_op.drop_index(batch_op.f("ix_sign_ins_account_id"))

    op.drop_table("sign_ins")
    with op.batch_alter_table("recipients", schema=None) as batch_op:
        batch_op.drop_index("ix_recipients_centre_id_state")
        batch_op.drop_index(batch_op.f("ix_recipients_centre_id"))

    op.drop_table("recipients")
    with op.batch_alter_table("organisation_contacts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_contacts_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_organisation_contacts_centre_id"))

    op.drop_table("organisation_contacts")
    with op.batch_alter_table("imported_rows", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_imported_rows_import_id"))
        batch_op.drop_index(batch_op.f("ix_imported_rows_centre_id"))
        batch_op.drop_index(batch_op.f("ix_imported_rows_about_id"))

    op.drop_table("imported_rows")
    with op.batch_alter_table("grants", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grants_centre_id"))

    op.drop_table("grants")
    with op.batch_alter_table("attestations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attestations_import_id"))
        batch_op.drop_index(batch_op.f("ix_attestations_centre_id"))

    op.drop_table("attestations")
    with op.batch_alter_table("runs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_runs_centre_id"))

    op.drop_table("runs")
    with op.batch_alter_table("organisations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisations_centre_id"))

    op.drop_table("organisations")
    with op.batch_alter_table("local_words", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_local_words_centre_id"))

    op.drop_table("local_words")
    with op.batch_alter_table("imports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_imports_shape"))
        batch_op.drop_index(batch_op.f("ix_imports_centre_id"))

    op.drop_table("imports")
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drafts_centre_id"))

    op.drop_table("drafts")
    with op.batch_alter_table("areas", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_areas_centre_id"))

    op.drop_table("areas")
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_accounts_centre_id"))

    op.drop_table("accounts")
    with op.batch_alter_table("tries", schema=None) as batch_op:
        batch_op.drop_index("ix_tries_key_at")

    op.drop_table("tries")
    op.drop_table("pulses")
    op.drop_table("first_codes")
    op.drop_table("chain_heads")
    op.drop_table("centres")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_centre_id_about_id")
        batch_op.drop_index(batch_op.f("ix_audit_centre_id"))

    op.drop_table("audit")
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.drop_index("ix_access_log_centre_id_about_id")
        batch_op.drop_index(batch_op.f("ix_access_log_centre_id"))

    op.drop_table("access_log")
