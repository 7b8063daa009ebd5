#include <string.h>

#include "pipeline/exchange/dictionary.h"
#include "pipeline/exchange/exchange.h"

enum { LOOK_AT = 4096 }; /* bytes that tell what a file is */

static bool holds(struct span bytes, const char *words)
{
	return memmem(bytes.at, bytes.len, words, strlen(words)) != NULL;
}

/* A category alone on the first line, and below it a word with its weight behind a tab. */
static bool is_wordstat(struct span bytes)
{
	bool first = true;
	for (const char *end; (end = memchr(bytes.at, '\n', bytes.len)) != NULL;) {
		const struct span line = {bytes.at, (size_t)(end - bytes.at)};
		struct span words = span_trim(line);
		bytes = (struct span){end + 1, bytes.len - line.len - 1};
		if (words.len == 0)
			continue;
		const bool weight = dictionary_weight(&words).len > 0;
		if (first && (weight || memchr(line.at, '\t', line.len)))
			return false;
		if (weight && memchr(line.at, '\t', (size_t)(words.at - line.at)))
			return true;
		first = false;
	}
	return false;
}

enum dictionary_form dictionary_form(struct span bytes, const char *name)
{
	if (span_starts(bytes, SPAN("\xEF\xBB\xBF")))
		bytes = (struct span){bytes.at + 3, bytes.len - 3};
	const struct span head = {bytes.at, bytes.len < LOOK_AT ? bytes.len : LOOK_AT};
	const struct span trimmed = span_trim(head);
	if (import_name_ends(name, ".ykd") || (holds(head, "<dictionary") && holds(head, "<cnode")))
		return DICTIONARY_YOSHIKODER;
	if (import_name_ends(name, ".yml") || import_name_ends(name, ".yaml"))
		return DICTIONARY_QUANTEDA;
	if (import_name_ends(name, ".dic") || span_starts(trimmed, SPAN("%\n")) ||
	    span_starts(trimmed, SPAN("%\r")))
		return DICTIONARY_LIWC;
	if (import_name_ends(name, ".cat") || is_wordstat(head))
		return DICTIONARY_WORDSTAT;
	return DICTIONARY_NONE;
}

bool dictionary_fits(struct span bytes, const char *name)
{
	return dictionary_form(bytes, name) != DICTIONARY_NONE;
}
