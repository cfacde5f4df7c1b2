# make demo    the main job on the sample pack, ends with the matrix and the address of the web desk
# make test    the tests        make check   the whole gate: format, lint, types, contracts, docs, tests
# All set-up happens by itself, into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACK := samples/crimea-2024-01-04
DESK := demo/desk.db
PORT ?= 8017
TEST_JOBS ?= 3

demo desk: export ALLEGEDLY_STORE := $(DESK)
demo desk: export ALLEGEDLY_ZONE := Europe/Kyiv
demo desk: export ALLEGEDLY_PORT := $(PORT)

.PHONY: setup demo desk test lint check format lock docs site pictures bench clean

setup: $(VENV)/.ready
	@$(BIN)/python -m assets.fetch

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "allegedly needs Python 3.11 or newer: make setup PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --require-hashes --python $(BIN)/python -r requirements.lock
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python -e .
	$(BIN)/python -m allegedly.knowledge.gazetteer
	touch $@

demo: setup
	@mkdir -p demo && rm -rf $(DESK) $(DESK)-wal $(DESK)-shm $(DESK).archive
	@$(BIN)/allegedly add $(PACK)/reports.jsonl
	@$(BIN)/allegedly incidents
	@$(BIN)/allegedly show largest
	@echo
	@echo "The web desk: http://127.0.0.1:$(PORT)/   (start it: make desk; stop it: Ctrl-C)"
	@if [ -t 1 ] && [ -z "$$CI" ]; then $(BIN)/allegedly serve; fi

desk: setup
	$(BIN)/allegedly serve

test: setup
	$(BIN)/python -m pytest -n $(TEST_JOBS) --dist loadfile

format: setup
	$(BIN)/ruff format src tests benchmarks assets
	$(BIN)/ruff check --fix src tests benchmarks assets

# The last two lines look for package-registry hosts and for paths of one machine in what git tracks.
lint: setup
	$(BIN)/ruff format --check src tests benchmarks assets
	$(BIN)/ruff check src tests benchmarks assets
	$(BIN)/mypy
	$(BIN)/lint-imports
	! git grep -nIE 'pypi[.]org|pythonhosted[.]org|registry[.]npmjs|npmjs[.]com|deb[.]debian[.]org' -- .
	! git grep -nIE '/wor[k]/|/roo[t]/|/hom[e]/[a-z]' -- . ':!*.lock'

check: lint test

docs: setup
	$(BIN)/python -m allegedly.methodology > docs/methodology.md
	$(BIN)/python -m tests.publish.exports.handbook
	$(BIN)/python -m tests.reference

# The documentation as a site, in site/: nothing in it is loaded from elsewhere.
site: setup
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet
	@echo "site/index.html; with search: python3 -m http.server -d site"

# Pictures of the pages for docs/, from the sample pack; needs Debian's package chromium.
pictures: setup
	$(BIN)/python -m tests.pictures

# make bench BENCH="--size large --keep"; without BENCH: small, nothing kept.
bench: setup
	$(BIN)/python -m benchmarks $(BENCH)

lock:
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --generate-hashes --no-header --quiet --output-file requirements.lock

clean:
	rm -rf $(VENV) demo site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache assets/node_modules src/allegedly/publish/web/static/vendor
