"""What is to be done, by whom and when: the kinds of to-do and the days they are due."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from matcher.domain.calendar_weeks import is_red, swedish_day


class TodoKind(StrEnum):
    """Each kind has its words in `phrases` and its page to go to."""

    CALL_NEW_VOLUNTEER = "call_new_volunteer"
    COMPLETE_CLEARANCE = "complete_clearance"
    HEAR_CONSENT = "hear_consent"
    CALL_REFERRER = "call_referrer"  # whoever wants to refer somebody who has not been asked
    REVIEW_DECIDES = "review_decides"  # who says yes for a person is asked again (R23)
    CLEARANCE_RUNS_OUT = "clearance_runs_out"  # in 60 or 14 days (R17)
    CLEARANCE_RAN_OUT = "clearance_ran_out"  # her matches are not cut (R17)
    NEED_PROPOSED = "need_proposed"  # an organisation proposes one on its own page
    NEED_ENDS = "need_ends"  # an organisation's last day comes, with places left: ask it
    NEED_ANSWERED = "need_answered"  # a need shown in public has an answer
    DECIDE_SUGGESTIONS = "decide_suggestions"
    CORRECT_FACTS = "correct_facts"  # a suggestion was rejected, since something told is wrong
    ASK_VOLUNTEER = "ask_volunteer"  # an approved match: ask the volunteer
    TELL_MORE = "tell_more"  # a volunteer wants to know more before she answers
    ASK_RECIPIENT = "ask_recipient"
    BOOK_MEETING = "book_meeting"
    NOTE_MEETING = "note_meeting"  # the first meeting has been: how was it?
    ASK_STREET = "ask_street"  # a first meeting at home, and no street is written down
    TELL_TIME = "tell_time"  # of a first meeting, to whom no letter of ours has told it (R6)
    TELL_DECLINED = "tell_declined"  # who had said yes hears that nothing comes of it
    TELL_OVER = "tell_over"  # the other of a match is out of it from one day to the next (R73)
    FOLLOW_UP = "follow_up"  # R59, one of the two
    TRIAL_OVER = "trial_over"  # make it active, or end it
    NOT_MET = "not_met"  # R60
    SILENT_PAIR = "silent_pair"  # R60
    CALL_WANTED = "call_wanted"  # a volunteer has asked for it in a note of a visit
    NOT_BACK = "not_back"  # a volunteer has not said that her visit is over (R69)
    CHECK_PAUSE = "check_pause"
    CLOSING_TALK = "closing_talk"  # R62, one of the two
    END_MATCH = "end_match"  # both talks are held: does the person wait for somebody new?
    CALL_WAITING = "call_waiting"
    CALL_PAUSED = "call_paused"  # somebody rests without a last day: is she back?
    CALL_BACK = "call_back"  # after a call about no match: somebody wants us to come back
    CALLED = "called"  # done when it is made: a call that nobody was reminded of
    HEALTH_WITHDRAWN = "health_withdrawn"  # what no longer protects is to be read (R21)
    TELL_OF_DEATH = "tell_of_death"  # a volunteer whose recipient has died (R63)
    CLEAR_UP_IMPORT = "clear_up_import"  # something in a list was unsure
    GOES_ON = "goes_on"  # a rule was broken: somebody decides whether the volunteer goes on
    SAID_GONE = "said_gone"  # a list says that somebody has died or left, or a need is met
    LETTER_FAILED = "letter_failed"


class TodoGroup(StrEnum):
    """To-dos of one sort, as the Monday letter counts them. The value stands in addresses."""

    NEW_VOLUNTEERS = "anmalningar"
    REFERRALS = "hanvisningar"
    FIRST_MEETINGS = "forsta-moten"
    FOLLOW_UPS = "uppfoljningar"
    SILENT_PAIRS = "tysta"
    CLEARANCE = "kontroller"
    WAITING = "vantande"


# Somebody waits to hear our voice: these come before all else, however much is late.
FIRST = frozenset(
    {TodoKind.NOT_BACK, TodoKind.TELL_OF_DEATH, TodoKind.SAID_GONE, TodoKind.CALL_WANTED}
)
# Whom one of these is about is suggested to nobody as long as it stands open.
HOLDS = frozenset({TodoKind.SAID_GONE, TodoKind.GOES_ON})
# Of a day's things these come first: what is decided on a Monday is what the week is made of.
FIRST_OF_THE_DAY = frozenset({TodoKind.DECIDE_SUGGESTIONS})
# Nobody is to be called so of whom a list says that she has died or left, before that is answered
# (R63). The calls that somebody waits for stand all the same: see FIRST.
CALLS_OF_ONE = frozenset({
    TodoKind.CALL_NEW_VOLUNTEER, TodoKind.COMPLETE_CLEARANCE, TodoKind.CLEARANCE_RUNS_OUT,
    TodoKind.CLEARANCE_RAN_OUT, TodoKind.NEED_ANSWERED, TodoKind.HEAR_CONSENT,
    TodoKind.REVIEW_DECIDES, TodoKind.CALL_WAITING, TodoKind.CALL_BACK, TodoKind.CORRECT_FACTS,
    TodoKind.CALL_PAUSED,
    TodoKind.ASK_VOLUNTEER, TodoKind.TELL_MORE, TodoKind.ASK_RECIPIENT, TodoKind.BOOK_MEETING,
    TodoKind.TELL_TIME, TodoKind.TELL_DECLINED, TodoKind.TELL_OVER, TodoKind.NOT_MET,
    TodoKind.ASK_STREET,
    TodoKind.FOLLOW_UP, TodoKind.SILENT_PAIR, TodoKind.CHECK_PAUSE, TodoKind.CLOSING_TALK,
})  # fmt: skip

GROUPS: Mapping[TodoGroup, frozenset[TodoKind]] = {
    TodoGroup.NEW_VOLUNTEERS: frozenset({TodoKind.CALL_NEW_VOLUNTEER}),
    TodoGroup.REFERRALS: frozenset({TodoKind.CALL_REFERRER, TodoKind.HEAR_CONSENT}),
    TodoGroup.FIRST_MEETINGS: frozenset({
        TodoKind.ASK_VOLUNTEER, TodoKind.TELL_MORE, TodoKind.ASK_RECIPIENT, TodoKind.BOOK_MEETING,
        TodoKind.ASK_STREET, TodoKind.TELL_TIME, TodoKind.NOTE_MEETING, TodoKind.NOT_MET,
        TodoKind.TELL_DECLINED,
    }),
    TodoGroup.FOLLOW_UPS: frozenset({
        TodoKind.FOLLOW_UP, TodoKind.TRIAL_OVER, TodoKind.CALL_WANTED, TodoKind.CHECK_PAUSE,
        TodoKind.CLOSING_TALK, TodoKind.END_MATCH, TodoKind.TELL_OVER,
    }),
    TodoGroup.SILENT_PAIRS: frozenset({TodoKind.SILENT_PAIR, TodoKind.NOT_BACK}),
    TodoGroup.CLEARANCE: frozenset({
        TodoKind.COMPLETE_CLEARANCE, TodoKind.CLEARANCE_RUNS_OUT, TodoKind.CLEARANCE_RAN_OUT,
    }),
    TodoGroup.WAITING: frozenset({TodoKind.CALL_WAITING, TodoKind.CALL_PAUSED}),
}  # fmt: skip


class TodoState(StrEnum):
    """A to-do is done, or it is not."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"  # what it was about no longer is


CALL_NEW_VOLUNTEER_WITHIN = 3  # working days (R8)
CALL_WAITING_EVERY = timedelta(weeks=6)  # R65
CALL_PAUSED_EVERY = CALL_WAITING_EVERY  # who rests is forgotten no sooner than who waits


def working_days_after(day: date, count: int) -> date:
    """The day that lies `count` Swedish working days after `day`; `count` ≥ 0."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and not is_red(day)
    return day


def before_meeting(wanted: date, meeting: datetime, *, on: date) -> date:
    """By which day somebody hears that a meeting is not to be: as wanted, or the last working day
    before it where that is sooner, and no day that has been (R63).
    """
    last = swedish_day(meeting) - timedelta(days=1)
    while last > on and (last.weekday() > 4 or is_red(last)):
        last -= timedelta(days=1)
    return min(wanted, max(on, last))
