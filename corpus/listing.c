#include "corpus/listing.h"

#include <stdio.h>

#include "corpus/builder.h"
#include "corpus/lines.h"

static size_t top(const struct listing *listing)
{
	return (listing->depth < LISTING_DEPTH_MOST ? listing->depth : LISTING_DEPTH_MOST) - 1;
}

void listing_open(struct listing *listing, bool ordered, unsigned first)
{
	listing->depth++;
	if (listing->depth > LISTING_DEPTH_MOST)
		return;
	listing->level[listing->depth - 1].ordered = ordered;
	listing->level[listing->depth - 1].next = first;
}

void listing_close(struct listing *listing)
{
	if (listing->depth > 0)
		listing->depth--;
	listing->fresh = false;
}

void listing_item(struct listing *listing)
{
	listing->fresh = listing->depth > 0;
}

bool listing_inside(const struct listing *listing)
{
	return listing->depth > 0;
}

void listing_mark(struct listing *listing, struct builder *builder)
{
	char marker[16];
	if (!listing->fresh)
		return;
	listing->fresh = false;
	const size_t level = top(listing);
	if (!listing->level[level].ordered) {
		builder_add(builder, SPAN("- "));
		return;
	}
	const int len = snprintf(marker, sizeof marker, "%u. ", listing->level[level].next++);
	builder_add(builder, (struct span){marker, (size_t)len});
}

void listing_end(struct listing *listing, struct builder *builder)
{
	const size_t depth = listing->depth;
	struct block *block = builder_end(builder, BLOCK_LIST_ITEM, (unsigned)depth);
	if (!block)
		return;
	const size_t marker = lines_marker(
		(struct span){builder->text + block->start, block->end - block->start});
	block->content_start += (uint32_t)marker;
	if (marker == 0)
		block->kind = BLOCK_PARAGRAPH;
}
