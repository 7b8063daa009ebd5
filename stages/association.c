#include "stages/association.h"

#include <math.h>
#include <stdlib.h>

#include "corpus/arena.h"

static double part(double observed, double expected)
{
	return observed > 0 && expected > 0 ? observed * log(observed / expected) : 0;
}

double association_g2(const struct association *c)
{
	if (c->total == 0)
		return 0;
	const double total = c->total, both = c->both, first = c->first, second = c->second;
	const double one = first - both, two = second - both;
	const double none = fmax(0, total - first - second + both);
	const double sum = part(both, first * second / total) +
			   part(one, first * (total - second) / total) +
			   part(two, (total - first) * second / total) +
			   part(none, (total - first) * (total - second) / total);
	return fmax(0, 2 * sum);
}

double association_npmi(const struct association *c)
{
	if (c->both == 0 || c->total == 0)
		return -1;
	const double both = (double)c->both / c->total;
	const double chance = (double)c->first / c->total * ((double)c->second / c->total);
	return c->both == c->total ? 1 : log(both / chance) / -log(both);
}

double association_log_ratio(const struct association *c)
{
	const double with = c->first, without = (double)c->total - c->first;
	double in = c->both, out = (double)c->second - c->both;
	if (with <= 0 || without <= 0)
		return 0;
	if (in <= 0 || out <= 0) {
		in += 0.5;
		out += 0.5;
	}
	return log2(in / with / (out / without));
}

int association_attracts(const struct association *c)
{
	return (uint64_t)c->both * c->total > (uint64_t)c->first * c->second;
}

double association_p(double g2)
{
	return g2 > 0 ? erfc(sqrt(g2 / 2)) : 1;
}

struct ranked {
	double p;
	size_t index;
};

static int by_p(const void *a, const void *b)
{
	const struct ranked *one = a, *two = b;
	if (one->p < two->p || one->p > two->p)
		return one->p < two->p ? -1 : 1;
	return one->index < two->index ? -1 : one->index > two->index;
}

int association_adjust(double *p, size_t count, struct arena *scratch)
{
	struct ranked *ranked = arena_calloc(scratch, count, sizeof *ranked);
	if (!ranked)
		return -1;
	for (size_t i = 0; i < count; i++)
		ranked[i] = (struct ranked){p[i], i};
	qsort(ranked, count, sizeof *ranked, by_p);
	double least = 1;
	for (size_t i = count; i-- > 0;) {
		least = fmin(least, ranked[i].p * (double)count / (double)(i + 1));
		p[ranked[i].index] = least;
	}
	return 0;
}
