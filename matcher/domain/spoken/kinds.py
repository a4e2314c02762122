"""What the words of a text about times say, word by word."""

from enum import StrEnum


class Kind(StrEnum):
    """What a token says."""

    DAYS = "days"  # frozenset of weekdays, 0 Monday
    PART = "part"  # name of a part of the day
    SPAN = "span"  # clock times: clocks.Times
    DATES = "dates"  # (first, last)
    FIRST = "first"  # from a date on
    UNTIL = "until"  # up to and including a date
    ANCHOR = "anchor"  # a date in a week that counts
    PARITY = "parity"  # bits of patterns.Kinds.parity
    FORTNIGHT = "fortnight"
    NTH = "nth"  # bits of patterns.Kinds.nth
    OFTEN = "often"  # (times, per)
    AMOUNT = "amount"  # (minutes or None, per)
    FLAG = "flag"  # a boolean field of Availability, or "never", "nothing", "sometimes"
    RED = "red"  # bits of patterns.Kinds.red
    NOT = "not"
    AWAY = "away"
    SEASON = "season"
    ASK = "ask"  # understood, and ambiguous by itself
    SEP = "separator"  # och , / & +
    STOP = "stop"  # ; .
    FILLER = "filler"
    UNKNOWN = "unknown"


SOMETIMES = "sometimes"  # a flag that leaves open how often
AND = "och"  # a separator that is a word
RED_TOO = 4  # beside the bits of patterns.Kinds.red: whatever weekday they fall on

Phrase = tuple[str, ...]
Meaning = tuple[Kind, object]
