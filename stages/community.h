/*
 * community.h - which nodes of a weighted network hang together.
 *
 * Greedy modularity: every node begins alone, and of all pairs of groups the two whose joining
 * adds most to the modularity are joined, until none adds to it (Clauset, Newman and Moore 2004,
 * for networks with weights Newman 2004). Of equals the earlier goes first, so that the same
 * network gives the same groups.
 */
#ifndef STAGES_COMMUNITY_H
#define STAGES_COMMUNITY_H

#include <stddef.h>
#include <stdint.h>

struct arena;

struct communities {
	uint16_t *of; /* of each node, numbered by first appearance */
	size_t count; /* a node without a link is one by itself */
	double modularity;
};

/*
 * `weight` is a table of nodes times nodes, symmetric, without negative numbers; its diagonal is
 * not looked at. Cost: nodes to the third. -1: no memory. `of` lives in `keep`.
 */
int community_find(struct communities *out, const double *weight, size_t nodes, struct arena *keep);

#endif
