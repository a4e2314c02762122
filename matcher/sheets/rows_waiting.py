"""A row of a waiting list: a person, what she would like, and what she has said yes to."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from matcher.domain.boundaries import ESCORTS
from matcher.domain.concepts import Kind
from matcher.domain.consent import ConsentKind
from matcher.domain.errors import Fault
from matcher.domain.needs import NeedKind, NewNeed
from matcher.domain.people import SaidWord, WordStance
from matcher.domain.recipients import PRIORITY_CLASSES, NewRecipient, ReachBy
from matcher.domain.spelling import exact
from matcher.sheets import (
    cells,
    cells_of_people,
    homes,
    meanings,
    rows_aside,
    rows_edges,
    rows_ended,
    rows_health,
    rows_kind,
    rows_never,
    rows_people,
    rows_reached,
    rows_times,
    rows_unread,
    rows_waits,
    rows_where,
    rows_wishes,
    rows_yes,
    rows_young,
    whereabouts,
)
from matcher.sheets.readings import Reading, Understood, Unsure, World, unsure
from matcher.sheets.rhythms import minutes, rhythm, weeks_between
from matcher.sheets.rows import Cell, Cells, Reader, ToldWaiting
from matcher.sheets.rows_people import day_or_yes, past, plain, text_of, words_of

REACHED_BY = {
    "telefon": ReachBy.PHONE, "tel": ReachBy.PHONE, "ring": ReachBy.PHONE, "phone": ReachBy.PHONE,
    "brev": ReachBy.LETTER, "post": ReachBy.LETTER, "letter": ReachBy.LETTER,
    "stor stil": ReachBy.LARGE_LETTER, "brev stor stil": ReachBy.LARGE_LETTER,
    "anhörig": ReachBy.RELATIVE, "relative": ReachBy.RELATIVE, "dotter": ReachBy.RELATIVE,
    "son": ReachBy.RELATIVE, "e-post": ReachBy.EMAIL, "mejl": ReachBy.EMAIL,
    "mail": ReachBy.EMAIL, "email": ReachBy.EMAIL,
}  # fmt: skip
NO_STREET = "street_maybe_area"
LONGEST_STREET = 120
_STREET = re.compile(
    r"\d|\b\w*(?:gata|gatan|väg|vägen|gränd|gränden|stig|stigen|torg|torget|allén?|backe|backen"
    r"|plan|planen|plats|platsen|gård|gården|box|c/o)\b",
    re.IGNORECASE,
)
_BY_LETTER = re.compile(
    r"(?:(?:(?:telefon|tel) )?(?:saknas|saknar|finns (?:inte|ej)|nej)|(?:har )?(?:ingen|inte|ej))"
    r"(?: telefon)?(?:[,;.:–-]| men)*\s*"
    r"(?:(?:skriv|skicka|sänd|bara|endast|via|per|använd) ?)*(?:ett )?brev(?:et)?"
    r"|(?:skriv|skicka|sänd) (?:ett )?brev"
)
NOT_ASKED = "own_yes_denied"  # the fault of a row that is kept out, to be called about (R19)


def _reach_by(text: str, _world: World) -> Reading:
    way = REACHED_BY.get(text.strip().casefold())
    return (
        Understood(way) if way else unsure("reach_by_not_read", "telefon", "brev", said=text[:40])
    )


def _street(text: str, world: World) -> Reading:
    """A line of an address; a word that is no street, "centrum", may be a part of town."""
    if exact(text) in meanings.NOTHING:
        return Understood(None)
    is_street = _STREET.search(text) or exact(text) in world.settled
    if is_street or len(text) > LONGEST_STREET:
        return text_of(LONGEST_STREET)(text, world)
    return unsure(NO_STREET, text, "nej", value=text, piece=text, said=text[:40])


def _class(text: str, _world: World) -> Reading:
    return cells.whole(text, low=PRIORITY_CLASSES[0], high=PRIORITY_CLASSES[-1])


READERS: Mapping[str, Reader] = {
    **rows_people.READERS,
    "function": words_of(WordStance.FUNCTION, Kind.HEALTH, keeps=False),
    "minutes": minutes,
    "every_weeks": rhythm,
    "from_on": rows_edges.begins,
    "until_on": rows_edges.ends,
    "street": _street,
    "home": plain(homes.traits),
    "reach_by": _reach_by,
    "kind": rows_kind.kind,
    rows_kind.MATCHED: rows_kind.matched,
    "must_languages": meanings.spoken,
    "wanted_months": rows_people.months,
    "priority_class": _class,
    "waiting_since": past,
    "consent_on": day_or_yes,
    "consent_heard_by": text_of(120),
    "consent_how": rows_yes.how,
    rows_young.GUARDIANS_YES: day_or_yes,
}


def told(found: Cells, world: World) -> ToldWaiting | Fault:
    """What the row tells, or why nothing of it can be taken."""
    rows_people.tell_mail_apart(found)
    rows_reached.tell_apart(found)
    _tell_letters_apart(found)
    rows_times.tell_rhythm_apart(found, world)
    rows_edges.tell_apart(found, world)
    rows_times.tell_times_apart(found, world)
    _tell_place_apart(found, world)
    if over := rows_ended.over(found):
        return over
    name = rows_people.name_of(found)
    if name is None:
        return rows_people.no_name(found)
    if rows_yes.is_denied(found):
        rows_yes.ask_for_the_whole(found)
        return Fault(NOT_ASKED)
    rows_ended.ask_of_a_volunteer(found)
    if no := rows_young.denied(found, world) or rows_kind.has_somebody(found):
        return no
    if rests := rows_ended.rests(found, world):
        return rests
    rows_waits.ask(found, world, is_wish=True)
    rows_yes.tell_apart(found)
    rows_wishes.tell_named_apart(found, world)
    rows_wishes.tell_apart(found, world)
    told_of_health = rows_aside.tell_apart(found, world)
    consents = rows_young.consented(found, rows_yes.consents_of(found), world)
    has_health = any(consent.kind is ConsentKind.HEALTH for consent in consents)
    rows_health.keep_unconsented_out(found, world, consented=has_health, beside=told_of_health)
    never = rows_never.refuse(found, world)
    if never and exact(found.written("kind")) in cells.NO:
        found.settle("kind", None)
        return never  # nothing else was wished for
    rows_health.keep_diagnoses_out(found)
    since = found.told("waiting_since", world.on)
    new, need = _new(found, world, name, since), _need(found, world, since)
    rows_unread.ask(found, world)
    return ToldWaiting(new, need, consents, is_wished=rows_kind.is_wished(found))


def _tell_place_apart(found: Cells, world: World) -> None:
    """Centrum below Adress, where nothing else says where: a place, and no street. And the street
    of "Kungsgatan 14, Sala" below Bor: a letter goes there.
    """
    street = found.by_field.get("street")
    if street is None and (line := whereabouts.street_before(found.written("town"), world)):
        found.by_field["street"] = Cell("street", line, Understood(line))
        return
    is_asked = street is not None and isinstance(street.reading, Unsure)
    if street is None or not is_asked or any(map(found.was_told, ("town", "area", "postcode"))):
        return
    del found.by_field["street"]
    place = whereabouts.town(street.written, world)
    found.by_field["town"] = Cell("town", street.written, place)


def _tell_letters_apart(found: Cells) -> None:
    """Saknas, skriv brev, below Telefon: she has none, and is written to."""
    if _BY_LETTER.fullmatch(exact(found.written("phone")).strip(". ")):
        found.settle("phone", None)
        if not found.was_told("reach_by"):
            told = Cell("reach_by", found.written("phone"), Understood(ReachBy.LETTER))
            found.by_field["reach_by"] = told


def _new(found: Cells, world: World, name: cells_of_people.Name, since: date) -> NewRecipient:
    contact, where = rows_people.contact_of(found), rows_where.where(found, world)
    return NewRecipient(
        name.first,
        since,
        name.surname,
        contact.phone,
        contact.email,
        reach_by=found.told("reach_by", ReachBy.PHONE),
        birth_year=found.get("birth_year"),
        gender=found.get("gender"),
        postcode=where.postcode,
        area_id=where.area_id,
        place=where.place,
        street=found.get("street"),
        town=where.town if found.was_told("street") else None,
        languages=rows_people.languages_of(found),
        words=(
            *rows_people.words_in(found, "interests", "dislikes", "function"),
            *_disliked(found),
        ),
        gender_wish=rows_wishes.gender_wish_of(found),
        home=rows_people.home_of(found, "home"),
        bears=rows_people.borne(found),
        background=found.told("background", rows_people.mixed_of(found).background),
        priority_class=found.get("priority_class"),
    )


def _wished(found: Cells) -> tuple[SaidWord, ...]:
    words: tuple[SaidWord, ...] = found.told("tasks", ())
    return tuple(said for said in words if said.stance is not WordStance.WILL_NOT)


def _disliked(found: Cells) -> tuple[SaidWord, ...]:
    """Inte promenad, among what she wishes for, is what she would not like."""
    words: tuple[SaidWord, ...] = found.told("tasks", ())
    denied = (said for said in words if said.stance is WordStance.WILL_NOT)
    return tuple(replace(said, stance=WordStance.DISLIKES) for said in denied)


def _need(found: Cells, world: World, since: date) -> NewNeed:
    availability, said = rows_times.times_of(found)
    tasks = _wished(found)
    kind = rows_kind.kind_of(found, tasks, world)
    rows_edges.refuse_impossible(
        found, world, is_escort=any(said.concept in ESCORTS for said in tasks)
    )
    is_once = kind is NeedKind.ERRAND and not found.was_told("every_weeks")
    return NewNeed(
        kind,
        since,
        forms=rows_people.forms_of(found),
        availability=availability,
        availability_said=said,
        minutes=found.told("minutes", 60),
        every_weeks=0 if is_once else weeks_between(found, availability),
        from_on=found.get("from_on"),
        until_on=found.get("until_on"),
        wanted_months=found.get("wanted_months"),
        must_languages=frozenset(found.told("must_languages", {})),
        children_present=rows_people.is_with_children(tasks, world)
        or rows_young.is_young(found, world),
        words=tasks,
    )
