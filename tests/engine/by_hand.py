"""A centre of three volunteers and three people, small enough to solve on paper.

Only how long the volunteers mean to stay counts (months promised of months wished), and fit alone
(the dial at 100): so every number below can be checked in one's head.

                  Finnish, 24 months    Swedish, 12 months    Swedish, 18 months
    aila  12 m          50.0                 100.0                  66.6
    bo     9 m       no Finnish               75.0                  50.0
    cilla  6 m       no Finnish               50.0                  33.3

Aila suits the second best of all. But nobody else speaks Finnish with the first:

    aila with the first:   50 + 75 (bo, second) + 33.3 (cilla, third)  = 158.3   ← the best
                           50 + 50 (cilla, second) + 50 (bo, third)    = 150.0
    aila with the second: 100 + 50 (bo, third)                         = 150.0
    aila with the third:   66.6 + 75 (bo, second)                      = 141.6
"""

from matcher.domain.people import Level
from matcher.engine.params import Dial
from tests.make import need_profile, only_weight, pool, volunteer_profile

FINNISH = {"finnish": Level.NATIVE}
BOTH = {"finnish": Level.NATIVE, "swedish": Level.NATIVE}


def centre(**facts):
    return pool(
        [
            volunteer_profile("aila", commitment_months=12, languages=BOTH),
            volunteer_profile("bo", commitment_months=9),
            volunteer_profile("cilla", commitment_months=6),
        ],
        [
            need_profile("1 finnish", wanted_months=24, languages=FINNISH),
            need_profile("2 swedish", wanted_months=12),
            need_profile("3 swedish", wanted_months=18),
        ],
        **facts,
    )


def choices(**changes):
    from dataclasses import replace

    return replace(only_weight(commitment=1), **{"dial": Dial(100, 0, 0)} | changes)
