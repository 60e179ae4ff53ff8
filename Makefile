# make        install into .venv, so that .venv/bin/shiryokan runs
# make demo   load the samples and open the library in a browser
# make test   everything that must hold: lint, types, import rules, tests on both databases
.DEFAULT_GOAL := install
.PHONY: install demo test lint format lock samples messages clean bench pytest pytest-postgresql audit sbom
STAMPS := .make
HOUSE := $(STAMPS)/house
DEVELOPMENT := $(STAMPS)/development
BIN := .venv/bin
# a file's tests share what they set up, so they stay together; not those of many tests first: some
# of few take longest
PARALLEL := -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder -q
export SHIRYOKAN_LANGUAGE ?=

install: $(HOUSE)

$(STAMPS):
	@mkdir -p $(STAMPS)

$(HOUSE): requirements/house.txt requirements/build.txt pyproject.toml src/shiryokan/i18n/locale/en/LC_MESSAGES/django.po | $(STAMPS)
	@tools/make-venv.sh house
	@touch $@

$(DEVELOPMENT): requirements/development.txt requirements/build.txt pyproject.toml src/shiryokan/i18n/locale/en/LC_MESSAGES/django.po | $(STAMPS)
	@tools/make-venv.sh development
	@touch $@ $(HOUSE)

demo: $(HOUSE)
	@tools/system-packages.sh demo
	@SHIRYOKAN_HOME=$${SHIRYOKAN_HOME:-.home/demo} tools/demo.sh

test: $(DEVELOPMENT)
	@tools/system-packages.sh test
	$(MAKE) --no-print-directory lint
	$(MAKE) --no-print-directory audit
	$(MAKE) --no-print-directory pytest-postgresql
	$(MAKE) --no-print-directory pytest

pytest: $(DEVELOPMENT)
	$(BIN)/pytest $(PARALLEL)

# what serves houses of its own, or asks for headers, says nothing of the database
pytest-postgresql: $(DEVELOPMENT)
	SHIRYOKAN_TEST_DATABASE=postgresql $(BIN)/pytest $(PARALLEL) tests/documents tests/web --ignore tests/web/test_watching.py --ignore tests/web/test_headers.py

lint: $(DEVELOPMENT)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# known vulnerabilities, where the registry tells of them, and licences
audit: $(DEVELOPMENT)
	$(BIN)/python -m tools.audit
	$(BIN)/python -m tools.licences

# the bill of materials of a house, as CycloneDX
sbom: $(DEVELOPMENT)
	$(BIN)/python -m tools.sbom sbom.cdx.json

format: $(DEVELOPMENT)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: $(DEVELOPMENT)
	$(BIN)/pip install -q uv
	tools/lock.sh

samples: $(DEVELOPMENT)
	$(BIN)/python samples/build.py

messages: $(DEVELOPMENT)
	$(BIN)/python tools/messages.py

bench: $(DEVELOPMENT)
	@tools/system-packages.sh test
	$(BIN)/python bench/ingest.py

clean:
	rm -rf .venv .make .home dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
