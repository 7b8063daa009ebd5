/*
 * dispersion.h - how evenly something is spread over the parts of a study.
 *
 * The measure is DP, the deviation of proportions (Gries 2008, Dispersions and
 * adjusted frequencies in corpora): half the sum over all parts of the distance
 * between the share of the study that the part makes up and the share of the
 * occurrences found in it. DPnorm (Lijffijt and Gries 2012) divides it by its
 * greatest possible value, so that 0 is as even as can be and 1 is all in the
 * smallest part.
 *
 * Few occurrences can't be spread evenly over many parts. So the value is held
 * against what chance would give: the DP to be expected were each occurrence
 * thrown on a part in proportion to its size. The mean absolute deviation of the
 * binomial is exact (De Moivre 1730). `excess` is where DP lies between that (0)
 * and its greatest value (1); below 0: more even than by chance.
 */
#ifndef STAGES_DISPERSION_H
#define STAGES_DISPERSION_H

#include <stddef.h>
#include <stdint.h>

struct dispersion {
	uint32_t occurrences;
	uint32_t parts;   /* that are not empty */
	uint32_t touched; /* parts with an occurrence */
	uint32_t most;    /* occurrences in the part that has most */
	double dp;
	double dp_norm;
	double chance; /* expected DP */
	double excess;
};

enum spread {
	SPREAD_FEW,         /* too few to tell */
	SPREAD_RED_THREAD,  /* comes back over many sources */
	SPREAD_HOBBY_HORSE, /* comes from few sources, however often */
	SPREAD_BETWEEN,
	SPREADS
};

enum {
	/* With four occurrences almost any spread is common by chance. */
	SPREAD_OCCURRENCES_LEAST = 5,
	/* A thread runs through more than two sources. */
	SPREAD_PARTS_LEAST = 3,
};
/* A red thread lies at most a quarter of the way from chance to all in one part, and touches at
 * least a third of the parts; a hobby-horse lies half of the way or more. */
#define SPREAD_THREAD_MOST 0.25
#define SPREAD_THREAD_PARTS (1.0 / 3)
#define SPREAD_HOBBY_LEAST 0.5

/* `count[i]` occurrences in part i of size `size[i]`; parts of size 0 are left out. */
void dispersion_run(struct dispersion *out, const uint32_t *count, const uint32_t *size,
		    size_t parts);

enum spread dispersion_spread(const struct dispersion *dispersion);

#endif
