# Each command sets up what it needs first: .venv with pinned packages, Qt's system libraries.
PYTHON := .venv/bin/python

.PHONY: setup run demo test bench soak lint types messages

setup:
	@sh packaging/setup.sh

run: setup
	@.venv/bin/mgi-desktop

demo: setup
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.e2e.demo demo

lint: setup
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/lint-imports --no-cache
	@.venv/bin/deptry .

types: setup
	@.venv/bin/mypy

test: lint types
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest --ignore=tests/bench --numprocesses=auto --cov --cov-report=term -m "not soak"

bench: setup
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest tests/bench -s

# On a disk in memory, where there is one: nothing here asks a real one, and it goes four times as fast.
soak: setup
	@TMPDIR=$$(test -w /dev/shm && echo /dev/shm || echo "$${TMPDIR:-/tmp}") QT_QPA_PLATFORM=offscreen \
		$(PYTHON) -m pytest -m soak

messages: setup
	@$(PYTHON) packaging/messages.py
