#include "pipeline/review/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "corpus/arena.h"
#include "corpus/digest.h"
#include "corpus/error.h"
#include "pipeline/review/review.h"
#include "pipeline/review/routes.h"
#include "pipeline/review/tls.h"
#include "pipeline/review/worker.h"
#include "pipeline/store/review.h"
#include "pipeline/store/store.h"

enum {
	CONNECTIONS_MOST = 512,
	IDLE_SECONDS = 30,
	URL_BYTES = 512,
	WAIT_MS = 500, /* how long a signal may go unnoticed */
	WORK_MS = 2,   /* how long an answer of the worker may */
};

static const char *const fixed_headers[][2] = {
	{"Content-Security-Policy",
	 "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src "
	 "'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "no-referrer"},
	{"Cache-Control", "no-store"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
};

/* One request under way. */
struct exchange {
	struct MHD_Connection *connection;
	struct exchange *next; /* of those held until the group is on disk */
	struct request request;
	struct response response;
	struct work work;
	bool answered;
	bool suspended; /* until its answer is stored, or made */
	struct arena arena;
	char *body;
	size_t len;
	size_t capacity;
	size_t most; /* bytes of its body */
	bool too_long;
	bool failed;
};

/* What libmicrohttpd hands to each call. */
struct serving {
	struct review *review;
	struct worker *worker;
	size_t working;        /* requests that the worker has, or that it has answered just now */
	struct exchange *held; /* answered, but what they were told does not count yet */
};

static volatile sig_atomic_t stopped; /* a handler can reach nothing else */

static void stop(int signal_number)
{
	(void)signal_number;
	stopped = 1;
}

static struct span header(struct MHD_Connection *connection, const char *name)
{
	return span_from(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name));
}

static struct span argument(struct MHD_Connection *connection, const char *name)
{
	return span_from(MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, name));
}

static enum MHD_Result send_response(struct MHD_Connection *connection,
				     const struct response *response)
{
	struct MHD_Response *out = MHD_create_response_from_buffer(
		response->body.len, (void *)(uintptr_t)response->body.at, MHD_RESPMEM_MUST_COPY);
	if (!out)
		return MHD_NO;
	(void)MHD_add_response_header(out, "Content-Type", response->type);
	for (size_t i = 0; i < sizeof fixed_headers / sizeof fixed_headers[0]; i++)
		(void)MHD_add_response_header(out, fixed_headers[i][0], fixed_headers[i][1]);
	const enum MHD_Result sent = MHD_queue_response(connection, response->status, out);
	MHD_destroy_response(out);
	return sent;
}

static void take(struct exchange *exchange, const char *data, size_t size)
{
	if (exchange->too_long || exchange->len + size > exchange->most) {
		exchange->too_long = true;
		return;
	}
	if (arena_grow(&exchange->arena, &exchange->body, &exchange->capacity, exchange->len,
		       exchange->len + size, 1) < 0) {
		exchange->failed = true;
		return;
	}
	memcpy(exchange->body + exchange->len, data, size);
	exchange->len += size;
}

/* While a group of changes is under way, no answer goes out, not even to who only reads: it
 * might show what a power cut takes back. */
static void hold(struct serving *serving, struct exchange *exchange)
{
	exchange->suspended = true;
	MHD_suspend_connection(exchange->connection);
	exchange->next = serving->held;
	serving->held = exchange;
}

/* On the worker's thread. */
static void work_done(void *context)
{
	struct exchange *exchange = context;
	MHD_resume_connection(exchange->connection);
}

static void answer(struct serving *serving, struct exchange *exchange, const char *url,
		   const char *method)
{
	struct review *review = serving->review;
	struct MHD_Connection *connection = exchange->connection;
	struct request *request = &exchange->request;
	*request = (struct request){
		.method = span_from(method),
		.path = span_from(url),
		.host = header(connection, "Host"),
		.origin = header(connection, "Origin"),
		.token = header(connection, "X-Session"),
		.body = {exchange->body, exchange->len},
		.group = argument(connection, "group"),
		.after = argument(connection, "after"),
		.language = argument(connection, "language"),
		.arena = &exchange->arena,
	};
	exchange->answered = true;
	const struct route *route = NULL;
	if (exchange->too_long)
		(void)respond_refusal(&exchange->response, request, 413, "the request is too long");
	else if (exchange->failed)
		(void)respond_refusal(&exchange->response, request, 500, "out of memory");
	else
		route = routes_find(review, request, &exchange->response);
	if (route && route->slow) {
		exchange->work = (struct work){.route = route,
					       .request = request,
					       .response = &exchange->response,
					       .done = work_done,
					       .context = exchange};
		exchange->suspended = true;
		MHD_suspend_connection(connection);
		serving->working++;
		worker_put(serving->worker, &exchange->work);
	} else if (route) {
		routes_run(review, route, request, &exchange->response);
		if (store_has_group(review->store))
			hold(serving, exchange);
	}
}

/* All that were answered in one round of the loop are stored in one go, and then told so. */
static void release_held(struct serving *serving)
{
	struct error err = ERROR_INIT;
	const int status = store_commit_group(serving->review->store, &err);
	for (struct exchange *exchange = serving->held; exchange; exchange = exchange->next) {
		if (status < 0)
			(void)respond_refusal(&exchange->response, &exchange->request, 500,
					      err.why ? err.why : "unknown error");
		MHD_resume_connection(exchange->connection);
	}
	serving->held = NULL;
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url,
			      const char *method, const char *version, const char *data,
			      size_t *size, void **own)
{
	struct serving *serving = context;
	struct exchange *exchange = *own;
	(void)version;
	if (!exchange) {
		exchange = calloc(1, sizeof *exchange);
		*own = exchange;
		if (!exchange)
			return MHD_NO;
		exchange->most =
			session_find(&serving->review->sessions, header(connection, "X-Session"))
				? REQUEST_BYTES_MOST
				: REQUEST_OPEN_MOST;
		return MHD_YES;
	}
	exchange->connection = connection;
	if (*size > 0) {
		take(exchange, data, *size);
		*size = 0;
		return MHD_YES;
	}
	if (!exchange->answered) {
		answer(serving, exchange, url, method);
		if (exchange->suspended)
			return MHD_YES;
	}
	return send_response(connection, &exchange->response);
}

static void completed(void *context, struct MHD_Connection *connection, void **own,
		      enum MHD_RequestTerminationCode code)
{
	struct serving *serving = context;
	struct exchange *exchange = *own;
	(void)connection;
	(void)code;
	if (exchange) {
		serving->working -= exchange->work.route != NULL;
		arena_release(&exchange->arena);
	}
	free(exchange);
	*own = NULL;
}

/* What libmicrohttpd has to say of broken connections is nobody's business. */
static void hush(void *context, const char *format, va_list arguments)
{
	(void)context;
	(void)format;
	(void)arguments;
}

union address {
	struct sockaddr any;
	struct sockaddr_in four;
	struct sockaddr_in6 six;
};

/* One address of this machine: what is open to all networks is open to more than was meant. */
static int read_address(union address *out, const char *listen, unsigned port, struct error *err)
{
	*out = (union address){.six = {.sin6_family = AF_UNSPEC}};
	if (!listen) {
		out->four = (struct sockaddr_in){.sin_family = AF_INET,
						 .sin_port = htons((uint16_t)port),
						 .sin_addr = {htonl(INADDR_LOOPBACK)}};
		return 0;
	}
	if (inet_pton(AF_INET, listen, &out->four.sin_addr) == 1 &&
	    out->four.sin_addr.s_addr != htonl(INADDR_ANY)) {
		out->four.sin_family = AF_INET;
		out->four.sin_port = htons((uint16_t)port);
		return 0;
	}
	if (inet_pton(AF_INET6, listen, &out->six.sin6_addr) == 1 &&
	    !IN6_IS_ADDR_UNSPECIFIED(&out->six.sin6_addr)) {
		out->six.sin6_family = AF_INET6;
		out->six.sin6_port = htons((uint16_t)port);
		return 0;
	}
	return error_set(err, ERROR_USAGE, "name one IP address of this machine to listen on", "%s",
			 listen);
}

static struct MHD_Daemon *listen_on(struct serving *serving, const char *listen, struct error *err)
{
	struct review *review = serving->review;
	union address address;
	if (read_address(&address, listen, review->port, err) < 0)
		return NULL;
	struct MHD_OptionItem secure[] = {
		{MHD_OPTION_HTTPS_MEM_CERT, 0, NULL},
		{MHD_OPTION_HTTPS_MEM_KEY, 0, NULL},
		{MHD_OPTION_HTTPS_PRIORITIES, 0,
		 (void *)(uintptr_t) "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"},
		{MHD_OPTION_END, 0, NULL},
	};
	unsigned flags = MHD_USE_EPOLL | MHD_USE_ERROR_LOG | MHD_ALLOW_SUSPEND_RESUME;
	if (review->tls) {
		flags |= MHD_USE_TLS;
		secure[0].ptr_value = (void *)(uintptr_t)tls_certificate(review->tls);
		secure[1].ptr_value = (void *)(uintptr_t)tls_key(review->tls);
	}
	if (address.any.sa_family == AF_INET6)
		flags |= MHD_USE_IPv6;
	struct MHD_Daemon *daemon = MHD_start_daemon(
		flags, (uint16_t)review->port, NULL, NULL, handle, serving, MHD_OPTION_SOCK_ADDR,
		&address.any, MHD_OPTION_EXTERNAL_LOGGER, hush, NULL, MHD_OPTION_CONNECTION_LIMIT,
		(unsigned)CONNECTIONS_MOST, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
		MHD_OPTION_NOTIFY_COMPLETED, completed, serving, MHD_OPTION_ARRAY,
		review->tls ? secure : secure + 3, MHD_OPTION_END);
	if (!daemon) {
		error_set(err, ERROR_USAGE, "can't listen on this port", "%u: %s", review->port,
			  strerror(errno));
		return NULL;
	}
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
	if (info)
		review->port = info->port;
	return daemon;
}

struct naming {
	struct arena *arena;
	struct span *name;
	size_t count;
	size_t capacity;
};

static int add_name(void *context, struct span name, struct error *err)
{
	struct naming *naming = context;
	for (size_t i = 0; i < naming->count; i++)
		if (span_equal(naming->name[i], name))
			return 0;
	const char *copy = arena_copy(naming->arena, name.at, name.len);
	if (!copy || arena_grow(naming->arena, &naming->name, &naming->capacity, naming->count,
				naming->count + 1, sizeof *naming->name) < 0)
		return error_memory(err);
	naming->name[naming->count++] = (struct span){copy, name.len};
	return 0;
}

/* Those who had a link before, and those who are named now. */
static int name_reviewers(struct naming *naming, const struct review_setup *setup,
			  struct error *err)
{
	int status = store_reviewers_each(setup->store, true, add_name, naming, err);
	for (size_t i = 0; i < setup->reviewers && status == 0; i++) {
		const struct span name = span_trim(span_from(setup->reviewer[i]));
		if (name.len == 0 || name.len > REVIEWER_BYTES_MOST || !utf8_valid(name))
			return error_set(err, ERROR_USAGE, "a reviewer's name has 1 to 100 bytes",
					 "%zu", name.len);
		status = add_name(naming, name, err);
	}
	if (status == 0 && naming->count == 0 && setup->listen)
		return error_set(err, ERROR_USAGE,
				 "on a network each reviewer needs a name; give --reviewer", "%s",
				 "");
	if (status == 0 && naming->count == 0)
		status = add_name(naming, SPAN("reviewer"), err);
	return status;
}

static int give_link(const struct review_setup *setup, const struct review *review,
		     struct span reviewer, struct error *err)
{
	char secret[SECRET_TEXT], digest[DIGEST_TEXT], url[URL_BYTES], host[TLS_NAME_MOST + 1];
	int status = secret_make(secret, err);
	if (status < 0)
		return status;
	digest_of(digest, span_from(secret));
	status = store_link_put(setup->store, reviewer, span_from(digest), err);
	/* Behind the `#`: browsers send that part to nobody. */
	const bool named = review->tls && tls_first_name(host, review->tls);
	const char *address = setup->listen ? setup->listen : "127.0.0.1";
	const bool bracket = !named && strchr(address, ':') != NULL;
	(void)snprintf(url, sizeof url, "%s://%s%s%s:%u/#key=%s", review->tls ? "https" : "http",
		       bracket ? "[" : "", named ? host : address, bracket ? "]" : "", review->port,
		       secret);
	if (status == 0)
		setup->link(setup->context, reviewer, url);
	return status;
}

static int give_links(const struct review_setup *setup, const struct review *review,
		      struct error *err)
{
	struct arena arena = ARENA_INIT;
	struct naming naming = {.arena = &arena};
	int status = store_begin(setup->store, err);
	if (status == 0)
		status = name_reviewers(&naming, setup, err);
	for (size_t i = 0; i < naming.count && status == 0; i++)
		status = give_link(setup, review, naming.name[i], err);
	status = store_end(setup->store, status, err);
	arena_release(&arena);
	return status;
}

static int serve(struct MHD_Daemon *daemon, struct serving *serving, struct error *err)
{
	struct sigaction action = {.sa_handler = stop}, was_int, was_term;
	stopped = 0;
	(void)sigaction(SIGINT, &action, &was_int);
	(void)sigaction(SIGTERM, &action, &was_term);
	bool broken = false;
	while (!stopped && !broken) {
		/* A daemon without threads of its own does not see, while it waits, that the worker
		 * has an answer. */
		const int wait = serving->working > 0 ? WORK_MS : WAIT_MS;
		broken = MHD_run_wait(daemon, wait) != MHD_YES && errno != EINTR;
		release_held(serving);
	}
	/* Those who were released just now hear of it. */
	(void)MHD_run(daemon);
	release_held(serving);
	(void)sigaction(SIGINT, &was_int, NULL);
	(void)sigaction(SIGTERM, &was_term, NULL);
	return broken && !stopped ? error_set(err, ERROR_STORE, "the server can't go on", "%s",
					      strerror(errno))
				  : 0;
}

int review_serve(const struct review_setup *setup, struct error *err)
{
	if (setup->listen && !setup->tls)
		return error_set(err, ERROR_USAGE,
				 "on a network the pages are served with TLS only", "%s",
				 setup->listen);
	struct review *review = calloc(1, sizeof *review);
	if (!review)
		return error_memory(err);
	review->store = setup->store;
	review->study = setup->study;
	review->resources = setup->resources;
	review->port = setup->port;
	review->tls = setup->tls;
	struct serving serving = {.review = review};
	struct MHD_Daemon *daemon = listen_on(&serving, setup->listen, err);
	int status = daemon ? give_links(setup, review, err) : ERROR_USAGE;
	if (status == 0)
		status = worker_start(&serving.worker, review, err);
	if (status == 0) {
		setup->ready(setup->context);
		store_gather(setup->store);
		status = serve(daemon, &serving, err);
	}
	worker_stop(serving.worker);
	if (daemon)
		MHD_stop_daemon(daemon);
	free(review);
	return status;
}
