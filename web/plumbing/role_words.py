"""The roles of an account, in words, and what each lets somebody do (R3)."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from matcher.domain.accounts import Role

ROLES: Mapping[Role, tuple[Any, Any]] = {
    Role.COORDINATOR: (_l("Samordnare"), _l("Arbetar med personer, förslag och matchningar.")),
    Role.MANAGER: (_l("Föreståndare"), _l("Sköter centralens regler, konton och granskar loggen.")),
    Role.SAFEGUARDING: (_l("Ansvarig för oro"), _l("Läser och följer upp anmäld oro.")),
    Role.HANDLER: (
        _l("Ansvarig för skyddade uppgifter"),
        _l("Sköter personer med skyddade personuppgifter."),
    ),
    Role.STATISTICS: (_l("Läser statistik"), _l("Ser bara antal, aldrig en person.")),
    Role.ADMIN: (_l("Tekniker"), _l("Sköter tekniken. Ser inga personuppgifter.")),
}


def named(roles: Iterable[Role]) -> str:
    """The roles in their order, with commas."""
    held = set(roles)
    return ", ".join(str(words) for role, (words, _hint) in ROLES.items() if role in held)
