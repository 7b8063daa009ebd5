/* For tests: a pack that travels inside the program, compiled. */
#ifndef TESTS_PACKS_H
#define TESTS_PACKS_H

#include <stdio.h>

#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "lexicons/pack.h"
#include "pipeline/embedded.h"

static inline int test_pack_load(void *context, struct span *out, const char *name,
				 struct error *err)
{
	char path[300];
	(void)context;
	(void)snprintf(path, sizeof path, "lexicons/%s", name);
	return embedded_find(out, path) ? 0
					: error_set(err, ERROR_CONFIG, "no such file", "%s", name);
}

/* NULL, with what is wrong on standard error. Free with pack_free. */
static inline struct pack *test_pack(const char *name)
{
	struct error err = ERROR_INIT;
	struct span bytes;
	if (test_pack_load(NULL, &bytes, name, &err) < 0)
		return NULL;
	struct pack *pack = pack_new(bytes, name, test_pack_load, NULL, &err);
	if (!pack)
		(void)fprintf(stderr, "%s:%u: %s: %s\n", err.where, err.line, err.why, err.detail);
	return pack;
}

/* Of one pack: "samenwerking/pack.yaml". Free with lexicon_free. */
static inline struct lexicon *test_lexicon(const char *name)
{
	struct error err = ERROR_INIT;
	struct pack *pack = test_pack(name);
	struct lexicon *lexicon =
		pack ? lexicon_new((const struct pack *const *)&pack, 1, &err) : NULL;
	if (pack && !lexicon)
		(void)fprintf(stderr, "%s:%u: %s: %s\n", err.where, err.line, err.why, err.detail);
	pack_free(pack);
	return lexicon;
}

#endif
