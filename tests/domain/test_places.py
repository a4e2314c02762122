"""R40: postcodes, towns and municipalities from tables that ship with the program."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain.gazetteer import Gazetteer, postcode_of
from matcher.domain.places import Place, Precision
from matcher.domain.travel import haversine_km

FOLDER = Path(__file__).parents[2] / "config" / "places"
PLACES = Gazetteer.load(FOLDER)
KNOWN = [  # public points of ten town centres, to two decimals
    ("111 20", 59.33, 18.06),
    ("411 03", 57.71, 11.97),
    ("211 20", 55.61, 13.00),
    ("981 31", 67.86, 20.23),
    ("831 30", 63.18, 14.64),
    ("621 57", 57.64, 18.30),
    ("753 10", 59.86, 17.65),
    ("903 26", 63.83, 20.26),
    ("582 24", 58.42, 15.62),
    ("252 20", 56.05, 12.69),
]


@pytest.mark.parametrize(("code", "lat", "lon"), KNOWN)
def test_r40_known_postcode_is_within_five_km(code, lat, lon):
    place = PLACES.postcode(code)

    assert haversine_km(place.lat, place.lon, lat, lon) < 5


@pytest.mark.parametrize(
    "written", ["903 26", "90326", " 903 26 ", "SE-903 26", "se 90326", "S-90326"]
)
def test_postcode_is_read_however_it_is_spaced(written):
    assert postcode_of(written) == "90326"


@pytest.mark.parametrize("written", ["", "9032", "903 267", "Umeå", "903-26-1", "9" * 100])
def test_what_is_no_postcode_is_none(written):
    assert postcode_of(written) is None
    assert PLACES.postcode(written) is None


def test_postcode_not_in_use_is_not_guessed():
    assert PLACES.postcode("000 00") is None


def test_shipped_postcode_says_that_it_is_only_the_town():
    place = PLACES.postcode("903 26")

    assert (place.precision, place.postcode, place.label) == (Precision.LOCALITY, "90326", "Umeå")


def test_postcode_of_a_town_without_a_point_is_less_precise():
    borrowed = [code for code, row in rows("postcodes.tsv") if row.endswith("number")]

    assert PLACES.postcode(borrowed[0]).precision is Precision.MUNICIPALITY


def rows(name: str) -> list[tuple[str, str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()[1:]
    return [(line.split("\t")[0], line) for line in lines]


def test_every_postcode_lies_in_sweden():
    places = [PLACES.postcode(code) for code, _ in rows("postcodes.tsv")]

    assert len(places) > 16_000
    assert all(55 < place.lat < 69.1 and 10.5 < place.lon < 24.3 for place in places)


def test_tables_are_sorted_and_small():
    for name in ("postcodes.tsv", "municipalities.tsv"):
        codes = [code for code, _ in rows(name)]
        assert codes == sorted(set(codes))
    assert (FOLDER / "postcodes.tsv").stat().st_size < 1_000_000


def test_every_municipality_and_county_is_there():
    municipalities = PLACES.municipalities.values()

    assert len(municipalities) == 290
    assert len({place.county for place in municipalities}) == 21


def test_map_shapes_are_those_of_the_table():
    shapes = json.loads((FOLDER / "municipalities.geojson").read_text(encoding="utf-8"))

    codes = {shape["properties"]["code"] for shape in shapes["features"]}
    assert codes == set(PLACES.municipalities)


@pytest.mark.parametrize("name", ["Umeå", "umeå kommun", "2480"])
def test_municipality_is_found_by_name_or_code(name):
    assert PLACES.municipality(name).label == "Umeå"


@pytest.mark.parametrize(
    ("name", "label"), [("Stockholms stad", "Stockholm"), ("Alingsås kommun", "Alingsås")]
)
def test_municipality_is_found_by_its_genitive(name, label):
    assert PLACES.municipality(name).label == label


def test_municipality_nobody_knows_is_none():
    assert PLACES.municipality("Ankeborg") is None


def test_town_is_found_without_its_dots():
    assert PLACES.locality("holmsund") == PLACES.locality("Holmsund")
    assert PLACES.locality("umea").label == "Umeå"


def namesakes() -> tuple[str, list[Place]]:
    by_name: dict[str, list[Place]] = {}
    for town in PLACES.localities.values():
        by_name.setdefault(town.name, []).append(town.place)
    return next((name, found) for name, found in by_name.items() if len(found) > 1)


def test_name_of_two_towns_is_not_guessed():
    assert PLACES.locality(namesakes()[0]) is None


def test_of_two_namesakes_the_nearer_is_meant():
    name, towns = namesakes()

    assert [PLACES.locality(name, near=town) for town in towns] == towns


def test_search_knows_town_from_its_beginning():
    assert "Umeå" in [place.label for place in PLACES.search("ume")]


def test_search_forgives_two_swapped_letters():
    assert "Umeå" in [place.label for place in PLACES.search("umae")]


def test_search_tells_namesakes_apart():
    name, towns = namesakes()
    labels = [place.label for place in PLACES.search(name, at_most=30)]

    same = [label for label in labels if label.split(" (")[0] == name]
    assert len(set(same)) == len(towns)


def test_search_for_a_postcode_is_that_place():
    assert PLACES.search("903 26") == [PLACES.postcode("903 26")]


@given(st.text(max_size=80))
def test_any_text_can_be_searched_for(text):
    assert all(place.known for place in PLACES.search(text, at_most=3))


def test_centres_better_postcode_goes_before_the_shipped_one():
    better = Place(63.85, 20.30, Precision.POSTCODE, "90326", "Ersboda")

    assert PLACES.with_postcodes({"90326": better}).postcode("903 26") == better


points = st.builds(
    Place,
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.sampled_from([p for p in Precision if p is not Precision.UNKNOWN]),
    st.none() | st.from_regex(r"\A[1-9]\d{4}\Z"),
    st.none() | st.text(max_size=20),
)


@given(points)
def test_place_survives_json(place):
    assert Place.from_json(json.loads(json.dumps(place.to_json()))) == place


def test_unknown_place_survives_json():
    place = Place.from_json(json.loads(json.dumps(Place.unknown("någonstans").to_json())))

    assert (place.known, place.label, math.isnan(place.lat)) == (False, "någonstans", True)


@pytest.mark.parametrize(
    ("lat", "lon", "precision"),
    [
        (91.0, 18.0, Precision.AREA),
        (59.0, 181.0, Precision.AREA),
        (math.nan, math.nan, Precision.AREA),
        (59.0, math.nan, Precision.AREA),
        (59.0, 18.0, Precision.UNKNOWN),
    ],
)
def test_point_that_cannot_be_is_refused(lat, lon, precision):
    with pytest.raises(ValueError, match=r"point|unknown at|area at"):
        Place(lat, lon, precision)
