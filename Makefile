# ./run and ./test are the two commands. These are the ones a developer uses now and then.
.DEFAULT_GOAL := help
.PHONY: help fast pins migration shots bench coverage format

python := .venv/bin/python
# No address of any registry is written, and every file carries its hash.
pin := $(python) -m uv pip compile --quiet --generate-hashes --no-emit-index-url --no-annotate \
	--universal --python-version 3.11 --custom-compile-command "make pins"

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 20

fast: ## the tests that need neither browser nor PostgreSQL
	./test fast

format: ## write the code as ruff wants it
	$(python) -m ruff check --fix . && $(python) -m ruff format .

pins: ## renew requirements/*.txt; add a package with pins="--upgrade-package NAME", all with pins=--upgrade
	@$(python) -m pip install --quiet --disable-pip-version-check uv
	$(pin) $(pins) pyproject.toml -o requirements/run.txt
	$(pin) $(pins) requirements/test.in -o requirements/test.txt
	$(pin) $(pins) requirements/bench.in -o requirements/bench.txt

migration: ## a new migration from what the models say now: make migration m="needs get places"
	@test -n "$(m)" || { echo 'make migration m="what the schema gains"'; exit 1; }
	@number=$$(printf '%04d' $$(( $$(ls migrations/versions/[0-9]*.py 2>/dev/null | wc -l) + 1 ))); \
	$(python) -m alembic revision --autogenerate --rev-id $$number -m "$(m)"

shots: ## pictures of every page in tests/shots, wide and narrow, light and dark
	HANDSLAG_TEST_SHOTS=1 ./test only tests/browser/test_every_page.py

bench: ## the figures, beside their goals
	$(python) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	$(python) -m tests.bench

coverage: ## which branches no test walks
	$(python) -m pytest -q -m "not browser" --cov --cov-report=term-missing
