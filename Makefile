# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
B := .venv/bin

.PHONY: setup setup-test setup-servis demo test test-servis check fmt bench fuzz docs wheel clean

setup: ## make .venv and install what is needed; fast when nothing changed
	@tools/setup.sh

demo: setup ## build an archive from invented letters and real packages, and show the whole way of a record
	@$(B)/python tools/demo.py

setup-test: ## the same, and what only the tests need (openssl, a browser)
	@tools/setup.sh test

setup-servis: ## the same, and the other judges: Java and Maven for EU DSS, SoftHSM
	@tools/setup.sh servis

test: setup-test ## everything: contracts, types, every test, the wheel, the docs
	@$(MAKE) --no-print-directory check
	$(B)/python -m pytest -q -n 2 -m "yavas and not servis" tests
	@$(MAKE) --no-print-directory wheel
	@$(MAKE) --no-print-directory docs

test-servis: setup-servis ## tests that ask another judge or a server on loopback; what is missing is said loudly
	$(B)/python -m pytest -q -rs -m servis tests

check: setup-test ## lint, types, import contracts, fast tests: under a minute
	$(B)/ruff check -q .
	$(B)/ruff format -q --check .
	$(B)/mypy -p earsiv
	$(B)/lint-imports
	$(B)/python -m pytest -q -n 2 -m "not yavas and not servis" tests

fmt: setup ## format and fix what can be fixed
	$(B)/ruff check -q --fix .
	$(B)/ruff format -q .

bench: setup ## measure; prints a table with the peer beside us
	$(B)/python benchmarks/dikey.py
	$(B)/python benchmarks/eyazisma.py
	$(B)/python benchmarks/imza.py
	$(B)/python benchmarks/ers.py
	$(B)/python benchmarks/saklama.py
	$(B)/python benchmarks/siniflama.py
	$(B)/python benchmarks/ayiklama.py

fuzz: setup-test ## throw mutated packages at every reader for a while
	EARSIV_FUZZ=$${EARSIV_FUZZ:-3000} $(B)/python -m pytest -q -n 2 tests/eyazisma/test_fuzz.py

docs: setup ## build the documentation; a warning is an error
	$(B)/python tools/belge.py --denetle
	$(B)/sphinx-build -q -W -E -b html docs docs/_build/html

wheel: setup ## build the wheel and test it as a wheel, away from the sources
	@tools/wheel.sh

clean: ## remove what was built
	rm -rf .venv dist docs/_build demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
