"""What the pages of referrals say: who refers, when to call, and the five words."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from matcher.domain.people import Trait
from matcher.domain.referrals import BestTime, ReferralStatus, Referrer
from web.plumbing.formats import listed

REFERRERS: Mapping[Referrer, Any] = {
    Referrer.SELF: _l("Mig själv"),
    Referrer.RELATIVE: _l("En anhörig eller vän"),
    Referrer.HOME_CARE: _l("Någon jag möter i hemtjänsten"),
    Referrer.HEALTH_CARE: _l("Någon jag möter i vården"),
    Referrer.PARISH: _l("Någon jag möter i en församling"),
    Referrer.OTHER: _l("Någon annan"),
}
WHO: Mapping[Referrer, Any] = {
    Referrer.SELF: _l("Personen själv"),
    Referrer.RELATIVE: _l("Anhörig eller vän"),
    Referrer.HOME_CARE: _l("Hemtjänsten"),
    Referrer.HEALTH_CARE: _l("Vården"),
    Referrer.PARISH: _l("Församling"),
    Referrer.OTHER: _l("Någon annan"),
}
BEST_TIMES: Mapping[BestTime, Any] = {
    BestTime.FORENOON: _l("Förmiddag"),
    BestTime.AFTERNOON: _l("Eftermiddag"),
    BestTime.EVENING: _l("Kväll"),
}
STATUSES: Mapping[ReferralStatus, Any] = {
    ReferralStatus.RECEIVED: _l("Mottagen"),
    ReferralStatus.WAITING: _l("Väntar"),
    ReferralStatus.ASKING: _l("Tillfrågas"),
    ReferralStatus.STARTED: _l("Igång"),
    ReferralStatus.CLOSED: _l("Avslutad"),
}
AT_HOME: Mapping[Trait, Any] = {
    Trait.STAIRS: _l("Trappor utan hiss"),
    Trait.CAT: _l("Katt"),
    Trait.DOG: _l("Hund"),
    Trait.SMOKE: _l("Någon röker inne"),
}


def times(told: Iterable[BestTime]) -> str:
    """`förmiddag och kväll`."""
    return listed(str(BEST_TIMES[one]).lower() for one in told)
