"""What an anonymous card says: only what it was handed, and nothing that names anybody (R68)."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from matcher import phrases
from matcher.domain.matches import Word
from matcher.domain.needs import NeedKind
from matcher.domain.people import Form, Gender, Level, Trait
from matcher.domain.spoken_times import echo
from matcher.domain.vocabulary import Vocabulary
from matcher.services.match_cards import Card
from matcher.services.match_sketches import Sketch
from matcher.services.match_telling import Told
from web.plumbing.clock import today
from web.plumbing.formats import capital, in_words, listed
from web.plumbing.languages import language
from web.plumbing.volunteer_words import FORMS

OLDEST, GROWN = 90, 20  # "mellan 10 och 19" sounds like a child
WHO: Mapping[Gender | None, Any] = {
    Gender.WOMAN: _l("en kvinna"),
    Gender.MAN: _l("en man"),
    Gender.OTHER: _l("en person"),
    None: _l("en person"),
}
HOME: Mapping[Trait, Any] = {
    Trait.CAT: _l("Där finns katt."),
    Trait.DOG: _l("Där finns hund."),
    Trait.SMOKE: _l("Någon röker inne."),
    Trait.FRAGRANCE: _l("Där finns starka dofter."),
    Trait.STAIRS: _l("Trappor utan hiss."),
}
EVERY: Mapping[int, Any] = {
    0: _l("en gång"),
    1: _l("varje vecka"),
    2: _l("varannan vecka"),
    4: _l("var fjärde vecka"),
}

# After an answer on her own page; behind the link the page itself says it.
THANKS: Mapping[str, Any] = {
    "ja": _l("Tack! Vi hör av oss när personen har fått frågan."),
    "mer": _l("Vi ringer dig. Du kan svara här när du vill."),
    "inte-nu": _l("Tack för svaret. Du får gärna nya frågor en annan gång."),
}


def question(card: Card) -> str:
    """The heading: a question."""
    if card.title:
        return _("Vill du hjälpa till? %(title)s", title=card.title)
    if card.people > 1:
        return _("Vill du träffa %(num)s personer tillsammans?", num=in_words(card.people))
    if not card.sketches:
        return _("Vill du träffa någon som vill ha sällskap?")
    return _("Vill du träffa %(whom)s?", whom=_whom(card.sketches[0]))


def facts(card: Card, vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """What it is about, for `parts/facts.html` with signs."""
    often, stands_in = EVERY.get(card.every_weeks, ""), _("Så länge någon annan är borta.")
    said = [
        ("calendar", _("När"), _proposed(card) or _when(card)),
        ("calendar", _("Tider"), _also(card)),
        ("calendar", _("Hur ofta"), capital(str(often)) if card.meeting else ""),
        ("clock", _("Som ersättare"), stands_in if card.stands_in else ""),
        ("clock", _("Hur länge"), ngettext("%(num)s minut", "%(num)s minuter", card.minutes)),
        ("map-pin", _("Var"), _where(card)),
    ]
    for sketch in card.sketches:
        who = _whom(sketch) if card.people > 1 else ""
        said += _of_sketch(who, sketch, vocabulary)
    return _as_facts(said)


def telling(told: Iterable[Told], vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """What may be said of each, on the telephone; for `parts/facts.html`."""
    return _as_facts(
        line
        for one in told
        for line in _of_sketch(_called(one) or _whom(one.sketch), one.sketch, vocabulary)
    )


def group(people: int, besides: Iterable[Told], *, to_her: bool = False) -> list[dict[str, Any]]:
    """That it is a group, of how many, and of what kind as far as it may be said; for
    `parts/facts.html`. `besides` are the others, where one of them is asked; `to_her`: in a letter.
    """
    if people < 2:
        return []
    others = [_whom(one.sketch) for one in besides]
    said = _("%(num)s personer tillsammans.", num=capital(in_words(people)))
    if others:
        also = listed(others)
        said += " " + (
            _("Du träffar också %(others)s.", others=also)
            if to_her
            else _("Den som frågas träffar också %(others)s.", others=also)
        )
    return _as_facts([("users", _("Grupp"), said)])


def _of_sketch(who: str, sketch: Sketch, vocabulary: Vocabulary) -> list[tuple[str, str, str]]:
    return [
        ("user", _("Vem"), who[:1].upper() + who[1:]),
        ("languages", _("Språk"), _spoken(sketch, vocabulary)),
        ("heart-handshake", _("Tycker om"), _liked(sketch, vocabulary)),
        ("paw-print", _("Bra att veta"), " ".join(str(HOME[t]) for t in sketch.home)),
    ]


def _as_facts(said: Iterable[tuple[str, str, str]]) -> list[dict[str, Any]]:
    return [{"icon": icon, "label": label, "value": value} for icon, label, value in said if value]


def _called(told: Told) -> str | None:
    decade = told.sketch.decade
    if told.called is None or decade is None:
        return told.called
    if decade >= OLDEST:
        return _("%(who)s, som är 90 år eller äldre", who=told.called)
    if decade < GROWN:
        return _("%(who)s, som är under 20 år", who=told.called)
    return _(
        "%(who)s, som är mellan %(first)s och %(last)s år",
        who=told.called,
        first=decade,
        last=decade + 9,
    )


def state(card: Card) -> str | None:
    """What has been answered; None while the question stands."""
    if card.word is Word.YES:
        return _("Du har sagt ja. Vi hör av oss när personen har fått frågan.")
    if card.word is Word.ASKED and card.wants_more:
        return _("Vi ringer dig. Du kan svara här när du vill.")
    return None


def _whom(sketch: Sketch) -> str:
    who = str(WHO[sketch.gender])
    if sketch.decade is None:
        return who
    if sketch.decade >= OLDEST:
        return _("%(who)s som är 90 år eller äldre", who=who)
    return _(
        "%(who)s mellan %(first)s och %(last)s år",
        who=who,
        first=sketch.decade,
        last=sketch.decade + 9,
    )


def _proposed(card: Card) -> str:
    """The time that the coordinator said yes to; nothing where none is proposed."""
    if card.meeting is None:
        return ""
    when = phrases.meeting(card.meeting, language(), today=today())
    return _("%(when)s. Det är ett förslag, och ni kan komma överens om en annan tid.", when=when)


def _also(card: Card) -> str:
    """Beside a proposed time, all the times that were told; nothing where that is the only one."""
    known, meeting = card.availability, card.meeting
    is_only = known.one_length == card.minutes and len(known.grid(partly=True)) == 1
    if meeting is None or not known.is_known or is_only:
        return ""
    return _("Tider som går: %(when)s", when=echo(known, language()))


def _when(card: Card) -> str:
    known = card.availability
    if card.no_time:
        return str(_("Vi vet ingen tid som passar alla. Svara ändå: vi frågar dem."))
    often = str(EVERY.get(card.every_weeks, ""))
    if not known.is_known and not known.flexible:
        return often[:1].upper() + often[1:]
    said = capital(echo(known, language()))
    return f"{said}, {often}" if often and card.every_weeks else said


def _where(card: Card) -> str:
    either = " " + _("eller") + " "
    forms = either.join(str(FORMS[form]).lower() for form in FORMS if form in card.forms)
    areas = sorted({sketch.area for sketch in card.sketches if sketch.area})
    parts = [", ".join(areas)]
    is_from_afar = bool(card.forms) and all(Form(form).is_remote for form in card.forms)
    if card.way is not None and not is_from_afar:
        parts.append(phrases.way(card.way, language()))
    said = [forms[:1].upper() + forms[1:], *parts]
    return ". ".join(one for one in said if one)


def _spoken(sketch: Sketch, vocabulary: Vocabulary) -> str:
    able = sorted(
        (word for word, level in sketch.languages.items() if level >= Level.CONVERSATION),
        key=lambda word: (-sketch.languages[word], word),
    )
    said = ", ".join(vocabulary.word(word, language()) for word in able)
    return said[:1].upper() + said[1:]


def _liked(sketch: Sketch, vocabulary: Vocabulary) -> str:
    said = ", ".join(vocabulary.word(word, language()) for word in sketch.likes)
    return said[:1].upper() + said[1:]


def is_visit(card: Card) -> bool:
    """It is about meeting a person."""
    return card.kind is not NeedKind.LOCAL
