#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/program.h"

/*
 * Memory that is out, a full disk, kill -9: whatever happens, the store opens, is sound, and a run
 * goes on from there to the same bytes as one that nothing befell (want.jsonl).
 */
#define HEALS                                                                                      \
	"heals() { test \"$(sqlite3 s/rodedraad.db 'PRAGMA integrity_check')\" = ok && "           \
	"$R run s --quiet && $R export s | cmp - want.jsonl; }; "

static int setup(void **state)
{
	if (program_setup(state) != 0)
		return -1;
	const char *library = getenv("FAIL_ALLOC_LIBRARY");
	if (library && *library)
		(void)program_shell("ln -s \"$TOP/$FAIL_ALLOC_LIBRARY\" fail.so");
	return program_shell("mkdir -p s/ronde-1 && cp $TOP/corpus/sample/stad/ronde-1/0[15]*.txt "
			     "s/ronde-1 && touch -d '1 hour ago' s/*/* && $R run s --quiet && "
			     "$R export s > want.jsonl && cp s/rodedraad.db want.db && "
			     "test -s want.jsonl");
}

static void need_injector(void)
{
	if (PROGRAM_SANITIZED || program_shell("test -e fail.so") != 0)
		skip();
}

/* Fails the allocations at `places` even distances over all that the command asks for. */
static int fail_allocations(const char *command, const char *before, const char *after,
			    const char *more, int places)
{
	return program_shell(
		HEALS
		"%s; FAIL_ALLOC=0 FAIL_ALLOC_COUNT=$PWD/count LD_PRELOAD=$PWD/fail.so %s "
		"> out 2> err || exit 90; total=$(cat count); i=0; "
		"while [ $i -lt %d ]; do i=$((i + 1)); n=$((total * i / (%d + 1) + 1)); %s; "
		"%s FAIL_ALLOC=$n LD_PRELOAD=$PWD/fail.so timeout 60 %s > out 2> err; "
		"status=$?; case $status in 0) ;; 3) test -s err || exit 91 ;; "
		"*) echo \"allocation $n of $total: status $status\"; cat err; exit 92 ;; esac; "
		"%s || { echo \"allocation $n of $total: not whole\"; exit 93; }; done",
		before, command, places, places, before, more, command, after);
}

static void a_run_without_memory_says_so_and_leaves_the_store_whole(void **state)
{
	(void)state;
	need_injector();
	assert_int_equal(fail_allocations("$R run s --quiet --threads 1", "rm -f s/rodedraad.db*",
					  "heals", "", 24),
			 0);
	assert_int_equal(fail_allocations("$R run s --quiet --threads 1", "rm -f s/rodedraad.db*",
					  "heals", "FAIL_ALLOC_ALL=1", 8),
			 0);
}

static void an_export_without_memory_gives_all_or_says_so(void **state)
{
	(void)state;
	need_injector();
	/* What is reported done is whole. */
	const char *whole = "{ test $status -ne 0 || cmp out want.jsonl; } && "
			    "cmp s/rodedraad.db want.db";
	const char *before = "rm -f s/rodedraad.db*; cp want.db s/rodedraad.db";
	assert_int_equal(fail_allocations("$R export s", before, whole, "", 40), 0);
	assert_int_equal(fail_allocations("$R export s", before, whole, "FAIL_ALLOC_ALL=1", 20), 0);
}

static void rounds_and_runs_without_memory_give_all_or_say_so(void **state)
{
	(void)state;
	need_injector();
	static const char *const command[] = {
		"$R compare t --format json",  "$R compare t",
		"$R compare t --format csv",   "$R commitments t --format json",
		"$R diff t 1 2 --format json",
	};
	assert_int_equal(program_shell("cp -r s t && mkdir t/ronde-2 && cp "
				       "$TOP/corpus/sample/stad/ronde-2/0[26]*.[dt]* t/ronde-2 && "
				       "$R run t --quiet"),
			 0);
	for (size_t i = 0; i < sizeof command / sizeof command[0]; i++) {
		assert_int_equal(program_shell("%s > want.out", command[i]), 0);
		assert_int_equal(fail_allocations(command[i], "true",
						  "{ test $status -ne 0 || cmp out want.out; }",
						  i % 2 ? "FAIL_ALLOC_ALL=1" : "", 12),
				 0);
	}
	assert_int_equal(program_shell("rm -r t"), 0);
}

/* A file that may not grow beyond a size fails as a full disk does: each write from there on. */
static void a_full_disk_says_so_and_leaves_the_store_whole(void **state)
{
	(void)state;
	/* The thread sanitizer maps a file that it writes first, and falls over it if it is cut
	 * short. */
	if (PROGRAM_THREAD_SANITIZED)
		skip();
	assert_int_equal(
		program_shell(
			HEALS
			"for blocks in 0 1 8 64 128 256 512; do rm -f s/rodedraad.db*; "
			"said=$( (trap '' XFSZ; ulimit -f $blocks; $R run s --quiet) 2>&1 ); "
			"status=$?; test $status -eq 0 || test $status -eq 3 -a -n \"$said\" || "
			"{ echo \"$blocks: $status $said\"; exit 9; }; "
			"test $status -eq 3 || test $blocks -gt 64 || exit 7; "
			"test ! -s s/rodedraad.db || heals || exit 8; done"),
		0);
}

/* A file system of its own that is really full; the machine has to let us mount one. */
static void need_small_disk(void)
{
	if (program_shell("unshare -Urm sh -c 'mkdir -p disk && mount -t tmpfs -o size=64k t disk' "
			  "2> /dev/null") != 0)
		skip();
}

static void a_study_on_a_full_disk_goes_on_when_there_is_room(void **state)
{
	(void)state;
	need_small_disk();
	assert_int_equal(
		program_shell(
			"cat > small <<'END'\n"
			"full=0\n"
			"for room in 100 200 300 500 700 900; do\n"
			"mount -t tmpfs -o size=${room}k t disk || exit 8\n"
			"cp -r s/ronde-1 disk/ || exit 7\n"
			"$R run disk --quiet 2> err; status=$?\n"
			"test $status -eq 0 || test $status -eq 3 -a -s err || "
			"{ echo $room: $status; cat err; exit 9; }\n"
			"test $status -eq 0 || full=$((full + 1))\n"
			"test ! -s disk/rodedraad.db || "
			"test \"$(sqlite3 disk/rodedraad.db 'PRAGMA integrity_check')\" = ok || "
			"exit 10\n"
			"mount -o remount,size=64m disk || exit 8\n"
			"$R run disk --quiet && $R export disk | cmp - want.jsonl || exit 11\n"
			"umount disk; done\n"
			"test $full -gt 1\n"
			"END\n"
			"unshare -Urm sh small"),
		0);
}

/* What leaves the study is whole or not there, and what comes in is in the store whole or not at
 * all. */
static void nothing_is_half_on_a_full_disk(void **state)
{
	(void)state;
	need_small_disk();
	assert_int_equal(
		program_shell(
			"cat > small <<'END'\n"
			"mount -t tmpfs -o size=64m t disk && cp -r s/ronde-1 disk/ || exit 8\n"
			"cp want.db disk/rodedraad.db && $R report disk --quiet || exit 7\n"
			"cp -r disk/out whole && rm -r disk/out\n"
			"{ echo id,text; for i in $(seq 2000); do echo \"s$i,Ik heb $i keer "
			"gebeld.\"; done; } "
			"> stories.csv\n"
			"ask() { sqlite3 disk/rodedraad.db \"$1\"; }\n"
			"for room in 4 20 60; do for c in report 'export --output disk/out/csv "
			"--format csv' "
			"'import stories.csv'; do\n"
			"set -- $c; verb=$1; shift; mkdir -p disk/out\n"
			"head -c 64m /dev/zero > disk/fill 2> /dev/null; truncate -s -${room}k "
			"disk/fill\n"
			"$R $verb disk \"$@\" --quiet 2> err; status=$?; rm disk/fill\n"
			"test $status -eq 0 || test $status -eq 3 -a -s err || "
			"{ echo $room $c: $status; cat err; exit 9; }\n"
			"test \"$(ask 'PRAGMA integrity_check')\" = ok || exit 10\n"
			"case $verb-$status-$(ask 'SELECT count(*) FROM source') in "
			"import-0-1|import-3-0|[re]*) ;; *) exit 12 ;; esac\n"
			"test $status -ne 0 -o $verb != export || mv disk/out/csv whole/\n"
			"for f in disk/out/*; do test ! -e $f || cmp $f whole/${f##*/} || exit 11; "
			"done\n"
			"rm -rf disk/out disk/rodedraad.db*; cp want.db disk/rodedraad.db\n"
			"done; done\n"
			"END\n"
			"rm -rf whole; unshare -Urm sh small"),
		0);
}

static void an_export_to_a_full_disk_says_so(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("rm -f s/rodedraad.db*; cp want.db s/rodedraad.db; "
			      "$R export s > /dev/full 2> err; test $? -eq 3 -a -s err || exit 9; "
			      "$R export s --format csv > /dev/full 2> err; test $? -eq 3"),
		0);
}

static void an_export_that_does_not_fit_leaves_no_half_of_it(void **state)
{
	(void)state;
	if (PROGRAM_THREAD_SANITIZED) /* as above */
		skip();
	assert_int_equal(
		program_shell(
			"rm -f s/rodedraad.db*; cp want.db s/rodedraad.db; "
			"said=$( (trap '' XFSZ; ulimit -f 4; $R export s --output half.jsonl) 2>&1 "
			"); "
			"test $? -eq 3 -a -n \"$said\" -a ! -e half.jsonl"),
		0);
}

/* At moments that lie all over a run, on what the one before left behind. */
static void a_run_that_is_killed_goes_on_to_the_same_bytes(void **state)
{
	(void)state;
	const int times = PROGRAM_SANITIZED ? 10 : 50;
	assert_int_equal(
		program_shell(
			HEALS
			"began=$(date +%%s%%N); rm -f s/rodedraad.db*; $R run s --quiet; "
			"took=$((($(date +%%s%%N) - began) / 1000)); i=0; "
			"while [ $i -lt %d ]; do i=$((i + 1)); "
			"[ $((i %% 4)) -ne 1 ] || rm -f s/rodedraad.db*; touch s/ronde-1/*; "
			"setsid $R run s --quiet --threads $((i %% 3 + 1)) > /dev/null 2>&1 & "
			"pid=$!; "
			"sleep $(awk -v i=$i -v n=%d -v t=$took 'BEGIN {print t * i / n / 1e6}'); "
			"kill -9 $pid 2> /dev/null; wait $pid 2> /dev/null; "
			"test ! -s s/rodedraad.db || "
			"test \"$(sqlite3 s/rodedraad.db 'PRAGMA integrity_check')\" = ok || exit "
			"9; "
			"done; heals",
			times, times),
		0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_run_without_memory_says_so_and_leaves_the_store_whole),
		cmocka_unit_test(an_export_without_memory_gives_all_or_says_so),
		cmocka_unit_test(rounds_and_runs_without_memory_give_all_or_say_so),
		cmocka_unit_test(a_full_disk_says_so_and_leaves_the_store_whole),
		cmocka_unit_test(a_study_on_a_full_disk_goes_on_when_there_is_room),
		cmocka_unit_test(nothing_is_half_on_a_full_disk),
		cmocka_unit_test(an_export_to_a_full_disk_says_so),
		cmocka_unit_test(an_export_that_does_not_fit_leaves_no_half_of_it),
		cmocka_unit_test(a_run_that_is_killed_goes_on_to_the_same_bytes),
	};
	return cmocka_run_group_tests(tests, setup, program_teardown);
}
