/*
 * session.h - secrets and sessions. A link carries a secret, of which the store
 * knows the digest alone; who shows it gets a token that lives in this process.
 */
#ifndef PIPELINE_REVIEW_SESSION_H
#define PIPELINE_REVIEW_SESSION_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct error;

enum {
	SECRET_TEXT = 32 + 1, /* 128 bits as hexadecimal digits, and a NUL */
	SESSIONS_MOST = 256,  /* the one that was used longest ago makes place */
	REVIEWER_BYTES_MOST = 100,
};

struct session {
	char token[SECRET_TEXT];
	char reviewer[REVIEWER_BYTES_MOST + 1]; /* empty: free */
	uint64_t used;
};

struct session_table {
	struct session item[SESSIONS_MOST];
	uint64_t clock; /* counts uses */
};

/* 128 bits from the kernel. Returns 0 or ERROR_STORE. */
int secret_make(char out[static SECRET_TEXT], struct error *err);

/* A new session, or an error. */
const struct session *session_open(struct session_table *table, struct span reviewer,
				   struct error *err);
/* NULL if there is none with that token. Takes the same time whatever the token is. */
const struct session *session_find(struct session_table *table, struct span token);

#endif
