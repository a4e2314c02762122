"""What was asked first and not known, on the form of an answer: of animals, smoke, scents, stairs.

The other questions have forms of their own, which the page leads to. An allergy is told there too,
since it is kept only with its own yes.
"""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField

from matcher import phrases
from matcher.domain.errors import Invalid
from matcher.domain.people import Bears, Trait
from matcher.services.match_asked import Told
from web.forms.fields import choice
from web.plumbing.languages import language
from web.plumbing.volunteer_words import BEARS, TRAITS

NOT_ASKED = choice("", _l("Inte frågat"))
HAS = {"ja": True, "nej": False}
OFFERED = (Bears.FINE, Bears.RATHER_NOT, Bears.NO)


def field_name(fact: str, trait: str) -> str | None:
    """Of a question with a field here: `has_trait` of `cat` is `has_cat`; else None."""
    asked = {"has_trait": "has", "bears_trait": "bears"}.get(fact)
    return f"{asked}_{trait}" if asked else None


class AskedFirstForm(FlaskForm):
    """A field for each trait that one may have, or bear of the other's; the page shows those that
    it asks about.
    """

    def tell_known(self, refused: Invalid) -> None:
        """What has become known since, on top: the page no longer asks it."""
        for name, fault in refused.faults.items():
            what = str(TRAITS[Trait(name.partition("_")[2])])
            said = phrases.fault(fault, language())
            self.form_errors.append(f"{what}: {said}")

    def told(self) -> Told:
        """What was answered; what was not asked is left out."""
        has = {trait: HAS.get(self[f"has_{trait.value}"].data or "") for trait in Trait}
        bears = {trait: self[f"bears_{trait.value}"].data for trait in Trait}
        return Told(
            has={trait: present for trait, present in has.items() if present is not None},
            bears={trait: Bears(how) for trait, how in bears.items() if how in OFFERED},
        )


def _radio(choices: list[Any]) -> RadioField:
    return RadioField(choices=[NOT_ASKED, *choices], validate_choice=False, default="")


for _trait in Trait:  # WTForms reads the fields of a class when the first form is made
    _has = [choice("ja", _l("Ja")), choice("nej", _l("Nej"))]
    setattr(AskedFirstForm, f"has_{_trait.value}", _radio(_has))
    _bears = [choice(one.value, BEARS[one]) for one in OFFERED]
    setattr(AskedFirstForm, f"bears_{_trait.value}", _radio(_bears))
