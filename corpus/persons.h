/*
 * persons.h - the people that a header line names, and their roles:
 * `Fatima (initiatiefnemer), A3 Samira (ambtenaar jeugd), V = Marit`.
 */
#ifndef CORPUS_PERSONS_H
#define CORPUS_PERSONS_H

#include "corpus/text.h"

struct builder;

/* Adds everybody named in `value`; who has no role of their own gets `role`. */
void persons_add(struct builder *builder, struct span value, struct span role);

#endif
