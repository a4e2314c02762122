"""The stylesheet's colours can be read, light and dark; its weight and its rules are kept."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "web" / "static"
SHEET = (STATIC / "handslag.css").read_text("utf-8")

TEXT = 4.5  # WCAG 1.4.3, level AA
PICTURE = 3.0  # WCAG 1.4.11: borders of controls, bars, focus
PAIRS = [
    ("ink", "paper", TEXT),
    ("ink", "surface", TEXT),
    ("ink", "sunk", TEXT),
    ("ink", "accent-soft", TEXT),
    ("ink", "wait-soft", TEXT),
    ("ink", "late-soft", TEXT),
    ("ink-2", "paper", TEXT),
    ("ink-2", "surface", TEXT),
    ("ink-2", "sunk", TEXT),
    ("ink-2", "accent-soft", TEXT),
    ("ink-2", "wait-soft", TEXT),
    ("ink-2", "late-soft", TEXT),
    ("accent", "paper", TEXT),
    ("accent", "surface", TEXT),
    ("accent", "accent-soft", TEXT),
    ("accent-deep", "accent-soft", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-deep", TEXT),
    ("wait", "wait-soft", TEXT),
    ("wait", "surface", TEXT),
    ("late", "surface", TEXT),
    ("late", "paper", TEXT),
    ("late", "late-soft", TEXT),
    ("edge", "surface", PICTURE),
    ("edge", "paper", PICTURE),
    ("edge", "sunk", PICTURE),
    ("wait-mark", "wait-soft", PICTURE),
    ("wait-mark", "surface", PICTURE),
    ("accent", "sunk", PICTURE),
    ("focus", "paper", PICTURE),
    ("focus", "surface", PICTURE),
]


def tokens(scheme: str) -> dict[str, str]:
    light, dark = re.findall(r":root \{(.*?)\n\s*\}", SHEET, re.DOTALL)[:2]
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    return found | (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark)) if scheme == "dark" else {}
    )


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, definition of contrast ratio."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_colours_can_be_told_apart(front, ground, least, scheme):
    found = tokens(scheme)

    assert contrast(found[front], found[ground]) >= least


def test_black_on_white_has_the_contrast_the_standard_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_dark_has_every_colour_that_light_has():
    light, dark = re.findall(r":root \{(.*?)\n\s*\}", SHEET, re.DOTALL)[:2]

    assert set(re.findall(r"--([\w-]+): #", light)) == set(re.findall(r"--([\w-]+): #", dark))


def test_no_colour_is_written_outside_the_tokens():
    outside = re.sub(r":root \{.*?\}", "", SHEET, flags=re.DOTALL)

    assert re.findall(r":[^;{}]*(?:#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\()", outside) == []


def test_sheet_uses_no_token_that_is_not_there():
    used, said = set(re.findall(r"var\(--([\w-]+)", SHEET)), set(re.findall(r"--([\w-]+):", SHEET))

    assert used - said == set()


def test_sheet_is_light():
    assert len(SHEET.encode()) <= 45_000
    assert len(gzip.compress(SHEET.encode())) <= 11_000


def test_font_and_icons_are_light():
    files = [STATIC / "icons.svg", STATIC / "fonts" / "source-sans-3-latin.woff2"]

    assert sum(file.stat().st_size for file in files) <= 40_000


def test_sheet_says_no_left_and_no_right():
    """Arabic and Hebrew readers get the same page turned round."""
    turned = r"(?:margin|padding|border|inset)-(?:left|right)|text-align: (?:left|right)|float:"

    assert re.findall(turned, SHEET) == []


def test_vendored_files_are_the_ones_that_were_taken():
    from hashlib import sha256

    folder = STATIC / "vendor" / "htmx-2.0.11"
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        assert sha256((folder / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("licence", ["fonts/LICENSE-OFL.txt", "icons-LICENSE.txt"])
def test_what_is_taken_from_others_has_its_licence(licence):
    assert (STATIC / licence).stat().st_size > 500
