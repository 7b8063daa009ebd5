#include "stages/prior.h"

#include <math.h>
#include <string.h>

/* Decisions that an even share of all themes counts for. */
static const double concentration[] = {10, 20, 40, 80, 160, 320, 640};
enum { CONCENTRATIONS = sizeof concentration / sizeof *concentration };

/* By how much shares of the study's own have to be likelier, as a natural logarithm: 4 on the scale
 * of twice that is between positive and strong evidence (Kass and Raftery 1995,
 * doi:10.1080/01621459.1995.10476572). */
#define EVIDENCE_LEAST 2.0

static double log_gamma(double x)
{
	int sign;
	return lgamma_r(x, &sign);
}

/* How much likelier what was put is than with even shares. */
static double evidence(const double *put, size_t themes, double total, double all)
{
	const double each = all / (double)themes;
	double sum = log_gamma(all) - log_gamma(all + total) + total * log((double)themes);
	for (size_t t = 0; t < themes; t++)
		sum += log_gamma(each + put[t]) - log_gamma(each);
	return sum;
}

bool prior_fit(float *shift, const double *put, size_t themes)
{
	double total = 0, most = 0, best = 0;
	memset(shift, 0, themes * sizeof *shift);
	for (size_t t = 0; t < themes; t++)
		total += put[t];
	for (size_t i = 0; i < CONCENTRATIONS; i++) {
		const double found = evidence(put, themes, total, concentration[i]);
		if (found <= most)
			continue;
		most = found;
		best = concentration[i];
	}
	if (most < EVIDENCE_LEAST)
		return false;
	for (size_t t = 0; t < themes; t++)
		shift[t] = (float)log((put[t] * (double)themes + best) / (total + best));
	return true;
}
