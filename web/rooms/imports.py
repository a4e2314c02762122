"""/import: lists in and lists out.

a file ──▶ its columns ──▶ a dry run, with questions ──▶ saved ──▶ (undone)

Here it is read and shown; what is answered and done about it stands in `import_deeds`. Nothing is
kept of a list before it is saved; then all of it is, or none.
"""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from matcher import phrases
from matcher.domain.accounts import Role
from matcher.domain.errors import Fault, Invalid
from matcher.services import centres, exports, imports
from matcher.services.exports import What
from matcher.services.imports import Finished, ListKind
from matcher.sheets import fields
from web.forms import imports as asked
from web.forms.faults import tell
from web.forms.imports import ExportForm, UploadForm, VouchForm
from web.plumbing import import_questions, import_row_notes, import_words, menu
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.languages import language
from web.plumbing.naming import namer
from web.plumbing.permissions import allowed, has_role, signed_in

room = Blueprint("imports", __name__, url_prefix="/import")
PAGE_SIZE = 25  # rows on a page

IN_MENU = menu.Entry(
    place=70, endpoint="imports.listed", words=_l("Listor"), roles=(Role.COORDINATOR,)
)


@room.get("/")
@allowed(Role.COORDINATOR)
def listed() -> str:
    """A new list in, a list out, and those that have come before."""
    return _front(UploadForm(kind=request.args.get("slag")), ExportForm())


@room.post("/")
@allowed(Role.COORDINATOR)
def upload() -> Response | tuple[str, int]:
    """Check the file and read it into the staging place."""
    form = UploadForm()
    file = request.files.get("file")
    if form.validate() and file and file.filename:
        kind, centre = ListKind(form.kind.data), signed_in()["centre"]
        try:
            with reading() as session:
                read = imports.read(session, kind, file.stream.read(), centre=centre, at=now())
            with transaction() as session:
                made = imports.begin(session, kind, file.filename, read, **signed_in(), at=now())
                return redirect(url_for("imports.one", import_id=made.id), 303)
        except Invalid as refused:
            tell(form, refused)
    elif not (file and file.filename):
        tell(form, Invalid({"file": Fault("list_missing")}))
    return _front(form, ExportForm(formdata=None)), 422


@room.post("/ut")
@allowed(Role.COORDINATOR)
def take_out() -> Response | tuple[str, int]:
    """A list as a file."""
    form = ExportForm()
    if not form.validate():
        return _front(UploadForm(formdata=None), form), 422
    with transaction() as session:
        made = exports.export(
            session, What(form.what.data), purpose=form.purpose.data, as_text=form.as_text.data,
            **signed_in(), at=now(),
        )  # fmt: skip
    answer = Response(made.data, mimetype=made.mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{made.file_name}"'
    return answer


@room.get("/<import_id>/kolumner")
@allowed(Role.COORDINATOR)
def columns(import_id: str) -> str:
    """What each column tells: proposed, for a coordinator to confirm."""
    return _columns_page(import_id)


@room.post("/<import_id>/kolumner")
@allowed(Role.COORDINATOR)
def map_columns(import_id: str) -> Response | tuple[str, int]:
    """Keep what was chosen."""
    centre = signed_in()["centre"]
    try:
        with transaction() as session:
            found, read = imports.staged(session, import_id, centre=centre)
            chosen = asked.mappings(read, fields.of(ListKind(found.kind)))
            imports.map_columns(session, import_id, chosen, centre=centre)
    except Invalid as refused:
        said = [phrases.fault(fault, language()) for fault in refused.faults.values()]
        return _columns_page(import_id, chosen=chosen, errors=said), 422
    return redirect(url_for("imports.one", import_id=import_id), 303)


@room.get("/<import_id>")
@allowed(Role.COORDINATOR)
def one(import_id: str) -> str | Response:
    """The dry run of a list on its way; what became of one that is saved."""
    with transaction() as session:
        imports.look(session, import_id, **signed_in(), at=now())
    with reading() as session:
        done = imports.finished(session, import_id, centre=signed_in()["centre"], at=now())
        if done is not None:
            return _finished_page(done)
        _found, read = imports.staged(session, import_id, centre=signed_in()["centre"])
    if not read.is_mapped:
        return redirect(url_for("imports.columns", import_id=import_id))
    return dry_run_page(import_id)


def dry_run_page(
    import_id: str, *, errors: list[str] | None = None, vouching: VouchForm | None = None
) -> str:
    """The dry run as it stands, with what was wrong in what was just sent."""
    with reading() as session:
        centre = signed_in()["centre"]
        found = imports.dry_run(session, import_id, centre=centre, at=now())
        named = namer(session)
    shared = import_questions.shared(found.rows)
    worth = [row for row in found.rows if import_questions.needs_a_look(row, shared)]
    shows_all = request.args.get("visa") == "alla" or not worth
    rows = sorted(  # those that ask, first
        found.rows if shows_all else worth, key=lambda row: not import_questions.asks(row, shared)
    )
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    page = min(max(request.args.get("sida", 1, type=int), 1), pages)
    shown = rows[PAGE_SIZE * (page - 1) : PAGE_SIZE * page]
    return render_template(
        "imports/dry_run.html",
        found=found,
        rows=[import_words.row(row, found.kind, named, shared) for row in shown],
        shared=[
            *import_questions.asked_of_company(found),
            *(import_questions.asked_once(one, found.kind) for one in shared.values()),
        ],
        kept=import_questions.kept_as_written(found),
        answered=import_questions.answered(found),
        unread=import_words.unread(found.unread),
        without_hours=sum(map(import_row_notes.is_without_hours, found.rows)),
        worth=len(worth),
        shows_all=shows_all,
        page=page,
        pages=pages,
        asides=[(sheet, n, import_words.ASIDES[why]) for sheet, n, why in found.asides],
        errors=errors or [],
        vouching=vouching or VouchForm(formdata=None),
        has_errors=bool(errors or (vouching and (vouching.errors or vouching.agree.errors))),
        kinds=_kinds(),
        channels=asked.CHANNELS,
    )


def _front(form: UploadForm, out: ExportForm) -> str:
    with reading() as session:
        centre = signed_in()["centre"]
        return render_template(
            "imports/listed.html",
            form=form,
            out=out,
            found=imports.listed(session, centre=centre),
            names=imports.accounts_by_name(session, centre=centre),
            kinds=_kinds(),
        )


def _kinds() -> dict[str, Any]:
    return {kind.value: words for kind, (words, _hint) in asked.KINDS.items()}


def _columns_page(
    import_id: str,
    *,
    chosen: list[dict[str, str] | None] | None = None,
    errors: list[str] | None = None,
) -> str:
    with reading() as session:
        found, read = imports.staged(session, import_id, centre=signed_in()["centre"])
    known = fields.of(ListKind(found.kind))
    choices = [("", _("Läs inte"))] + [
        (name, phrases.list_field(name, language(), found.kind))
        for name in known
        if name != fields.IDENTITY
    ]
    mappings = chosen or read.mappings
    return render_template(
        "imports/columns.html",
        found=found,
        read=read,
        chosen=mappings,
        lacking=[
            [phrases.list_field(name, language(), found.kind) for name in imports.lacking(*each)]
            for each in ((mapping or {}, ListKind(found.kind)) for mapping in mappings)
        ],
        past=[imports.is_of_the_past(sheet.name) for sheet in read.sheets],
        known=known,
        choices=choices,
        secret=(fields.IDENTITY, phrases.list_field(fields.IDENTITY, language())),
        errors=errors or [],
        kinds=_kinds(),
    )


def _finished_page(done: Finished) -> str:
    with reading() as session:
        called = imports.accounts_by_name(session, centre=signed_in()["centre"])
        unplaced = centres.names_without_point(session, centre=signed_in()["centre"])
    return render_template(
        "imports/finished.html",
        done=done,
        unplaced=unplaced,
        may_add_areas=has_role(Role.MANAGER),
        names=called,
        kinds=_kinds(),
        unsure=[row for row in done.rows if row.unsure],
        has_sheets=len({row.sheet for row in done.rows}) > 1,
        label=lambda name: phrases.list_field(name, language(), done.found.kind),
        addresses=_addresses(done),
        because=import_words.because,
        channels=asked.CHANNELS,
    )


def _addresses(done: Finished) -> dict[str, str]:
    """Where to clear up each row that was left unsure."""
    pages: dict[str, tuple[str, str]] = {
        "volunteer": ("volunteers.one", "volunteer_id"),
        "recipient": ("recipients.one", "recipient_id"),
        "need": ("needs.one", "need_id"),
    }
    return {
        row.id: url_for(pages[row.about][0], **_named(pages[row.about][1], row.about_id))
        for row in done.rows
        if row.unsure and row.about in pages and done.found.undone_at is None
    }


def _named(name: str, value: str) -> dict[str, Any]:
    return {name: value}
