"""The outbox: claims letters, sends them, marks them. No letter is sent inside a transaction.

The honest promise is *at least once*: when the post office takes a letter and its answer is lost,
the letter goes again, with the same Message-ID, so that mail programs fold the two.
"""

from datetime import datetime

from matcher.mail.delivery import Envelope, NotNow, Post, PostOffice, Undeliverable
from matcher.services import outbox
from matcher.settings import Settings
from matcher.store.sessions import Database


def empty(database: Database, settings: Settings, at: datetime) -> None:
    """Send what is due; without a post office, lay it in the drawer."""
    if settings.sends_letters:
        send_due(database, post_office(settings), at)
    else:
        with database.writing() as session:
            outbox.laid_in_drawer(session, at=at)


def send_due(database: Database, post: Post, at: datetime) -> int:
    """Send every letter that is due; how many were claimed. One that fails stops no other."""
    with database.writing() as session:
        claimed = outbox.claim(session, at=at)
    for envelope in claimed:
        _send(database, post, envelope, at)
    return len(claimed)


def post_office(settings: Settings) -> PostOffice:
    """The installation's mail server."""
    return PostOffice(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=settings.mail_from,
        user=settings.smtp_user,
        password=settings.smtp_password,
        starttls=settings.smtp_starttls,
    )


def _send(database: Database, post: Post, envelope: Envelope, at: datetime) -> None:
    try:
        post.send(envelope)
    except NotNow as fault:
        with database.writing() as session:
            outbox.put_off(session, envelope.letter_id, str(fault), at=at)
    except Undeliverable as fault:
        with database.writing() as session:
            outbox.give_up(session, envelope.letter_id, str(fault), at=at)
    else:
        with database.writing() as session:
            outbox.sent(session, envelope.letter_id, at=at)
