#include "pipeline/review/session.h"

#include <nettle/memops.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include "corpus/error.h"

int secret_make(char out[static SECRET_TEXT], struct error *err)
{
	unsigned char bytes[(SECRET_TEXT - 1) / 2];
	if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
		return error_set(err, ERROR_STORE, "the kernel gives no random numbers", "%s", "");
	for (size_t i = 0; i < sizeof bytes; i++)
		(void)snprintf(out + 2 * i, 3, "%02x", bytes[i]);
	return 0;
}

static struct session *oldest(struct session_table *table)
{
	struct session *best = &table->item[0];
	for (size_t i = 1; i < SESSIONS_MOST; i++)
		if (table->item[i].used < best->used)
			best = &table->item[i];
	return best;
}

const struct session *session_open(struct session_table *table, struct span reviewer,
				   struct error *err)
{
	struct session *session = oldest(table);
	if (reviewer.len == 0 || reviewer.len > REVIEWER_BYTES_MOST) {
		error_set(err, ERROR_USAGE, "a reviewer's name has 1 to 100 bytes", "%zu",
			  reviewer.len);
		return NULL;
	}
	if (secret_make(session->token, err) < 0)
		return NULL;
	memcpy(session->reviewer, reviewer.at, reviewer.len);
	session->reviewer[reviewer.len] = '\0';
	session->used = ++table->clock;
	return session;
}

const struct session *session_find(struct session_table *table, struct span token)
{
	struct session *found = NULL;
	if (token.len != SECRET_TEXT - 1)
		return NULL;
	for (size_t i = 0; i < SESSIONS_MOST; i++)
		if (table->item[i].reviewer[0] != '\0' &&
		    memeql_sec(table->item[i].token, token.at, SECRET_TEXT - 1))
			found = &table->item[i];
	if (found)
		found->used = ++table->clock;
	return found;
}
