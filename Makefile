# Two commands do everything: `make build` and `make test`. They need Python 3.11 or newer.
# With another one than is found: make PYTHON=python3.13 test

# What is compiled is kept, also where the surroundings say that it isn't.
unexport PYTHONDONTWRITEBYTECODE

# The system's own Python is built to be fast; one that was built at home often takes a third longer.
NEW_ENOUGH = import ensurepip, sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(firstword $(shell \
  for each in /usr/bin/python3 python3; do $$each -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$each; done) \
  python3)
VENV ?= .venv
BIN = $(VENV)/bin
INSTALL = tools/install $(VENV) --constraint constraints.txt

# Three processes more than there are cores, since some tests wait: for a watch, a lock, a browser.
# What starts the same program, or begins with the same edition, goes to the same process.
PROCESSES = $$($(BIN)/python -c 'import os; print((os.cpu_count() or 1) + 3)')
PYTEST = $(BIN)/python -m pytest --numprocesses $(PROCESSES) --dist loadgroup

LOWEST = .venv-lowest
# What each dependency is used for; the rest of the tests is about this program's own code.
TESTED_WITH_LOWEST = tests/documents tests/indicators/test_recount.py tests/language \
  tests/program/test_building.py tests/program/test_commands.py tests/program/test_no_home.py \
  tests/program/test_showing.py \
  tests/render/test_drawings.py tests/render/test_page.py tests/render/test_pdf_standard.py \
  tests/workbook/test_annotate.py tests/workbook/test_annotate_packages.py \
  tests/workbook/test_annotate_safely.py tests/workbook/test_marked_again.py \
  tests/workbook/test_blank.py tests/workbook/test_blank_filled.py \
  tests/workbook/test_check.py tests/workbook/test_foreign.py

.PHONY: help build test types tests test-thorough test-lowest coverage bench clean

help:
	@echo "make build           set up the program and build the sample fact sheets for 2019"
	@echo "make test            set up everything and run every check"
	@echo "make test-thorough   the same with far more tries, for an hour or two"
	@echo "make test-lowest     the tests of what libraries do, with the oldest ones that are allowed"
	@echo "make coverage        run every test and say which lines of the program none of them reaches"
	@echo "make bench           measure how fast the program is, into docs/performance.md"
	@echo "make clean           remove what the others made"

build: $(VENV)/program
	$(BIN)/zkkk build --year 2019

test: $(VENV)/tests
	tools/system-packages
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/lint-imports
	$(MAKE) --jobs 2 types tests

# Each for itself these two leave a core idle: mypy has one thread, and some tests wait.
types: $(VENV)/tests
	$(BIN)/mypy

tests: $(VENV)/compiled
	$(PYTEST)

test-thorough: $(VENV)/tests
	tools/system-packages
	$(PYTEST) --hypothesis-profile thorough

test-lowest: $(LOWEST)/tests
	tools/system-packages
	$(LOWEST)/bin/python -m pytest --numprocesses logical --dist loadgroup \
	  --override-ini filterwarnings=default $(TESTED_WITH_LOWEST)

# Counting lines takes time, memory, and files in the way of tests that limit these: some fail by it.
# `make test` says whether tests pass; this says what they reach, and fails where it is too little.
coverage: $(VENV)/tests
	tools/system-packages
	$(BIN)/coverage erase
	-$(PYTEST) --cov --cov-report=
	$(BIN)/coverage report

bench: $(VENV)/tests
	$(BIN)/python tools/bench.py

clean:
	rm -rf $(VENV) $(LOWEST) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage*

$(VENV)/program: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) hatchling editables
	$(INSTALL) --no-build-isolation --editable .
	touch $@

$(VENV)/tests: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) hatchling editables
	$(INSTALL) --no-build-isolation --editable '.[test]'
	touch $(VENV)/program $@

# Python compiles what is imported. Each process of the tests would do so, all at the same time: one
# does it before. A mistake that it meets is told by the tests.
$(VENV)/compiled: $(VENV)/tests
	-$(BIN)/python -m pytest --collect-only --quiet >$(VENV)/collected 2>&1
	touch $@

# The tools for testing are as new as ever; old are the libraries that the program uses, and pandas,
# with which tests write workbooks: today's wants a newer openpyxl.
$(LOWEST)/tests: pyproject.toml constraints.txt constraints-lowest.txt
	$(PYTHON) -m venv --clear $(LOWEST)
	tools/install $(LOWEST) --constraint constraints.txt hatchling editables
	tools/install $(LOWEST) --constraint constraints-lowest.txt --no-build-isolation \
	  --editable . pandas==2.2.0
	tools/install $(LOWEST) --constraint constraints.txt hypothesis pandas pikepdf pytest pytest-xdist
	touch $@
