#include "corpus/library.h"

#include <dlfcn.h>
#include <string.h>

#include "corpus/error.h"

int library_open(void *table, const char *file, const char *const *name, size_t names,
		 struct error *err)
{
	void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
	if (!library)
		return error_set(err, ERROR_INPUT, "a library is missing; install it", "%s", file);
	for (size_t i = 0; i < names; i++) {
		void *function = dlsym(library, name[i]);
		if (!function)
			return error_set(err, ERROR_INPUT, "a library is missing; install it",
					 "%s: %s", file, name[i]);
		memcpy((char *)table + i * sizeof function, &function, sizeof function);
	}
	return 0;
}
