"""/central/omraden/…/karta: pointing out an area on a map. Nothing is saved before the form is."""

from collections.abc import Mapping

from flask import Blueprint, Response, make_response, render_template, request
from sqlalchemy.orm import Session

from matcher.domain.accounts import Role
from matcher.domain.maps import Frame, Pixel
from matcher.services import centres, maps
from web.forms.area_map import AreaMap
from web.forms.centre import AreaForm
from web.plumbing.database import reading
from web.plumbing.permissions import allowed, signed_in

room = Blueprint("area_map", __name__, url_prefix="/central/omraden")


@room.get("/karta.svg")
@allowed(Role.MANAGER)
def picture() -> Response:
    """Borders and towns around a point, the centre's areas, and the chosen point."""
    shown = AreaMap.told(request.args)
    with reading() as session:
        found = centres.areas(session, centre=signed_in()["centre"])
    pins = _inside(shown.frame, {one.told.name: (one.told.lat, one.told.lon) for one in found})
    drawn = maps.drawing(shown.frame, pins)
    chosen = shown.frame.pixel(shown.chosen) if shown.chosen else None
    answer = make_response(
        render_template("centre/map.svg", drawn=drawn, chosen=chosen, frame=drawn.frame)
    )
    answer.mimetype = "image/svg+xml"
    return answer


@room.post("/karta")
@allowed(Role.MANAGER)
def point_new() -> str:
    """A new area's form again, with what was pointed at."""
    with reading() as session:
        found = centres.areas(session, centre=signed_in()["centre"])
        form, pointed = _pointed(session)
        return render_template("centre/areas.html", areas=found, form=form, map=pointed)


@room.post("/<area_id>/karta")
@allowed(Role.MANAGER)
def point(area_id: str) -> str:
    """An area's form again, with what was pointed at."""
    with reading() as session:
        found = centres.area(session, area_id, centre=signed_in()["centre"])
        form, pointed = _pointed(session)
        return render_template("centre/area.html", area=found, form=form, map=pointed)


def _pointed(session: Session) -> tuple[AreaForm, AreaMap]:
    """What was written stays; a point that was clicked goes before a place that was named."""
    form = AreaForm()
    before = AreaMap.told(request.form)
    pointed = before.asked(request.form)
    if pointed.chosen and pointed.chosen != before.chosen:
        form.where.data = None
        for field, degrees in zip((form.lat, form.lon), pointed.chosen, strict=True):
            field.process_data(degrees)
    return form, pointed


def _inside(frame: Frame, points: Mapping[str, tuple[float, float]]) -> dict[str, Pixel]:
    """Those that are in the picture, by name."""
    pixels = {name: frame.pixel(at) for name, at in points.items()}
    return {
        name: (x, y)
        for name, (x, y) in pixels.items()
        if 0 <= x <= frame.size and 0 <= y <= frame.size
    }
