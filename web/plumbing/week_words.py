"""A week's page in words: its heading, its articles, what changed, and who is without."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from matcher import phrases
from matcher.domain.vocabulary import Vocabulary
from matcher.services.faces import NeedSide, Side
from matcher.services.week_lines import (
    Changes,
    Contrast,
    DecidedLine,
    Moved,
    PairLine,
    WithoutLine,
    whole,
)
from matcher.services.week_pages import WeekPage
from web.plumbing import pair_words
from web.plumbing.formats import clock, in_weeks, in_words, listed, weekday
from web.plumbing.languages import language

HINDERS_SHOWN = 3


def summary(found: WeekPage) -> str:
    """How many suggestions, how many are locked, how many wait; and that nobody is contacted."""
    count, open_ones = found.suggested.count, found.suggested.count - found.locked
    if not count:
        return " ".join([_("Inget förslag är kvar att ta ställning till."), *_expired(found)])
    said = [ngettext("Ett förslag.", "%(many)s förslag.", count, many=in_words(count).capitalize())]
    if found.locked:
        locked = in_words(found.locked).capitalize()
        said.append(ngettext("Ett är låst.", "%(many)s är låsta.", found.locked, many=locked))
    if open_ones and found.is_newest:
        many = in_words(open_ones).capitalize()
        said.append(
            ngettext(
                "Ett väntar på ditt ställningstagande.",
                "%(many)s väntar på ditt ställningstagande.",
                open_ones,
                many=many,
            )
        )
    return " ".join([*said, *_expired(found), _("Ingen är kontaktad.")])


def _expired(found: WeekPage) -> list[str]:
    if not found.expired:
        return []
    many = in_words(found.expired).capitalize()
    return [
        ngettext(
            "Ett fick inget svar i tid och gäller inte längre.",
            "%(many)s fick inget svar i tid och gäller inte längre.",
            found.expired,
            many=many,
        )
    ]


def article(line: PairLine, found: WeekPage) -> dict[str, Any]:
    """One suggestion as `parts/suggestion.html` takes it."""
    said = pair_words.voice(found.vocabulary, line.volunteer, line.need)
    explanation = line.explanation
    return {
        "id": line.id,
        "recipient": line.need.called,
        "volunteer": line.volunteer.called,
        "recipient_href": href(line.need),
        "volunteer_href": href(line.volunteer),
        "line": pair_words.line(line.need, line.volunteer),
        "state": _state(line),
        "fit": pair_words.fit(line.fit),
        "waiting": pair_words.waiting(line.need),
        "facts": [*_together(line), *pair_words.facts(explanation, said)],
        "week": pair_words.strip(line.need, line.volunteer, explanation.meeting),
        "shares": pair_words.shares(explanation, said),
        "differs": pair_words.differs(explanation, said),
        "asks": pair_words.asks(explanation, said),
        "contrasts": [_contrast(line, line.contrast)] if line.contrast else [],
        "look": "locked" if line.locked_at else "",
        "told": _("%(who)s kontaktas inte av att du godkänner.", who=line.volunteer.first),
    }


def decided(line: DecidedLine) -> dict[str, Any]:
    """A decided suggestion as a row: who with whom, what was said of it by whom, and why."""
    state = phrases.suggestion_state(line.state, language())
    said = _("%(state)s av %(who)s.", state=state, who=line.decided_by or _("någon"))
    if line.reason:
        why = phrases.reject_reason(line.reason, language())
        said += " " + _("Skäl: %(why)s.", why=why[:1].lower() + why[1:])
        said += " " + (_("Föreslås inte igen.") if line.reason.is_for_ever else "")
    return {
        "id": line.id,
        "title": _("%(one)s med %(other)s", one=line.need.called, other=line.volunteer.called),
        "why": said.strip(),
        "undo": url_for("suggestions.undo", suggestion_id=line.id),
    }


def changes(told: Changes) -> dict[str, Any]:
    """What the last decision moved: a heading, a line each, and where to take it back."""
    return {
        "title": _changed_title(told),
        "lines": [
            *(_moved(one) for one in told.moved),
            *({"who": one.called, "what": _("är ledig igen.")} for one in told.freed),
            *(_lost_lock(volunteer, need) for volunteer, need in told.lost_locks),
            *_gain(told),
            _unchanged(told),
        ],
        "undo": _undo(told),
    }


def without_row(line: WithoutLine, vocabulary: Vocabulary) -> list[Any]:
    """Whom, where, how long a need has waited, what hinders, who is nearest: a row of the table."""
    row = [{"text": line.side.called, "href": href(line.side)}, line.side.where or "–"]
    if isinstance(line.side, NeedSide):
        waited = pair_words.waiting(line.side)
        row.append(in_weeks(waited["weeks"]) if waited else "–")
    hindered = {"text": hinders(line), "href": answer(line.side)}
    return [*row, hindered, nearest(line, vocabulary) or _("Ingen")]


def hinders(line: WithoutLine) -> str:
    """What blocks: the person's own rule first, else how many each rule blocks."""
    why = line.why
    if why.own:
        return " ".join(phrases.rule(rule, language()) for rule in why.own)
    if why.possible:
        return ngettext(
            "En möjlig, men behövs hos någon annan",
            "%(num)s möjliga, men de behövs hos andra",
            why.possible,
        )
    most = list(why.blocked.items())[:HINDERS_SHOWN]
    said = [f"{count} {phrases.rule_short(rule, language())}" for rule, count in most]
    return ", ".join(said) or _("Ingen finns att föreslå")


def nearest(line: WithoutLine, vocabulary: Vocabulary) -> str:
    """Who is one wish away, and by what."""
    if not line.near:
        return ""
    first = line.near[0]
    volunteer, need = (
        (first.other, line.side) if isinstance(line.side, NeedSide) else (line.side, first.other)
    )
    said = pair_words.voice(vocabulary, volunteer, need)
    return f"{first.other.called}: {phrases.broken(first.miss.broken, said)}"


def href(side: Side) -> str:
    """The page of a need's candidates, or of a volunteer."""
    if isinstance(side, NeedSide):
        return url_for("waiting.one", need_id=side.id)
    return url_for("volunteers.one", volunteer_id=side.id)


def answer(side: Side) -> str:
    """The page that answers who else could, and what keeps the rest apart."""
    if isinstance(side, NeedSide):
        return url_for("answers.of_need", need_id=side.id)
    return url_for("answers.of_volunteer", volunteer_id=side.id)


def _together(line: PairLine) -> list[dict[str, str]]:
    """Whom the volunteer goes with: to the same uppdrag or to none."""
    if line.goes_with is None:
        return []
    return [{"label": _("Går tillsammans med"), "value": line.goes_with.called}]


def _state(line: PairLine) -> dict[str, str]:
    if line.locked_at:
        who = line.locked_by or _("någon")
        words = _("Låst av %(who)s %(when)s", who=who, when=clock(line.locked_at))
        return {"words": words, "kind": "on"}
    if line.is_new:
        return {"words": _("Nytt efter senaste beslutet"), "kind": "wait"}
    return {"words": phrases.suggestion_state(line.state, language()), "kind": "next"}


def _contrast(line: PairLine, told: Contrast) -> dict[str, Any]:
    other, need, points = told.volunteer.called, line.need.called, line.fit.points
    names = {"other": other, "need": need, "points": told.points, "own": points}
    if told.points > points:
        because = [_("%(other)s passar bättre med %(need)s: %(points)s mot %(own)s.", **names)]
    else:
        because = [_("%(other)s passar också med %(need)s: %(points)s mot %(own)s.", **names)]
    if told.ahead and told.points <= points:
        ahead = listed(phrases.criterion(one, language()).lower() for one in told.ahead[:3])
        because.append(_("%(who)s ger mer på %(ahead)s.", who=line.volunteer.first, ahead=ahead))
    return {
        "id": f"varfor-{line.id}",
        "question": _("Varför inte %(other)s?", other=other),
        "because": because,
        "instead": _instead(told),
        "try_href": url_for("answers.pair", need_id=line.need.id, volunteer_id=told.volunteer.id),
    }


def _instead(told: Contrast) -> str:
    if told.elsewhere is None:
        return _(
            "%(other)s är inte föreslagen till någon den här veckan.", other=told.volunteer.called
        )
    return _(
        "%(other)s föreslås i stället till %(need)s (%(points)s av 100).",
        other=told.volunteer.called,
        need=told.elsewhere.called,
        points=told.elsewhere_points,
    )


def _changed_title(told: Changes) -> str:
    facts = {
        "who": told.by or _("någon"),
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
        "undo": _("Så ändrades veckan när %(who)s ångrade %(need)s med %(volunteer)s", **facts),
        "by_hand": _("Så ändrades veckan när %(who)s matchade %(need)s med %(volunteer)s", **facts),
    }
    if pair and told.deed in titles:
        return titles[told.deed]
    one = facts["volunteer"] or facts["need"]
    if one and told.deed == "came":
        return _("Så ändrades veckan när %(one)s kom med", one=one)
    if one and told.deed == "changed":
        return _("Så ändrades veckan när något blev annorlunda för %(one)s", one=one)
    when = f"{weekday(told.at)} {clock(told.at)}"
    return _("Så ändrades veckan när den räknades om %(when)s", when=when)


def _moved(told: Moved) -> dict[str, str]:
    before, after = (_seats(seats) for seats in (told.before, told.after))
    if before and after:
        what = _("har nu förslaget %(after)s. Tidigare %(before)s.", after=after, before=before)
    elif after:
        what = _("har fått förslaget %(after)s.", after=after)
    else:
        what = _("har inget förslag längre. Tidigare %(before)s.", before=before)
    return {"who": told.need.called, "what": what}


def _seats(seats: tuple[tuple[Side, int], ...]) -> str:
    said = (
        _("%(who)s (%(points)s av 100)", who=one.called, points=points) for one, points in seats
    )
    return str(listed(said)) if seats else ""


def _lost_lock(volunteer: Side, need: Side) -> dict[str, str]:
    return {
        "who": _("%(one)s med %(other)s", one=need.called, other=volunteer.called),
        "what": _("var låst men går inte längre."),
    }


def _gain(told: Changes) -> list[str]:
    """What it gains that suggestions moved which could have stayed: nobody moves for nothing."""
    if told.gain is None:
        return []
    served, points = told.gain.served, whole(told.gain.fit)
    said = []
    if served:
        said.append(_served(served))
    if points:
        said.append(_points(points))
    if served <= 0 and points <= 0:
        said.append(_("Flyttarna följer turordningen."))
    return [" ".join(said)]


def _served(more: int) -> str:
    many = in_words(abs(more))
    if more > 0:
        return ngettext(
            "Utan flyttar hade en till varit utan.",
            "Utan flyttar hade %(many)s till varit utan.",
            more,
            many=many,
        )
    return ngettext(
        "Utan flyttar hade en till fått någon.",
        "Utan flyttar hade %(many)s till fått någon.",
        -more,
        many=many,
    )


def _points(better: int) -> str:
    if better > 0:
        return ngettext(
            "Utan flyttar hade alla tillsammans passat en poäng sämre.",
            "Utan flyttar hade alla tillsammans passat %(num)s poäng sämre.",
            better,
        )
    return ngettext(
        "Utan flyttar hade alla tillsammans passat en poäng bättre.",
        "Utan flyttar hade alla tillsammans passat %(num)s poäng bättre.",
        -better,
    )


def _unchanged(told: Changes) -> str:
    if not told.unchanged:
        others = any(told.need is None or one.need.id != told.need.id for one in told.moved)
        return _("Inget förslag är som förut.") if others else _("Inget annat förslag berördes.")
    many = in_words(told.unchanged).capitalize()
    return ngettext(
        "Ett förslag är oförändrat.", "%(many)s förslag är oförändrade.", told.unchanged, many=many
    )


def _undo(told: Changes) -> str | None:
    if not told.can_undo or told.suggestion_id is None:
        return None
    back = {"lock": "suggestions.unlock", "unlock": "suggestions.lock"}
    endpoint = back.get(told.deed, "suggestions.undo")
    return url_for(endpoint, suggestion_id=told.suggestion_id)
