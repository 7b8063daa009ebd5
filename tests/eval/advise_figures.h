/*
 * advise_figures.h - hand-labelled reports as advise.c has judged them, and how well.
 */
#ifndef TESTS_EVAL_ADVISE_FIGURES_H
#define TESTS_EVAL_ADVISE_FIGURES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/error.h"
#include "corpus/reader.h"
#include "lexicons/model.h"
#include "lexicons/word_class.h"
#include "stages/commit.h"
#include "stages/follow_up.h"
#include "stages/outcome.h"
#include "stages/recommend.h"
#include "stages/tokenise.h"
#include "stages/utterance.h"
#include "stages/utterance_judge.h"
#include "stages/utterance_learn.h"
#include "stages/vocabulary.h"
#include "tests/eval/gold.h"
#include "tests/language.h"
#include "tests/packs.h"
#include "tests/telling.h"

/* What each model is learnt with. */
enum { FOLDS = 8, REPORTS_MOST = 4000, SOURCES_MOST = 8, HEADS = 3, LABELS_MOST = 4 };

struct head {
	const char *file;
	enum utterance_view view;
	struct span label[LABELS_MOST];
	size_t labels;
	double cost;
	unsigned least;
};

static const struct head head[HEADS] = {
	{"purpose.model",
	 UTTERANCE_VIEW_PURPOSE,
	 {{"other", 5}, {"advice", 6}, {"promise", 7}, {"outcome", 7}},
	 4,
	 0.1,
	 3},
	{"audience.model",
	 UTTERANCE_VIEW_AUDIENCE,
	 {{"organisatie", 11}, {"initiatiefnemers", 16}},
	 2,
	 0.3,
	 2},
	{"status.model",
	 UTTERANCE_VIEW_STATUS,
	 {{"nagekomen", 9}, {"deels", 5}, {"niet", 4}},
	 3,
	 0.05,
	 2},
};

struct report;

/* What was joined with a commitment; all NULL: nothing. */
struct answer {
	const struct report *report;
	const struct outcome *outcome;
};

struct report {
	struct gold gold;
	struct document document;
	struct structure structure;
	struct token_list tokens;
	struct hit_list hits;
	struct utterance_list list;
	struct utterance_example *example[HEADS]; /* label UINT16_MAX: none */
	struct judgement judgement;
	struct analysis analysis;
	struct answer *answer; /* per commitment */
	size_t *mark;          /* of each utterance; SIZE_MAX: none */
	size_t *place;
	unsigned source;
	unsigned fold;
	bool alone; /* a sentence without its report: says nothing of purposes */
};

struct bench {
	struct arena keep, scratch;
	struct language *language;
	struct word_classes *words;
	struct lexicon *lexicon;
	struct vocabulary *vocabulary;
	struct match_cache *cache;
	struct compound_words compounds;
	struct report *report;
	size_t reports;
	unsigned sources;
};

static inline void fail(const char *what, const char *which)
{
	(void)fprintf(stderr, "advise: %s: %s\n", what, which);
	exit(2);
}

static inline double overlap(size_t a, size_t b, size_t c, size_t d)
{
	const size_t start = a > c ? a : c, end = b < d ? b : d;
	const size_t shared = end > start ? end - start : 0;
	return (double)shared / (double)((b - a) + (d - c) - shared);
}

enum { STEPS = 19, MARKS_MOST = 200 };
#define STEP 0.05F

/* Of one purpose, at each threshold. */
struct tally {
	size_t found[STEPS];
	size_t said[STEPS];
	size_t gold;
};

struct figures {
	struct tally tally[PURPOSES];
	size_t found[PURPOSES]; /* as the stages decide */
	size_t said[PURPOSES];
	size_t gold[PURPOSES];
	size_t audience; /* right, of the recommendations that were found */
	size_t followed; /* commitments found of which a later round speaks */
	size_t status;   /* of these, those with the right status */
	size_t passage;  /* of these, those joined with the right passage */
};

static const char mark_type[] = " rcf";

/* How well the probabilities part the purposes, whatever the threshold. */
static inline void count_steps(struct figures *figures, const struct report *report)
{
	static bool met[PURPOSES][STEPS][MARKS_MOST];
	memset(met, 0, sizeof(met));
	for (size_t k = 1; k < PURPOSES; k++)
		for (size_t m = 0; m < report->gold.marks; m++)
			figures->tally[k].gold += report->gold.mark[m].type == mark_type[k];
	for (size_t i = 0; i < report->judgement.list.count; i++)
		for (size_t k = 1; k < PURPOSES; k++)
			for (size_t s = 0; s < STEPS; s++) {
				const size_t m = report->mark[i];
				if (report->judgement.purpose[i][k] < (float)(s + 1) * STEP)
					break;
				figures->tally[k].said[s]++;
				if (m == SIZE_MAX || m >= MARKS_MOST || met[k][s][m] ||
				    report->gold.mark[m].type != mark_type[k])
					continue;
				figures->tally[k].found[s]++;
				met[k][s][m] = true;
			}
}

/* The mark of that type with which the range overlaps by a half or more; SIZE_MAX if none. */
static inline size_t mark_at(const struct report *report, struct range range, char type)
{
	for (size_t m = 0; m < report->gold.marks; m++)
		if (report->gold.mark[m].type == type &&
		    overlap(report->place[range.start], report->place[range.end],
			    report->gold.mark[m].start, report->gold.mark[m].end) >= 0.5)
			return m;
	return SIZE_MAX;
}

static inline void show_passage(const struct report *report, struct range range, const char *what)
{
	(void)printf("%-28.*s %s | %.*s\n", (int)report->gold.name.len, report->gold.name.at, what,
		     (int)(range.end - range.start), report->document.text.at + range.start);
}

static inline void count_recommendations(struct figures *figures, const struct bench *bench,
					 const struct report *report, bool show)
{
	bool met[MARKS_MOST] = {false};
	figures->said[PURPOSE_ADVICE] += report->analysis.recommendations;
	for (size_t i = 0; i < report->analysis.recommendations; i++) {
		const struct recommendation *r = &report->analysis.recommendation[i];
		const size_t m = mark_at(report, r->range, 'r');
		if (m == SIZE_MAX || m >= MARKS_MOST || met[m]) {
			if (show)
				show_passage(report, r->range, "no advice");
			continue;
		}
		const struct target *audience =
			lexicon_target(bench->lexicon, TARGET_AUDIENCE, r->audience);
		const bool right = span_equal(audience->id, report->gold.mark[m].value);
		met[m] = true;
		figures->found[PURPOSE_ADVICE]++;
		figures->audience += right;
		if (show && !right)
			show_passage(report, r->range, "not for them");
	}
	for (size_t m = 0; m < report->gold.marks && m < MARKS_MOST; m++) {
		figures->gold[PURPOSE_ADVICE] += report->gold.mark[m].type == 'r';
		for (size_t i = 0; show && report->gold.mark[m].type == 'r' && !met[m] &&
				   i < report->judgement.list.count;
		     i++)
			if (report->mark[i] == m)
				show_passage(report, report->judgement.list.item[i].range,
					     "missed advice");
	}
}

/* What a later report on the same case says of commitment `id`; NULL if none does. */
static const struct gold_mark *later_mark(const struct bench *bench, const struct report *report,
					  struct span id, const struct report **in)
{
	for (size_t r = 0; r < bench->reports; r++) {
		const struct report *other = &bench->report[r];
		if (!span_equal(other->gold.case_name, report->gold.case_name))
			continue;
		for (size_t m = 0; m < other->gold.marks; m++)
			if (other->gold.mark[m].type == 'f' &&
			    span_equal(other->gold.mark[m].target, id)) {
				*in = other;
				return &other->gold.mark[m];
			}
	}
	return NULL;
}

static inline void count_follow_up(struct figures *figures, const struct bench *bench,
				   const struct report *report, size_t i, struct span id, bool show)
{
	const struct report *in = NULL;
	const struct gold_mark *mark = later_mark(bench, report, id, &in);
	if (!mark)
		return;
	figures->followed++;
	const struct answer *answer = &report->answer[i];
	if (answer->report == in) {
		const size_t m = mark_at(in, answer->outcome->range, 'f');
		figures->passage += m != SIZE_MAX && span_equal(in->gold.mark[m].target, id);
	}
	const struct target *status =
		answer->report && answer->outcome->status != INDEX_NONE
			? lexicon_target(bench->lexicon, TARGET_STATUS, answer->outcome->status)
			: NULL;
	const bool right = status && span_equal(status->id, mark->value);
	figures->status += right;
	if (show && !right) {
		show_passage(report, report->analysis.commitment[i].range, mark->value.at);
		if (answer->report)
			show_passage(answer->report, answer->outcome->range,
				     status ? status->id.at : "?");
		for (size_t u = 0; u < in->judgement.list.count; u++)
			if (in->mark[u] != SIZE_MAX && &in->gold.mark[in->mark[u]] == mark)
				show_passage(in, in->judgement.list.item[u].range, "  answer");
	}
}

static inline void count_commitments(struct figures *figures, const struct bench *bench,
				     const struct report *report, bool show)
{
	bool met[MARKS_MOST] = {false};
	figures->said[PURPOSE_PROMISE] += report->analysis.commitments;
	for (size_t i = 0; i < report->analysis.commitments; i++) {
		const struct range range = report->analysis.commitment[i].range;
		const size_t m = mark_at(report, range, 'c');
		if (m == SIZE_MAX || m >= MARKS_MOST || met[m]) {
			if (show)
				show_passage(report, range, "no promise");
			continue;
		}
		met[m] = true;
		figures->found[PURPOSE_PROMISE]++;
		count_follow_up(figures, bench, report, i, report->gold.mark[m].target, show);
	}
	for (size_t m = 0; m < report->gold.marks && m < MARKS_MOST; m++) {
		figures->gold[PURPOSE_PROMISE] += report->gold.mark[m].type == 'c';
		for (size_t i = 0; show && report->gold.mark[m].type == 'c' && !met[m] &&
				   i < report->judgement.list.count;
		     i++)
			if (report->mark[i] == m)
				show_passage(report, report->judgement.list.item[i].range,
					     "missed promise");
	}
}

static inline void print_f1(const struct figures *f, enum purpose k)
{
	(void)printf("%-8s F1 %.3f (%zu of %zu said, %zu in gold)\n", purpose_name[k],
		     2.0 * (double)f->found[k] / (double)(f->said[k] + f->gold[k]), f->found[k],
		     f->said[k], f->gold[k]);
}

static inline double share(size_t part, size_t whole)
{
	return whole > 0 ? (double)part / (double)whole : 0;
}

static inline void print_figures(const struct figures *f)
{
	for (size_t k = 1; k < PURPOSES; k++) {
		(void)printf("%-8s by threshold", purpose_name[k]);
		for (size_t s = 0; s < STEPS; s += 2)
			(void)printf(" %.3f",
				     2.0 * (double)f->tally[k].found[s] /
					     (double)(f->tally[k].said[s] + f->tally[k].gold));
		(void)printf("\n");
	}
	print_f1(f, PURPOSE_ADVICE);
	print_f1(f, PURPOSE_PROMISE);
	(void)printf("audience %.3f of %zu\nstatus   %.3f of %zu, passage %.3f\n",
		     share(f->audience, f->found[PURPOSE_ADVICE]), f->found[PURPOSE_ADVICE],
		     share(f->status, f->followed), f->followed, share(f->passage, f->followed));
}

#endif
