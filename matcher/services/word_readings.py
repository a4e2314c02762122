"""Words kept as they were written, given the concept they have come to mean; and back again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.domain.people import WordStance
from matcher.domain.spelling import folded
from matcher.domain.vocabulary import Flag, Kind
from matcher.services import choices
from matcher.store import words
from matcher.store.needs import NeedWord
from matcher.store.recipients import RecipientWord
from matcher.store.words import LocalWord, Said

# How a word of a kind is said, when it was meant as yes and as no.
STANCES = {
    Kind.TASK: (WordStance.DOES, WordStance.WILL_NOT),
    Kind.INTEREST: (WordStance.LIKES, WordStance.DISLIKES),
}
NO = (WordStance.WILL_NOT, WordStance.DISLIKES)


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading words anew: rows that were given a concept, and rows kept as written
    because the person has not said yes to sensitive words (R95).
    """

    rows: int
    kept_back: int


def give(session: Session, only: str | None, *, centre: str, at: datetime) -> Read:
    """Give unread rows the concept that their writing means; of one concept only, if asked."""
    vocabulary = choices.vocabulary(session, centre=centre)
    consenting = words.with_health_consent(session, centre=centre)
    given: list[Said] = []
    kept_back = 0
    for said in words.unread(session, centre=centre):
        found = vocabulary.resolve(said.written)
        if found is None or only not in (None, found.concept_id):
            continue
        is_sensitive = Flag.ART9 in vocabulary.flags(found.concept_id)
        if is_sensitive and words.owner_of(said) not in consenting:
            kept_back += 1
            continue
        given.append(said)
        _understand(session, said, found.concept_id, vocabulary.concepts[found.concept_id].kind)
    words.changed(session, given, at=at)
    return Read(len(given), kept_back)


def _understand(session: Session, said: Said, concept: str, kind: Kind) -> None:
    is_fact = kind is Kind.HEALTH and isinstance(said, RecipientWord)
    is_task = isinstance(said, NeedWord) and said.stance is WordStance.DOES
    stance = WordStance.FUNCTION if is_fact else _stance(kind, said.stance)
    if is_task and kind is Kind.INTEREST:
        stance = said.stance  # "Boule" as what a need is about stays so
    if words.twin(session, said, stance):
        session.delete(said)  # the same writing is there already, in the sense it now has
        return
    said.concept, said.stance = concept, stance


def _stance(kind: Kind, said: WordStance) -> WordStance:
    """How a word of the kind is said by who wrote it in another box: "schack" under what one
    would do is something one likes. A yes stays a yes, and a no a no.
    """
    if kind in STANCES and said is not WordStance.FUNCTION:
        yes, no = STANCES[kind]
        return no if said in NO else yes
    if kind is Kind.SKILL and said in (WordStance.DOES, WordStance.LIKES):
        return WordStance.KNOWS
    # A need's languages have a field of their own; a word beside it is a wish, not a must.
    is_must = kind is Kind.LANGUAGE and said is WordStance.NEEDS
    return WordStance.KNOWS if is_must else said


def read_by(session: Session, row: LocalWord, *, centre: str) -> list[Said]:
    """The rows that mean something by this own word alone: all of its concept, or those written
    as the alias is.
    """
    read = words.meaning(session, row.concept, centre=centre)
    if row.kind:
        return read
    return [said for said in read if folded(said.written) == folded(row.form)]
