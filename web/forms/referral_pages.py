"""The pages of a public referral as they are kept, and what is sent of them at last.

Nothing of the person is kept before her own yes (R19), and of a page with faults only what may be.
"""

from datetime import datetime
from typing import Any

from flask import request, session
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from matcher.domain.consent import Channel
from matcher.domain.errors import Invalid
from matcher.domain.referrals import OwnYes
from matcher.services import choices, places, referrals
from matcher.services.referrals import FORM, Receipt
from matcher.services.signups import SignUpCentre
from web.forms.callers import CallerForm
from web.forms.faults import tell
from web.forms.referrals import ReferredForm, referral
from web.forms.signup_pages import kept_of
from web.plumbing import drafts, pressed
from web.plumbing.clock import now, today

ASKED = "referral_asked"  # in the visitor's own cookie: the first question has been answered
BEGUN = "referral_begun"  # and when
WHO, PERSON = "du", "personen"


def ask(centre: SignUpCentre) -> None:
    """The first question is answered: go on to who writes."""
    session[ASKED], session[BEGUN] = centre.code, now().isoformat()


def is_asked(centre: SignUpCentre) -> bool:
    """Whether it is answered, of this centre."""
    return bool(session.get(ASKED) == centre.code)


def right_who(rows: Session, centre: SignUpCentre) -> CallerForm | None:
    """The first page as it is kept, if it still holds."""
    if not is_asked(centre):
        return None
    kept = drafts.as_posted(drafts.typed(rows, FORM, centre=centre.id), WHO)
    form = CallerForm(kept, meta={"csrf": False})
    return form if kept and form.validate() else None


def person_form(rows: Session, centre: SignUpCentre, found: CallerForm, *kept: Any) -> ReferredForm:
    """The page about her, in the words of who writes."""
    vocabulary = choices.vocabulary(rows, centre=centre.id)
    return ReferredForm(*kept, vocabulary=vocabulary, is_own=not found.is_for_another)


def send(
    rows: Session, centre: SignUpCentre, found: CallerForm, form: ReferredForm
) -> Receipt | None:
    """The referral made; None with faults, or with something to be asked back, on the form."""
    vocabulary = choices.vocabulary(rows, centre=centre.id)
    if not form.validate() or form.asks_back(vocabulary):
        return None
    place = places.place_of(rows, postcode=form.postcode.data, area_id=None, centre=centre.id)
    own = OwnYes(today(), _("personen själv"), Channel.WEB)
    try:
        refuse_robots(rows, centre, form.website.data or "")
        with rows.begin_nested():
            new = referral(found, form, vocabulary, own=own, place=place)
            return referrals.refer(rows, new, centre=centre.id, by=None, at=now())
    except Invalid as refused:
        pressed.note(refused)
        tell(form, refused)
        return None


def refuse_robots(rows: Session, centre: SignUpCentre, trap: str) -> None:
    """A person has read the first questions too: it begins when those were answered."""
    asked_at = datetime.fromisoformat(session[BEGUN]) if BEGUN in session else now()
    kept_at = drafts.begun_at(rows, FORM, centre=centre.id) or now()
    referrals.refuse_robots(
        rows,
        centre=centre.id,
        begun_at=min(asked_at, kept_at),
        address=pressed.address(),
        trap=trap,
        is_second=pressed.is_second(),
        at=now(),
    )


def harmless_who(form: CallerForm) -> drafts.Values:
    """What is kept of the page about who writes: no workplace that may tell of the person."""
    kept = kept_of(form, request.form)
    if form.asks_sure:
        kept.pop("workplace", None)
    return kept


def harmless(form: ReferredForm) -> drafts.Values:
    """What is kept of a page that has faults: how she functions only with her yes to it (R20),
    and no street that may hold the code of a door (R26).
    """
    kept = kept_of(form, request.form)
    if form.asks_sure:
        kept.pop("street", None)
    if not form.health.data:
        kept.pop("function", None)
    return kept
