"""Rows and questions.

    base        what every row has in common        sessions    the database, both kinds
    swedish     order and folding                   migrate     the schema, brought up to date
    centres · accounts · volunteers · recipients · organisations · needs · words
    suggestions (runs, who was left without) · pairs (blocked ones) · matches · todos · letters
    audit (deeds and looks) · imports · drafts · pulses · roads
    referrals · representatives · own_visits · open_needs
    match_links · visits · visit_plans · couples · absences · letter_stops
    insurance · own_passwords · contact_visits
    concerns, protected    read by one room each, and by nothing that counts, lists or suggests
    traces      what names somebody in the rows of others, struck out
    profiles    THE PRIVACY BORDER: ids instead of names from here down

A question is a function that takes a session and a centre and names all that it loads:
relationships raise when touched unasked, so that no page starts a query by accident.
"""

from matcher.store import (  # noqa: F401 – importing them is what makes the schema whole
    absences,
    accounts,
    audit,
    centres,
    concerns,
    contact_visits,
    couples,
    drafts,
    imports,
    insurance,
    letter_stops,
    letters,
    match_links,
    matches,
    needs,
    open_needs,
    organisations,
    own_passwords,
    own_visits,
    pairs,
    protected,
    pulses,
    recipients,
    referrals,
    representatives,
    roads,
    suggestions,
    todos,
    visit_plans,
    visits,
    volunteers,
    words,
)
