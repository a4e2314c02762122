"""Files that nobody should read, made small."""

import io
import zipfile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTENT = '<?xml version="1.0"?><Types xmlns="x"/>'
BOOK = (
    '<?xml version="1.0"?><workbook xmlns="x" xmlns:r="y">'
    '<sheets><sheet name="Ett" sheetId="1" r:id="r1"/></sheets></workbook>'
)
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="x">'
    '<Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
)


def workbook(sheet, *, book=BOOK, **parts):
    """A workbook whose one sheet is that XML; `parts` are more parts, by name without folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", CONTENT)
        packed.writestr("xl/workbook.xml", book)
        packed.writestr("xl/_rels/workbook.xml.rels", RELS)
        packed.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, text in parts.items():
            packed.writestr(f"xl/{name}.xml", text)
    return out.getvalue()


def sheet(rows):
    """The XML of a sheet with those rows, themselves XML."""
    return f'<?xml version="1.0"?><worksheet xmlns="x"><sheetData>{rows}</sheetData></worksheet>'


def zip_bomb():
    """A hundred megabytes of spaces in a part."""
    return workbook(sheet(""), sharedStrings=" " * 100_000_000)


def entity_bomb():
    """Ten entities, each ten of the one before."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE sst [<!ENTITY e0 "ha">{levels}]><sst><si><t>&e9;</t></si></sst>'
    return workbook(sheet(""), sharedStrings=text)


def entity_bomb_in_utf16():
    """The same in letters that a search for bytes does not see."""
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE sst [<!ENTITY e "ha">]><sst>&e;</sst>'
    return workbook(sheet(""), sharedStrings=text.encode("utf-16"))


def million_empty_rows():
    return workbook(sheet("".join(f'<row r="{n}"/>' for n in range(1, 1_000_001))))


def ten_thousand_columns():
    return workbook(sheet("<row>" + "<c><v>1</v></c>" * 10_000 + "</row>"))


def endless_format():
    """A format of cells that a search for brackets begins anew at each of its letters."""
    form = f'<numFmt numFmtId="200" formatCode="{"[" * 1_000_000}"/>'
    styles = f'<styleSheet>{form}<cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>'
    return workbook(sheet(""), styles=styles)


def deep():
    """Elements within each other, and none that ends."""
    return workbook(sheet("<a>" * 500_000))


def one_sheet_named_often():
    """Twenty sheets, all of them the same part."""
    named = '<sheet name="Ett" sheetId="1" r:id="r1"/>'
    return workbook(sheet("<row><c><v>1</v></c></row>"), book=BOOK.replace(named, named * 20))


def one_text_in_every_cell():
    """Two thousand letters, told once and shown in 19,000 cells."""
    row = '<row><c t="s"><v>0</v></c></row>'
    return workbook(sheet(row * 19_000), sharedStrings=f"<sst><si><t>{'x' * 2000}</t></si></sst>")


def cells_that_say_nothing():
    """More tags than a list has, none of them a cell with anything in it."""
    return workbook(sheet("<x:c/>" * 1_000_000) * 3)


def locked():
    """As Office wraps a workbook with a password."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )


def old_excel():
    return OLE + b"\0" * 600 + "Workbook".encode("utf-16-le")


def truncated():
    return workbook(sheet('<row r="1"><c><v>1</v></c></row>'))[:-80]


def corrupt():
    """A part whose packed bytes are not what they were."""
    whole = bytearray(workbook(sheet('<row r="1"><c><v>1</v></c></row>' * 300)))
    at = whole.index(b"sheet1.xml") + 30
    whole[at : at + 20] = b"\xff" * 20
    return bytes(whole)


def many_parts():
    return workbook(sheet(""), **{f"part{n}": "" for n in range(300)})


def open_document():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", "<x/>")
    return out.getvalue()
