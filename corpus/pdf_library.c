#include "corpus/pdf_library.h"

#include <assert.h>

int pdf_library_open(struct pdf_library *out, struct error *err)
{
	static const char *const name[] = {PDF_LIBRARY_CALLS(LIBRARY_NAME)};
	static_assert(sizeof *out == sizeof name, "a pointer for each name");
	return library_open(out, POPPLER_LIBRARY, name, sizeof name / sizeof *name, err);
}
