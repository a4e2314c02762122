"""What is wrong with a value, and why a deed was refused: what to do, never "invalid value"."""

from collections.abc import Mapping

from matcher.domain.errors import Fault, NotNow
from matcher.languages import SOURCE
from matcher.phrases.list_faults import LIST_FAULTS
from matcher.phrases.voice import N_, say

FAULTS: Mapping[str, str] = {
    # people and needs
    "already_over": N_("Sista dagen har redan varit. Skriv en dag som kommer."),
    "choose_one": N_("Välj ett skäl i listan."),
    "say_why": N_("Skriv varför, med några ord."),
    "choose_who_has_concerns": N_("Välj någon som har hand om oro hos er."),
    "day_that_comes": N_("Dagen har redan varit. Skriv en dag som kommer."),
    "look_sooner": N_("Skriv en dag inom %(days)s dagar. En oro får inte ligga längre än så."),
    "day_to_come": N_("Dagen har inte varit än. Skriv en dag som har varit."),
    "email_taken": N_("Adressen används redan. Skriv en annan."),
    "not_offered": N_("Det språket finns inte här. Välj ett i listan."),
    "ends_before_it_begins": N_("Sista dagen är före den första. Byt plats på dem."),
    "health_needs_consent": N_("Uppgiften rör hälsa. Fråga om samtycke först."),
    "local_need_of_a_person": N_("Ett lokalt uppdrag hör till en organisation."),
    "illness_named": N_(
        "Det här liknar en uppgift om medicin eller diagnos. Sådana sparar vi aldrig som ord."
        " Ta bort det. Är det något man har vana av, skriv så: ”vana av demens”."
    ),
    "name_missing": N_("Skriv ett namn."),
    "organisation_exists": N_("Organisationen finns redan. Sök efter den i listan."),
    "personal_need_of_an_organisation": N_("Sällskap och ärenden hör till en person."),
    "recipient_has_ended": N_("Personen är avslutad. Öppna personen igen först."),
    "against_a_wish": N_("Det går emot ett önskemål. Välj varför du gör det ändå."),
    "against_a_wish_now": N_(
        "Ett ja går nu emot ett önskemål. Välj varför de träffas ändå, eller anteckna ett nej."
    ),
    "known_meanwhile": N_(
        "Någon annan har skrivit in ett annat svar sedan sidan öppnades. Det är kvar och inget är"
        " ändrat. Läs uppgifterna, och fråga igen om det behövs."
    ),
    "not_with_herself": N_("Välj någon annan än volontären själv."),
    "goes_with_another": N_("En av de två går redan tillsammans med någon annan."),
    "more_than_the_seats": N_("Det kan inte vara fler än uppdraget har plats för: %(seats)s."),
    "escort_too_soon": N_(
        "Ledsagning behöver %(days)s dagar. Välj en senare dag, eller kryssa i kort varsel."
    ),
    "too_many_unread": N_(
        "Ni har %(most)s förslag som vi inte har hunnit svara på. Vänta lite, eller ring oss."
    ),
    "too_long": N_("Skriv högst %(max)s tecken."),
    "choose_colleague": N_("Välj en kollega som är samordnare här."),
    "say_what_was_decided": N_("Skriv en rad om vad ni har bestämt."),
    "say_what_was_done": N_("Skriv en rad om vad som är gjort."),
    "say_what_was_seen": N_("Skriv vad som sågs eller hördes."),
    "organisation_has_left": N_("Organisationen är inte med längre. Ta in den igen först."),
    "nothing_seen": N_("Svara på minst en fråga om det du såg."),
    "own_yes_missing": N_(
        "Skriv när personen själv sa ja, vem som hörde det och hur. Utan det sparar vi ingenting."
    ),
    "task_is_with_children": N_("Uppgiften är med barn. Kryssa i att barn är med."),
    # what volunteers never do, and who does it instead (R29)
    "never_keys": N_(
        "Volontärer tar inte hand om nycklar. Det gör hemtjänsten eller en anhörig."
        " Ta bort det ur texten."
    ),
    "never_cleaning": N_(
        "Volontärer städar och tvättar inte hemma hos någon. Det gör hemtjänsten eller en"
        " städfirma."
        " Ta bort det ur texten."
    ),
    "never_lifting": N_(
        "Volontärer lyfter inte människor. Det gör hemtjänsten, som har hjälpmedel och utbildning."
        " Ta bort det ur texten."
    ),
    "never_medicine": N_(
        "Volontärer hanterar inte medicin. Det gör hemsjukvården eller vårdcentralen."
        " Ta bort det ur texten."
    ),
    "never_money": N_(
        "Volontärer hanterar inte andras pengar. Det gör en god man, banken eller en anhörig."
        " Ta bort det ur texten."
    ),
    "never_personal_care": N_(
        "Volontärer hjälper inte till med personlig omvårdnad. Det gör hemtjänsten: kontakta"
        " kommunens biståndshandläggare. Ta bort det ur texten."
    ),
    # telephone numbers
    "phone_empty": N_("Skriv ett telefonnummer."),
    "phone_has_words": N_("Skriv bara siffrorna i numret."),
    "phone_several": N_("Skriv ett nummer, inte flera."),
    "phone_too_long": N_("Numret har för många siffror."),
    "phone_too_short": N_("Numret har för få siffror. Läs igenom det."),
    "phone_invalid": N_("Numret finns inte. Läs igenom siffrorna."),
    "pair_without_meaning": N_("Ett av orden finns inte i listan."),
    "pair_twice": N_("Paret står två gånger. Ta bort det ena."),
    "weight_out_of_range": N_("Vikten ska vara mellan 0 och 1."),
    "places_unreadable": N_("Filen går inte att läsa. Spara om den och försök igen."),
    "places_too_large": N_("Filen är för stor för en tabell över postnummer."),
    "places_without_columns": N_("Filen saknar kolumner: %(columns)s."),
    "places_empty": N_("Inget svenskt postnummer med en plats finns i filen."),
    "impossible": N_("Det kan inte stämma. Läs igenom det en gång till."),
    # clearance
    "initials_wrong": N_("Skriv dina initialer, två till fyra bokstäver."),
    "children_need_extract": N_("Uppdrag med barn kräver att ett registerutdrag visas."),
    "extract_from_the_future": N_("Utdraget är utfärdat efter dagen då det visades."),
    "extract_not_asked_for": N_("Lagen låter oss inte be om utdrag för de här uppdragen."),
    "extract_too_old": N_("Utdraget är äldre än ett år. Be om ett nytt."),
    # accounts
    "first_code_wrong": N_("Koden stämmer inte. Den står i fönstret där Handslag startades."),
    "password_length": N_("Lösenordet ska ha mellan %(shortest)s och %(longest)s tecken."),
    "wrong_password": N_("Lösenordet stämmer inte."),
    "role_needed": N_("Välj minst en roll, eller stäng kontot."),
    "last_manager": N_("Minst en måste vara föreståndare. Ge rollen till någon annan först."),
    "email_of_closed": N_("Adressen hör till ett stängt konto. Öppna det igen i listan."),
    "area_exists": N_("Ett område heter redan så. Skriv ett annat namn."),
    # weeks and weights
    "no_such_week": N_("Skriv veckan som 2026-W48."),
    "above_a_hundred_with_waiting": N_("Klassen och väntan får ge högst 100 poäng."),
    "all_zero": N_("Minst en vikt måste vara större än noll."),
    "missing": N_("Värdet saknas."),
    "not_a_class": N_("Klasserna är 1, 2, 3 och 4."),
    "not_a_hundred": N_("De tre delarna ska tillsammans vara 100."),
    "meeting_has_been": N_("Tiden har redan varit. Välj en tid som kommer."),
    "home_of_one": N_(
        "De är flera personer, och var och en skulle vänta hemma hos sig. Välj hos oss på centralen"
        " eller en annan plats."
    ),
    "say_where": N_("Skriv var de ska ses. Skriv ingen hemadress."),
    "back_later_today": N_("Skriv en tid senare i dag, högst tolv timmar fram."),
    "step_noted_already": N_("Det steget står redan för den dagen."),
    "before_signing_up": N_("Dagen är före anmälan. Rätta den, eller kryssa i att den stämmer."),
    "before_they_met": N_("Skriv en dag efter första mötet."),
    "digits_wrong": N_("Siffrorna stämmer inte. Skriv de fyra sista i ditt eget nummer."),
    "digits_too_many": N_("För många försök. Vänta en stund, eller ring oss."),
    "out_of_range": N_("Skriv ett tal mellan %(low)s och %(high)s."),
    "unknown": N_("Namnet känns inte igen."),
    # signing up in public
    "signup_too_many": N_("Många anmäler sig härifrån just nu. Vänta en stund, eller ring oss."),
    "signup_too_quick": N_("Det gick fortare än vi väntade oss. Allt är kvar: tryck en gång till."),
    "signup_trap_filled": N_("Töm fältet som ska vara tomt längst ner, eller ring oss."),
    # the centre's own words
    "concept_id_malformed": N_("Ordets kod får bara ha små bokstäver, siffror och understreck."),
    "concept_id_taken": N_("Koden används redan av ett annat ord."),
    "concept_unknown": N_("Ordet finns inte i listan. Välj ett som finns."),
    "form_collides": N_("Skrivningen betyder redan något annat."),
    "form_empty": N_("Skriv ett ord."),
    "form_has_two_meanings": N_("”%(form)s” betyder flera saker. Skriv ett ord till som skiljer."),
    "form_too_long": N_("Skriv högst 80 tecken. En mening hör hemma i en anteckning."),
    "kind_unknown": N_("Välj vilken sorts ord det är."),
    "misspelling_is_correct": N_("Felstavningen är ett riktigt ord."),
    "misspelling_nearer_another": N_("Felstavningen ligger närmare ett annat ord."),
    "own_word_collides": N_(
        "”%(form)s” betyder redan ”%(means)s” (%(row)s). Tryck på det bland de ord som finns."
    ),
    "own_word_near_misspelling": N_(
        "Ordet ligger för nära ”%(form)s”, som betyder ”%(means)s” (%(row)s). Skriv mer av ordet."
    ),
    "row_has_wrong_columns": N_("Raden har fel antal kolumner."),
}

REFUSALS: Mapping[tuple[str, str], str] = {
    ("suggestion", "older_week"): N_("Förslaget är från en äldre vecka. Ta ställning i den nya."),
    ("suggestion", "alternative"): N_(
        "Förslagen har ändrats sedan sidan öppnades: de två föreslås inte för varandra längre. "
        "Ingenting sparades."
    ),
    ("suggestion", "proposed"): N_("Det finns inget att ångra."),
    ("suggestion", "withdrawn"): N_("Paret föreslås inte längre. Ladda om sidan."),
    ("suggestion", "expired"): N_("Förslaget har blivit för gammalt."),
    ("volunteer", "in_a_match"): N_("Volontären är med i en matchning. Avsluta den först."),
    ("volunteer", "not_paused"): N_("Volontären är inte pausad."),
    ("insurance", "unread"): N_(
        "Centralens försäkring gäller inte här. Öppna volontärens sida, läs varningen och skriv"
        " dina initialer. Godkänn sedan."
    ),
    ("insurance", "read"): N_("Varningen är redan läst, eller gäller inte längre."),
    ("need", "full"): N_("Alla platser är tagna."),
    ("need", "filled"): N_("Alla platser är tagna."),
    ("need", "closed"): N_("Uppdraget är stängt."),
    ("need", "draft"): N_("Uppdraget är inte öppnat än."),
    ("need", "expired"): N_("Uppdragets tid är ute."),
    ("account", "last_manager"): N_(
        "Minst en måste vara föreståndare. Ge rollen till någon annan först."
    ),
    ("caseload", "begun"): N_(
        "Det går inte att ångra längre: någon har börjat med det. Lämna över det på nytt i stället."
    ),
    ("account", "closed"): N_("Kontot är redan stängt."),
    ("account", "open"): N_("Kontot är redan öppet."),
    ("area", "lived_in"): N_("Någon bor i området. Flytta dem till ett annat område först."),
    ("word", "known"): N_("Ordet finns redan i ordlistan. Läs in orden på nytt."),
    ("word", "spoken"): N_("Någon talar språket. Ändra det på personens sida först."),
    ("need", "open"): N_("Uppdraget är redan öppet."),
    ("recipient", "in_a_match"): N_("Personen är med i en matchning. Avsluta den först."),
    ("recipient", "waiting"): N_("Personen står redan på väntelistan."),
    ("recipient", "matched"): N_("Personen är redan matchad."),
    ("recipient", "paused"): N_("Personen är pausad."),
    ("recipient", "enquiry"): N_("Personens eget ja är inte antecknat än."),
    ("recipient", "ended"): N_("Personen är redan avslutad."),
    ("recipient", "referred_on"): N_("Personen är redan hänvisad vidare."),
    ("recipient", "deceased"): N_("Personen har avlidit. Allt är stoppat."),
    ("recipient", "within_promise"): N_(
        "Löftet är inte på väg att brytas. En orsak skrivs tidigast två veckor före."
    ),
    ("erasure", "with_us"): N_(
        "Personen är fortfarande med hos er. Avsluta först, så går uppgifterna att ta bort."
    ),
    ("erasure", "restricted"): N_(
        "Uppgifterna ligger stilla. Använd dem igen först, så går de att ta bort."
    ),
    ("restriction", "on"): N_("Uppgifterna ligger redan stilla."),
    ("restriction", "off"): N_("Uppgifterna används redan."),
    ("erasure", "held"): N_(
        "Uppgifterna får inte tas bort just nu, av rättsliga skäl. Fråga föreståndaren."
    ),
    ("match", "not_asked_now"): N_("Personen ska inte frågas just nu. Se vad som är nästa steg."),
    ("match", "strike_stands"): N_(
        "Det går inte att ångra längre. Boka mötet på nytt, så får alla veta det."
    ),
    ("match", "no_stands"): N_(
        "Nejet är för alltid, volontärens eget eller redan ångrat. Det går inte att ångra här."
    ),
    ("match", "answered"): N_("Svaret är redan antecknat."),
    ("match", "agreed_already"): N_(
        "Någon har redan sagt ja till de andra. Ge den som kommer till en egen matchning."
    ),
    ("match", "card_changed"): N_(
        "Frågan har ändrats sedan du öppnade kortet. Läs den igen, och svara sedan."
    ),
    ("match", "in_it_already"): N_("Den personen är redan med."),
    ("match", "last_of_a_side"): N_("Ingen annan är kvar. Ta tillbaka hela matchningen i stället."),
    ("match", "not_in_it"): N_("Den personen är inte med längre."),
    ("match", "of_an_organisation"): N_("Uppdraget hör till en organisation."),
    ("match", "no_consent"): N_(
        "Personens eget ja är inte antecknat, eller är tillbakataget. Ingen får frågas."
    ),
    ("match", "wish_closed"): N_(
        "Uppdraget är stängt sedan dess. Öppna det först, om de ska fortsätta."
    ),
    ("match", "substitute_wanted"): N_("Ni söker redan någon under pausen."),
    ("match", "meeting_to_come"): N_(
        "Mötet har inte varit än. Anteckna det när de har setts, eller byt tid."
    ),
    ("match", "no_meeting"): N_("Det finns inget bokat första möte att skriva om."),
    ("match", "no_address"): N_("Ingen av dem har en e-postadress. Ring och anteckna svaret."),
    ("match", "trial"): N_("Provtiden är inte slut än, eller så har de redan träffats."),
    ("match", "meeting_booked"): N_(
        "Första mötet räknas när någon av oss var med, eller när ett skäl är valt."
    ),
    ("match", "active"): N_("Matchningen är aktiv. Avsluta den med båda."),
    ("match", "ending"): N_("Anteckna avslutande samtal med var och en först."),
    ("match", "ended"): N_("Matchningen är avslutad."),
    ("match", "declined"): N_("Matchningen blev inte av."),
    ("todo", "done"): N_("Det är redan gjort."),
    ("todo", "not_back"): N_("Volontären har inte hört av sig efter ett besök. Ring i dag."),
    ("todo", "said_gone"): N_("Svara på listans sida om det stämmer eller om listan är fel."),
    ("todo", "cancelled"): N_("Det behövs inte längre."),
    ("consent", "given"): N_("Samtycket är redan antecknat."),
    ("consent", "missing"): N_("Det finns inget sådant samtycke att ta tillbaka."),
    ("representative", "missing"): N_("Skriv först vem det är och vad det gäller."),
    ("referral", "called_back"): N_("Någon har redan ringt upp."),
    ("concern", "closed"): N_("Oron är avslutad. Öppna den igen först."),
    ("concern", "open"): N_("Oron är redan öppen."),
    ("contact", "on_site"): N_(
        "Personen är ansvarig på plats i ett uppdrag. Välj någon annan där först."
    ),
    ("organisation", "left"): N_("Organisationen är redan avslutad."),
    ("organisation", "active"): N_("Organisationen är redan med."),
    ("match", "gone"): N_("Matchningen finns inte längre."),
}
ASKED_ALREADY = N_("Någon är redan tillfrågad. Då går det inte att ångra här.")
ENDING_IS_KNOWN = N_("Ett avslutande samtal är redan hållet. Då går avslutet inte att ångra.")
NOT_NOW = N_("Det går inte just nu. Ladda om sidan och se hur det är.")


def fault(found: Fault, language: str = SOURCE) -> str:
    """One fault as a sentence that says what to do; a code nobody has worded says to read again."""
    if found.code == "never_several":  # each of them is done by somebody else
        codes = str(found.facts["codes"]).split()
        return " ".join(fault(Fault(code), language) for code in codes)
    sentence = FAULTS.get(found.code) or LIST_FAULTS.get(found.code, FAULTS["impossible"])
    return say(sentence, language) % found.facts


def list_fault(found: Fault, language: str = SOURCE) -> str:
    """The same of a list, where nobody has a text to mend: what volunteers never do is left out."""
    if found.code == "never_several":
        codes = str(found.facts["codes"]).split()
        return " ".join(list_fault(Fault(code), language) for code in codes)
    left_out = f"left_out_{found.code}"
    return fault(Fault(left_out) if left_out in LIST_FAULTS else found, language)


def refusal(found: NotNow, language: str = SOURCE) -> str:
    """Why the thing cannot be done in the state it is in."""
    if found.what == "match" and found.deed == "undo" and found.state != "gone":
        return say(ASKED_ALREADY, language)
    if (found.state, found.deed) == ("ending", "ending_undone"):
        return say(ENDING_IS_KNOWN, language)
    return say(REFUSALS.get((found.what, found.state), NOT_NOW), language)
