"""Lists as centres really have them, made as Excel makes them. Everybody is invented."""

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import numbers

TODAY = date(2026, 11, 22)


def _bytes(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def volunteers():
    """A title, an empty row, headers with dots, several sheets, a hidden column, a heading in the
    middle, a footer, names the wrong way round, times and reach in own words, an identity number.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "Aktiva"
    sheet["A1"] = "Volontärer – hösten 2026"
    sheet.merge_cells("A1:F1")
    sheet.append([])
    sheet.append(
        ["Namn", "Tel.nr", "Mejl", "F. år", "Språk", "Intressen", "Tider", "Hur långt",
         "Post nr", "Vill hjälpa till med", "Övrigt", "Hemligt"]
    )  # fmt: skip
    sheet.append(
        ["Lind, Karin", 701740611, "karin@example.org", 1960, "Svenska, finska (modersmål)",
         "stickning, schack", "tis fm jämna veckor", "ca 5 km", 90326, "besöksvän",
         "kan skjutsa, talar engelska", "x"]
    )  # fmt: skip
    sheet.append(
        ["Bo Ek", "070/174 06 12", "", "58", "svenska", "modelljärnväg", "fm", "20 min cykel",
         "903 26", "promenader", "19121212-1212", ""]
    )  # fmt: skip
    sheet.append(["Ersboda"])
    sheet.append(
        ["Åsa Öberg", "070-174 06 13, 070-174 06 14", "asa@example.org", "1971-05-02",
         "svenska", "korsord och fika", "mån 9–12", "1 mil", "90326", "ringvän", "", ""]
    )  # fmt: skip
    sheet.append(["Namn", "Tel.nr", "Mejl", "F. år"])
    sheet.append(["Liten, Lo", "0701740615", "", 2014, "svenska", "", "", "", "", "", "", ""])
    sheet.append(["Summa: 4"])
    sheet.column_dimensions["L"].hidden = True
    other = book.create_sheet("Telefonlista")
    other.append(["Förnamn", "Efternamn", "Mobil"])
    other.append(["Eva", "Holm", "+46 (0)70-174 06 16"])
    return _bytes(book)


def waiting():
    """Dates in every way there is, consent in three columns, one without."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Kö till besöksverksamheten"])
    sheet.append(
        ["Efternamn, Förnamn", "Telefon", "Postnr", "Språk", "Önskar", "Tider", "Väntat sedan",
         "Prio", "Samtycke", "Hört av", "Samtycke hur", "Hälsa"]
    )  # fmt: skip
    sheet.append(
        ["Karvonen, Aino", "070-174 06 22", "903 26", "finska, svenska", "sällskap",
         "tis fm", date(2026, 7, 13), 1, "13/7 2026", "Lena", "telefon", "dålig syn"]
    )  # fmt: skip
    sheet.append(
        ["Frid, Olle", "070-174 06 23", "903 26", "svenska", "promenad", "tor em",
         "15 sept 2026", 2, "", "", "", ""]
    )  # fmt: skip
    sheet.append(
        ["Ström, Ester", "070-174 06 24", "903 26", "svenska", "fika", "vardagar em",
         46206, 3, "11/8-26", "Lena", "personligen", ""]
    )  # fmt: skip
    sheet["G3"].number_format = numbers.FORMAT_DATE_YYYYMMDD2
    return _bytes(book)


def needs():
    """Semicolons and cp1252, a line break in a cell, the organisation merged by hand, and one need
    that volunteers never meet.
    """
    text = (
        "Lokala uppdrag;;;;;;;\r\n"
        "Förening;Kontaktperson;Tel;Uppdrag;Antal;Dag och tid;Postnr;Beskrivning\r\n"
        'Café Kompass;Eva Holm;070-174 06 31;Kafévärd;2;lördagar 10–14;903 26;"Kaffe\r\noch samtal"'
        "\r\n"
        "Solgläntan;Per Strand;070-174 06 32;Hjälp på boendet;1;må fm;903 26;hjälp att duscha\r\n"
        "Biblioteket;Ida Berg;070-174 06 33;Läxhjälp;3;onsdagar 15–17;903 26;för skolbarn\r\n"
    )
    return text.encode("cp1252")
