#include "pipeline/embedded.h"

#include <string.h>

const struct embedded_file *embedded_at(const char *name)
{
	for (const struct embedded_file *f = embedded_files; f->name; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

bool embedded_find(struct span *out, const char *name)
{
	const struct embedded_file *f = embedded_at(name);
	*out = f ? (struct span){f->bytes, f->size} : (struct span){NULL, 0};
	return f != NULL;
}
