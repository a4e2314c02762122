"""Who is who in an answer, and how well two suit, as a page says it.

An answer names others beside the two it is about. Only the centre's own coordinator reads it, and
only the page knows the names: it hands them over as a `Cast`. Without one, everybody is
"en annan volontär" and "någon annan".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matcher.domain.answers import Seated
from matcher.languages import SOURCE
from matcher.phrases.voice import N_, listed, say

POINT = 1000  # thousandths


@dataclass(frozen=True, slots=True)
class Cast:
    """What everybody in an answer is called on this page, by id, and in which language."""

    volunteers: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[str, str] = field(default_factory=dict)
    language: str = SOURCE

    def volunteer(self, volunteer_id: str) -> str:
        """Her name, where the page has given it."""
        return self.volunteers.get(volunteer_id) or self.say(N_("en annan volontär"))

    def need(self, need_id: str) -> str:
        """Whose need it is, where the page has given the name."""
        return self.needs.get(need_id) or self.say(N_("någon annan"))

    def say(self, sentence: str, **facts: object) -> str:
        """The sentence in this cast's language. An initial's dot may end it: one is enough."""
        return say(sentence, self.language, **facts).replace("..", ".")

    def in_points(self, number: int) -> str:
        """`6 poäng`; other languages have another word for one."""
        return self.say(N_("1 poäng")) if number == 1 else self.say(N_("%(n)s poäng"), n=number)

    def seats(self, seated: tuple[Seated, ...], *, is_told: bool = True) -> str:
        """`Karin L. (62 av 100)`; names alone where the points are not to be told, or nobody is
        named: how well somebody suits is hers.
        """
        if not is_told or not self.volunteers:
            return listed((self.volunteer(one.volunteer_id) for one in seated), self.language)
        said = (
            self.say(
                N_("%(who)s (%(points)s av 100)"),
                who=self.volunteer(one.volunteer_id),
                points=points(one.fit),
            )
            for one in seated
        )
        return listed(said, self.language)


def points(thousandths: int) -> int:
    """Whole points, rounded as the engine rounds them."""
    return (thousandths + POINT // 2) // POINT
