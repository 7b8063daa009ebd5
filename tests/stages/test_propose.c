#include "stages/propose.h"

#include "lexicons/lexicon.h"
#include "lexicons/pack.h"
#include "stages/propose_name.h"
#include "tests/names.h"
#include "tests/stages/cases.h"
#include "tests/stages/collection.h"

static const char pack_text[] = "id: test\nlanguage: nl\nthemes:\n"
				"  - {id: contact, terms: [loket, kastje]}\n"
				"  - {id: geld}\n";

static const char *const forms[] = {
	[PROPOSE_WORD] = "word", [PROPOSE_PHRASE] = "phrase", [PROPOSE_PAIR] = "pair"};

static struct lexicon *make_lexicon(void)
{
	struct pack *pack = pack_new(span_from(pack_text), "test/pack.yaml", NULL, NULL, NULL);
	assert_non_null(pack);
	struct lexicon *lexicon = lexicon_new((const struct pack *const *)&pack, 1, NULL);
	assert_non_null(lexicon);
	pack_free(pack);
	return lexicon;
}

static void say_theme(const struct test_study *s, const struct proposed_theme *theme, char *out,
		      size_t size)
{
	const struct span id = s->collection.theme.item[theme->theme].id;
	test_say(out, size, "%.*s %u\n", (int)id.len, id.at, theme->reviewed);
	for (size_t i = 0; i < theme->terms; i++) {
		const struct proposed_term *t = &theme->term[i];
		test_say(out, size, "  %.*s %s %u/%u %u %.2f %.2f %+.0f new %zu", (int)t->cue.len,
			 t->cue.at, forms[t->form], t->key.anecdotes, t->key.elsewhere,
			 t->key.documents, t->key.g2, t->key.log_ratio, (double)t->weight,
			 t->anecdotes);
		for (size_t k = 0; k < t->spots; k++) {
			const struct proposed_spot *spot = &t->spot[k];
			const char *text = s->collection.anecdote[spot->anecdote].text.at;
			test_say(out, size, " [%.*s]", (int)(spot->end - spot->start),
				 text + spot->start);
		}
		test_say(out, size, "\n");
	}
}

static void run_case(void *context, struct span input, char *out, size_t size)
{
	struct test_study s;
	struct proposed_list list;
	out[0] = '\0';
	test_study_read(&s, input);
	struct compound_words words;
	assert_true(test_words(&words));
	struct language *language = test_language("nl", &words);
	struct word_classes *classes = test_names();
	const struct span known[] = {SPAN("Zilverling Koebrug")};
	const struct propose_names names = {.classes = classes, .known = known, .knowns = 1};
	assert_non_null(classes);
	assert_int_equal(propose_run(&list, &s.collection, &s.content, language, context, &names,
				     &s.arena, NULL),
			 0);
	test_say(out, size, "reviewed %u\n", list.reviewed);
	for (size_t i = 0; i < list.count; i++)
		say_theme(&s, &list.item[i], out, size);
	word_classes_free(classes);
	language_free(language);
	test_study_end(&s);
}

static void what_a_pack_lacks_is_proposed(void **state)
{
	(void)state;
	struct lexicon *lexicon = make_lexicon();
	cases_run("tests/stages/propose.txt", run_case, lexicon);
	lexicon_free(lexicon);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_pack_lacks_is_proposed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
