"""/central/ord: words that nobody has understood yet, and those the centre has added."""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.domain.errors import Invalid
from matcher.domain.vocabulary import Kind
from matcher.services import choices, words
from matcher.services.word_readings import Read
from matcher.services.words import UnknownWord
from web.forms.faults import tell
from web.forms.own_words import KINDS, AliasForm, ConceptForm, kind_of
from web.plumbing.clock import now
from web.plumbing.database import reading, transaction
from web.plumbing.languages import language
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("own_words", __name__, url_prefix="/central/ord")
BOTH = (Role.COORDINATOR, Role.MANAGER)


@room.get("/")
@allowed(*BOTH)
def listed() -> str:
    """Unknown words, the most used first; and the centre's own."""
    with reading() as session:
        centre = signed_in()["centre"]
        return render_template(
            "own_words/listed.html",
            unknown=words.unknown(session, centre=centre),
            own=words.own(session, centre=centre),
            vocabulary=choices.vocabulary(session, centre=centre),
            kinds=KINDS,
        )


@room.get("/<word_id>")
@allowed(*BOTH)
def one(word_id: str) -> str:
    """What an unknown word may mean."""
    with reading() as session:
        word = words.one(session, word_id, centre=signed_in()["centre"])
        return _page(session, word, AliasForm(formdata=None), _new(word))


@room.post("/<word_id>/samma")
@allowed(*BOTH)
def make_alias(word_id: str) -> Response:
    """It means the same as a word that exists."""
    with transaction() as session:
        word = words.one(session, word_id, centre=signed_in()["centre"])
        vocabulary = choices.vocabulary(session, centre=signed_in()["centre"])
        form = AliasForm()
        meant = form.meant(vocabulary) if form.validate() else None
        try:
            if meant is not None:
                read = words.make_alias(session, word_id, meant, **signed_in(), at=now())
                return _done(read)
        except Invalid as refused:
            tell(form, refused)
        return make_response(_page(session, word, form, _new(word)), 422)


@room.post("/<word_id>/nytt")
@allowed(*BOTH)
def make_concept(word_id: str) -> Response:
    """It is a word of its own."""
    with transaction() as session:
        word = words.one(session, word_id, centre=signed_in()["centre"])
        form = ConceptForm()
        form.offer(words.kinds_for(word.stances))
        try:
            if form.validate():
                told = Kind(form.kind.data), form.name.data, form.name_en.data
                return _done(words.make_concept(session, word_id, *told, **signed_in(), at=now()))
        except Invalid as refused:
            tell(form, refused)
        return make_response(_page(session, word, AliasForm(formdata=None), form), 422)


@room.post("/las-om")
@allowed(*BOTH)
def read_anew() -> Response:
    """Give the words that have become known their meaning."""
    with transaction() as session:
        return _done(words.read_anew(session, **signed_in(), at=now()))


@room.get("/egna/<own_word_id>/ta-bort")
@allowed(*BOTH)
def ask_forget(own_word_id: str) -> str:
    """What taking it away means, before it is done."""
    with reading() as session:
        found = words.own_one(session, own_word_id, centre=signed_in()["centre"])
        return render_template("own_words/forget.html", found=found)


@room.post("/egna/<own_word_id>/ta-bort")
@allowed(*BOTH)
def forget(own_word_id: str) -> Response:
    """The word is unknown again."""
    with transaction() as session:
        words.forget(session, own_word_id, **signed_in(), at=now())
    flash(_("Ordet är borttaget ur ordlistan. Det som skrivits står kvar som det skrevs."))
    return redirect(url_for(".listed"))


def _new(word: UnknownWord) -> ConceptForm:
    kinds = words.kinds_for(word.stances)
    form = ConceptForm(formdata=None, name=word.written, kind=kinds[0].value)
    form.offer(kinds)
    return form


def _page(session: Session, word: UnknownWord, alias: AliasForm, concept: ConceptForm) -> str:
    vocabulary = choices.vocabulary(session, centre=signed_in()["centre"])
    typed = next((one.data for one in (alias.other, concept.name) if one.errors), None)
    proposed = words.proposals(word, vocabulary, typed)
    alias.offer(proposed, vocabulary)
    means = vocabulary.word(word.concept, language()) if word.concept else None
    kind = kind_of(word.concept, vocabulary) if word.concept else None
    return render_template(
        "own_words/one.html", word=word, alias=alias, concept=concept, means=means, kind=kind
    )


def _done(read: Read) -> Response:
    """What came of it, in words; back to the list."""
    flash(
        ngettext(
            "Ordlistan kan ordet nu. En rad har fått sin betydelse.",
            "Ordlistan kan ordet nu. %(num)s rader har fått sin betydelse.",
            read.rows,
        )
        if read.rows
        else _("Ingen rad fick en ny betydelse.")
    )
    if read.kept_back:
        flash(
            _("Där samtycke till känsliga uppgifter saknas står ordet kvar som det skrevs."), "wait"
        )
    return redirect(url_for(".listed"))
