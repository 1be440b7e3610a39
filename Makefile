# One command each. Everything lands in .venv, from lock files whose every package is pinned by hash.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--build-deps-for editable --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

.PHONY: help demo setup test lock docs picture pictures bench clean

help:  ## say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

# The venv itself, made once. The python named above must be 3.11 or newer.
$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "communique needs Python 3.11 or newer; say `make PYTHON=...`")'
	$(PYTHON) -m venv $(VENV)

# What it takes to read: the runtime lock and the package itself.
$(VENV)/.reads: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements.txt
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q src
	@touch $@

# The register's tests run on a PostgreSQL that they start themselves, where its programs are installed.
$(VENV)/.postgres: | $(BIN)/python
	@if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y postgresql >/dev/null; fi
	@touch $@

# The desk's tests drive a real browser: Debian's Chromium.
$(VENV)/.chromium: | $(BIN)/python
	@if ! command -v chromium >/dev/null && command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y chromium >/dev/null; fi
	@touch $@

# What it takes to work on it: the same packages and the tools that check them.
$(VENV)/.works: requirements-dev.txt $(VENV)/.reads
	$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

setup: $(VENV)/.works  ## make .venv with everything needed to work on communique

demo: $(VENV)/.reads  ## read an example, make the demo register and tell how to open it
	@$(BIN)/communique read examples/astana.txt
	@printf '\nThe demo register:\n'
	@$(BIN)/communique demo --db demo.db
	@printf '\nOpen it in the browser:\n  %s\n' '$(BIN)/communique serve --db demo.db'

test: $(VENV)/.works $(VENV)/.postgres $(VENV)/.chromium  ## run every check and every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

lock: $(VENV)/.works  ## resolve the newest allowed packages and pin them by hash
	$(COMPILE) --upgrade --output-file requirements.txt pyproject.toml
	$(COMPILE) --upgrade --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml

docs: $(VENV)/.works  ## rewrite what in the docs is made from the code
	$(BIN)/python docs/generate.py

picture: $(VENV)/.works  ## photograph the page of an example for the README (needs Chromium)
	$(BIN)/communique read examples/astana.txt --html $(VENV)/astana.html
	chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync \
		--disable-component-update --hide-scrollbars --user-data-dir=$(VENV)/chromium --window-size=1280,1000 \
		--screenshot=docs/page.png file://$(abspath $(VENV))/astana.html
	rm -rf $(VENV)/chromium $(VENV)/astana.html

pictures: $(VENV)/.works $(VENV)/.chromium  ## photograph the pages of the desk for the docs (needs Chromium)
	$(BIN)/python docs/photograph.py

bench: $(VENV)/.works  ## measure speed and memory, as ratios, in one run
	$(BIN)/python benchmarks/read.py
	$(BIN)/python benchmarks/occurrences.py
	$(BIN)/python benchmarks/following.py
	$(BIN)/python benchmarks/register.py
	$(BIN)/python benchmarks/desk.py --documents 500 --load 20

clean:  ## remove what was made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
