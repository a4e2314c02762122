"""Demonstration centres: invented people, the same ones for the same seed.

    names     what they are called            chances   a seeded dice with the skews we know of
    towns     invented districts              volunteers · recipients · organisations
    filling   a centre's people, taken in by the same deeds as real ones
    copying   the people of one town once more, in another of the country
    centres   one centre, a city of twelve, a country of four hundred

Everybody here is made up; telephone numbers come from the series kept free for fiction. The skews
are those of real centres: women are the large majority on both sides, recipients are about
eighty-two, those who work can evenings while those who wait want mornings, and a third of the
facts about a home are unknown until somebody has been there.
"""

from matcher.demo.centres import PASSWORD, SEED, SIZES, fill, sign_ins

__all__ = ["PASSWORD", "SEED", "SIZES", "fill", "sign_ins"]
