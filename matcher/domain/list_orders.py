"""In which order a list of people is read."""

from enum import StrEnum


class ListOrder(StrEnum):
    """The code stands in the list's address."""

    NAME = "namn"
    AREA = "omrade"  # those without one last
    NEWEST = "nyast"  # who came last to us first
    LONGEST_WAIT = "vantan"  # recipients: those who wait, the longest first; then the rest
