/*
 * pdf_library.h - the functions of poppler and GLib that read PDFs; see corpus/library.h.
 */
#ifndef CORPUS_PDF_LIBRARY_H
#define CORPUS_PDF_LIBRARY_H

#include <poppler.h>

#include "corpus/library.h"

struct error;

#define PDF_LIBRARY_CALLS(CALL)                                                                    \
	CALL(g_bytes_new_static)                                                                   \
	CALL(g_bytes_unref)                                                                        \
	CALL(g_clear_error)                                                                        \
	CALL(g_error_matches)                                                                      \
	CALL(g_free)                                                                               \
	CALL(g_object_unref)                                                                       \
	CALL(poppler_document_get_n_pages)                                                         \
	CALL(poppler_document_get_page)                                                            \
	CALL(poppler_document_get_title)                                                           \
	CALL(poppler_document_new_from_bytes)                                                      \
	CALL(poppler_error_quark)                                                                  \
	CALL(poppler_page_free_text_attributes)                                                    \
	CALL(poppler_page_get_size)                                                                \
	CALL(poppler_page_get_text)                                                                \
	CALL(poppler_page_get_text_attributes)                                                     \
	CALL(poppler_page_get_text_layout)

struct pdf_library {
	PDF_LIBRARY_CALLS(LIBRARY_MEMBER)
};

/* Returns 0, or ERROR_INPUT where the machine does not have it. */
int pdf_library_open(struct pdf_library *out, struct error *err);

#endif
