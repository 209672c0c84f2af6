# Everything that one does with BIFSeg from its source tree. `make help` lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PYTHON_IN_VENV := .venv/bin/python
SAMPLE ?= resources/samples/sample_mr.nii.gz
export TORCH TORCH_INDEX PYTHON

.PHONY: help setup run test check format coverage benchmark killtest fuzz installer installer-test clean

help: ## List what make can do
	@echo "BIFSeg: make TARGET, where TARGET is one of"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Set everything up in .venv (TORCH=cpu|cuda, TORCH_INDEX=URL, PYTHON=COMMAND)
	@echo "Setting up the environment in .venv" >&2
	@scripts/setup.sh

run: setup ## Open the window on the sample case; without a display, play it and leave demo/
	@scripts/run.sh $(SAMPLE)

test: setup ## Run the whole test suite (ARGS="-k box" picks some)
	@echo "Running the tests"
	@$(PYTHON_IN_VENV) -m pytest -q --durations=10 $(ARGS)

check: setup ## Check format, style, types and the import rules
	@echo "Checking format, style, types and import rules"
	@$(PYTHON_IN_VENV) -m ruff format --check --quiet .
	@$(PYTHON_IN_VENV) -m ruff check --quiet .
	@$(PYTHON_IN_VENV) -m mypy
	@$(PYTHON_IN_VENV) -c 'from importlinter.cli import lint_imports_command; lint_imports_command(["--no-logo"])'

format: setup ## Rewrite the source in the project's format and mend what can be mended by rule
	@echo "Formatting the source"
	@$(PYTHON_IN_VENV) -m ruff check --fix-only --quiet .
	@$(PYTHON_IN_VENV) -m ruff format .

coverage: setup ## Run the tests and show which lines they do not reach
	@echo "Measuring which lines the tests reach"
	@$(PYTHON_IN_VENV) -m coverage run -m pytest -q $(ARGS)
	@$(PYTHON_IN_VENV) -m coverage combine --quiet
	@$(PYTHON_IN_VENV) -m coverage report

benchmark: setup ## Measure times; prints JSON
	@echo "Measuring times on this machine; JSON follows" >&2
	@$(PYTHON_IN_VENV) scripts/benchmark.py $(ARGS)

killtest: setup ## Kill a working program 500 times and see that nothing is lost (ARGS="--kills 30")
	@echo "Killing a working program at random moments; JSON follows" >&2
	@QT_QPA_PLATFORM=offscreen $(PYTHON_IN_VENV) scripts/killtest.py $(ARGS)

fuzz: setup ## Read 20,000 spoiled files of every kind; goes on where it stopped (ARGS="--seed 1")
	@echo "Reading spoiled files" >&2
	@$(PYTHON_IN_VENV) scripts/fuzz.py $(ARGS)

installer: setup ## Build the installers of this system into dist/ (TORCH=cuda for graphics cards)
	@echo "Building the installer"
	@installer/freeze.sh
	@if [ "$$(uname -s)" = Darwin ]; then installer/macos/build.sh; else installer/linux/build.sh; fi

installer-test: ## Install, use and remove dist/*.deb and dist/*.run on a pristine Debian, offline (as root)
	@echo "Trying the installers on a pristine system"
	@installer/test/run.sh $(ARGS)

clean: ## Remove caches, demo/ and builds (keeps .venv; `rm -r .venv` removes that too)
	@echo "Removing caches, demo/ and builds"
	@rm -rf build dist demo htmlcov .coverage .coverage.* *.egg-info
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
