# What `make test` is made of: the tests in each build, the review pages in a browser, a short run of
# the fuzz targets, and lint. tests/all.sh runs the steps.
FAIL_ALLOC := $(BUILD)/tests/fail_alloc.so
FAIL_STORE := $(BUILD)/tests/fail_store.so
STEPS := check test-browser lint check-asan fuzz check-tsan
# What takes longest goes first, so that nothing runs alone at the end.
SLOWEST := $(patsubst %,$(BUILD)/tests/%,pipeline/test_run exchange/test_refi_in pipeline/test_review \
	pipeline/test_failure pipeline/test_store_faults exchange/test_xlsx exchange/test_refi)

# In a build of its own, on all processors unless make was told how many.
PARALLEL = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc))
CLANG := $(subst gcc,clang,$(CC))

.PHONY: check check-build $(STEPS)
# Tests run from the top of the tree; they find the program in $RODEDRAAD and data under ../shared.
check:
	+@$(MAKE) --no-print-directory $(PARALLEL) check-build
	@RODEDRAAD=$(PROGRAM) FAIL_ALLOC_LIBRARY=$(FAIL_ALLOC) FAIL_STORE_LIBRARY=$(FAIL_STORE) tests/check.sh \
		$(filter $(TEST_PROGRAMS),$(SLOWEST)) $(filter-out $(SLOWEST),$(TEST_PROGRAMS))
check-build: $(PROGRAM) $(TEST_PROGRAMS) $(FAIL_ALLOC) $(FAIL_STORE)

# Loaded before the C library to make allocations, or the store, fail; of no use beside a sanitizer.
$(BUILD)/tests/fail_%.so: tests/fail_%.c tests/fail.h tests/fail_sql.h
	@mkdir -p $(@D)
	$(SAY) '  LINK $@'
	$(Q)$(CC) -std=c17 -D_GNU_SOURCE $(WARNINGS) -I. -O1 -fPIC -shared -o $@ $<

# Whoever asks for memory can be refused in these.
$(BUILD)/tests/pipeline/test_review_faults: private LDFLAGS += $(foreach asked,arena_alloc arena_calloc \
	arena_copy arena_grow span_keep,-Wl,--wrap=$(asked))
$(BUILD)/tests/corpus/test_json: private LDFLAGS += -Wl,--wrap=malloc

# clang's sanitizers, with what libFuzzer counts compiled in: the fuzz targets link against the same objects.
# Pointer arithmetic of clang 14 objects to NULL + 0, which C2y allows and gcc never minded; accesses
# outside are for AddressSanitizer to see.
ASAN = BUILD=build/asan CC="$(CLANG)" OPENMP=0 SANITIZE=address,undefined,fuzzer-no-link SANITIZE_NOT=pointer-overflow
ASAN_SAYS = ASAN_OPTIONS=detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1 \
	LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lsan.txt:print_suppressions=0
check-asan:
	+@$(ASAN_SAYS) $(MAKE) --no-print-directory check $(ASAN)
# What the sanitized builds do not show: clang's code as a user would build it, and gcc's sanitizers.
.PHONY: check-clang check-asan-gcc
check-clang:
	+@$(MAKE) --no-print-directory check BUILD=build/clang CC="$(CLANG)"
check-asan-gcc:
	+@$(ASAN_SAYS) $(MAKE) --no-print-directory check BUILD=build/asan-gcc SANITIZE=address,undefined OPENMP=0
# With clang and its libomp: gcc's libgomp is not instrumented, and seems to race in correct code.
# Waiting threads sleep, as there may be fewer processors than threads.
check-tsan:
	+@TSAN_OPTIONS=ignore_noninstrumented_modules=1:halt_on_error=1 OMP_WAIT_POLICY=passive KMP_BLOCKTIME=0 \
		$(MAKE) --no-print-directory check BUILD=build/tsan CC="$(CLANG)" SANITIZE=thread

# The main commands under valgrind; some two minutes.
.PHONY: check-valgrind
check-valgrind: deps-test $(PROGRAM)
	@tests/valgrind.sh $(PROGRAM) $(BUILD)/valgrind

# gcc's analyser, on everything anew; some five minutes. As clang's, it has to be told that an error
# is never 0 (corpus/error.h).
.PHONY: check-analyzer
check-analyzer:
	@rm -rf build/analyzer
	@$(MAKE) --no-print-directory $(PARALLEL) BUILD=build/analyzer CC=gcc OPENMP=0 HARDENING= \
		WARNINGS= OPTIMISE='-O1 -fanalyzer -D__clang_analyzer__' all > build/analyzer.log 2>&1; \
		tests/analyzer.sh build/analyzer.log

# kill -9 at N random moments of runs and reviewing; half a second each.
N ?= 1000
.PHONY: check-kill
check-kill: $(PROGRAM)
	@python3 tests/kill.py $(PROGRAM) $(N)

# --- coverage ------------------------------------------------------------------------------------
# Counts of an earlier run are no part of this one. Threads count one at a time.
.PHONY: coverage
coverage: deps-test
	@if [ -d build/coverage ]; then find build/coverage -name '*.gcda' -delete; fi
	+@$(MAKE) --no-print-directory check BUILD=build/coverage \
		OPTIMISE='-Og -DEVERY_PLACE --coverage -fprofile-update=atomic'
	@tests/coverage.sh build/coverage

# --- fuzzing -------------------------------------------------------------------------------------
# Each target for $(SECONDS) seconds; make test has a short run of it.
SECONDS ?= 5
FUZZ_TARGETS := $(patsubst tests/fuzz/fuzz_%.c,$(BUILD)/fuzz/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
.PHONY: fuzz fuzz-run fuzz-build
fuzz:
	+@$(MAKE) --no-print-directory fuzz-run $(ASAN)
fuzz-run:
	+@$(MAKE) --no-print-directory $(PARALLEL) fuzz-build
	@FUZZ_CORPUS=$${FUZZ_CORPUS:-build/fuzz/corpus} FUZZ_FINDS=build/fuzz/finds \
		tests/fuzz/fuzz.sh $(SECONDS) $(FUZZ_TARGETS)
fuzz-build: $(FUZZ_TARGETS)
$(BUILD)/fuzz/%: tests/fuzz/fuzz_%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(SAY) '  LINK $@'
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -MMD -MP -o $@ $< $(LIBRARY) $(LDLIBS)
-include $(FUZZ_TARGETS:=.d)

# The same targets under AFL++, whose compiler brings a driver for them.
AFL_TARGETS := $(patsubst tests/fuzz/fuzz_%.c,build/afl/fuzz/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
.PHONY: fuzz-afl
fuzz-afl:
	$(call install-packages,afl++)
	+@AFL_QUIET=1 $(MAKE) --no-print-directory $(PARALLEL) fuzz-build BUILD=build/afl CC=afl-clang-fast OPENMP=0
	@FUZZ_AFL=1 FUZZ_CORPUS=build/afl/corpus FUZZ_FINDS=build/afl/finds \
		tests/fuzz/fuzz.sh $(SECONDS) $(AFL_TARGETS)

# --- lint ----------------------------------------------------------------------------------------
.PHONY: lint check-layers check-format check-headers check-tidy check-cppcheck
lint: check-layers check-format check-headers check-cppcheck check-tidy

C_FILES = $(shell git ls-files '*.c')
H_FILES = $(shell git ls-files '*.h')

check-layers:
	@tests/check-layers.sh
check-format:
	@clang-format --dry-run --Werror $(C_FILES) $(H_FILES)
# Each header compiles alone. That only others use what it defines is no fault of it.
check-headers:
	@gcc $(CPPFLAGS) $(CFLAGS) -Wno-unused-function -Wno-unused-const-variable -fsyntax-only -x c $(H_FILES)
	@clang $(CPPFLAGS) $(CFLAGS) -Wno-unused-function -Wno-unused-const-variable -fsyntax-only -x c $(H_FILES)
# tests/bench/peers needs libraries that only measuring does.
check-tidy:
	@TIDY_CACHE=$${TIDY_CACHE:-build/tidy} TIDY_FLAGS="$(subst ",\",$(subst -I$(BUILD),,$(CPPFLAGS))) -std=c17 -fopenmp" \
		tests/tidy.sh $(filter-out tests/bench/peers/%,$(C_FILES))
check-cppcheck:
	@cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
		--suppressions-list=tests/cppcheck.txt --error-exitcode=1 -j$(shell nproc) -I. \
		--template='{file}:{line}: {id}: {message}' $(C_FILES)
