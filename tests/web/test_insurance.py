"""The manager says what the insurance covers; a coordinator reads what it does not (R16)."""

import pytest

from matcher.domain.accounts import Role
from tests import make
from tests.web.desk import PASSWORD


@pytest.fixture
def karin(database, visitor):
    """Seventy-one, at a centre whose coordinator is its manager too and is signed in."""
    with database.writing() as session:
        centre = make.a_centre(session)
        make.an_account(
            session,
            centre,
            email="lena@example.org",
            password_hash=make.hashed(PASSWORD),
            roles=(Role.COORDINATOR, Role.MANAGER),
        )
        made = make.a_volunteer(session, centre, birth_year=1955)
    visitor.come_in("lena@example.org", PASSWORD)
    return f"/volontarer/{made.id}"


def test_r16_warning_stands_on_her_page_until_it_is_signed(visitor, karin):
    page = visitor.open("/central/forsakring")
    visitor.send(page, {"until_age": "70", "not_insured": ["children"]})
    page = visitor.open(karin)
    assert "gäller till och med 70 år" in page.text

    page = visitor.send(page, {"initials": "LÅ"}, action=f"{karin}/forsakring")

    assert "Läst av LÅ" in page.text


def test_r16_what_are_no_initials_is_said(visitor, karin):
    visitor.send(visitor.open("/central/forsakring"), {"until_age": "70"})

    page = visitor.send(visitor.open(karin), {"initials": "7"}, action=f"{karin}/forsakring")

    assert "två till fyra bokstäver" in page.text
