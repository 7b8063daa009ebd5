#include "stages/disclosure.h"

#include "corpus/arena.h"
#include "corpus/error.h"

/* The names that the caller knows, and those of the people of the document. */
static int gather(struct name_input *names, const struct disclosure_input *input,
		  struct arena *scratch)
{
	const struct structure *structure = input->structure;
	struct span *known =
		arena_calloc(scratch, input->knowns + structure->speakers + 1, sizeof *known);
	if (!known)
		return -1;
	for (size_t i = 0; i < input->knowns; i++)
		known[names->knowns++] = input->known[i];
	for (size_t i = 0; i < structure->speakers; i++)
		known[names->knowns++] = structure->speaker[i].name;
	names->known = known;
	return 0;
}

static int merge(struct disclosure_list *out, const struct name_list *names,
		 const struct identifier_list *identifiers, struct arena *keep)
{
	struct disclosure *item =
		arena_calloc(keep, names->count + identifiers->count + 1, sizeof *item);
	size_t i = 0, n = 0;
	if (!item)
		return -1;
	out->item = item;
	while (i < identifiers->count || n < names->count) {
		const struct identifier *other =
			i < identifiers->count ? &identifiers->item[i] : NULL;
		const struct name *name = n < names->count ? &names->item[n] : NULL;
		if (name && (!other || name->range.end <= other->range.start)) {
			item[out->count++] =
				(struct disclosure){.range = name->range, .name = name};
			n++;
		} else if (other && (!name || other->range.end <= name->range.start)) {
			if (other->kind != IDENTIFIER_STREET)
				item[out->count++] = (struct disclosure){.range = other->range,
									 .kind = other->kind};
			i++;
		} else {
			n++; /* Jan of Jan van Galenstraat 12 */
		}
	}
	return 0;
}

int disclosure_find(struct disclosure_list *out, const struct disclosure_input *input,
		    struct arena *keep, struct arena *scratch, struct error *err)
{
	struct name_input names = {.text = input->text,
				   .tokens = input->tokens,
				   .vocabulary = input->vocabulary,
				   .classes = input->classes,
				   .kept = input->kept,
				   .kept_count = input->kept_count};
	struct identifier_list identifiers;
	struct name_list found;
	*out = (struct disclosure_list){.count = 0};
	if (gather(&names, input, scratch) < 0)
		return error_memory(err);
	int status = name_find(&found, &names, keep, scratch, err);
	if (status == 0)
		status = identifier_find(&identifiers, input->text, input->tokens, input->classes,
					 scratch, scratch, err);
	if (status == 0 && merge(out, &found, &identifiers, keep) < 0)
		status = error_memory(err);
	return status;
}
