/*
 * server.h - the review pages, until somebody says stop.
 *
 * The only HTTP of the program. It listens on 127.0.0.1, or with TLS on the one
 * address that it is told, and nowhere else; no
 * path of a request touches the disk; what is decided is committed before the
 * answer goes out. One thread serves everybody: what waits when the loop comes
 * round is answered, stored in one go, and then told so.
 */
#ifndef PIPELINE_REVIEW_SERVER_H
#define PIPELINE_REVIEW_SERVER_H

#include <stddef.h>

#include "corpus/text.h"

struct error;
struct resources;
struct store;
struct study;
struct tls;

struct review_setup {
	struct store *store;
	const struct study *study;
	const struct resources *resources;
	unsigned port;               /* 0: any that is free */
	const char *listen;          /* IP address of this machine; NULL: loopback, without TLS */
	const struct tls *tls;       /* with `listen`, and never without it */
	const char *const *reviewer; /* who gets a link beside those who had one before */
	size_t reviewers;
	/* Called for each link once the server listens; the link lives until it returns. */
	void (*link)(void *context, struct span reviewer, const char *url);
	/* Called when all links are given. */
	void (*ready)(void *context);
	void *context;
};

enum { REVIEW_PORT = 7433, REVIEW_PORT_MOST = 65535 };

/* Serves until SIGINT or SIGTERM. Returns 0, ERROR_USAGE when the port is taken, or another error.
 */
int review_serve(const struct review_setup *setup, struct error *err);

#endif
