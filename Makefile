# make        install into .venv, so that .venv/bin/shiryokan runs
# make demo   load the samples and open the library in a browser
# make test   what must hold after each change: lint, types, import rules, tests
# make test LANDING=yes    what every change is landed by: those marked guarding too, and the tests on PostgreSQL
# make test THOROUGH=yes   all of these and the others marked thorough: by hand, before a change is handed in
# make test-slow   what kills commands again and again, on both databases
.DEFAULT_GOAL := install
.PHONY: install demo test test-slow lint format lock samples weights messages clean bench pytest pytest-postgresql audit sbom
STAMPS := .make
SERVER := $(STAMPS)/server
DEVELOPMENT := $(STAMPS)/development
BIN := .venv/bin
# an installation also knows the entry points of pyproject.toml, and the catalogues as compiled
CATALOGUES := $(wildcard src/shiryokan/*/locale/en/LC_MESSAGES/*.po src/shiryokan/*/*/locale/en/LC_MESSAGES/*.po)
# a file's tests share what they set up, so they stay together, and those of some folders do
# (tests/conftest.py); not those of many tests first: some of few take longest, and it knows which
# more than there are cores: tests of the browser and of servers wait for the most part
WORKERS := $(shell cores=$$(nproc); echo $$((cores < 4 ? cores + 2 : 6)))
# both databases' tests run at the same time
POSTGRESQL_WORKERS := $(shell cores=$$(nproc); echo $$((cores < 3 ? cores : 3)))
PARALLEL := --dist loadfile --no-loadscope-reorder -q
# LANDING=yes: of those marked thorough the guarding ones, and PostgreSQL; THOROUGH=yes: all of them;
# SLOW=yes: those marked slow on top
THOROUGH ?= $(SLOW)
SLOW ?=
LANDING ?=
NOT_THOROUGH := and $(if $(LANDING),(not thorough or guarding),not thorough)
WHICH := $(if $(SLOW),,-m "not slow $(if $(THOROUGH),,$(NOT_THOROUGH))")
OF_THE_DATABASE := tests/documents tests/web
export SHIRYOKAN_LANGUAGE ?=
# many processes are started: each would compile all sources anew
unexport PYTHONDONTWRITEBYTECODE

install: $(SERVER)

$(STAMPS):
	@mkdir -p $(STAMPS)

$(SERVER): requirements/server.txt requirements/build.txt pyproject.toml $(CATALOGUES) | $(STAMPS)
	@tools/make-venv.sh server
	@touch $@

$(DEVELOPMENT): requirements/development.txt requirements/build.txt pyproject.toml $(CATALOGUES) | $(STAMPS)
	@tools/make-venv.sh development
	@touch $@ $(SERVER)

demo:
	@$(MAKE) --no-print-directory -j2 $(SERVER) system-packages-demo
	@SHIRYOKAN_HOME=$${SHIRYOKAN_HOME:-.home/demo} tools/demo.sh

test:
	@$(MAKE) --no-print-directory -j2 $(DEVELOPMENT) system-packages-test
	@tools/test.sh

test-slow:
	@$(MAKE) --no-print-directory -j2 $(DEVELOPMENT) system-packages-test
	$(BIN)/pytest -n $(WORKERS) $(PARALLEL) -m slow
	SHIRYOKAN_TEST_DATABASE=postgresql $(BIN)/pytest -n $(WORKERS) $(PARALLEL) -m "slow and not any_database" tests/documents

# beside the environment of Python: one waits for the network while the other unpacks
system-packages-%:
	@tools/system-packages.sh $*

pytest: $(DEVELOPMENT)
	$(BIN)/pytest -n $(WORKERS) $(PARALLEL) $(WHICH)

pytest-postgresql: $(DEVELOPMENT)
	SHIRYOKAN_TEST_DATABASE=postgresql $(BIN)/pytest -n $(POSTGRESQL_WORKERS) $(PARALLEL) \
		-m "not any_database$(if $(SLOW),, and not slow)" $(OF_THE_DATABASE)

lint: $(DEVELOPMENT)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/vulture
	$(BIN)/mypy
	$(BIN)/lint-imports

# known vulnerabilities, where the registry tells of them, and licences
audit: $(DEVELOPMENT)
	$(BIN)/python -m tools.audit
	$(BIN)/python -m tools.licences

# the bill of materials of an instance, as CycloneDX
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

# the weights of the layout, fitted anew to generated pages (about ten minutes)
weights: $(DEVELOPMENT)
	$(BIN)/pip install -q --require-hashes -r requirements/training.txt
	$(BIN)/python -m tools.layout_training

messages: $(DEVELOPMENT)
	$(BIN)/python tools/messages.py

bench: $(DEVELOPMENT)
	@tools/system-packages.sh test
	$(BIN)/python bench/ingest.py

clean:
	rm -rf .venv .make .home dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
