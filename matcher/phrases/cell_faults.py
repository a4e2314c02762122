"""Words for what is asked of a cell of a list, or why nothing of it is kept."""

from collections.abc import Mapping

from matcher.phrases.voice import N_

CELL_FAULTS: Mapping[str, str] = {
    "identity_number": N_(
        "Det här ser ut som ett personnummer. Vi sparar aldrig sådana, så cellen är struken."
    ),
    "birth_behind_number": N_(
        "Ett personnummer är struket: vi sparar aldrig sådana. Vilket är födelseåret? Utan det"
        " föreslås ingen till någons hem."
    ),
    "identity_column": N_("Kolumnen med personnummer läses inte. Vi sparar aldrig sådana."),
    "identity_maybe": N_("Är det här ett personnummer? Välj texten om det inte är det."),
    "cell_too_long": N_("Cellen har fler än %(most)s tecken. Korta texten."),
    "cell_is_error": N_("Cellen har ett fel från Excel: %(said)s."),
    "cell_is_formula": N_("Cellen har en formel, inget namn: ”%(said)s”. Skriv vad det ska vara."),
    "day_missing": N_("Listan säger ja, men inte vilken dag. Skriv dagen."),
    "day_maybe_booked": N_("”%(said)s” har inte varit än i år. Menas den här dagen?"),
    "day_missing_for_all": N_(
        "Listan säger ja, men inte vilken dag. Skriv en dag då det var gjort för alla de raderna."
        " Det sparas som ditt intyg."
    ),
    "day_not_read": N_("Vi förstår inte dagen ”%(said)s”. Skriv den som 2026-11-22."),
    "day_two_ways": N_("”%(said)s” kan vara två dagar. Vilken?"),
    "day_is_american": N_("”%(said)s” är ingen dag på svenska. Menas den här?"),
    "day_is_number": N_("Cellen har talet %(said)s. Menas den här dagen?"),
    "day_is_month": N_("”%(said)s” är en månad. Vilken dag?"),
    "day_is_week": N_("”%(said)s” är en vecka. Vilken dag?"),
    "no_such_day": N_("Dagen ”%(said)s” finns inte."),
    "yes_or_no": N_("Betyder ”%(said)s” ja eller nej?"),
    "number_not_read": N_("Vi förstår inte antalet ”%(said)s”. Skriv ett tal."),
    "mode_and_more": N_("Det här bredvid färdsättet sparas inte: ”%(said)s”. Vad stämmer?"),
    "doubted": N_("”%(said)s” har ett frågetecken. Stämmer det?"),
    "same_as_above": N_("I raden ovanför står ”%(said)s”. Gäller det här också?"),
    "nothing_above": N_("Här står samma som ovan, men ovanför står inget. Vad ska det vara?"),
    "language_is_wish": N_("Måste ”%(said)s” talas? Den som inte kan det föreslås annars aldrig."),
    "language_either": N_(
        "Räcker ett av språken i ”%(said)s”? Välj det som måste talas."
        " Innan dess krävs inget av dem."
    ),
    "reach_unit": N_("”%(said)s”: är det kilometer eller minuter?"),
    "reach_not_read": N_("Hur långt är ”%(said)s”? Skriv i km eller minuter."),
    "mode_not_read": N_("Hur reser den som skriver ”%(said)s”?"),
    "birth_century": N_("Vilket år är ”%(said)s”?"),
    "birth_two_digits": N_("Är ”%(said)s” ett födelseår eller en ålder?"),
    "birth_from_age": N_("”%(said)s” är en ålder. Vilket födelseår?"),
    "birth_of_two": N_("”%(said)s” är två år. Vilket gäller den som raden är om?"),
    "birth_not_read": N_("Vi förstår inte födelseåret ”%(said)s”. Skriv fyra siffror."),
    "name_and_more": N_("Namnet står ihop med annat: ”%(said)s”. Vad är namnet?"),
    "name_of_two": N_(
        "”%(said)s” är två personer. Vem gäller raden? Den andra behöver en egen rad."
    ),
    "name_order": N_("Vilket är förnamnet i ”%(said)s”?"),
    "other_of_two": N_(
        "”%(said)s” är två personer, och raden blir en av dem. Lägg till den andra för sig."
    ),
    "contact_several": N_("Cellen har flera personer med nummer. Vem ska vi ringa?"),
    "email_several": N_("Cellen har flera adresser. Vilken ska vi använda?"),
    "email_not_read": N_("”%(said)s” är ingen e-postadress. Skriv som anna@example.se."),
    "contact_not_read": N_("Vi hittar inte både nummer och adress i ”%(said)s”."),
    "postcode_not_read": N_("”%(said)s” är inget postnummer. Skriv fem siffror."),
    "postcode_not_in_use": N_("Postnumret finns inte i tabellen. Stämmer det?"),
    "gender_not_read": N_("Vad betyder ”%(said)s”?"),
    "wish_and_more": N_("Det här ryms inte i önskemålet om vem: ”%(said)s”. Det sparas inte."),
    "wish_strength": N_("Är ”%(said)s” ett krav eller ett önskemål?"),
    "demand_unknown": N_(
        "Vi känner inte kravet ”%(said)s”. Ska det stå som det är skrivet, eller menas något annat?"
    ),
    "unwanted_condition": N_(
        "”%(said)s” står bland det som personen inte vill, men låter som ett villkor."
        " Det sparas inte som ett nej. Skriv vad personen inte vill göra, om det finns något."
    ),
    "word_maybe": N_("Menas något av det här med ”%(said)s”?"),
    "wish_unknown": N_(
        "Vad önskar personen med ”%(said)s”? Välj det som ligger närmast, eller skriv med andra"
        " ord. Står det kvar som det är vet ingen volontär om det passar. Nej: inget önskemål."
    ),
    "title_unknown": N_(
        "Vad går ”%(said)s” ut på? Välj det som ligger närmast, eller skriv med andra ord. Står det"
        " kvar som det är får du fråga varje volontär om just det."
    ),
    "word_unknown": N_("Vi känner inte igen ”%(said)s”. Skriv det på ett annat sätt."),
    "language_unknown": N_("Vilket språk är ”%(said)s”?"),
    "times_unsure": N_("Vi är osäkra på ”%(said)s”. Vad stämmer?"),
    "times_not_read": N_("Vi förstår inte tiderna i ”%(said)s”. De sparas som de står."),
    "times_rather_not": N_("”%(said)s”: aldrig då, eller går det ändå?"),
    "times_away_only": N_("”%(said)s” säger bara när det inte går. När går det?"),
    "start_asked": N_("Från vilken dag gäller ”%(said)s”?"),
    "end_asked": N_("Till och med vilken dag gäller ”%(said)s”?"),
    "times_too_long": N_("Texten om tider har fler än %(most)s tecken. Korta den."),
    "area_unknown": N_("”%(said)s” är inget av centralens områden. Vilket menas?"),
    "town_unknown": N_(
        "Vi hittar inte orten ”%(said)s”. Vilken menas? Är det en stadsdel, lägg till den bland"
        " centralens områden."
    ),
    "town_and_more": N_("Räcker orten, eller ska platsen heta ”%(said)s”?"),
    "town_far": N_("”%(said)s” ligger långt från er. Stämmer orten?"),
    "form_not_read": N_("Hur ska ”%(said)s” gå till?"),
    "home_not_read": N_(
        "Vi förstår inte ”%(said)s”. Skriv till exempel: katt, trappor, inte hund."
    ),
    "phone_whose": N_(
        "Bredvid numret står ”%(said)s”. Är det personens eget nummer? Välj numret i så fall,"
        " annars nej: då sparas det inte."
    ),
    "email_whose": N_(
        "Bredvid adressen står ”%(said)s”. Är det personens egen? Välj den i så fall, annars nej:"
        " då sparas den inte."
    ),
    "phone_left": N_("Numret sparas. Det här bredvid det gör inte det: ”%(said)s”."),
    "mixed_left": N_("Det här passar inte i något fält: ”%(said)s”. Det sparas inte."),
    "way_in_never": N_("En portkod, eller var en nyckel finns, sparar vi aldrig."),
    "mixed_two_ways": N_("”%(said)s” kan betyda flera saker. Vad menas?"),
    "denied_left": N_(
        "Det här ska inte göras, och sparas inte här: ”%(said)s”. Skriv det i beskrivningen."
    ),
    "demand_of_herself": N_(
        "Vi jämför ingen med det här kravet: ”%(said)s”. Det står kvar på uppdraget, och du frågar"
        " volontären själv. Ska det gälla?"
    ),
    "children_maybe": N_("Är barn med, när det står ”%(said)s”?"),
    "children_by_extract": N_("Är barn med, när det krävs ”%(said)s”?"),
    "state_not_read": N_("Betyder ”%(said)s” att volontären kan föreslås?"),
    "extract_kind_not_read": N_("Vilken sorts utdrag är ”%(said)s”?"),
    "extract_kind_asked": N_("Vilken sorts utdrag är det som har visats?"),
    "extract_not_kept": N_(
        "Ingen lag låter centralen be om ett sådant utdrag. Att det har visats sparas inte."
    ),
    "rhythm_not_told": N_("Listan säger inte hur ofta. Hur ofta vill personen träffas?"),
    "rhythm_not_for_all": N_(
        "Vi planerar inte efter ”%(said)s”. Välj varje vecka, varannan vecka, en gång i månaden"
        " eller att fråga var och en."
    ),
    "rhythm_not_read": N_("Hur ofta är ”%(said)s”?"),
    "length_long": N_("Är ”%(said)s” ett enda möte, och inte allt på en månad?"),
    "length_not_read": N_("Hur länge är ”%(said)s”? Skriv i minuter."),
    "channel_not_read": N_("Hur hördes samtycket, när det står ”%(said)s”?"),
    "reach_by_not_read": N_("Hur nås den som skriver ”%(said)s”?"),
    "must_not_meet": N_("”%(said)s” sparas inte här. Lägg in det som en spärr när listan är inne."),
    "company_too": N_(
        "Volontärer gör inte det här: ”%(said)s”. Vill personen också ha sällskap? Säg nej om"
        " personen inte ska vänta."
    ),
    "kind_not_read": N_("Är ”%(said)s” sällskap eller ett ärende?"),
    "consent_incomplete": N_(
        "Samtycket saknar vem som hörde det, eller hur. Skriv dagen, hur och vem, till exempel"
        " ”2026-09-03 i telefon, Lena”, eller intyga för hela listan."
    ),
    "own_yes_half_told": N_(
        "”%(said)s” räcker inte. Har personen själv sagt ja? Skriv då dag, hur och vem som hörde"
        " det, som ”2026-09-03 i telefon, Lena”."
    ),
    "consent_untold": N_(
        "Listan säger ja, men inte vilken dag, hur eller vem som hörde det. Skriv alla tre, till"
        " exempel ”2026-09-03 i telefon, Lena”, eller intyga för hela listan."
    ),
    "health_yes_untold": N_(
        "Listan säger ja, men inte vilken dag, hur eller vem som hörde det. Skriv alla tre, till"
        " exempel ”2026-09-03 i telefon, Lena”. Intyget för hela listan gäller inte det."
    ),
    "health_yes_incomplete": N_(
        "Samtycket till hälsouppgifter saknar vem som hörde det, eller hur. Skriv dagen, hur och"
        " vem, till exempel ”2026-09-03 i telefon, Lena”. Intyget för hela listan gäller inte det."
    ),
    "sensitive_left_out": N_(
        "En del rör hälsa, tro eller ursprung. Det sparas först när personen har samtyckt."
    ),
    "allergy_without_consent": N_(
        "Vi sparar att personen inte tål det, men inte att det är allergi. Fråga om samtycke till"
        " hälsouppgifter."
    ),
    "health_yes_asked": N_(
        "Det här rör hälsa, tro eller ursprung: ”%(said)s”. Det sparas bara om personen själv har"
        " samtyckt. Skriv då dag, hur och vem som hörde det, som ”2026-09-03 i telefon, Lena”."
    ),
    "guardian_asked": N_(
        "Volontären är under 18 år, och föreslås bara till uppdrag bland andra när vårdnadshavaren"
        " har sagt ja. Vilken dag var det?"
    ),
    "guardian_asked_of_child": N_(
        "Personen är under 18 år. Ingen föreslås förrän vårdnadshavaren har sagt ja. Vilken dag var"
        " det?"
    ),
    # what volunteers never do, in a row of a list (R29)
    "left_out_never_keys": N_(
        "Det tas inte in: volontärer tar inte hand om nycklar. Det gör hemtjänsten eller en"
        " anhörig."
    ),
    "left_out_never_cleaning": N_(
        "Det tas inte in: volontärer städar och tvättar inte hemma hos någon. Det gör hemtjänsten"
        " eller en städfirma."
    ),
    "left_out_never_lifting": N_(
        "Det tas inte in: volontärer lyfter inte människor. Det gör hemtjänsten, som har"
        " hjälpmedel och utbildning."
    ),
    "left_out_never_medicine": N_(
        "Det tas inte in: volontärer hanterar inte medicin. Det gör hemsjukvården eller"
        " vårdcentralen."
    ),
    "left_out_never_money": N_(
        "Det tas inte in: volontärer hanterar inte andras pengar. Det gör en god man, banken eller"
        " en anhörig."
    ),
    "left_out_never_personal_care": N_(
        "Det tas inte in: volontärer hjälper inte till med personlig omvårdnad. Det gör"
        " hemtjänsten: kontakta kommunens biståndshandläggare."
    ),
    "never_offered_alone": N_("Inget annat står där. Skriv vad volontären vill göra i stället."),
}
