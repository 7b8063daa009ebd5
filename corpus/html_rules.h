/*
 * html_rules.h - what an element of a web page is for, told by its name, its
 * role and the words in its class and id.
 */
#ifndef CORPUS_HTML_RULES_H
#define CORPUS_HTML_RULES_H

#include <libxml/tree.h>
#include <stdbool.h>

enum html_use {
	HTML_INLINE,    /* part of the text around it */
	HTML_BLOCK,     /* begins and ends a block */
	HTML_SKIP,      /* never text that people read */
	HTML_FURNITURE, /* menus, forms and the like */
};

enum html_use html_use(const xmlNode *element);

/* Hidden from readers by an attribute or its style. */
bool html_hidden(const xmlNode *element);

/* Whether an attribute's value holds the word, small letters compared. */
bool html_attribute_is(const xmlNode *element, const char *name, const char *value);

#endif
