"""What volunteers never do, and what is never written down, found in text as people write it."""

import pytest

from matcher.domain.boundaries import Secret, never_in, secrets_in, tells_of_illness
from matcher.domain.needs import Never


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Hjälpa henne att duscha", Never.PERSONAL_CARE),
        ("Följa med på toaletten", Never.PERSONAL_CARE),
        ("Mata henne vid lunch", Never.PERSONAL_CARE),
        ("Klä på sig på morgonen", Never.PERSONAL_CARE),
        ("Ge medicin klockan åtta", Never.MEDICINE),
        ("Påminna om tabletterna", Never.MEDICINE),
        ("Fylla dosetten", Never.MEDICINE),
        ("Mäta blodsockret", Never.MEDICINE),
        ("handla mat och ta blodtrycket", Never.MEDICINE),
        ("Ta av stödstrumporna", Never.PERSONAL_CARE),
        ("Betala räkningar", Never.MONEY),
        ("Hjälp med BankID", Never.MONEY),
        ("Ta ut pengar", Never.MONEY),
        ("Ha en extranyckel hemma", Never.KEYS),
        ("Lyfta upp honom", Never.LIFTING),
        ("Någon som kan lyfta mamma", Never.LIFTING),
        ("Storstäda lägenheter", Never.CLEANING),
        ("Putsa fönster", Never.CLEANING),
        ("Tvätta kläder hemma", Never.CLEANING),
        ("Help her shower", Never.PERSONAL_CARE),
        ("Remind him to take his pills", Never.MEDICINE),
    ],
)
def test_r29_text_that_asks_for_what_volunteers_never_do_is_found(text, never):
    assert never in never_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mata katten och fåglarna",
        "Sticka strumpor",
        "Lyfta möbler vid loppis",
        "Kan lyfta",
        "Du kan lyfta tungt",
        "Hämta medicin på apoteket",
        "Spela nyckelharpa",
        "Stå i kassan i secondhandbutiken",
        "Gå till badhuset",
        "Städa undan efter fikat",
        "Städdag i hembygdsparken",
        "Värd i tvättstugan",
        "Tvätta kläder till loppisen",
        "Ingen personlig omvårdnad, ingen medicin",
        "Volontären hanterar inte pengar",
        "Fika, sällskap och högläsning",
        "",
        None,
    ],
)
def test_r29_text_that_is_near_it_or_says_no_is_let_through(text):
    assert never_in(text) == ()


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("portkod 1234", Secret.DOOR_CODE),
        ("Koden är 4455", Secret.DOOR_CODE),
        ("nyckeln ligger under mattan", Secret.KEY_PLACE),
        ("kontonummer 123", Secret.BANK),
        ("tar medicin mot blodtryck", Secret.MEDICINE),
        ("har en diagnos", Secret.MEDICINE),
    ],
)
def test_r26_text_that_looks_like_a_secret_is_asked_about(text, secret):
    assert secret in secrets_in(text)


@pytest.mark.parametrize("text", ["från Tornedalen", "Storgatan 12 A", "arbetat på bank", None])
def test_r26_ordinary_text_is_not_asked_about(text):
    assert secrets_in(text) == ()


@pytest.mark.parametrize("word", ["sång, alzheimers", "bipolär", "insulin", "tar Waran"])
def test_r22_word_tells_of_an_illness_or_what_is_taken_for_it(word):
    assert tells_of_illness(word)


@pytest.mark.parametrize("word", ["vana av demens", "hämta medicin", "medicinhistoria", "", None])
def test_r22_word_of_what_is_done_for_others_or_known_tells_of_no_illness(word):
    assert not tells_of_illness(word)
