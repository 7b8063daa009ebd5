#include "corpus/pdf_library.h"

#include "corpus/library.h"

int pdf_library_open(struct pdf_library *out, struct error *err)
{
#define PLACE(name) {#name, offsetof(struct pdf_library, name)},
	static const struct library_call call[] = {PDF_LIBRARY_CALLS(PLACE)};
#undef PLACE
	return library_open(out, POPPLER_LIBRARY, call, sizeof call / sizeof call[0], err);
}
