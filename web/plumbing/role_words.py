"""The roles of an account, in words, and what each lets somebody do (R3)."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matcher.domain.accounts import Role
from matcher.services.colleagues import Colleague

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


def nobody_told(working: Iterable[Colleague]) -> tuple[str, str] | None:
    """That a concern would reach nobody, or nobody who begins the day here: what, and what to do
    (R70). None where a coordinator has the role, since it stands on her start page.
    """
    having = [one.roles for one in working if Role.SAFEGUARDING in one.roles]
    if not having:
        return (
            _("Ingen här har rollen Ansvarig för oro."),
            _("Då kan ingen anteckna eller följa upp oro. Ge rollen åt någon, helst åt två."),
        )
    if not any(Role.COORDINATOR in roles for roles in having):
        return (
            _("Ingen samordnare har rollen Ansvarig för oro."),
            _(
                "Oro att se till står på samordnarnas startsida, och inget brev går. "
                "Den som bara har rollen behöver själv titta under Oro varje dag."
            ),
        )
    return None
