/*
 * pdf_figures.h - give the pictures of a tagged PDF the texts that stand for them.
 *
 * weasyprint 57 tags no figures and writes no alternative text (PDF/UA-1, 7.3). The page puts each
 * picture in a <section>, which it tags Sect; this makes these Figure with an /Alt, by an
 * incremental update behind the file (ISO 32000-1, 7.5.6): what was there stays byte for byte.
 */
#ifndef PIPELINE_REPORT_PDF_FIGURES_H
#define PIPELINE_REPORT_PDF_FIGURES_H

#include <stddef.h>
#include <stdio.h>

#include "corpus/text.h"

/* Writes to `to` what belongs behind `pdf`. `text` has one per picture, in their order. Returns 1;
 * 0 when the file has not just as many such pictures, or is built in another way (nothing is
 * written). Write errors show in `to`. */
int pdf_figures_write(FILE *to, struct span pdf, const struct span *text, size_t count);

#endif
