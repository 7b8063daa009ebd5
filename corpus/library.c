#include "corpus/library.h"

#include <dlfcn.h>
#include <string.h>

#include "corpus/error.h"

int library_open(void *table, const char *file, const struct library_call *call, size_t calls,
		 struct error *err)
{
	void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
	if (!library)
		return error_set(err, ERROR_INPUT, "a library is missing; install it", "%s", file);
	for (size_t i = 0; i < calls; i++) {
		void *function = dlsym(library, call[i].name);
		if (!function)
			return error_set(err, ERROR_INPUT, "a library is missing; install it",
					 "%s: %s", file, call[i].name);
		memcpy((char *)table + call[i].offset, &function, sizeof function);
	}
	return 0;
}
