"""/matchningar, /kort and /besok: a match from the yes to the visits, page by page, and who sees
what on the way over HTML, calendar and mail.
"""

import re
from datetime import time, timedelta

import pytest
import sqlalchemy as sa

from matcher.domain.contact_ladder import Field
from matcher.domain.match_reasons import EndReason, MeetingPlace
from matcher.domain.matches import MatchState
from matcher.domain.people import Trait
from matcher.domain.plans import TodoKind, TodoState
from matcher.domain.regular_times import RegularTime
from matcher.services import letters, match_asking, match_circles, match_ends, recipients
from matcher.store import match_life
from matcher.store.letters import Letter
from matcher.store.matches import Match
from matcher.store.recipients import Recipient
from matcher.store.todos import Todo
from matcher.store.visits import Visit
from matcher.store.volunteers import Volunteer
from tests.domain.test_contact_ladder import RECIPIENT_HEARS, VOLUNTEER_SEES, cells
from tests.make import AT, a_waiting, hashed
from tests.services.pairs import NO, YES, Pair
from tests.visitor import Visitor
from tests.web.desk import PASSWORD, rows

# What each field looks like on a page; none of it may be anywhere else.
PERSON = {
    "first_name": "Zzaino", "surname": "Zzkarv", "phone": "+46701740699", "birth_year": 1942,
    "languages": {"swedish": 3, "finnish": 3}, "consents": ("matching", "sketch"),
    "words": (("likes", "chess"),), "home": ((Trait.CAT, True),),
}  # fmt: skip
SIGNS = {
    Field.SKETCH: ("mellan 80 och 89", "Där finns katt", "finska", "schack"),
    Field.CALLED_NAME: ("Zzaino",),
    Field.MEETING: ("Första mötet är", "T090000Z", "26 november kl."),
    Field.PLACE: ("Zzkaféet",),
    Field.STREET: ("Zzgatan",),
    Field.PHONE: ("0701740699", "070-174 06 99", "+46701740699"),
    Field.REGULAR_TIME: ("13.35", "T133500"),
}
NEVER = ("Zzkarv", "1942")  # no state shows a surname or a year of birth
NAMED = re.compile("Zz(aino|karv|gatan|kaf)")  # two letters alone may stand in a token


@pytest.fixture
def site(app):
    """The site, whose clock the test turns with `turn`."""
    return turn(app, AT)


def turn(app, at):
    app.config["CLOCK"] = lambda: at
    return app


def make_pair(database, *steps, **facts):
    """A pair that has come through these steps; the moment after them, and the letters' links."""
    account = {"email": "lena@example.org", "password_hash": hashed(PASSWORD)}
    with database.writing() as session:
        pair = Pair(session, **{"account": account, "recipient": PERSON} | facts)
        for step in steps:
            step(pair)
        pair.links = dict(
            re.search(r"/(kort|besok)/(\S+)", letter.text).groups()
            for letter in session.scalars(sa.select(Letter).order_by(Letter.made_at, Letter.id))
        )
        pair.volunteer_id, pair.recipient_id = pair.volunteer.id, pair.recipient.id
    return pair


def lena_of(app):
    return Visitor(app).come_in("lena@example.org", PASSWORD)


def state_of(database, pair):
    with database.reading() as session:
        return session.get(Match, pair.id).state


# ── the coordinator's way ─────────────────────────────────────────────────────────────────────


def test_match_goes_from_the_yes_to_the_trial_by_its_page(site, database):
    pair = make_pair(database)
    lena = lena_of(site)
    at = f"/matchningar/{pair.id}"

    lena.send(lena.open(at), action=f"{at}/kort")
    pair.links = links(database)
    answer(site, pair, "ja")
    assert "Besvarat" in lena.open("/lador/").text
    page = lena.open(at)
    form = next(form for form in page.forms() if "/svar/" in form.action)
    lena.send(form, {"says": "ja"})
    meeting = {"day": "2026-11-25", "time": "14:00", "where": "home"}
    asked = lena.send(lena.open(at).form(f"{at}/mote"), meeting, expect=422)
    assert "Tiden är utanför de tider Zzaino har sagt," in asked.text
    page = lena.send(asked.form(f"{at}/mote"), {"agreed": "y"})
    assert "Första mötet är bokat" in page.text
    lena = lena_of(turn(site, AT + timedelta(days=2, hours=10)))
    lena.send(lena.open(at).form(f"{at}/mote/hallet"), {"who": "us"})

    assert state_of(database, pair) is MatchState.TRIAL


@pytest.mark.parametrize("state", [MatchState.APPROVED, MatchState.VOLUNTEER_YES])
def test_page_says_when_they_can_and_what_to_ask_until_they_have_met(site, database, state):
    pair = make_pair(database, STEPS[state])
    page = lena_of(turn(site, pair.at)).open(f"/matchningar/{pair.id}")

    said = page.text.partition("Det här gäller det")[2].partition("Att göra")[0]
    assert "kl. 09.00–10.00, från " in said
    assert "Karin: går det bra med katt?" in said


def test_page_of_those_who_meet_asks_nothing_first(site, database):
    pair = make_pair(database, STEPS[MatchState.TRIAL])
    page = lena_of(turn(site, pair.at)).open(f"/matchningar/{pair.id}")

    assert "Det här gäller det" not in page.text


def test_first_meeting_is_begun_with_the_proposed_time(site, database):
    pair = make_pair(database, STEPS[MatchState.BOTH_YES])
    page = lena_of(turn(site, pair.at)).open(f"/matchningar/{pair.id}")

    form = page.form(f"/matchningar/{pair.id}/mote")
    assert form.fields["time"] == ["09:00"]
    assert form.fields["where"] == ["home"]
    assert "Tiden nedan är ett förslag." in page.text


def test_first_meeting_in_the_night_is_asked_about_and_nothing_is_lost(site, database):
    pair = make_pair(database, STEPS[MatchState.BOTH_YES])
    lena, at = lena_of(turn(site, pair.at)), f"/matchningar/{pair.id}/mote"
    night = {"day": "2026-12-01", "time": "03:00", "where": "home"}

    early = lena.send(lena.open(at).form(at), night, expect=422)
    late = lena.send(early.form(at), {"time": "22:00"}, expect=422)

    assert "Kl. 03.00 är mitt i natten. Menade du kl. 15.00?" in early.text
    assert early.form(at).fields["time"] == ["03:00"]
    assert "Kl. 22.00 är för sent. Skriv en tid före kl. 22.00." in late.text


def test_r37_what_is_to_be_asked_first_is_answered_with_the_yes_and_kept_as_a_fact(site, database):
    pair = make_pair(database, volunteer={"email": None, "traits": {"has": {}, "bears": {}}})
    lena, at = lena_of(turn(site, pair.at)), f"/matchningar/{pair.id}"
    page = lena.open(at)
    assert "Karin: går det bra med katt?" in page.text.partition("Fråga först")[2]
    form = next(one for one in page.forms() if "/svar/" in one.action)
    lena.send(form, {"says": "ja", "bears_cat": "rather_not"})

    with database.reading() as session:
        assert session.get(Volunteer, pair.volunteer_id).traits["bears"] == {"cat": "rather_not"}
    assert state_of(database, pair) is MatchState.VOLUNTEER_YES
    assert "går det bra med katt?" not in lena.open(at).text


def first_answer(lena, at):
    """The form of the next answer on a match's page."""
    return next(one for one in lena.open(at).forms() if "/svar/" in one.action)


def bears_of(database, pair):
    with database.reading() as session:
        return session.get(Volunteer, pair.volunteer_id).traits["bears"]


def test_r47_yes_against_a_wish_told_with_it_wants_a_reason_and_keeps_what_was_told(site, database):
    pair = make_pair(database, volunteer={"email": None, "traits": {"has": {}, "bears": {}}})
    lena, at = lena_of(turn(site, pair.at)), f"/matchningar/{pair.id}"

    page = lena.send(first_answer(lena, at), {"says": "ja", "bears_cat": "no"}, expect=422)
    assert "Ett ja går nu emot ett önskemål." in page.text
    assert "En av dem klarar inte katt." in page.text
    assert (bears_of(database, pair), state_of(database, pair)) == ({"cat": "no"}, "approved")
    form = next(one for one in page.forms() if "/svar/" in one.action)
    assert form.fields["says"] == ["ja"]

    lena.send(first_answer(lena, at), {"says": "ja"}, expect=422)  # asked anew without a reason
    lena.send(form, {"override_reason": "both_agreed"})
    assert state_of(database, pair) is MatchState.VOLUNTEER_YES


def test_r34_allergy_that_a_colleague_wrote_meanwhile_stands_and_stops_the_yes(site, database):
    hers = {"email": None, "traits": {"has": {}, "bears": {}}, "consents": ("health",)}
    pair = make_pair(database, volunteer=hers)
    lena, at = lena_of(turn(site, pair.at)), f"/matchningar/{pair.id}"
    old = first_answer(lena, at)
    with database.writing() as session:
        hers = session.get(Volunteer, pair.volunteer_id)
        hers.traits = {"has": {}, "bears": {"cat": "allergy"}}

    page = lena.send(old, {"says": "ja", "bears_cat": "fine"}, expect=422)
    assert "Katt: Någon annan har skrivit in ett annat svar" in page.text
    form = first_answer(lena, at)
    crafted = {name: said[-1] for name, said in form.fields.items()} | {"bears_dog": "no"}
    page = lena.post(form.action, crafted | {"says": "ja"}, expect=422)

    assert "allerg" in page.text.lower()
    assert bears_of(database, pair) == {"cat": "allergy"}  # and no dog, which was not asked about
    assert state_of(database, pair) is MatchState.APPROVED


def test_r66_who_calls_reads_what_may_be_said_of_the_other_and_no_more(site, database):
    hers = {"surname": "Zzek", "birth_year": 1988, "languages": {"finnish": 3}}
    pair = make_pair(database, volunteer=hers)
    lena, at = lena_of(turn(site, pair.at)), f"/matchningar/{pair.id}"
    of_person = lena.open(at).text.partition("Det här får du säga:")[2].partition("Vad blev")[0]
    assert "En person mellan 80 och 89 år" in of_person
    assert not NAMED.search(of_person)

    page = lena.open(at)
    form = next(one for one in page.forms() if "/svar/" in one.action)
    lena.send(form, {"says": "ja"})
    of_volunteer = lena.open(at).text.partition("Det här får du säga:")[2].partition("Vad blev")[0]

    assert "Karin, som är mellan 30 och 39 år" in of_volunteer
    assert "Finska" in of_volunteer
    assert "Zzek" not in of_volunteer


def test_start_page_leads_to_ones_own_matches(site, database):
    pair = make_pair(database)
    lena = lena_of(site)
    own = lena.open("/start/").link("Visa dina matchningar")
    assert "Zzaino" in lena.open(own).text
    with database.writing() as session:
        session.get(Match, pair.id).owner_id = None

    assert "Zzaino" not in lena.open(own).text
    assert "Zzaino" in lena.open("/matchningar/").text


def test_story_tells_an_answer_once(site, database):
    pair = make_pair(database, STEPS[MatchState.BOTH_YES])
    page = lena_of(turn(site, pair.at)).open(f"/matchningar/{pair.id}")

    story = page.text.partition("Så har det gått")[2]
    assert "Personen sa ja." in story
    assert ": klart." not in story


def links(database):
    with database.reading() as session:
        return dict(
            re.search(r"/(kort|besok)/(\S+)", letter.text).groups()
            for letter in session.scalars(sa.select(Letter).order_by(Letter.made_at, Letter.id))
        )


def test_approved_match_says_who_is_contacted_and_has_one_main_button(site, database):
    pair = make_pair(database)

    page = lena_of(site).open(f"/matchningar/{pair.id}")

    main = [e for e in page.every("button") if "main" in (e.get("class") or "").split()]
    assert "Personen är inte kontaktad." in page.text
    assert len([e for e in main if not inside_details(page, e)]) == 1


def inside_details(page, element):
    return any(element in set(d.iter()) for d in page.every("details"))


STEPS = {
    MatchState.APPROVED: lambda pair: pair,
    MatchState.VOLUNTEER_ASKED: lambda pair: pair.by_card(),
    MatchState.VOLUNTEER_YES: lambda pair: pair.by_card().volunteer_says(),
    MatchState.RECIPIENT_ASKED: lambda pair: half_asked(pair.by_card()),
    MatchState.BOTH_YES: lambda pair: pair.by_card().both_yes(),
    MatchState.MEETING_BOOKED: lambda pair: pair.by_card().both_yes().book(),
    MatchState.TRIAL: lambda pair: pair.by_card().in_trial(),
    MatchState.ACTIVE: lambda pair: pair.by_card().active(),
    MatchState.PAUSED: lambda pair: pair.by_card().active().pause(),
    MatchState.ENDING: lambda pair: ended(pair.by_card().active(), whole=False),
    MatchState.ENDED: lambda pair: ended(pair.by_card().active(), whole=True),
    MatchState.DECLINED: lambda pair: pair.by_card().volunteer_says(NO),
}


def half_asked(pair):
    """A group of two, of whom one has said yes and the other has not been asked."""
    friend = a_waiting(pair.session, pair.centre, first_name="Bertil", phone="+46701740623")
    match_circles.join_person(pair.session, pair.id, friend.id, **pair.who)
    hers = next(p for p in pair.match.participants if p.recipient_id == pair.recipient.id)
    pair.volunteer_says()
    match_asking.recipient_answers(pair.session, pair.id, hers.id, YES, **pair.who)
    return pair


def ended(pair, *, whole):
    match_ends.begin_ending(pair.session, pair.id, EndReason.MOVED, **pair.who)
    if whole:
        for one in pair.match.participants:
            match_ends.talked(pair.session, pair.id, one.id, **pair.who)
        match_ends.end(pair.session, pair.id, waits_again=True, **pair.who)
    return pair


@pytest.mark.parametrize("state", STEPS)
def test_page_of_a_match_is_in_order_in_every_state_and_language(site, database, state):
    pair = make_pair(database, STEPS[state])
    turn(site, pair.at)
    lena = lena_of(site)

    for language in ("sv", "en"):
        page = lena.open(f"/matchningar/{pair.id}?lang={language}")
        assert "Zzaino Z." in page.text
        assert lena.open(f"/matchningar/?lang={language}&visa=over").status == 200


def test_pages_of_an_ending_say_what_becomes_of_who_was_looked_for_meanwhile(site, database):
    pair = make_pair(database, STEPS[MatchState.PAUSED])
    lena, at = lena_of(turn(site, pair.at)), f"/matchningar/{pair.id}"
    page = lena.send(lena.open(at), action=f"{at}/ersattare")
    assert "Ni söker en ersättare." in page.text

    page = lena.open(f"{at}/avsluta")
    assert "Ni slutar söka en ersättare." in page.text
    page = lena.send(page.form(f"{at}/avsluta"), {"reason": "moved"})
    assert "Ni slutar söka en ersättare." in page.text


def test_story_tells_with_whom_each_closing_talk_was(site, database):
    pair = make_pair(database, STEPS[MatchState.ENDING])
    lena, at = lena_of(turn(site, pair.at)), f"/matchningar/{pair.id}"
    held, _hers, _held, not_wanted = (f for f in lena.open(at).forms() if "/samtal/" in f.action)
    for talk in (held, not_wanted):
        lena.send(talk)

    story = lena.open(at).text.partition("Så har det gått")[2]
    assert "Karin: Avslutande samtal." in story
    assert "Zzaino: Ville inte ha något avslutande samtal." in story


def test_start_page_leads_to_a_logged_follow_up_in_three_clicks(site, database):
    pair = make_pair(database, STEPS[MatchState.TRIAL])
    turn(site, pair.at + timedelta(days=3))
    lena = lena_of(site)
    row = next(e for e in lena.open("/start/").every("a") if "uppföljning" in "".join(e.itertext()))
    page = lena.open(row.get("href").partition("#")[0])  # one: the row
    form = next(
        form for form in page.forms() if "/gora/" in form.action and "result" in form.names()
    )

    lena.send(form, {"result": "fine", "line": "Allt väl."})  # two: the answer; three: save

    with database.reading() as session:
        done = session.scalars(sa.select(Todo).where(Todo.state == TodoState.DONE)).all()
        kept = [one.line for one in done if one.kind is TodoKind.FOLLOW_UP]
    assert kept == ["Allt väl."]


def test_call_without_an_answer_stands(site, database):
    pair = make_pair(database, STEPS[MatchState.TRIAL])
    turn(site, pair.at)
    with database.reading() as session:
        todo = next(t for t in match_life.open_todos(session, pair.id, centre=pair.centre.id)
                    if t.kind is TodoKind.FOLLOW_UP)  # fmt: skip
    lena = lena_of(site)
    page = lena.open(f"/matchningar/{pair.id}?gora={todo.id}")
    lena.send(page.form(f"/matchningar/{pair.id}/gora/{todo.id}"), {"result": "no_answer"})

    with database.reading() as session:
        assert session.get(Todo, todo.id).state is TodoState.OPEN


def test_identity_number_is_not_kept_in_the_line_of_a_call(site, database):
    pair = make_pair(database, STEPS[MatchState.TRIAL])
    turn(site, pair.at)
    with database.reading() as session:
        todo = match_life.open_todos(session, pair.id, centre=pair.centre.id)[0]
    lena = lena_of(site)
    page = lena.open(f"/matchningar/{pair.id}?gora={todo.id}")
    answers = {"result": "fine", "line": "811218-9876"}

    said = lena.send(page.form(f"/matchningar/{pair.id}/gora/{todo.id}"), answers, expect=422)

    assert "811218" not in str([one.line for one in rows(database, Todo)])
    assert "Fel:" in said.text


def test_call_that_is_refused_leads_from_the_top_of_the_page_to_its_field(site, database):
    pair = make_pair(database, STEPS[MatchState.TRIAL])
    turn(site, pair.at)
    with database.reading() as session:
        todo = match_life.open_todos(session, pair.id, centre=pair.centre.id)[0]
    lena = lena_of(site)
    page = lena.open(f"/matchningar/{pair.id}?gora={todo.id}")

    said = lena.send(page.form(f"/matchningar/{pair.id}/gora/{todo.id}"), {}, expect=422)

    assert "<title>Fel: " in said.html
    assert 'role="alert"' in said.html
    assert 'href="#result-0"' in said.html


# ── the card ──────────────────────────────────────────────────────────────────────────────────


def test_r5_opening_a_card_uses_nothing_up(site, database):
    pair = make_pair(database, STEPS[MatchState.VOLUNTEER_ASKED])
    scanner = Visitor(site)
    for _ in range(3):
        scanner.open(f"/kort/{pair.links['kort']}")

    assert state_of(database, pair) is MatchState.VOLUNTEER_ASKED
    answer(site, pair, "ja")
    assert state_of(database, pair) is MatchState.VOLUNTEER_YES


def answer(site, pair, said):
    visitor = Visitor(site)
    form = visitor.open(f"/kort/{pair.links['kort']}").form()
    return visitor.client.post(form.action, data=form.fields | {"svar": said})


def test_card_is_answered_once(site, database):
    pair = make_pair(database, STEPS[MatchState.VOLUNTEER_ASKED])
    visitor = Visitor(site)
    form = visitor.open(f"/kort/{pair.links['kort']}").form()
    for _ in range(2):
        visitor.client.post(form.action, data=form.fields | {"svar": "ja"})
    visitor.client.post(form.action, data=form.fields | {"svar": "inte-nu"})

    assert state_of(database, pair) is MatchState.VOLUNTEER_YES


def test_not_now_is_as_large_as_yes_and_asks_for_no_reason(site, database):
    pair = make_pair(database, STEPS[MatchState.VOLUNTEER_ASKED])
    form = Visitor(site).open(f"/kort/{pair.links['kort']}").form()

    assert form.names() == {"csrf_token", "om", "svar", "telefon"}
    answer(site, pair, "inte-nu")
    assert state_of(database, pair) is MatchState.DECLINED


def test_tell_me_more_makes_a_call_and_keeps_the_card(site, database):
    pair = make_pair(database, STEPS[MatchState.VOLUNTEER_ASKED])
    answer(site, pair, "mer")

    kinds = [one.kind for one in rows(database, Todo) if one.state is TodoState.OPEN]
    assert TodoKind.TELL_MORE in kinds
    turn(site, AT + timedelta(days=20))
    assert answer(site, pair, "ja").status_code == 303


def test_card_is_over_after_its_last_day(site, database):
    pair = make_pair(database, STEPS[MatchState.VOLUNTEER_ASKED])
    turn(site, AT + timedelta(days=9))

    page = Visitor(site).open(f"/kort/{pair.links['kort']}", expect=404)

    assert "Frågan gäller inte längre" in page.text


def test_r68_sketch_gives_a_decade_and_no_small_area(site, database):
    pair = make_pair(database, STEPS[MatchState.VOLUNTEER_ASKED])

    page = Visitor(site).open(f"/kort/{pair.links['kort']}")

    assert "mellan 80 och 89 år" in page.text
    assert "katt" in page.text
    assert not [word for word in ("Zz", "84", "1942", "Uppsala") if word in page.text]


def test_r20_without_a_yes_to_be_described_the_card_holds_only_the_frame(site, database):
    silent = PERSON | {"consents": ("matching",)}
    pair = make_pair(database, STEPS[MatchState.VOLUNTEER_ASKED], recipient=silent)

    page = Visitor(site).open(f"/kort/{pair.links['kort']}")

    assert not [word for word in ("80", "katt", "inska", "chack") if word in page.text]
    assert "60 minuter" in page.text
    assert "Tisdagar kl. 09.00–10.00, från 1 december. Det är ett förslag" in page.text
    assert "Tider som går: tisdagar 9–12" in page.text


# ── what is seen when: HTML, calendar, mail ───────────────────────────────────────────────────


def everything_a_volunteer_can_open(site, database, pair):
    """The text of every page and file that her links and her own page lead to, as she would get it
    today. The copy of all that is kept about her is no rung of the ladder: there also stands when
    and where she was, for as long as it is kept (R75).
    """
    said = [
        answer.get_data(as_text=True)
        for at, answer in own_answers(site, database, pair)
        if at not in COPIES
    ]
    for room, token in pair.links.items():
        visitor = Visitor(site)
        answer = visitor.client.get(f"/{room}/{token}")
        said.append(answer.get_data(as_text=True))
        if room == "besok":
            said.append(visitor.client.get(f"/besok/{token}/kalender.ics").get_data(as_text=True))
            said.append(opened(visitor, token))
    return " ".join(said)


COPIES = ("/min-sida/uppgifter/kopia", "/min-sida/uppgifter/fil")
NEVER_COPIED = (Field.SKETCH, Field.CALLED_NAME, Field.STREET, Field.PHONE)


def test_r66_r75_copy_of_what_is_kept_about_her_tells_nothing_of_whom_she_meets(site, database):
    pair = make_pair(database, STEPS[MatchState.ACTIVE], allow_phone)
    answers = dict(own_answers(turn(site, pair.at), database, pair))

    said = " ".join(answers[at].get_data(as_text=True) for at in COPIES)

    assert "trial" in said
    signs = [sign for field in NEVER_COPIED for sign in SIGNS[field]]
    assert [word for word in (*signs, *NEVER) if word in said] == []


def own_answers(site, database, pair):
    """(address, answer) of her own page and of all that can be reached from there by links."""
    with database.writing() as session:
        volunteer = session.get(Volunteer, pair.volunteer_id)
        token = letters.own_page_link(session, volunteer, at=site.config["CLOCK"]())
    hers = Visitor(site)
    hers.send(hers.open(f"/min-sida/in/{token}"))
    asked, to_ask = {}, ["/min-sida/"]
    while to_ask:
        at = to_ask.pop()
        asked[at] = hers.client.get(at)
        found = re.findall(r'href="(/min-sida/[^"#?]*)"', asked[at].get_data(as_text=True))
        to_ask += {href for href in found if href not in asked and href not in to_ask}
    return asked.items()


def opened(visitor, token):
    """The page behind the last digits of her own number."""
    page = visitor.client.get(f"/besok/{token}")
    found = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page.get_data(as_text=True))
    data = {"digits": "0611", "csrf_token": found[-1] if found else ""}
    return visitor.client.post(f"/besok/{token}/vem", data=data).get_data(as_text=True)


SEEN = [
    (state, field, is_seen)
    for state, field, is_seen in cells(VOLUNTEER_SEES)
    if state in STEPS and field in SIGNS
]


@pytest.mark.parametrize("state", STEPS)
def test_r66_pages_and_calendar_show_what_the_ladder_lets_through_and_no_more(
    site, database, state
):
    pair = make_pair(database, STEPS[state], allow_phone, agree_on_a_time, name_a_place)
    turn(site, pair.at + timedelta(days=1, hours=2))

    said = everything_a_volunteer_can_open(site, database, pair)

    for _state, field, is_seen in (cell for cell in SEEN if cell[0] is state):
        shown = [sign for sign in SIGNS[field] if sign in said]
        assert bool(shown) is is_seen, (field, shown)
    assert [word for word in NEVER if word in said] == []


def allow_phone(pair):
    """The person lets the volunteer have the number, when that can be asked."""
    for one in pair.match.participants:
        one.shares_phone = True


def agree_on_a_time(pair):
    """When they usually meet, as the row keeps it in every state."""
    agreed = RegularTime(pair.at.date() + timedelta(days=7), time(13, 35), 90, 2)
    pair.match.regular_time = agreed.to_json()


def name_a_place(pair):
    """Where they first meet, as the row keeps it in every state."""
    pair.match.meeting_place = "Zzkaféet"


def test_r66_street_is_on_no_page_before_two_days_before_a_meeting_at_home(site, database):
    pair = make_pair(database, STEPS[MatchState.MEETING_BOOKED])
    turn(site, pair.at + timedelta(hours=23))

    said = everything_a_volunteer_can_open(site, database, pair)

    assert "Zzaino" in said
    assert "Zzgatan" not in said
    turn(site, pair.at + timedelta(days=3, minutes=1))  # and the hour of the meeting has come
    assert "Första mötet var" in Visitor(site).open(f"/besok/{pair.links['besok']}").text


HEARD = {cell[:2] for cell in cells(RECIPIENT_HEARS) if cell[2]}
SIGNS_OF_HER = {
    Field.SKETCH: ("mellan 30 och 39", "Finska"),
    Field.CALLED_NAME: ("Karin",),
    Field.MEETING: ("26 november",),
    Field.PLACE: ("Zzkaféet",),
    Field.PHONE: ("070-174 06 11", "0701740611", "+46701740611"),
    Field.REGULAR_TIME: ("13.35",),
}


@pytest.mark.parametrize("state", STEPS)
def test_r66_letter_to_the_person_says_what_the_ladder_lets_her_hear_and_no_more(
    site, database, state
):
    spoken = {"swedish": 3, "finnish": 3}
    hers = {"surname": "Zzek", "birth_year": 1988, "languages": spoken}
    steps = (STEPS[state], allow_phone, agree_on_a_time)
    pair = make_pair(database, *steps, meets_elsewhere, volunteer=hers)
    lena = lena_of(turn(site, pair.at))

    answer = lena.client.get(f"/matchningar/{pair.id}/brev")

    letter = answer.get_data(as_text=True).partition("large-letter")[2].partition("</article>")[0]
    shown = {field for field, signs in SIGNS_OF_HER.items() if any(s in letter for s in signs)}
    booked = {Field.CALLED_NAME, Field.MEETING, Field.PLACE}
    assert shown == (booked if state is MatchState.MEETING_BOOKED else set())
    assert {(state, field) for field in shown} <= HEARD
    assert ("070-174 06 05" in letter) is bool(shown)
    assert "Zzek" not in letter
    assert ("Zzgatan 4" in letter) is bool(shown)  # her own, for the window of the envelope


@pytest.mark.parametrize(
    ("phone", "said"), [("+46701740611", "Vi ringer dig."), (None, "Ring oss före dess")]
)
def test_letter_promises_a_call_only_to_who_can_be_rung(site, database, phone, said):
    pair = make_pair(database, STEPS[MatchState.MEETING_BOOKED])
    with database.writing() as session:
        session.get(Match, pair.id).meeting_where = MeetingPlace.REMOTE
        session.execute(sa.update(Recipient).values(phone=phone))

    page = lena_of(turn(site, pair.at)).open(f"/matchningar/{pair.id}/brev")

    assert said in page.text
    assert ("Vi ringer dig." in page.text) is bool(phone)
    assert page.text.count("Ring oss") == 1


def meets_elsewhere(pair):
    """The first meeting that is booked, or was, is at a café."""
    name_a_place(pair)
    pair.match.meeting_where = MeetingPlace.ELSEWHERE


@pytest.mark.parametrize("state", STEPS)
def test_r55_no_letter_of_any_state_tells_anything_about_the_person(site, database, state):
    pair = make_pair(database, STEPS[state])

    said = " ".join(f"{one.subject} {one.text} {one.html}" for one in rows(database, Letter))

    signs = [sign for of_field in SIGNS.values() for sign in of_field]
    about = ("Uppsala", "sällskap hemma", pair.recipient_id, pair.id)
    assert [word for word in (*signs, *NEVER, *about) if word in said] == []


def test_r66_link_alone_shows_neither_name_nor_place(site, database):
    pair = make_pair(database, STEPS[MatchState.ACTIVE])
    turn(site, pair.at)

    page = Visitor(site).open(f"/besok/{pair.links['besok']}")

    assert not NAMED.search(page.html)


def test_wrong_digits_show_nothing_and_are_counted(site, database):
    pair = make_pair(database, STEPS[MatchState.ACTIVE])
    turn(site, pair.at)
    at = f"/besok/{pair.links['besok']}"
    visitor = Visitor(site)
    form = visitor.open(at).form(f"{at}/vem")

    statuses = [
        visitor.client.post(form.action, data=form.fields | {"digits": f"{n:04}"}).status_code
        for n in range(7)
    ]

    assert statuses[0] == 422
    assert statuses[-1] == 429


def test_r71_pause_takes_effect_at_the_next_request(site, database):
    pair = make_pair(database, STEPS[MatchState.ACTIVE])
    turn(site, pair.at)
    before = everything_a_volunteer_can_open(site, database, pair)
    with database.writing() as session:
        match_ends.pause(session, pair.id, **pair.who)

    assert "Zzaino" in before
    assert not NAMED.search(everything_a_volunteer_can_open(site, database, pair))


def test_r63_links_are_dead_in_the_moment_of_a_death(site, database):
    pair = make_pair(database, STEPS[MatchState.ACTIVE])
    turn(site, pair.at)
    with database.writing() as session:
        recipients.deceased(session, pair.recipient_id, **pair.who)

    for room, token in pair.links.items():
        Visitor(site).open(f"/{room}/{token}", expect=404)
    lena = lena_of(site)
    over = lena.open(lena.open("/start/").link("Ring Karin L., en mottagare har avlidit"))
    assert "Zzaino Z." in over.text  # who calls the volunteer reads there about whom


def test_r72_public_pages_show_the_number_the_way_of_a_concern_and_112_in_one_place(site, database):
    pair = make_pair(database, STEPS[MatchState.MEETING_BOOKED])
    card = make_card_page(site, database)

    for page in (Visitor(site).open(f"/besok/{pair.links['besok']}"), card):
        (foot,) = page.every("footer")
        said = " ".join("".join(foot.itertext()).split())
        places = [said.find(help_) for help_ in ("070-174 06 05", "Oro för någon", "ring 112")]
        assert -1 < places[0] < places[1] < places[2], page.url


def make_card_page(site, database):
    volunteer = {"phone": "+46701740613", "email": "bo@example.org"}
    account = {"email": "other@example.org"}
    pair = make_pair(
        database, STEPS[MatchState.VOLUNTEER_ASKED], volunteer=volunteer, account=account
    )
    return Visitor(site).open(f"/kort/{links_of(database, pair)}")


def links_of(database, pair):
    with database.reading() as session:
        letter = session.scalars(sa.select(Letter).where(Letter.match_id == pair.id)).one()
        return re.search(r"/kort/(\S+)", letter.text).group(1)


# ── the calendar and the note of a visit ──────────────────────────────────────────────────────


def test_t19_calendar_holds_the_time_and_nobody(site, database):
    pair = make_pair(database, STEPS[MatchState.MEETING_BOOKED])

    answer = Visitor(site).client.get(f"/besok/{pair.links['besok']}/kalender.ics")

    text = answer.get_data(as_text=True)
    assert answer.mimetype == "text/calendar"
    assert f"DTSTART:{AT + timedelta(days=3):%Y%m%dT%H%M%SZ}" in text
    assert not NAMED.search(text)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.endswith("END:VCALENDAR\r\n")


def test_time_that_two_have_agreed_on_stands_wherever_it_is_asked_for(site, database):
    pair = make_pair(database, STEPS[MatchState.TRIAL])
    lena, at = lena_of(turn(site, pair.at)), f"/matchningar/{pair.id}"
    agreed = {"first_on": "2026-12-01", "start": "10:00", "length": "90", "every": "2"}

    lena.send(lena.open(at).form(f"{at}/tid"), agreed)

    said = "isdagar kl. 10.00–11.30, varannan vecka, nästa gång 1 december"
    link = f"/besok/{pair.links['besok']}"
    hers = Visitor(site)
    assert said in lena.open(at).text
    assert said in lena.open("/start/").text  # on the line of the follow-up
    assert said in hers.open(link).text
    calendar = hers.client.get(f"{link}/kalender.ics").get_data(as_text=True)
    assert "DTSTART;TZID=Europe/Stockholm:20261201T100000\r\n" in calendar
    assert "RRULE:FREQ=WEEKLY;INTERVAL=2\r\n" in calendar
    assert not NAMED.search(calendar)


def test_volunteer_says_herself_when_they_usually_meet(site, database):
    pair = make_pair(database, STEPS[MatchState.ACTIVE])
    at, visitor = f"/besok/{pair.links['besok']}", Visitor(turn(site, pair.at))
    day = pair.at.date() - timedelta(days=1)
    agreed = {"first_on": day.isoformat(), "start": "10:00", "length": "90", "every": "1"}
    page = visitor.send(visitor.open(at).form(f"{at}/tid"), agreed, expect=422)
    assert "Tiden har redan varit." in page.text

    agreed["first_on"] = (day + timedelta(days=7)).isoformat()
    page = visitor.send(page.form(f"{at}/tid"), agreed)

    assert "Ni brukar ses: " in page.text
    assert "kl. 10.00–11.30" in lena_of(site).open(f"/matchningar/{pair.id}").text


def test_r61_visit_is_noted_with_five_inputs_and_no_free_text(site, database):
    pair = make_pair(database, STEPS[MatchState.ACTIVE])
    turn(site, pair.at)
    at = f"/besok/{pair.links['besok']}"
    page = Visitor(site).open(at)
    form = page.form(at)

    assert form.names() - {"csrf_token"} == {"happened", "on", "minutes", "form", "call"}
    assert not list(form.element.iter("textarea"))
    assert len(page.html.encode()) <= 60_000


def test_visit_is_noted_and_thanks_come_back(site, database):
    pair = make_pair(database, STEPS[MatchState.ACTIVE])
    turn(site, pair.at)
    at = f"/besok/{pair.links['besok']}"
    visitor = Visitor(site)
    answers = {"happened": "ja", "minutes": "1 tim 10 min", "form": "home", "call": "ja"}

    page = visitor.send(visitor.open(at).form(at), answers)

    (visit,) = rows(database, Visit)
    assert (visit.minutes, visit.happened, visit.wants_call) == (70, True, True)
    assert "Tack!" in page.text
    assert TodoKind.CALL_WANTED in {one.kind for one in rows(database, Todo)}


def test_coordinator_notes_a_visit_that_she_was_told_of(site, database):
    pair = make_pair(database, STEPS[MatchState.ACTIVE])
    lena, at = lena_of(turn(site, pair.at)), f"/matchningar/{pair.id}"
    page = lena.send(lena.open(at).form(f"{at}/besok"), {"happened": "ja"}, expect=422)
    sent = len(rows(database, Letter))

    page = lena.send(page.form(f"{at}/besok"), {"minutes": "70", "call": "ja"})

    assert "De sågs, 70 minuter." in page.text
    assert "Antecknat av Lena" in page.text
    assert [todo.kind for todo in rows(database, Todo)].count(TodoKind.CALL_WANTED) == 1
    assert len(rows(database, Letter)) == sent


def test_day_noted_twice_is_noted_anew(site, database):
    pair = make_pair(database, STEPS[MatchState.ACTIVE])
    turn(site, pair.at)
    at = f"/besok/{pair.links['besok']}"
    visitor = Visitor(site)
    for happened in ("ja", "nej"):
        visitor.send(visitor.open(at).form(at), {"happened": happened, "call": "nej"})

    (visit,) = rows(database, Visit)
    assert visit.happened is False


def test_day_noted_twice_keeps_what_the_second_note_leaves_unsaid(site, database):
    pair = make_pair(database, STEPS[MatchState.ACTIVE])
    turn(site, pair.at)
    at = f"/besok/{pair.links['besok']}"
    visitor = Visitor(site)
    for minutes in ("60", ""):
        said = {"happened": "ja", "call": "nej", "minutes": minutes}
        visitor.send(visitor.open(at).form(at), said)

    assert [visit.minutes for visit in rows(database, Visit)] == [60]


def test_r69_who_was_to_meet_somebody_yesterday_does_not_go_there_now(site, database):
    pair = make_pair(database, STEPS[MatchState.MEETING_BOOKED])
    at = f"/besok/{pair.links['besok']}"

    turn(site, pair.at + timedelta(days=3, hours=3))
    that_day = Visitor(site).open(at)
    turn(site, pair.at + timedelta(days=4))
    after = Visitor(site).open(at)

    assert "Jag går dit nu" in that_day.text
    assert "Jag går dit nu" not in after.text


@pytest.mark.parametrize("day", ["2099-01-01", "2020-01-01"])
def test_visit_is_not_noted_on_a_day_to_come_or_before_they_met(site, database, day):
    pair = make_pair(database, STEPS[MatchState.ACTIVE])
    turn(site, pair.at)
    at = f"/besok/{pair.links['besok']}"
    visitor = Visitor(site)

    visitor.send(
        visitor.open(at).form(at), {"happened": "ja", "on": day, "call": "nej"}, expect=422
    )

    assert rows(database, Visit) == []
