# make run: open the app.  make test: everything that must hold.  Both set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test lint check-types contracts pytest bench picture clean

run: $(READY)
	@$(BIN)/pmcoach

test: lint check-types contracts pytest

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

check-types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

pytest: $(READY)
	$(BIN)/pmcoach content check
	$(BIN)/pytest -q -n 3 --dist worksteal

bench: $(READY)
	$(BIN)/python -m benchmarks.all

picture: $(READY)
	$(BIN)/python -m benchmarks.picture

# The venv is made again when the project's own dependencies change, and only then.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "pmcoach needs Python 3.11 or newer; say which with: make PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(READY)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
