#include "stages/propose_name.h"

#include <stdint.h>
#include <stdlib.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/language.h"
#include "lexicons/name_class.h"
#include "stages/collection.h"
#include "stages/name.h"
#include "stages/scan.h"
#include "stages/token.h"
#include "stages/vocabulary.h"

/* Of one type. */
struct tally {
	uint32_t places;
	uint32_t names; /* of these, in a name */
};

struct naming {
	const struct collection *collection;
	struct vocabulary *vocabulary;
	const struct propose_names *names;
	uint64_t *known; /* hashes of the folded words of known names, ascending */
	size_t knowns;
	size_t capacity;
	struct arena *scratch;
};

static int add_words(struct naming *n, struct span name)
{
	struct span word;
	size_t at = 0;
	while (scan_word(&word, name, &at)) {
		const uint32_t type = vocabulary_intern(n->vocabulary, word);
		if (type == UINT32_MAX || arena_grow(n->scratch, &n->known, &n->capacity, n->knowns,
						     n->knowns + 1, sizeof *n->known) < 0)
			return -1;
		/* The particles and the numbers of names are anybody's. */
		if (!(vocabulary_type(n->vocabulary, type)->roles & WORD_STOP))
			n->known[n->knowns++] = vocabulary_type(n->vocabulary, type)->hash;
	}
	return 0;
}

static int by_value(const void *a, const void *b)
{
	const uint64_t one = *(const uint64_t *)a, two = *(const uint64_t *)b;
	return one < two ? -1 : one > two;
}

static int gather_known(struct naming *n)
{
	const struct collection *c = n->collection;
	for (size_t i = 0; i < n->names->knowns; i++)
		if (add_words(n, n->names->known[i]) < 0)
			return -1;
	for (size_t i = 0; i < c->anecdotes; i++)
		if (add_words(n, c->anecdote[i].speaker) < 0)
			return -1;
	if (n->knowns > 0)
		qsort(n->known, n->knowns, sizeof *n->known, by_value);
	return 0;
}

static void count_places(struct tally *tally, const struct token_list *tokens,
			 const struct name_list *found)
{
	size_t at = 0;
	for (size_t t = 0; t < tokens->count; t++) {
		const struct token *token = &tokens->item[t];
		if (token->kind != TOKEN_WORD)
			continue;
		while (at < found->count && found->item[at].range.end <= token->start)
			at++;
		tally[token->type].places++;
		tally[token->type].names +=
			at < found->count && found->item[at].range.start <= token->start;
	}
}

static int count_names(struct tally *tally, const struct naming *n, const struct token_list *tokens,
		       struct error *err)
{
	struct arena arena = ARENA_INIT;
	int status = 0;
	for (size_t i = 0; i < n->collection->anecdotes && status == 0; i++) {
		const struct name_input input = {.text = n->collection->anecdote[i].text,
						 .tokens = &tokens[i],
						 .vocabulary = n->vocabulary,
						 .classes = n->names->classes,
						 .known = n->names->known,
						 .knowns = n->names->knowns};
		struct name_list found;
		status = name_find(&found, &input, &arena, &arena, err);
		if (status == 0)
			count_places(tally, &tokens[i], &found);
		arena_reset(&arena);
	}
	arena_release(&arena);
	return status;
}

static bool is_name(const struct naming *n, uint32_t number, const struct tally *tally)
{
	const struct word_type *type = vocabulary_type(n->vocabulary, number);
	if (n->knowns > 0 && bsearch(&type->hash, n->known, n->knowns, sizeof *n->known, by_value))
		return true;
	if (word_classes_of(n->names->classes, type->folded) & WORD_BIT(NAME_FIRST))
		return true;
	return tally->names > 0 && 2 * tally->names >= tally->places;
}

int propose_name_types(bool **out, size_t *types, const struct collection *collection,
		       const struct token_list *tokens, struct vocabulary *vocabulary,
		       const struct propose_names *names, struct arena *scratch, struct error *err)
{
	struct naming n = {
		.collection = collection,
		.vocabulary = vocabulary,
		.names = names,
		.scratch = scratch,
	};
	if (gather_known(&n) < 0)
		return error_memory(err);
	*types = vocabulary_count(vocabulary);
	struct tally *tally = arena_calloc(scratch, *types, sizeof *tally);
	*out = arena_calloc(scratch, *types, sizeof **out);
	if (!tally || !*out)
		return error_memory(err);
	const int status = count_names(tally, &n, tokens, err);
	for (uint32_t t = VOCABULARY_NONE + 1; t < *types && status == 0; t++)
		(*out)[t] = is_name(&n, t, &tally[t]);
	return status;
}
