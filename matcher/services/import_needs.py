"""A confirmed row of a list of local needs: the organisation, whom to call there, the need."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from matcher.domain.organisations import NewContact, NewOrganisation
from matcher.services import needs, organisations
from matcher.services.import_known import contact_changes
from matcher.services.import_marks import NEED
from matcher.services.import_merging import NOTHING_YET, merged
from matcher.services.import_notes import SOURCE, Deed, note, snapshot
from matcher.services.import_rows import Checked
from matcher.services.import_unchanged import said_by
from matcher.sheets.rows import ToldNeed
from matcher.store import needs as need_rows
from matcher.store import organisations as organisation_rows
from matcher.store.needs import Need
from matcher.store.organisations import OrganisationContact


def write(deed: Deed, checked: Checked, told: ToldNeed, twin_id: str | None) -> None:
    if twin_id is not None:
        _change(deed, checked, told, twin_id)
        return
    organisation_id = _organisation(deed, checked, told)
    contact_id = _contact(deed, checked, told, organisation_id)
    need = needs.open_local(
        deed.session, told.need, organisation_id, contact_id=contact_id, source=SOURCE,
        **deed.who,
    )  # fmt: skip
    # Those of one list stand in its order, wherever needs are listed as they came.
    need.created_at += timedelta(microseconds=checked.row.number)
    note(deed, checked, "need", need.id)


def _change(deed: Deed, checked: Checked, told: ToldNeed, need_id: str) -> None:
    need = need_rows.one(deed.session, need_id, centre=deed.centre)
    note(deed, checked, "need", need.id, snapshot(need))
    said, earlier = said_by(checked.row, checked.before), checked.before or NOTHING_YET
    after = merged(needs.told_of(need), told.need, said, earlier, NEED)
    needs.change(
        deed.session, need.id, after, contact_id=_contact_now(deed, checked, told, need),
        version=need.version, **deed.who,
    )  # fmt: skip


def _contact_now(deed: Deed, checked: Checked, told: ToldNeed, need: Need) -> str | None:
    """Whom one calls about it from now on: another one, or the same who is reached otherwise."""
    organisation_id, contact_id = need.organisation_id, need.contact_id
    assert organisation_id is not None  # a local need is an organisation's
    organisation = organisation_rows.one(deed.session, organisation_id, centre=deed.centre)
    known = next((one for one in organisation.contacts if one.id == contact_id), None)
    said = said_by(checked.row, checked.before)
    changed = contact_changes(known, told, said, checked.before or NOTHING_YET)
    if "contact_name" in changed:
        return _contact(deed, checked, told, organisation_id)
    if changed and known is not None:
        _reached_otherwise(deed, checked, known, told.organisation, changed)
    return contact_id


def _reached_otherwise(
    deed: Deed, checked: Checked, known: OrganisationContact, told: NewOrganisation,
    changed: Collection[str],
) -> None:  # fmt: skip
    """The same contact by another telephone or e-mail."""
    columns = {"name": known.name, "phone": known.phone, "email": known.email}
    before = {"columns": columns}
    note(deed, checked, "organisation_contact", known.id, before, is_main=False)
    phone = told.contact_phone if "phone" in changed else known.phone
    email = told.contact_email if "email" in changed else known.email
    now = NewContact(known.name, phone, email)
    organisations.change_contact(deed.session, known.organisation_id, known.id, now, **deed.who)


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
