"""What an installation has chosen: one frozen value, read once, by the front doors only.

    config/default.toml ◀── a file of one's own ◀── HANDSLAG_… ◀── options     the last one wins
                                   └── load() ──▶ Settings, or Unfit naming all that is wrong

`config/default.toml` says what each setting means.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlsplit

from matcher import languages
from matcher.languages import N_

PROJECT = Path(__file__).resolve().parent.parent
DEFAULTS = PROJECT / "config" / "default.toml"

PREFIX = "HANDSLAG_"
NOT_SETTINGS = {"CONFIG", "PYTHON"}  # HANDSLAG_… that mean something else, besides HANDSLAG_TEST_…
SECRETS = {"database_url", "secret_key", "secret_key_fallbacks", "smtp_password"}
KEY_LENGTH = 32  # characters; token_urlsafe(48) gives 64
LOOPBACK = {"127.0.0.1", "localhost", "::1"}

_WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong with one setting: a Swedish sentence with %(name)s for its facts."""

    name: str
    sentence: str
    facts: Mapping[str, str] = field(default_factory=dict)


class Unfit(Exception):
    """The settings cannot be started with. Carries every complaint, not only the first."""

    def __init__(self, complaints: list[Complaint]) -> None:
        super().__init__("; ".join(f"{c.name}: {c.sentence % c.facts}" for c in complaints))
        self.complaints = complaints

    def lines(self, language: str) -> list[str]:
        """One line for each complaint, in `language`."""
        say = languages.catalogue(language).gettext
        return [f"{c.name}: {say(c.sentence) % c.facts}" for c in self.complaints]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The choices of one installation. The fields are the names in `config/default.toml`."""

    environment: str
    data_dir: Path
    database_url: str = field(repr=False)
    host: str
    port: int
    public_url: str
    trusted_hosts: tuple[str, ...]
    proxy_hops: int
    secret_key: str = field(repr=False)
    secret_key_fallbacks: tuple[str, ...] = field(repr=False)
    language: str
    session_idle_minutes: int
    clock: bool
    routing_url: str
    routing_kind: str
    routing_profile: str
    routing_timeout: int
    smtp_host: str
    smtp_port: int
    smtp_user: str
    smtp_password: str = field(repr=False)
    smtp_starttls: bool
    mail_from: str

    @property
    def is_development(self) -> bool:
        """Errors may be shown to whoever looks."""
        return self.environment == "development"

    @property
    def is_secure(self) -> bool:
        """People reach the site by https, so cookies can insist on it."""
        return self.public_url.startswith("https://")

    @property
    def sends_letters(self) -> bool:
        """There is a post office; without one, letters stay in the drawer."""
        return bool(self.smtp_host)


def load(
    file: Path | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    options: Mapping[str, object] | None = None,
) -> Settings:
    """The settings of this installation. An option that is None was not given.

    `file` defaults to the one HANDSLAG_CONFIG names. Raises `Unfit`.
    """
    environ = os.environ if environ is None else environ
    complaints: list[Complaint] = []
    values = tomllib.loads(DEFAULTS.read_text("utf-8"))
    known = frozenset(values)

    named = environ.get(f"{PREFIX}CONFIG")
    file = file or (Path(named) if named else None)
    for chosen in (_from_file(file, known, complaints), _from_environ(environ, known, complaints)):
        values |= chosen
    values |= {name: value for name, value in (options or {}).items() if value is not None}

    typed = {name: _typed(name, value, complaints) for name, value in values.items()}
    if complaints:
        raise Unfit(complaints)
    settings = _completed(typed)
    complaints = _complaints(settings)
    if complaints:
        raise Unfit(complaints)
    return settings


def prepare(settings: Settings) -> Settings:
    """Make the data folder and, once, the secret key in it (0600). Gives settings with a key."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    if settings.secret_key:
        return settings
    path = settings.data_dir / "secret_key"
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass  # made at an earlier start, or by a neighbour a moment ago
    else:
        with os.fdopen(opened, "w", encoding="ascii") as key:
            key.write(token_urlsafe(48))
    settings = replace(settings, secret_key=path.read_text("ascii").strip())
    if len(settings.secret_key) < KEY_LENGTH:
        raise Unfit([Complaint("secret_key", KEY_TOO_SHORT, {"length": str(KEY_LENGTH)})])
    return settings


# ── where the values come from ────────────────────────────────────────────────────────────────


def _from_file(
    file: Path | None, known: frozenset[str], complaints: list[Complaint]
) -> dict[str, Any]:
    if file is None:
        return {}
    try:
        values = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        complaints.append(Complaint(str(file), UNREADABLE, {"reason": str(error)}))
        return {}
    complaints += [_unknown(name, name, known) for name in values if name not in known]
    return {name: value for name, value in values.items() if name in known}


def _from_environ(
    environ: Mapping[str, str], known: frozenset[str], complaints: list[Complaint]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for variable, value in environ.items():
        name = variable.removeprefix(PREFIX)
        if name == variable or name in NOT_SETTINGS or name.startswith("TEST_"):
            continue
        secret = name.removesuffix("_FILE").lower()
        if name.endswith("_FILE") and secret in SECRETS:
            values[secret] = _secret_file(variable, Path(value), complaints)
        elif name.lower() in known:
            values[name.lower()] = value
        else:
            complaints.append(_unknown(variable, name.lower(), known))
    return values


def _secret_file(variable: str, path: Path, complaints: list[Complaint]) -> str:
    try:
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        complaints.append(Complaint(variable, UNREADABLE, {"reason": str(error)}))
        return ""


def _unknown(shown: str, name: str, known: frozenset[str]) -> Complaint:
    near = get_close_matches(name, sorted(known), n=1)
    if near:
        return Complaint(shown, UNKNOWN_NEAR, {"near": near[0]})
    return Complaint(shown, UNKNOWN)


# ── what they must be ─────────────────────────────────────────────────────────────────────────


def _typed(name: str, value: Any, complaints: list[Complaint]) -> Any:
    """The value as its field wants it: the environment has only words, a file has kinds."""
    kind = {f.name: f.type for f in fields(Settings)}[name]
    if kind is bool and isinstance(value, str):
        value = _WORDS.get(value.strip().lower(), value)
    if kind is int and isinstance(value, str) and re.fullmatch(r"\s*[0-9]+\s*", value):
        value = int(value)
    if kind == tuple[str, ...] and isinstance(value, str):
        value = value.replace(",", " ").split()
    if kind is Path and isinstance(value, str | Path):
        return Path(value) if str(value) else PROJECT / "data"
    if kind == tuple[str, ...] and isinstance(value, list) and all(type(v) is str for v in value):
        return tuple(value)
    if type(value) is not kind:
        complaints.append(Complaint(name, WRONG_KIND[kind], {}))
    return value


def _completed(values: dict[str, Any]) -> Settings:
    data_dir = values["data_dir"].expanduser().absolute()
    shown = f"[{values['host']}]" if ":" in values["host"] else values["host"]
    return Settings(
        **values
        | {
            "data_dir": data_dir,
            "database_url": values["database_url"] or f"sqlite:///{data_dir / 'handslag.db'}",
            "routing_url": values["routing_url"].rstrip("/"),
            "public_url": (values["public_url"] or f"http://{shown}:{values['port']}").rstrip("/"),
        }
    )


def _complaints(settings: Settings) -> list[Complaint]:
    address = urlsplit(settings.public_url)
    is_here = address.hostname in LOOPBACK
    rules = [
        ("environment", settings.environment in ("production", "development"), ENVIRONMENTS),
        ("database_url", _is_database(settings.database_url), DATABASES),
        ("host", bool(settings.host), EMPTY),
        ("port", 1 <= settings.port <= 65535, PORTS),
        ("routing_url", not settings.routing_url or _is_web(settings.routing_url), ROUTING_URL),
        ("routing_kind", settings.routing_kind in ("osrm", "valhalla"), ROUTING_KINDS),
        ("routing_profile", bool(settings.routing_profile), EMPTY),
        ("routing_timeout", 1 <= settings.routing_timeout <= 60, PATIENCE),
        ("smtp_port", 1 <= settings.smtp_port <= 65535, PORTS),
        ("public_url", _is_address(settings.public_url), ADDRESSES),
        ("public_url", settings.is_secure or settings.is_development or is_here, NOT_SECURE),
        ("proxy_hops", 0 <= settings.proxy_hops <= 5, HOPS),
        ("secret_key", len(settings.secret_key or "-" * KEY_LENGTH) >= KEY_LENGTH, KEY_TOO_SHORT),
        ("language", settings.language in languages.offered(), LANGUAGES),
        ("session_idle_minutes", 5 <= settings.session_idle_minutes <= 1440, IDLE),
        ("mail_from", "@" in settings.mail_from or not settings.smtp_host, SENDER_MISSING),
        ("smtp_password", bool(settings.smtp_password) or not settings.smtp_user, NO_PASSWORD),
    ]
    facts = {"length": str(KEY_LENGTH), "languages": ", ".join(languages.offered())}
    return [Complaint(name, sentence, facts) for name, holds, sentence in rules if not holds]


def _is_database(url: str) -> bool:
    return url.startswith(("sqlite:///", "postgresql+psycopg://"))


def _is_web(url: str) -> bool:
    address = urlsplit(url)
    return address.scheme in ("http", "https") and bool(address.hostname)


def _is_address(url: str) -> bool:
    return _is_web(url) and not urlsplit(url).path


UNREADABLE = N_("kan inte läsas: %(reason)s")
UNKNOWN = N_("det finns ingen sådan inställning")
UNKNOWN_NEAR = N_("det finns ingen sådan inställning. Menade du %(near)s?")
WRONG_KIND: dict[Any, str] = {
    bool: N_("ska vara true eller false"),
    int: N_("ska vara ett heltal"),
    str: N_("ska vara en text"),
    Path: N_("ska vara en mapp"),
    tuple[str, ...]: N_("ska vara en lista med texter"),
}
ENVIRONMENTS = N_("ska vara production eller development")
DATABASES = N_("ska börja med sqlite:/// eller postgresql+psycopg://")
EMPTY = N_("får inte vara tom")
PORTS = N_("ska vara mellan 1 och 65535")
ADDRESSES = N_("ska vara en adress utan sökväg, som https://handslag.example.se")
NOT_SECURE = N_("ska börja med https:// när andra än den här datorn når webbplatsen")
ROUTING_URL = N_("ska vara en adress som http://127.0.0.1:5000, eller tom")
ROUTING_KINDS = N_("ska vara osrm eller valhalla")
PATIENCE = N_("ska vara mellan 1 och 60 sekunder")
HOPS = N_("ska vara mellan 0 och 5")
KEY_TOO_SHORT = N_("ska ha minst %(length)s tecken")
LANGUAGES = N_("ska vara något av %(languages)s")
IDLE = N_("ska vara mellan 5 och 1440 minuter")
SENDER_MISSING = N_("ska vara en e-postadress när det finns en smtp_host")
NO_PASSWORD = N_("saknas, fast det finns en smtp_user")
