"""Default deny: a view says who may open it, or the site does not start.

    @room.get("/forslag")
    @allowed(Role.COORDINATOR)
    def week() -> str: ...

The decorators only write the rule on the view; it is kept before every request, so no view can
forget to ask. Roles come from the row that the session points to, read anew each time.
"""

from collections.abc import Callable
from typing import Any, TypedDict, TypeVar

from flask import Flask, current_app, request
from flask_login import current_user
from werkzeug.wrappers import Response

from matcher.domain.accounts import Role
from matcher.domain.errors import Missing, NotAllowed

View = TypeVar("View", bound=Callable[..., Any])
PUBLIC: frozenset[Role] = frozenset()
ANYONE_SIGNED_IN = frozenset(Role)


class Undeclared(RuntimeError):
    """Views without a declared permission. The site refuses to start and names them all."""


class SignedIn(TypedDict):
    """What every deed wants to know: in which centre, and by which account."""

    centre: str
    by: str


def public(view: View) -> View:
    """Everybody may open this, signed in or not."""
    view.allowed = PUBLIC  # type: ignore[attr-defined]
    return view


def allowed(*roles: Role) -> Callable[[View], View]:
    """Only who has one of `roles` may open this; with none named, whoever is signed in."""

    def declare(view: View) -> View:
        view.allowed = frozenset(roles) or ANYONE_SIGNED_IN  # type: ignore[attr-defined]
        return view

    return declare


def known_to(*roles: Role) -> Callable[[View], View]:
    """Only who has one of `roles` may open this, and nobody else learns that it is there (R70)."""

    def declare(view: View) -> View:
        view.is_unseen = True  # type: ignore[attr-defined]
        return allowed(*roles)(view)

    return declare


def signed_in() -> SignedIn:
    """`**signed_in()` for a service: the centre that fences it, and who is asking."""
    return {"centre": current_user.centre, "by": current_user.account}


def has_role(*roles: Role) -> bool:
    """Whether the person signed in has one of `roles`. For what to show, never for what to do."""
    return bool(current_user.is_authenticated and current_user.roles & set(roles))


def init_app(app: Flask) -> None:
    app.before_request(_keep)
    app.jinja_env.globals["has_role"] = has_role
    app.jinja_env.globals["Role"] = Role


def refuse_undeclared(app: Flask) -> None:
    """Called last in `create_app`: raises Undeclared with every endpoint that says nothing."""
    public(app.view_functions["static"])
    silent = sorted(name for name, view in app.view_functions.items() if rule(view) is None)
    if silent:
        raise Undeclared(f"no @public or @allowed on: {', '.join(silent)}")


def rule(view: Callable[..., Any]) -> frozenset[Role] | None:
    """Who may open a view: an empty set is everybody, None is a rule not yet written."""
    declared: frozenset[Role] | None = getattr(view, "allowed", None)
    return declared


def _keep() -> Response | None:
    if request.endpoint is None:
        return None  # no such page: the 404 comes by itself
    roles = rule(current_app.view_functions[request.endpoint])
    if roles == PUBLIC:
        return None
    if not current_user.is_authenticated:
        answer: Response = current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
        return answer
    if roles is None or not current_user.roles & roles:
        if getattr(current_app.view_functions[request.endpoint], "is_unseen", False):
            raise Missing("page", request.endpoint)
        raise NotAllowed(request.endpoint)
    return None
