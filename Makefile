# Two commands do everything: `make run` and `make test`. `make` alone says what there is.

PYTHON ?= python3
BIND ?= 127.0.0.1:8000
EVENTS ?= 0
VENV := .venv
PY := $(VENV)/bin/python
MANAGE := $(PY) manage.py

.DEFAULT_GOAL := help
.PHONY: help run test lint check guide bench bench-desk bench-search messages clean

help: ## show this help
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: $(VENV)/run.stamp ## install, load the content and serve the portal on 127.0.0.1:8000
	@$(PY) -m portal.first_run
	@$(MANAGE) compile_catalogues > /dev/null
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_content
	@$(MANAGE) rebuild_search --if-needed
	@$(MANAGE) translation_states --repair --if-needed
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@$(MANAGE) check
	@echo
	@$(MANAGE) first_admin
	@echo
	@echo "Odaq:  http://$(BIND)/     Admin: http://$(BIND)/admin/     (Ctrl-C stops it)"
	@BIND=$(BIND) exec $(VENV)/bin/gunicorn --config portal/gunicorn.py portal.wsgi

test: $(VENV)/test.stamp ## set up what is needed and run the whole suite
	@$(PY) tests/run.py

lint: $(VENV)/test.stamp ## look at style and order without changing anything
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .

check: lint test ## everything that CI does

bench: $(VENV)/run.stamp ## time the pages; EVENTS=100000 adds made-up events, in a database of its own
	@$(PY) -m portal.first_run
	@rm -f var/benchmark.sqlite3*
	@DATABASE_URL=sqlite:///var/benchmark.sqlite3 $(MANAGE) migrate --verbosity 0
	@DATABASE_URL=sqlite:///var/benchmark.sqlite3 $(MANAGE) load_content
	@DATABASE_URL=sqlite:///var/benchmark.sqlite3 $(PY) benchmarks/pages.py --events $(EVENTS)

bench-desk: $(VENV)/run.stamp ## time the pages of the desk among 100,000 made-up events, in a database of its own
	@$(PY) -m portal.first_run
	@rm -f var/benchmark.sqlite3*
	@DATABASE_URL=sqlite:///var/benchmark.sqlite3 $(MANAGE) migrate --verbosity 0
	@DATABASE_URL=sqlite:///var/benchmark.sqlite3 $(MANAGE) load_content
	@MFA_REQUIRED=0 DATABASE_URL=sqlite:///var/benchmark.sqlite3 $(PY) benchmarks/desk.py --events $(if $(filter 0,$(EVENTS)),100000,$(EVENTS))

bench-search: $(VENV)/run.stamp ## how well and how fast the search finds, on the database of DATABASE_URL
	@$(PY) -m portal.first_run
	@$(PY) benchmarks/search.py

guide: $(VENV)/test.stamp ## take the pictures of the guide for editors anew (needs Chromium)
	@GUIDE=1 $(PY) -m pytest -m browser tests/browser/test_a_day.py

messages: $(VENV)/run.stamp ## collect the messages to translate (needs gettext)
	@$(MANAGE) makemessages -l kk -i var -i .venv -i tests --add-location file

clean: ## forget the local database, files and virtual environment
	rm -rf $(VENV) var .env

$(VENV)/run.stamp: requirements.txt
	@test -x $(PY) || { echo "Making a virtual environment in $(VENV) …"; $(PYTHON) -m venv $(VENV); }
	@echo "Installing requirements.txt …"
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/test.stamp: requirements.txt requirements-dev.txt
	@test -x $(PY) || { echo "Making a virtual environment in $(VENV) …"; $(PYTHON) -m venv $(VENV); }
	@echo "Installing requirements-dev.txt …"
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
