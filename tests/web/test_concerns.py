"""/oroanteckningar: a room that is there for one role and for nobody else (R70)."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from matcher.domain.accounts import Role
from matcher.services import trail
from matcher.store.absences import Absence
from matcher.store.accounts import Account
from matcher.store.audit import Look
from matcher.store.concerns import Concern
from tests import tour
from tests.visitor import Visitor


@pytest.fixture
def ylva(signed_in):
    """Who has the role for concerns, and no other."""
    return signed_in(Role.SAFEGUARDING)


def rows(database):
    with database.reading() as session:
        return list(session.scalars(sa.select(Concern).order_by(Concern.noted_at)))


def test_r70_what_was_seen_is_read_on_its_own_page_alone(site, ids, signed_in, ylva):
    """Every page of the site for a coordinator, for a manager too; the control: it is there."""
    others, seen = [signed_in(Role.COORDINATOR), signed_in(Role.MANAGER)], "Dörren stod öppen"
    everywhere = [stop.url for stop in tour.stops(site, ids, methods=("GET",))]
    told = [
        url
        for visitor in others
        for url in everywhere
        if seen in visitor.client.get(url).get_data(as_text=True)
    ]

    assert told == []
    assert seen in ylva.open(f"/oroanteckningar/{ids['concern_id']}").text


def test_r70_112_and_social_services_stand_on_top_of_every_page(ids, ylva):
    for address in ("", "ny", ids["concern_id"]):
        text = ylva.open(f"/oroanteckningar/{address}").text
        assert text.index("Ring 112") < text.index("Socialtjänsten i kommunen")


def test_r70_others_meet_the_page_of_what_never_was(ids, signed_in):
    lena = signed_in(Role.COORDINATOR)
    nothing, hers = (
        lena.open(f"/oroanteckningar/{which}", expect=404).text
        for which in ("0000000000000", ids["concern_id"])
    )

    assert hers == nothing == lena.open("/finns-inte", expect=404).text


def test_r70_searching_whom_it_is_about_loses_nothing_and_puts_nothing_in_an_address(
    database, ylva
):
    answers = {"seen_on": "2026-11-20", "witness": "volunteer", "text": "Två tomma flaskor."}
    page = ylva.send(ylva.open("/oroanteckningar/ny"), answers | {"search": "Zzkanin", "find": "1"})

    assert page.url == "/oroanteckningar/ny"
    kept = page.form("/oroanteckningar/ny").fields
    assert {name: kept[name] for name in answers} == {k: [v] for k, v in answers.items()}

    unchosen = ylva.send(page, expect=422)
    chosen = next(e.get("value") for e in unchosen.every("input") if e.get("name") == "about")
    assert "Två tomma flaskor." in ylva.send(unchosen, {"about": chosen}).text
    assert chosen in {row.volunteer_id or row.recipient_id for row in rows(database)}


def test_faults_stand_at_their_fields_and_nothing_is_lost(database, ylva):
    before = len(rows(database))
    form = ylva.open("/oroanteckningar/ny")

    page = ylva.send(form, {"seen_on": "2026-11-20", "text": "Sågs."}, expect=422)

    assert "Välj vem som såg det." in page.text
    assert "Sågs." in page.text
    assert len(rows(database)) == before


def test_r70_concern_to_be_looked_at_stands_first_on_the_page_of_who_has_the_role(
    ids, site, signed_in
):
    both = Visitor(site).come_in(tour.EMAIL, tour.PASSWORD)
    with_role, without = both.open("/start/"), signed_in(Role.COORDINATOR).open("/start/")
    address = f"/oroanteckningar/{ids['concern_id']}"

    assert "Se till en antecknad oro" in with_role.text
    assert address in with_role.links()
    assert "oro att se till" not in without.text.casefold()


def test_concern_is_handed_over_and_gets_another_day(ids, ylva):
    address = f"/oroanteckningar/{ids['concern_id']}"
    page = ylva.open(address)
    whom = page.form(f"{address}/nasta").element.iter("option")
    chosen = next(one.get("value") for one in whom if "afeguarding" in "".join(one.itertext()))

    refused = ylva.send(page, {"look_on": "2020-01-01"}, action=f"{address}/nasta", expect=422)
    page = ylva.send(page, {"owner_id": chosen}, action=f"{address}/nasta")

    assert "Dagen har redan varit" in refused.text
    assert "hos Safeguarding" in page.text


def test_concern_is_followed_up_closed_and_opened_again(ids, ylva):
    address = f"/oroanteckningar/{ids['concern_id']}"
    page = ylva.open(address)
    page = ylva.send(page, {"kind": "talked", "line": "Hon mår bättre."}, action=f"{address}/gjort")
    assert "Hon mår bättre." in page.text

    page = ylva.send(page, {"outcome": "settled"}, action=f"{address}/avsluta")
    assert "Det är löst" in page.text

    page = ylva.send(page, action=f"{address}/oppna")
    assert "Vad är gjort?" in page.text


def test_page_for_everybody_leads_to_the_room_for_who_has_the_role(ids, signed_in, ylva):
    assert "/oroanteckningar/" in ylva.open("/oro").links()
    assert "/oroanteckningar/" not in signed_in(Role.COORDINATOR).open("/oro").links()


def test_colleagues_are_told_to_whom_a_concern_is_told(ids, signed_in, site):
    assert "Safeguarding" in signed_in(Role.COORDINATOR).open("/oro").text
    assert "Safeguarding" not in Visitor(site).open("/oro").text


def test_r70_log_of_looks_says_nothing_of_concerns_to_others(database, ids, signed_in, ylva):
    ylva.open(f"/oroanteckningar/{ids['concern_id']}")

    page = signed_in(Role.MANAGER).open("/handelser/visningar")

    assert ids["concern_id"] not in page.html
    assert "listan över oro" not in page.text
    with database.reading() as session:
        look = session.scalars(sa.select(Look).where(Look.about_id == ids["concern_id"])).first()
        asked = {"page": 1, "about_id": look.about_id, "centre": look.centre_id}
        assert trail.looks(session, **asked, roles=[Role.SAFEGUARDING]).count
        assert trail.looks(session, **asked).count == 0


def test_r70_trail_of_deeds_says_nothing_of_concerns_to_others(ids, signed_in):
    assert "antecknade en oro" not in signed_in(Role.COORDINATOR).open("/handelser/").text


def test_r70_page_for_everybody_says_who_is_away_and_whom_to_tell_then(database, ids, signed_in):
    lena = signed_in(Role.COORDINATOR)
    long = {"from_on": date(2020, 1, 1), "until_on": date(2100, 1, 1)}
    with database.writing() as session:
        asked = sa.select(Account).options(selectinload(Account.grants))
        accounts = list(session.scalars(asked))
        for one in accounts:
            cover = next(other for other in accounts if other is not one)
            if any(grant.role is Role.SAFEGUARDING for grant in one.grants):
                who = {"account_id": one.id, "cover_id": cover.id, "centre_id": one.centre_id}
                session.add(Absence(**who, **long))

    page = lena.open("/oro").text

    assert "Borta till och med" in page
    assert "Den som har hand om oro är borta." in page
