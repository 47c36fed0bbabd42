# make run    set up, then the chat page on http://127.0.0.1:8080
# make test   set up, then lint, types, import law and all tests
# make bench  set up, then measure how well questions are understood
# make faults set up, then play every fault at full length (half an hour)
# Everything goes into .venv; outside this folder only ~/.cache/khuyencong is written, by the program.

IS_NEW := -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
# The first that starts and is new enough: a name on the PATH may be a shim with nothing behind it.
PYTHON ?= $(shell for one in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$one $(IS_NEW); then echo $$one; break; fi; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test lint bench faults requirements wheel clean

run: .venv/run.done
	$(BIN)/khuyencong run

test: .venv/test.done lint
	$(BIN)/pytest -n auto --dist loadfile

lint: .venv/test.done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/khuyencong check

bench: .venv/bench.done
	$(BIN)/python -m bench.questions
	$(BIN)/python -m bench.matching

faults: .venv/test.done
	$(BIN)/python -m bench.faults

.venv/bin/python:
	@test -n "$(PYTHON)" && $(PYTHON) $(IS_NEW) \
		|| { echo "Python 3.11 or later is needed: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.done: requirements/run.txt pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test.done: requirements/dev.txt .venv/run.done
	$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

.venv/bench.done: requirements/bench.txt .venv/run.done
	$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

requirements: .venv/test.done
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		pyproject.toml requirements/build.in -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--extra dev pyproject.toml requirements/build.in -c requirements/run.txt \
		-o requirements/dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--extra bench pyproject.toml requirements/build.in -c requirements/run.txt \
		-o requirements/bench.txt

wheel: .venv/test.done
	$(BIN)/python -m build --wheel --no-isolation

clean:
	rm -rf .venv build dist
