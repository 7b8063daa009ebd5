# Measuring: make bench (SIZES="1 10 100" in MB, ROUNDS=3, ANECDOTES="1000 10000"); make bench-deps for
# what it compares with.
DEPS_BENCH := liblucene4.10-java default-jdk-headless python3 python3-stemmer libicu-dev libunistring-dev \
	libhyperscan-dev $(if $(shell command -v npm),,nodejs npm)
BENCH := $(BUILD)/bench
SIZES ?= 1 10
ROUNDS ?= 3
ANECDOTES ?= 1000 10000
LUCENE := $(wildcard $(addprefix /usr/share/java/lucene-,core-4.10.4.jar analyzers-common-4.10.4.jar))

.PHONY: bench bench-deps
bench-deps: deps
	$(call install-packages,$(DEPS_BENCH))
	npm ci --prefix tests/bench --no-audit --no-fund --silent

# A peer that is not here is left out, and the table says so.
BENCH_PEERS := histogram unzip \
	$(if $(shell pkg-config --exists libhs 2>/dev/null && echo 1),hyperscan) \
	$(if $(shell pkg-config --exists icu-uc 2>/dev/null && echo 1),icu) \
	$(if $(wildcard /usr/include/uniwbrk.h),unistring)
BENCH_PROGRAMS := $(addprefix $(BENCH)/,ours compose $(BENCH_PEERS) \
	$(and $(LUCENE),$(shell command -v javac),Lucene.class))

bench: $(PROGRAM) $(BENCH_PROGRAMS)
	@python3 tests/bench/bench.py --program $(PROGRAM) --build $(BENCH) --rounds $(ROUNDS) --sizes $(SIZES) \
		--anecdotes $(ANECDOTES)

$(BENCH)/icu: PEER_LIBS = -licuuc
$(BENCH)/unistring: PEER_LIBS = -lunistring
$(BENCH)/hyperscan: PEER_LIBS = -lhs
$(BENCH)/unzip: PEER_LIBS = $(LDLIBS)
$(BENCH)/compose: tests/bench/compose.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(CPPFLAGS) -o $@ $< -lm
$(BENCH)/ours: tests/bench/ours.c tests/bench/bench.h $(LIBRARY)
	@mkdir -p $(@D)
	$(SAY) '  LINK $@'
	$(Q)$(CC) $(CFLAGS) $(CPPFLAGS) $(LDFLAGS) -o $@ $< $(LIBRARY) $(LDLIBS)
$(BENCH)/%: tests/bench/peers/%.c tests/bench/bench.h
	@mkdir -p $(@D)
	$(SAY) '  LINK $@'
	$(Q)$(CC) $(CFLAGS) $(CPPFLAGS) -o $@ $< $(PEER_LIBS)
$(BENCH)/Lucene.class: tests/bench/peers/Lucene.java
	@mkdir -p $(@D)
	$(Q)javac -nowarn -d $(BENCH) -cp $(subst $() ,:,$(LUCENE)) $<
