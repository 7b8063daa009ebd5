#include "stages/proportion.h"

#include <math.h>

/* The normal deviate that leaves 2.5% on either side. */
static const double deviate = 1.959963984540054;

/* Likelihoods this near to one another are the same but for rounding (as R does). */
static const double same = 1 + 1e-7;

double proportion_share(struct proportion one)
{
	return one.total > 0 ? (double)one.count / one.total : 0;
}

struct interval proportion_interval(struct proportion one)
{
	if (one.total == 0)
		return (struct interval){0, 1};
	const double n = one.total, p = proportion_share(one), square = deviate * deviate;
	const double middle = p + square / (2 * n);
	const double half = deviate * sqrt(p * (1 - p) / n + square / (4 * n * n));
	/* At the ends the score interval is exact, and rounding would go past them. */
	return (struct interval){
		one.count == 0 ? 0 : (middle - half) / (1 + square / n),
		one.count == one.total ? 1 : (middle + half) / (1 + square / n),
	};
}

struct interval proportion_change(struct proportion before, struct proportion after)
{
	if (before.total == 0 || after.total == 0)
		return (struct interval){-1, 1};
	const double p = proportion_share(before), q = proportion_share(after), change = q - p;
	const struct interval one = proportion_interval(before), two = proportion_interval(after);
	return (struct interval){
		change - hypot(q - two.low, one.high - p),
		change + hypot(two.high - q, p - one.low),
	};
}

static double log_choose(double n, double k)
{
	int sign;
	return lgamma_r(n + 1, &sign) - lgamma_r(k + 1, &sign) - lgamma_r(n - k + 1, &sign);
}

double proportion_fisher(struct proportion before, struct proportion after)
{
	const double one = before.total, two = after.total;
	const double both = (double)before.count + after.count;
	const double least = fmax(0, both - two), most = fmin(one, both);
	const double all = log_choose(one + two, both);
	const double here =
		log_choose(one, before.count) + log_choose(two, after.count) - all + log(same);
	double p = 0;
	for (double k = least; k <= most; k++) {
		const double mass = log_choose(one, k) + log_choose(two, both - k) - all;
		p += mass <= here ? exp(mass) : 0;
	}
	return fmin(p, 1);
}

double proportion_sign(uint32_t up, uint32_t down)
{
	const double n = (double)up + down, few = fmin(up, down);
	double tail = 0;
	for (double k = 0; k <= few; k++)
		tail += exp(log_choose(n, k) - n * log(2));
	return fmin(2 * tail, 1);
}
