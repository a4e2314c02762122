"""The visitor himself is tested: an inspector who sees nothing would keep every test green."""

import pytest
from flask import Flask, request

from tests.visitor import BadPage, Page, Visitor, inspect

WHOLE = """<!doctype html><html lang="sv"><head><title>Hej</title></head>
<body><main><h1>Hej</h1>{body}</main></body></html>"""


def page(body: str = "", html: str = WHOLE) -> Page:
    return Page("/hej", 200, html.replace("{body}", body))


def test_a_page_in_order_is_let_through():
    inspect(
        page(
            '<form method="post"><input type="hidden" name="csrf_token" value="t">'
            '<label for="n">Namn</label><input id="n" name="n"></form>'
        )
    )


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p><div></p>", "is HTML5"),
        ("<h1>Två</h1>", "one h1"),
        ("<h3>För djupt</h3>", "skips no level"),
        ('<input name="n">', "labels every input"),
        ('<label for="x">Borta</label>', "points at what exists"),
        ('<p id="a"></p><p id="a"></p>', "each id once"),
        ('<form method="post"></form>', "has a token"),
        ('<form method="post"><input type="hidden" name="csrf_token" value=""></form>', "a token"),
        ("<script>alert(1)</script>", "no script or style"),
        ('<p style="color:red"></p>', "no script or style"),
        ('<p onclick="x()"></p>', "no script or style"),
        ('<img alt="" src="https://example.org/a.png">', "nothing from elsewhere"),
        ("<p>Ring None</p>", "shows no Python"),
        ("<p>Hej %(name)s</p>", "shows no Python"),
        ('<img src="/a.png">', "every picture"),
    ],
)
def test_a_broken_page_is_stopped(body, fault):
    with pytest.raises(BadPage, match=fault):
        inspect(page(body))


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        (WHOLE.replace(' lang="sv"', ""), "has a language"),
        (WHOLE.replace("<title>Hej", "<title> "), "one title"),
        (WHOLE.replace("<!doctype html>", ""), "is HTML5"),
    ],
)
def test_a_page_without_its_frame_is_stopped(html, fault):
    with pytest.raises(BadPage, match=fault):
        inspect(page("", html))


def test_a_form_is_sent_as_a_browser_would():
    sent = {}
    form = """<form method="post" action="/svar"><input type="hidden" name="csrf_token" value="t">
        <label>Namn <input name="name" value="Ada"></label>
        <label>Dag <select name="day"><option value="mon">må</option>
            <option value="tue" selected>ti</option></select></label>
        <label>Ja <input type="checkbox" name="yes" value="1" checked></label>
        <label>Nej <input type="checkbox" name="no" value="1"></label>
        <label>Mer <textarea name="more">\nhej</textarea></label>
        <button name="deed" value="save">Spara</button></form>"""
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: WHOLE.replace("{body}", form), endpoint="start")

    @app.post("/svar")
    def answer():
        sent.update(request.form.items())
        return WHOLE.replace("{body}", "<p>Tack</p>")

    visitor = Visitor(app)
    thanks = visitor.send(visitor.open("/"), {"name": "Bea"})

    assert thanks.text == "Hej Tack"
    assert sent == {"csrf_token": "t", "name": "Bea", "day": "tue", "yes": "1", "more": "hej"}


def test_an_answer_the_form_does_not_ask_for_is_a_mistake():
    app = Flask(__name__)
    form = '<form method="post"><input type="hidden" name="csrf_token" value="t"></form>'
    app.add_url_rule("/", view_func=lambda: WHOLE.replace("{body}", form), endpoint="start")
    visitor = Visitor(app)

    with pytest.raises(AssertionError, match="has no"):
        visitor.send(visitor.open("/"), {"shoe_size": "42"})
