"""Languages, gender where it was told and wished, age limits, room, consent, lengths of time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.domain.needs import NeedKind, NeedProfile
from matcher.domain.people import Gender, GenderWish, Level, Strength
from matcher.domain.volunteers import VolunteerProfile
from matcher.engine.arrays import Bools, Ints, Numbers, Small, frozen

UNTOLD = 0  # of a gender, a birth year, a number of months
GENDER_CODE = {gender: code for code, gender in enumerate(Gender, start=1)}


@dataclass(frozen=True)
class PeopleFeatures:
    """Axis l: languages. A level, gender, year or length of 0 is "not told"."""

    languages: tuple[str, ...]
    level_vl: Small
    level_nl: Small
    speaks_v: Ints  # which of the different rows of levels; so few that pairs of them are a table
    speaks_n: Ints
    different_vl: Small
    different_nl: Small
    talked_nl: Bools  # in which one can be with the person (`NeedProfile.talked_in`)
    must_nl: Bools
    tells_languages_v: Bools
    tells_languages_n: Bools
    gender_v: Small
    gender_n: Small
    wished_v: dict[Strength, Small]  # the gender wished for, by the strength of the wish
    wished_n: dict[Strength, Small]
    birth_year_v: Ints
    min_age_n: Ints
    restricted_v: Bools
    restricted_n: Bools
    consents_n: Bools
    never_n: Bools
    local_n: Bools
    lasting_n: Bools  # somebody wants a companion, for long
    on_call_v: Bools
    short_notice_n: Bools
    months_v: Numbers
    months_n: Numbers


def build(volunteers: Sequence[VolunteerProfile], needs: Sequence[NeedProfile]) -> PeopleFeatures:
    """One row a volunteer or a need."""
    spoken = {code for one in volunteers for code in one.languages}
    spoken |= {code for one in needs for code in (*one.languages, *one.must_languages)}
    languages = tuple(sorted(spoken))
    level_vl = _levels([one.languages for one in volunteers], languages)
    level_nl = _levels([one.languages for one in needs], languages)
    different_vl, speaks_v = different(level_vl)
    different_nl, speaks_n = different(level_nl)
    return PeopleFeatures(
        languages=languages,
        level_vl=level_vl,
        level_nl=level_nl,
        speaks_v=speaks_v,
        speaks_n=speaks_n,
        different_vl=different_vl,
        different_nl=different_nl,
        talked_nl=_bools([one.talked_in for one in needs], languages),
        must_nl=_bools([one.must_languages for one in needs], languages),
        tells_languages_v=_flags(bool(one.languages) for one in volunteers),
        tells_languages_n=_flags(bool(one.languages) for one in needs),
        gender_v=_genders(one.gender for one in volunteers),
        gender_n=_genders(one.gender for one in needs),
        wished_v=_wishes([one.gender_wish for one in volunteers]),
        wished_n=_wishes([one.gender_wish for one in needs]),
        birth_year_v=_numbers(one.birth_year for one in volunteers),
        min_age_n=_numbers(one.min_age for one in needs),
        restricted_v=_flags(one.restricted for one in volunteers),
        restricted_n=_flags(one.restricted for one in needs),
        # An organisation's need is nobody's personal data: there is no consent to be had
        consents_n=_flags(one.has_consent or one.kind is NeedKind.LOCAL for one in needs),
        never_n=_flags(bool(one.never) for one in needs),
        local_n=_flags(one.kind is NeedKind.LOCAL for one in needs),
        lasting_n=_flags(one.kind is NeedKind.COMPANIONSHIP for one in needs),
        on_call_v=_flags(one.on_call or one.availability.on_call for one in volunteers),
        short_notice_n=_flags(one.short_notice for one in needs),
        months_v=_numbers(one.commitment_months for one in volunteers).astype(np.int32),
        months_n=_numbers(one.wanted_months for one in needs).astype(np.int32),
    )


def different(table_xl: Small) -> tuple[Small, Ints]:
    """The different rows of a table, and which of them each row is."""
    number_of: dict[bytes, int] = {}
    which = [number_of.setdefault(row.tobytes(), len(number_of)) for row in table_xl]
    firsts = np.unique(np.array(which, dtype=np.int64), return_index=True)[1]
    return frozen(table_xl[firsts]), frozen(np.array(which, dtype=np.int64))


def _levels(rows: Sequence[Mapping[str, Level]], languages: Sequence[str]) -> Small:
    found = [[int(row.get(code, 0)) for code in languages] for row in rows]
    return frozen(np.array(found, dtype=np.int16).reshape(len(rows), len(languages)))


def _bools(rows: Sequence[frozenset[str]], languages: Sequence[str]) -> Bools:
    found = [[code in row for code in languages] for row in rows]
    return frozen(np.array(found, dtype=bool).reshape(len(rows), len(languages)))


def _flags(values: Iterable[bool]) -> Bools:
    return frozen(np.array(list(values), dtype=bool))


def _numbers(values: Iterable[int | None]) -> Ints:
    return frozen(np.array([value or UNTOLD for value in values], dtype=np.int64))


def _genders(values: Iterable[Gender | None]) -> Small:
    codes = [GENDER_CODE[value] if value else UNTOLD for value in values]
    return frozen(np.array(codes, dtype=np.int16))


def _wishes(wishes: Sequence[GenderWish | None]) -> dict[Strength, Small]:
    return {
        strength: _genders(
            wish.gender if wish and wish.strength is strength else None for wish in wishes
        )
        for strength in Strength
    }
