#include "pipeline/sandbox/keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/reader.h"
#include "pipeline/options.h"
#include "pipeline/sandbox/guard.h"
#include "pipeline/sandbox/wire.h"

/* --- a reading process -------------------------------------------------------------------------
 */

static bool receive(int channel, void *out, size_t len)
{
	for (size_t done = 0; done < len;) {
		const ssize_t got = read(channel, (char *)out + done, len - done);
		if (got <= 0 && !(got < 0 && errno == EINTR))
			return false;
		done += got > 0 ? (size_t)got : 0;
	}
	return true;
}

/* The length and the bytes in one call if it can be: each wakes up who waits for them. */
static bool send_reply(int channel, struct span bytes)
{
	const uint64_t len = bytes.len;
	const struct iovec part[] = {{(void *)&len, sizeof len}, {(void *)bytes.at, bytes.len}};
	ssize_t sent = writev(channel, part, 2);
	size_t done = sent > (ssize_t)sizeof len ? (size_t)sent - sizeof len : 0;
	while (sent >= (ssize_t)sizeof len && done < bytes.len) {
		const ssize_t more = write(channel, bytes.at + done, bytes.len - done);
		if (more <= 0 && !(more < 0 && errno == EINTR))
			return false;
		done += more > 0 ? (size_t)more : 0;
	}
	return sent >= (ssize_t)sizeof len;
}

/* `len` bytes and a NUL. */
static char *receive_text(int channel, size_t len, struct arena *arena)
{
	char *text = arena_alloc(arena, len + 1);
	if (!text)
		_exit(KEEPER_NO_MEMORY);
	if (!receive(channel, text, len))
		_exit(0);
	text[len] = '\0';
	return text;
}

static void answer_request(int channel, const struct keeper_request *request,
			   const struct sandbox_setting *setting, struct arena *keep,
			   struct arena *scratch)
{
	const struct reader_options options = {
		.name = receive_text(channel, request->name, keep),
		.language = receive_text(channel, request->language, keep),
	};
	const struct span bytes = {receive_text(channel, request->bytes, keep), request->bytes};
	struct document document = {.format = NULL};
	struct error err = ERROR_INIT;
	struct span answer;
	const int status = setting->read(&document, bytes, &options, keep, scratch, &err);
	if (status == ERROR_MEMORY || wire_put(&answer, status, &document, &err, keep) < 0)
		_exit(KEEPER_NO_MEMORY);
	if (!send_reply(channel, answer))
		_exit(0);
	arena_reset(keep);
	arena_reset(scratch);
}

static _Noreturn void serve(int channel, const struct sandbox_setting *setting)
{
	struct arena keep = ARENA_INIT, scratch = ARENA_INIT;
	const struct keeper_hello hello = {setting->guarded ? guard_reader(setting->memory) : 0};
	if (write(channel, &hello, sizeof hello) != (ssize_t)sizeof hello)
		_exit(0);
	struct keeper_request request;
	while (receive(channel, &request, sizeof request))
		answer_request(channel, &request, setting, &keep, &scratch);
	_exit(0);
}

/* --- the keeper ---------------------------------------------------------------------------------
 */

struct keeper {
	int channel;
	const struct sandbox_setting *setting;
	pid_t child[OPTIONS_THREADS_MOST]; /* 0: free */
};

static void die_with_parent(void)
{
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
}

/* The descriptor goes along unless it is -1. */
static bool answer(int channel, const struct keeper_answer *said, int descriptor)
{
	struct iovec part = {.iov_base = (void *)said, .iov_len = sizeof *said};
	union {
		char bytes[CMSG_SPACE(sizeof(int))];
		struct cmsghdr align;
	} control = {.bytes = {0}};
	struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
	if (descriptor >= 0) {
		message.msg_control = control.bytes;
		message.msg_controllen = sizeof control.bytes;
		struct cmsghdr *header = CMSG_FIRSTHDR(&message);
		*header = (struct cmsghdr){.cmsg_level = SOL_SOCKET,
					   .cmsg_type = SCM_RIGHTS,
					   .cmsg_len = CMSG_LEN(sizeof(int))};
		memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
	}
	return sendmsg(channel, &message, MSG_NOSIGNAL) == (ssize_t)sizeof *said;
}

static pid_t *find_child(struct keeper *keeper, pid_t pid)
{
	for (size_t i = 0; i < OPTIONS_THREADS_MOST; i++)
		if (keeper->child[i] == pid)
			return &keeper->child[i];
	return NULL;
}

static bool start_reader(struct keeper *keeper)
{
	int pair[2];
	pid_t *slot = find_child(keeper, 0);
	if (!slot || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		return answer(keeper->channel, &(struct keeper_answer){.pid = -1}, -1);
	const pid_t pid = fork();
	if (pid == 0) {
		die_with_parent();
		(void)close(keeper->channel);
		(void)close(pair[0]);
		serve(pair[1], keeper->setting);
	}
	if (pid > 0)
		*slot = pid;
	(void)close(pair[1]);
	const bool sent = answer(keeper->channel, &(struct keeper_answer){.pid = pid},
				 pid > 0 ? pair[0] : -1);
	(void)close(pair[0]);
	return sent;
}

static bool end_reader(struct keeper *keeper, pid_t pid)
{
	struct keeper_answer said = {.pid = -1};
	pid_t *slot = pid > 0 ? find_child(keeper, pid) : NULL;
	if (slot) {
		(void)kill(pid, SIGKILL); /* of no effect on one that has ended */
		said.pid = waitpid(pid, &said.status, 0);
		*slot = 0;
	}
	return answer(keeper->channel, &said, -1);
}

/* What the program has open is none of its business; nor are the signals of the terminal. */
static int leave_program(int channel)
{
	static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};
	enum { OURS = 3 };
	for (size_t i = 0; i < sizeof ignored / sizeof ignored[0]; i++)
		(void)signal(ignored[i], SIG_IGN);
	if (channel != OURS && dup2(channel, OURS) < 0)
		_exit(1);
	(void)close_range(OURS + 1, ~0U, 0);
	const int nothing = open("/dev/null", O_RDWR);
	for (int fd = 0; fd < (SANDBOX_SANITIZED ? 2 : OURS) && nothing >= 0; fd++)
		(void)dup2(nothing, fd);
	(void)close(nothing);
	return OURS;
}

_Noreturn void keeper_run(int channel, const struct sandbox_setting *setting)
{
	static struct keeper keeper;
	die_with_parent();
	(void)prctl(PR_SET_NAME, "rodedraad-read");
	keeper = (struct keeper){.channel = leave_program(channel), .setting = setting};
	bool goes_on = true;
	struct keeper_order order;
	while (goes_on && recv(keeper.channel, &order, sizeof order, 0) == (ssize_t)sizeof order)
		goes_on = order.verb == KEEPER_START ? start_reader(&keeper)
						     : end_reader(&keeper, order.pid);
	for (size_t i = 0; i < OPTIONS_THREADS_MOST; i++)
		if (keeper.child[i] > 0) {
			(void)kill(keeper.child[i], SIGKILL);
			(void)waitpid(keeper.child[i], NULL, 0);
		}
	_exit(0);
}
