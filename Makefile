# Two commands do everything: `make build` and `make test`. They need Python 3.11 or newer.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: help build test check bench clean

help:
	@echo "make build   set up the program and build the sample fact sheets for 2019"
	@echo "make test    set up everything and run every check"
	@echo "make bench   measure how fast the program is, into docs/performance.md"
	@echo "make clean   remove what the others made"

build: $(VENV)/program
	$(BIN)/zkkk build --year 2019

test: $(VENV)/tests
	tools/system-packages
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --numprocesses auto --cov --cov-report= --no-cov-on-fail
	$(BIN)/coverage report

bench: $(VENV)/tests
	$(BIN)/python tools/bench.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage*

$(VENV)/program: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) hatchling editables
	$(INSTALL) --no-build-isolation --editable .
	touch $@

$(VENV)/tests: $(VENV)/program
	$(INSTALL) --no-build-isolation --editable '.[test]'
	touch $@
