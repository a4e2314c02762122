"""How a pair is said and drawn: from what the services give to what the parts of a page take.

The suggestions of a week and the candidates of somebody who waits are the same kind of thing, so
they are worded here, once, for both rooms.
"""

from collections.abc import Collection
from typing import Any

from flask_babel import gettext as _

from matcher import phrases
from matcher.domain.frames import Meeting
from matcher.domain.people import Form
from matcher.domain.spelling import folded
from matcher.domain.suggestions import HOW_FAR, Ask, Explanation
from matcher.domain.vocabulary import How, Vocabulary
from matcher.domain.when.day_parts import GRID_PARTS
from matcher.phrases.criteria import languages as shared_languages
from matcher.phrases.frames import EVERY, held
from matcher.phrases.voice import capital, listed, say
from matcher.services.faces import Cells, NeedSide, Side
from matcher.services.fits import Fit, Points
from web.plumbing.clock import today
from web.plumbing.languages import language

NOON, EVENING = 12, 17  # hours at which the parts of the day begin


def voice(vocabulary: Vocabulary, volunteer: Side, need: Side) -> phrases.Voice:
    """The reader's language, the centre's words, and the two as this page calls them."""
    code = language()
    return phrases.Voice(
        language=code,
        word=lambda concept: _as_said(concept, vocabulary, volunteer, need),
        volunteer=volunteer.first,
        need=need.first,
    )


def _as_said(concept: str, vocabulary: Vocabulary, *sides: Side) -> str:
    """`idrott (fotboll)` where one of them wrote fotboll; `fotboll` where both did."""
    name = vocabulary.word(concept, language())
    told = [side.wrote[concept] for side in sides if concept in side.wrote]
    wrote = {folded(said): said for said in told}
    others = [said for plain, said in wrote.items() if plain != folded(vocabulary.word(concept))]
    own = [said for said in others if _is_spelled_right(said, vocabulary)]
    if len(wrote) == len(own) == 1 and len(told) == len(sides):
        return own[0]
    return f"{name} ({listed(own, language())})" if own else name


def _is_spelled_right(said: str, vocabulary: Vocabulary) -> bool:
    found = vocabulary.resolve(said)
    return found is not None and found.how is not How.MISSPELLING


def fit(found: Fit) -> dict[str, Any]:
    """Words and parts for the bar, and the most that the two can reach; what weighs nothing here is
    left out.
    """
    return {
        "words": phrases.band(found.band, language()),
        "most": _most(found),
        "parts": [
            {
                "words": phrases.criterion(part.criterion, language()),
                "got": part.got,
                "of": part.of,
                "unknown": part.unknown,
                "note": _note(part),
                "is_left_out": part.is_of_nobody,
            }
            for part in sorted(found.parts, key=lambda part: -part.of)
            if part.of
        ],
    }


def _most(found: Fit) -> str:
    """How far the two could reach where some criterion has nothing to weigh: its bar is not drawn,
    and without a word a hundred would seem to be in reach. Empty where it is.
    """
    untold = [part for part in found.parts if part.is_of_nobody and part.of]
    if not untold:
        return ""
    names = [_("”%(what)s”", what=phrases.criterion(one.criterion, language())) for one in untold]
    return _(
        "Högst %(most)s kan nås här. Resten är för %(what)s, som inte är känt för båda.",
        most=sum(part.of for part in found.parts if not part.is_of_nobody),
        what=listed(names, language()),
    )


def _note(part: Points) -> str:
    """Why nothing was earned where no question would change that."""
    is_life = part.criterion == "background" and not (part.got or part.is_of_nobody)
    return _("De har inte berättat om något gemensamt i livet.") if is_life else ""


def line(need: NeedSide, volunteer: Side) -> str:
    """Where the two live and what it is about, in one line."""
    where = list(dict.fromkeys(side.where for side in (need, volunteer) if side.where))
    places = f"{capital(listed(where, language()))}. " if where else ""
    return f"{places}{about(need)}"


def about(need: NeedSide) -> str:
    """`Sällskap hemma eller ute, varannan vecka, 60 minuter.`"""
    forms = [phrases.form(form, language()) for form in need.forms]
    what = " ".join([need.title or phrases.need_kind(need.kind, language()), _or(forms)]).strip()
    return f"{', '.join([what, rhythm(need.every_weeks), _minutes(need.minutes)])}."


def rhythm(every_weeks: int) -> str:
    """How often."""
    if every_weeks in EVERY:
        return say(EVERY[every_weeks], language())
    return _("varje vecka") if every_weeks else _("en gång")


def waiting(need: NeedSide) -> dict[str, Any] | None:
    """How long a person has waited against our promise; an organisation has no promise."""
    if need.recipient_id is None:
        return None
    return {
        "weeks": need.weeks_waited,
        "promise": need.promise_weeks,
        "urgency": need.priority_class,
    }


def facts(explanation: Explanation, said: phrases.Voice) -> list[dict[str, str]]:
    """When, how far and in which language, as far as it is known."""
    found = []
    if explanation.meeting:
        when = phrases.meeting(explanation.meeting, said.language, today=today())
        soft = held(explanation.meeting, said.language)
        found.append({"label": _("När"), "value": f"{when}." if soft else when, "soft": soft})
    if explanation.way:
        found.append(_way(explanation, said))
    if explanation.form:
        found.append(_how(explanation, explanation.form, said))
    if spoken := _languages(explanation, said):
        found.append({"label": _("Språk"), "value": spoken, "soft": ""})
    return found


def shares(explanation: Explanation, said: phrases.Voice) -> list[str]:
    """What the two have in common, the weightiest first."""
    return [words for part in explanation.parts for words in phrases.shared(part, said)]


def differs(explanation: Explanation, said: phrases.Voice) -> list[str]:
    """In what the two are not as one of them would rather have it."""
    return [phrases.differs(one, said) for one in explanation.differs]


def asks(explanation: Explanation, said: phrases.Voice, but_for: Collection[Ask] = ()) -> list[str]:
    """What to ask, aloud; not what the page has asked of several already."""
    return [phrases.ask(one, said) for one in explanation.worth_asking if one not in but_for]


def doubt(explanation: Explanation, need: NeedSide, said: phrases.Voice) -> str:
    """That the way is long for such a visit; empty where it is not."""
    way = explanation.way
    if way is None or way.minutes is None or not way.is_long_for(need.minutes):
        return ""
    long = _(
        "Lång väg: ca %(way)s minuter dit för %(visit)s minuter tillsammans.",
        way=way.minutes,
        visit=need.minutes,
    )
    if all(ask.fact not in HOW_FAR for ask in explanation.asks):
        return long
    untold = _("%(who)s har inte sagt hur långt som går bra. Fråga det först.", who=said.volunteer)
    return f"{long} {untold}"


def strip(need: Side, volunteer: Side, meeting: Meeting | None = None) -> dict[str, Any] | None:
    """The week of the two, and the sentence that says the same; None where neither has told."""
    if not (need.is_known or volunteer.is_known):
        return None
    return {
        "label": " ".join(
            [_free(need), _free(volunteer), _both(need.free & volunteer.free)]
        ).strip(),
        "recipient": slots(need.free),
        "volunteer": slots(volunteer.free),
        "unknown": (),
        "proposed": (slot_of(meeting),) if meeting else (),
    }


def alone(side: Side) -> dict[str, Any] | None:
    """The week of one of them; None where nothing was told."""
    return {"label": _free(side), "recipient": slots(side.free)} if side.is_known else None


def slots(cells: Cells) -> frozenset[int]:
    """Cells of the week grid as slots 0–20."""
    return frozenset(3 * weekday + GRID_PARTS.index(part) for weekday, part in cells)


def slot_of(meeting: Meeting) -> int:
    """The slot in which a meeting begins."""
    hour = meeting.start.hour
    return 3 * meeting.weekday + (0 if hour < NOON else 1 if hour < EVENING else 2)


def _way(explanation: Explanation, said: phrases.Voice) -> dict[str, str]:
    way = explanation.way
    assert way is not None  # the caller has looked
    is_vague = way.same_place or way.uncertain_km >= 1
    value = phrases.way(way, said.language)
    return {
        "label": _("Väg"),
        "value": f"{value}." if is_vague else value,
        "soft": _("Räknat från ungefärliga platser.") if is_vague else "",
    }


def _how(explanation: Explanation, form: Form, said: phrases.Voice) -> dict[str, str]:
    if explanation.is_on_the_spot:
        return {"label": _("Hur"), "value": _("På plats"), "soft": ""}
    how = phrases.form(form, said.language)
    if explanation.is_form_told:
        return {"label": _("Hur"), "value": capital(how), "soft": ""}
    soft = _("Räknat som %(how)s.", how=how)
    return {"label": _("Hur"), "value": _("Ingen har sagt hur än."), "soft": soft}


def _languages(explanation: Explanation, said: phrases.Voice) -> str:
    found = (part for part in explanation.parts if part.criterion == "languages")
    return next((shared_languages(part, said) for part in found), "")


def _or(words: list[str]) -> str:
    between = _("eller")  # by itself: the catalogue reads no f-string
    return f" {between} ".join(words) if len(words) < 3 else ""


def _minutes(minutes: int) -> str:
    return _("%(minutes)s minuter", minutes=minutes)


def _free(side: Side) -> str:
    if not side.is_known:
        return _("Vi vet inte när %(who)s kan.", who=side.first)
    return _("%(who)s kan %(times)s.", who=side.first, times=_cells(side.free))


def _both(cells: Cells) -> str:
    return _("Båda kan %(times)s.", times=_cells(cells)) if cells else ""


def _cells(cells: Cells) -> str:
    days = (
        _("måndag"), _("tisdag"), _("onsdag"), _("torsdag"), _("fredag"), _("lördag"), _("söndag"),
    )  # fmt: skip
    parts = {"forenoon": _("förmiddag"), "afternoon": _("eftermiddag"), "evening": _("kväll")}
    free = [[parts[part] for part in GRID_PARTS if (day, part) in cells] for day in range(7)]
    said = [f"{days[day]} {listed(when, language())}" for day, when in enumerate(free) if when]
    return ", ".join(said) or _("inga vanliga tider")
