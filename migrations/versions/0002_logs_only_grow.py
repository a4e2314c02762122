"""logs only grow: no line of the audit or access log can be changed, no young one removed"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

LOGS = ("audit", "access_log")
KEPT = "23 months"  # younger lines cannot be removed; retention takes them at 24 (§3.10)


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for log in LOGS:
        for statement in _sqlite(log) if on_sqlite else _postgresql(log):
            op.execute(statement)


def downgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for log in LOGS:
        op.execute(f"DROP TRIGGER {log}_unchanged" + ("" if on_sqlite else f" ON {log}"))
        op.execute(f"DROP TRIGGER {log}_kept" + ("" if on_sqlite else f" ON {log}"))
    if not on_sqlite:
        op.execute("DROP FUNCTION log_only_grows()")


def _sqlite(log: str) -> tuple[str, str]:
    return (
        f"""CREATE TRIGGER {log}_unchanged BEFORE UPDATE ON {log}
            BEGIN SELECT RAISE(ABORT, 'a log only grows'); END""",
        f"""CREATE TRIGGER {log}_kept BEFORE DELETE ON {log}
            WHEN OLD.at > datetime('now', '-{KEPT}')
            BEGIN SELECT RAISE(ABORT, 'a log only grows'); END""",
    )


def _postgresql(log: str) -> tuple[str, str, str]:
    return (
        """CREATE OR REPLACE FUNCTION log_only_grows() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'a log only grows'; END $$""",
        f"""CREATE TRIGGER {log}_unchanged BEFORE UPDATE ON {log}
            FOR EACH ROW EXECUTE FUNCTION log_only_grows()""",
        f"""CREATE TRIGGER {log}_kept BEFORE DELETE ON {log}
            FOR EACH ROW WHEN (OLD.at > CURRENT_TIMESTAMP - INTERVAL '{KEPT}')
            EXECUTE FUNCTION log_only_grows()""",
    )
