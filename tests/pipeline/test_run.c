#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/program.h"

/* Sanitizers slow things down by as much. */
enum { SLOWER = PROGRAM_SANITIZED ? 10 : 1 };

static int setup(void **state)
{
	if (program_setup(state) != 0)
		return -1;
	return program_shell("mkdir -p s/ronde-1 s/ronde-2 && "
			     "cp \"$TOP\"/corpus/sample/stad/ronde-1/*.txt s/ronde-1 && "
			     "cp \"$TOP\"/corpus/sample/stad/ronde-2/*.txt s/ronde-2");
}

static void the_same_bytes_come_out_for_any_number_of_threads(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"cp $TOP/corpus/sample/verhalen/ronde-1/*.txt s/ronde-1; "
			"for t in 1 2 3 8; do $R run s --quiet --threads $t --db $t.db && "
			"$R export s --db $t.db --output $t.jsonl && "
			"$R export s --db $t.db --format csv --output $t.csv || exit 9; done; "
			"test -s 1.jsonl && cmp 1.jsonl 2.jsonl && cmp 1.jsonl 3.jsonl && "
			"cmp 1.jsonl 8.jsonl && cmp 1.csv 2.csv && cmp 1.csv 8.csv"),
		0);
}

/* Names come from the folder in another order; where tmpfs is, in that of their making, reversed.
 */
static void the_same_bytes_come_out_on_another_machine(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"$R run s --quiet --db here.db && $R export s --db here.db > here.jsonl && "
			"$R export s --db here.db --format csv > here.csv && "
			"away=$(mktemp -d -p $(test -w /dev/shm && echo /dev/shm || pwd)); "
			"for f in $(find s -name '*.txt' | sort -r); do mkdir -p $away/$(dirname "
			"$f) && "
			"cp $f $away/$f; done; "
			"export TZ=Pacific/Kiritimati LC_ALL=tr_TR.UTF-8 LANG=de_DE "
			"LC_NUMERIC=nl_NL; "
			"$R run $away/s --lang en --quiet --threads 3 && "
			"$R export $away/s > there.jsonl && "
			"$R export $away/s --format csv > there.csv; rm -r $away; "
			"test -s here.jsonl && cmp here.jsonl there.jsonl && cmp here.csv "
			"there.csv"),
		0);
}

static void a_second_run_reads_nothing_again_and_changes_nothing(void **state)
{
	(void)state;
	/* Files are older than the grain of a time stamp only after a while. */
	assert_int_equal(
		program_shell("touch -d '1 hour ago' s/*/*; $R run s --quiet && $R export s > 1 && "
			      "$R run s --lang en > out && $R export s > 2 && cmp 1 2 && "
			      "grep -q ' 0 read now' out"),
		0);
}

static void only_what_changed_is_done_again_with_the_result_of_a_run_from_nothing(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"$R run s --quiet; f=$(ls s/ronde-1/*.txt | head -1); "
			"printf '\\n\\nNog een zin erbij, over de tuin.\\n' >> $f; "
			"rm $(ls s/ronde-2/*.txt | head -1); cp "
			"$TOP/corpus/sample/verhalen/ronde-1/"
			"01-kring-rietakkers.txt s/ronde-1; "
			"$R run s --lang en > out && grep -q '2 read now' out && grep -q '1 gone' "
			"out && "
			"$R export s > 1 && $R run s --quiet --db new.db && "
			"$R export s --db new.db > 2 && cmp 1 2"),
		0);
}

static void another_pack_or_study_file_does_all_again(void **state)
{
	(void)state;
	assert_int_equal(program_shell("$R run s --quiet; echo 'name: Anders' > s/rodedraad.yaml; "
				       "$R run s --lang en > out; grep -q ' 0 unchanged' out"),
			 0);
}

static void a_changed_document_is_noticed_under_its_old_size_and_time(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("f=$(ls s/ronde-1/*.txt | head -1); touch -d '1 hour ago' s/*/*; "
			      "$R run s --quiet; $R run s --quiet; touch -r $f time; "
			      "sed -i 's/de/en/' $f; touch -r time $f; $R run s --lang en > out; "
			      "grep -q ' 1 read now' out"),
		0);
}

static void a_document_with_the_same_bytes_under_a_new_time_is_not_done_again(void **state)
{
	(void)state;
	assert_int_equal(program_shell("$R run s --quiet; touch s/*/*; $R run s --lang en > out; "
				       "grep -q ' 0 read now' out"),
			 0);
}

static void a_changed_part_of_a_pack_is_noticed_under_its_old_size_and_time(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"mkdir -p s/lexicons/p && printf 'name: S\npacks: [p]\n' > "
			"s/rodedraad.yaml && printf 'id: p\nlanguage: nl\ninclude: "
			"[a.tsv]\nthemes:\n  - id: tuin\n    name: {nl: T}\n    terms: "
			"[tuin]\n' > s/lexicons/p/pack.yaml && printf 'tuin\\t1\\tgras\\n' "
			"> s/lexicons/p/a.tsv && $R run s --quiet && $R run s --lang en > out "
			"&& grep -q ' 0 read now' out && touch -r s/lexicons/p/a.tsv time && "
			"printf 'tuin\\t1\\thuis\\n' > s/lexicons/p/a.tsv && touch -r time "
			"s/lexicons/p/a.tsv && $R run s --lang en > out && "
			"grep -q ' 0 unchanged' out"),
		0);
}

static void a_part_that_goes_before_that_of_the_program_is_noticed_when_it_comes(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("$R run s --quiet; mkdir -p s/lexicons/samenwerking; "
			      "cp $TOP/lexicons/samenwerking/cues.tsv s/lexicons/samenwerking; "
			      "$R run s --lang en > out; grep -q ' 0 read now' out && "
			      "echo '# more' >> s/lexicons/samenwerking/cues.tsv; "
			      "$R run s --lang en > out; grep -q ' 0 unchanged' out"),
		0);
}

static void shards_together_are_the_same_as_one_run(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"$R run s --quiet && $R export s > 1 && "
			"for i in 1 2 3; do $R run s --quiet --shard $i/3 --db part$i.db || exit "
			"9; "
			"done; $R merge s part1.db part2.db part3.db --db all.db && "
			"$R export s --db all.db > 2 && cmp 1 2 && "
			"$R export s --db part1.db > 3 && test $(wc -l < 3) -lt $(wc -l < 1)"),
		0);
}

static void documents_that_cannot_be_read_are_named_and_the_others_done(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			": > s/leeg.txt; "
			"printf '\\211PNG\\r\\n\\032\\n\\000\\000\\000\\rIHDR' > s/plaatje.docx; "
			"printf 'PK\\003\\004halverwege afgebroken' > s/half.docx; "
			"ln -s nergens s/weg.txt; mkfifo s/pijp.txt; "
			"good=$(ls s/ronde-*/*.txt | wc -l); "
			"$R run s --lang en > out 2> err; test $? = 1 || exit 9; "
			"for f in leeg.txt plaatje.docx half.docx weg.txt pijp.txt; do "
			"test $(grep -c \"^rodedraad: $f: \" err) = 1 || { cat err; exit 8; }; "
			"done; "
			"test $(wc -l < err) = 5 && grep -q \"$good read now\" out && "
			"test $($R export s | grep -c '\"type\":\"document\"') = $good"),
		0);
}

static void a_broken_document_is_named_again_by_the_next_run(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(": > s/leeg.txt; $R run s --quiet 2> 1; $R run s --quiet 2> 2; "
			      "test $? = 1 && cmp 1 2"),
		0);
}

static void fifty_megabytes_in_one_line_do_not_stop_a_run(void **state)
{
	(void)state;
	/* Exit status 0 or 1: read, or named. */
	assert_int_equal(program_shell("head -c %d /dev/zero | tr '\\0' 'a' > s/lang.txt; "
				       "yes 'toen ging de lamp weer uit en niemand wist waarom' | "
				       "head -c %d | tr '\\n' ' ' > s/zin.txt; "
				       "$R run s --quiet 2> err; test $? -le 1 && "
				       "test $($R export s | grep -c '\"type\":\"document\"') -ge "
				       "$(ls s/ronde-*/*.txt | wc -l)",
				       50000000 / SLOWER, 5000000 / SLOWER),
			 0);
}

static void the_same_report_twice_is_named(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("f=$(ls s/ronde-1/*.txt | head -1); "
			      "{ cat $f; echo; echo 'Nagekomen: de lamp doet het.'; } > "
			      "s/ronde-1/zz-nieuwe-versie.txt; "
			      "$R run s --lang en 2> err > out; "
			      "grep -q 'zz-nieuwe-versie.txt: looks like the same report as: '\"$("
			      "echo $f | sed 's,^s/,,')\" err && test $(wc -l < err) = 1"),
		0);
}

static void what_is_interrupted_goes_on_from_there(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"mkdir s/veel; for i in $(seq 1 %d); do "
			"{ echo \"Verslag $i\"; cat s/ronde-1/01*.txt; } > s/veel/$i.txt; done; "
			"touch -d '1 hour ago' s/*/*; "
			"$R run s --quiet --threads 1 --db a.db 2> err & pid=$!; sleep 0.4; "
			"kill -INT $pid; wait $pid; status=$?; "
			"test $status = 130 || test $status = 0 || exit 9; "
			"$R run s --quiet --db a.db 2>/dev/null && $R export s --db a.db > 1 && "
			"$R run s --quiet --db b.db 2>/dev/null && $R export s --db b.db > 2 && "
			"cmp 1 2",
			1500 / SLOWER),
		0);
}

static void a_killed_run_leaves_a_store_that_opens(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"for i in $(seq 1 %d); do cp s/ronde-1/01*.txt s/ronde-1/k$i.txt; done; "
			"for i in 1 2 3 4 5; do $R run s --quiet 2>/dev/null & pid=$!; sleep "
			"0.0$i; "
			"kill -9 $pid; wait $pid 2>/dev/null; rm -f s/ronde-1/k$i.txt; done; "
			"$R run s --quiet 2>/dev/null && $R export s > 1 && "
			"$R run s --quiet --db b.db 2>/dev/null && $R export s --db b.db > 2 && "
			"cmp 1 2",
			300 / SLOWER),
		0);
}

static void stories_that_are_cut_already_come_back_under_their_own_ids(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"printf 'id,text,round\\nx1,\"Wij belden drie keer, en toen kwam er "
			"niemand.\",1\\nx2,\"Het liep goed met de tuin, iedereen hielp "
			"mee.\",2\\n' > v.csv; $R import s v.csv --lang en | grep -q '2 stories'"
			" && $R run s --quiet && $R export s > 1 && "
			"grep -c '\"path\":\"import/v.csv/ronde-[12]\"' 1 | grep -qx 2"),
		0);
}

static void stages_compose_in_a_shell_for_any_number_of_threads(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("$R stage | awk 'NR > 1 {print $1}' > names; "
			      "for t in 1 3; do $R stage read s/ronde-1/*.txt > $t.in; "
			      "for n in $(cat names); do $R stage $n --threads $t < $t.in > $t.out "
			      "|| exit 9; mv $t.out $t.in; done; done; "
			      "test -s 1.in && cmp 1.in 3.in && "
			      "test $(wc -l < 1.in) = $(ls s/ronde-1/*.txt | wc -l)"),
		0);
}

static void a_stage_refuses_what_is_no_record_and_goes_on(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("{ echo '{'; echo '{}'; $R stage read s/ronde-1/01*.txt; "
			      "$R stage read s/ronde-1/01*.txt | sed "
			      "'s/\"blocks\":\\[\\[\"[a-z]*\",0,[0-9]*/"
			      "\"blocks\":[[\"heading\",0,99999999/'; } > in; $R stage structure "
			      "--lang en < in > "
			      "out 2> err; test $? = 1 && test $(wc -l < err) = 3 && test $(wc -l "
			      "< out) = 1 "
			      "&& grep -q '^rodedraad: -:4: ' err"),
		0);
	assert_int_equal(program_shell("$R stage read s/ronde-1/01*.txt | $R stage match 2> err; "
				       "test $? = 1 && test $(wc -l < err) = 1"),
			 0);
	assert_int_equal(program_shell("$R stage tokenize < /dev/null 2> err; "
				       "test $? = 2 && grep -q tokenise err"),
			 0);
}

/* The id of an anecdote of the sample whose text stands in one document only. */
#define ONE_ANECDOTE                                                                               \
	"id=$($R export s | grep '\"type\":\"anecdote\"' | head -3 | tail -1 | "                   \
	"sed 's/.*\"type\":\"anecdote\",\"id\":\"\\([0-9a-f]*\\)\".*/\\1/'); "                     \
	"printf 'id,reviewer,themes,kind\\n%%s,Anna,regels;tijd,knelpunt\\n' $id > d.csv; "

static void decisions_stay_on_their_anecdote_when_the_document_changes(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("$R run s --quiet; " ONE_ANECDOTE
			      "$R import s d.csv --quiet || exit 9; "
			      "$R export s | grep \"$id\" | grep -q "
			      "'\"status\":\"corrected\",\"decided\":{\"reviewer\":"
			      "\"Anna\",.*\"themes\":\\[\"regels\",\"tijd\"\\]' || exit 8; "
			      "for f in s/ronde-1/*.txt; do printf '\\n\\nEen slotzin over de "
			      "koffie.\\n' >> $f; "
			      "done; $R run s --quiet && $R export s | grep \"$id\" | "
			      "grep -q '\"status\":\"corrected\"'"),
		0);
}

static void decisions_follow_a_document_that_moves_and_outlive_one_that_goes(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"$R run s --quiet; " ONE_ANECDOTE "$R import s d.csv --quiet; "
			"mv s/ronde-1 s/verplaatst && $R run s --quiet && "
			"test $($R export s | grep -c '\"status\":\"corrected\"') = 1 || exit 9; "
			"mv s/verplaatst weg && $R run s --lang en | "
			"grep -q '^1 decisions stand on no anecdote' || exit 8; "
			"mv weg s/ronde-1 && $R run s --quiet && "
			"test $($R export s | grep -c '\"status\":\"corrected\"') = 1"),
		0);
}

static void decisions_on_nothing_are_told_and_the_others_taken(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("$R run s --quiet; " ONE_ANECDOTE
			      "echo 'bestaat-niet,Anna,geld,' >> d.csv; "
			      "$R import s d.csv --quiet 2> err; test $? = 1 && "
			      "grep -q bestaat-niet err && "
			      "test $($R export s | grep -c '\"status\":\"corrected\"') = 1"),
		0);
	assert_int_equal(
		program_shell("printf 'id,reviewer,themes\\n,Anna,geld\\n' > e.csv; "
			      "$R import s e.csv 2> err; test $? = 2 && grep -q 'e.csv:2' err"),
		0);
}

static void output_that_cannot_be_written_ends_with_status_three(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("$R run s --quiet; $R export s > /dev/full 2> err; test $? = 3 && "
			      "test $(wc -l < err) = 1 && $R export s --output nergens/x 2> err; "
			      "test $? = 3 && test $(wc -l < err) = 1"),
		0);
}

static void a_full_disk_leaves_a_store_that_goes_on(void **state)
{
	(void)state;
	/* ThreadSanitizer maps a file of its own at the start, which the bound cuts short: it ends
	 * with SIGBUS as soon as it reads behind that, before the program has begun. */
	if (PROGRAM_THREAD_SANITIZED)
		skip();
	/* A bound on the size of files, with its signal ignored, fails as a full disk does. */
	assert_int_equal(
		program_shell("$R run s --quiet --db ok.db && $R export s --db ok.db > 1; "
			      "( trap '' XFSZ; ulimit -f 150; $R run s --quiet 2> err; exit $? ); "
			      "test $? = 3 && test $(wc -l < err) = 1 || { cat err; exit 9; }; "
			      "$R run s --quiet && $R export s > 2 && cmp 1 2"),
		0);
}

static void wrong_words_end_with_status_two(void **state)
{
	(void)state;
	assert_int_equal(program_shell("$R rnu s 2>/dev/null"), 2);
	assert_int_equal(program_shell("$R run 2>/dev/null"), 2);
	assert_int_equal(program_shell("$R run s --rounds 1 2>/dev/null"), 2);
	assert_int_equal(program_shell("$R run nergens 2>/dev/null"), 2);
	assert_int_equal(program_shell("$R export s --format pdf 2>/dev/null"), 2);
	assert_int_equal(program_shell("echo 'packs: [bestaat-niet]' > s/rodedraad.yaml; "
				       "$R run s 2> err; test $? = 2 && grep -q bestaat-niet err"),
			 0);
	assert_int_equal(
		program_shell("printf 'name: x\\nlangage: nl\\n' > s/rodedraad.yaml; "
			      "$R run s 2> err; test $? = 2 && grep -q 'rodedraad.yaml:2' err"),
		0);
}

static void a_store_that_is_no_store_ends_with_status_three(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("head -c 9000 /dev/urandom > s/rodedraad.db; "
			      "$R run s --quiet 2> err; test $? = 3 && test $(wc -l < err) = 1"),
		0);
}

static void a_pipe_gets_no_progress_and_quiet_says_nothing(void **state)
{
	(void)state;
	assert_int_equal(program_shell("$R run s --quiet > out 2>&1 && test ! -s out"), 0);
	assert_int_equal(
		program_shell("$R run s --db 2.db > out 2> err && test -s out && test ! -s err"),
		0);
}

/* What differs is named with its cause, and a run is repeated only where it can be. */
static void runs_are_held_against_each_other_and_repeated(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"cp -r s d && $R -q run d && $R -q run d && $R --lang en diff d 1 2 > out "
			"&& "
			"grep -q 'runs 1 and 2 suggested the same' out && "
			"$R --lang en run d --as 1 > out && grep -q 'suggested the same' out && "
			"printf '\nIn mei kwam de wethouder kijken en toen was het geregeld.\n' >> "
			"d/ronde-1/01-skateplek-ronde1.txt && rm d/ronde-1/05-kookploeg-ronde1.txt "
			"&& $R -q run d && "
			"$R --lang en diff d 1 4 > out && grep -q '01-.*: the document changed' "
			"out "
			"&& "
			"grep -q '05-.*: the document is gone' out"),
		0);
	assert_int_equal(program_shell("$R --lang en run d --as 1 2> out"), 2);
	assert_int_equal(program_shell("grep -q \"can't be repeated here\" out && "
				       "grep -q 'document that changed: ronde-1/01' out && "
				       "grep -q 'document that is gone: ronde-1/05' out"),
			 0);
	assert_int_equal(
		program_shell("mkdir -p d/lexicons/samenwerking && sed s/vergunning/vergunninkje/ "
			      "$TOP/lexicons/samenwerking/pack.yaml > "
			      "d/lexicons/samenwerking/pack.yaml && $R -q run d && "
			      "$R --lang en diff d 4 5 > out && "
			      "grep -q 'pack or model samenwerking/pack.yaml' out && "
			      "$R diff d 4 5 --format json | "
			      "python3 -c 'import json,sys; assert json.load(sys.stdin)[\"causes\"]"
			      "[0][\"what\"] == \"part\"'"),
		0);
	assert_int_equal(program_shell("$R -q diff d 1 99 2> out"), 2);
	assert_int_equal(program_shell("$R -q diff d een 2 2> out"), 2);
	assert_int_equal(program_shell("rm -r d"), 0);
}

/* A reviewer's decisions teach the next run unless it is told not to; a run that is repeated has
 * those that it had then. */
static void what_decisions_teach_can_be_left_out(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"cp -r s d && $R -q run d && $R export d --format jsonl > all && python3 "
			"-c '"
			"import json\n"
			"print(\"id,reviewer,themes\")\n"
			"for line in open(\"all\"):\n"
			"    a = json.loads(line)\n"
			"    if a[\"type\"] == \"anecdote\": "
			"print(a[\"id\"] + \",noor,\" + a[\"ranking\"][1][0])' > made.csv && "
			"$R -q import d made.csv && $R -q run d --no-learn && $R -q run d && "
			"$R diff d 1 2 --format json > out && grep -q '\"causes\":\\[\\]' out && "
			"grep -q '\"documents\":\\[\\]' out"),
		0);
	assert_int_equal(program_shell("$R -q run d --as 2 > out && $R diff d 2 4 --format json | "
				       "grep -q '\"documents\":\\[\\]'"),
			 0);
	assert_int_equal(program_shell("rm -r d"), 0);
}

static void init_makes_a_study_that_runs_and_spares_what_is_there(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("$R init nieuw --quiet && cp s/ronde-1/*.txt nieuw/ronde-1 && "
			      "$R run nieuw --quiet && $R init nieuw --quiet 2>/dev/null"),
		2);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, program_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(the_same_bytes_come_out_for_any_number_of_threads),
		CASE(the_same_bytes_come_out_on_another_machine),
		CASE(a_second_run_reads_nothing_again_and_changes_nothing),
		CASE(only_what_changed_is_done_again_with_the_result_of_a_run_from_nothing),
		CASE(another_pack_or_study_file_does_all_again),
		CASE(a_changed_document_is_noticed_under_its_old_size_and_time),
		CASE(a_document_with_the_same_bytes_under_a_new_time_is_not_done_again),
		CASE(a_changed_part_of_a_pack_is_noticed_under_its_old_size_and_time),
		CASE(a_part_that_goes_before_that_of_the_program_is_noticed_when_it_comes),
		CASE(shards_together_are_the_same_as_one_run),
		CASE(documents_that_cannot_be_read_are_named_and_the_others_done),
		CASE(a_broken_document_is_named_again_by_the_next_run),
		CASE(fifty_megabytes_in_one_line_do_not_stop_a_run),
		CASE(the_same_report_twice_is_named),
		CASE(what_is_interrupted_goes_on_from_there),
		CASE(a_killed_run_leaves_a_store_that_opens),
		CASE(stories_that_are_cut_already_come_back_under_their_own_ids),
		CASE(stages_compose_in_a_shell_for_any_number_of_threads),
		CASE(a_stage_refuses_what_is_no_record_and_goes_on),
		CASE(decisions_stay_on_their_anecdote_when_the_document_changes),
		CASE(decisions_follow_a_document_that_moves_and_outlive_one_that_goes),
		CASE(decisions_on_nothing_are_told_and_the_others_taken),
		CASE(output_that_cannot_be_written_ends_with_status_three),
		CASE(a_full_disk_leaves_a_store_that_goes_on),
		CASE(wrong_words_end_with_status_two),
		CASE(a_store_that_is_no_store_ends_with_status_three),
		CASE(a_pipe_gets_no_progress_and_quiet_says_nothing),
		CASE(runs_are_held_against_each_other_and_repeated),
		CASE(what_decisions_teach_can_be_left_out),
		CASE(init_makes_a_study_that_runs_and_spares_what_is_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
