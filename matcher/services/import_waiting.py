"""A confirmed row of a waiting list: a person with her yes, if she has said it, and her need."""

from datetime import date

from matcher.domain.consent import CONSENT_TEXT_VERSION, ConsentKind, NewConsent
from matcher.services import needs, recipients
from matcher.services.import_marks import NEED
from matcher.services.import_merging import NOTHING_YET, differences, merged, says_of_need
from matcher.services.import_notes import SOURCE, Deed, note, note_told, plain, snapshot
from matcher.services.import_rows import Checked
from matcher.services.import_unchanged import said_by
from matcher.services.import_vouching import CONSENT
from matcher.sheets.rows import ToldWaiting
from matcher.store import import_checks, recipient_pages


def write(deed: Deed, checked: Checked, told: ToldWaiting, twin_id: str | None) -> None:
    """A new person with her need; or what is told anew of somebody who is here, be it her no."""
    if twin_id is not None and checked.yes_ends_on is not None:
        _take_yes_back(deed, checked, twin_id, checked.yes_ends_on)
        return
    if twin_id is None:
        vouched = _vouched(deed, checked, told)
        person = recipients.add(
            deed.session, told.new, (*told.consents, *vouched), source=SOURCE,
            attestation_id=deed.vouched.id if vouched and deed.vouched else None, **deed.who,
        )  # fmt: skip
        note(deed, checked, "recipient", person.id)
        if not told.is_wished:
            return
        need = needs.open_for_recipient(
            deed.session, told.need, person.id, source=SOURCE, **deed.who
        )
        note(deed, checked, "need", need.id, is_main=False)
        return
    _change_recipient(deed, checked, told, twin_id)
    _change_need_of(deed, checked, told, twin_id)


def _take_yes_back(deed: Deed, checked: Checked, twin_id: str, on: date) -> None:
    """As at a desk (R19). No snapshot is kept: a no is not undone with the list."""
    recipients.withdraw_consent(deed.session, twin_id, ConsentKind.MATCHING, on, **deed.who)
    note_told(deed, checked, "recipient")


def _vouched(deed: Deed, checked: Checked, told: ToldWaiting) -> tuple[NewConsent, ...]:
    """The yes to be matched that a coordinator vouches for, where the row tells neither yes nor no
    and the list has no column for it; or has the day alone, which is then the day of the yes.
    """
    has_yes = any(yes.kind is ConsentKind.MATCHING for yes in told.consents)
    if has_yes or deed.vouched is None or CONSENT in checked.left_open:
        return ()
    vouched = deed.vouched
    assert vouched.channel is not None
    cells = {cell.field: cell.value for cell in checked.row.cells}
    told_on = cells.get("consent_on")
    yes = NewConsent(
        ConsentKind.MATCHING, told_on or vouched.on, vouched.heard_by or "", vouched.channel,
        CONSENT_TEXT_VERSION,
    )  # fmt: skip
    return (yes,)


def _change_recipient(deed: Deed, checked: Checked, told: ToldWaiting, twin_id: str) -> None:
    person = recipient_pages.whole(deed.session, twin_id, centre=deed.centre)
    address = recipient_pages.address(deed.session, twin_id, centre=deed.centre)
    before = recipients.told_of(person, address)
    home = [[f.trait.value, f.present, plain(f.checked_on)] for f in person.home_facts]
    street = [address.street, address.postcode, address.town] if address else None
    kept = snapshot(person) | {"home": home, "street": street}
    note(deed, checked, "recipient", person.id, kept)
    given = {yes.kind for yes in person.consents if yes.withdrawn_on is None}
    after = merged(
        before, told.new, said_by(checked.row, checked.before), checked.before or NOTHING_YET
    )
    for yes in told.consents:
        if yes.kind not in given:
            recipients.give_consent(deed.session, twin_id, yes, **deed.who)
    for yes in _vouched(deed, checked, told):
        if yes.kind not in given and deed.vouched is not None:
            recipients.give_consent(
                deed.session, twin_id, yes, attestation_id=deed.vouched.id, **deed.who
            )
    deed.session.flush()  # the consents are noted by their ids, and read by `change`
    person = recipient_pages.whole(deed.session, twin_id, centre=deed.centre)
    if differences(before, after):
        recipients.change(deed.session, twin_id, after, version=person.version, **deed.who)
    for row in person.consents:
        if row.recorded_at == deed.at:
            note(deed, checked, "consent", row.id, is_main=False)


def _change_need_of(deed: Deed, checked: Checked, told: ToldWaiting, twin_id: str) -> None:
    wanted = import_checks.needs_of_people(deed.session, [twin_id], centre=deed.centre).get(twin_id)
    if wanted is None:
        if not says_of_need(told, said_by(checked.row, checked.before)):
            return
        need = needs.open_for_recipient(deed.session, told.need, twin_id, source=SOURCE, **deed.who)
        note(deed, checked, "need", need.id, is_main=False)
        return
    before = needs.told_of(wanted)
    said, earlier = said_by(checked.row, checked.before), checked.before or NOTHING_YET
    after = merged(before, told.need, said, earlier, NEED)
    if differences(before, after):
        note(deed, checked, "need", wanted.id, snapshot(wanted), is_main=False)
        needs.change(deed.session, wanted.id, after, version=wanted.version, **deed.who)
