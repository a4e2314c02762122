"""/parts: every part of a page in every state, in development only. The visual test.

What it shows is invented and stands here in plain values, which is also how a room calls a part.
"""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, render_template
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from web.plumbing.clock import today
from web.plumbing.permissions import public

room = Blueprint("parts", __name__)


def _one(value: str, words: str, hint: str | None = None) -> SelectChoice:
    return SelectChoice(value, words, {"data-hint": hint})


class Sample(FlaskForm):
    """One field of each kind."""

    name = StringField("Förnamn", [InputRequired("Skriv ditt förnamn.")])
    phone = TelField("Telefon", [InputRequired()], description="Vi ringer inom 3 arbetsdagar.")
    area = SelectField("Område", choices=[_one("", "Alla"), _one("1", "Ekbacken")])
    often = RadioField(
        "Hur ofta?",
        [InputRequired("Välj hur ofta du kan.")],
        choices=[_one("week", "Varje vecka"), _one("two", "Varannan vecka"), _one("now", "Ibland")],
    )
    tasks = SelectMultipleField(
        "Vad vill du göra?",
        choices=[
            _one("home", "Besöka någon hemma", "Fika, prata, spela kort. Oftast en gång i veckan."),
            _one("out", "Gå ut tillsammans", "Promenad, kyrkogård, kafé."),
            _one("unsure", "Jag vet inte än", "Vi pratar om det när vi ringer."),
        ],
        validate_choice=False,
    )
    since = DateField("Från och med")
    note = TextAreaField("Något vi bör veta?")
    agree = BooleanField("Fråga mig från gång till gång")


@room.get("/parts")
@public
def gallery() -> str:
    """All parts. The form is shown with its faults."""
    form = Sample(data={"phone": "070-174 06 52", "tasks": ["home"], "agree": True})
    form.name.errors = ["Skriv ditt förnamn."]
    form.often.errors = ["Välj hur ofta du kan."]
    return render_template("parts/page.html", form=form, vol=False, **_samples(today()))


@room.get("/parts/telefon")
@public
def calm() -> str:
    """The same form as a volunteer meets it: large, narrow, without htmx."""
    form = Sample(data={"tasks": ["home"]})
    form.often.errors = ["Välj hur ofta du kan."]
    return render_template("parts/calm.html", form=form, vol=True)


def _samples(on: date) -> dict[str, Any]:
    return {
        "fits": FITS,
        "waits": WAITS,
        "groups": GROUPS,
        "sug": SUGGESTION,
        "locked": LOCKED,
        "gone": GONE,
        "people": PEOPLE,
        "happened": _story(on),
    }


def _part(words: str, got: int, of: int, unknown: int = 0) -> dict[str, Any]:
    return {"words": words, "got": got, "of": of, "unknown": unknown}


GOOD = [
    _part("Språk", 20, 20),
    _part("Tider", 20, 25),
    _part("Intressen", 19, 30),
    _part("Väg", 12, 15),
    _part("Önskemål", 6, 10, 4),
]
PARTLY = [
    _part("Språk", 12, 20, 6),
    _part("Tider", 19, 25),
    _part("Intressen", 10, 30),
    _part("Väg", 6, 15),
    _part("Önskemål", 7, 10),
]
FITS = [("Passar bra", GOOD, False), ("Passar delvis", PARTLY, True)]
WAITS = [(19, 8, 1), (5, 12, 2), (0, 20, 3), (61, 12, 2)]  # weeks, promise, urgency
GROUPS = [
    {
        "words": "Försenat",
        "late": True,
        "rows": [
            {
                "title": "Ring Märta J.",
                "why": "Två veckor sedan första mötet med Sonja B.",
                "late": "9 dagar försenat",
                "phone": "+46701740612",
            },
            {
                "title": "Boka första mötet för Rune A. och Olle F.",
                "why": "Båda sa ja 6 november, inget möte på 17 dagar.",
                "late": "3 dagar försenat",
                "href": "#",
                "link": "Boka möte",
            },
        ],
    },
    {
        "words": "I dag",
        "rows": [
            {
                "title": "Ta ställning till 5 förslag",
                "why": "Veckans körning blev klar 05.00. Ingen är kontaktad.",
                "href": "#",
                "link": "Öppna förslagen",
                "main": True,
            }
        ],
    },
]
WEEK = {
    "label": "Aino kan måndag eftermiddag samt tisdag och torsdag fram till kvällen. Karin kan "
    "tisdag förmiddag och kväll, onsdag kväll, lördag förmiddag. Båda kan tisdag förmiddag.",
    "recipient": [1, 3, 4, 9, 10],
    "volunteer": [3, 5, 8, 15],
    "unknown": [12, 13],
    "proposed": [3],
}
SUGGESTION = {
    "id": "s1",
    "recipient": "Aino K.",
    "volunteer": "Karin L.",
    "line": "Norrstad och Ekbacken. Besöksvän hemma, en gång i veckan, 75 minuter.",
    "state": {"words": "Att ta ställning till", "kind": "next"},
    "fit": {"words": "Passar bra", "parts": GOOD},
    "waiting": {"weeks": 19, "promise": 8, "urgency": 1},
    "facts": [
        {
            "label": "När",
            "value": "Tisdagar kl. 10.00–11.15 från 1 december.",
            "soft": "Sju av åtta veckor; Karin är borta vecka 52.",
        },
        {
            "label": "Väg",
            "value": "14 minuter med buss, grannort, ca 3 km.",
            "soft": "Räknat från postnummer.",
        },
        {"label": "Språk", "value": "Finska (båda modersmål), svenska"},
    ],
    "week": WEEK,
    "shares": ["Finska visor och körsång", "Stickning", "Uppvuxna i Tornedalen"],
    "differs": ["Aino vill helst ses två gånger i veckan, Karin kan en"],
    "asks": [
        "Karin: tål hon katt? Aino har en.",
        "Aino: hiss eller trappor? Hemmet är inte besökt.",
    ],
    "contrasts": [
        {
            "id": "s1-why-1",
            "question": "Varför inte Karin med Bo S.?",
            "because": [
                "Karin passar bäst med Bo (82).",
                "Hon föreslås ändå till Aino: Karin är den enda som talar finska.",
                "Bo har Olle F. (76) i stället.",
            ],
            "instead": "Om du ändå vill ha Karin med Bo: Aino blir utan förslag och Olle F. "
            "blir ledig.",
            "try_href": "#s1",
        }
    ],
    "told": "Karin får ett anonymt kort först när du skickar det.",
}
LOCKED = {
    "id": "s2",
    "recipient": "Samir K.",
    "volunteer": "Amina H.",
    "line": "Sundet, samma ort. Samtal och fika, varje vecka. Väntat 8 veckor, klass 1.",
    "state": {"words": "Låst av dig i dag 08.12", "kind": "on"},
    "look": "locked",
    "late": "Farida M. låste samma par för 2 minuter sedan. Ditt val sparades inte.",
    "fit": {"words": "Passar delvis", "parts": PARTLY},
    "facts": [{"label": "När", "value": "Onsdagar kl. 17.30–18.30 från 2 december"}],
}
GONE = {
    "id": "s3",
    "recipient": "Maj-Britt Ö.",
    "volunteer": "Gunnel S.",
    "line": "Skäl: känner varandra sedan tidigare, olämpligt. Föreslås inte igen.",
    "state": {"words": "Avvisat av dig", "kind": "off"},
    "look": "gone",
}
PEOPLE = {
    "columns": [
        {"words": "Mottagare", "href": "#", "sorted": "ascending"},
        {"words": "Väntat", "num": True},
        {"words": "Läge"},
        {"words": "Vad som hindrar"},
    ],
    "rows": [
        [
            {"text": "Ester W.", "href": "#"},
            "14 veckor",
            {"text": "Väntar", "pill": "wait"},
            "Bara vardagsförmiddagar: 22 av 22 upptagna då",
        ],
        [
            {"text": "Märta J.", "href": "#"},
            "4 veckor",
            {"text": "Provperiod, v. 4 av 6", "pill": "next"},
            {"text": "Inget", "soft": "ring båda"},
        ],
        [
            {"text": "Folke R.", "href": "#"},
            "2 veckor",
            {"text": "Vilande", "pill": "off"},
            "Fråga igen 4 januari",
        ],
    ],
}


def _story(on: date) -> list[dict[str, Any]]:
    def ago(days: int) -> date:
        return on - timedelta(days=days)

    return [
        {
            "on": ago(-4),
            "kind": "due",
            "strong": "Ring Aino",
            "words": "senast sex veckor efter förra samtalet.",
        },
        {"on": ago(0), "words": "Föreslogs Karin L. Du har inte tagit ställning."},
        {
            "on": ago(38),
            "words": "Samtal. Har det bra med telefonvännen men vill träffa någon.",
            "soft": "Antecknat av Lena Å.",
        },
        {
            "on": ago(77),
            "kind": "late",
            "strong": "Löftet passerat.",
            "words": "Orsak: ingen finsktalande volontär ledig.",
        },
        {
            "on": ago(133),
            "kind": "both",
            "strong": "Hänvisad av hemtjänsten Norrstad.",
            "words": "Aino sa ja själv, muntligt.",
        },
    ]
