"""The answer about two people, in words: why, why not, and that they are matched already."""

from typing import Any

from flask_babel import gettext as _

from matcher import phrases
from matcher.domain.answers import Forced, Refusal
from matcher.domain.frames import Meeting
from matcher.domain.suggestions import SuggestionState
from matcher.phrases import answers as said
from matcher.phrases.cast import Cast
from matcher.phrases.mends import is_theirs_to_move, opens
from matcher.phrases.refusals import refusal_of_pair
from matcher.phrases.staying import staying
from matcher.services.answers import PairAnswer
from matcher.services.matched_pairs import Matched
from web.plumbing import by_hand_words, match_words, pair_words, week_words
from web.plumbing.answer_words import cast, difference
from web.plumbing.clock import today
from web.plumbing.formats import capital, day, in_weeks, moment
from web.plumbing.languages import language


def pair(found: PairAnswer) -> dict[str, Any]:
    """A heading, the sentences under it, and who would gain or lose."""
    need, volunteer = found.pair.need.called, found.pair.volunteer.called
    names = {"need": need, "volunteer": volunteer}
    known, why = cast(found.people), found.why
    told: dict[str, Any] = {**by_hand_words.broken(found.pair), "is_suggested": False, "opens": ""}
    if found.matched:
        return _answer(_("Varför de två?"), _matched(found.matched), {**told, "is_matched": True})
    if found.suggestion_id:
        told["href"] = week_words.suggestion_href(found.suggestion_id)
    broken = found.pair.view.broken
    if is_theirs_to_move(broken):
        voice = pair_words.voice(found.pair.vocabulary, found.pair.volunteer, found.pair.need)
        told["opens"] = _("Vad som skulle öppna: %(what)s.", what=opens(broken, voice))
    if why is None:
        return _answer(
            _("Varför inte?"), [_("En av dem är inte med i veckans matchning nu.")], told
        )
    if why.forbidden:
        told["is_suggested"] = True
        lines = [said.forbidden(why.forbidden, known), staying(why.forbidden, known)]
        if not found.suggestion_id:
            lines.insert(
                0, _("De två står inte på veckans lista, men föreslås om den räknas om nu.")
            )
        return _answer(_("Varför de två?"), lines, told, why.forbidden, known)
    if why.refused:
        is_only_barred = told["barred"] and not told["safety"]
        refusal = refusal_of_pair(why, known, **names)
        if (told["opens"] or told["limit"]) and why.refused is Refusal.SAFETY:
            refusal = _("Det går inte som det är nu.")
        lines = [] if is_only_barred else [refusal]
        return _answer(_("Varför inte?"), lines, told)
    assert why.forced is not None  # a pair is suggested, refused, or forced
    forced = said.forced(why.forced, known, is_hindered=bool(told["wish"]))
    lines = [forced, staying(why.forced, known)]
    if found.suggestion_id:
        lines.insert(0, _("De två står på veckans lista, men föreslås inte om den räknas om nu."))
    return _answer(_("Varför inte?"), lines, told, why.forced, known)


def _matched(told: Matched) -> list[str]:
    """Whose yes a match began with, and how far it has come."""
    by = told.by or _("någon")
    line = _("De två är matchade. %(who)s godkände dem %(day)s.", who=by, day=day(told.on))
    lines = [line, f"{phrases.match_state(told.state, language())}."]
    if told.override:
        why = phrases.override_reason(told.override, language()).rstrip(".")
        lines.append(_("Det gick emot vad de hade sagt. Skälet var: %(why)s.", why=why))
    if told.waited is not None and told.met_on:
        lines.append(
            _("Väntade %(weeks)s, till %(day)s.", weeks=in_weeks(told.waited), day=day(told.met_on))
        )
    return lines


def _when(told: Matched, meeting: Meeting | None) -> list[dict[str, str]]:
    """What is agreed or booked, and never a time of our own beside it: before a meeting is booked,
    one that would do; nothing while they rest or say goodbye (R71).
    """
    if told.regular:
        return [_fact(_("Brukar ses"), capital(match_words.regular(told.regular)))]
    if told.meeting_at:
        return [_fact(_("Första mötet"), capital(moment(told.meeting_at)))]
    if told.state.meets:
        return [_fact(_("När"), _("Ingen fast tid är antecknad."))]
    if told.state.has_met:
        return []
    if meeting:
        when = phrases.meeting(meeting, language(), today=today())
        return [_fact(_("Möjlig tid"), when)]
    return [_fact(_("När"), _("Ingen tid är avtalad än."))]


def _fact(label: str, value: str) -> dict[str, str]:
    return {"label": label, "value": value, "soft": ""}


def _answer(
    title: str,
    lines: list[str],
    told: dict[str, Any],
    forced: Forced | None = None,
    known: Cast | None = None,
) -> dict[str, Any]:
    moves = difference(forced.difference, known) if forced and known else None
    return {
        "title": title,
        "lines": [line for line in lines if line],
        "moves": moves,
        **told,
    }


holds = by_hand_words.holds


def shown(found: PairAnswer) -> dict[str, Any]:
    """The two as `parts/suggestion.html` takes them."""
    told = by_hand_words.pair(found.pair)
    if found.matched:
        state = phrases.match_state(found.matched.state, language())
        told["state"] = {"words": state, "kind": "on"}
        explanation, told["waiting"] = found.pair.view.explanation, None
        rest = told["facts"][1:] if explanation.meeting else told["facts"]
        told["facts"] = [*_when(found.matched, explanation.meeting), *rest]
        if told["week"] and (found.matched.state.has_met or found.matched.meeting_at):
            told["week"]["proposed"] = ()
    if found.suggestion_id:
        words = phrases.suggestion_state(SuggestionState.PROPOSED, language())
        told["state"] = {"words": words, "kind": "next"}
    return told


def stands_with(found: PairAnswer) -> list[str]:
    """Who stands on the week's list with either of two that do not: who would lose the place."""
    if found.beside is None:
        return []
    need, volunteer = found.pair.need.called.rstrip("."), found.pair.volunteer.called
    of_volunteer = [
        _(
            "%(volunteer)s står på veckans lista hos %(other)s."
            " Räknas veckan om kan %(other)s bli utan.",
            volunteer=volunteer,
            other=one.called.rstrip("."),
        )
        for one in found.beside.takes_from
    ]
    of_need = [
        _("%(need)s står på veckans lista med %(other)s.", need=need, other=one.called.rstrip("."))
        for one in found.beside.instead_of
    ]
    return of_volunteer + of_need
