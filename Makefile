# Two commands for a new user: `make demo` and `make test`. Everything lands in .venv; nothing else is touched.
PYTHON ?= python3
BIN := .venv/bin
SERVE ?= 1
ONLY ?=
HEINOLA := examples/heinola
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.PHONY: demo test check bench lock format docs clean chromium java

demo: .venv/runtime ## run the Heinola example and serve its pages at http://127.0.0.1:8000
	$(BIN)/voimavara run $(HEINOLA) --as-of 2020-04-30 --quiet
	$(BIN)/voimavara run $(HEINOLA) --quiet
	$(BIN)/voimavara plan $(HEINOLA) > /dev/null
	$(BIN)/voimavara run $(HEINOLA)
ifneq ($(SERVE),0)
	$(BIN)/voimavara serve $(HEINOLA)
endif

test: .venv/dev .venv/spark chromium java ## all tests; with CI=true nothing is skipped
	PYTHONPATH=$(CURDIR)/.venv/spark-libs $(BIN)/pytest -n auto --dist loadgroup

check: .venv/dev ## what a change must pass before its tests: format, lint, types, layers, lock, generated docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m voimavara check $(HEINOLA)
	$(BIN)/python docs/make_handbook.py --check
	sh .ci/check_lock.sh "$(BIN)/$(COMPILE)"

bench: export PYTHONPATH := $(CURDIR)/.venv/solvers
bench: export VOIMAVARA_TEST_DATA ?= $(CURDIR)/../shared/data
bench: .venv/dev .venv/bench .venv/spark java ## all benchmarks, or ONLY=name
	@$(BIN)/python benchmarks/run.py $(ONLY)

lock: .venv/bin/uv ## work the locked requirements out again
	$(BIN)/$(COMPILE) requirements/runtime.in -o requirements.txt
	$(BIN)/$(COMPILE) requirements/dev.in -o requirements-dev.txt
	$(BIN)/$(COMPILE) requirements/bench.in -o requirements-bench.txt
	$(BIN)/$(COMPILE) requirements/spark.in -o requirements-spark.txt

format: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: .venv/dev ## write the generated handbook again
	$(BIN)/python docs/make_handbook.py

clean:
	rm -rf .venv $(HEINOLA)/warehouse $(HEINOLA)/snapshots

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one with make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || \
		{ echo "Python's venv module is missing; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

.venv/runtime: requirements.txt pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src
	@touch $@

.venv/dev: requirements-dev.txt .venv/runtime
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

.venv/bench: requirements-bench.txt .venv/dev
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --target .venv/solvers -r requirements-bench.txt
	@touch $@

.venv/spark: requirements-spark.txt .venv/runtime # 430 MB to fetch, so the checks do without
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --target .venv/spark-libs -r requirements-spark.txt
	@touch $@

.venv/bin/uv: | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt

chromium:
	@sh tests/install_chromium.sh

java:
	@sh tests/install_java.sh
