# The doors of the project. `make help` lists them.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
WORKSPACE ?=

.DEFAULT_GOAL := help
.PHONY: help run test render-tools check format messages bench soak lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

run: $(STAMP) ## the whole way once with the demonstration press; WORKSPACE=DIR runs the service on a real workspace
ifeq ($(strip $(WORKSPACE)),)
	$(BIN)/diembao demo
else
	$(BIN)/diembao --workspace "$(WORKSPACE)" run
endif

test: $(STAMP) ## every test, on every core
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

# Tinos of fonts-croscore is as wide as Times New Roman; Liberation 1, which Debian 12 has, lacks letters of Vietnamese.
RENDER := chromium:chromium soffice:libreoffice-writer-nogui pdftotext:poppler-utils
render-tools: ## the browser and the office that tests lay mails and reports out with (Debian; as root, or with sudo)
	@want=; for tool in $(RENDER); do command -v $${tool%%:*} >/dev/null || want="$$want $${tool#*:}"; done; \
	fc-list ":lang=vi" family 2>/dev/null | grep -Eq "Times New Roman|Liberation Serif|Tinos" || want="$$want fontconfig fonts-croscore"; \
	[ -z "$$want" ] || { as=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$as apt-get update -qq && $$as apt-get install -y -qq --no-install-recommends $$want fonts-dejavu-core >/dev/null; }

check: $(STAMP) ## lint, format, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP) ## format the code and mend what the linter can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

ROOMS := alerts classifier collector config diembao storage
messages: $(STAMP) ## extract strings, merge them into each room's Vietnamese catalogue, compile
	@for room in $(ROOMS); do \
	  po=$$room/locale/vi/LC_MESSAGES/$$room.po; \
	  mkdir -p $$(dirname $$po); \
	  $(BIN)/pybabel -q extract -F babel.cfg --no-location -o $(VENV)/$$room.pot $$room || exit 1; \
	  if [ -f $$po ]; then $(BIN)/pybabel -q update -N --ignore-obsolete --ignore-pot-creation-date -l vi -i $(VENV)/$$room.pot -o $$po; \
	  else $(BIN)/pybabel -q init -l vi -i $(VENV)/$$room.pot -o $$po; fi; \
	  $(BIN)/pybabel -q compile -f -i $$po -o $${po%.po}.mo -l vi || exit 1; \
	done

bench: $(STAMP) ## benchmarks against peers and limits
	$(BIN)/python benchmarks/poll.py
	$(BIN)/python benchmarks/pages.py
	$(BIN)/python benchmarks/dates.py
	$(BIN)/python benchmarks/conformance.py
	$(BIN)/python benchmarks/places.py
	$(BIN)/python benchmarks/judge.py
	$(BIN)/python benchmarks/training.py
	$(BIN)/python benchmarks/replay.py
	$(BIN)/python benchmarks/digest.py
	$(BIN)/python benchmarks/alert_mail.py
	$(BIN)/python benchmarks/documents.py

soak: $(STAMP) ## the acceptance tests at full size (about three quarters of an hour); leaves benchmarks/soak-DATE.md
	DIEMBAO_SOAK=benchmarks/soak-$$(date +%F).md $(BIN)/pytest -n 0 tests/acceptance

lock: ## write requirements.lock anew (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 \
	  --group build --group dev --custom-compile-command "make lock" pyproject.toml -o requirements.lock

clean: ## remove the environment and the demonstration
	rm -rf $(VENV) var
