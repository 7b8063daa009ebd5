#include "pipeline/network/network_forms.h"

#include <string.h>

const struct overview_format network_formats[] = {
	{"html", network_html},
	{"graphml", network_graphml},
	{NULL, NULL},
};

struct span network_words(const struct network_link *link, struct overview *overview)
{
	char *out = NULL;
	size_t len = 0, capacity = 0;
	for (size_t i = 0; i < link->words; i++) {
		const struct span word = overview->content.term[link->word[i]].form;
		if (arena_grow(&overview->arena, &out, &capacity, len, len + word.len + 2, 1) != 0)
			return SPAN("");
		if (len > 0) {
			memcpy(out + len, ", ", 2);
			len += 2;
		}
		memcpy(out + len, word.at, word.len);
		len += word.len;
	}
	return (struct span){out, len};
}
