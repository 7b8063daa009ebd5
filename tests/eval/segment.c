/*
 * segment.c - train and measure the segmenting model.
 *
 *   segment train MODEL SOURCE...   fits the model to all reports and writes it
 *   segment train-forms MODEL SOURCE...   the same without single words, for another language that
 *                                         has its words in the same classes
 *   segment check MODEL SOURCE...   figures of a model on reports (F1 of anecdotes with overlap
 *                                   over union of a half and more; F1 over bytes; roles)
 *   segment cross SOURCE...         the same by cross-validation over cases (`initiatief`)
 *   segment errors SOURCE...        as cross, with each anecdote that was missed or made up
 *   segment folders SOURCE...       as cross, leaving out a folder at a time
 *
 * SOURCE is a folder of gold.h, or a file *.jsonl with stories {"text": ...}. The stories serve to
 * make more of few reports: in copies of the reports that are trained on, each anecdote gives way
 * to a story from elsewhere, so that the model learns what telling looks like and not what these
 * reports tell. Not part of the program: `make model` and `make eval` run it.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/error.h"
#include "corpus/reader.h"
#include "lexicons/word_class.h"
#include "stages/segment.h"
#include "stages/segment_learn.h"
#include "stages/segment_unit.h"
#include "stages/speaker.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"
#include "tests/eval/gold.h"
#include "tests/language.h"
#include "tests/packs.h"
#include "tests/telling.h"

enum {
	FOLDS = 6,
	REPORTS_MOST = 4000, /* with all copies */
	SET_MOST = 24,
	SPANS_MOST = 2000,
	STORIES_MOST = 20000,
	COPIES = 6,       /* of each report: as it is and joined, once and with stories twice */
	STORY_SHARE = 80, /* per cent of the anecdotes of a copy that give way to a story */
};

static const struct segment_learning learning = {.prior = {12, 6, 3, 8}, .rounds = 150, .least = 3};

/* How much a copy counts of which paragraphs were joined: it teaches where a story begins without
 * an empty line, and says nothing new otherwise; and one with stories from elsewhere. */
static const double joined_importance = 0.35;
static const double story_importance = 0.3;

static bool forms_only; /* of the features none are words */

struct report {
	struct gold gold;
	struct document document;
	struct structure structure;
	struct token_list tokens;
	struct unit_list units;
	struct segment_sample sample;
	size_t *place; /* per byte of the document's text */
	unsigned set;
	unsigned fold;
	bool joined;
	bool copy; /* with stories from elsewhere: to learn from only */
};

struct bench {
	struct arena keep;
	struct arena scratch;
	struct language *language;
	struct word_classes *words;
	struct vocabulary *vocabulary;
	struct lexicon *lexicon;
	struct segment_model *model;
	struct report *report;
	size_t reports;
	const char *set[SET_MOST];
	unsigned sets;
	struct span *story;
	size_t stories;
	uint32_t seed; /* of the choice of stories */
};

struct range_list {
	struct range item[SPANS_MOST];
	struct span role[SPANS_MOST];
	struct span speaker[SPANS_MOST];
	size_t count;
};

struct tally {
	size_t found;
	size_t said;
	size_t gold;
	size_t bytes_found;
	size_t bytes_said;
	size_t bytes_gold;
	size_t roles; /* of found anecdotes whose teller's role is known */
	size_t roles_right;
};

static void fail(const char *what, const char *which)
{
	(void)fprintf(stderr, "segment: %s: %s\n", what, which);
	exit(2);
}

static struct reading reading_of(const struct bench *bench, const struct report *report,
				 const struct segment_model *model)
{
	return (struct reading){.document = &report->document,
				.structure = &report->structure,
				.tokens = &report->tokens,
				.vocabulary = bench->vocabulary,
				.lexicon = bench->lexicon,
				.words = bench->words,
				.segment_model = model};
}

static size_t overlap(struct range a, struct range b)
{
	const uint32_t start = a.start > b.start ? a.start : b.start;
	const uint32_t end = a.end < b.end ? a.end : b.end;
	return end > start ? end - start : 0;
}

/* A unit belongs to the anecdote that holds more than half of it. */
static void label_units(struct report *report)
{
	const struct token *token = report->tokens.item;
	const struct gold_span *before = NULL;
	for (size_t i = 0; i < report->units.count; i++) {
		const struct unit *unit = &report->units.item[i];
		const struct token *end = &token[unit->last - 1];
		const struct range range = {(uint32_t)report->place[token[unit->first].start],
					    (uint32_t)report->place[end->start + end->len]};
		const struct gold_span *in = NULL;
		for (size_t s = 0; s < report->gold.spans; s++) {
			const struct gold_span *span = &report->gold.span[s];
			const struct range whole = {(uint32_t)span->start, (uint32_t)span->end};
			if (2 * overlap(range, whole) >= (size_t)(range.end - range.start))
				in = span;
		}
		report->sample.label[i] = !in            ? LABEL_OUT
					  : in == before ? LABEL_INSIDE
							 : LABEL_BEGIN;
		before = in;
	}
}

static void drop_words(struct feature_row *row)
{
	size_t kept = 0;
	for (size_t i = 0; i < row->count; i++)
		if (row->id[i] < FEATURE_FIRST_WORD)
			row->id[kept++] = row->id[i];
	row->count = kept;
}

static void prepare(struct bench *bench, struct report *report)
{
	struct error err = ERROR_INIT;
	const struct reader_options options = {.name = "report.txt", .language = "nl"};
	const struct tokenise_options tailored = {.tailored = true};
	struct arena *keep = &bench->keep;
	if (reader_read(&report->document, report->gold.text, &options, keep, &bench->scratch,
			&err) != 0 ||
	    structure_run(&report->structure, &report->document, bench->words, keep,
			  &bench->scratch, &err) != 0 ||
	    tokenise_run(&report->tokens, bench->vocabulary, &tailored, report->document.text,
			 report->structure.block, report->structure.blocks, report->structure.aside,
			 report->structure.asides, keep, &bench->scratch, &err) != 0)
		fail(err.why, report->gold.name.at);
	const struct span text = report->document.text;
	report->place = arena_calloc(keep, text.len + 1, sizeof(*report->place));
	const struct reading reading = reading_of(bench, report, NULL);
	if (!report->place || unit_list_make(&report->units, &reading, keep) < 0)
		fail("out of memory", report->gold.name.at);
	for (size_t i = 0; i < text.len; i++)
		report->place[i + 1] = report->place[i] + !gold_blank(text.at[i]);
	if (report->place[text.len] != gold_solid(report->gold.text))
		(void)fprintf(stderr, "segment: %.*s: the reader changed the text\n",
			      (int)report->gold.name.len, report->gold.name.at);
	struct segment_sample *sample = &report->sample;
	sample->list = &report->units;
	sample->units = report->units.count;
	sample->row = arena_alloc(keep, sample->units * sizeof(*sample->row));
	sample->label = arena_calloc(keep, sample->units, 1);
	sample->importance =
		(report->joined ? joined_importance : 1) * (report->copy ? story_importance : 1);
	if (!sample->row || !sample->label)
		fail("out of memory", report->gold.name.at);
	for (size_t i = 0; i < sample->units; i++)
		segment_features(&sample->row[i], &report->units, i);
	for (size_t i = 0; forms_only && i < sample->units; i++)
		drop_words(&sample->row[i]);
	label_units(report);
	arena_reset(&bench->scratch);
}

/* The same report with two of three empty lines between long lines taken away, so that stories
 * follow each other inside a paragraph. */
static void join_paragraphs(struct report *report, struct arena *keep)
{
	enum { LONG_LINE = 140 };
	const struct span from = report->gold.text;
	char *out = arena_copy(keep, from.at, from.len);
	size_t line = 0;
	size_t before = 0;
	unsigned turn = 0;
	for (size_t i = 0; out && i < from.len; i++) {
		if (from.at[i] != '\n')
			continue;
		const size_t len = i - line;
		const bool plain = len > LONG_LINE && from.at[line] != '-' &&
				   from.at[line] != '*' && !memchr(from.at + line, ':', 24);
		if (plain && before > 0 && ++turn % 3 != 0)
			for (size_t j = before; j < line; j++)
				out[j] = ' ';
		if (len > 0)
			before = plain ? i : 0;
		line = i + 1;
	}
	report->gold.text = (struct span){out, from.len};
}

/* --- copies with stories from elsewhere ------------------------------------------------------ */

static uint32_t draw(struct bench *bench, uint32_t below)
{
	bench->seed = bench->seed * 1664525U + 1013904223U;
	return (uint32_t)(((uint64_t)bench->seed * below) >> 32);
}

struct writer {
	char *out;
	size_t len;
	size_t solid;
};

static void put(struct writer *writer, struct span text)
{
	memcpy(writer->out + writer->len, text.at, text.len);
	writer->len += text.len;
	writer->solid += gold_solid(text);
}

/* Where in the text the byte stands that has `solid` others before it that are no white space. */
static size_t byte_at(struct span text, size_t solid)
{
	size_t at = 0;
	for (size_t seen = 0; at < text.len; at++) {
		if (gold_blank(text.at[at]))
			continue;
		if (seen++ == solid)
			break;
	}
	return at;
}

/* Each anecdote of one line gives way to a story of another field, mostly. */
static void put_stories(struct bench *bench, struct report *report)
{
	const struct gold gold = report->gold;
	size_t size = gold.text.len;
	for (size_t i = 0; i < bench->stories; i++)
		size = bench->story[i].len > size ? bench->story[i].len : size;
	struct writer writer = {
		.out = arena_calloc(&bench->keep, gold.spans + 1, size + gold.text.len)};
	struct gold_span *span = arena_calloc(&bench->keep, gold.spans, sizeof(*span));
	if (!writer.out || !span)
		fail("out of memory", "copies");
	size_t at = 0;
	for (size_t i = 0; i < gold.spans; i++) {
		const size_t start = byte_at(gold.text, gold.span[i].start);
		const size_t end = byte_at(gold.text, gold.span[i].end - 1) + 1;
		struct span own = {gold.text.at + start, end - start};
		put(&writer, (struct span){gold.text.at + at, start - at});
		if (!memchr(own.at, '\n', own.len) && draw(bench, 100) < STORY_SHARE)
			own = bench->story[draw(bench, (uint32_t)bench->stories)];
		span[i] = gold.span[i];
		span[i].start = writer.solid;
		put(&writer, own);
		span[i].end = writer.solid;
		at = end;
	}
	put(&writer, (struct span){gold.text.at + at, gold.text.len - at});
	report->gold.text = (struct span){writer.out, writer.len};
	report->gold.span = span;
}

static void load_stories(struct bench *bench, const char *path)
{
	struct span rest = gold_load(path, &bench->keep);
	struct span line;
	while (gold_line(&line, &rest) && bench->stories < STORIES_MOST) {
		json_t *object = json_loadb(line.at, line.len, 0, NULL);
		const struct span text = gold_string(object, "text", &bench->keep);
		if (text.len > 0 && !memchr(text.at, '\n', text.len))
			bench->story[bench->stories++] = text;
		json_decref(object);
	}
}

static unsigned fold_of(struct span name)
{
	uint32_t hash = 2166136261U;
	for (size_t i = 0; i < name.len; i++)
		hash = (hash ^ (unsigned char)name.at[i]) * 16777619U;
	return (hash >> 8) % FOLDS;
}

/* The report as it is, with paragraphs joined, and copies of both with stories. */
static void add_report(struct bench *bench, const char *folder, struct span line)
{
	const size_t copies = bench->stories > 0 ? COPIES : 2;
	for (size_t copy = 0; copy < copies; copy++) {
		if (bench->reports == REPORTS_MOST)
			fail("too many reports", folder);
		struct report *report = &bench->report[bench->reports++];
		if (!gold_read(&report->gold, folder, line, &bench->keep))
			fail("not a hand-labelled report, or without its text", folder);
		report->set = bench->sets;
		report->fold = fold_of(report->gold.case_name);
		report->joined = copy % 2 == 1;
		report->copy = copy > 1;
		if (report->copy)
			put_stories(bench, report);
		if (report->joined)
			join_paragraphs(report, &bench->keep);
		prepare(bench, report);
	}
}

static void load_folder(struct bench *bench, const char *folder)
{
	char path[GOLD_PATH_MOST];
	(void)snprintf(path, sizeof(path), "%s/gold.jsonl", folder);
	struct span rest = gold_load(path, &bench->keep);
	struct span line;
	if (rest.len == 0 || bench->sets == SET_MOST)
		fail("can't read the folder", folder);
	while (gold_line(&line, &rest))
		add_report(bench, folder, line);
	bench->set[bench->sets++] = folder;
}

static void load(struct bench *bench, char *const *source, int count)
{
	/* Stories first, whatever the order: each report needs them. */
	for (int i = 0; i < count; i++)
		if (span_ends(span_from(source[i]), SPAN(".jsonl")))
			load_stories(bench, source[i]);
	for (int i = 0; i < count; i++)
		if (!span_ends(span_from(source[i]), SPAN(".jsonl")))
			load_folder(bench, source[i]);
}

/* --- figures --------------------------------------------------------------------------------- */

static struct range place_of(const struct report *report, struct range range)
{
	return (struct range){(uint32_t)report->place[range.start],
			      (uint32_t)report->place[range.end]};
}

static void gold_ranges(const struct report *report, struct range_list *out)
{
	out->count = 0;
	for (size_t i = 0; i < report->gold.spans; i++) {
		const struct gold_span *span = &report->gold.span[i];
		if (out->count < SPANS_MOST) {
			out->role[out->count] = span->speaker;
			out->item[out->count++] =
				(struct range){(uint32_t)span->start, (uint32_t)span->end};
		}
	}
}

static void said_ranges(const struct bench *bench, const struct report *report,
			const struct segment_model *model, struct range_list *out)
{
	struct analysis analysis;
	struct arena keep = ARENA_INIT;
	struct arena scratch = ARENA_INIT;
	const struct reading reading = reading_of(bench, report, model);
	if (segment_run(&analysis, &reading, &keep, &scratch, NULL) != 0 ||
	    speaker_run(&analysis, &reading, NULL, &keep, &scratch, NULL) != 0)
		fail("out of memory", report->gold.name.at);
	out->count = 0;
	for (size_t i = 0; i < analysis.anecdotes && out->count < SPANS_MOST; i++) {
		const struct anecdote *anecdote = &analysis.anecdote[i];
		out->speaker[out->count] = anecdote->speaker;
		out->role[out->count] =
			lexicon_target(bench->lexicon, TARGET_ROLE, anecdote->role)->id;
		out->item[out->count++] = place_of(report, anecdote->range);
	}
	arena_release(&keep);
	arena_release(&scratch);
}

static bool fits(struct range a, struct range b)
{
	const size_t shared = overlap(a, b);
	return 2 * shared >= (size_t)(a.end - a.start) + (b.end - b.start) - shared;
}

static void show_error(const struct report *report, struct range place, const char *what)
{
	const struct span text = report->document.text;
	size_t at = 0;
	while (at < text.len && (report->place[at] < place.start || gold_blank(text.at[at])))
		at++;
	(void)printf("%s %.*s%s [%u] %.*s\n", what, (int)report->gold.name.len,
		     report->gold.name.at, report->joined ? "+" : "", place.end - place.start,
		     (int)(text.len - at < 150 ? text.len - at : 150), text.at + at);
}

static void compare_role(struct tally *tally, const struct report *report,
			 const struct range_list *said, size_t i, const struct range_list *gold,
			 size_t j, bool show)
{
	if (span_equal(gold->role[j], SPAN("onbekend")))
		return;
	const bool right = span_equal(said->role[i], gold->role[j]);
	tally->roles++;
	tally->roles_right += right;
	if (!show || right)
		return;
	char what[160];
	(void)snprintf(what, sizeof(what), "role    %.*s for %.*s <%.*s>", (int)said->role[i].len,
		       said->role[i].at, (int)gold->role[j].len, gold->role[j].at,
		       (int)said->speaker[i].len, said->speaker[i].at);
	show_error(report, gold->item[j], what);
}

/* Spans do not overlap each other on either side, so each has at most one partner of a half. */
static void compare(struct tally *tally, const struct report *report, const struct range_list *said,
		    const struct range_list *gold, bool show)
{
	bool met[SPANS_MOST] = {false};
	for (size_t i = 0; i < said->count; i++) {
		bool good = false;
		for (size_t j = 0; j < gold->count; j++) {
			tally->bytes_found += overlap(said->item[i], gold->item[j]);
			if (good || met[j] || !fits(said->item[i], gold->item[j]))
				continue;
			good = met[j] = true;
			compare_role(tally, report, said, i, gold, j, show);
		}
		tally->found += good;
		tally->bytes_said += said->item[i].end - said->item[i].start;
		if (show && !good)
			show_error(report, said->item[i], "made up");
	}
	for (size_t j = 0; j < gold->count; j++) {
		tally->bytes_gold += gold->item[j].end - gold->item[j].start;
		if (show && !met[j])
			show_error(report, gold->item[j], "missed ");
	}
	tally->said += said->count;
	tally->gold += gold->count;
}

static double f1(size_t found, size_t said, size_t gold)
{
	return said + gold == 0 ? 1 : 2.0 * (double)found / (double)(said + gold);
}

static void print_tally(const char *name, const struct tally *t)
{
	(void)printf(
		"%-34.34s anecdotes F1 %.3f (%zu of %zu said, %zu gold)  text F1 %.3f  role %.3f\n",
		name, f1(t->found, t->said, t->gold), t->found, t->said, t->gold,
		f1(t->bytes_found, t->bytes_said, t->bytes_gold),
		t->roles ? (double)t->roles_right / (double)t->roles : 1);
}

struct figures {
	struct tally all;
	struct tally joined;
	struct tally set[SET_MOST];
	struct tally form[SET_MOST];
	struct span form_name[SET_MOST];
	size_t forms;
};

static void measure(const struct bench *bench, const struct report *report,
		    const struct segment_model *model, struct figures *figures, bool show)
{
	static struct range_list said;
	static struct range_list gold;
	if (report->copy)
		return;
	gold_ranges(report, &gold);
	said_ranges(bench, report, model, &said);
	if (report->joined) {
		compare(&figures->joined, report, &said, &gold, false);
		return;
	}
	compare(&figures->all, report, &said, &gold, show);
	compare(&figures->set[report->set], report, &said, &gold, false);
	size_t f = 0;
	while (f < figures->forms && !span_equal(figures->form_name[f], report->gold.form))
		f++;
	if (f == figures->forms && f + 1 < SET_MOST)
		figures->form_name[figures->forms++] = report->gold.form;
	compare(&figures->form[f], report, &said, &gold, false);
}

static void print_figures(const struct bench *bench, const struct figures *figures)
{
	for (unsigned s = 0; s < bench->sets; s++)
		print_tally(bench->set[s], &figures->set[s]);
	for (size_t f = 0; f < figures->forms; f++) {
		char name[40];
		(void)snprintf(name, sizeof(name), "form %.*s", (int)figures->form_name[f].len,
			       figures->form_name[f].at);
		print_tally(name, &figures->form[f]);
	}
	print_tally("paragraphs joined", &figures->joined);
	print_tally("all", &figures->all);
}

/* --- commands -------------------------------------------------------------------------------- */

/* Fits to all reports but those of one fold or folder (UINT_MAX: none left out). */
static void fit(struct bench *bench, struct segment_model *model, unsigned out, bool folders)
{
	struct segment_sample *sample =
		arena_alloc(&bench->scratch, bench->reports * sizeof(*sample));
	size_t samples = 0;
	for (size_t i = 0; sample && i < bench->reports; i++)
		if ((folders ? bench->report[i].set : bench->report[i].fold) != out)
			sample[samples++] = bench->report[i].sample;
	if (!sample || segment_learn(model, sample, samples, &learning, &bench->scratch, NULL) != 0)
		fail("out of memory", "fit");
	arena_reset(&bench->scratch);
}

static void cross(struct bench *bench, bool folders, bool show)
{
	static struct figures figures;
	const unsigned folds = folders ? bench->sets : FOLDS;
	for (unsigned fold = 0; fold < folds; fold++) {
		fit(bench, bench->model, fold, folders);
		for (size_t i = 0; i < bench->reports; i++)
			if ((folders ? bench->report[i].set : bench->report[i].fold) == fold)
				measure(bench, &bench->report[i], bench->model, &figures, show);
	}
	print_figures(bench, &figures);
}

static bool worth_writing(const float weight[SEGMENT_WEIGHTS])
{
	bool worth = false;
	for (size_t k = 0; k < SEGMENT_WEIGHTS; k++)
		worth = worth || fabsf(weight[k]) >= 0.0005F;
	return worth;
}

static void train(struct bench *bench, const char *path)
{
	fit(bench, bench->model, UINT32_MAX, false);
	FILE *file = fopen(path, "wb");
	if (!file)
		fail("can't write", path);
	(void)fputs("rodedraad segment model 1\n", file);
	for (unsigned f = 0; f < FEATURE_COUNT; f++) {
		const float *weight = bench->model->weight[f];
		if (!worth_writing(weight))
			continue;
		unsigned value;
		const char *name = segment_feature_name(f, &value);
		(void)fprintf(file, "%s %u", name, value);
		for (size_t k = 0; k < SEGMENT_WEIGHTS; k++)
			(void)fprintf(file, " %.3f", (double)weight[k]);
		(void)fputs("\n", file);
	}
	if (fclose(file) != 0)
		fail("can't write", path);
}

static void check(struct bench *bench, const char *path)
{
	static struct figures figures;
	struct error err = ERROR_INIT;
	struct segment_model *model = segment_model_new(gold_load(path, &bench->keep), &err);
	if (!model)
		fail(err.why, path);
	for (size_t i = 0; i < bench->reports; i++)
		measure(bench, &bench->report[i], model, &figures, false);
	print_figures(bench, &figures);
	segment_model_free(model);
}

static void set_up(struct bench *bench)
{
	bench->language = test_language("nl", NULL);
	bench->words = test_telling();
	bench->lexicon = test_lexicon("samenwerking/pack.yaml");
	bench->vocabulary = bench->language ? vocabulary_new(bench->language, NULL) : NULL;
	bench->model = calloc(1, sizeof(*bench->model));
	bench->report = calloc(REPORTS_MOST, sizeof(*bench->report));
	bench->story = calloc(STORIES_MOST, sizeof(*bench->story));
	bench->seed = 7;
	if (!bench->words || !bench->lexicon || !bench->vocabulary || !bench->model ||
	    !bench->report || !bench->story)
		fail("can't set up", "tables");
	vocabulary_classify(bench->vocabulary, bench->words);
}

static void tear_down(struct bench *bench)
{
	vocabulary_free(bench->vocabulary);
	language_free(bench->language);
	lexicon_free(bench->lexicon);
	word_classes_free(bench->words);
	segment_model_free(bench->model);
	free(bench->report);
	free(bench->story);
	arena_release(&bench->keep);
	arena_release(&bench->scratch);
}

int main(int argc, char **argv)
{
	const char *command = argc > 2 ? argv[1] : "";
	static struct bench bench;
	forms_only = strcmp(command, "train-forms") == 0;
	const bool training = forms_only || strcmp(command, "train") == 0;
	const bool model = training || strcmp(command, "check") == 0;
	set_up(&bench);
	load(&bench, argv + (model ? 3 : 2), argc > 3 ? argc - (model ? 3 : 2) : argc - 2);
	if (training)
		train(&bench, argv[2]);
	else if (strcmp(command, "check") == 0)
		check(&bench, argv[2]);
	else if (strcmp(command, "cross") == 0 || strcmp(command, "errors") == 0)
		cross(&bench, false, command[0] == 'e');
	else if (strcmp(command, "folders") == 0)
		cross(&bench, true, false);
	else
		fail("train MODEL, check MODEL, cross, errors or folders, then FOLDER...", command);
	tear_down(&bench);
	return 0;
}
