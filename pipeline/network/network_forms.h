/*
 * network_forms.h - the network of a study's stories, as GraphML for other programs and as a page
 * with a picture that can be walked through by mouse or keyboard.
 */
#ifndef PIPELINE_NETWORK_NETWORK_FORMS_H
#define PIPELINE_NETWORK_NETWORK_FORMS_H

#include "pipeline/report/overview.h"
#include "stages/network.h"

extern const struct overview_format network_formats[];

overview_fn network_html;
overview_fn network_graphml;

/* The words in common, apart by commas, in the arena of the overview. */
struct span network_words(const struct network_link *link, struct overview *overview);

#endif
