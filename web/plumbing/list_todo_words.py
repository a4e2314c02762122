"""What a list is of, and what it says of somebody, as a to-do names it."""

from flask_babel import lazy_gettext as _l

LISTS = {
    "volunteers": _l("volontärer"),
    "waiting": _l("personer som väntar"),
    "needs": _l("lokala uppdrag"),
}

GONE = {  # what a list says of somebody
    "died": _l("har avlidit"),
    "left": _l("är inte med längre"),
    "has_one": _l("har en volontär"),
    "done": _l("har ett uppdrag som är klart"),
}
# Title, reason and button of what is to be asked before a need's last day.
NEED_ENDS = (
    _l("Fråga %(whom)s om uppdraget ska fortsätta"),
    _l("Sista dagen är %(last_day)s, och det finns platser kvar. Ändra dagen om det fortsätter."),
    _l("Öppna uppdraget"),
)
