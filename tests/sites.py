"""One site a worker, lent to one test at a time: making it costs more than most tests do.

    sites = Sites(compiled)
    with sites.lent(settings, database) as site: …

What a test may change of a site is what stands in `_changeable`; it is put back when the test is
over. Whatever else a site has, Flask itself refuses to change once it has answered a question,
and it has answered one before anybody gets it. Between two tests it has neither rows nor settings.
"""

from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from pathlib import Path

from web import create_app
from web.plumbing import logging

OF_ONE_TEST = ("database", "settings")  # extensions that belong to an installation
FIRST_QUESTION = "/static/handslag.css"


class Sites:
    """The sites of a worker, one for each way of setting one up."""

    def __init__(self, compiled):
        self.compiled, self._made, self._lent = compiled, {}, set()

    @contextmanager
    def lent(self, settings, database):
        """The site over these rows, as good as new; given back at the end of the block."""
        kind = _kind(settings)
        assert kind not in self._lent, "two at a time want one site: ask for site_of_its_own"
        if kind not in self._made:
            self._made[kind] = self._locked(settings, database)
        site, as_new = self._made[kind]
        self._lent.add(kind)
        site.extensions.update(database=database, settings=settings)
        logging.write_to_stderr(site, as_json=not settings.is_development)
        try:
            yield site
        finally:
            _put_back(site, as_new)
            self._lent.discard(kind)

    def own(self, settings, database):
        """A site that nobody else gets: to add pages to, or to serve to a browser."""
        site = create_app(settings, database)
        site.jinja_env.bytecode_cache = self.compiled
        site.testing = True
        return site

    def _locked(self, settings, database):
        site = self.own(settings, database)
        site.test_client().get(FIRST_QUESTION).close()
        for name in OF_ONE_TEST:
            del site.extensions[name]
        return site, _copied(site)


def _kind(settings):
    """What a site is made of. Where its files and rows are, it asks at every request."""
    return replace(settings, data_dir=Path(), database_url="")


def _changeable(site):
    in_pages = site.jinja_env.globals, site.jinja_env.filters
    return site.config, site.extensions, site.view_functions, *in_pages


def _copied(site):
    return [_each_copied(part) for part in _changeable(site)]


def _put_back(site, as_new):
    for part, values in zip(_changeable(site), as_new, strict=True):
        part.clear()
        part.update(_each_copied(values))


def _each_copied(values):
    """A list, such as the hosts a site answers to, could be added to in place."""
    return {name: copy(value) if type(value) is list else value for name, value in values.items()}
