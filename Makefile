# The commands to know. Each makes the environment that it needs.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: crawl extras test lint format catalogue lock schema torture fuzz floors bench bench-crawl clean test-long

crawl: .venv/.run
ifdef SPIDER
	@$(BIN)/scrapy crawl $(SPIDER)
else
	@$(BIN)/python -m crawler.demo
endif

test: .venv/.dev
	$(BIN)/python -m pytest -q -n auto --dist worksteal -m "not long"

test-long: .venv/.dev
	$(BIN)/python -m pytest -q -n auto --dist worksteal -m long

extras: .venv/.run requirements-extras.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-extras.txt

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

catalogue: .venv/.run
	$(BIN)/python -m crawler.cataloguepage

schema: .venv/.run
	$(BIN)/python -m crawler.schema

torture: .venv/.dev
	KILLS=100 $(BIN)/python -m pytest -q tests/crawl tests/sinks -k kills -s --timeout 3600

fuzz: .venv/.dev
	FUZZ=20000 $(BIN)/python -m pytest -q tests/test_robustness.py --timeout 7200

floors: .venv/.dev
	$(BIN)/python -m benchmarks.floors

bench-crawl: .venv/.run
	$(BIN)/python -m benchmarks.crawl

bench: .venv-bench/.peers
	.venv-bench/bin/python -m benchmarks.reading

lock: .venv/.dev
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q requirements.in -o requirements.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q requirements-extras.in -o requirements-extras.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q requirements-dev.in -o requirements-dev.txt

.venv/.run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what the crawler needs into .venv ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	@echo "Installing what the tests need into .venv ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

.venv-bench/.peers: requirements.txt benchmarks/requirements.txt
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	@echo "Installing the peers into .venv-bench ..."
	@.venv-bench/bin/python -m pip install -q -U pip
	@.venv-bench/bin/python -m pip install -q -r requirements.txt
	@while read peer; do case "$$peer" in ""|"#"*) ;; *) .venv-bench/bin/python -m pip install -q "$$peer" || echo "$$peer cannot be installed and is left out" ;; esac; done < benchmarks/requirements.txt
	@touch $@

clean:
	rm -rf .venv .venv-bench .mypy_cache .pytest_cache .ruff_cache
