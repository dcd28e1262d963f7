# Each target sets up what it needs. `make help` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
EXTRA := dev
CONSTRAINTS := constraints.txt
PYTEST := $(BIN)/pytest -q -n 4 --dist worksteal

# Every environment gets the versions of CONSTRAINTS, today and in a year. Old pip applies
# PIP_CONSTRAINT to build dependencies as well; pip 25.3 and newer wants PIP_BUILD_CONSTRAINT for them.
# They are URLs because pip takes a path with a space for two, and absolute because tests run pip too.
empty :=
space := $(empty) $(empty)
export PIP_CONSTRAINT := file://$(subst $(space),%20,$(CURDIR))/$(CONSTRAINTS)
export PIP_BUILD_CONSTRAINT := $(PIP_CONSTRAINT)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Tests and benchmarks start pmcoach some hundred times; without it, each start compiles it anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run help test check lint check-types contracts content-check pytest test-floors test-pythons \
	pytest-portable constraints bench picture key-table release-check clean

run: $(READY) ## Open the app
	@$(BIN)/pmcoach

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1|\2/p' Makefile | \
		while IFS='|' read -r target purpose; do printf '%-15s %s\n' "$$target" "$$purpose"; done

test: lint check-types contracts content-check pytest ## Check everything that must pass before a merge

check: lint check-types contracts ## The same without the slow tests, for while you work
	$(PYTEST) -m "not slow"

lint: $(READY) ## Check format and style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

check-types: $(READY) ## Check the types, for Linux, macOS and Windows
	@runs= failed=; for platform in linux darwin win32; do \
		echo "$(BIN)/mypy --platform $$platform"; \
		$(BIN)/mypy --platform $$platform --cache-dir .mypy_cache/$$platform & \
		runs="$$runs $$!"; \
	done; \
	for run in $$runs; do wait $$run || failed=1; done; test -z "$$failed"

contracts: $(READY) ## Check that imports go downward only
	$(BIN)/lint-imports

content-check: $(READY) ## Check the content that ships
	$(BIN)/pmcoach content check

pytest: $(READY) ## Run all tests
	$(PYTEST)

test-floors: ## Run the tests with the oldest dependencies that pyproject.toml allows
	$(MAKE) pytest-portable VENV=.venv-floors EXTRA=test CONSTRAINTS=constraints-floors.txt

test-pythons: ## Run the tests under each supported Python on this computer (PYTHONS=3.12: that one)
	$(PYTHON) scripts/test_pythons.py $(addprefix --python ,$(PYTHONS))

# What the `test` extra is enough for: snapshots and packaging need `dev`.
pytest-portable: $(READY)
	$(PYTEST) --ignore tests/tui/test_snapshots.py --ignore tests/test_packaging.py

bench: $(READY) ## Measure speed and size, and write docs/benchmarks.md
	$(BIN)/python -m benchmarks.all

picture: $(READY) ## Draw the pictures of README and docs
	$(BIN)/python -m scripts.picture

key-table: $(READY) ## Write the README's table of keys
	$(BIN)/python -m scripts.keys_table

release-check: $(READY) ## Check what would be released (ARGS=--tagged, ARGS=--all: see the script's top)
	$(BIN)/python -m scripts.release_check $(ARGS)

# Not installed in $(VENV), which cannot be made while the pins contradict pyproject.toml.
.venv-uv/bin/uv:
	$(PYTHON) -m venv .venv-uv
	.venv-uv/bin/python -m pip install --quiet uv

# Pins stay where they still fit; UPGRADE=--upgrade moves all of them. The index is the one that pip uses.
constraints: .venv-uv/bin/uv ## Pin the dependencies anew after a change of pyproject.toml
	index=$$(.venv-uv/bin/python -m pip config get global.index-url 2>/dev/null); \
	index=$${PIP_INDEX_URL:-$$index}; \
	if [ -n "$$index" ]; then export UV_DEFAULT_INDEX="$$index"; fi; \
	compile="$< pip compile --quiet --universal --annotation-style line pyproject.toml $(UPGRADE)"; \
	export UV_CUSTOM_COMPILE_COMMAND="make constraints"; \
	$$compile --all-extras --output-file constraints.txt && \
	$$compile --extra dev --resolution lowest-direct --output-file constraints-floors.txt

# Made from nothing whenever the dependencies change, so that nothing is left over from before.
$(READY): pyproject.toml $(CONSTRAINTS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "pmcoach needs Python 3.11 or newer; say which with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[$(EXTRA)]'
	@touch $(READY)

clean: ## Delete everything that the other targets have made
	rm -rf .venv .venv-* build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
