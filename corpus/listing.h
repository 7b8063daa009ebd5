/*
 * listing.h - the markers of nested lists, as the reader of a page sees them,
 * for formats that keep numbers and bullets out of the text.
 */
#ifndef CORPUS_LISTING_H
#define CORPUS_LISTING_H

#include <stdbool.h>
#include <stddef.h>

struct builder;

enum { LISTING_DEPTH_MOST = 32 }; /* deeper lists go on with the markers of this depth */

struct listing {
	struct {
		bool ordered;
		unsigned next; /* number of the item to come */
	} level[LISTING_DEPTH_MOST];
	size_t depth; /* lists that are open */
	bool fresh;   /* an item has begun and none of its text was seen */
};

void listing_open(struct listing *listing, bool ordered, unsigned first);
void listing_close(struct listing *listing);
void listing_item(struct listing *listing);

/* Whether text now belongs to a list item. */
bool listing_inside(const struct listing *listing);

/* Writes the marker, if text of the builder's block is the first of an item. */
void listing_mark(struct listing *listing, struct builder *builder);

/* Ends the builder's block: an item if it bears a marker, else a paragraph within the item. */
void listing_end(struct listing *listing, struct builder *builder);

#endif
