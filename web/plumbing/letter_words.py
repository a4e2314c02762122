"""What the kinds of letter are called that a reader may say no to."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

KINDS: Mapping[str, Any] = {
    "card_reminder": _l("påminnelser om en fråga som du inte har svarat på"),
    "weekly_digest": _l("måndagsbrevet med vad som väntar"),
}
