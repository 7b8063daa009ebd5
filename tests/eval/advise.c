/*
 * advise.c - train and measure the models of recommendations, commitments and what became of them.
 *
 *   advise train FOLDER SOURCE...   fits the models to all reports and writes them in FOLDER
 *   advise cross SOURCE...          figures by cross-validation over cases (`initiatief`)
 *   advise folders SOURCE...        the same, leaving out a source at a time
 *   advise errors SOURCE...         as cross, with each passage that was missed or made up
 *
 * SOURCE is a folder of gold.h. A passage is found when overlap over union is a half or more.
 * Not part of the program: `make model` and `make eval` run it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/error.h"
#include "corpus/reader.h"
#include "lexicons/model.h"
#include "lexicons/word_class.h"
#include "stages/softmax.h"
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
enum { FOLDS = 8, REPORTS_MOST = 1000, SOURCES_MOST = 8, HEADS = 3, LABELS_MOST = 4 };

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
	 0.02,
	 2},
	{"status.model",
	 UTTERANCE_VIEW_STATUS,
	 {{"nagekomen", 9}, {"deels", 5}, {"niet", 4}},
	 3,
	 0.05,
	 2},
};

struct report {
	struct gold gold;
	struct document document;
	struct structure structure;
	struct token_list tokens;
	struct hit_list hits;
	struct utterance_list list;
	struct utterance_example *example[HEADS]; /* label UINT16_MAX: none */
	float (*score)[LABELS_MOST];              /* of purpose */
	size_t *mark;                             /* of each utterance; SIZE_MAX: none */
	size_t *place;
	unsigned source;
	unsigned fold;
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

static void fail(const char *what, const char *which)
{
	(void)fprintf(stderr, "advise: %s: %s\n", what, which);
	exit(2);
}

static struct reading reading_of(const struct bench *bench, const struct report *report)
{
	return (struct reading){.document = &report->document,
				.structure = &report->structure,
				.tokens = &report->tokens,
				.hits = &report->hits,
				.vocabulary = bench->vocabulary,
				.lexicon = bench->lexicon,
				.words = bench->words};
}

static double overlap(size_t a, size_t b, size_t c, size_t d)
{
	const size_t start = a > c ? a : c, end = b < d ? b : d;
	const size_t shared = end > start ? end - start : 0;
	return (double)shared / (double)((b - a) + (d - c) - shared);
}

static void label(struct report *report, struct arena *keep)
{
	const size_t count = report->list.count;
	report->mark = arena_alloc(keep, count * sizeof(size_t));
	for (size_t i = 0; i < count; i++) {
		const struct range range = report->list.item[i].range;
		double best = 0.5;
		report->mark[i] = SIZE_MAX;
		for (size_t m = 0; m < report->gold.marks; m++) {
			const double fit =
				overlap(report->place[range.start], report->place[range.end],
					report->gold.mark[m].start, report->gold.mark[m].end);
			if (fit >= best) {
				best = fit;
				report->mark[i] = m;
			}
		}
	}
}

static uint16_t label_of(const struct report *report, size_t i, size_t h)
{
	const struct gold_mark *mark =
		report->mark[i] == SIZE_MAX ? NULL : &report->gold.mark[report->mark[i]];
	if (h == 0)
		return !mark               ? PURPOSE_OTHER
		       : mark->type == 'r' ? PURPOSE_ADVICE
		       : mark->type == 'c' ? PURPOSE_PROMISE
					   : PURPOSE_OUTCOME;
	if (!mark || mark->type != (h == 1 ? 'r' : 'f'))
		return UINT16_MAX;
	for (uint16_t k = 0; k < head[h].labels; k++)
		if (span_equal(head[h].label[k], mark->value))
			return k;
	return UINT16_MAX;
}

static void prepare(struct bench *bench, struct report *report)
{
	struct error err = ERROR_INIT;
	struct arena *keep = &bench->keep;
	const struct reader_options options = {.name = "report.txt", .language = "nl"};
	const struct tokenise_options tailored = {.tailored = true};
	if (reader_read(&report->document, report->gold.text, &options, keep, &bench->scratch,
			&err) != 0 ||
	    structure_run(&report->structure, &report->document, bench->words, keep,
			  &bench->scratch, &err) != 0 ||
	    tokenise_run(&report->tokens, bench->vocabulary, &tailored, report->document.text,
			 report->structure.block, report->structure.blocks, report->structure.aside,
			 report->structure.asides, keep, &bench->scratch, &err) != 0 ||
	    match_run(&report->hits, bench->cache, bench->lexicon, bench->vocabulary,
		      report->document.text, &report->tokens, keep, &bench->scratch, &err) != 0)
		fail(err.why, report->gold.name.at);
	const struct span text = report->document.text;
	report->place = arena_calloc(keep, text.len + 1, sizeof(*report->place));
	for (size_t i = 0; i < text.len; i++)
		report->place[i + 1] = report->place[i] + !gold_blank(text.at[i]);
	const struct reading reading = reading_of(bench, report);
	if (utterance_list_make(&report->list, &reading, keep, &bench->scratch) < 0)
		fail("out of memory", report->gold.name.at);
	label(report, keep);
	static struct utterance_row row;
	report->score = arena_calloc(keep, report->list.count, sizeof(*report->score));
	for (size_t h = 0; h < HEADS; h++) {
		report->example[h] =
			arena_calloc(keep, report->list.count, sizeof(**report->example));
		for (size_t i = 0; i < report->list.count; i++) {
			struct utterance_example *example = &report->example[h][i];
			example->label = label_of(report, i, h);
			if (example->label == UINT16_MAX)
				continue;
			utterance_features(&row, head[h].view, &reading, &report->list, i);
			example->feature = (const uint32_t *)(const void *)arena_copy(
				keep, (const char *)row.feature, row.count * sizeof(uint32_t));
			example->features = row.count;
		}
	}
	arena_reset(&bench->scratch);
}

static unsigned fold_of(struct span name)
{
	uint32_t hash = 2166136261U;
	for (size_t i = 0; i < name.len; i++)
		hash = (hash ^ (unsigned char)name.at[i]) * 16777619U;
	return (hash >> 8) % FOLDS;
}

static void load(struct bench *bench, const char *folder)
{
	char path[GOLD_PATH_MOST];
	(void)snprintf(path, sizeof(path), "%s/gold.jsonl", folder);
	struct span rest = gold_load(path, &bench->keep);
	struct span line;
	while (gold_line(&line, &rest)) {
		struct report *report = &bench->report[bench->reports++];
		if (bench->reports == REPORTS_MOST ||
		    !gold_read(&report->gold, folder, line, &bench->keep))
			fail("not a hand-labelled report, or without its text", folder);
		report->source = bench->sources;
		report->fold = fold_of(report->gold.case_name);
		prepare(bench, report);
	}
	bench->sources++;
}

/* --- fitting ------------------------------------------------------------------------------ */

static struct model *fit(struct bench *bench, size_t h, unsigned out, bool sources,
			 const struct model_number *number, size_t numbers, struct span *bytes)
{
	size_t count = 0, most = 0;
	struct error err = ERROR_INIT;
	for (size_t r = 0; r < bench->reports; r++)
		most += bench->report[r].list.count;
	struct utterance_example *example = arena_alloc(&bench->scratch, most * sizeof(*example));
	for (size_t r = 0; r < bench->reports; r++) {
		const struct report *report = &bench->report[r];
		if ((sources ? report->source : report->fold) == out)
			continue;
		for (size_t i = 0; i < report->list.count; i++)
			if (report->example[h][i].label != UINT16_MAX)
				example[count++] = report->example[h][i];
	}
	const struct utterance_learning learning = {.label = head[h].label,
						    .labels = head[h].labels,
						    .cost = head[h].cost,
						    .rounds = 120,
						    .least = head[h].least,
						    .number = number,
						    .numbers = numbers};
	if (utterance_learn(bytes, example, count, &learning, &bench->keep, &bench->scratch, &err) <
	    0)
		fail(err.why, head[h].file);
	struct model *model = model_new(*bytes, &err);
	if (!model)
		fail(err.why, head[h].file);
	arena_reset(&bench->scratch);
	return model;
}

static void apply(const struct model *model, const struct utterance_example *example, float *score)
{
	float norm2 = 0;
	memcpy(score, model_bias(model), model_labels(model) * sizeof(*score));
	for (size_t f = 0; f < example->features; f++)
		(void)model_add(model, example->feature[f], &norm2, score);
	softmax(score, model_labels(model));
}

/* --- figures ------------------------------------------------------------------------------ */

enum { STEPS = 19 };
#define STEP 0.05F

struct tally {
	size_t found[STEPS], said[STEPS], gold;
};

static struct tally tally[LABELS_MOST];
static size_t judged[HEADS], right[HEADS];

static void count(const struct report *report, bool show)
{
	static const char type[] = " rcf";
	bool met[STEPS][1000] = {{false}};
	for (size_t m = 0; m < report->gold.marks; m++)
		for (size_t k = 1; k < LABELS_MOST; k++)
			tally[k].gold += report->gold.mark[m].type == type[k];
	for (size_t i = 0; i < report->list.count; i++)
		for (size_t k = 1; k < LABELS_MOST; k++)
			for (size_t s = 0; s < STEPS; s++) {
				if (report->score[i][k] < (float)(s + 1) * STEP)
					continue;
				tally[k].said[s]++;
				const size_t m = report->mark[i];
				if (m != SIZE_MAX && !met[s][m] &&
				    report->gold.mark[m].type == type[k]) {
					tally[k].found[s]++;
					met[s][m] = true;
				}
			}
	for (size_t i = 0; show && i < report->list.count; i++) {
		const uint16_t l = report->example[0][i].label;
		size_t best = 0;
		for (size_t k = 1; k < LABELS_MOST; k++)
			if (report->score[i][k] > 0.3F)
				best = k;
		if (best != l)
			(void)printf("%-28.*s %c>%c %.2f %.2f %.2f | %.*s\n",
				     (int)report->gold.name.len, report->gold.name.at, type[l],
				     type[best], (double)report->score[i][1],
				     (double)report->score[i][2], (double)report->score[i][3],
				     (int)(report->list.item[i].range.end -
					   report->list.item[i].range.start),
				     report->document.text.at + report->list.item[i].range.start);
	}
	for (size_t m = 0; show && m < report->gold.marks; m++) {
		size_t i = 0;
		while (i < report->list.count && report->mark[i] != m)
			i++;
		if (i == report->list.count)
			(void)printf("%-28.*s %c UNREACHED %.*s\n", (int)report->gold.name.len,
				     report->gold.name.at, report->gold.mark[m].type,
				     (int)report->gold.mark[m].target.len,
				     report->gold.mark[m].target.at);
	}
}

static void judge(struct report *report, struct model *const *model, bool show)
{
	for (size_t i = 0; i < report->list.count; i++) {
		apply(model[0], &report->example[0][i], report->score[i]);
		for (size_t h = 1; h < HEADS; h++) {
			float score[LABELS_MOST];
			const struct utterance_example *example = &report->example[h][i];
			if (example->label == UINT16_MAX)
				continue;
			apply(model[h], example, score);
			size_t best = 0;
			for (size_t k = 1; k < head[h].labels; k++)
				if (score[k] > score[best])
					best = k;
			judged[h]++;
			right[h] += best == example->label;
			if (show && best != example->label)
				(void)printf("%-28.*s %s not %s %.2f | %.*s\n",
					     (int)report->gold.name.len, report->gold.name.at,
					     head[h].label[best].at,
					     head[h].label[example->label].at, (double)score[best],
					     (int)(report->list.item[i].range.end -
						   report->list.item[i].range.start),
					     report->document.text.at +
						     report->list.item[i].range.start);
		}
	}
	count(report, show);
}

static void print_figures(void)
{
	for (size_t k = 1; k < LABELS_MOST; k++) {
		(void)printf("%-8s", head[0].label[k].at);
		for (size_t s = 0; s < STEPS; s++)
			(void)printf(" %.3f", 2.0 * (double)tally[k].found[s] /
						      (double)(tally[k].said[s] + tally[k].gold));
		(void)printf("\n");
	}
	for (size_t h = 1; h < HEADS; h++)
		(void)printf("%-16s %.3f of %zu\n", head[h].file,
			     (double)right[h] / (double)(judged[h] + !judged[h]), judged[h]);
}

/* The threshold that finds most for what it says wrongly. */
static float best_threshold(size_t k)
{
	size_t best = 0;
	double most = 0;
	for (size_t s = 0; s < STEPS; s++) {
		const double f1 = 2.0 * (double)tally[k].found[s] /
				  (double)(tally[k].said[s] + tally[k].gold);
		if (f1 > most) {
			most = f1;
			best = s;
		}
	}
	return (float)(best + 1) * STEP;
}

static void cross(struct bench *bench, bool sources, bool show)
{
	const unsigned folds = sources ? bench->sources : FOLDS;
	for (unsigned fold = 0; fold < folds; fold++) {
		struct model *model[HEADS];
		struct span bytes;
		for (size_t h = 0; h < HEADS; h++)
			model[h] = fit(bench, h, fold, sources, NULL, 0, &bytes);
		for (size_t r = 0; r < bench->reports; r++)
			if ((sources ? bench->report[r].source : bench->report[r].fold) == fold)
				judge(&bench->report[r], model, show);
		for (size_t h = 0; h < HEADS; h++)
			model_free(model[h]);
		if (sources) {
			(void)printf("source %u\n", fold);
			print_figures();
			memset(tally, 0, sizeof(tally));
			memset(judged, 0, sizeof(judged));
			memset(right, 0, sizeof(right));
		}
	}
	if (!sources)
		print_figures();
}

static void train(struct bench *bench, const char *folder)
{
	struct model_number number[] = {{.name = "threshold.advice"},
					{.name = "threshold.promise"}};
	cross(bench, false, false);
	number[0].value = best_threshold(PURPOSE_ADVICE);
	number[1].value = best_threshold(PURPOSE_PROMISE);
	for (size_t h = 0; h < HEADS; h++) {
		char path[GOLD_PATH_MOST];
		struct span bytes;
		model_free(fit(bench, h, UINT32_MAX, false, number, h == 0 ? 2 : 0, &bytes));
		(void)snprintf(path, sizeof(path), "%s/%s", folder, head[h].file);
		FILE *file = fopen(path, "wb");
		if (!file || fwrite(bytes.at, 1, bytes.len, file) != bytes.len || fclose(file) != 0)
			fail("can't write", path);
	}
}

static void set_up(struct bench *bench)
{
	if (!test_words(&bench->compounds))
		fail("can't set up", "compounds");
	bench->language = test_language("nl", &bench->compounds);
	bench->words = test_telling();
	bench->lexicon = test_lexicon("samenwerking/pack.yaml");
	bench->vocabulary = bench->language ? vocabulary_new(bench->language, NULL) : NULL;
	bench->cache = bench->lexicon ? match_cache_new(bench->lexicon, NULL) : NULL;
	bench->report = calloc(REPORTS_MOST, sizeof(*bench->report));
	if (!bench->words || !bench->vocabulary || !bench->cache || !bench->report)
		fail("can't set up", "tables");
}

static void tear_down(struct bench *bench)
{
	match_cache_free(bench->cache);
	vocabulary_free(bench->vocabulary);
	lexicon_free(bench->lexicon);
	language_free(bench->language);
	word_classes_free(bench->words);
	free(bench->report);
	arena_release(&bench->keep);
	arena_release(&bench->scratch);
}

int main(int argc, char **argv)
{
	const char *command = argc > 2 ? argv[1] : "";
	const bool training = strcmp(command, "train") == 0;
	static struct bench bench;
	set_up(&bench);
	for (int i = training ? 3 : 2; i < argc; i++)
		load(&bench, argv[i]);
	if (training)
		train(&bench, argv[2]);
	else if (strcmp(command, "cross") == 0 || strcmp(command, "errors") == 0)
		cross(&bench, false, command[0] == 'e');
	else if (strcmp(command, "folders") == 0)
		cross(&bench, true, false);
	else
		fail("train FOLDER, cross, errors or folders, then SOURCE...", command);
	tear_down(&bench);
	return 0;
}
