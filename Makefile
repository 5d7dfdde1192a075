# The targets people type; what they do stands in scripts/.

.DELETE_ON_ERROR:
# One cargo at a time: two would wait for each other's lock, and share the machine's memory.
.NOTPARALLEL:

PORT ?= 8080

# Where nobody is there to look at a changed Cargo.lock, it must not change.
LOCKED := $(if $(CI),--locked)

HOST := scripts/env host
WASM := scripts/env wasm

# Folders that are still missing are no error.
PROGRAM := $(shell find crates feed Cargo.toml Cargo.lock -type f 2>/dev/null)
SITE := $(PROGRAM) $(shell find src style static index.html Trunk.toml package-lock.json \
	scripts/assets.mjs scripts/words.mjs scripts/finish.mjs scripts/shrink.mjs scripts/apart.mjs scripts/parts.txt scripts/order.mjs scripts/browsers.mjs scripts/wasm-ld \
	scripts/hosting.mjs scripts/headers.mjs scripts/apache.mjs scripts/nginx.mjs scripts/types.mjs scripts/compress.mjs \
	-type f 2>/dev/null)

.PHONY: help setup run dev build check size test test-engines test-wordpress lighthouse bloat parts bench bench-quick wordpress \
	shots soak clean setup-check setup-test setup-bench setup-engines setup-lighthouse setup-wordpress FORCE

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

setup: setup-test ## installs what building and testing need and this machine lacks
	@echo "Everything is in place."

run: build ## builds what changed, shows the calendar at http://127.0.0.1:8080/ (PORT=…)
	@node scripts/serve.mjs dist --port $(PORT)

dev: target/env.sh ## the same with a quick debug build, again after every change
	scripts/fetch debug $(LOCKED)
	scripts/env debug trunk serve --offline --no-autoreload --dist target/dev --address 127.0.0.1 --port $(PORT)

build: dist/index.html target/release/kalendarz ## dist/, the finished site, and the command line tool

check: setup-check ## formatting and clippy, for this machine and for WebAssembly
	$(HOST) cargo fmt --all --check
	$(HOST) cargo clippy $(LOCKED) --workspace --all-targets -- -D warnings
	@if $(WASM) cargo clippy --version >/dev/null 2>&1; then \
		echo "$(WASM) cargo clippy -p app --target wasm32-unknown-unknown"; \
		$(WASM) cargo clippy $(LOCKED) -p app --target wasm32-unknown-unknown -- -D warnings; \
	else echo "The compiler for WebAssembly has no clippy here: left out."; fi

size: build ## what the page weighs, against its budget
	@node scripts/size.mjs dist

test: setup-test check build size ## everything that CI runs
	@$(HOST) scripts/test $(LOCKED)

test-engines: setup-engines build ## a visit in Firefox and in WebKit, the engine of every iPhone
	@$(HOST) node --test --test-reporter=spec tests/engines/visit.test.mjs

test-wordpress: setup-wordpress build wordpress ## the plugin in a real WordPress: shortcode, block, editor, settings
	@$(HOST) node --test --test-reporter=spec tests/wordpress/*.test.mjs

lighthouse: setup-lighthouse build ## Lighthouse on a phone, against its budget (FEED=file for another programme)
	@$(HOST) node tests/lighthouse/lighthouse.mjs $(if $(FEED),--feed $(FEED))

bloat: build ## where the bytes of the page's program are, by crate and function (OF=lobby for another)
	@$(WASM) node scripts/bloat.mjs $(or $(OF),app)

parts: setup-test build ## finds out anew what the page's program needs first, and what later (scripts/parts.txt; 2 minutes)
	@$(WASM) node scripts/parts.mjs

bench: setup-bench build ## beside other calendars in one run: times as ratios, bytes, memory, every budget (15 minutes)
	@$(HOST) node tests/bench/bench.mjs

bench-quick: setup-bench build ## the same beside three peers, what a change shows in (4 minutes)
	@$(HOST) node tests/bench/bench.mjs --quick

wordpress: target/kalendarz-kultury.zip ## the plugin for WordPress, target/kalendarz-kultury.zip

target/kalendarz-kultury.zip: $(shell find integrations/wordpress -type f)
	@mkdir -p target && rm -f $@
	python3 -m zipfile -c $@ integrations/wordpress/kalendarz-kultury

soak: setup-test build ## ten thousand visits to the lobby's screen: nothing may grow (ROUNDS=500 for fewer)
	@ROUNDS=$(or $(ROUNDS),10000) $(HOST) node tests/soak/soak.mjs

shots: setup-test build ## screenshots of every view
	$(HOST) node tests/e2e/shots.mjs

clean: ## removes what was built; the tools stay
	rm -rf dist target test-results

# Every call asks whether something is missing, as that takes a tenth of a second; target/env.sh changes only
# when the answer does.
target/env.sh: FORCE
	@scripts/setup build

setup-check: FORCE
	@scripts/setup check

setup-test: FORCE
	@scripts/setup test

setup-bench: FORCE
	@scripts/setup bench

setup-engines: FORCE
	@scripts/setup engines

setup-lighthouse: FORCE
	@scripts/setup lighthouse

setup-wordpress: FORCE
	@scripts/setup wordpress

# A file that was removed leaves no newer date behind, so the list of files is a source as well.
target/sources: FORCE
	@mkdir -p target
	@printf '%s\n' $(SITE) | cmp -s - $@ || printf '%s\n' $(SITE) >$@

# Both get the date at which their build began: what was edited meanwhile is newer, and built next time.
# The site needs the command line, which writes the centre's name and phone number into its pages.
# Trunk passes --offline on to cargo, hence the fetch.
dist/index.html: target/release/kalendarz target/env.sh target/sources $(SITE)
	@touch target/site.began
	scripts/fetch wasm $(LOCKED)
	$(WASM) trunk build --offline --release --cargo-profile wasm
	@touch -r target/site.began $@

target/release/kalendarz: target/env.sh target/sources $(PROGRAM)
	@touch target/cli.began
	$(HOST) cargo build $(LOCKED) --release -p cli
	@touch -r target/cli.began $@

FORCE:
