# Rode Draad. The two commands of the README: make demo, make test.
#
#   make demo       deps, build, the main job on the sample study, and where to look
#   make            build/rodedraad, packs, model and page included
#   make check      the tests of one build (BUILD=, SANITIZE= choose another)
#   make test       deps-test, then check in every build, fuzz, lint: tests/checks.mk
#   make coverage   share of lines and branches that the tests run
#   make fuzz       each target for SECONDS=5; fuzz-afl under AFL++
#   make check-kill, check-valgrind, check-analyzer, check-clang, check-asan-gcc   what takes minutes
#   make install    PREFIX=/usr/local, DESTDIR for packagers
#   make bench      ratios against other programs (make bench-deps installs these): tests/bench
#   make help       all targets

# make's own default is cc, which tells nothing of which compiler it is.
ifeq ($(origin CC),default)
CC := gcc
endif
BUILD ?= build
SANITIZE ?=
SANITIZE_NOT ?=
OPENMP ?= 1
# V=1 shows the commands.
V ?=
SAY = $(if $(V),@:,@echo)
Q = $(if $(V),,@)
PREFIX ?= /usr/local

VERSION := 0.1.0

# --- what has to be on the machine -------------------------------------------------------------
DEPS_BUILD := gcc make pkg-config libpcre2-dev libstemmer-dev libsqlite3-dev libyaml-dev libzip-dev \
	libxml2-dev libmd4c-dev libpoppler-glib-dev libuchardet-dev libutf8proc-dev libhunspell-dev \
	wdutch liblinear-dev libmicrohttpd-dev nettle-dev libgnutls28-dev libjansson-dev libxlsxwriter-dev libpango1.0-dev
DEPS_TEST := git libcmocka-dev clang lld libclang-rt-14-dev libomp-14-dev clang-format clang-tidy cppcheck gcovr \
	unicode-data python3 zip unzip sqlite3 libxml2-utils python3-jsonschema chromium fonts-dejavu-core valgrind \
	r-base-core r-cran-jsonlite

# --- flags -------------------------------------------------------------------------------------
PACKAGES := libpcre2-8 sqlite3 yaml-0.1 libzip libxml-2.0 uchardet libutf8proc hunspell \
	libmicrohttpd nettle gnutls jansson
# Loaded only when they are needed (corpus/library.h), by the names that the linker would note.
PACKAGES_LATER := poppler-glib pangocairo
soname = $(shell readelf -d "$$($(CC) -print-file-name=lib$(1).so)" 2>/dev/null | sed -n 's/.*SONAME.*\[\(.*\)\]/\1/p')
WARNINGS := -Wall -Wextra -Werror -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla -Wformat=2 -Wundef
HARDENING := -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection -fcf-protection -fPIE
HARDENING_LINK := -pie -Wl,--build-id=sha1 -Wl,-z,relro,-z,now,-z,noexecstack
OPTIMISE ?= -O2
CPPFLAGS += -I. -I$(BUILD) -D_GNU_SOURCE -DRODEDRAAD_VERSION='"$(VERSION)"' \
	-DPOPPLER_LIBRARY='"$(call soname,poppler-glib)"' -DPANGO_LIBRARY='"$(call soname,pangocairo-1.0)"' \
	$(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PACKAGES) $(PACKAGES_LATER) 2>/dev/null))
CFLAGS += -std=c17 -g $(WARNINGS)
LDLIBS += $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lmd4c -lstemmer -llinear -lxlsxwriter -lm

ifeq ($(SANITIZE),)
CFLAGS += $(OPTIMISE) $(HARDENING)
LDFLAGS += $(HARDENING_LINK)
else
CFLAGS += -O1 -fno-omit-frame-pointer -fsanitize=$(SANITIZE) -fno-sanitize-recover=all \
	$(if $(SANITIZE_NOT),-fno-sanitize=$(SANITIZE_NOT))
CPPFLAGS += -DARENA_DEBUG
# lld links a hundred test programs in a fraction of the time of GNU ld.
LDFLAGS += -fsanitize=$(SANITIZE) -fuse-ld=lld
endif
ifeq ($(OPENMP),1)
CFLAGS += -fopenmp
LDFLAGS += -fopenmp
endif

# --- what is built -----------------------------------------------------------------------------
# What runs while building (pipeline/tools) is no part of the program.
SOURCES := $(filter-out pipeline/tools/%,$(sort $(wildcard corpus/*.c lexicons/*.c stages/*.c pipeline/*.c \
	pipeline/*/*.c)))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
LIBRARY := $(BUILD)/librodedraad.a
TESTS := $(sort $(wildcard tests/*/test_*.c))
TEST_PROGRAMS := $(TESTS:%.c=$(BUILD)/%)
PROGRAM := $(BUILD)/rodedraad

# Data that travels inside the program, under the names they have here.
# The modules that the first review page needs come as one, main.js: the fewer a browser has to ask for,
# the sooner the page is there. Each stands behind those that it takes from.
WEB := pipeline/review/web
WEB_FIRST := words dom keys api documents main
WEB_FILES := $(filter-out $(WEB_FIRST:%=$(WEB)/%.js),$(wildcard $(WEB)/*)) $(WEB)/main.js
# The pack that studies use unless they say otherwise is compiled while building.
IMAGE := $(BUILD)/lexicons/samenwerking/lexicon
EMBEDDED := $(sort $(wildcard lexicons/*/*.yaml lexicons/*/*.tsv lexicons/*/*.model) $(WEB_FILES:%=$(BUILD)/%)) \
	$(BUILD)/lexicons/dutch/compounds.words $(IMAGE).image $(IMAGE).parts

.PHONY: demo install eval-text all deps deps-test test test-browser fmt clean help
all: $(PROGRAM)

help:
	@sed -n 's/^#   //p' Makefile

define install-packages
	@missing=$$(for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
		sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		$$sudo apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing; \
	fi
endef

deps:
	$(call install-packages,$(DEPS_BUILD))
deps-test: deps
	$(call install-packages,$(DEPS_TEST))

$(PROGRAM): $(BUILD)/pipeline/main.o $(LIBRARY)
	$(SAY) '  LINK $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(LIBRARY): $(filter-out $(BUILD)/pipeline/main.o,$(OBJECTS)) $(BUILD)/embedded.o
	$(SAY) '  AR   $@'
	@rm -f $@
	$(Q)ar rcs $@ $^

# What was built with other flags is built again.
FLAGS := $(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS)
.PHONY: force
$(BUILD)/flags: force
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(FLAGS))' | cmp -s - $@ || printf '%s\n' '$(subst ','\'',$(FLAGS))' > $@

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(SAY) '  CC   $@'
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# The words of compounds, from the list of the package wdutch.
WORD_LIST ?= /usr/share/dict/dutch
$(BUILD)/pipeline/tools/compound_words: $(addprefix $(BUILD)/,pipeline/tools/compound_words.o stages/compound.o \
		stages/compound_form.o lexicons/compound_words.o corpus/arena.o corpus/error.o corpus/hash.o corpus/text.o)
	$(SAY) '  LINK $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lutf8proc -lm
$(BUILD)/lexicons/dutch/compounds.words: $(BUILD)/pipeline/tools/compound_words lexicons/dutch/compounds.txt $(WORD_LIST)
	@mkdir -p $(@D)
	$(SAY) '  MAKE $@'
	$(Q)$< $(WORD_LIST) lexicons/dutch/compounds.txt $@.new && mv $@.new $@

# By two processes: what hangs on where a program lies would differ.
$(BUILD)/pipeline/tools/lexicon_image: $(BUILD)/pipeline/tools/lexicon_image.o $(patsubst %.c,$(BUILD)/%.o,$(wildcard lexicons/*.c) \
		$(addprefix corpus/,arena.c csv.c digest.c error.c hash.c image.c large.c text.c))
	$(SAY) '  LINK $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -Wl,--wrap=malloc -o $@ $^ $(LDLIBS)
$(IMAGE).image: $(BUILD)/pipeline/tools/lexicon_image $(wildcard lexicons/*/*.yaml lexicons/*/*.tsv)
	@mkdir -p $(@D)
	$(SAY) '  MAKE $@'
	$(Q)$< samenwerking $@.again $(IMAGE).parts && $< samenwerking $@.new $(IMAGE).parts && \
		cmp $@.again $@.new && rm $@.again && mv $@.new $@
$(IMAGE).parts: $(IMAGE).image

# The look: the NL Design System's components, as far as the page has them (npm gets them where there is npm),
# and what is the page's own. Without npm that stands alone, and draws what they would from the same tokens.
DESIGN := pipeline/review/design
DESIGN_PARTS := skip-link heading paragraph link mark data-badge button
build/design/components.css: $(DESIGN)/package.json $(DESIGN)/package-lock.json
	@mkdir -p $(@D) && cp $^ $(@D)/
	$(SAY) '  NPM  $@'
	$(Q)if npm ci --prefix $(@D) --no-audit --no-fund --loglevel=error --fetch-retries=1 --fetch-retry-mintimeout=500 --fetch-timeout=10000 \
			>$(@D)/npm.log 2>&1; then \
		for part in $(DESIGN_PARTS); do cat $(@D)/node_modules/@nl-design-system-candidate/$$part-css/dist/$$part.css; done | \
		sed 's/}/}\n/g; s,/\*#.*\*/,,' | sed -E '/^[^{]*(positive|negative|subtle|icon|busy|disabled)[^{]*\{/d' > $@; \
	else \
		echo "make: npm gets no components of the NL Design System ($(@D)/npm.log says why); the pages do without" >&2; \
		: > $@; \
	fi
$(BUILD)/$(WEB)/style.css: build/design/components.css $(WEB)/style.css
	@mkdir -p $(@D)
	$(Q)cat $^ > $@

# Names at the top of those modules differ, or a browser refuses the one that they make.
$(BUILD)/$(WEB)/main.js: $(WEB_FIRST:%=$(WEB)/%.js)
	@mkdir -p $(@D)
	$(Q)sed '/^import .* from ".*";$$/d' $^ > $@
$(BUILD)/$(WEB)/%: $(WEB)/%
	@mkdir -p $(@D)
	$(Q)sed 's#from "\./\($(subst $() ,\|,$(WEB_FIRST))\)\.js"#from "./main.js"#' $< > $@

# One assembler file with every embedded file and the table pipeline/embedded.h describes. It says that
# it is fit for control-flow enforcement, or the linker would take that from the whole program.
$(BUILD)/embedded.S: $(EMBEDDED) Makefile
	@mkdir -p $(@D)
	@{ echo '#ifdef __CET__'; echo '#include <cet.h>'; echo '#endif'; echo '.section .rodata'; i=0; \
	for f in $(EMBEDDED); do \
		echo ".Ln$$i: .asciz \"$${f#$(BUILD)/}\""; echo ".Lh$$i: .asciz \"$$(sha256sum < $$f | cut -c1-64)\""; echo ".balign 16"; echo ".Ld$$i: .incbin \"$$f\""; echo ".Le$$i: .byte 0"; \
		i=$$((i + 1)); done; \
	echo '.section .data.rel.ro,"aw"'; echo '.balign 8'; echo '.globl embedded_files'; echo 'embedded_files:'; \
	n=0; while [ $$n -lt $$i ]; do echo ".quad .Ln$$n, .Ld$$n, .Le$$n - .Ld$$n, .Lh$$n"; n=$$((n + 1)); done; \
	echo '.quad 0, 0, 0, 0'; echo '.section .note.GNU-stack,"",@progbits'; } > $@.new && mv $@.new $@
$(BUILD)/embedded.o: $(BUILD)/embedded.S
	$(SAY) '  AS   $@'
	$(Q)$(CC) $(CFLAGS) -c -o $@ $<

$(BUILD)/tests/%: tests/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(SAY) '  LINK $@'
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< $(LIBRARY) -lcmocka $(LDLIBS)

# The model that finds anecdotes, from all hand-labelled reports: the same bytes each time.
SEGMENT_SOURCES = $(sort $(wildcard corpus/training/stories/*.jsonl)) corpus/sample/stad/gold \
	corpus/sample/verhalen/gold corpus/training/reports
LABEL_SOURCES = $(sort $(wildcard corpus/training/stories/*.jsonl)) corpus/training/reports/gold.jsonl
LABEL_SAMPLE = corpus/sample/stad/gold/gold.jsonl corpus/sample/verhalen/gold/gold.jsonl
.PHONY: model model-segment model-labels eval-segment model-advice eval-advice
model: model-segment model-labels model-advice
model-labels: $(PROGRAM)
	$(PROGRAM) train --output lexicons/samenwerking $(LABEL_SOURCES) $(LABEL_SAMPLE)
model-segment: $(BUILD)/tests/eval/segment
	$< train lexicons/telling/dutch.model $(SEGMENT_SOURCES)
	$< train-forms lexicons/telling/english.model $(SEGMENT_SOURCES)
eval-segment: $(BUILD)/tests/eval/segment
	$< cross $(SEGMENT_SOURCES)
# What sentences are for (advice, promises, what became of them), from the same reports.
ADVICE_SOURCES = $(sort $(wildcard corpus/training/sentences/*.tsv)) corpus/sample/stad/gold corpus/sample/verhalen/gold corpus/training/reports
model-advice: $(BUILD)/tests/eval/advise
	$< train lexicons/telling $(ADVICE_SOURCES)
eval-advice: $(BUILD)/tests/eval/advise
	$< cross $(ADVICE_SOURCES)

# Scores: the text stages on outside gold, and the whole program on the sample study.
.PHONY: eval eval-names
eval: $(PROGRAM) $(BUILD)/tests/eval/segment $(BUILD)/tests/eval/advise eval-text eval-names
	python3 tests/eval/eval.py $(PROGRAM) $(BUILD)

# Names of people: how many are found, how many other words are taken for one.
eval-names: $(BUILD)/tests/eval/names
	@$<
# The peer at names, where it is installed (apt install frog uctodata); minutes.
.PHONY: eval-frog
eval-frog:
	@python3 tests/eval/frog.py

# In every build and every checker: see tests/checks.mk.
test: deps-test
	@MAKE="$(MAKE)" tests/all.sh $(STEPS)
include tests/checks.mk
include tests/bench/bench.mk

# The review pages in a real Chromium. Playwright and axe come from npm, at the
# versions of the lock file; building does not need them.
BROWSER_MODULES := tests/browser/node_modules/.package-lock.json
test-browser: deps-test $(PROGRAM) $(BROWSER_MODULES)
	@RODEDRAAD=$(abspath $(PROGRAM)) node tests/browser/run.mjs
$(BROWSER_MODULES): tests/browser/package.json tests/browser/package-lock.json
	$(if $(shell command -v npm),,$(call install-packages,npm))
	@mkdir -p $(BUILD)
	@npm ci --prefix tests/browser --no-audit --no-fund --loglevel=error --fetch-retry-mintimeout=1000 \
		>$(BUILD)/npm.log 2>&1 || { rm -rf tests/browser/node_modules; \
		echo "make: npm does not get playwright-core and axe-core from $$(npm config get registry): $$(grep -m1 -oE 'E[A-Z_]{4,}' $(BUILD)/npm.log) ($(BUILD)/npm.log has more)" >&2; exit 1; }
	@touch $@

# Scores of the text stages on outside gold under $$SHARED (default ../shared).
eval-text: $(BUILD)/tests/eval/text
	@$<

fmt:
	@clang-format -i $$(git ls-files '*.c' '*.h')

# The main job on a copy of the sample study, so that the clone stays as it is.
demo: deps
	+@$(MAKE) --no-print-directory $(PARALLEL) $(PROGRAM)
	@rm -rf $(BUILD)/demo && mkdir -p $(BUILD)/demo && cp -r corpus/sample/stad $(BUILD)/demo/
	$(PROGRAM) run $(BUILD)/demo/stad
	$(PROGRAM) export $(BUILD)/demo/stad --format csv --output $(BUILD)/demo/anecdotes.csv
	$(PROGRAM) export $(BUILD)/demo/stad --format jsonl --output $(BUILD)/demo/stad.jsonl
	@for c in themes report; do \
		if $(PROGRAM) --help | grep -q "^  $$c "; then \
			echo "$(PROGRAM) $$c $(BUILD)/demo/stad"; $(PROGRAM) $$c $(BUILD)/demo/stad || exit 1; fi; done
	@echo; echo 'Where to look:'; ls -d $(BUILD)/demo/* $(BUILD)/demo/stad/out/* 2>/dev/null | sed 's/^/  /'

install: $(PROGRAM)
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/rodedraad
	install -D -m 644 pipeline/rodedraad.1 $(DESTDIR)$(PREFIX)/share/man/man1/rodedraad.1
	install -D -m 644 LICENSE $(DESTDIR)$(PREFIX)/share/doc/rodedraad/LICENSE
	install -D -m 644 README.md $(DESTDIR)$(PREFIX)/share/doc/rodedraad/README.md

clean:
	rm -rf build

-include $(OBJECTS:.o=.d) $(TEST_PROGRAMS:=.d) $(BUILD)/pipeline/tools/compound_words.d $(BUILD)/pipeline/tools/lexicon_image.d
