# Beredd's commands. `make test` is the one that counts: it installs what is
# missing, then checks and tests all there is.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

# CI=true: nothing may be missing or skipped, nothing is taken from a cache, and
# the race detector watches. RACE=1 or RACE= says otherwise about the last.
RACE ?= $(if $(filter true,$(CI)),1)
COUNT := $(if $(filter true,$(CI)),-count=1)

STATICCHECK_VERSION := v0.8.2
STATICCHECK := .bin/staticcheck-$(STATICCHECK_VERSION)

# Folders of test tools from npm: for pages, and for the schemas.
NPM := internal/web/browsertest/npm internal/definition/grammar/editortest/npm
NPM_INSTALLED := $(NPM:%=%/node_modules/.package-lock.json)

# A checkout that git will not read (another user's, an archive) builds too, without a revision.
ifneq ($(shell git rev-parse --is-inside-work-tree 2>/dev/null),true)
export GOFLAGS += -buildvcs=false
endif

# What the race detector does not watch: the pages' tests, which wait for a browser
# that it does not see into, and the rooms that work in one goroutine alone and make
# up for it in what they work through. It sees all of them at work in the tests of app.
UNWATCHED := beredd/internal/web beredd/internal/web/browsertest beredd/internal/definition \
	beredd/internal/definition/grammar beredd/internal/drawing beredd/internal/simulation beredd/internal/cli \
	beredd/workflows
# And the tests of app that only play documents through, one act after another.
PLAYED := ^(TestTheYearsOfTheDocumentsAreReplayed|TestThePacksDoWhatTheirScenariosSay|TestTheManagersGroupHoldsTheMeetingOfTheDocument)$$
# Nor what others wrote and test themselves: SQLite, translated from C, and the readers
# of text. Watching them takes more than half of the time. Every access of ours is seen,
# and so is every lock, theirs too, for they take those of the standard library.
OTHERS := modernc.org/... github.com/goccy/go-yaml/... golang.org/x/text/...
# A test's memory is soon given back as a whole: what is gathered less often costs less.
GO_TEST := GOGC=300 go test $(COUNT) -timeout 30m
# Nothing here needs C but the race detector: all else is built once, as it is shipped.
export CGO_ENABLED := 0

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

# What lint has to say stops no test: one run tells all, and fails if either did.
.PHONY: test
test: setup ## install what is missing, check everything, run every test
	@failed=; \
	$(MAKE) --no-print-directory lint || failed="$$failed lint"; \
	$(call go-test) || failed="$$failed tests"; \
	if [ -n "$$failed" ]; then echo "make test failed in:$$failed"; exit 1; fi

# Under the race detector all that it watches, then the rest, also when the first fails.
define go-test
$(if $(RACE),{ \
	ok=; packages=$$(go list ./...) || exit 1; \
	CGO_ENABLED=1 $(GO_TEST) -race $(OTHERS:%=-gcflags=%=-race=false) -skip '$(PLAYED)' $$(grep -vxF $(addprefix -e ,$(UNWATCHED)) <<< "$$packages") || ok=false; \
	$(GO_TEST) -run '$(PLAYED)' ./internal/app || ok=false; \
	$(GO_TEST) $(UNWATCHED) || ok=false; \
	$$ok; },$(GO_TEST) ./...)
endef

.PHONY: check
check: lint ## the quick part: format, vet, staticcheck, modules, build
	go mod tidy -diff

.PHONY: lint
lint: $(STATICCHECK)
	@unformatted=$$(gofmt -l $(wildcard cmd internal migrations templates workflows)); \
	if [ -n "$$unformatted" ]; then printf 'gofmt -w would change:\n%s\n' "$$unformatted"; exit 1; fi
	go vet ./...
	go vet -tags soak ./...
	@if [ -x $(STATICCHECK) ]; then echo $(STATICCHECK) ./...; $(STATICCHECK) ./...; fi
	go build ./...
	go mod verify

.PHONY: build
build: ## one static binary, ./beredd
	go build -trimpath -ldflags='-s -w' -o beredd ./cmd/beredd

.PHONY: run
run: ## a demonstration to click through
	go run ./cmd/beredd demo

.PHONY: soak
soak: setup ## hours of simulated years and faults: the tests tagged soak
	go test -tags soak -run '^TestSoak' -count=1 -timeout 3h -v ./...

FUZZTIME ?= 60s
.PHONY: fuzz
fuzz: ## a minute of nonsense for every reader of what others wrote
	@{ grep -rE --include='*_test.go' -o '^func Fuzz[A-Za-z0-9_]*' internal || echo 'There is no Fuzz function yet' >&2; } | while IFS=: read -r file name; do \
		echo "$$file $${name#func }"; \
		go test -run '^$$' -fuzz "^$${name#func }$$" -fuzztime $(FUZZTIME) "./$$(dirname "$$file")"; \
	done

BENCH ?= .
.PHONY: bench
bench: setup ## how fast: a table of what store, engine, outbox and check do a second
	@go test -run '^$$' -bench '$(BENCH)' -benchmem ./internal/definition ./internal/store/... ./internal/engine/... ./internal/outbox/... ./internal/app ./internal/cli | awk -f .ci/bench.awk

.PHONY: setup
setup: ## only install what the tests need
	@.ci/setup
	@if command -v npm >/dev/null; then $(MAKE) -s --no-print-directory $(NPM_INSTALLED); fi

# What could not be fetched fails with CI=true, and otherwise is done without, aloud.
DO_WITHOUT = $(if $(filter true,$(CI)),exit 1,true)

$(NPM_INSTALLED): %/node_modules/.package-lock.json: %/package.json %/package-lock.json %/.npmrc
	@echo "setup: npm ci in $*, because the tools of its tests are not there in their right versions"
	@if (cd $* && npm ci --loglevel=error >/dev/null); then touch $@; \
	else echo "setup: npm ci did not succeed, and the tests that need it cannot run"; $(DO_WITHOUT); fi

$(STATICCHECK):
	@echo "setup: installing staticcheck $(STATICCHECK_VERSION), because vet does not see everything"
	@if GOFLAGS= GOBIN=$(CURDIR)/.bin go install honnef.co/go/tools/cmd/staticcheck@$(STATICCHECK_VERSION); then mv .bin/staticcheck $@; \
	else echo "setup: staticcheck cannot be had"; $(DO_WITHOUT); fi

.PHONY: clean
clean: ## away with all that make has made here
	rm -rf .bin beredd $(NPM:%=%/node_modules)
