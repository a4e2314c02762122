"""Words for lists on their way in and out: what a column tells, the answers that stand ready, and
what an exported list is for.
"""

from collections.abc import Mapping

from matcher.languages import SOURCE
from matcher.phrases.voice import N_, say

ANSWERS = frozenset(
    [
        N_("ja"), N_("nej"), N_("gå"), N_("cykel"), N_("buss"), N_("bil"), N_("kvinna"), N_("man"),
        N_("annat"), N_("helst kvinna"), N_("helst man"), N_("helst annat"), N_("bara kvinna"),
        N_("bara man"), N_("bara annat"), N_("hemma"), N_("ute"), N_("telefon"), N_("grupp"),
        N_("aktiv"), N_("ny"), N_("slutat"), N_("avliden"), N_("väntar"), N_("har volontär"),
        N_("barn"), N_("hemmet"), N_("personligen"),
        N_("papper"),
        N_("brev"), N_("sällskap"), N_("ärende"), N_("varje vecka"), N_("varannan vecka"),
        N_("fråga var och en"),
        N_("en gång i månaden"), N_("en gång"), N_("spelar ingen roll"), N_("öppet"), N_("klart"),
        N_("genast"), N_("tills vidare"), N_("vilar tills vidare"), N_("pausen är slut"),
    ]
)  # fmt: skip
FIELDS: Mapping[str, str] = {
    "first_name": N_("Förnamn"),
    "surname": N_("Efternamn"),
    "name": N_("Namn"),
    "phone": N_("Telefon"),
    "email": N_("E-post"),
    "contact": N_("Telefon eller e-post"),
    "birth_year": N_("Födelseår"),
    "gender": N_("Kön"),
    "postcode": N_("Postnummer"),
    "town": N_("Ort"),
    "area": N_("Område"),
    "languages": N_("Språk"),
    "interests": N_("Intressen"),
    "dislikes": N_("Tycker inte om"),
    "availability": N_("När"),
    "forms": N_("Hur man ses"),
    "gender_wish": N_("Vill träffa"),
    "bears_not": N_("Tål inte"),
    "allergies": N_("Allergier"),
    "background": N_("Bakgrund"),
    "health_consent_on": N_("Samtycke till hälsouppgifter"),
    "mixed": N_("Blandat, läses bit för bit"),
    "modes": N_("Färdsätt"),
    "reach": N_("Hur långt"),
    "tasks": N_("Uppgifter"),
    "tasks_waiting": N_("Önskar"),
    "not_tasks": N_("Vill inte göra"),
    "skills": N_("Kan"),
    "pets": N_("Egna husdjur"),
    "max_matches": N_("Antal uppdrag"),
    "max_hours_month": N_("Timmar per månad"),
    "commitment_months": N_("Antal månader"),
    "on_call": N_("Kort varsel"),
    "state": N_("Status"),
    "state_needs": N_("Klart"),
    "own_yes": N_("Ja till att vi sparar"),
    "interview": N_("Intervju"),
    "reference": N_("Referens"),
    "agreement": N_("Överenskommelse"),
    "confidentiality": N_("Tystnadslöfte"),
    "introduction": N_("Introduktion"),
    "guardian_consent": N_("Vårdnadshavares ja"),
    "extract_on": N_("Registerutdrag visat"),
    "extract_kind": N_("Sorts utdrag"),
    "function": N_("Att tänka på"),
    "minutes": N_("Längd i minuter"),
    "every_weeks": N_("Hur ofta"),
    "street": N_("Adress"),
    "home": N_("Hemmet"),
    "reach_by": N_("Nås via"),
    "kind": N_("Sällskap eller ärende"),
    "must_languages": N_("Måste tala"),
    "wanted_months": N_("Önskad tid i månader"),
    "priority_class": N_("Klass"),
    "waiting_since": N_("Väntat sedan"),
    "consent_on": N_("Samtycke, dag"),
    "consent_heard_by": N_("Samtycke, hört av"),
    "matched_with": N_("Har volontär"),
    "consent_how": N_("Samtycke, hur"),
    "organisation": N_("Organisation"),
    "contact_name": N_("Kontaktperson"),
    "title": N_("Uppdrag"),
    "about": N_("Om uppdraget"),
    "seats": N_("Antal platser"),
    "skills_needed": N_("Måste kunna"),
    "skills_wished": N_("Bra om"),
    "from_on": N_("Från"),
    "until_on": N_("Till"),
    "children_present": N_("Barn med"),
    "min_age": N_("Lägsta ålder"),
    "introducer": N_("Introduceras av"),
    "may_be_shown": N_("Får visas öppet"),
    "identity": N_("Personnummer, läses inte"),
    "reach_minutes": N_("Räckvidd i minuter"),
    "reach_km": N_("Räckvidd i km"),
    "words": N_("Ord"),
    "traits": N_("Tål och har"),
    "place": N_("Plats"),
    "area_id": N_("Område"),
    "bears": N_("Tål inte"),
    "language": N_("Språk i brev"),
    "extract": N_("Registerutdrag visat"),
    "need": N_("Önskan om sällskap"),
    "consent": N_("Eget ja"),
    "consent_matching": N_("Eget ja"),
    "consent_matching_back": N_("Eget ja tas tillbaka"),
    "consent_health": N_("Samtycke till hälsouppgifter"),
}
PURPOSES: Mapping[str, str] = {
    "follow_up": N_("Uppföljning på centralen"),
    "meeting": N_("Underlag för ett möte"),
    "move": N_("Flytt till ett annat system"),
    "request": N_("Någon har bett om sina uppgifter"),
}


def list_answer(text: str, language: str = SOURCE) -> str:
    """A ready answer to a question about a cell; what stands in the list is said as it stands.
    What is sent is always the Swedish, which is what takes the place of the cell.
    """
    return say(text, language) if text in ANSWERS else text


def list_field(name: str, language: str = SOURCE, kind: str = "") -> str:
    """What a column tells in a list of that kind, or what of a person would change."""
    return say(FIELDS.get(f"{name}_{kind}", FIELDS[name]), language)


def purpose(code: str, language: str = SOURCE) -> str:
    """What an exported list is for."""
    return say(PURPOSES[code], language)
