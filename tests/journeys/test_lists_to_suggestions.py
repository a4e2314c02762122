"""From a centre's own lists to suggestions whose every reason is true of the rows in them."""

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.journeys.test_start import PATIENCE_S, address, environment, stop
from tests.visitor import words

pytestmark = pytest.mark.slow

LISTS = Path(__file__).parents[1] / "lists"
KINDS = {"volontarer": "volunteers", "vantelista": "waiting", "uppdrag": "needs"}
CODE = re.compile(r"\b\w{4}-\w{4}-\w{4}\b")
EMAIL, PASSWORD = "lena@example.org", "fyra ord i en rad"
MANAGER = {
    "centre_name": "Centralen Prov",
    "owner_type": "association",
    "owner_name": "Föreningen Prov",
    "phone": "070-174 06 05",
    "name": "Lena Åkesson",
    "email": EMAIL,
    "password": PASSWORD,
    "again": PASSWORD,
}
# As good for Aino and Olle as anybody, but nobody has talked with the one or asked the other.
NOT_CLEARED = {
    "Förnamn": "Siri", "Efternamn": "Lund", "Telefon": "070-174 06 14", "Födelseår": "1962",
    "Postnummer": "903 26", "Språk": "finska (modersmål), svenska", "Intressen": "stickning",
    "Vill göra": "väntjänst", "När": "tisdagar 9–12", "Form": "hemma", "Färdsätt": "buss",
    "Räckvidd": "30 min", "Antal månader": "12",
}  # fmt: skip
NOT_ASKED = {
    "Förnamn": "Ester", "Efternamn": "Ström", "Telefon": "070-174 06 24", "Postnummer": "903 26",
    "Språk": "svenska", "Intressen": "schack", "Vill ha": "promenad", "När": "torsdagar 12–17",
    "Form": "ute", "Hur ofta": "varje vecka", "Klass": "1", "Väntat sedan": "2026-06-01",
}  # fmt: skip
ADDED = {"volontarer": NOT_CLEARED, "vantelista": NOT_ASKED}
PAIRS = {("Aino", "Karin"), ("Olle", "Bo"), ("Café Kompass", "Åsa")}
WAYS = {"till fots": "gå", "med cykel": "cykel", "med buss": "buss", "med bil": "bil"}
FORMS = {"Hemma": "hemma", "Ute tillsammans": "ute", "I grupp": "grupp", "På plats": "grupp"}


@pytest.fixture
def lists(tmp_path):
    """Copies of the three lists, each with somebody who must not be suggested; name → file."""
    found = {}
    for name in KINDS:
        book = load_workbook(LISTS / f"{name}.xlsx")
        if name in ADDED:
            heads = [cell.value for cell in book.active[1]]
            book.active.append([ADDED[name].get(head) for head in heads])
        found[name] = tmp_path / f"{name}.xlsx"
        book.save(found[name])
    return found


@pytest.fixture
def begun(start, somebody, tmp_path):
    """begun(folder): an empty installation, its first manager made with the code from the
    console; gives her, signed in, and commands to the same data.
    """

    def made(folder):
        process, told = start("--empty", "--data", tmp_path / folder)
        lena = somebody(address(told))
        begin = lena.open("/")
        lena.send(begin, MANAGER | {"code": CODE.search("\n".join(told)).group()})
        lena.send(lena.sign_in(EMAIL, PASSWORD))  # she has read that looks are logged
        return process, lena, lambda *asked: command(tmp_path / folder, *asked)

    return made


def command(data, *asked):
    """Say a command to the installation in `data`; gives what it printed."""
    answer = subprocess.run(
        [sys.executable, "-P", "-m", "matcher", *asked, "--data", data],
        cwd=data.parent, env=environment(), capture_output=True, text=True,
        timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


def take_in(lena, file, kind):
    """Upload, columns as they were guessed, dry run, confirm."""
    token = lena.open("/import/").form("/import/").fields["csrf_token"][0]
    data = (io.BytesIO(file.read_bytes()), file.name)
    columns = lena.post("/import/", {"csrf_token": token, "kind": kind, "file": data})
    dry = lena.send(columns, action=columns.url)
    saved = lena.send(dry.form(dry.url + "/spara"))
    assert saved.heading == "Listan är sparad"


def test_every_reason_is_true_of_the_lists(begun, lists):
    process, lena, say = begun("by the site")
    for name, file in lists.items():
        take_in(lena, file, KINDS[name])
    say("week")

    week = lena.open("/forslag/")
    articles = {names(article): article for article in week.every("article")}
    wanted = rows(lists["vantelista"], "Förnamn") | rows(lists["uppdrag"], "Organisation")
    volunteers = rows(lists["volontarer"], "Förnamn")
    assert set(articles) == PAIRS
    for (need, volunteer), article in articles.items():
        check(article, wanted[need], volunteers[volunteer])

    # Who is not cleared, or has not said yes herself, is kept with something to do about it.
    assert "Siri" not in week.text
    assert re.search(r"Ester S\. .* Personens eget ja saknas", week.text)
    todos = lena.open("/start/alla").text
    assert "Siri L." in todos
    assert "Fråga Ester S. själv" in todos
    assert "Siri" in lena.open("/volontarer/").text
    assert "Ester" in lena.open("/mottagare/").text
    assert stop(process) == 0

    # The same lists by the command line: the same pairs for the same reasons.
    process, lena, say = begun("by the command")
    for name, file in lists.items():
        assert "Listan är sparad." in say("import", file, "--as", KINDS[name], "--yes")
    say("week")

    again = {names(article): article for article in lena.open("/forslag/").every("article")}
    assert {pair: words(article) for pair, article in again.items()} == {
        pair: words(article) for pair, article in articles.items()
    }
    assert stop(process) == 0


# ── the rows, and what is said of them ────────────────────────────────────────────────────────


def rows(file, key):
    """The rows of a list by what they are called: column → what stands there."""
    heads, *lines = load_workbook(file).active.iter_rows(values_only=True)
    told = [dict(zip(heads, line, strict=True)) for line in lines]
    return {row[key]: row for row in told}


def names(article):
    """(whom, with whom), as the lists call them."""
    need, _, volunteer = words(next(article.iter("h2"))).partition(" med ")
    need = re.sub(r" \(.*\)$", "", need)  # what it is is said beside whose it is
    return re.sub(r" \w\.$", "", need), re.sub(r" \w\.$", "", volunteer)


def check(article, need, volunteer):
    """Everything that is said of a pair stands in both its rows."""
    facts = {words(dt): words(dd) for dt, dd in terms(article)}
    assert set(facts) - {"Språk"} == {"När", "Väg", "Hur"}
    check_time(facts["När"], need["När"], volunteer["När"])
    check_way(facts["Väg"], need, volunteer)
    form = FORMS[facts["Hur"]]
    assert form in said(volunteer["Form"])
    assert form in said(need.get("Form") or "grupp")  # a local need is met in a group
    for language in told_of(facts.get("Språk", "")):
        assert language in spoken(need) & spoken(volunteer)
    if "Språk" in need:
        assert set(told_of(facts["Språk"])) == spoken(need) & spoken(volunteer)
    for line in shared(article):
        check_shared(line, need, volunteer)


def check_time(told, *both):
    """The day and the hours lie inside what each of the two rows says."""
    day, start, end = re.match(r"(\w+) kl\. (\d+)\.00–(\d+)\.00", told).groups()
    for row in both:
        own_day, first, last = re.fullmatch(r"(\w+) (\d+)–(\d+)", row).groups()
        assert day.lower() == own_day
        assert int(first) <= int(start) < int(end) <= int(last)


def check_way(told, need, volunteer):
    """By her own way, within her reach; the same postcode is the same place."""
    minutes, way = re.match(r"Ca (\d+) min ([^,]+),", told).groups()
    reach, unit = volunteer["Räckvidd"].split()
    kilometres = re.search(r"(\d+) km", told).group(1)
    assert WAYS[way] in said(volunteer["Färdsätt"])
    assert int({"min": minutes, "km": kilometres}[unit]) <= int(reach)
    assert ("samma ort" in told) == (need["Postnummer"] == volunteer["Postnummer"])


def check_shared(line, need, volunteer):
    """An interest of both, a task wanted and offered, or two words that lie near one another."""
    wanted = said(need.get("Vill ha") or need.get("Uppgifter"))
    if line.startswith("Vill göra: "):
        assert line.removeprefix("Vill göra: ") in wanted & said(volunteer["Vill göra"])
    elif " ligger nära " in line:
        one, other = line.split(" ligger nära ")
        assert one.lower() in wanted | said(need.get("Intressen"))
        assert other in said(volunteer["Vill göra"]) | said(volunteer["Intressen"])
    else:
        assert line.lower() in said(need["Intressen"]) & said(volunteer["Intressen"])


def terms(article):
    """Every term of the article with what stands beside it."""
    return zip(article.iter("dt"), article.iter("dd"), strict=True)


def shared(article):
    """The lines below "Har gemensamt"."""
    for block in article.iter("div"):
        heading = block.find("h3")
        if heading is not None and words(heading) == "Har gemensamt":
            return [words(line) for line in block.iter("li")]
    return []


def said(cell):
    return {part.strip() for part in (cell or "").split(",")}


def spoken(row):
    """Languages without how well."""
    return {re.sub(r" \(.*", "", part) for part in said(row.get("Språk"))} - {""}


def told_of(cell):
    """Languages as the page lists them: "Finska (bådas modersmål) och svenska"."""
    bare = re.sub(r" \([^)]*\)", "", cell).lower()
    return [part for part in re.split(r", | och ", bare) if part]
