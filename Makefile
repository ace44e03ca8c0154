# Two commands do everything: `make demo` (set up, build, ask, draw) and `make test` (set up, check).
PYTHON ?= python3
BIN := .venv/bin
# -n 2: the suite is built for two cores.
PYTEST := $(BIN)/python -m pytest -n 2

.PHONY: demo test test-long bench lint clean

.venv/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Phoihop needs Python 3.11 or newer, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/ready-dev: .venv/ready
	$(BIN)/pip install --quiet --disable-pip-version-check --editable . --group dev
	touch $@

demo: .venv/ready
	$(BIN)/phoihop build --data data --store build/store
	$(BIN)/phoihop query district-court --store build/store --format table
	$(BIN)/phoihop draw build/network.html --store build/store

# The graph that ships with Phoihop: rebuild it whenever data/ or ontology/ change (a test says when it is stale).
data/phoihop.nq.gz: .venv/ready $(shell find ontology data/records data/gazetteer -type f) data/reforms.yaml data/identity.jsonl
	$(BIN)/phoihop build --data data --store build/shipped
	$(BIN)/phoihop export $@ --store build/shipped

test: .venv/ready-dev lint
	$(PYTEST) -m 'not long'

test-long: .venv/ready-dev lint
	$(PYTEST)

lint: .venv/ready-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: .venv/ready-dev
	$(BIN)/python -m benchmarks

clean:
	rm -rf .venv build dist
