/* properties.h - title, author and the like that word processors keep beside the text. */
#ifndef CORPUS_PROPERTIES_H
#define CORPUS_PROPERTIES_H

struct archive;
struct builder;

/* Dublin Core elements of a part, as metadata; an absent or broken part says nothing. */
void properties_read(struct builder *builder, const struct archive *archive, const char *part);

#endif
