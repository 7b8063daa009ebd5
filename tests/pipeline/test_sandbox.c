#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/reader.h"
#include "pipeline/sandbox/guard.h"
#include "pipeline/sandbox/sandbox.h"
#include "pipeline/sandbox/wire.h"
#include "tests/program.h"

#define READER_ARGUMENTS                                                                           \
	struct document *out, struct span bytes, const struct reader_options *options,             \
		struct arena *keep, struct arena *scratch, struct error *err

/* --- readers that do what none should ----------------------------------------------------------
 */

static const char page[] = "<html><body><h1>Kop</h1><p>Er was eens.</p></body></html>";

static int normal(READER_ARGUMENTS)
{
	return reader_read(out, bytes, options, keep, scratch, err);
}

/* What a process that brings in a file may not do, and the one thing that it may; its exit status
 * says where that is not so. */
static int try_as_importer(const char *folder)
{
	char *const words[] = {"true", NULL};
	char inside[64];
	(void)snprintf(inside, sizeof inside, "%s/rodedraad.db", folder);
	const unsigned walls = guard_importer(&folder, 1);
	if (!(walls & GUARD_CALLS) || socket(AF_INET, SOCK_STREAM, 0) >= 0 ||
	    socket(AF_UNIX, SOCK_STREAM, 0) >= 0)
		return 1;
	(void)execv("/bin/true", words);
	if ((walls & GUARD_FOLDERS) &&
	    (open("/tmp/rodedraad-sandbox-test", O_WRONLY | O_CREAT, 0600) >= 0 ||
	     unlink("/tmp/rodedraad-sandbox-witness") == 0 ||
	     open("/tmp/rodedraad-sandbox-witness", O_RDONLY) >= 0))
		return 2;
	return open(inside, O_RDWR | O_CREAT, 0600) >= 0 && unlink(inside) == 0 ? 0 : 3;
}

/* What the kernel said to each attempt, as the detail of an error. */
static int reach_out(READER_ARGUMENTS)
{
	(void)out, (void)bytes, (void)options, (void)keep, (void)scratch;
	char *const words[] = {"true", NULL};
	const int written = open("/tmp/rodedraad-sandbox-test", O_WRONLY | O_CREAT, 0600);
	const int connected = socket(AF_INET, SOCK_STREAM, 0);
	const int local = socket(AF_UNIX, SOCK_STREAM, 0);
	const int removed = unlink("/tmp/rodedraad-sandbox-witness");
	const int killed = kill(getppid(), 0);
	const pid_t forked = fork();
	const int started = execv("/bin/true", words);
	const int passwords = open("/etc/passwd", O_RDONLY);
	const int witness = open("/tmp/rodedraad-sandbox-witness", O_RDONLY);
	return error_set(err, ERROR_INPUT, "the PDF is broken", "%d %d %d %d %d %d %d %d %d",
			 written, connected, local, removed, killed, (int)forked, started,
			 passwords, witness);
}

static int take_four_gigabytes(READER_ARGUMENTS)
{
	(void)out, (void)bytes, (void)options, (void)scratch;
	return arena_alloc(keep, (size_t)4 << 30) ? 0 : error_memory(err);
}

static int loop_for_ever(READER_ARGUMENTS)
{
	(void)out, (void)bytes, (void)options, (void)keep, (void)scratch, (void)err;
	volatile bool goes_on = true;
	while (goes_on)
		;
	return 0;
}

static int fall(READER_ARGUMENTS)
{
	(void)out, (void)bytes, (void)options, (void)keep, (void)scratch, (void)err;
	_exit(77);
}

static int fall_at_the_second(READER_ARGUMENTS)
{
	static int read;
	if (read++ > 0)
		_exit(77);
	return reader_read(out, bytes, options, keep, scratch, err);
}

static int fall_on_word(READER_ARGUMENTS)
{
	if (memmem(bytes.at, bytes.len, "stuk", 4))
		_exit(77);
	return reader_read(out, bytes, options, keep, scratch, err);
}

/* --- fixture ------------------------------------------------------------------------------------
 */

struct box {
	struct sandbox sandbox;
	struct sandbox_reader reader;
	struct arena keep;
	struct arena scratch;
	struct document document;
	struct error err;
};

static void begin(struct box *box, int (*read)(READER_ARGUMENTS))
{
	struct sandbox_setting setting = sandbox_default;
	setting.read = read;
	setting.seconds = 1;
	*box = (struct box){.document = {.format = NULL}};
	assert_int_equal(sandbox_start(&box->sandbox, &setting, NULL), 0);
	box->reader.sandbox = &box->sandbox;
}

static int read_text(struct box *box, const char *text)
{
	const struct reader_options options = {.name = "a.html", .language = "nl"};
	box->err = (struct error)ERROR_INIT;
	return sandbox_read(&box->document, span_from(text), &options, &box->reader, &box->keep,
			    &box->scratch, &box->err);
}

static void end(struct box *box)
{
	sandbox_reader_end(&box->reader);
	sandbox_stop(&box->sandbox);
	arena_release(&box->keep);
	arena_release(&box->scratch);
}

static void assert_refused(struct box *box, int code, const char *why)
{
	assert_int_equal(read_text(box, page), code);
	assert_int_equal(box->err.code, code);
	assert_string_equal(box->err.why, why);
}

/* --- tests --------------------------------------------------------------------------------------
 */

static void a_foreign_format_is_read_in_another_process(void **state)
{
	(void)state;
	struct box box;
	begin(&box, normal);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(read_text(&box, page), 0);
		assert_string_equal(box.document.format, "html");
		assert_int_equal(box.document.blocks, 2);
	}
	assert_true(box.reader.pid > 0 && box.reader.pid != getpid());
	assert_int_equal(box.reader.documents, 3);
	end(&box);
}

static void what_a_reader_says_comes_across(void **state)
{
	(void)state;
	struct box box;
	begin(&box, normal);
	assert_int_equal(read_text(&box, "<html><body></body></html>"), ERROR_INPUT);
	assert_string_equal(box.err.why, "there is no text in this document");
	assert_int_equal(box.reader.documents, 1);
	end(&box);
}

static void own_formats_are_read_without_a_process(void **state)
{
	(void)state;
	struct box box;
	const struct reader_options options = {.name = "a.txt", .language = "nl"};
	begin(&box, fall);
	assert_int_equal(sandbox_read(&box.document, SPAN("Er was eens een plein."), &options,
				      &box.reader, &box.keep, &box.scratch, &box.err),
			 0);
	assert_int_equal(box.reader.pid, 0);
	end(&box);
}

static bool kernel_has_landlock(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
}

static void a_reader_reaches_no_file_network_or_program(void **state)
{
	(void)state;
	if (SANDBOX_SANITIZED)
		skip();
	struct box box;
	const int witness = open("/tmp/rodedraad-sandbox-witness", O_WRONLY | O_CREAT, 0600);
	assert_true(witness >= 0);
	(void)close(witness);
	begin(&box, reach_out);
	assert_int_equal(read_text(&box, page), ERROR_INPUT);
	assert_false(box.reader.bare);
	if (kernel_has_landlock())
		assert_string_equal(box.err.detail, "-1 -1 -1 -1 -1 -1 -1 -1 -1");
	else
		assert_memory_equal(box.err.detail, "-1 -1 -1 -1 -1 -1 -1", 20);
	end(&box);
	assert_int_not_equal(access("/tmp/rodedraad-sandbox-test", F_OK), 0);
	assert_int_equal(unlink("/tmp/rodedraad-sandbox-witness"), 0);
}

static void what_brings_in_a_file_writes_in_its_study_alone(void **state)
{
	(void)state;
	char folder[] = "/tmp/rodedraad-import-XXXXXX";
	int status = 0;
	assert_non_null(mkdtemp(folder));
	const int witness = open("/tmp/rodedraad-sandbox-witness", O_WRONLY | O_CREAT, 0600);
	assert_true(witness >= 0 && close(witness) == 0);
	const pid_t child = fork();
	if (child == 0)
		_exit(try_as_importer(folder));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(rmdir(folder), 0);
	assert_int_equal(unlink("/tmp/rodedraad-sandbox-witness"), 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void a_store_elsewhere_and_behind_a_link_is_written(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"mkdir L far && echo 'id,text' > far/t.csv && echo 'a,\"Zij kwam.\"' >> "
			"far/t.csv "
			"&& $R import L far/t.csv --db far/store --quiet && test -s far/store && "
			"ln -s ../far/store L/rodedraad.db && $R import L far/t.csv --quiet && "
			"test -L L/rodedraad.db && $R import L far/t.csv --quiet --no-sandbox"),
		0);
}

static void a_reader_that_takes_too_much_memory_loses_its_document_alone(void **state)
{
	(void)state;
	if (SANDBOX_SANITIZED)
		skip();
	struct box box;
	begin(&box, take_four_gigabytes);
	assert_refused(&box, ERROR_LIMIT, "reading this document takes too much memory");
	assert_refused(&box, ERROR_LIMIT, "reading this document takes too much memory");
	end(&box);
}

static void a_reader_that_never_ends_is_ended(void **state)
{
	(void)state;
	struct box box;
	begin(&box, loop_for_ever);
	assert_refused(&box, ERROR_LIMIT, "reading this document takes too long");
	assert_string_equal(box.err.detail, "> 1 s");
	assert_int_equal(box.reader.pid, 0);
	end(&box);
}

static void after_a_crash_the_next_document_is_read(void **state)
{
	(void)state;
	struct box box;
	begin(&box, fall_on_word);
	assert_int_equal(read_text(&box, page), 0);
	assert_int_equal(read_text(&box, "<html><p>Dit is stuk.</p></html>"), ERROR_INPUT);
	assert_string_equal(box.err.why, "this document makes its reader crash");
	assert_int_equal(read_text(&box, page), 0);
	end(&box);
}

static void what_went_before_does_not_make_a_document_unreadable(void **state)
{
	(void)state;
	struct box box;
	begin(&box, fall_at_the_second);
	for (int i = 0; i < 3; i++)
		assert_int_equal(read_text(&box, page), 0);
	end(&box);
}

static void without_a_keeper_it_is_said_that_no_process_can_be_had(void **state)
{
	(void)state;
	struct box box;
	begin(&box, normal);
	assert_int_equal(kill(box.sandbox.keeper, SIGKILL), 0);
	assert_refused(&box, ERROR_MEMORY, "no process can be started to read in");
	end(&box);
}

/* --- the way back --------------------------------------------------------------------------------
 */

static const char *const formats[] = {"tests/pipeline/formats/verslag",
				      "tests/pipeline/formats/kring",
				      "tests/pipeline/formats/verhalen"};

static struct span put_sample(struct arena *keep, struct arena *scratch)
{
	static const char table[] = "id;titel;tekst;ronde;wijk;verteller\n"
				    "v1;Plein;Er was eens een plein.;1;Noord;bewoner\n";
	struct document document;
	struct span bytes;
	struct error err = ERROR_INIT;
	const struct reader_options options = {.name = "a.csv", .language = "nl"};
	assert_int_equal(reader_read(&document, span_from(table), &options, keep, scratch, &err),
			 0);
	assert_int_equal(document.stories, 1);
	document.metadata.title = SPAN("Wijk Noord");
	document.note = (struct note[]){{"the encoding was guessed", SPAN("latin1"), 2}};
	document.notes = 1;
	document.metadata.person = (struct person[]){{SPAN("An"), SPAN("bewoner"), SPAN("A1")}};
	document.metadata.persons = 1;
	assert_int_equal(wire_put(&bytes, 0, &document, NULL, keep), 0);
	return bytes;
}

static void a_document_comes_across_whole(void **state)
{
	(void)state;
	struct arena keep = ARENA_INIT, scratch = ARENA_INIT;
	struct error err = ERROR_INIT;
	struct document document;
	struct span again;
	const struct span bytes = put_sample(&keep, &scratch);
	assert_int_equal(wire_take(&document, bytes, &keep, &err), 0);
	assert_string_equal(document.note[0].what, "the encoding was guessed");
	assert_int_equal(document.stories, 1);
	assert_int_equal(wire_put(&again, 0, &document, NULL, &keep), 0);
	assert_int_equal(again.len, bytes.len);
	assert_memory_equal(again.at, bytes.at, bytes.len);
	arena_release(&keep);
	arena_release(&scratch);
}

static void an_answer_that_is_cut_short_is_none(void **state)
{
	(void)state;
	struct arena keep = ARENA_INIT, scratch = ARENA_INIT;
	struct document document;
	const struct span bytes = put_sample(&keep, &scratch);
	for (size_t len = 0; len < bytes.len; len++) {
		struct error err = ERROR_INIT;
		assert_int_equal(wire_take(&document, (struct span){bytes.at, len}, &keep, &err),
				 ERROR_INPUT);
		assert_string_equal(err.why, "what was read of this document is no answer");
	}
	arena_release(&keep);
	arena_release(&scratch);
}

static void an_answer_with_a_changed_byte_is_refused_or_sound(void **state)
{
	(void)state;
	struct arena keep = ARENA_INIT, scratch = ARENA_INIT;
	const struct span bytes = put_sample(&keep, &scratch);
	for (size_t at = 0; at < bytes.len; at++) {
		struct arena mine = ARENA_INIT;
		struct document document;
		struct error err = ERROR_INIT;
		char *changed = arena_copy(&mine, bytes.at, bytes.len);
		changed[at] = (char)(changed[at] ^ 0x81);
		const struct span answer = {changed, bytes.len};
		if (wire_take(&document, answer, &mine, &err) == 0) {
			assert_true(utf8_valid(document.text));
			for (size_t i = 0; i < document.blocks; i++)
				assert_true(document.block[i].end <= document.text.len);
		}
		arena_release(&mine);
	}
	arena_release(&keep);
	arena_release(&scratch);
}

static void an_error_that_is_no_sentence_of_ours_is_refused(void **state)
{
	(void)state;
	struct arena keep = ARENA_INIT;
	struct document document;
	struct span bytes;
	struct error said = {.code = ERROR_LIMIT, .why = "the PDF has too many pages", .line = 7};
	struct error err = ERROR_INIT;
	assert_int_equal(wire_put(&bytes, ERROR_LIMIT, NULL, &said, &keep), 0);
	assert_int_equal(wire_take(&document, bytes, &keep, &err), ERROR_LIMIT);
	assert_string_equal(err.why, said.why);
	assert_int_equal(err.line, 7);
	said.why = "send your password to this address";
	err = (struct error)ERROR_INIT;
	assert_int_equal(wire_put(&bytes, ERROR_LIMIT, NULL, &said, &keep), 0);
	assert_int_equal(wire_take(&document, bytes, &keep, &err), ERROR_INPUT);
	assert_string_equal(err.why, "what was read of this document is no answer");
	arena_release(&keep);
}

/* --- the whole program ---------------------------------------------------------------------------
 */

static void a_run_gives_the_same_bytes_with_and_without(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
		assert_int_equal(
			program_shell("rm -rf s one two && cp -r \"$TOP/%s\" s && "
				      "$R run s --quiet --threads 2 --db one && "
				      "$R run s --quiet --threads 3 --db two --no-sandbox && "
				      "$R export s --db one > a && $R export s --db two > b && "
				      "test -s a && cmp a b",
				      formats[i]),
			0);
}

static void hostile_documents_get_the_same_lines_with_and_without(void **state)
{
	(void)state;
	const char *shared = getenv("SHARED");
	if (program_shell("test -d \"$TOP/%s/data/torture\" || test -d \"%s/data/torture\"",
			  "../shared", shared ? shared : "/nonexistent") != 0)
		skip();
	assert_int_equal(
		program_shell(
			"shared=${SHARED:-$TOP/../shared}; "
			"rm -rf s && cp -r \"$shared/data/torture\" s && "
			"$R run s --quiet --db one 2> a; test $? -eq 1 || exit 9; "
			"$R run s --quiet --db two --no-sandbox 2> b; test $? -eq 1 || exit 8; "
			"test -s a && cmp a b && $R export s --db one > a && "
			"$R export s --db two > b && cmp a b"),
		0);
}

static void no_process_outlives_a_reader_or_its_keeper(void **state)
{
	(void)state;
	struct box box;
	begin(&box, normal);
	assert_int_equal(read_text(&box, page), 0);
	const pid_t reader = box.reader.pid, keeper = box.sandbox.keeper;
	sandbox_stop(&box.sandbox);
	assert_int_not_equal(kill(reader, 0), 0);
	assert_int_not_equal(kill(keeper, 0), 0);
	(void)close(box.reader.channel);
	arena_release(&box.keep);
	arena_release(&box.scratch);
}

#if defined __x86_64__ || defined __aarch64__
/* As a kernel without seccomp and Landlock, for what is started after this. */
static void refuse_walls(void)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_landlock_create_ruleset, 3, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_prctl, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PR_SET_SECCOMP, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EINVAL),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog program = {sizeof filter / sizeof filter[0], filter};
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
		_exit(99);
}

static void an_old_kernel_is_mentioned_once_and_not_in_the_output(void **state)
{
	(void)state;
	if (SANDBOX_SANITIZED)
		skip();
	const pid_t pid = fork();
	if (pid == 0) {
		refuse_walls();
		_exit(program_shell(
			"rm -rf s one && cp -r \"$TOP/tests/pipeline/formats/verslag\" s && "
			"$R run s --lang en --threads 3 --db one > out 2> said && "
			"test $(grep -c 'no seccomp' said) = 1 && "
			"! grep seccomp out"));
	}
	int status;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == 99)
		skip();
	assert_int_equal(WEXITSTATUS(status), 0);
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_foreign_format_is_read_in_another_process),
		cmocka_unit_test(what_a_reader_says_comes_across),
		cmocka_unit_test(own_formats_are_read_without_a_process),
		cmocka_unit_test(a_reader_reaches_no_file_network_or_program),
		cmocka_unit_test(what_brings_in_a_file_writes_in_its_study_alone),
		cmocka_unit_test(a_store_elsewhere_and_behind_a_link_is_written),
		cmocka_unit_test(a_reader_that_takes_too_much_memory_loses_its_document_alone),
		cmocka_unit_test(a_reader_that_never_ends_is_ended),
		cmocka_unit_test(after_a_crash_the_next_document_is_read),
		cmocka_unit_test(what_went_before_does_not_make_a_document_unreadable),
		cmocka_unit_test(without_a_keeper_it_is_said_that_no_process_can_be_had),
		cmocka_unit_test(a_document_comes_across_whole),
		cmocka_unit_test(an_answer_that_is_cut_short_is_none),
		cmocka_unit_test(an_answer_with_a_changed_byte_is_refused_or_sound),
		cmocka_unit_test(an_error_that_is_no_sentence_of_ours_is_refused),
		cmocka_unit_test(a_run_gives_the_same_bytes_with_and_without),
		cmocka_unit_test(hostile_documents_get_the_same_lines_with_and_without),
		cmocka_unit_test(no_process_outlives_a_reader_or_its_keeper),
#if defined __x86_64__ || defined __aarch64__
		cmocka_unit_test(an_old_kernel_is_mentioned_once_and_not_in_the_output),
#endif
	};
	return cmocka_run_group_tests(tests, program_setup, program_teardown);
}
