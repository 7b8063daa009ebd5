#include "stages/community.h"

#include <stdbool.h>
#include <string.h>

#include "corpus/arena.h"

/* Sums that differ by rounding are equal. */
static const double tiny = 1e-12;

struct work {
	size_t nodes;
	double *share; /* of all link ends: between group i and group j; i times j twice */
	double *ends;  /* of each group */
	size_t *group; /* of each node: its first node */
	bool *gone;    /* joined into an earlier one */
};

static int work_init(struct work *work, const double *weight, size_t nodes, struct arena *keep)
{
	*work = (struct work){
		.nodes = nodes,
		.share = arena_calloc(keep, nodes * nodes, sizeof(double)),
		.ends = arena_calloc(keep, nodes, sizeof(double)),
		.group = arena_calloc(keep, nodes, sizeof(size_t)),
		.gone = arena_calloc(keep, nodes, sizeof(bool)),
	};
	if (!work->share || !work->ends || !work->group || !work->gone)
		return -1;
	double sum = 0;
	for (size_t i = 0; i < nodes; i++)
		for (size_t j = 0; j < nodes; j++)
			sum += i == j ? 0 : weight[i * nodes + j];
	for (size_t i = 0; i < nodes; i++) {
		work->group[i] = i;
		for (size_t j = 0; j < nodes && sum > 0; j++) {
			const double share = i == j ? 0 : weight[i * nodes + j] / sum;
			work->share[i * nodes + j] = share;
			work->ends[i] += share;
		}
	}
	return 0;
}

/* What joining them adds to the modularity. */
static double gain(const struct work *work, size_t i, size_t j)
{
	return 2 * (work->share[i * work->nodes + j] - work->ends[i] * work->ends[j]);
}

static bool best_pair(const struct work *work, size_t *first, size_t *second)
{
	double most = tiny;
	bool found = false;
	for (size_t i = 0; i < work->nodes; i++) {
		for (size_t j = i + 1; j < work->nodes && !work->gone[i]; j++) {
			if (work->gone[j] || gain(work, i, j) <= most + tiny)
				continue;
			most = gain(work, i, j);
			*first = i;
			*second = j;
			found = true;
		}
	}
	return found;
}

static void join(struct work *work, size_t to, size_t from)
{
	const size_t n = work->nodes;
	work->share[to * n + to] += work->share[from * n + from] + 2 * work->share[to * n + from];
	for (size_t k = 0; k < n; k++) {
		if (k == to || k == from)
			continue;
		work->share[to * n + k] += work->share[from * n + k];
		work->share[k * n + to] = work->share[to * n + k];
	}
	work->ends[to] += work->ends[from];
	work->gone[from] = true;
	for (size_t k = 0; k < n; k++)
		if (work->group[k] == from)
			work->group[k] = to;
}

int community_find(struct communities *out, const double *weight, size_t nodes, struct arena *keep)
{
	struct work work;
	size_t first = 0, second = 0;
	*out = (struct communities){.of = arena_calloc(keep, nodes + 1, sizeof(uint16_t))};
	if (!out->of || work_init(&work, weight, nodes, keep) < 0)
		return -1;
	while (best_pair(&work, &first, &second))
		join(&work, first, second);
	for (size_t i = 0; i < nodes; i++) {
		if (work.group[i] != i) {
			out->of[i] = out->of[work.group[i]];
			continue;
		}
		out->of[i] = (uint16_t)out->count++;
		out->modularity += work.share[i * nodes + i] - work.ends[i] * work.ends[i];
	}
	return 0;
}
