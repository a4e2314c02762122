"""Every template parses, has a title, keeps to the policy on inline code, and names real icons."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment

WEB = Path(__file__).parents[2] / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
PAGES = [path for path in TEMPLATES if '{% extends "base.html" %}' in path.read_text("utf-8")]


def named(path: Path) -> str:
    return path.relative_to(WEB / "templates").as_posix()


def test_there_are_templates_and_pages():
    assert len(TEMPLATES) > len(PAGES) > 3


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_template_parses(path):
    Environment(extensions=["jinja2.ext.i18n"]).parse(path.read_text("utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_page_has_a_title(path):
    title = re.search(
        r"\{% block title %\}(.+?)\{% endblock %\}", path.read_text("utf-8"), re.DOTALL
    )

    assert title is not None
    assert title[1].strip()


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_template_has_nothing_inline(path):
    text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)

    assert re.findall(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|javascript:", text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_template_never_trusts_what_people_wrote(path):
    assert re.findall(r"\|\s*safe\b|autoescape false", path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_template_names_icons_that_exist(path):
    sprite = (WEB / "static" / "icons.svg").read_text("utf-8")
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    named_here = set(re.findall(r'icon\("([\w-]+)"', path.read_text("utf-8")))

    assert named_here - drawn == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_form_that_posts_carries_its_token(path):
    for form in re.findall(
        r"<form\b[^>]*method=\"post\".*?</form>", path.read_text("utf-8"), re.DOTALL
    ):
        assert re.search(r"csrf_token|hidden_tag", form), form[:100]
