# Every target sets itself up first (tools/setup.sh): at most a few seconds once it has been done.
.DEFAULT_GOAL := help
SHELL := /bin/bash
BIN := .venv/bin
GOLD ?= ../shared/gold
export PYTHONUTF8 := 1

.PHONY: help setup run ui dashboard test test-superset test-readers fuzz lint format docs site score errors identity bench train train-reader checklist lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install everything into .venv, as locked (PYTHON=python3.12 picks another interpreter)
	@tools/setup.sh

run: setup ## read the five example articles and publish the warehouse (ARGS="a folder --json" for others)
	@$(BIN)/gipfel run $(ARGS)

ui: setup ## open Dagster's web UI with the runs, the lineage and the checks of make run
	@$(BIN)/gipfel ui $(ARGS)

dashboard: ## show what is published in the browser: meetings, actors, articles, map, network (ARGS="--port 8502")
	@tools/setup.sh dashboard
	@$(BIN)/gipfel dashboard $(ARGS)

test: setup ## run all tests (ARGS="-k dates -x" are passed on to pytest)
	@$(BIN)/pytest $(ARGS)

test-superset: setup ## install Apache Superset under build/ and have it show the dashboard of docs/superset (minutes)
	@tools/superset.sh build/superset
	@$(BIN)/pytest tests/superset/check_superset.py $(ARGS)

test-readers: setup ## install DuckDB 1.4 to 1.5 and its command line under build/ and have them read the published file
	@$(BIN)/pytest tests/readers/check_readers.py $(ARGS)

fuzz: setup ## read thousands of inputs made at random, none of which may be lost, end the run or be slow (ARGS="--inputs 10000 --seed 7")
	@GIPFEL_FUZZ_EXAMPLES=1000 $(BIN)/pytest -q tests/fuzz
	@$(BIN)/python -m tests.fuzz.run $(ARGS)

lint: setup ## check format, style, types, the rooms' borders and the SQL
	@tools/lint.sh

format: setup ## format the Python code and mend what ruff can mend
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

docs: setup ## write the pages of docs that come from data anew: the data dictionary, the answers, what the registry covers
	@$(BIN)/python tools/data_dictionary.py
	@$(BIN)/python tools/superset.py
	@$(BIN)/python tools/registry_coverage.py
	@$(BIN)/python tools/answers.py $(ARGS)

site: setup ## build build/site: the documentation, and dbt's of every model with its lineage; no network to view it
	@$(BIN)/python tools/site.py $(ARGS)

score: setup ## compare with the gold annotations: five articles, then the development set (GOLD=folder)
	@tools/score.sh "$(GOLD)" $(ARGS)

errors: score ## the scorer's errors on the development set by kind, with the sentences they come from
	@$(BIN)/python tools/errors.py "$(GOLD)" build/score/dev/gipfel.duckdb "$(GOLD)/dev/gold.jsonl"

identity: setup ## hold the people of all gold annotations against the actors: nobody joined, few parted
	@$(BIN)/gipfel run seeds/articles "$(GOLD)/dev/articles.jsonl" --warehouse build/score/all/gipfel.duckdb >build/score-all.log 2>&1 || { cat build/score-all.log; exit 1; }
	@$(BIN)/python -m tools.identity "$(GOLD)" build/score/all/gipfel.duckdb "$(GOLD)/seeds/gold.jsonl" "$(GOLD)/dev/gold.jsonl"

bench: setup ## measure gipfel run, phase by phase (ARGS="--articles FILE" for a large input)
	@$(BIN)/python tests/benchmarks/bench_run.py $(ARGS)

train: setup ## make the language model anew (CORPORA=folder OUT=folder ARGS=…; installs some GB, one to two hours on two cores)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-build-isolation --editable '.[train]'
	@$(BIN)/python -m extractors.language.training "$(CORPORA)" --out "$(OUT)" $(ARGS)

train-reader: setup ## make the reader of meetings anew (OUT=folder FOLDERS="annotated articles …" ARGS=…; goes on where it was cut off)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-build-isolation --editable '.[train]'
	@$(BIN)/python -m extractors.reader.training $(FOLDERS) --out "$(OUT)" $(ARGS)

checklist: setup ## how many of the invented cases of each phenomenon are read rightly (ARGS="--failed a_cancelled_meeting")
	@$(BIN)/python -m tests.checklist.checklist $(ARGS)

lock: setup ## compile the requirements' locks anew from pyproject.toml (ARGS=--upgrade for newer versions)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --extra dev $(ARGS) pyproject.toml --output-file requirements.lock
	$(BIN)/python -c 'import tomllib; extras = tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]; \
		print(*extras["dashboard"], *extras["browser"], sep="\n")' | \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --custom-compile-command "make lock" --constraint requirements.lock $(ARGS) - --output-file requirements-dashboard.lock

clean: ## delete everything generated: the warehouse, build output, caches (.venv stays)
	@find warehouse -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
	@rm -rf build dist dbt_project/target dbt_project/logs .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
