#include "pipeline/cards/drawing.h"

#include "corpus/library.h"

int drawing_open(struct drawing *out, struct error *err)
{
#define PLACE(name) {#name, offsetof(struct drawing, name)},
	static const struct library_call call[] = {DRAWING_CALLS(PLACE)};
#undef PLACE
	return library_open(out, PANGO_LIBRARY, call, sizeof call / sizeof call[0], err);
}
