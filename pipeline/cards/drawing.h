/*
 * drawing.h - the functions of Pango, cairo and GLib that draw pages; see corpus/library.h.
 */
#ifndef PIPELINE_CARDS_DRAWING_H
#define PIPELINE_CARDS_DRAWING_H

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "corpus/library.h"

struct error;

#define DRAWING_CALLS(CALL)                                                                        \
	CALL(cairo_create)                                                                         \
	CALL(cairo_destroy)                                                                        \
	CALL(cairo_line_to)                                                                        \
	CALL(cairo_move_to)                                                                        \
	CALL(cairo_pdf_surface_create_for_stream)                                                  \
	CALL(cairo_pdf_surface_set_metadata)                                                       \
	CALL(cairo_rectangle)                                                                      \
	CALL(cairo_set_dash)                                                                       \
	CALL(cairo_set_line_width)                                                                 \
	CALL(cairo_show_page)                                                                      \
	CALL(cairo_status_to_string)                                                               \
	CALL(cairo_stroke)                                                                         \
	CALL(cairo_surface_destroy)                                                                \
	CALL(cairo_surface_finish)                                                                 \
	CALL(cairo_surface_status)                                                                 \
	CALL(cairo_tag_begin)                                                                      \
	CALL(cairo_tag_end)                                                                        \
	CALL(g_free)                                                                               \
	CALL(g_object_unref)                                                                       \
	CALL(g_strdup_printf)                                                                      \
	CALL(g_strndup)                                                                            \
	CALL(pango_cairo_create_layout)                                                            \
	CALL(pango_cairo_show_layout)                                                              \
	CALL(pango_font_description_free)                                                          \
	CALL(pango_font_description_new)                                                           \
	CALL(pango_font_description_set_absolute_size)                                             \
	CALL(pango_font_description_set_family)                                                    \
	CALL(pango_font_description_set_weight)                                                    \
	CALL(pango_layout_get_size)                                                                \
	CALL(pango_layout_set_alignment)                                                           \
	CALL(pango_layout_set_ellipsize)                                                           \
	CALL(pango_layout_set_font_description)                                                    \
	CALL(pango_layout_set_height)                                                              \
	CALL(pango_layout_set_text)                                                                \
	CALL(pango_layout_set_width)                                                               \
	CALL(pango_layout_set_wrap)

struct drawing {
	DRAWING_CALLS(LIBRARY_MEMBER)
};

/* Returns 0, or ERROR_INPUT where the machine does not have them. */
int drawing_open(struct drawing *out, struct error *err);

#endif
