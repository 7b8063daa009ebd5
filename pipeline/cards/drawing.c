#include "pipeline/cards/drawing.h"

#include <assert.h>

int drawing_open(struct drawing *out, struct error *err)
{
	static const char *const name[] = {DRAWING_CALLS(LIBRARY_NAME)};
	static_assert(sizeof *out == sizeof name, "a pointer for each name");
	return library_open(out, PANGO_LIBRARY, name, sizeof name / sizeof *name, err);
}
