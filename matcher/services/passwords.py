"""A forgotten password: a link by letter, once, for half an hour."""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.errors import Missing
from matcher.services import letters, throttle, tokens
from matcher.services.accounts import Hash, set_password
from matcher.store import accounts

PURPOSE = "password"


def ask(session: Session, email: str, *, address: str, public_url: str, at: datetime) -> None:
    """Send a link if somebody has this address. The page says the same either way (T5), and a
    letter box cannot be filled by it (T21).
    """
    limits = ((throttle.RESET_ACCOUNT, email), (throttle.RESET_ADDRESS, address))
    if throttle.try_once(session, limits, at=at):
        return
    account = accounts.by_email(session, email)
    if account is not None:
        letters.choose_password(session, account, public_url=public_url, at=at)
        session.flush()
    else:
        _take_as_long(session, public_url=public_url, at=at)


def link_works(session: Session, token: str, *, at: datetime) -> bool:
    """The link would work. Looking does not use it: mail scanners look too (R5)."""
    return accounts.link_is_open(session, tokens.kept(token), PURPOSE, at=at)


def choose(session: Session, token: str, password: Hash, *, at: datetime) -> accounts.Account:
    """Use the link and set the password; every session of the account is over.
    Raises Missing for a link that is over.
    """
    link = accounts.use_link(session, tokens.kept(token), PURPOSE, at=at)
    if link is None or link.account_id is None:
        raise Missing("link", "")
    account = accounts.one(session, link.account_id, centre=link.centre_id)
    set_password(session, account, password, at=at)
    return account


def _take_as_long(session: Session, *, public_url: str, at: datetime) -> None:
    """Write a letter to somebody and take it back: a letter takes time, and who has an account
    would be told by how long the page takes (T5).
    """
    somebody = accounts.anybody(session)
    if somebody is None:
        return
    for_nothing = session.begin_nested()
    letters.choose_password(session, somebody, public_url=public_url, at=at)
    session.flush()
    for_nothing.rollback()
