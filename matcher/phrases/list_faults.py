"""Words for what is wrong with a list on its way in: a file, a row, or the saving of it."""

from collections.abc import Mapping

from matcher.phrases.cell_faults import CELL_FAULTS
from matcher.phrases.voice import N_

LIST_FAULTS: Mapping[str, str] = {
    **CELL_FAULTS,
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
    "ends_before_its_times": N_(
        "Ingen av tiderna kommer före den sista dagen. Är det sista dagen att svara? Ta då bort"
        " den här."
    ),
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
