"""Better postcodes from a file: GeoNames' layout, any CSV, a GeoPackage."""

import sqlite3
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.domain.errors import Invalid
from matcher.domain.places import Place, Precision
from matcher.sheets import places

ERSBODA = Place(63.85, 20.3, Precision.POSTCODE, "90630", "Umeå")


def saved(tmp_path, text: str, name: str = "koder.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def fault(path) -> str:
    with pytest.raises(Invalid) as caught:
        places.read(path)
    return caught.value.faults["file"].code


@pytest.mark.parametrize(
    "text",
    [
        "postnummer,lat,lon,ort\n90630,63.85,20.3,Umeå\n",
        "Postnr;Latitud;Longitud;Postort\n906 30;63,85;20,3;Umeå\n",
        "\ufeffOrt\tLängdgrad\tBreddgrad\tPostkod\nUmeå\t20.3\t63.85\tSE-906 30\n",
        "SE\t906 30\tUmeå\tVästerbotten\t24\tUmeå\t2480\t\t\t63.85\t20.3\t4\n",
    ],
    ids=["comma", "semicolon and decimal comma", "tab and byte-order mark", "GeoNames"],
)
def test_every_layout_gives_the_same_place(tmp_path, text):
    assert places.read(saved(tmp_path, text)).places == {"90630": ERSBODA}


def test_rows_of_one_postcode_are_averaged(tmp_path):
    text = "postnummer,lat,lon\n90630,63.84,20.2\n90630,63.86,20.4\n"

    place = places.read(saved(tmp_path, text)).places["90630"]

    assert (place.lat, place.lon) == (63.85, 20.3)


def test_point_that_codes_share_is_only_the_town(tmp_path):
    text = "postnummer,lat,lon\n90630,63.85,20.3\n90631,63.85,20.3\n90632,63.9,20.4\n"

    found = places.read(saved(tmp_path, text)).places

    assert [found[code].precision for code in ("90630", "90631", "90632")] == [
        Precision.LOCALITY,
        Precision.LOCALITY,
        Precision.POSTCODE,
    ]


def test_rows_without_a_swedish_point_are_counted_and_left_out(tmp_path):
    text = "postnummer,lat,lon\n90630,63.85,20.3\n9063,63,20\n90631,0,0\n90632,okänt,20\n90633\n"

    imported = places.read(saved(tmp_path, text))

    assert (list(imported.places), imported.skipped) == (["90630"], 4)


def test_what_is_written_reads_back(tmp_path):
    text = places.write({"90630": ERSBODA})

    assert places.read(saved(tmp_path, text)).places == {"90630": ERSBODA}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "places_without_columns"),
        ("namn,telefon\nAino,070-174 06 12\n", "places_without_columns"),
        ("postnummer,lat,lon\n", "places_empty"),
        ("postnummer,lat,lon\nx,y,z\n", "places_empty"),
    ],
)
def test_file_without_postcodes_says_what_is_missing(tmp_path, text, code):
    assert fault(saved(tmp_path, text)) == code


def test_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "bild.csv"
    path.write_bytes(b"\xff\xfe\x00\x80" * 100)

    assert fault(path) == "places_unreadable"


def test_file_that_is_not_there_is_refused(tmp_path):
    assert fault(tmp_path / "borta.csv") == "places_unreadable"


def geopackage(
    tmp_path, system: int, rows: list[tuple[str | None, bytes | None]], column="postnummer"
):
    path = tmp_path / "adresser.gpkg"
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE gpkg_geometry_columns (table_name, column_name, srs_id)")
        file.execute("INSERT INTO gpkg_geometry_columns VALUES ('adress', 'läge', ?)", (system,))
        file.execute(f'CREATE TABLE adress ("{column}", "läge" BLOB, postort)')
        file.executemany("INSERT INTO adress VALUES (?, ?, 'Umeå')", rows)
    file.close()
    return path


def point(
    east: float, north: float, *, envelope: int = 0, order: str = "<", kind: int = 1
) -> bytes:
    boxes = {0: 0, 1: 32, 4: 64}[envelope]
    head = struct.pack("<2sBBi", b"GP", 0, envelope << 1 | 1, 3006) + bytes(boxes)
    return head + struct.pack(f"{order}BIdd", order == "<", kind, east, north)


@pytest.mark.parametrize("envelope", [0, 1, 4])
@pytest.mark.parametrize("order", ["<", ">"])
def test_geopackage_of_addresses_in_sweref_is_read(tmp_path, envelope, order):
    blob = point(817833.405, 7225449.115, envelope=envelope, order=order)

    place = places.read(geopackage(tmp_path, 3006, [("961 31", blob)])).places["96131"]

    assert (place.lat, place.lon, place.label) == (65.0, 21.75, "Umeå")


def test_geopackage_in_degrees_is_read_as_it_is(tmp_path):
    found = places.read(geopackage(tmp_path, 4326, [("90630", point(20.3, 63.85))]))

    assert found.places == {"90630": ERSBODA}


def test_geopackage_with_heights_is_read(tmp_path):
    found = places.read(geopackage(tmp_path, 4326, [("90630", point(20.3, 63.85, kind=1001))]))

    assert found.places == {"90630": ERSBODA}


def test_geopackage_rows_without_point_or_code_are_counted(tmp_path):
    whole = point(20.3, 63.85)
    rows = [("90630", whole), (None, whole), ("90631", None), ("90632", whole[:20])]
    rows.append(("90633", point(20.3, 63.85, kind=3)))

    imported = places.read(geopackage(tmp_path, 4326, rows))

    assert (list(imported.places), imported.skipped) == (["90630"], 4)


@settings(max_examples=25)
@given(st.lists(st.binary(max_size=60) | st.builds(point, st.floats(), st.floats()), max_size=8))
def test_geopackage_with_any_blobs_is_read_or_refused(tmp_path_factory, blobs):
    rows = [("90630", blob) for blob in blobs]

    try:
        imported = places.read(geopackage(tmp_path_factory.mktemp("gpkg"), 3006, rows))
    except Invalid as refused:
        assert refused.faults["file"].code == "places_empty"  # noqa: PT017 (either may be)
    else:
        assert set(imported.places) == {"90630"}


def test_geopackage_in_an_unknown_system_is_refused(tmp_path):
    assert fault(geopackage(tmp_path, 3021, [("90630", point(1, 1))])) == "places_without_columns"


def test_geopackage_without_postcodes_is_refused(tmp_path):
    path = geopackage(tmp_path, 3006, [("90630", point(1, 1))], column="gata")

    assert fault(path) == "places_without_columns"


def test_database_that_is_no_geopackage_is_refused(tmp_path):
    path = tmp_path / "annat.gpkg"
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE x (y)")
    file.close()

    assert fault(path) == "places_unreadable"


@given(st.binary(max_size=300))
def test_any_bytes_are_places_or_a_fault(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("places") / "fil"
    path.write_bytes(content)

    assert fault(path).startswith("places_")
