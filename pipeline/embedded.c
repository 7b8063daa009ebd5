#include "pipeline/embedded.h"

#include <string.h>

bool embedded_find(struct span *out, const char *name)
{
	for (const struct embedded_file *f = embedded_files; f->name; f++) {
		if (strcmp(f->name, name) == 0) {
			*out = (struct span){f->bytes, f->size};
			return true;
		}
	}
	*out = (struct span){NULL, 0};
	return false;
}
