#include "stages/dispersion.h"

#include <math.h>

struct totals {
	double size;
	double count;
	double least; /* size of the smallest part */
};

static struct totals add_up(struct dispersion *out, const uint32_t *count, const uint32_t *size,
			    size_t parts)
{
	struct totals totals = {.size = 0};
	for (size_t i = 0; i < parts; i++) {
		if (size[i] == 0)
			continue;
		totals.size += size[i];
		totals.count += count[i];
		if (out->parts++ == 0 || size[i] < totals.least)
			totals.least = size[i];
		out->touched += count[i] > 0;
		out->most = count[i] > out->most ? count[i] : out->most;
	}
	return totals;
}

/* E|X - np| for X binomial(n, p): 2 k (1 - p) P(X = k), with k the whole number above np. */
static double mean_deviation(double n, double p)
{
	if (p <= 0 || p >= 1)
		return 0;
	const double k = floor(n * p) + 1;
	int sign;
	const double log_mass = lgamma_r(n + 1, &sign) - lgamma_r(k + 1, &sign) -
				lgamma_r(n - k + 1, &sign) + k * log(p) + (n - k) * log1p(-p);
	return 2 * k * (1 - p) * exp(log_mass);
}

void dispersion_run(struct dispersion *out, const uint32_t *count, const uint32_t *size,
		    size_t parts)
{
	*out = (struct dispersion){.dp = 0};
	const struct totals totals = add_up(out, count, size, parts);
	out->occurrences = (uint32_t)totals.count;
	if (totals.count <= 0)
		return;
	for (size_t i = 0; i < parts; i++) {
		if (size[i] == 0)
			continue;
		const double share = size[i] / totals.size;
		out->dp += fabs(count[i] / totals.count - share) / 2;
		out->chance += mean_deviation(totals.count, share) / totals.count / 2;
	}
	const double most = 1 - totals.least / totals.size;
	if (most > 0)
		out->dp_norm = out->dp / most;
	if (most > out->chance)
		out->excess = (out->dp - out->chance) / (most - out->chance);
}

enum spread dispersion_spread(const struct dispersion *d)
{
	if (d->occurrences < SPREAD_OCCURRENCES_LEAST || d->parts < SPREAD_PARTS_LEAST)
		return SPREAD_FEW;
	if (d->excess >= SPREAD_HOBBY_LEAST || d->touched == 1)
		return SPREAD_HOBBY_HORSE;
	if (d->excess <= SPREAD_THREAD_MOST && d->touched >= SPREAD_PARTS_LEAST &&
	    d->touched >= SPREAD_THREAD_PARTS * d->parts)
		return SPREAD_RED_THREAD;
	return SPREAD_BETWEEN;
}
