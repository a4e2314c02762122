"""A confirmed row of a list of local needs: the organisation, whom to call there, the need."""

from dataclasses import replace

from matcher.domain.organisations import NewContact
from matcher.services import needs, organisations
from matcher.services.import_merging import merged
from matcher.services.import_notes import SOURCE, Deed, note, snapshot
from matcher.services.import_rows import Checked
from matcher.sheets.rows import ToldNeed
from matcher.store import needs as need_rows
from matcher.store import organisations as organisation_rows


def write(deed: Deed, checked: Checked, told: ToldNeed, twin_id: str | None) -> None:
    if twin_id is not None:
        need = need_rows.one(deed.session, twin_id, centre=deed.centre)
        note(deed, checked, "need", need.id, snapshot(need))
        after = merged(needs.told_of(need), told.need)
        needs.change(
            deed.session, need.id, after, contact_id=need.contact_id, version=need.version,
            **deed.who,
        )  # fmt: skip
        return
    organisation_id = _organisation(deed, checked, told)
    contact_id = _contact(deed, checked, told, organisation_id)
    need = needs.open_local(
        deed.session, told.need, organisation_id, contact_id=contact_id, source=SOURCE,
        **deed.who,
    )  # fmt: skip
    note(deed, checked, "need", need.id)


def _organisation(deed: Deed, checked: Checked, told: ToldNeed) -> str:
    name = told.organisation.name
    known = organisation_rows.named(deed.session, name, centre=deed.centre)
    if known is not None:
        return known.id
    bare = replace(told.organisation, contact_name=None, contact_phone=None, contact_email=None)
    made = organisations.add(deed.session, bare, source=SOURCE, **deed.who)
    note(deed, checked, "organisation", made.id, is_main=False)
    return made.id


def _contact(deed: Deed, checked: Checked, told: ToldNeed, organisation_id: str) -> str | None:
    """The person one calls there: one of that name, else a new one."""
    new = told.organisation
    if not new.contact_name:
        return None
    row = organisation_rows.one(deed.session, organisation_id, centre=deed.centre)
    name = new.contact_name.casefold()
    for contact in row.contacts:
        if contact.name.casefold() == name:
            return contact.id
    made = organisations.add_contact(
        deed.session, organisation_id,
        NewContact(new.contact_name, new.contact_phone, new.contact_email), **deed.who,
    )  # fmt: skip
    note(deed, checked, "organisation_contact", made.id, is_main=False)
    return made.id
