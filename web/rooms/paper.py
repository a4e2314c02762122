"""Paper twins of the public forms: the same questions in the same order, from the same forms."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session

from matcher.services import choices, signups
from web.forms.callers import CallerForm
from web.forms.referrals import ReferredForm
from web.forms.signup_pages import STEPS
from web.plumbing import centres, paper_parts, qr
from web.plumbing.database import reading
from web.plumbing.installation import public_url
from web.plumbing.permissions import public

room = Blueprint("paper", __name__)


@room.get("/anmalan/<code>/papper")
@public
def signup(code: str) -> str:
    """Becoming a volunteer, with a pen."""
    with reading() as rows:
        forms = [form(formdata=None, meta={"csrf": False}) for _name, form in STEPS.values()]
        return _sheet(
            rows,
            code,
            _("Bli volontär"),
            _("Lämna pappret till oss, eller ring. Vi ringer inom 3 arbetsdagar."),
            forms,
            "signup.page",
        )


@room.get("/hanvisa/<code>/papper")
@public
def referral(code: str) -> str:
    """Telling of somebody who would like company, with a pen."""
    with reading() as rows:
        centre = signups.of_centre(rows, code)
        words = choices.vocabulary(rows, centre=centre.id)
        plain: dict[str, Any] = {"formdata": None, "meta": {"csrf": False}}
        forms = [CallerForm(**plain), ReferredForm(vocabulary=words, **plain)]
        return _sheet(
            rows,
            code,
            _("Berätta om någon som vill ha sällskap"),
            _(
                "Har personen skyddade personuppgifter? Skriv då ingenting, utan ring oss."
                " Skriv aldrig personnummer eller diagnos. Personen själv måste ha sagt ja."
            ),
            forms,
            "referral.first",
        )


def _sheet(
    rows: Session, code: str, title: str, lead: str, forms: Iterable[FlaskForm], endpoint: str
) -> str:
    centre = centres.of_address(rows, code)
    address = urljoin(public_url(), url_for(endpoint, code=centre.code))
    return render_template(
        "paper/sheet.html",
        who=centre,
        title=title,
        lead=lead,
        questions=paper_parts.questions(forms, choices.vocabulary(rows, centre=centre.id)),
        address=address,
        code=qr.code(address),
    )
