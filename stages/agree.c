#include "stages/agree.h"

#include <math.h>

static const double normal_95 = 1.959963984540054;

/* What the figures are made of: sums over units, so that one unit can be taken out again. */
struct sums {
	double rated;          /* units with a code */
	double paired;         /* units with two codes or more */
	double coded;          /* of those, units with a code other than 0 */
	double agreeing;       /* share of agreeing pairs, summed over paired units */
	double agreeing_coded; /* the same over the coded ones */
	double coincidence;    /* on the diagonal of Krippendorff's matrix */
	double values[AGREE_CATEGORIES_MOST];    /* pairable values of each category */
	double share[AGREE_CATEGORIES_MOST];     /* of each category among a unit's codes, summed */
	double margin[2][AGREE_CATEGORIES_MOST]; /* of two raters, where both coded */
};

typedef struct agree_figure figure_fn(const struct sums *sums, int categories);

static void count_unit(struct sums *sums, const struct agree_table *table, size_t unit,
		       double times)
{
	const int8_t *code = table->code + unit * table->raters;
	double count[AGREE_CATEGORIES_MOST] = {0}, codes = 0, same = 0;
	for (size_t r = 0; r < table->raters; r++) {
		if (code[r] == AGREE_MISSING)
			continue;
		count[code[r]] += 1;
		codes += 1;
	}
	if (codes < 1)
		return;
	sums->rated += times;
	for (int c = 0; c < table->categories; c++) {
		sums->share[c] += times * count[c] / codes;
		same += count[c] * (count[c] - 1);
	}
	if (codes < 2)
		return;
	const double agreeing = same / (codes * (codes - 1));
	const bool coded = count[0] < codes;
	sums->paired += times;
	sums->agreeing += times * agreeing;
	sums->coincidence += times * same / (codes - 1);
	sums->coded += coded ? times : 0;
	sums->agreeing_coded += coded ? times * agreeing : 0;
	for (int c = 0; c < table->categories; c++)
		sums->values[c] += times * count[c];
	for (size_t r = 0; table->raters == 2 && r < 2; r++)
		sums->margin[r][code[r]] += times;
}

static struct agree_figure none(void)
{
	return (struct agree_figure){.defined = false};
}

static struct agree_figure figure(double value)
{
	return (struct agree_figure){.value = value, .defined = true};
}

/* Agreement beyond chance; without chance to differ there is nothing to measure. */
static struct agree_figure beyond(double agreed, double expected)
{
	const double room = 1 - expected;
	return room > 1e-12 ? figure((agreed - expected) / room) : none();
}

static struct agree_figure raw(const struct sums *sums, int categories)
{
	(void)categories;
	return sums->paired > 0.5 ? figure(sums->agreeing / sums->paired) : none();
}

static struct agree_figure on_coded(const struct sums *sums, int categories)
{
	(void)categories;
	return sums->coded > 0.5 ? figure(sums->agreeing_coded / sums->coded) : none();
}

static struct agree_figure kappa(const struct sums *sums, int categories)
{
	double expected = 0, both = 0;
	for (int c = 0; c < categories; c++) {
		expected += sums->margin[0][c] * sums->margin[1][c];
		both += sums->margin[0][c];
	}
	return both > 0.5 ? beyond(sums->agreeing / both, expected / (both * both)) : none();
}

static struct agree_figure alpha(const struct sums *sums, int categories)
{
	double values = 0, expected = 0;
	for (int c = 0; c < categories; c++) {
		values += sums->values[c];
		expected += sums->values[c] * (sums->values[c] - 1);
	}
	return values > 1.5 ? beyond(sums->coincidence / values, expected / (values * (values - 1)))
			    : none();
}

static struct agree_figure ac1(const struct sums *sums, int categories)
{
	double expected = 0;
	if (sums->paired < 0.5)
		return none();
	for (int c = 0; c < categories; c++) {
		const double share = sums->share[c] / sums->rated;
		expected += share * (1 - share);
	}
	return beyond(sums->agreeing / sums->paired, expected / (categories - 1));
}

static bool has_codes(const struct agree_table *table, size_t unit)
{
	for (size_t r = 0; r < table->raters; r++)
		if (table->code[unit * table->raters + r] != AGREE_MISSING)
			return true;
	return false;
}

/* Standard error by the jackknife: how the figure moves when one unit is left out. */
static double spread(const struct sums *sums, const struct agree_table *table, figure_fn *compute)
{
	double sum = 0, squares = 0, count = 0;
	for (size_t u = 0; u < table->units; u++) {
		if (!has_codes(table, u))
			continue;
		struct sums without = *sums;
		count_unit(&without, table, u, -1);
		const struct agree_figure found = compute(&without, table->categories);
		if (!found.defined)
			return INFINITY;
		const double from_all = found.value - compute(sums, table->categories).value;
		sum += from_all;
		squares += from_all * from_all;
		count += 1;
	}
	if (count < 2)
		return INFINITY;
	const double variance = (count - 1) / count * (squares - sum * sum / count);
	return sqrt(fmax(variance, 0));
}

static struct agree_figure with_interval(const struct sums *sums, const struct agree_table *table,
					 figure_fn *compute)
{
	struct agree_figure out = compute(sums, table->categories);
	if (!out.defined)
		return out;
	const double error = normal_95 * spread(sums, table, compute);
	const double least = compute == raw || compute == on_coded ? 0 : -1;
	out.interval = isfinite(error);
	out.low = out.interval ? fmax(out.value - error, least) : out.value;
	out.high = out.interval ? fmin(out.value + error, 1) : out.value;
	return out;
}

void agree_run(struct agreement *out, const struct agree_table *table)
{
	struct sums sums = {.rated = 0};
	for (size_t u = 0; u < table->units; u++)
		count_unit(&sums, table, u, 1);
	*out = (struct agreement){
		.units = (size_t)lround(sums.paired),
		.coded = (size_t)lround(sums.coded),
		.raw = with_interval(&sums, table, raw),
		.on_coded = with_interval(&sums, table, on_coded),
		.kappa = table->raters == 2 ? with_interval(&sums, table, kappa) : none(),
		.alpha = with_interval(&sums, table, alpha),
		.ac1 = with_interval(&sums, table, ac1),
	};
}
