"""A home visit, and who may say yes for a person: two short forms of a coordinator's."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField

from matcher.domain.people import Trait
from matcher.domain.recipients import Decides, NewRecipient
from matcher.domain.representatives import Representative, RepresentativeKind
from web.forms.fields import DayField, Needed, PhoneField, SaidField, choice, choices_from
from web.forms.versions import VersionField
from web.forms.volunteers import YES_NO
from web.plumbing.clock import today
from web.plumbing.recipient_words import DECIDES, HOME

NOT_SEEN = choice("", _l("Såg inte"))
KINDS = {
    RepresentativeKind.GOD_MAN: _l("God man"),
    RepresentativeKind.ADMINISTRATOR: _l("Förvaltare"),
    RepresentativeKind.FUTURE_POWER: _l("Framtidsfullmakt"),
    RepresentativeKind.POWER: _l("Fullmakt"),
}


class HomeVisitForm(FlaskForm):
    """What was seen at the visit. What was not seen stays as it is."""

    version = VersionField()
    visited_on = DayField(
        _l("Vilken dag var du där?"), validators=[Needed(_l("Skriv vilken dag du var där."))]
    )

    @classmethod
    def of(cls, told: NewRecipient, version: int) -> Any:
        """Empty but for the day: what is known before the visit is to be seen anew."""
        return cls(formdata=None, data={"version": str(version), "visited_on": today()})

    def seen(self) -> dict[Trait, bool]:
        """What was answered."""
        answers = {trait: self[f"home_{trait.value}"].data for trait in HOME}
        return {trait: answer == "yes" for trait, answer in answers.items() if answer}


for _trait, _asked in HOME.items():
    setattr(
        HomeVisitForm,
        f"home_{_trait.value}",
        RadioField(_asked, choices=[NOT_SEEN, *YES_NO], default=""),
    )


class RepresentativeForm(FlaskForm):
    """Who it is, by what right, and the day somebody read what it covers."""

    kind = RadioField(_l("Med vilken rätt?"), choices=choices_from(KINDS), validate_choice=True)
    name = SaidField(_l("Namn"), longest=120, validators=[Needed(_l("Skriv namnet."))])
    phone = PhoneField(_l("Telefon"))
    scope_seen_on = DayField(
        _l("Vilken dag läste du vad det omfattar?"),
        description=_l("Papperet sparas inte."),
        validators=[Needed(_l("Skriv vilken dag du läste det."))],
    )

    def representative(self) -> Representative:
        """What was written, as a value."""
        return Representative(
            RepresentativeKind(self.kind.data),
            self.name.data or "",
            self.phone.data,
            self.scope_seen_on.data,
        )


class ReviewForm(FlaskForm):
    """Who says yes, asked again today."""

    decides = RadioField(
        _l("Vem säger ja för personen?"),
        choices=[choice(who.value, words) for who, words in DECIDES.items()],
        default=Decides.OWN.value,
    )
