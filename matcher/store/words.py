"""A centre's own additions to the vocabulary, and the words that nobody has understood yet."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.domain.consent import ConsentKind
from matcher.domain.errors import Missing
from matcher.store.base import CENTRE, ID_LENGTH, Base, OfCentre, fenced
from matcher.store.needs import Need, NeedWord
from matcher.store.recipients import Consent, Recipient, RecipientWord
from matcher.store.volunteers import Volunteer, VolunteerWord


class LocalWord(OfCentre, Base):
    """A concept of the centre's own (`kind` is set), or an alias for one that exists."""

    __tablename__ = "local_words"
    __table_args__ = fenced(sa.UniqueConstraint("centre_id", "form"))

    concept: Mapped[str] = mapped_column(sa.String(60))
    kind: Mapped[str | None] = mapped_column(sa.String(32))  # only on a new concept
    form: Mapped[str] = mapped_column(sa.String(120))
    form_en: Mapped[str | None] = mapped_column(sa.String(120))
    added_by: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH))
    added_at: Mapped[datetime]


Said = VolunteerWord | RecipientWord | NeedWord
# Each kind of row with a word, and whose word it is.
_SAID: tuple[tuple[Any, Any, str], ...] = (
    (VolunteerWord, Volunteer, "volunteer_id"),
    (RecipientWord, Recipient, "recipient_id"),
    (NeedWord, Need, "need_id"),
)


def of_centre(session: Session, *, centre: str) -> list[LocalWord]:
    """A centre's own words, in the order they were added."""
    return list(session.scalars(_of_centre(), {"centre": centre}))


@cache
def _of_centre() -> sa.Select[LocalWord]:
    asked = sa.select(LocalWord).where(LocalWord.centre_id == CENTRE)
    return asked.order_by(LocalWord.added_at, LocalWord.id)


def one(session: Session, own_word_id: str, *, centre: str) -> LocalWord:
    """One of the centre's own words. Raises Missing."""
    asked = sa.select(LocalWord).where(LocalWord.id == own_word_id, LocalWord.centre_id == centre)
    found = session.scalar(asked)
    if found is None:
        raise Missing("word", own_word_id)
    return found


def unread(session: Session, *, centre: str) -> list[Said]:
    """Every word that is kept only as it was written, of whomever it is, by id."""
    return list(_said(session, centre, lambda noun: noun.concept.is_(None)))


def meaning(session: Session, concept: str, *, centre: str) -> list[Said]:
    """Every word that was understood as this concept."""
    return list(_said(session, centre, lambda noun: noun.concept == concept))


def one_unread(session: Session, word_id: str, *, centre: str) -> Said:
    """The unread word of that id. Raises Missing."""
    found = list(_said(session, centre, lambda n: (n.id == word_id) & n.concept.is_(None)))
    if not found:
        raise Missing("word", word_id)
    return found[0]


def owner_of(said: Said) -> str:
    """The id of the volunteer, the recipient or the need whose word it is."""
    owner: str = getattr(said, _key(type(said)))
    return owner


def twin(session: Session, said: Said, stance: str) -> bool:
    """The owner has the same writing in that sense already: there is room for one."""
    noun, key = type(said), _key(type(said))
    asked = sa.select(noun.id).where(
        getattr(noun, key) == owner_of(said),
        noun.stance == stance,
        noun.written == said.written,
        noun.id != said.id,
    )
    return session.scalar(asked) is not None


def changed(session: Session, said: Iterable[Said], *, at: datetime) -> None:
    """Whoever has these words counts as changed, so that a form opened before meets a newer row."""
    owners = {owner_of(one) for one in said}
    for _noun, whose, _key_name in _SAID:
        session.execute(
            sa.update(whose)
            .where(whose.id.in_(owners))
            .values(version=whose.version + 1, changed_at=at)
        )


def with_health_consent(session: Session, *, centre: str) -> frozenset[str]:
    """Ids of those of whom a sensitive word may be kept (R95): persons who have said yes and not
    taken it back, their needs, and the needs of organisations.
    """
    yes = (Consent.centre_id == centre, Consent.kind == ConsentKind.HEALTH)
    asked = sa.select(Consent.volunteer_id, Consent.recipient_id)
    rows = session.execute(asked.where(*yes, Consent.withdrawn_on.is_(None)))
    people = {one for row in rows for one in row if one}
    needs = session.execute(sa.select(Need.id, Need.recipient_id).where(Need.centre_id == centre))
    return frozenset(people) | {need for need, of in needs if of is None or of in people}


def speakers(session: Session, language: str, *, centre: str) -> int:
    """How many volunteers, recipients and needs have the concept among their languages."""
    return sum(
        language in spoken
        for noun in (Volunteer, Recipient, Need)
        for spoken in session.scalars(sa.select(noun.languages).where(noun.centre_id == centre))
    ) + sum(
        language in must
        for must in session.scalars(sa.select(Need.must_languages).where(Need.centre_id == centre))
    )


def _said(session: Session, centre: str, such: Any) -> Iterator[Said]:
    for noun, _whose, _key_name in _SAID:
        asked = sa.select(noun).where(noun.centre_id == centre, such(noun))
        yield from session.scalars(asked.order_by(noun.id))


def _key(noun: type[Said]) -> str:
    return next(key for kind, _whose, key in _SAID if kind is noun)
