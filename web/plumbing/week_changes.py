"""What a decision, or news of somebody, changed in a week: a heading, a line each, and the gain."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from matcher.domain.suggestions import Verdict
from matcher.services.faces import Side
from matcher.services.week_values import Changes, Moved
from web.plumbing.formats import clock, in_words, listed, weekday
from web.plumbing.permissions import signed_in
from web.plumbing.week_gains import gain


def changes(told: Changes) -> dict[str, Any]:
    """What the last decision moved: a heading, a line each, and where to take it back."""
    return {
        "title": _changed_title(told),
        "lines": [
            *([_("Den som har avlidit föreslås inte längre.")] if told.why == "died" else ()),
            *(_matched(told, one) or _moved(one) for one in told.moved),
            *_not_back(told),
            *({"who": one.called, "what": _("är ledig igen.")} for one in told.freed),
            *(_lost_lock(volunteer, need) for volunteer, need in told.lost_locks),
            *gain(told),
            _unchanged(told),
        ],
        "undo": _undo(told),
    }


def _changed_title(told: Changes) -> str:
    facts = {
        "who": _by(told),
        "volunteer": told.volunteer.called if told.volunteer else "",
        "need": told.need.called if told.need else "",
    }
    pair = told.volunteer is not None and told.need is not None
    titles = {
        "accept": _("Så ändrades veckan när %(who)s godkände %(need)s med %(volunteer)s", **facts),
        "reject": _("Så ändrades veckan när %(who)s avvisade %(need)s med %(volunteer)s", **facts),
        "not_now": _("Så ändrades veckan när %(who)s lät %(need)s med %(volunteer)s vila", **facts),
        "lock": _("Så ändrades veckan när %(who)s låste %(need)s med %(volunteer)s", **facts),
        "unlock": _("Så ändrades veckan när %(who)s låste upp %(need)s med %(volunteer)s", **facts),
        "undo": _undone(told.was) % facts,
        "by_hand": _("Så ändrades veckan när %(who)s matchade %(need)s med %(volunteer)s", **facts),
    }
    if pair and told.deed in titles:
        return titles[told.deed]
    if told.why == "died":  # who has died is named on no page but her own
        return _("Så ändrades veckan när en mottagare hade avlidit")
    one = facts["volunteer"] or facts["need"]
    if one and told.deed in ("changed", "came"):
        return str(_changed(told.why or told.deed) % {"one": one})
    when = f"{weekday(told.at)} {clock(told.at)}"
    return _("Så ändrades veckan när den räknades om %(when)s", when=when)


def _by(told: Changes) -> str:
    """Whose deed it was: "du" to whoever did it."""
    if told.by_id and told.by_id == signed_in()["by"]:
        return _("du")
    return told.by or _("någon")


def _undone(was: Verdict | None) -> str:
    """What was taken back; with places for who, and whom it was about."""
    said: dict[Verdict | None, str] = {
        Verdict.ACCEPT: _(
            "Så ändrades veckan när %(who)s tog tillbaka godkännandet av %(need)s med %(volunteer)s"
        ),
        Verdict.REJECT: _(
            "Så ändrades veckan när %(who)s tog tillbaka nejet till %(need)s med %(volunteer)s"
        ),
        Verdict.NOT_NOW: _(
            "Så ändrades veckan när %(who)s lät %(need)s med %(volunteer)s vara med igen"
        ),
    }
    return said.get(was) or _(
        "Så ändrades veckan när %(who)s tog tillbaka beslutet om %(need)s med %(volunteer)s"
    )


def _changed(why: str) -> str:
    """What has happened to somebody, or to a need; with a place for who or what it is."""
    said = {
        "came": _("Så ändrades veckan när %(one)s kom med"),
        "back": _("Så ändrades veckan när %(one)s kom tillbaka"),
        "facts": _("Så ändrades veckan när uppgifterna om %(one)s blev andra"),
        "paused": _("Så ändrades veckan när %(one)s pausades"),
        "left": _("Så ändrades veckan när %(one)s inte längre skulle föreslås"),
        "rests": _("Så ändrades veckan när uppgifterna om %(one)s skulle ligga stilla"),
        "taken_back": _("Så ändrades veckan när %(one)s tog tillbaka sitt ja"),
        "closed": _("Så ändrades veckan när uppdraget stängdes: %(one)s"),
        "said_gone": _("Så ändrades veckan när en lista sa att det är slut för %(one)s"),
        "held": _("Så ändrades veckan när någon ska bestämma om %(one)s fortsätter"),
        "time": _("Så ändrades veckan när %(one)s fick en fast tid"),
        "together": _("Så ändrades veckan när det blev annat med vilka %(one)s går tillsammans"),
        "circle": _("Så ändrades veckan när %(one)s kom med i en grupp"),
    }
    return said.get(why, _("Så ändrades veckan när något blev annorlunda för %(one)s"))


def _matched(told: Changes, moved: Moved) -> dict[str, str] | None:
    """Of the need that got its match by this very deed: it has not lost, but won. None of others,
    and of one that has a new suggestion beside it.
    """
    if told.deed not in ("accept", "by_hand") or told.need is None or told.volunteer is None:
        return None
    if moved.need.id != told.need.id or moved.after:
        return None
    said = [_("är matchad med %(volunteer)s.", volunteer=told.volunteer.called)]
    before, kept = _seats(moved.before), _seats(moved.kept)
    if before:
        said.append(_("Förslaget %(before)s gäller inte längre.", before=before))
    if kept:
        said.append(_("Förslaget %(kept)s är kvar.", kept=kept))
    return {"who": moved.need.called, "what": " ".join(said).replace("..", ".")}


def _moved(told: Moved) -> dict[str, str]:
    before, after, kept = (_seats(seats) for seats in (told.before, told.after, told.kept))
    if before and after:
        what = _("har nu förslaget %(after)s. Tidigare %(before)s.", after=after, before=before)
    elif after and kept:
        what = _(
            "har fått förslaget %(after)s också, och har kvar %(kept)s.", after=after, kept=kept
        )
    elif kept:
        what = _(
            "har ett förslag färre: %(before)s är borta, %(kept)s är kvar.",
            before=before,
            kept=kept,
        )
    elif after:
        what = _("har fått förslaget %(after)s.", after=after)
    else:
        what = _("har inget förslag längre. Tidigare %(before)s.", before=before)
    return {"who": told.need.called, "what": what}


def _not_back(told: Changes) -> list[str]:
    """A no was taken back, and the two are not the suggestion all the same."""
    if told.deed != "undo" or told.volunteer is None or told.need is None:
        return []
    hers = [one for moved in told.moved if moved.need.id == told.need.id for one in moved.after]
    if any(one.id == told.volunteer.id for one, _points in hers):
        return []
    pair = {"need": told.need.called, "volunteer": told.volunteer.called}
    return [_("%(need)s och %(volunteer)s kan föreslås för varandra igen.", **pair)]


def _seats(seats: tuple[tuple[Side, int], ...]) -> str:
    said = (
        _("%(who)s (%(points)s av 100)", who=one.called, points=points) for one, points in seats
    )
    return listed(said) if seats else ""


def _lost_lock(volunteer: Side, need: Side) -> dict[str, str]:
    return {
        "who": _("%(one)s med %(other)s", one=need.called, other=volunteer.called),
        "what": _("var låst men går inte längre."),
    }


def _unchanged(told: Changes) -> str:
    if not told.unchanged:
        others = any(told.need is None or one.need.id != told.need.id for one in told.moved)
        return _("Inget förslag är som förut.") if others else _("Inget annat förslag berördes.")
    many = in_words(told.unchanged).capitalize()
    said = ngettext(
        "Ett förslag är oförändrat.", "%(many)s förslag är oförändrade.", told.unchanged, many=many
    )
    return f"{said} {_measured(told)}".strip()


def _measured(told: Changes) -> str:
    """That points are others where the two are the same: nobody should have to wonder why."""
    if not told.measured:
        return ""
    return ngettext(
        "Poängen är lite annorlunda i ett av dem, eftersom andra är med i veckan nu.",
        "Poängen är lite annorlunda i %(many)s av dem, eftersom andra är med i veckan nu.",
        told.measured,
        many=in_words(told.measured),
    )


def _undo(told: Changes) -> str | None:
    if not told.can_undo or told.suggestion_id is None:
        return None
    back = {"lock": "suggestions.unlock", "unlock": "suggestions.lock"}
    endpoint = back.get(told.deed, "suggestions.undo")
    return url_for(endpoint, suggestion_id=told.suggestion_id)
