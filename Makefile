# make run    start nnviz (makes what it needs first)       make check       everything but the browser tests
# make test   run every check and every test                make catalogues  collect texts for translation
# make bench  measure                                       make clean       remove what the others made
# make nightly    try every property with many new examples
# make payloads   write the types of what the exhibits say for the JavaScript
# make vendor     bundle d3's modules into static/vendor    make js-types, js-lint, js-test    checks of the JavaScript

.DEFAULT_GOAL := run
.PHONY: run test check static browser nightly catalogues payloads vendor js-types js-lint js-test bench clean

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check
# Node's programs, started by the environment's Node: the machine may have none, or an old one.
NPM := $(BIN)/npm
NODE := $(BIN)/node
TOOLS := $(NODE) node_modules/.bin
PORT ?= 8501

# The libraries under torch start a thread for each core; the tests are faster with one.
test check nightly bench: export OMP_NUM_THREADS = 1

run: .venv/.runtime
	@echo "nnviz: http://localhost:$(PORT)  (Ctrl+C ends it)"
	@$(BIN)/streamlit run app.py --server.port $(PORT)

test: check browser
	$(BIN)/python -m pytest -m browser -n 2 --dist loadfile

check: static js-test
	$(BIN)/python -m pytest -m "not browser" -n auto

static: .venv/.development node_modules/.installed
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.catalogues check
	$(BIN)/python -m tools.lessons check
	$(BIN)/python -m tools.payloads check
	$(NODE) tools/vendor/build.mjs check

js-types: node_modules/.installed
	$(TOOLS)/tsc -p jsconfig.json
	$(TOOLS)/tsc -p tests/jsconfig.json

js-lint: node_modules/.installed
	$(TOOLS)/biome ci --error-on-warnings

js-test: node_modules/.installed
	$(NODE) --test "tests/**/*.test.mjs"

vendor: node_modules/.installed
	$(NODE) tools/vendor/build.mjs

nightly: .venv/.development
	@export NNVIZ_PROFILE=nightly NNVIZ_SEED=$$(date +%s); \
	$(BIN)/python -m pytest -m "not browser" -n auto --hypothesis-seed=$$NNVIZ_SEED

payloads: .venv/.runtime
	$(BIN)/python -m tools.payloads update

catalogues: .venv/.runtime
	$(BIN)/python -m tools.catalogues update

bench: .venv/.development browser
	$(BIN)/python -m benchmarks.engine
	$(BIN)/python -m benchmarks.live
	$(BIN)/python -m benchmarks.sliders
	$(BIN)/python -m benchmarks.backprop
	$(BIN)/python -m benchmarks.distributions
	$(BIN)/python -m benchmarks.landscape
	$(BIN)/python -m benchmarks.calculus
	$(BIN)/python -m benchmarks.statistics
	$(BIN)/python -m benchmarks.gradient_check

clean:
	rm -rf .venv node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are younger than the requirements they were made from.
.venv/.runtime: requirements.txt $(BIN)/python
	$(PIP) -r requirements.txt
	@touch $@

.venv/.development: requirements-dev.txt .venv/.runtime
	$(PIP) -r requirements-dev.txt
	@touch $@

# What npm is to do is in .npmrc.
node_modules/.installed: package.json package-lock.json .npmrc | .venv/.development
	$(NPM) ci
	@touch $@

$(BIN)/python:
	@old=; for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11 python3 python; do \
	    $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	    if $$python -c 'import ensurepip, venv' 2>/dev/null; then \
	        echo "Making .venv with $$($$python --version)"; exec $$python -m venv .venv; \
	    fi; \
	    old=$$python; \
	done; \
	if [ -n "$$old" ]; then \
	    echo "$$old has no venv module. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2; \
	else \
	    echo "nnviz needs Python 3.11 or newer, and none was found. If it has another name: make PYTHON=..." >&2; \
	fi; exit 1

browser:
	@command -v chromium >/dev/null && exit; \
	if ! command -v apt-get >/dev/null; then \
	    echo "The browser tests need Chromium, as a program named chromium. Please install it." >&2; exit 1; \
	fi; \
	as_root=; [ "$$(id -u)" = 0 ] || as_root=sudo; \
	if [ -n "$$as_root" ] && ! command -v sudo >/dev/null; then \
	    echo "The browser tests need Chromium. As root: apt-get install chromium" >&2; exit 1; \
	fi; \
	$$as_root apt-get update && $$as_root apt-get install --yes --no-install-recommends chromium fonts-dejavu-core
