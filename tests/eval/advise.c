/*
 * advise.c - train and measure the models of recommendations, commitments and what became of them.
 *
 *   advise train FOLDER SOURCE...   fits the models to all reports and writes them in FOLDER
 *   advise cross SOURCE...          figures by cross-validation over cases (`initiatief`)
 *   advise folders SOURCE...        the same, leaving out a source at a time
 *   advise errors SOURCE...         as cross, with each passage that was missed or made up
 *
 * SOURCE is a folder of gold.h, or a file *.tsv with an audience or status and a sentence a line,
 * which is only learnt from. A passage is found when overlap over union is a half or more.
 * Not part of the program: `make model` and `make eval` run it.
 */
#include "tests/eval/advise_figures.h"

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

/* A label and a sentence that is labelled as a whole. */
static void load_sentence(struct bench *bench, struct span line)
{
	const char *tab = memchr(line.at, '\t', line.len);
	if (!tab || line.at[0] == '#')
		return;
	const struct span value = {line.at, (size_t)(tab - line.at)};
	const struct span text = {tab + 1, line.len - value.len - 1};
	struct report *report = &bench->report[bench->reports++];
	if (bench->reports == REPORTS_MOST)
		fail("too many sentences", "");
	struct gold_mark *mark = arena_calloc(&bench->keep, 1, sizeof(*mark));
	if (!mark)
		fail("out of memory", "");
	*mark = (struct gold_mark){
		.end = gold_solid(text),
		.type = span_equal(value, head[1].label[0]) || span_equal(value, head[1].label[1])
				? 'r'
				: 'f',
		.value = value,
	};
	report->gold = (struct gold){.name = value, .text = text, .mark = mark, .marks = 1};
	report->alone = true;
	report->source = report->fold = UINT32_MAX;
	prepare(bench, report);
}

static void load_sentences(struct bench *bench, const char *path)
{
	struct span rest = gold_load(path, &bench->keep);
	struct span line;
	while (gold_line(&line, &rest))
		load_sentence(bench, line);
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
		if ((sources ? report->source : report->fold) == out || (report->alone && h == 0))
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

/* --- judging ------------------------------------------------------------------------------ */

static void judge(struct bench *bench, struct report *report, const struct utterance_models *models)
{
	struct error err = ERROR_INIT;
	struct arena *keep = &bench->keep;
	const struct reading reading = reading_of(bench, report);
	struct analysis *analysis = &report->analysis;
	if (utterance_judge(&report->judgement, models, &reading, keep, &bench->scratch, &err) <
		    0 ||
	    recommend_run(analysis, &reading, &report->judgement, models, NULL, NULL, keep,
			  &bench->scratch, &err) < 0 ||
	    commit_run(analysis, &reading, &report->judgement, models, keep, &bench->scratch,
		       &err) < 0 ||
	    outcome_run(analysis, &reading, &report->judgement, models, keep, &bench->scratch,
			&err) < 0)
		fail(err.why, report->gold.name.at);
	arena_reset(&bench->scratch);
}

static struct follow_passage passage_of(const struct report *report, struct range range,
					float score)
{
	return (struct follow_passage){
		.text = span_of(report->document.text, range),
		.case_name = report->gold.case_name,
		.round = follow_up_round(report->gold.round),
		.score = score,
	};
}

static void follow_up(struct bench *bench)
{
	size_t promises = 0, answers = 0;
	for (size_t r = 0; r < bench->reports; r++) {
		promises += bench->report[r].analysis.commitments;
		answers += bench->report[r].analysis.outcomes;
	}
	struct follow_passage *promise = arena_calloc(&bench->keep, promises, sizeof(*promise));
	struct follow_passage *answer = arena_calloc(&bench->keep, answers, sizeof(*answer));
	struct answer *of = arena_calloc(&bench->keep, answers, sizeof(*of));
	struct follow_up *found = arena_calloc(&bench->keep, promises, sizeof(*found));
	if (!promise || !answer || !of || !found)
		fail("out of memory", "follow-ups");
	promises = answers = 0;
	for (size_t r = 0; r < bench->reports; r++) {
		const struct report *report = &bench->report[r];
		for (size_t i = 0; i < report->analysis.commitments; i++)
			promise[promises++] =
				passage_of(report, report->analysis.commitment[i].range, 0);
		for (size_t i = 0; i < report->analysis.outcomes; i++) {
			const struct outcome *outcome = &report->analysis.outcome[i];
			of[answers] = (struct answer){report, outcome};
			answer[answers] = passage_of(report, outcome->range, outcome->score);
			answer[answers].before =
				follow_up_before(report->document.text, outcome->range);
			answer[answers++].behind =
				follow_up_behind(report->document.text, outcome->range);
		}
	}
	struct arena passage = ARENA_INIT;
	if (follow_up_run(found, promise, promises, answer, answers, bench->vocabulary,
			  &bench->scratch, &passage, NULL) < 0)
		fail("out of memory", "follow-ups");
	arena_release(&passage);
	promises = 0;
	for (size_t r = 0; r < bench->reports; r++) {
		struct report *report = &bench->report[r];
		report->answer = arena_calloc(&bench->keep, report->analysis.commitments,
					      sizeof(*report->answer));
		for (size_t i = 0; i < report->analysis.commitments; i++, promises++)
			if (found[promises].outcome != SIZE_MAX)
				report->answer[i] = of[found[promises].outcome];
	}
	arena_reset(&bench->scratch);
}

/* Judges each report by models that were learnt without its fold or source. */
static void judge_all(struct bench *bench, bool sources)
{
	const struct model_number number[] = {{"threshold.advice", 0.3F},
					      {"threshold.promise", 0.2F}};
	const unsigned folds = sources ? bench->sources : FOLDS;
	for (unsigned fold = 0; fold < folds; fold++) {
		struct model *model[HEADS];
		struct span bytes;
		for (size_t h = 0; h < HEADS; h++)
			model[h] = fit(bench, h, fold, sources, number, h == 0 ? 2 : 0, &bytes);
		const struct utterance_models models = {model[0], model[1], model[2]};
		for (size_t r = 0; r < bench->reports; r++)
			if ((sources ? bench->report[r].source : bench->report[r].fold) == fold)
				judge(bench, &bench->report[r], &models);
		for (size_t h = 0; h < HEADS; h++)
			model_free(model[h]);
	}
	follow_up(bench);
}

/* Of one source; UINT32_MAX: of all. */
static void measure(struct figures *figures, const struct bench *bench, unsigned source, bool show)
{
	memset(figures, 0, sizeof(*figures));
	for (size_t r = 0; r < bench->reports; r++) {
		const struct report *report = &bench->report[r];
		if (report->alone || (source != UINT32_MAX && report->source != source))
			continue;
		count_steps(figures, report);
		count_recommendations(figures, bench, report, show);
		count_commitments(figures, bench, report, show);
	}
}

static void cross(struct bench *bench, bool sources, bool show)
{
	static struct figures figures;
	judge_all(bench, sources);
	for (unsigned source = 0; sources && source < bench->sources; source++) {
		measure(&figures, bench, source, show);
		(void)printf("source %u\n", source + 1);
		print_figures(&figures);
	}
	measure(&figures, bench, UINT32_MAX, show && !sources);
	print_figures(&figures);
}

/* The threshold that finds most for what it says wrongly. */
static float best_threshold(const struct tally *tally)
{
	size_t best = 0;
	double most = 0;
	for (size_t s = 0; s < STEPS; s++) {
		const double f1 =
			2.0 * (double)tally->found[s] / (double)(tally->said[s] + tally->gold);
		if (f1 > most) {
			most = f1;
			best = s;
		}
	}
	return (float)(best + 1) * STEP;
}

static void train(struct bench *bench, const char *folder)
{
	struct model_number number[] = {{.name = "threshold.advice"},
					{.name = "threshold.promise"}};
	static struct figures figures;
	judge_all(bench, false);
	measure(&figures, bench, UINT32_MAX, false);
	number[0].value = best_threshold(&figures.tally[PURPOSE_ADVICE]);
	number[1].value = best_threshold(&figures.tally[PURPOSE_PROMISE]);
	for (size_t h = 0; h < HEADS; h++) {
		char path[GOLD_PATH_MOST];
		struct span bytes;
		model_free(fit(bench, h, UINT32_MAX - 1, false, number, h == 0 ? 2 : 0, &bytes));
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
	vocabulary_classify(bench->vocabulary, bench->words);
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
		if (span_ends(span_from(argv[i]), SPAN(".tsv")))
			load_sentences(&bench, argv[i]);
		else
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
