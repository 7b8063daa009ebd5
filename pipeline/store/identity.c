#include "pipeline/store/identity.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/digest.h"

struct passage {
	struct identity id; /* as if it stood once */
	size_t index;
};

static void shorten(struct identity *out, struct digest *digest)
{
	char whole[DIGEST_TEXT];
	digest_end(digest, whole);
	memcpy(out->text, whole, IDENTITY_TEXT - 1);
	out->text[IDENTITY_TEXT - 1] = '\0';
}

void identity_document(struct identity *out, struct span path)
{
	struct digest digest;
	digest_init(&digest);
	digest_add_field(&digest, SPAN("document"));
	digest_add_field(&digest, path);
	shorten(out, &digest);
}

static void passage_id(struct identity *out, struct span document, struct span what,
		       struct span text, uint64_t occurrence)
{
	struct digest digest;
	digest_init(&digest);
	digest_add_field(&digest, what);
	digest_add_field(&digest, document);
	digest_add_field(&digest, text);
	digest_add_number(&digest, occurrence);
	shorten(out, &digest);
}

static int by_id_then_index(const void *a, const void *b)
{
	const struct passage *one = a, *two = b;
	const int order = strcmp(one->id.text, two->id.text);
	if (order != 0)
		return order;
	return one->index < two->index ? -1 : one->index > two->index;
}

int identity_passages(struct identity *out, struct span document, struct span what,
		      const struct span *text, size_t count, struct arena *scratch)
{
	struct passage *passage = arena_calloc(scratch, count, sizeof *passage);
	if (!passage)
		return -1;
	for (size_t i = 0; i < count; i++) {
		passage_id(&passage[i].id, document, what, text[i], 0);
		passage[i].index = i;
	}
	if (count > 1)
		qsort(passage, count, sizeof *passage, by_id_then_index);
	uint64_t occurrence = 0;
	for (size_t i = 0; i < count; i++) {
		const bool again = i > 0 && strcmp(passage[i].id.text, passage[i - 1].id.text) == 0;
		occurrence = again ? occurrence + 1 : 0;
		const size_t index = passage[i].index;
		if (again)
			passage_id(&out[index], document, what, text[index], occurrence);
		else
			out[index] = passage[i].id;
	}
	return 0;
}
