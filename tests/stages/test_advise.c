#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/reader.h"
#include "lexicons/model.h"
#include "stages/commit.h"
#include "stages/follow_up.h"
#include "stages/outcome.h"
#include "stages/recommend.h"
#include "stages/tokenise.h"
#include "stages/utterance_learn.h"
#include "stages/vocabulary.h"
#include "tests/language.h"
#include "tests/packs.h"
#include "tests/stages/cases.h"
#include "tests/telling.h"

enum { MODELS = 3 };

struct fixture {
	struct compound_words compounds;
	struct language *language;
	struct vocabulary *vocabulary;
	struct word_classes *words;
	struct lexicon *lexicon;
	struct match_cache *cache;
	struct model *model[MODELS];
	struct utterance_models models;
	struct arena keep;
	struct arena scratch;
};

static const char *const file[MODELS] = {"lexicons/telling/purpose.model",
					 "lexicons/telling/audience.model",
					 "lexicons/telling/status.model"};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct span bytes;
	*state = f;
	if (!f || !test_words(&f->compounds))
		return -1;
	f->language = test_language("nl", &f->compounds);
	f->vocabulary = f->language ? vocabulary_new(f->language, NULL) : NULL;
	f->words = test_telling();
	if (f->vocabulary && f->words)
		vocabulary_classify(f->vocabulary, f->words);
	f->lexicon = test_lexicon("samenwerking/pack.yaml");
	f->cache = f->lexicon ? match_cache_new(f->lexicon, NULL) : NULL;
	for (size_t i = 0; i < MODELS; i++)
		if (embedded_find(&bytes, file[i]))
			f->model[i] = model_new(bytes, NULL);
	f->models = (struct utterance_models){f->model[0], f->model[1], f->model[2]};
	return f->vocabulary && f->words && f->cache && f->model[0] && f->model[1] && f->model[2]
		       ? 0
		       : -1;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	match_cache_free(f->cache);
	vocabulary_free(f->vocabulary);
	lexicon_free(f->lexicon);
	language_free(f->language);
	word_classes_free(f->words);
	for (size_t i = 0; i < MODELS; i++)
		model_free(f->model[i]);
	arena_release(&f->keep);
	arena_release(&f->scratch);
	free(f);
	return 0;
}

struct work {
	struct document document;
	struct structure structure;
	struct token_list tokens;
	struct hit_list hits;
	struct judgement judgement;
	struct analysis analysis;
};

/* Everything lives until the arenas are reset. */
static void analyse(struct work *work, struct fixture *f, struct span text,
		    const struct utterance_models *models)
{
	const struct reader_options options = {.name = "report.txt", .language = "nl"};
	const struct tokenise_options tailored = {.tailored = true};
	*work = (struct work){.document = {.format = ""}};
	assert_int_equal(reader_read(&work->document, text, &options, &f->keep, &f->scratch, NULL),
			 0);
	assert_int_equal(structure_run(&work->structure, &work->document, f->words, &f->keep,
				       &f->scratch, NULL),
			 0);
	assert_int_equal(tokenise_run(&work->tokens, f->vocabulary, &tailored, work->document.text,
				      work->structure.block, work->structure.blocks,
				      work->structure.aside, work->structure.asides, &f->keep,
				      &f->scratch, NULL),
			 0);
	assert_int_equal(match_run(&work->hits, f->cache, f->lexicon, f->vocabulary,
				   work->document.text, &work->tokens, &f->keep, &f->scratch, NULL),
			 0);
	const struct reading reading = {
		.document = &work->document,
		.structure = &work->structure,
		.tokens = &work->tokens,
		.hits = &work->hits,
		.vocabulary = f->vocabulary,
		.lexicon = f->lexicon,
		.words = f->words,
	};
	assert_int_equal(
		utterance_judge(&work->judgement, models, &reading, &f->keep, &f->scratch, NULL),
		0);
	assert_int_equal(recommend_run(&work->analysis, &reading, &work->judgement, models, NULL,
				       NULL, &f->keep, &f->scratch, NULL),
			 0);
	assert_int_equal(commit_run(&work->analysis, &reading, &work->judgement, models, &f->keep,
				    &f->scratch, NULL),
			 0);
	assert_int_equal(outcome_run(&work->analysis, &reading, &work->judgement, models, &f->keep,
				     &f->scratch, NULL),
			 0);
}

static size_t put(char *out, size_t size, size_t at, const char *before, struct span who,
		  struct span text)
{
	const int len = snprintf(out + at, size - at, "%s%.*s: %.*s\n", before, (int)who.len,
				 who.at ? who.at : "", (int)text.len, text.at);
	assert_true(len > 0 && at + (size_t)len < size);
	return at + (size_t)len;
}

static void show(void *context, struct span input, char *out, size_t size)
{
	struct fixture *f = context;
	struct work work;
	size_t at = 0;
	analyse(&work, f, input, &f->models);
	out[0] = '\0';
	for (size_t i = 0; i < work.analysis.recommendations; i++) {
		const struct recommendation *r = &work.analysis.recommendation[i];
		char before[80];
		(void)snprintf(before, sizeof before, "advice for %s by ",
			       lexicon_target(f->lexicon, TARGET_AUDIENCE, r->audience)->id.at);
		at = put(out, size, at, before, r->speaker, span_of(work.document.text, r->range));
	}
	for (size_t i = 0; i < work.analysis.commitments; i++)
		at = put(out, size, at, "promise of ", work.analysis.commitment[i].who,
			 span_of(work.document.text, work.analysis.commitment[i].range));
	arena_reset(&f->keep);
	arena_reset(&f->scratch);
}

static void tells_advice_and_promises_from_the_rest(void **state)
{
	cases_run("tests/stages/advise.txt", show, *state);
}

static void finds_nothing_without_a_model(void **state)
{
	struct fixture *f = *state;
	struct work work;
	const struct utterance_models none = {.purpose = NULL};
	analyse(&work, f, SPAN("Adviezen\n\n- Vraag het eerst aan de buren.\n"), &none);
	assert_int_equal(work.analysis.recommendations, 0);
	assert_int_equal(work.analysis.commitments, 0);
	assert_int_equal(work.analysis.outcomes, 0);
}

static void finds_nothing_in_a_text_without_words(void **state)
{
	struct fixture *f = *state;
	struct work work;
	analyse(&work, f, SPAN("Titel: Niets\n\n- : \n(((\n— ?! :\n"), &f->models);
	assert_int_equal(work.analysis.recommendations, 0);
	assert_int_equal(work.analysis.commitments, 0);
}

static void looks_for_outcomes_in_later_rounds_only(void **state)
{
	struct fixture *f = *state;
	struct work work;
	analyse(&work, f, SPAN("Ronde: 1\n\nAfspraken van de vorige keer\n\nHet hek is er niet.\n"),
		&f->models);
	assert_int_equal(work.analysis.outcomes, 0);
	analyse(&work, f,
		SPAN("Ronde: 2\n\nAfspraken van de vorige keer\n\nHet hek is er nog steeds "
		     "niet.\n"),
		&f->models);
	assert_true(work.analysis.outcomes > 0);
	const struct outcome *last = &work.analysis.outcome[work.analysis.outcomes - 1];
	assert_int_equal(last->status, lexicon_find(f->lexicon, TARGET_STATUS, SPAN("niet")));
}

static void leaves_the_label_out_of_an_utterance(void **state)
{
	struct fixture *f = *state;
	struct work work;
	analyse(&work, f, SPAN("Tip: bel altijd eerst even. Dat scheelt.\n"), &f->models);
	assert_int_equal(work.judgement.list.count, 2);
	const struct span first = span_of(work.document.text, work.judgement.list.item[0].range);
	assert_true(span_equal(first, SPAN("bel altijd eerst even.")));
	assert_true(work.judgement.list.item[0].signs & UTTERANCE_LABELLED);
}

static void learns_what_a_feature_says(void **state)
{
	struct fixture *f = *state;
	enum { EXAMPLES = 40 };
	static const uint32_t feature[2] = {11, 4000000000U};
	struct utterance_example example[EXAMPLES];
	const struct span label[] = {SPAN("no"), SPAN("yes")};
	const struct utterance_learning how = {
		.label = label, .labels = 2, .cost = 1, .rounds = 50, .least = 2};
	struct span bytes;
	for (size_t i = 0; i < EXAMPLES; i++)
		example[i] = (struct utterance_example){&feature[i % 2], 1, (uint16_t)(i % 2)};
	assert_int_equal(
		utterance_learn(&bytes, example, EXAMPLES, &how, &f->keep, &f->scratch, NULL), 0);
	struct model *model = model_new(bytes, NULL);
	assert_non_null(model);
	struct utterance_row row = {.feature = {4000000000U}, .count = 1};
	float score[2];
	utterance_score(score, model, &row);
	assert_true(score[1] > score[0]);
	row.feature[0] = 11;
	utterance_score(score, model, &row);
	assert_true(score[0] > score[1]);
	model_free(model);
	struct error err = ERROR_INIT;
	assert_int_equal(utterance_learn(&bytes, example, 0, &how, &f->keep, &f->scratch, &err),
			 ERROR_LIMIT);
}

/* --- over the study ------------------------------------------------------------------------- */

static struct follow_passage passage(struct span text, struct span case_name, unsigned round)
{
	return (struct follow_passage){
		.text = text, .case_name = case_name, .round = round, .score = 0.4F};
}

static void join(struct fixture *f, struct follow_up *found, const struct follow_passage *promise,
		 size_t promises, const struct follow_passage *answer, size_t answers)
{
	assert_int_equal(follow_up_run(found, promise, promises, answer, answers, f->vocabulary,
				       &f->keep, &f->scratch, NULL),
			 0);
}

static void joins_a_promise_with_the_answer_that_shares_its_words(void **state)
{
	struct fixture *f = *state;
	const struct span pit = SPAN("De Pit");
	const struct follow_passage promise[] = {
		passage(SPAN("Otto zoekt uit wie de eigenaar is van het pad."), pit, 1),
		passage(SPAN("Karin maakt een rooster voor het water geven."), pit, 1),
	};
	const struct follow_passage answer[] = {
		passage(SPAN("Het waterrooster hangt in de schuur."), pit, 2),
		passage(SPAN("De eigenaar van het pad is nog niet bekend."), pit, 2),
	};
	struct follow_up found[2];
	join(f, found, promise, 2, answer, 2);
	assert_int_equal(found[0].outcome, 1);
	assert_int_equal(found[1].outcome, 0);
}

static void joins_nothing_of_another_case_or_an_earlier_round(void **state)
{
	struct fixture *f = *state;
	const struct span text = SPAN("Otto zoekt uit wie de eigenaar is van het pad.");
	const struct follow_passage promise[] = {passage(text, SPAN("De Pit"), 2),
						 passage(text, SPAN(""), 1)};
	const struct follow_passage answer[] = {
		passage(text, SPAN("De Steen"), 3), passage(text, SPAN("De Pit"), 1),
		passage(text, SPAN("De Pit"), 2), passage(text, SPAN(""), 2)};
	struct follow_up found[2];
	join(f, found, promise, 2, answer, 4);
	assert_true(found[0].outcome == SIZE_MAX);
	assert_true(found[1].outcome == SIZE_MAX);
}

static void lets_no_passage_answer_two_promises(void **state)
{
	struct fixture *f = *state;
	const struct span pit = SPAN("De Pit");
	const struct follow_passage promise[] = {passage(SPAN("Otto vraagt het pad aan."), pit, 1),
						 passage(SPAN("Otto vraagt het pad aan."), pit, 1)};
	const struct follow_passage answer[] = {
		passage(SPAN("Het pad is aangevraagd door Otto."), pit, 2)};
	struct follow_up found[2];
	join(f, found, promise, 2, answer, 1);
	assert_true(found[0].outcome == 0);
	assert_true(found[1].outcome == SIZE_MAX);
}

static void words_behind_a_passage_tell_its_subject(void **state)
{
	struct fixture *f = *state;
	const struct span pit = SPAN("De Pit");
	const struct follow_passage promise[] = {passage(SPAN("Otto schildert het hek."), pit, 1)};
	struct follow_passage answer[] = {
		passage(SPAN("Dat is gebeurd."), pit, 2),
		passage(SPAN("Dat is nu gelukt."), pit, 2),
		passage(SPAN("Dat is klaar."), pit, 2),
	};
	answer[1].behind = SPAN(" Het hek glimt, want Otto schilderde twee keer.");
	struct follow_up found[1];
	join(f, found, promise, 1, answer, 3);
	assert_int_equal(found[0].outcome, 1);
}

static void what_shares_no_words_goes_by_its_order(void **state)
{
	struct fixture *f = *state;
	const struct span pit = SPAN("De Pit");
	const struct follow_passage promise[] = {
		passage(SPAN("Otto schildert het hek."), pit, 1),
		passage(SPAN("Karin koopt zaad."), pit, 1),
		passage(SPAN("Joop belt de molenaar."), pit, 1),
	};
	const struct follow_passage answer[] = {
		passage(SPAN("Dat is gebeurd."), pit, 2),
		passage(SPAN("Dat is nu gelukt."), pit, 2),
		passage(SPAN("Dat is klaar."), pit, 2),
	};
	struct follow_up found[3];
	join(f, found, promise, 3, answer, 3);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(found[i].outcome, i);
}

static void takes_what_stands_behind_whole_characters_only(void **state)
{
	(void)state;
	enum { LETTERS = 150 };
	char text[3 + 2 * LETTERS + 1] = "Ja.";
	for (size_t i = 0; i < LETTERS; i++)
		memcpy(text + 3 + 2 * i, "é", 2);
	const struct span behind =
		follow_up_behind((struct span){text, 3 + 2 * LETTERS}, (struct range){0, 2});
	assert_int_equal(behind.len, FOLLOW_UP_BEHIND - 1);
	assert_int_equal(follow_up_behind(SPAN("Ja."), (struct range){0, 3}).len, 0);
}

static void takes_the_heading_above_for_what_stands_before(void **state)
{
	(void)state;
	const struct span text = SPAN("Lange inleiding.\n\n1.1 Het hek\nDat staat er.");
	const uint32_t start = (uint32_t)(strstr(text.at, "Dat") - text.at);
	const struct span before =
		follow_up_before(text, (struct range){start, (uint32_t)text.len});
	assert_true(span_equal(before, SPAN("1.1 Het hek\n")));
	const struct span none = follow_up_before(text, (struct range){0, 5});
	assert_int_equal(none.len, 0);
}

static void reads_the_number_of_a_round(void **state)
{
	(void)state;
	assert_int_equal(follow_up_round(SPAN("2")), 2);
	assert_int_equal(follow_up_round(SPAN("ronde 12")), 12);
	assert_int_equal(follow_up_round(SPAN("najaar")), 0);
	assert_true(follow_up_round(SPAN("99999999999999999999999")) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_advice_and_promises_from_the_rest),
		cmocka_unit_test(finds_nothing_without_a_model),
		cmocka_unit_test(finds_nothing_in_a_text_without_words),
		cmocka_unit_test(looks_for_outcomes_in_later_rounds_only),
		cmocka_unit_test(leaves_the_label_out_of_an_utterance),
		cmocka_unit_test(learns_what_a_feature_says),
		cmocka_unit_test(joins_a_promise_with_the_answer_that_shares_its_words),
		cmocka_unit_test(joins_nothing_of_another_case_or_an_earlier_round),
		cmocka_unit_test(lets_no_passage_answer_two_promises),
		cmocka_unit_test(words_behind_a_passage_tell_its_subject),
		cmocka_unit_test(what_shares_no_words_goes_by_its_order),
		cmocka_unit_test(takes_what_stands_behind_whole_characters_only),
		cmocka_unit_test(takes_the_heading_above_for_what_stands_before),
		cmocka_unit_test(reads_the_number_of_a_round),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
