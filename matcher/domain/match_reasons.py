"""Why a match was declined, or ended: short lists, no free text where blame could gather (R62)."""

from enum import StrEnum

from matcher.domain.suggestions import DECLINED_DAYS

UNANSWERED_DAYS = 28


class DeclineReason(StrEnum):
    """Why it did not come about. Nobody hears the other's reason."""

    NOT_NOW = "not_now"  # a volunteer needs no reason
    NO_ANSWER = "no_answer"  # the card ran out
    OTHER_PLANS = "other_plans"  # has found company, or another uppdrag
    TIME = "time"
    TOO_FAR = "too_far"
    NOT_THIS_PERSON = "not_this_person"  # knows the other, or would rather not
    NOT_WANTED = "not_wanted"  # the person does not want company any more
    OUR_DECISION = "our_decision"

    @property
    def is_for_ever(self) -> bool:
        """The two are never suggested to each other again (R54)."""
        return self is DeclineReason.NOT_THIS_PERSON

    @property
    def rest_days(self) -> int:
        """How long the two are not suggested to each other again (R54). A card that nobody has
        answered is no no: a letter may lie in the wrong box, a volunteer be away. Four weeks keep
        it from coming back at once, half a year would part two for a holiday.
        """
        return UNANSWERED_DAYS if self is DeclineReason.NO_ANSWER else DECLINED_DAYS


class EndReason(StrEnum):
    """Why it ended; no fault stands in any of them."""

    MOVED = "moved"
    ILL = "ill"  # one of them has no strength for it
    NO_TIME = "no_time"
    MOVED_TO_CARE = "moved_to_care"
    NO_LONGER_NEEDED = "no_longer_needed"
    NO_CHEMISTRY = "no_chemistry"
    AS_PLANNED = "as_planned"  # it was for a time, and the time is over
    RULE_BROKEN = "rule_broken"
    DECEASED = "deceased"  # set by the deed of a death only

    @property
    def is_chosen(self) -> bool:
        """It stands on the list one chooses from."""
        return self is not EndReason.DECEASED

    @property
    def is_for_ever(self) -> bool:
        """The two are not brought together again (R54)."""
        return self in (EndReason.NO_CHEMISTRY, EndReason.RULE_BROKEN)

    @property
    def rest_days(self) -> int:
        """How long the two are not suggested to each other again: as after a no (R54), where one
        of them could not go on. What was for a time may well be wished for anew.
        """
        could_not = (EndReason.NO_TIME, EndReason.ILL)
        return DECLINED_DAYS if self in could_not else 0


class WaivedReason(StrEnum):
    """Why no coordinator was at the first meeting (R58)."""

    THEY_KNOW_EACH_OTHER = "they_know_each_other"
    BY_PHONE = "by_phone"  # there is no place to come to
    OTHERS_WERE_THERE = "others_were_there"  # a group, a home's staff
    PERSON_WISHED = "person_wished"


class MeetingPlace(StrEnum):
    """Where the first meeting is."""

    HOME = "home"  # of the person
    CENTRE = "centre"
    ELSEWHERE = "elsewhere"  # with words of its own
    REMOTE = "remote"  # by telephone or video
