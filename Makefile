# The steps of the study; `make` alone prints them. A fresh machine needs git, make, Python 3.11
# to 3.14 and a package index.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help env data report institutions test thorough lint review portability lab store accept messages lock bench clean distclean

WORKERS := -n 2 --dist loadscope --no-loadscope-reorder # of the tests

ifeq ($(OS),Windows_NT)
$(error Windows itself is not supported, nor MSYS or Cygwin on it. Install WSL ("wsl --install" in PowerShell), open \
its Linux, and run make in a clone made there)
endif

# The newest supported Python that can make a .venv; only looked for when .venv has to be made.
PYTHON ?= $(shell sh requirements/pythons | head -n 1 | cut -d ' ' -f 2-)
ifeq ($(origin PYTHON) $(wildcard .venv/.python),command line .venv/.python)
VERSION = -c 'import sys; print(sys.version)'
ifneq ($(shell "$(PYTHON)" $(VERSION)),$(shell .venv/bin/python $(VERSION)))
ifeq ($(filter clean distclean help,$(MAKECMDGOALS)),)
$(error .venv is of another Python than $(PYTHON): "make distclean" first, or leave PYTHON= out)
endif
endif
endif
PIP = .venv/bin/python -m pip install -qq --no-deps --no-compile --disable-pip-version-check --progress-bar off
COMPILE = .venv/bin/python -W ignore -m compileall -qq -j 0 -x '/tests/'

KERNEL = SPBE study (.venv)

# Python must be free to keep bytecode (without it every import is three times slower), and neither modules from
# elsewhere nor the number of cores may change a result.
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME PYTHONOPTIMIZE PYTHONWARNINGS PYTHONINSPECT PYTHONSTARTUP
unexport PYTHONUSERBASE PYTHONPYCACHEPREFIX PYTHONDEVMODE MPLBACKEND
export OMP_NUM_THREADS = 1
export OPENBLAS_NUM_THREADS = 1
export PIP_ROOT_USER_ACTION = ignore

help: ## print this list
	@awk -F ':.*## ' '/^##@ / {printf "\n%s\n", substr($$0, 5)} /^[a-z]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

##@ Read it

report: data ## build reports/: index.html, report.pdf, one page a run, tables, values.json
	@.venv/bin/spbe render

institutions: data ## build reports/institutions/: a page for each institution, in Indonesian and in English
	@.venv/bin/spbe institutions --all

lab: .venv/.kernel data ## open JupyterLab on the list of notebooks: which answers what, and what to change
	@.venv/bin/jupyter lab --LabApp.default_url=/lab/tree/notebooks/README.md

##@ Check it

test: .venv/.dev data lint ## lint and the tests; FAST=1 leaves out the slow ones; TESTS="tests/data": these alone
	@.venv/bin/python -m pytest $(WORKERS) -m "not $(if $(filter 1,$(FAST)),slow,thorough)" $(TESTS)
	@echo "test: passed, without $(if $(filter 1,$(FAST)),the slow tests,those of make thorough$$(.venv/bin/python -m tests.browser))"

thorough: .venv/.dev data ## the tests that try everything: every choice on every page, planted defects, walked additions
	@.venv/bin/python -m pytest $(WORKERS) -m thorough
	@echo "thorough: passed"

lint: .venv/.dev .venv/.project ## ruff (code and notebooks) and the direction of imports
	@.venv/bin/ruff check --quiet --output-format concise src tests notebooks requirements conftest.py
	@.venv/bin/ruff format --check --quiet src tests notebooks requirements conftest.py
	@.venv/bin/lint-imports --no-logo

review: .venv/.dev data ## re-execute every notebook and compare it with what is stored; a table of claims and numbers
	@.venv/bin/python -m tests.notebooks.review

portability: .venv/.dev data ## the same, and the report, as if on other processors; SETTINGS="Haswell": these alone
	@.venv/bin/python -m tests.machines.portability $(SETTINGS)

bench: .venv/.dev data ## time cold against cached, and our engines against plain papermill, side by side
	@.venv/bin/python tests/machines/bench.py

##@ Change it

store: .venv/.dev data ## re-execute the notebooks with their defaults and store the outputs in them
	@.venv/bin/spbe store

accept: .venv/.dev .venv/.project ## take over what changed figures or code come to: seal, build, store, golden values
	@.venv/bin/python -m tests.notebooks.accept

messages: env ## bring the translations up to date with the English texts, and list what is to be translated
	@.venv/bin/python -m analysis.render.collect.markdown

lock: .venv/.base ## pin again what pyproject.toml asks for (needs uv): requirements/*.txt, environment.yml
	@.venv/bin/python requirements/lock.py

##@ Set up, clean up

env: .venv/.base .venv/.project ## make .venv with the pinned packages (once; again when the pins change)
	@echo "env: .venv is ready"

data: env ## build data/processed from data/raw, after checking every raw file against its seal
	@.venv/bin/spbe build-data

clean: ## remove what was built; .venv stays
	@rm -rf data/processed data/processed.staging.* reports reports.staging reports.previous .cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

distclean: clean ## remove .venv too
	@rm -rf .venv

# One stamp a group, newer than its pins. Pins name every package, so pip resolves nothing (--no-deps); what an
# interrupted install left half written is written again (--force-reinstall); bytecode is made on all cores.
.venv/.base .venv/.dev .venv/.lab: .venv/.%: requirements/%.txt
	@echo "env: installing $* ($$(grep -c '^[^ #]' $<) packages, $(if $(filter base,$*),a minute or two,some seconds))"
	@$(PIP) --force-reinstall --require-hashes --requirement $<
	@$(COMPILE) .venv/lib || true
	@touch $@

.venv/.project: pyproject.toml .venv/.base
	@echo "env: installing the command spbe"
	@$(PIP) --no-build-isolation --editable .
	@$(COMPILE) --invalidation-mode checked-hash src
	@touch $@

# Readers see the kernel under the project's name. Its id stays python3: where there is no .venv of ours, nbval,
# papermill and nbconvert find a kernel of that id all the same. Markdown opens rendered, and no news are fetched.
.venv/.kernel: .venv/.lab requirements/jupyterlab.json Makefile
	@.venv/bin/python -m ipykernel install --sys-prefix --name python3 --display-name "$(KERNEL)" >/dev/null 2>&1
	@mkdir -p .venv/share/jupyter/lab/settings
	@cp requirements/jupyterlab.json .venv/share/jupyter/lab/settings/overrides.json
	@touch $@

.venv/.base: .venv/.python
.venv/.dev .venv/.lab: .venv/.base

.venv/.python:
	@python="$(PYTHON)"; test -n "$$python" && sh requirements/pythons --why "$$python" | grep -q . || { \
	  test -n "$$python" || sh requirements/pythons --why >/dev/null; \
	  echo "env: no Python 3.11 to 3.14 that can make a .venv; install one (Debian, Ubuntu: apt-get install" \
	    "python3 python3-venv), or name it: make $(firstword $(MAKECMDGOALS)) PYTHON=/where/it/is/python3.13" >&2; exit 1; }
	@echo "env: making .venv with $$("$(PYTHON)" --version)"
	@"$(PYTHON)" -m venv --clear .venv
	@touch $@
