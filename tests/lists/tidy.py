"""Writes the three tidy lists beside this file: `python tests/lists/tidy.py`. All are invented."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

VOLUNTEERS = (
    ["Förnamn", "Efternamn", "Telefon", "E-post", "Födelseår", "Postnummer", "Språk", "Intressen",
     "Vill göra", "När", "Form", "Färdsätt", "Räckvidd", "Antal månader", "Status", "Intervju",
     "Referenser", "Överenskommelse", "Tystnadslöfte", "Introduktion"],
    [
        ["Karin", "Lind", "070-174 06 11", "karin@example.org", "1960", "903 26",
         "svenska, finska (modersmål)", "stickning, schack", "väntjänst, promenad",
         "tisdagar 9–12", "hemma, ute", "buss", "30 min", "12", "aktiv", "2026-09-01",
         "2026-09-02, 2026-09-03", "2026-09-04", "2026-09-04", "2026-09-10"],
        ["Bo", "Ek", "070-174 06 12", "bo@example.org", "1958", "903 26", "svenska",
         "fotboll, schack", "väntjänst, promenad", "torsdagar 12–17", "ute, hemma", "bil", "10 km",
         "12", "aktiv", "2026-09-01", "2026-09-02, 2026-09-03", "2026-09-04", "2026-09-04",
         "2026-09-10"],
        ["Åsa", "Öberg", "070-174 06 13", "asa@example.org", "1971", "903 26", "svenska, engelska",
         "fika, korsord", "värd på mötesplats, fika", "lördagar 9–17", "grupp", "cykel", "20 min",
         "6", "aktiv", "2026-09-01", "2026-09-02, 2026-09-03", "2026-09-04", "2026-09-04",
         "2026-09-10"],
    ],
)  # fmt: skip
WAITING = (
    ["Förnamn", "Efternamn", "Telefon", "Postnummer", "Språk", "Intressen", "Vill ha", "När",
     "Form", "Hur ofta", "Klass", "Väntat sedan", "Samtycke", "Samtycke hört av", "Samtycke hur"],
    [
        ["Aino", "Karvonen", "070-174 06 22", "903 26", "finska (modersmål), svenska", "stickning",
         "sällskap", "tisdagar 9–12", "hemma", "varje vecka", "1", "2026-07-13", "2026-07-13",
         "Lena", "telefon"],
        ["Olle", "Frid", "070-174 06 23", "903 26", "svenska", "schack, fotboll", "promenad",
         "torsdagar 12–17", "ute", "varje vecka", "2", "2026-08-20", "2026-08-21", "Lena",
         "personligen"],
    ],
)  # fmt: skip
NEEDS = (
    ["Organisation", "Kontaktperson", "Telefon", "Uppdrag", "Uppgifter", "Antal platser", "När",
     "Postnummer", "Hur ofta"],
    [
        ["Café Kompass", "Eva Holm", "070-174 06 31", "Kafévärd på lördagar",
         "värd på mötesplats", "2", "lördagar 10–14", "903 26", "varje vecka"],
    ],
)  # fmt: skip
LISTS = {"volontarer": VOLUNTEERS, "vantelista": WAITING, "uppdrag": NEEDS}


def workbook(columns, rows):
    """A tidy list as a workbook's bytes."""
    from matcher.sheets import out

    return out.xlsx("Lista", columns, rows)


if __name__ == "__main__":
    for name, (columns, rows) in LISTS.items():
        (HERE / f"{name}.xlsx").write_bytes(workbook(columns, rows))
