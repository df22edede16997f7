# Needs make and python3, 3.11 or newer. On Debian and Ubuntu the rest is installed where it is missing.
# make PYTHON=…     takes another Python than the newest one found
# make SYSTEM=no …  installs no Debian packages; tests that need a missing one are skipped, and say so

.DELETE_ON_ERROR:
.PHONY: help demo test check bench pictures gallery clean venv-package graphviz-libraries

VENV := .venv
BIN := $(VENV)/bin
SYSTEM := yes
SIZES := 1000 10000 100000
PYTHON ?= $(shell for name in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## install, print who commissioned whom, draw map.html
	@$(BIN)/coopgraph who commissioned whom
	@echo
	@$(BIN)/coopgraph map -o map.html
	@echo "Open it in a browser, it needs no network: $(CURDIR)/map.html"

test: $(VENV)/.debian check ## install everything, run all checks and all tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.dev ## lint, format, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.bench ## measure coopgraph beside its peers; SIZES="1000 10000" says on which graphs
	$(BIN)/python benchmarks/bench.py --sizes $(SIZES)

pictures: $(VENV)/.debian $(VENV)/.installed ## draw docs/pictures anew
	$(BIN)/coopgraph map -o docs/pictures/map.svg
	$(BIN)/coopgraph map -o docs/pictures/map.html
	@chromium --headless --no-sandbox --disable-gpu --log-level=3 --hide-scrollbars \
		--window-size=1600,1000 --virtual-time-budget=3000 --screenshot=docs/pictures/map.png \
		"file://$(CURDIR)/docs/pictures/map.html" 2>$(VENV)/.chromium.log; status=$$?; \
		grep -v 'unexpected operator$$' $(VENV)/.chromium.log >&2; exit $$status  # Debian's wrapper has a slip in it
	@rm docs/pictures/map.html

gallery: $(VENV)/.debian $(VENV)/.dev ## draw docs/gallery anew, with DATA=FOLDER the pictures of open data too
	@test -n "$(DATA)" || echo "Without DATA=FOLDER only the pictures of the bundled graph are drawn; see docs/gallery/README.md"
	$(BIN)/python docs/gallery/draw.py $(if $(DATA),"$(DATA)")

clean: ## remove everything that make has made
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis map.html
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Below, a stamp keeps a step from being done twice; a changed setup.cfg installs again.

$(VENV)/.installed: setup.cfg pyproject.toml | $(BIN)/pip
	$(BIN)/python -m pip install --quiet --editable .
	@$(BIN)/python -c 'import pygraphviz' 2>/dev/null || $(MAKE) --no-print-directory graphviz-libraries
	@touch $@

$(VENV)/.dev: setup.cfg pyproject.toml | $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

$(VENV)/.bench: setup.cfg pyproject.toml | $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	@touch $@

$(BIN)/pip:
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "coopgraph needs Python 3.11 or newer; install one, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(MAKE) --no-print-directory venv-package
	$(PYTHON) -m venv $(VENV)

# Debian splits venv from Python. Graphviz comes with pygraphviz, but not the four libraries every desktop has.
ROOT := $(shell test "$$(id -u)" = 0 || echo sudo)
INSTALL = test "$(SYSTEM)" != no && command -v apt-get >/dev/null && echo "Installing Debian packages: $(1)" && \
	$(ROOT) apt-get update -qq && \
	$(ROOT) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null
TESTED := chromium fontconfig fonts-noto-cjk poppler-utils
MISSING = $(shell for name in $(TESTED); do dpkg -s $$name 2>/dev/null | grep -q '^Status: install ok' || echo $$name; done)

venv-package:
	@$(call INSTALL,$(shell $(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')) || \
		{ echo "$(PYTHON) lacks venv or ensurepip; install them, or name another: make PYTHON=/path/to/python3" >&2; exit 1; }

graphviz-libraries:
	@$(call INSTALL,libglib2.0-0 libx11-6 libxext6 libxrender1) || \
		{ echo "Maps will not draw: pygraphviz needs the libraries glib, X11, Xext and Xrender of this machine" >&2; }

$(VENV)/.debian: | $(BIN)/pip
	@if test "$(SYSTEM)" = no || ! command -v apt-get >/dev/null; then \
		echo "No Debian packages are installed: tests that need Chromium or pdftoppm are skipped where it is missing"; \
	elif test -z "$(MISSING)" || { $(call INSTALL,$(MISSING)); }; then touch $@; \
	else echo "They could not be installed; 'make test SYSTEM=no' goes on without" >&2; exit 1; fi
