"""Every letter can be written in every language, and no fact can break out of its subject."""

import pytest

from matcher import languages
from matcher.domain.plans import TodoGroup, TodoKind
from matcher.mail.letters import kinds, worded
from matcher.services.todo_groups import Counted
from matcher.store.open_todos import Number
from tests.make import AT

TODAY = AT.date()
DESK = Counted(TODAY, tuple(Number(kind, TODAY, 2, AT) for kind in TodoKind))

FACTS = {
    "centre_name": "Frivilligcentralen Ekvik",
    "centre_phone": "070-174 06 05",
    "centre_tel": "+46701740605",
    "stop": None,
    "site": "https://handslag.example",
    "link": "https://handslag.example/x",
    "minutes": 30,
    "week": 48,
    "suggestions": 5,
    "desk": DESK,
    **{group.name.lower(): group for group in TodoGroup},
    "called": "Karin",
    "last_day": "måndag 30 november",
    "who": "Lena Åkesson",
    "now": "onsdag 2 december kl. 14.00",
    "was": "onsdag 25 november kl. 10.00",
}


@pytest.mark.parametrize("language", languages.offered())
@pytest.mark.parametrize("kind", kinds())
def test_letter_can_be_written(kind, language):
    words = worded(kind, language, FACTS)

    assert words.subject
    assert "\n" not in words.subject
    assert "Frivilligcentralen Ekvik" in words.text
    assert f'lang="{language}"' in words.html


def test_html_of_a_letter_escapes_what_it_is_given():
    words = worded("weekly_digest", "sv", FACTS | {"centre_name": "<b>Ekvik</b>"})

    assert "<b>" not in words.html


@pytest.mark.parametrize("language", languages.offered())
@pytest.mark.parametrize("kind", kinds())
def test_r55_subject_names_nobody_and_leads_nowhere(kind, language):
    """It is read on a locked screen, by whoever passes."""
    told = FACTS | {"called": "Zzkanin", "centre_phone": "Zztelefon", "link": "https://zz.example"}

    assert "zz" not in worded(kind, language, told).subject.casefold()
