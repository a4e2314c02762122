"""Words for what is wrong with a list on its way in: a file, a row or a cell."""

from collections.abc import Mapping

from matcher.phrases.voice import N_

LIST_FAULTS: Mapping[str, str] = {
    "list_empty": N_("Filen är tom. Välj en lista med minst en rad."),
    "list_too_large": N_("Filen är större än %(megabytes)s MB. Dela listan i flera filer."),
    "list_locked": N_("Filen är låst med lösenord. Ta bort lösenordet i Excel och försök igen."),
    "list_old_excel": N_("Filen är i Excels gamla format. Spara om den som .xlsx."),
    "list_is_ods": N_("Filen är från LibreOffice eller OpenOffice. Spara om den som .xlsx."),
    "list_wrong_type": N_(
        "Det är inte en lista. Välj en fil från Excel (.xlsx) eller en textfil (.csv)."
    ),
    "list_broken": N_("Filen är trasig eller avbruten. Spara om den i Excel och försök igen."),
    "list_bomb": N_(
        "Filen packar upp till mer än en lista kan vara. Kopiera raderna till en ny fil."
    ),
    "list_has_entities": N_(
        "Filen innehåller kod som en lista inte har. Kopiera raderna till en ny fil."
    ),
    "list_too_many_rows": N_(
        "Listan har fler än %(most)s rader. Ta bort tomma rader, eller dela den i flera filer."
    ),
    "list_too_many_cells": N_("Listan har fler än %(most)s celler. Dela den i flera filer."),
    "list_too_wide": N_("Listan har fler än %(most)s kolumner. Ta bort dem som inte behövs."),
    "list_cell_too_long": N_("En cell har mer text än en lista kan ha. Korta den."),
    "list_quote_missing": N_(
        "Ett citattecken saknas i filen, så raderna går inte att skilja åt. Spara om den i Excel."
    ),
    "list_without_headers": N_(
        "Vi hittar ingen rad med rubriker. Skriv rubriker som Namn och Telefon över kolumnerna."
    ),
    "list_missing": N_("Välj en fil."),
    "column_twice": N_("Två kolumner säger samma sak: %(field)s. Välj en av dem."),
    "no_sheet_chosen": N_("Välj vad minst en kolumn betyder."),
    "row_refused": N_("Rad %(row)s går inte att ta in. Ingenting av listan är sparat."),
    "row_who_is_asked": N_(
        "Svara först vem det är på rad %(rows)s. Det kan vara någon ni redan har. Ingenting är"
        " sparat."
    ),
    "row_without_name": N_("Raden har inget namn."),
    "name_is_asked": N_("Raden kan tas in när frågan om namnet är besvarad."),
    "row_without_organisation": N_("Raden säger inte vilken organisation det gäller."),
    "lifting_is_asked": N_("Raden kan tas in när frågan om lyft är besvarad."),
    "lifting_maybe": N_(
        "Är ”%(said)s” lyft av saker eller av personer? Volontärer lyfter aldrig personer."
    ),
    "street_maybe_area": N_("Är ”%(said)s” en gatuadress?"),
    "row_without_title": N_("Raden säger inte vad som ska göras."),
    "own_yes_denied": N_(
        "Enligt listan har personen inte själv sagt ja. Ring och fråga. Inget sparas innan dess."
    ),
    "own_yes_no": N_(
        "Enligt listan vill personen inte att ni sparar uppgifterna. Raden tas inte in."
    ),
    "guardian_says_no": N_("Enligt listan har vårdnadshavaren sagt nej. Raden tas inte in."),
    "own_yes_asked": N_("Betyder ”%(said)s” att personen har sagt ja till att ni sparar?"),
    "need_is_done": N_(
        "Enligt listan är uppdraget klart: ”%(said)s”. Det öppnas inte. Ändra texten om det är fel."
    ),
    "need_state_not_read": N_("Betyder ”%(said)s” att uppdraget är öppet eller klart?"),
    "held_already": N_("Dagarna har redan varit. Skriv dagar som kommer."),
    "diagnosis_left_out": N_(
        "Här står en diagnos eller en medicin. Det sparas inte. Skriv vad en besökare behöver"
        " veta, till exempel ”hör dåligt” eller ”minnessvårigheter”, eller ”apoteksärende”."
    ),
    "under_age": N_("Personen är yngre än %(age)s år. Så unga kan inte vara volontärer här."),
    "volunteer_has_left": N_("Personen är inte kvar enligt listan och tas inte in."),
    "waits_no_more": N_(
        "Enligt listan väntar personen inte längre: ”%(said)s”. Ändra texten om det är fel."
    ),
    "rest_end_asked": N_("”%(said)s”: när är pausen slut? Skriv den första dagen efter den."),
    "rests_still": N_("Vilar tills vidare. Läs in raden igen när pausen är slut."),
    "rest_is_asked": N_("Raden kan tas in när frågan om pausen är besvarad."),
    "matched_is_asked": N_("Raden kan tas in när frågan om volontären är besvarad."),
    "matched_maybe": N_("Har personen redan en volontär, när det står ”%(said)s”?"),
    "has_volunteer": N_("Personen har redan en volontär enligt listan och tas inte in."),
    "paid_is_asked": N_("Raden kan tas in när frågan om betalning är besvarad."),
    "paid_maybe": N_("”%(said)s” låter som ett arbete med lön. Är det ett ideellt uppdrag?"),
    "left_is_asked": N_("Raden kan tas in när frågan om läget är besvarad."),
    "died_maybe": N_("Enligt listan verkar personen ha avlidit: ”%(said)s”. Stämmer det?"),
    "left_maybe": N_("Enligt listan verkar personen ha slutat: ”%(said)s”. Stämmer det?"),
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
    "heard_by_missing": N_("Skriv vem som hörde samtyckena."),
    "channel_missing": N_("Välj hur samtyckena hördes."),
    "nothing_to_vouch_for": N_("I en lista med uppdrag finns inget att intyga."),
    "vouch_not_ticked": N_("Kryssa i intyget, eller lämna det tomt."),
    "built_on_match": N_("Någon från listan är med i en matchning. Då går den inte att ångra."),
    "built_on_decision": N_(
        "Du har tagit ställning till ett förslag från listan. Då går den inte att ångra."
    ),
    "built_on_step": N_(
        "Ett steg i kontrollerna har tagits sedan dess. Då går listan inte att ångra."
    ),
    "built_on_consent": N_(
        "Ett samtycke har getts eller tagits tillbaka sedan dess. Då går listan inte att ångra."
    ),
    "built_on_need": N_("Ett nytt uppdrag hör till någon från listan. Då går den inte att ångra."),
    "built_on_change": N_("Någon från listan har ändrats sedan dess. Då går den inte att ångra."),
    "too_late_to_undo": N_(
        "Det är mer än %(days)s dagar sedan. Vi har glömt hur det var, så listan kan inte ångras."
    ),
}
