"""/forslag: ten suggestions have the same buttons; who hears them read hears which is which."""

import pytest

from tests.visitor import words
from tests.web.test_suggestions import a_week, centre, lena, site  # noqa: F401


@pytest.mark.parametrize("said", ["Godkänn", "Lås paret", "Inte nu", "Varför de två?", "Avvisa …"])
def test_button_of_a_suggestion_is_named_with_its_two(lena, database, centre, said):  # noqa: F811
    a_week(database, centre)

    page = lena.open("/forslag/")

    named = {words(one) for one in page.every("button", "a")}
    assert f"{said}: Aino0 K. med Karin0 L." in named
