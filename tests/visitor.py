"""A browser without a screen that inspects every page it is given.

    page = visitor.open("/bli-volontar")          follows redirects, expects 200
    page = visitor.send(page, {"name": "Ada"})    fills in the page's form and posts it
    visitor.open("/volontarer", expect=404)       a refusal is a page too, and is inspected
    lena = Visitor(app).come_in(email, password)  signed in, the pages on the way not looked at

What is held of each whole page stands in `RULES`; a broken one says which, where, and in what URL.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib

TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}  # inputs that need no label
INLINE = {"a", "abbr", "b", "bdi", "code", "data", "em", "i", "kbd", "mark", "q", "s", "small"}
INLINE |= {"span", "strong", "sub", "sup", "time", "u", "wbr"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


class BadPage(AssertionError):
    """A page breaks a rule that holds of every page."""


@dataclass(frozen=True)
class Page:
    """One answer: its address after redirects, its status, its HTML."""

    url: str
    status: int
    html: str
    headers: dict = field(default_factory=dict)

    @cached_property
    def parser(self):
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.root = parser.parse(self.html)
        return parser

    @property
    def root(self) -> Element:
        return self.parser.root

    def every(self, *names: str):
        """All elements with one of these names, in order; all of them when none is given."""
        return [
            e for e in self.root.iter() if isinstance(e.tag, str) and (e.tag in names or not names)
        ]

    @property
    def text(self) -> str:
        """What can be read, with single spaces."""
        return words(self.root.find("body"))

    @property
    def title(self) -> str:
        return words(self.every("title")[0])

    @property
    def heading(self) -> str:
        return words(self.every("h1")[0])

    def links(self) -> list[str]:
        """Where one can go from here, in order, without what is outside the site."""
        found = [e.get("href") for e in self.every("a") if e.get("href")]
        return [href for href in found if href.startswith("/") and not href.startswith("//")]

    def link(self, text: str) -> str:
        """The address behind the link that reads `text`."""
        for e in self.every("a"):
            if words(e) == text:
                return e.get("href")
        raise AssertionError(
            f"no link {text!r} on {self.url}: {[words(e) for e in self.every('a')]}"
        )

    def forms(self) -> list["Form"]:
        return [Form(self, e) for e in self.every("form")]

    def form(self, action: str | None = None) -> "Form":
        """The form that posts to `action`; without it, the page's only POST form but sign-out."""
        posting = [f for f in self.forms() if f.method == "post"]
        found = [f for f in posting if action is None or f.action == action]
        if action is None and len(found) > 1:
            main = self.every("main")
            inside = set(main[0].iter()) if main else set()
            found = [f for f in found if f.element in inside]
        if len(found) != 1:
            actions = [f.action for f in posting]
            raise AssertionError(f"{len(found)} forms for {action!r} on {self.url}, of {actions}")
        return found[0]


@dataclass(frozen=True)
class Form:
    """A form as it was given: what it would send if nothing were changed."""

    page: Page
    element: Element

    @property
    def method(self) -> str:
        return (self.element.get("method") or "get").lower()

    @property
    def action(self) -> str:
        return urljoin(self.page.url, self.element.get("action") or self.page.url)

    @property
    def fields(self) -> dict[str, list[str]]:
        """Names and values, as a browser would send them without a button."""
        sent: dict[str, list[str]] = {}
        for e in self.element.iter():
            name = e.get("name") if isinstance(e.tag, str) else None
            if name and e.get("disabled") is None:
                for value in _values(e):
                    sent.setdefault(name, []).append(value)
        return sent

    def names(self) -> set[str]:
        """Every name one may fill in, ticked or not."""
        named = ("input", "select", "textarea", "button")
        return {e.get("name") for e in self.element.iter() if e.tag in named and e.get("name")}


class Visitor:
    """A person with a browser. Keeps cookies; inspects whole pages, and only those."""

    def __init__(self, app):
        self.app = app
        self.client = app.test_client()
        self.seen: list[str] = []

    def open(self, url: str, *, expect: int = 200, **headers: str) -> Page:
        """The page at `url`, redirects followed, inspected."""
        return self._page(
            self.client.get(url, headers=_dashed(headers), follow_redirects=True), expect
        )

    def send(
        self,
        page: Page | Form,
        answers: dict | None = None,
        *,
        action: str | None = None,
        expect: int = 200,
    ) -> Page:
        """Fill in the page's form and post it. A name the form does not have is a mistake here."""
        form = page if isinstance(page, Form) else page.form(action)
        unknown = set(answers or {}) - form.names()
        assert not unknown, (
            f"the form at {form.page.url} has no {sorted(unknown)}: {sorted(form.names())}"
        )
        return self.post(form.action, form.fields | (answers or {}), expect=expect)

    def post(self, url: str, data: dict | None = None, *, expect: int = 200) -> Page:
        """Post without a form, as somebody would who does not use our pages."""
        kept = {name: value for name, value in (data or {}).items() if value is not None}
        answer = self.client.post(
            url, data=kept, follow_redirects=True, content_type="multipart/form-data"
        )
        return self._page(answer, expect)

    def sign_in(self, email: str, password: str) -> Page:
        """By the form, as a person does."""
        page = self.open("/logga-in")
        names = {e.get("type"): e.get("name") for e in page.form().element.iter("input")}
        return self.send(page, {names["email"]: email, names["password"]: password})

    def come_in(self, email: str, password: str) -> "Visitor":
        """Signed in by the same form, quickly: for tests of what comes after."""
        token = TOKEN.search(self.client.get("/logga-in").get_data(as_text=True)).group(1)
        said = {"email": email, "password": password, "csrf_token": token}
        answer = self.client.post("/logga-in", data=said)
        assert answer.status_code == 302, f"{email} was not let in: {answer.status_code}"
        return self

    def fetch(self, url: str, *, expect: int = 200, **headers: str):
        """The bare answer, redirects not followed: files, feeds, parts of pages."""
        answer = self.client.get(url, headers=_dashed(headers))
        assert answer.status_code == expect, f"{url} answered {answer.status_code}, not {expect}"
        return answer

    def _page(self, answer, expect: int) -> Page:
        url = answer.request.full_path.rstrip("?")
        self.seen.append(url)
        page = Page(url, answer.status_code, answer.get_data(as_text=True), dict(answer.headers))
        got = f"{url} answered {page.status}, not {expect}"
        assert page.status == expect, f"{got}: {page.text[:400] if page.html else ''}"
        if answer.mimetype == "text/html":
            inspect(page)
        return page


# ── the rules ─────────────────────────────────────────────────────────────────────────────────


def inspect(page: Page) -> None:
    """Raise `BadPage` with everything that is wrong with a whole page."""
    faults = [f"{name}: {fault}" for name, rule in RULES.items() for fault in rule(page)]
    if faults:
        raise BadPage(f"{page.url}\n  " + "\n  ".join(faults))


def words(element: Element | None) -> str:
    """The text inside as it is read: single spaces, and one between neighbouring blocks."""
    return " ".join("".join(_pieces(element)).split()) if element is not None else ""


def _pieces(element: Element):
    if not isinstance(element.tag, str):  # a comment
        return
    gap = "" if element.tag in INLINE else " "
    yield gap + (element.text or "")
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield gap


def _is_html5(page):
    for (line, column), code, facts in page.parser.errors:
        yield f"line {line}, column {column}: {code} {facts}"


def _has_language(page):
    if page.every("html")[0].get("lang") not in page_languages():
        yield f"lang={page.every('html')[0].get('lang')!r}"


def page_languages() -> tuple[str, ...]:
    """What `lang` may be."""
    from matcher import languages

    return languages.offered()


def _has_one_title(page):
    # A title inside an svg belongs to the picture.
    titles = [words(e) for e in page.root.find("head").iter("title")]
    if len(titles) != 1 or not titles[0]:
        yield str(titles)


def _has_one_heading(page):
    headings = [words(e) for e in page.every("h1")]
    if len(headings) != 1 or not headings[0]:
        yield str(headings)


def _skips_no_heading(page):
    levels = [int(e.tag[1]) for e in page.every() if e.tag in HEADINGS]
    for above, below in pairwise(levels):
        if below > above + 1:
            yield f"h{below} right under h{above}"


def _labels_every_input(page):
    labelled = {e.get("for") for e in page.every("label")}
    inside = {id(i) for label in page.every("label") for i in label.iter()}
    for e in page.every("input", "select", "textarea"):
        named = e.get("aria-label") or e.get("aria-labelledby") or e.get("id") in labelled
        if e.get("type") not in UNLABELLED and not named and id(e) not in inside:
            yield f"<{e.tag} name={e.get('name')!r}>"


def _labels_point_at_inputs(page):
    ids = {e.get("id") for e in page.every()}
    for e in page.every():
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            for wanted in (e.get(attribute) or "").split():
                if wanted not in ids:
                    yield f"{attribute}={wanted!r} points at nothing"


def _has_each_id_once(page):
    ids = [e.get("id") for e in page.every() if e.get("id")]
    yield from sorted({f"id={i!r}" for i in ids if ids.count(i) > 1})


def _has_a_token_in_every_form(page):
    for form in page.forms():
        if form.method == "post" and not any(form.fields.get("csrf_token", [])):
            yield f"action={form.action!r}"


def _has_no_script_or_style_inside(page):
    for e in page.every():
        if e.tag == "script" and not e.get("src") and words(e):
            yield f"<script> {words(e)[:40]}"
        if e.tag == "style":
            yield f"<style> {words(e)[:40]}"
        for attribute in e.keys():  # noqa: SIM118 - an Element is not a dict
            if attribute == "style" or attribute.startswith("on"):
                yield f"<{e.tag} {attribute}={e.get(attribute)!r}>"
        if (e.get("href") or "").strip().lower().startswith("javascript:"):
            yield f"<{e.tag} href={e.get('href')!r}>"


def _loads_nothing_from_elsewhere(page):
    for e in page.every("script", "img", "link", "iframe"):
        address = e.get("src") or e.get("href") or ""
        if urlsplit(address).netloc and e.get("rel") != "canonical":
            yield f"<{e.tag}> {address}"


def _shows_no_python(page):
    """`None`, an unformatted placeholder or a value's repr are for programmers."""
    # English may begin a sentence with None; Swedish has no such word.
    none = r"\bNone\b|" if page.every("html")[0].get("lang") != "en" else r"^None$|"
    leaks = none + r"%\(\w+\)s|\{\{|<[\w.]+ object at|\bdatetime\.|\bUndefined\b"
    yield from sorted(set(re.findall(leaks, page.text)))
    for e in page.every():
        if "None" in ((e.text or "").strip(), *map(e.get, ("value", "href", "placeholder", "alt"))):
            yield f"<{e.tag}> is None"


def _describes_every_picture(page):
    yield from (
        f"<img src={e.get('src')!r}> without alt" for e in page.every("img") if e.get("alt") is None
    )


RULES = {
    "is HTML5": _is_html5,
    "has a language": _has_language,
    "has one title that says something": _has_one_title,
    "has one h1 that says something": _has_one_heading,
    "skips no level of heading": _skips_no_heading,
    "labels every input": _labels_every_input,
    "points at what exists": _labels_point_at_inputs,
    "has each id once": _has_each_id_once,
    "has a token in every form that posts": _has_a_token_in_every_form,
    "has no script or style inside": _has_no_script_or_style_inside,
    "loads nothing from elsewhere": _loads_nothing_from_elsewhere,
    "shows no Python": _shows_no_python,
    "describes every picture": _describes_every_picture,
}


def _values(element: Element):
    kind = element.get("type", "text")
    if element.tag == "textarea":
        # A browser leaves out the line break that follows the tag.
        yield "".join(element.itertext()).removeprefix("\n")
    elif element.tag == "select":
        options = list(element.iter("option"))
        chosen = [o for o in options if o.get("selected") is not None]
        if not chosen and element.get("multiple") is None:
            chosen = options[:1]
        for option in chosen:
            yield option.get("value", words(option))
    elif element.tag == "input" and kind in ("checkbox", "radio"):
        if element.get("checked") is not None:
            yield element.get("value", "on")
    elif element.tag == "input" and kind not in ("submit", "button", "reset", "image", "file"):
        yield element.get("value", "")


def _dashed(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
