"""The post office. The only file that knows SMTP."""

import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from types import TracebackType
from typing import Protocol

PATIENCE = 20  # seconds that the post office may take to answer


class Undeliverable(Exception):
    """The post office says never: a wrong address, a letter it will not take. No use in trying."""


class NotNow(Exception):
    """The post office is away or says later: try again."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """A finished letter on its way. `letter_id` makes the Message-ID: sent twice by mischance,
    mail programs fold the two into one.
    """

    letter_id: str
    to: str
    subject: str
    text: str
    html: str | None
    at: datetime
    stop_href: str | None = None  # where its like is said no to


class Post(Protocol):
    """Somewhere to hand letters in."""

    def send(self, envelope: Envelope) -> None:
        """Hand it in. Raises Undeliverable or NotNow."""


@dataclass(frozen=True, slots=True)
class PostOffice:
    """A mail server, and how we sign in to it."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    starttls: bool = True

    def send(self, envelope: Envelope) -> None:
        """Hand it in. Raises Undeliverable or NotNow."""
        try:
            message = self._written(envelope)
        except ValueError as error:  # a line break in an address or a subject
            raise Undeliverable("malformed") from error
        try:
            with _Line(self) as line:
                line.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code, _ = next(iter(error.recipients.values()))
            raise (Undeliverable if code >= 500 else NotNow)(f"smtp {code}") from error
        except smtplib.SMTPResponseException as error:
            raise (_verdict(error))(f"smtp {error.smtp_code}") from error
        except (OSError, smtplib.SMTPException) as error:
            raise NotNow(type(error).__name__) from error

    def _written(self, envelope: Envelope) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"] = self.sender, envelope.to
        message["Subject"] = envelope.subject
        message["Date"] = format_datetime(envelope.at)
        domain = parseaddr(self.sender)[1].rpartition("@")[2] or "localhost"
        message["Message-ID"] = f"<{envelope.letter_id}@{domain}>"
        message["Auto-Submitted"] = "auto-generated"
        if envelope.stop_href:
            message["List-Unsubscribe"] = f"<{envelope.stop_href}>"  # RFC 2369
        message.set_content(envelope.text)
        if envelope.html:
            message.add_alternative(envelope.html, subtype="html")
        return message


def _verdict(error: smtplib.SMTPResponseException) -> type[Undeliverable] | type[NotNow]:
    # A refused sign-in is our own mistake, not the letter's: keep it until somebody mends it.
    if isinstance(error, smtplib.SMTPAuthenticationError) or error.smtp_code < 500:
        return NotNow
    return Undeliverable


class _Line:
    """A connection to the post office, signed in, hung up politely."""

    def __init__(self, office: PostOffice) -> None:
        self.office = office

    def __enter__(self) -> smtplib.SMTP:
        self.smtp = smtplib.SMTP(self.office.host, self.office.port, timeout=PATIENCE)
        try:
            if self.office.starttls:
                self.smtp.starttls(context=ssl.create_default_context())
            if self.office.user:
                self.smtp.login(self.office.user, self.office.password)
        except BaseException:
            self.smtp.close()
            raise
        return self.smtp

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self.smtp.quit()
        except (OSError, smtplib.SMTPException):
            self.smtp.close()  # the letter is handed in, whatever the goodbye
