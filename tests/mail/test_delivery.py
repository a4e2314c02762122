"""The post office, on a real SMTP line: what arrives, what is tried again, what is given up."""

import socket
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from matcher.mail.delivery import Envelope, NotNow, PostOffice, Undeliverable

AT = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
LETTER = Envelope(
    "letter0000001", "lena@example.org", "Fem förslag väntar", "Hej,\nåäö\n", "<p>åäö</p>", AT
)


class Box:
    """A mail server's answers, and what it was given."""

    def __init__(self):
        self.taken, self.to_recipient, self.to_letter = [], "250 OK", "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.to_letter.startswith("250"):
            self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.to_letter


def a_free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


@pytest.fixture
def box():
    return Box()


@pytest.fixture
def office(box):
    port = a_free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield PostOffice("127.0.0.1", port, "Handslag <post@handslag.example>", starttls=False)
    server.stop()


def test_letter_arrives_whole(office, box):
    office.send(LETTER)

    (message,) = box.taken
    assert message["Subject"] == "Fem förslag väntar"
    assert message.get_body(("plain",)).get_content().split() == ["Hej,", "åäö"]
    assert "åäö" in message.get_body(("html",)).get_content()


def test_letter_sent_twice_carries_the_same_message_id(office, box):
    office.send(LETTER)
    office.send(LETTER)

    assert {message["Message-ID"] for message in box.taken} == {"<letter0000001@handslag.example>"}


@pytest.mark.parametrize("answer", ["451 later", "421 away"])
def test_post_office_that_says_later_is_asked_again(office, box, answer):
    box.to_letter = answer

    with pytest.raises(NotNow):
        office.send(LETTER)


def test_address_that_does_not_exist_is_given_up(office, box):
    box.to_recipient = "550 no such person"

    with pytest.raises(Undeliverable, match="550"):
        office.send(LETTER)


def test_full_letter_box_is_tried_again(office, box):
    box.to_recipient = "452 full"

    with pytest.raises(NotNow):
        office.send(LETTER)


def test_line_break_in_an_address_reaches_nobody(office, box):
    poisoned = Envelope("l", "a@example.org\nBcc: b@example.org", "x", "x", None, AT)

    with pytest.raises(Undeliverable):
        office.send(poisoned)

    assert box.taken == []


def test_post_office_that_is_closed_is_asked_again():
    closed = PostOffice("127.0.0.1", 9, "post@handslag.example", starttls=False)

    with pytest.raises(NotNow):
        closed.send(LETTER)
