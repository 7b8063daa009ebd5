#include "pipeline/sandbox/sandbox.h"

#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/reader.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/sandbox/guard.h"
#include "pipeline/sandbox/keeper.h"
#include "pipeline/sandbox/wire.h"

const struct sandbox_setting sandbox_default = {
	.guarded = !SANDBOX_SANITIZED,
	.memory = SANDBOX_MEMORY_MOST,
	.seconds = SANDBOX_SECONDS_MOST,
	.read = reader_read,
};

/* How asking a reading process ended. */
enum asked {
	ASKED_ANSWERED,
	ASKED_ENDED, /* the process is gone, or says what it never would */
	ASKED_FULL,  /* it is gone for want of memory */
	ASKED_TOO_LONG,
	ASKED_NO_MEMORY, /* for the answer, here */
};

/* --- the keeper ---------------------------------------------------------------------------------
 */

int sandbox_start(struct sandbox *out, const struct sandbox_setting *setting, struct error *err)
{
	int pair[2];
	*out = (struct sandbox){.channel = -1, .setting = *setting};
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
		return error_set(err, ERROR_MEMORY, "no process can be started to read in", "%s",
				 strerror(errno));
	out->keeper = fork();
	if (out->keeper == 0) {
		(void)close(pair[0]);
		keeper_run(pair[1], &out->setting);
	}
	(void)close(pair[1]);
	out->channel = pair[0];
	(void)pthread_mutex_init(&out->turn, NULL);
	return out->keeper > 0
		       ? 0
		       : error_set(err, ERROR_MEMORY, "no process can be started to read in", "%s",
				   strerror(errno));
}

static bool is_wanted(const struct options *options)
{
	return !SANDBOX_SANITIZED && !options_given(options, OPTION_NO_SANDBOX);
}

int sandbox_start_wanted(struct sandbox **out, struct sandbox *room, const struct options *options,
			 struct error *err)
{
	*out = NULL;
	if (!is_wanted(options))
		return 0;
	const int status = sandbox_start(room, &sandbox_default, err);
	if (status == 0)
		*out = room;
	else
		sandbox_stop(room);
	return status;
}

void sandbox_say_bare(void)
{
	fprintf(stderr, "rodedraad: %s\n",
		message("this kernel has no seccomp: foreign formats are read in a process with "
			"limits only"));
}

void sandbox_stay_in(const char *root, const char *store, const struct options *options)
{
	char real[PATH_MAX];
	if (!is_wanted(options))
		return;
	/* The store's journal stands beside it, wherever a link to it may be. */
	const char *const folder[] = {root, realpath(store, real) ? dirname(real) : root};
	if (!(guard_importer(folder, sizeof folder / sizeof folder[0]) & GUARD_CALLS))
		fprintf(stderr, "rodedraad: %s\n",
			message("this kernel has no seccomp: what is brought in is read without "
				"walls around it"));
}

void sandbox_stop(struct sandbox *sandbox)
{
	if (!sandbox)
		return;
	(void)close(sandbox->channel);
	while (sandbox->keeper > 0 && waitpid(sandbox->keeper, NULL, 0) < 0 && errno == EINTR)
		;
	(void)pthread_mutex_destroy(&sandbox->turn);
}

/* The descriptor that came along, or -1. */
static int receive_answer(struct keeper_answer *out, int channel)
{
	struct iovec part = {.iov_base = out, .iov_len = sizeof *out};
	union {
		char bytes[CMSG_SPACE(sizeof(int))];
		struct cmsghdr align;
	} control;
	struct msghdr message = {.msg_iov = &part,
				 .msg_iovlen = 1,
				 .msg_control = control.bytes,
				 .msg_controllen = sizeof control.bytes};
	ssize_t got;
	do {
		got = recvmsg(channel, &message, MSG_CMSG_CLOEXEC);
	} while (got < 0 && errno == EINTR);
	if (got != (ssize_t)sizeof *out)
		*out = (struct keeper_answer){.pid = -1};
	int descriptor = -1;
	const struct cmsghdr *header = got >= 0 ? CMSG_FIRSTHDR(&message) : NULL;
	if (header && header->cmsg_type == SCM_RIGHTS)
		memcpy(&descriptor, CMSG_DATA(header), sizeof descriptor);
	return descriptor;
}

static int order_keeper(struct keeper_answer *out, struct sandbox *sandbox,
			const struct keeper_order *order)
{
	int descriptor = -1;
	*out = (struct keeper_answer){.pid = -1};
	(void)pthread_mutex_lock(&sandbox->turn);
	if (send(sandbox->channel, order, sizeof *order, MSG_NOSIGNAL) == (ssize_t)sizeof *order)
		descriptor = receive_answer(out, sandbox->channel);
	(void)pthread_mutex_unlock(&sandbox->turn);
	return descriptor;
}

/* How the process ended, as waitpid gives it. */
static int end_process(struct sandbox_reader *reader)
{
	struct keeper_answer answer;
	const struct keeper_order order = {.verb = KEEPER_END, .pid = reader->pid};
	(void)close(reader->channel);
	(void)order_keeper(&answer, reader->sandbox, &order);
	reader->pid = 0;
	return answer.pid > 0 ? answer.status : 0;
}

void sandbox_reader_end(struct sandbox_reader *reader)
{
	if (reader->pid > 0)
		(void)end_process(reader);
}

/* --- bytes to and from a process ----------------------------------------------------------------
 */

/* What a document has cost so far is looked at this often. */
enum { LOOK_MS = 500 };

struct talk {
	int channel;
	pid_t pid;
	unsigned seconds;
	double began_processor; /* of that process */
	double began;
};

static double clock_now(clockid_t clock)
{
	struct timespec now = {.tv_sec = 0};
	(void)clock_gettime(clock, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double processor_time(pid_t pid)
{
	clockid_t clock;
	return clock_getcpuclockid(pid, &clock) == 0 ? clock_now(clock) : 0;
}

static bool takes_too_long(const struct talk *talk)
{
	const double by_clock = clock_now(CLOCK_MONOTONIC) - talk->began;
	const double used = processor_time(talk->pid) - talk->began_processor;
	return used > talk->seconds || by_clock > (double)talk->seconds * SANDBOX_WAIT_FACTOR;
}

static enum asked wait_for(const struct talk *talk, short events)
{
	struct pollfd one = {.fd = talk->channel, .events = events};
	while (poll(&one, 1, LOOK_MS) <= 0)
		if (takes_too_long(talk))
			return ASKED_TOO_LONG;
	return ASKED_ANSWERED;
}

/* All parts in as few calls as may be: each wakes the process up. Changes `part`. */
static enum asked send_parts(const struct talk *talk, struct iovec *part, size_t parts)
{
	while (parts > 0) {
		const struct msghdr message = {.msg_iov = part, .msg_iovlen = parts};
		ssize_t sent = sendmsg(talk->channel, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (sent < 0 && errno != EAGAIN && errno != EINTR)
			return ASKED_ENDED;
		if (sent < 0 && wait_for(talk, POLLOUT) != ASKED_ANSWERED)
			return ASKED_TOO_LONG;
		for (; parts > 0 && sent >= (ssize_t)part->iov_len; part++, parts--)
			sent -= (ssize_t)part->iov_len;
		if (parts > 0 && sent > 0) {
			part->iov_base = (char *)part->iov_base + sent;
			part->iov_len -= (size_t)sent;
		}
	}
	return ASKED_ANSWERED;
}

static enum asked receive_bytes(const struct talk *talk, void *out, size_t len)
{
	for (size_t done = 0; done < len;) {
		const ssize_t got =
			recv(talk->channel, (char *)out + done, len - done, MSG_DONTWAIT);
		if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
			return ASKED_ENDED;
		if (got < 0 && wait_for(talk, POLLIN) != ASKED_ANSWERED)
			return ASKED_TOO_LONG;
		done += got > 0 ? (size_t)got : 0;
	}
	return ASKED_ANSWERED;
}

/* --- one document -------------------------------------------------------------------------------
 */

static struct talk begin_talk(const struct sandbox_reader *reader)
{
	return (struct talk){.channel = reader->channel,
			     .pid = reader->pid,
			     .seconds = reader->sandbox->setting.seconds,
			     .began_processor = processor_time(reader->pid),
			     .began = clock_now(CLOCK_MONOTONIC)};
}

static int start_process(struct sandbox_reader *reader, struct error *err)
{
	struct keeper_answer answer;
	struct keeper_hello hello;
	const struct keeper_order order = {.verb = KEEPER_START};
	if (reader->pid > 0 && reader->documents >= SANDBOX_DOCUMENTS_MOST)
		sandbox_reader_end(reader);
	if (reader->pid > 0)
		return 0;
	reader->channel = order_keeper(&answer, reader->sandbox, &order);
	reader->documents = 0;
	if (answer.pid <= 0 || reader->channel < 0)
		return error_set(err, ERROR_MEMORY, "no process can be started to read in", "%s",
				 "");
	reader->pid = answer.pid;
	const struct talk talk = begin_talk(reader);
	if (receive_bytes(&talk, &hello, sizeof hello) == ASKED_ANSWERED)
		reader->bare = reader->sandbox->setting.guarded && !(hello.walls & GUARD_CALLS);
	return 0;
}

static enum asked send_request(const struct talk *talk, struct span bytes,
			       const struct reader_options *options)
{
	const struct keeper_request request = {.bytes = bytes.len,
					       .name = (uint32_t)strlen(options->name),
					       .language = (uint32_t)strlen(options->language)};
	struct iovec part[] = {
		{(void *)&request, sizeof request},
		{(void *)options->name, request.name},
		{(void *)options->language, request.language},
		{(void *)bytes.at, bytes.len},
	};
	return send_parts(talk, part, sizeof part / sizeof part[0]);
}

static enum asked receive_reply(struct span *out, const struct talk *talk, struct arena *keep)
{
	uint64_t len;
	const enum asked asked = receive_bytes(talk, &len, sizeof len);
	if (asked != ASKED_ANSWERED)
		return asked;
	if (len > SANDBOX_MEMORY_MOST)
		return ASKED_ENDED;
	char *room = arena_alloc(keep, (size_t)len);
	*out = (struct span){room, (size_t)len};
	return room ? receive_bytes(talk, room, (size_t)len) : ASKED_NO_MEMORY;
}

/* One attempt; *err is filled in when the answer is that it can't be read, or nobody was asked. */
static enum asked attempt(struct document *out, struct span bytes,
			  const struct reader_options *options, struct sandbox_reader *reader,
			  struct arena *keep, struct error *err)
{
	struct span reply = {"", 0};
	if (start_process(reader, err) < 0)
		return ASKED_ANSWERED;
	const struct talk talk = begin_talk(reader);
	enum asked asked = send_request(&talk, bytes, options);
	/* One that dies while it is written to may have said nothing, and takes no more. */
	if (asked == ASKED_ANSWERED)
		asked = receive_reply(&reply, &talk, keep);
	reader->documents++;
	if (asked == ASKED_ANSWERED) {
		(void)wire_take(out, reply, keep, err);
		return ASKED_ANSWERED;
	}
	reader->ended = end_process(reader);
	if (asked == ASKED_ENDED && WIFEXITED(reader->ended) &&
	    WEXITSTATUS(reader->ended) == KEEPER_NO_MEMORY)
		return ASKED_FULL;
	return asked;
}

static int explain(enum asked asked, const struct sandbox_reader *reader, struct error *err)
{
	const struct sandbox_setting *setting = &reader->sandbox->setting;
	const char *name = WIFSIGNALED(reader->ended) ? sigabbrev_np(WTERMSIG(reader->ended)) : "";
	switch (asked) {
	case ASKED_TOO_LONG:
		return error_set(err, ERROR_LIMIT, "reading this document takes too long", "> %u s",
				 setting->seconds);
	case ASKED_FULL:
		return error_set(err, ERROR_LIMIT, "reading this document takes too much memory",
				 "> %zu MB", setting->memory >> 20);
	case ASKED_ENDED:
		return error_set(err, ERROR_INPUT, "this document makes its reader crash", "%s",
				 name ? name : "");
	case ASKED_NO_MEMORY:
		return error_memory(err);
	case ASKED_ANSWERED:
		break;
	}
	return err->code;
}

int sandbox_read(struct document *out, struct span bytes, const struct reader_options *options,
		 struct sandbox_reader *reader, struct arena *keep, struct arena *scratch,
		 struct error *err)
{
	const struct reader *format = reader_find(bytes, options, err);
	*out = (struct document){.format = NULL};
	if (!format)
		return ERROR_INPUT;
	if (!reader->sandbox || !format->foreign)
		return reader_use(out, format, bytes, options, keep, scratch, err);
	const bool fresh = reader->pid == 0 || reader->documents >= SANDBOX_DOCUMENTS_MOST;
	enum asked asked = attempt(out, bytes, options, reader, keep, err);
	if (!fresh && (asked == ASKED_ENDED || asked == ASKED_FULL))
		asked = attempt(out, bytes, options, reader, keep, err);
	return explain(asked, reader, err);
}
