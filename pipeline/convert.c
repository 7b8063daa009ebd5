#include "pipeline/convert.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/file.h"
#include "pipeline/sandbox/guard.h"

enum { FILE_MOST = 256 << 20, WORDS_MOST = 12, WAIT_MS = 20, NO_PROGRAM = 127 };

static int wait_for(pid_t pid)
{
	const struct timespec pause = {.tv_nsec = WAIT_MS * 1000000L};
	for (int waited = 0; waited < CONVERT_SECONDS_MOST * 1000; waited += WAIT_MS) {
		int status;
		const pid_t got = waitpid(pid, &status, WNOHANG);
		if (got == pid)
			return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
		if (got < 0 && errno != EINTR)
			return -1;
		(void)nanosleep(&pause, NULL);
	}
	(void)kill(-pid, SIGKILL);
	(void)waitpid(pid, NULL, 0);
	return -1;
}

/* What only the child does: it lets go of the terminal and of all that could be harmed. A group of
 * its own, so that what it starts ends with it. */
static _Noreturn void become(char *const *words, const char *folder)
{
	(void)setpgid(0, 0);
	const int nothing = open("/dev/null", O_RDWR);
	for (int fd = 0; fd < 3 && nothing >= 0; fd++)
		(void)dup2(nothing, fd);
	(void)guard_converter(folder);
	(void)execvp(words[0], words);
	_exit(NO_PROGRAM);
}

/* -1 also when there is no such program. Between fork and exec only calls that may be made there.
 */
static int run_program(char *const *words, const char *folder)
{
	const pid_t pid = fork();
	if (pid == 0)
		become(words, folder);
	if (pid > 0)
		(void)setpgid(pid, 0); /* whichever of the two comes first */
	return pid > 0 ? wait_for(pid) : -1;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *place)
{
	(void)about;
	(void)kind;
	(void)place;
	(void)remove(path);
	return 0;
}

static int convert_in(const char *folder, const char *input, const char *format)
{
	char output[256], outdir[256], profile[256];
	(void)snprintf(output, sizeof output, "%s/input.docx", folder);
	(void)snprintf(outdir, sizeof outdir, "%s", folder);
	(void)snprintf(profile, sizeof profile, "-env:UserInstallation=file://%s/profile", folder);
	char source[256];
	(void)snprintf(source, sizeof source, "%s/input.%s", folder, format);
	if (symlink(input, source) != 0)
		return -1;
	char *pandoc[WORDS_MOST] = {"pandoc", "--sandbox", "-f",   "rtf",  "-t",
				    "docx",   "-o",        output, source, NULL};
	char *office[WORDS_MOST] = {"soffice",      profile, "--headless", "--norestore",
				    "--convert-to", "docx",  "--outdir",   outdir,
				    source,         NULL};
	if (strcmp(format, "rtf") == 0 && run_program(pandoc, folder) == 0)
		return 0;
	return run_program(office, folder);
}

static int read_result(struct span *out, const char *folder, struct arena *keep, struct error *err)
{
	char output[256];
	(void)snprintf(output, sizeof output, "%s/input.docx", folder);
	return file_read(out, output, FILE_MOST, keep, err);
}

int convert_file(struct span *out, const char *path, const char *format, struct arena *keep,
		 struct error *err)
{
	char folder[] = "/tmp/rodedraad-convert-XXXXXX";
	char *input = realpath(path, NULL);
	if (!input || !mkdtemp(folder)) {
		free(input);
		return error_set(err, ERROR_INPUT, "this file can't be read", "%s",
				 strerror(errno));
	}
	int status = convert_in(folder, input, format);
	if (status == 0)
		status = read_result(out, folder, keep, NULL);
	free(input);
	(void)nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	if (status == ERROR_MEMORY)
		return error_memory(err);
	if (status < 0)
		return error_set(err, ERROR_INPUT,
				 "this format needs pandoc or LibreOffice; install one, or save "
				 "the file as .docx",
				 ".%s", format);
	return 0;
}
