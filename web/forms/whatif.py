"""What a coordinator would try: read from an address, so that a try can be kept and sent on.

    vrid=served  minuter=10  vikt-interests=0  nya=2 tid=weekends omrade=… sprak=… bil=y
    utan=<id>    par=<volunteer's id>.<need's id>

Nothing is saved by trying. What cannot be wished is told at its field.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField

from matcher.phrases.criteria import CRITERIA, criterion
from matcher.phrases.remedies import HOURS
from matcher.phrases.voice import capital, say
from matcher.services.dial import TURNS
from matcher.services.whatif import MOST_NEWCOMERS, Newcomers, Wish
from web.forms.dial import TURNED
from web.forms.fields import NumberField
from web.plumbing.languages import language

SHARES = {"": _l("Som nu"), "200": _l("Dubbelt"), "50": _l("Hälften"), "0": _l("Inte alls")}
MINUTES = (10, 20, 30)
REACH = {"30": _l("30 minuter"), "45": _l("45 minuter"), "60": _l("en timme")}


class WhatIfForm(FlaskForm):
    """All that may be tried at once."""

    class Meta:
        csrf = False  # it changes nothing, and its address is to be kept

    vrid = SelectField(_l("Reglaget"), default="")
    minuter = SelectField(_l("Alla volontärer reser"), default="")
    nya = NumberField(_l("Så många nya volontärer"), low=0, high=MOST_NEWCOMERS)
    tid = SelectField(_l("De kan"), default="")
    omrade = SelectField(_l("De bor i"), default="")
    sprak = SelectField(_l("De talar, utöver svenska"), default="")
    restid = SelectField(_l("De reser högst"), default="30")
    bil = BooleanField(_l("De har bil"))

    def __init__(
        self, *, areas: Iterable[tuple[str, str]], spoken: Iterable[tuple[str, str]], **rest: Any
    ):
        super().__init__(request.args, **rest)
        self.vrid.choices = [("", _("Som nu")), *((name, TURNED[name]) for name in TURNS)]
        longer = ((str(m), _("%(minutes)s minuter längre", minutes=m)) for m in MINUTES)
        self.minuter.choices = [("", _("Som nu")), *longer]
        hours = ((name, capital(say(words, language()))) for name, words in HOURS.items())
        self.tid.choices = [("", _("När som helst")), *hours]
        self.omrade.choices = [("", _("Mitt i centralens område")), *areas]
        self.sprak.choices = [("", _("Inget mer")), *spoken]
        self.restid.choices = list(REACH.items())

    def wish(self) -> Wish:
        """What is asked for. A field that is wrong asks for nothing."""
        new = self.nya.number if not self.nya.errors else 0
        return Wish(
            turn=self.vrid.data or None,
            weights=dict(_shares(request.args)),
            minutes=int(self.minuter.data or 0),
            gone=frozenset(request.args.getlist("utan")),
            newcomers=self._newcomers(new) if new else Newcomers(),
            mended=tuple(_pairs(request.args.getlist("par"))),
        )

    def _newcomers(self, count: int) -> Newcomers:
        return Newcomers(
            count=count,
            area_id=self.omrade.data or None,
            hours=self.tid.data or None,
            language=self.sprak.data or None,
            by_car=self.bil.data,
            reach_minutes=int(self.restid.data or 30),
        )

    def weights(self) -> list[tuple[str, str, list[tuple[str, Any]], str]]:
        """Name, words, choices and what is chosen, of each criterion."""
        return [
            (
                f"vikt-{name}",
                criterion(name, language()),
                list(SHARES.items()),
                request.args.get(f"vikt-{name}", ""),
            )
            for name in CRITERIA
        ]


def chosen(field: SelectField) -> str:
    """What the choice that was made is called."""
    return next((str(words) for value, words in field.choices if value == field.data), "")


def _shares(args: Mapping[str, str]) -> Iterable[tuple[str, int]]:
    for name in CRITERIA:
        share = args.get(f"vikt-{name}", "")
        if share in SHARES and share:
            yield name, int(share)


def _pairs(told: Iterable[str]) -> Iterable[tuple[str, str]]:
    for one in told:
        volunteer_id, _dot, need_id = one.partition(".")
        if volunteer_id and need_id:
            yield volunteer_id, need_id
