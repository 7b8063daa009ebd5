/*
 * pdf_tags.h - say in a tagged PDF what weasyprint 57 leaves out: the texts that stand for
 * pictures (PDF/UA-1, 7.3), and whether a head of a table is that of a column or a row (7.5).
 *
 * The page puts each picture in a <section>, which becomes a Sect; this makes these Figure with an
 * /Alt, and gives each TH a /Scope, by an incremental update behind the file (ISO 32000-1, 7.5.6):
 * what was there stays byte for byte.
 */
#ifndef PIPELINE_REPORT_PDF_TAGS_H
#define PIPELINE_REPORT_PDF_TAGS_H

#include <stddef.h>
#include <stdio.h>

#include "corpus/text.h"

struct arena;

/* Writes to `to` what belongs behind `pdf`. `text` has one per picture, in their order. Returns 1;
 * 0 when the file has not just as many pictures, or is built in another way (nothing is written);
 * -1 when memory is out. Write errors show in `to`. */
int pdf_tags_write(FILE *to, struct span pdf, const struct span *text, size_t count,
		   struct arena *scratch);

#endif
