"""Three lists as three centres keep them, made without a look at what reads them.

    ersboda    volunteers    a workbook of many years: title, legend, districts as headings, two
                             numbers in a cell, postcode inside the address, a sheet of leavers
    sundby     waiting       what a telephone is answered over: a semicolon file in Windows letters
    klara      needs         what associations have sent in: the Mac's dates, several things a cell

`again=True` is the same list some weeks later: a line changed, a line new, a line gone. Everybody
is invented; telephones are from the series kept for fiction.
"""

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

TODAY = date(2026, 11, 22)


def _bytes(book):
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def ersboda(*, again=False):
    book = Workbook()
    sheet = book.active
    sheet.title = "VOLONTÄRER 2026"
    sheet["A1"] = "Väntjänsten Ersboda – volontärregister"
    sheet["A1"].font = Font(bold=True)
    sheet.merge_cells("A1:L1")
    sheet["A2"] = "x = klart, - = ej aktuellt. Uppdaterad av Gun 12/11"
    sheet.append([])
    sheet.append(
        ["Nr", "Efternamn, förnamn", "Telefon\nhem/mobil", "E-post:", "Född år", "Adress",
         "Intr. möte", "Ref. tagna", "Språk", "Intressen mm", "Kan när?", "Bil?", "Räckvidd",
         "Övr."]
    )  # fmt: skip
    sheet.append(["ERSBODA"])
    rows = [
        [1, "Wikström, Barbro", "0701740621", "barbro@example.org", 1949,
         "Älvans väg 4, 906 30 Umeå", "2026-03-02", "x", "sv", "Korsord, sticka, fika",
         "tisd o torsd fm", "nej", "gångavstånd", ""],
        [2, "Haddad, Samir", "070-174 06 22 (ej efter 20)", "SAMIR@EXAMPLE.ORG", "-82",
         "Ersboda torg 2 906 30 UMEÅ", "15 sept 2026", "ja", "Svenska, arabiska (modersmål)",
         "schack; laga mat", "kvällar i veckan" if again else "vardagskvällar", "JA", "ca 1 mil",
         "kan rycka in"],
        [3, "Öberg-Lind, Maj-Britt", "0730-28 84 52 / 070 174 06 23", "", "1951-04-30",
         "906 31 Umeå", "x", "", "svenska + lite finska", "gammaldans", "jämna veckor onsd em",
         "x", "20 min", '=HYPERLINK("http://example.org","se brev")'],
    ]  # fmt: skip
    for row in rows:
        sheet.append(row)
    sheet.append([])
    sheet.append(["ÖVRIGA STAN"])
    late = [
        [4, "Niemi Juhani", "+46 (0)70 174 06 24", "juhani(at)example.org", 60,
         "Pilgatan 9, 903 31", "aug -26", "båda", "finska, svenska", "fiske, bastu",
         "när som helst", "1", "5", "allergisk mot katt"],
        [5, "Ek, Tova", "0701740625", "tova@example.org", "2010", "", "", "",
         "sv, eng", "TikTok", "helger", "", "", "går i åk 9"],
        [6, "Sjö, Kent", "19560312-0006", "", 1956, "", "x", "x", "svenska", "trav", "fm", "nej",
         "3 km", ""],
    ]  # fmt: skip
    for row in late[:1] if again else late:
        sheet.append(row)
    if again:
        sheet.append(
            [7, "Frid, Olle", "0701740626", "olle@example.org", 1971, "903 26 Umeå",
             "", "", "svenska", "orientering", "lördagar 10-12", "ja", "2 mil", ""]
        )  # fmt: skip
    sheet.append([])
    sheet.append(["Summa", f"{5 if again else 6} st"])
    sheet.column_dimensions["H"].hidden = True
    book.create_sheet("Slutat").append(["flyttade till pärmen"])
    return _bytes(book)


def sundby(*, again=False):
    rows = [
        "KÖLISTA Sundby frivilligcentral;;;;;;;;;",
        ";;;;;;;;;",
        "Inkom;Vem;Född;Tfn;Anhörig / den som ringde;Önskar;Språk;Passar bäst;Bor;Samtycke",
        (
            "11/8-26;Aina Berglund;1938;070-174 06 31;Eva 070-174 06 32;promenadsällskap, fika"
            ";svenska;tis el tors em;753 20;ja, muntligt 12/8-26 till Lena"
        ),
        (
            '3 sept 2026;"Larsson, Göte";-41;0701740633;;"Någon att spela schack med.\nGärna hemma"'
            ";svenska;fm;Gottsunda;Ja 2026-09-04"
        ),
        (
            "i våras;Mirjam Cohen;1935;(saknas);hemtjänsten ringde;sällskap;jiddisch, svenska"
            ";spelar ingen roll;753 30;?"
        ),
        "2026-10-02;Ove Dahl;1944;070 174 06 34;;hjälp att duscha och städa;sv;onsd;753 21;ja",
        "15/10;Signe Ås;380101-0008;070-174 06 35;;högläsning;sv;;754 40;nej, vill tänka",
        "2026-10-20;Fatima H;1950;0701740636;;ledsagning till läkaren;arabiska;;75320;x",
        ";;;;;;;;;",
        "Antal i kö: 6;;;;;;;;;",
    ]
    if again:
        rows[3] = rows[3].replace("tis el tors em", "torsdagar 13-15")
        rows[5] = rows[5].replace(";?", ";ja 2026-11-01")
        rows[9:9] = [
            "2/11 2026;Bengt Hed;1940;070-174 06 37;;kortspel;svenska;måndagar 14-16;753 20;ja 3/11"
        ]
        del rows[8]
    return "\r\n".join(rows).encode("cp1252")


def klara(*, again=False):
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    sheet.title = "Behov höst"
    sheet.append(
        ["Organisation", "Kontaktperson, tel o mejl", "Vad behöver ni hjälp med?", None,
         "Antal pers.", "Dag och tid", "Var", "Start", "Slut", "Krav på volontären"]
    )  # fmt: skip
    sheet.append(
        ["Café Kompass", "Per Öberg, 070-174 06 41, per@example.org", "värd på språkkafé", "",
         3 if again else 2, "torsdagar 17-19", "Kyrkogatan 3, 753 10 Uppsala", date(2026, 12, 3),
         None, "talar lätt svenska"]
    )  # fmt: skip
    sheet.append(["Läxhjälpen i Gottsunda", "lax@example.org", "läxhjälp", "åk 7-9", "ca 4",
                  "månd + onsd 15.30–17", "Gottsunda", "v 3", "v. 22 2027",
                  "registerutdrag (barn)"])  # fmt: skip
    sheet.append(["PRO Sävja", "070-174 06 42 Gun", "bära bord till julfesten\nduka",
                  "", "5 st", "12/12 kl 13-17", "Sävja", "", "", "stark rygg"])  # fmt: skip
    sheet.append(["Anhörigföreningen", "Ulf", "dela ut medicin på helger", "", 1, "helger", "", "",
                  "", ""])  # fmt: skip
    if again:
        sheet.append(["Naturskolan", "naturskolan@example.org", "promenadledare", "", 1,
                      "söndagar 10-12", "754 40", "", "", ""])  # fmt: skip
    sheet.append(["", "", "", "", "", "", "", "", "", "=SUM(E2:E5)"])
    return _bytes(book)
