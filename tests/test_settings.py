"""An installation's choices: who wins, what is refused, and the key that is made once."""

import stat

import pytest

from matcher.settings import PROJECT, Unfit, load, prepare


def refused(**environ):
    """The names that are complained of."""
    with pytest.raises(Unfit) as caught:
        load(environ={f"HANDSLAG_{name}": value for name, value in environ.items()})
    return [complaint.name for complaint in caught.value.complaints]


def test_nothing_chosen_is_a_laptop():
    settings = load(environ={})

    assert settings.data_dir == PROJECT / "data"
    assert settings.database_url == f"sqlite:///{PROJECT / 'data' / 'handslag.db'}"
    assert settings.public_url == "http://127.0.0.1:8000"
    assert not settings.sends_letters


def test_environment_wins_over_file_and_option_over_environment(tmp_path):
    file = tmp_path / "my.toml"
    file.write_text('port = 1\nsmtp_port = 1\nhost = "::1"\n', encoding="utf-8")

    settings = load(
        file, environ={"HANDSLAG_PORT": "2", "HANDSLAG_SMTP_PORT": "2"}, options={"port": 3}
    )

    assert (settings.host, settings.smtp_port, settings.port) == ("::1", 2, 3)
    assert settings.public_url == "http://[::1]:3"


def test_file_can_be_named_by_the_environment(tmp_path):
    file = tmp_path / "my.toml"
    file.write_text("port = 9\n", encoding="utf-8")

    assert load(environ={"HANDSLAG_CONFIG": str(file)}).port == 9


def test_everything_wrong_is_named_at_once():
    wrong = {"PORT": "99999", "LANGUAGE": "klingon", "SMTP_HOST": "post.example.org"}

    assert refused(**wrong) == ["port", "language", "mail_from"]


def test_wrong_kinds_and_unknown_names_are_named_together():
    assert refused(CLOCK="perhaps", PRT="9000") == ["HANDSLAG_PRT", "clock"]


def test_misspelt_name_is_answered_with_the_right_one():
    with pytest.raises(Unfit) as caught:
        load(environ={"HANDSLAG_PUBLIC_ULR": "https://x.example.se"})

    assert "public_url" in caught.value.lines("sv")[0]


def test_complaints_are_worded_in_english_too():
    with pytest.raises(Unfit) as caught:
        load(environ={"HANDSLAG_PORT": "many"})

    assert caught.value.lines("en") == ["port: must be a whole number"]


@pytest.mark.parametrize(
    ("url", "is_fit"),
    [
        ("https://handslag.example.se", True),
        ("http://localhost:9000", True),
        ("http://handslag.example.se", False),  # sign-in cookies in clear text
        ("https://handslag.example.se/under", False),  # links are made from the root
        ("handslag.example.se", False),
    ],
)
def test_public_address_must_be_safe(url, is_fit):
    if is_fit:
        assert load(environ={"HANDSLAG_PUBLIC_URL": url}).public_url == url
    else:
        assert "public_url" in refused(PUBLIC_URL=url)


def test_site_for_others_needs_https():
    assert refused(HOST="0.0.0.0") == ["public_url"]


def test_secret_can_lie_in_a_file(tmp_path):
    secret = tmp_path / "password"
    secret.write_text("rabarber\n", encoding="utf-8")

    settings = load(environ={"HANDSLAG_SMTP_PASSWORD_FILE": str(secret)})

    assert settings.smtp_password == "rabarber"


def test_secret_file_that_is_missing_is_named(tmp_path):
    assert refused(SMTP_PASSWORD_FILE=str(tmp_path / "none")) == ["HANDSLAG_SMTP_PASSWORD_FILE"]


def test_secrets_are_not_shown_when_settings_are_printed():
    secrets = {
        "HANDSLAG_SECRET_KEY": "k" * 40,
        "HANDSLAG_SECRET_KEY_FALLBACKS": "f" * 40,
        "HANDSLAG_SMTP_PASSWORD": "rabarber",
        "HANDSLAG_DATABASE_URL": "postgresql+psycopg://me:sallad@127.0.0.1/x",
    }

    printed = repr(load(environ=secrets))

    assert not any(word in printed for word in ("kkk", "fff", "rabarber", "sallad"))


def test_key_is_made_once_and_for_us_alone(tmp_path):
    settings = load(environ={}, options={"data_dir": tmp_path / "data"})

    first, second = prepare(settings), prepare(settings)

    assert len(first.secret_key) >= 32
    assert first.secret_key == second.secret_key
    assert stat.S_IMODE((tmp_path / "data" / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_chosen_key_is_kept_and_none_is_made(tmp_path):
    chosen = {"data_dir": tmp_path / "data", "secret_key": "k" * 40}

    settings = prepare(load(environ={}, options=chosen))

    assert settings.secret_key == "k" * 40
    assert list((tmp_path / "data").iterdir()) == []


def test_broken_key_file_stops_the_start(tmp_path):
    (tmp_path / "secret_key").write_text("short", encoding="utf-8")

    with pytest.raises(Unfit, match="secret_key"):
        prepare(load(environ={}, options={"data_dir": tmp_path}))
