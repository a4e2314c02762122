"""The site: speaks HTTP and HTML, asks the services, and nothing else.

create_app   plumbing in order, rooms in order
plumbing/    what every page stands on
rooms/       one file, one blueprint, one address, one folder of templates
forms/       what people type, turned into values that cannot be wrong
templates/   base.html, parts/ (one part of a page a file), and a folder for each room
static/      the stylesheet, icons, font, and what is taken from others with its version
"""

from importlib import import_module
from typing import Any

from flask import Flask

from matcher.settings import Settings
from matcher.store.sessions import Database
from web.plumbing import (
    assets,
    centres,
    database,
    errors,
    formats,
    installation,
    languages,
    logging,
    login,
    menu,
    parts,
    permissions,
    security,
)
from web.rooms import DEVELOPMENT_ROOMS, ROOMS


def create_app(settings: Settings, rows: Database, **config: Any) -> Flask:
    """The site of one installation. `config` overrides Flask's, as CLOCK in a test.

    Raises `permissions.Undeclared` when a view does not say who may open it.
    """
    app = Flask(__name__)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.config["TEMPLATES_AUTO_RELOAD"] = settings.is_development
    _lay_plumbing(app, settings, rows)
    app.config.update(config)
    for name in ROOMS + (DEVELOPMENT_ROOMS if settings.is_development else []):
        room = import_module(f"web.rooms.{name}")
        app.register_blueprint(room.room)
        menu.add(app, room)
    permissions.refuse_undeclared(app)
    return app


def _lay_plumbing(app: Flask, settings: Settings, rows: Database) -> None:
    """In this order: what is asked before every request is asked in the order it is laid here."""
    installation.init_app(app, settings)
    logging.init_app(app, as_json=not settings.is_development)
    security.init_app(app, settings)
    database.init_app(app, rows)
    languages.init_app(app, first=settings.language)
    formats.init_app(app)
    parts.init_app(app)
    assets.init_app(app, lasting=not settings.is_development)
    login.init_app(app)
    permissions.init_app(app)
    centres.init_app(app)
    menu.init_app(app)
    errors.init_app(app)
