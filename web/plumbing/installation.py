"""The installation's choices, as the rooms may know them."""

from shlex import quote

from flask import Flask, current_app

from matcher.settings import Settings


def init_app(app: Flask, settings: Settings) -> None:
    app.extensions["settings"] = settings
    # A command at the machine finds the same rows only where it is told of the same folder.
    app.context_processor(
        lambda: {"has_post": settings.sends_letters, "data_dir": quote(str(settings.data_dir))}
    )


def has_post() -> bool:
    """Letters go by e-mail; else they lie in the drawer and reach nobody by themselves."""
    settings: Settings = current_app.extensions["settings"]
    return settings.sends_letters


def public_url() -> str:
    """Where people reach the site: links in letters are made from it, never from the request."""
    settings: Settings = current_app.extensions["settings"]
    return settings.public_url
