"""Who may sign in, and as what (R3)."""

from enum import StrEnum


class Role(StrEnum):
    """What an account may do in its centre. An account can have several."""

    COORDINATOR = "coordinator"  # people, suggestions, matches
    MANAGER = "manager"  # rules, accounts, reports, log review
    SAFEGUARDING = "safeguarding"  # concerns
    HANDLER = "handler"  # persons with protected identity
    STATISTICS = "statistics"  # counts only, never a person
    ADMIN = "admin"  # technical, no personal data


class OwnerType(StrEnum):
    """Who stands behind a centre. Law and default texts differ by it (R2)."""

    MUNICIPALITY = "municipality"
    ASSOCIATION = "association"
    FAITH = "faith"
    FOUNDATION = "foundation"


PASSWORD_LENGTH = (12, 200)  # characters; NIST SP 800-63B: length over composition rules
LOGGING_TEXT_VERSION = "2026-11"  # the text about the access log that staff acknowledge (R80)
