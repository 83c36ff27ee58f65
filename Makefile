# The assistant's commands; `make` alone lists them.
# Needs Python 3.11+ and Node 20+; everything else is installed into .venv and widget/node_modules.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PORT ?= 8000
SANDBOX_PORT ?= 8001
# Tests start many processes: none compiles again what another has compiled, whatever the environment says.
export PYTHONDONTWRITEBYTECODE :=
PARALLEL ?= 2
WIDGET_SOURCES := service/version.py $(shell find widget/src widget/i18n widget/images widget/scripts amo/sandbox/page -type f 2>/dev/null) \
	$(wildcard widget/*.json widget/*.ts widget/*.js widget/*.mjs)

.DEFAULT_GOAL := help
.PHONY: help setup run test unit check format widget bench load faults audit sbom lock eval train try label intent gaps replay mcp inspector clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  \1|\2/' | column -t -s '|'

setup: .venv/.done widget/dist/.done ## install everything and build the widget

run: setup ## serve the assistant and the sandbox account (PORT, SANDBOX_PORT, LLM=local)
	@PORT=$(PORT) SANDBOX_PORT=$(SANDBOX_PORT) exec $(BIN)/python -m service.run $(if $(filter local,$(LLM)),--llm-standin)

test: setup .venv/.system check ## all tests, browser tests included
	cd widget && npm test --silent
	$(BIN)/python -m pytest -q -n $(PARALLEL)

unit: .venv/.done ## the Python tests without a browser
	$(BIN)/python -m pytest -q -n $(PARALLEL) -m "not e2e"

check: .venv/.done widget/node_modules/.done ## lint and types of Python and the widget
	$(BIN)/ruff format --check -q nlu amo service tests
	$(BIN)/ruff check -q nlu amo service tests
	$(BIN)/mypy
	cd widget && npm run --silent check

format: .venv/.done ## let ruff lay out the Python code
	$(BIN)/ruff check -q --fix nlu amo service tests; $(BIN)/ruff format -q nlu amo service tests

widget: widget/dist/.done ## build widget/dist/widget.zip and check it against amoCRM's upload rules

eval: .venv/.done ## measure the parser on the labelled phrases (FILE=… BASE=… LLM=1 PUBLISH=1)
	@$(BIN)/python -m $(if $(LLM),service,nlu).evaluate $(if $(FILE),--file $(FILE)) $(if $(BASE),--base $(BASE)) \
		$(if $(LLM),--llm) $(if $(PUBLISH),--publish)
	@$(if $(FILE),true,$(BIN)/python -m nlu.llm.cost)

train: .venv/.done ## learn anew how likely each intent is by its words, from data/phrases (writes data/prior.json)
	@$(BIN)/python -m nlu.prior.train

try: .venv/.done ## print how a phrase is understood (TEXT="…")
	@$(BIN)/python -m nlu "$(TEXT)"

label: .venv/.done ## label the phrases of a file one by one (FILE=…)
	@$(BIN)/python -m nlu.label "$(FILE)"

intent: .venv/.done ## begin a new intent: its three files, registered (NAME=…)
	@$(BIN)/python -m nlu.scaffold "$(NAME)"

gaps: .venv/.done ## what users say and nobody understands, from the log LOG_GAPS=1 keeps
	@$(BIN)/python -m service.gaps

replay: .venv/.done ## answer recorded turns again (FILE=…)
	@$(BIN)/python -m service.replay $(FILE)

mcp: .venv/.done ## serve a sandbox account to MCP clients over HTTP, tokens printed (MCP_PORT)
	@exec $(BIN)/python -m service.mcp --http --sandbox

inspector: .venv/.done ## drive `make mcp` with the protocol inspector's command line, taken from npm
	@$(BIN)/python -m tests.mcp.inspector

bench: setup ## measure the budgets of the design; writes docs/bench.md (ROWS="1 2": those alone, unwritten)
	$(BIN)/python -m tests.bench $(ROWS)

load: .venv/.system ## the load table, loopback only (SECONDS=30, ROWS=); writes docs/load.md
	$(BIN)/python -m tests.load $(SECONDS) $(ROWS)

faults: .venv/.system ## what happens when things break, loopback only (SECONDS=20, ROWS="F4 F13"); writes docs/load.md
	$(BIN)/python -m tests.load.faults $(SECONDS) $(ROWS)

audit: .venv/.done widget/node_modules/.done ## known vulnerabilities of what runs in production
	$$($(BIN)/python -m tests.load.tools pip-audit) --require-hashes --disable-pip -r requirements.txt
	cd widget && npm audit --omit=dev

sbom: .venv/.done widget/node_modules/.done ## what the product is made of, as CycloneDX, into build/
	@mkdir -p build
	$$($(BIN)/python -m tests.load.tools cyclonedx-py cyclonedx-bom) requirements requirements.txt --of JSON -o build/sbom-service.json
	cd widget && npm sbom --sbom-format cyclonedx --omit dev > ../build/sbom-widget.json

lock: ## pin and hash the Python dependencies again
	deploy/lock.sh

clean: ## remove what was built
	rm -rf .venv widget/node_modules widget/dist .mypy_cache .ruff_cache .hypothesis

.venv/.done: tests/requirements.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was not found; install it or say PYTHON=/path/to/python" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r tests/requirements.txt
	@touch $@

.venv/.system: .venv/.done deploy/system-packages.sh
	deploy/system-packages.sh
	@touch $@

widget/node_modules/.done: widget/package-lock.json widget/package.json
	@command -v npm >/dev/null || { echo "npm was not found; install Node.js 20 or newer" >&2; exit 1; }
	cd widget && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

widget/dist/.done: widget/node_modules/.done $(WIDGET_SOURCES)
	cd widget && npm run --silent build
	@touch $@
