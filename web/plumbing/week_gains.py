"""What it gains that suggestions moved which could have stayed: who would have had nobody."""

from flask_babel import gettext as _
from flask_babel import ngettext

from matcher.services.faces import NeedSide
from matcher.services.fits import whole
from matcher.services.week_values import Changes
from web.plumbing.formats import in_weeks, in_words, listed

NAMED = 3  # of those whom moving has saved: with more names nobody reads the line


def gain(told: Changes) -> list[str]:
    """What it gains that suggestions moved which could have stayed: nobody moves for nothing."""
    if told.gain is None or not told.moved:
        return []
    served, points = told.gain.served, whole(told.gain.fit)
    said = _who_else(told) or ([_served(served)] if served else [])
    if points and not served:  # of more pairs the sum is greater, and tells of nobody's fit
        said.append(_then(points) if said else _points(points))
    waits = _waits(told)
    said.append(waits)
    if not waits and (served < 0 or (not served and points <= 0)):
        said.append(_("Flyttarna följer turordningen."))
    return [" ".join(filter(None, said))]


def _waits(told: Changes) -> str:
    """Where one has somebody in the place of another: how long each has waited, and whose turn it
    is where that is what decides.
    """
    if len(told.saved) != 1 or len(told.left) != 1:
        return ""
    (who,), (other,) = told.saved, told.left
    if who.recipient_id is None or other.recipient_id is None:  # nobody's turn
        return ""
    names = {"who": who.called, "other": other.called}
    waits = _(
        "%(who)s har väntat %(long)s, %(other)s %(short)s.",
        long=in_weeks(who.weeks_waited),
        short=in_weeks(other.weeks_waited),
        **names,
    )
    first = _("%(who)s står före %(other)s i kön.", **names) if who.turn < other.turn else ""
    return " ".join(filter(None, [waits, first]))


def _who_else(told: Changes) -> list[str]:
    """Who would have had nobody, or somebody, had no other moved. Nothing unless all are known: of
    a run of old they are not, and who has died is not named.
    """
    assert told.gain is not None
    if (len(told.saved), len(told.left)) != (len(told.gain.saved), len(told.gain.left)):
        return []
    who, other = _named(told.saved), _named(told.left)
    if who and other:
        said = _(
            "Hade ingen annan flyttats hade %(who)s blivit utan och %(other)s fått någon.",
            who=who,
            other=other,
        )
    elif who:
        said = _("Hade ingen annan flyttats hade %(who)s blivit utan.", who=who)
    elif other:
        said = _("Hade ingen annan flyttats hade %(other)s fått någon.", other=other)
    else:
        return []
    return [said]


def _named(needs: tuple[NeedSide, ...]) -> str:
    if not needs:
        return ""
    more = len(needs) - NAMED
    rest = [_("%(many)s till", many=in_words(more))] if more > 0 else []
    return listed([*(one.called for one in needs[:NAMED]), *rest])


def _served(more: int) -> str:
    many = in_words(abs(more))
    if more > 0:
        return ngettext(
            "Hade ingen annan flyttats hade en till blivit utan.",
            "Hade ingen annan flyttats hade %(many)s till blivit utan.",
            more,
            many=many,
        )
    return ngettext(
        "Hade ingen annan flyttats hade en till fått någon.",
        "Hade ingen annan flyttats hade %(many)s till fått någon.",
        -more,
        many=many,
    )


def _points(better: int) -> str:
    if better > 0:
        return ngettext(
            "Hade ingen annan flyttats hade alla tillsammans passat en poäng sämre.",
            "Hade ingen annan flyttats hade alla tillsammans passat %(num)s poäng sämre.",
            better,
        )
    return ngettext(
        "Hade ingen annan flyttats hade alla tillsammans passat en poäng bättre.",
        "Hade ingen annan flyttats hade alla tillsammans passat %(num)s poäng bättre.",
        -better,
    )


def _then(better: int) -> str:
    """The same after the sentence of who would have had nobody."""
    if better > 0:
        return ngettext(
            "Alla tillsammans hade då passat en poäng sämre.",
            "Alla tillsammans hade då passat %(num)s poäng sämre.",
            better,
        )
    return ngettext(
        "Alla tillsammans hade då passat en poäng bättre.",
        "Alla tillsammans hade då passat %(num)s poäng bättre.",
        -better,
    )
