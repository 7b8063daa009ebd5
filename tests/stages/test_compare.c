#include "stages/compare.h"
#include "tests/stages/cases.h"
#include "tests/stages/collection.h"

static const char *const verdicts[COMPARE_VERDICTS] = {"absent", "new",  "vanished",
						       "more",   "less", "unclear"};

static void say_share(char *out, size_t size, const char *what, const struct compare_share *s)
{
	test_say(out, size, "  %s %u/%u %u/%u change %.4f [%.4f %.4f] p %.6f adjusted %.6f\n", what,
		 s->round[0].count, s->round[0].total, s->round[1].count, s->round[1].total,
		 s->change, s->interval.low, s->interval.high, s->fisher.p, s->fisher.adjusted);
}

static void say_name(char *out, size_t size, const struct collection_name *name)
{
	test_say(out, size, "%.*s", (int)name->id.len, name->id.at);
}

static void say_list(char *out, size_t size, const struct compare_share *share,
		     const struct collection_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		if (share[i].round[0].count + share[i].round[1].count > 0)
			say_share(out, size, names->item[i].id.at, &share[i]);
}

static void say_theme(char *out, size_t size, const struct collection *c,
		      const struct compare_theme *t)
{
	const struct compare_pairs *cases = &t->cases;
	say_name(out, size, &c->theme.item[t->theme]);
	test_say(out, size, ": %s%s\n", verdicts[t->verdict], t->clear ? ", clear" : "");
	say_share(out, size, "anecdotes", &t->anecdotes);
	say_share(out, size, "documents", &t->documents);
	test_say(out, size,
		 "  cases before %u after %u both %u neither %u p %.6f; more %u less %u same %u p "
		 "%.6f\n",
		 cases->only_before, cases->only_after, cases->both, cases->neither,
		 cases->mcnemar.p, cases->more, cases->less, cases->same, cases->sign.p);
	say_list(out, size, t->kind, &c->kind);
}

static void say_round(char *out, size_t size, const struct compare_round *round)
{
	test_say(out, size,
		 "documents %u anecdotes %u reviewed %u unlabelled %u cases %u "
		 "tellers %u\n",
		 round->documents, round->anecdotes, round->reviewed, round->unlabelled,
		 round->places, round->tellers);
}

static void run_case(void *context, struct span input, char *out, size_t size)
{
	(void)context;
	struct test_study s;
	struct comparison found;
	out[0] = '\0';
	test_study_read(&s, input);
	const struct collection *c = &s.collection;
	assert_int_equal(compare_run(&found, c, &s.content, 0, 1, &s.arena, NULL), 0);
	for (int i = 0; i < COMPARE_ROUNDS; i++)
		say_round(out, size, &found.round[i]);
	test_say(out, size, "pairs %u%s%s%s%s\n", found.pairs,
		 found.few_documents ? ", few documents" : "",
		 found.few_anecdotes ? ", few anecdotes" : "", found.few_pairs ? ", few pairs" : "",
		 found.other_cases ? ", other cases" : "");
	for (size_t i = 0; i < found.themes; i++)
		say_theme(out, size, c, &found.theme[i]);
	test_say(out, size, "all\n");
	say_list(out, size, found.kind, &c->kind);
	say_list(out, size, found.role, &c->role);
	for (int i = 0; i < COMPARE_ROUNDS; i++)
		for (size_t w = 0; s.content.term && w < found.words[i]; w++)
			test_say(out, size, "word of %d: %.*s %u against %u log ratio %.4f\n",
				 i + 1, (int)s.content.term[found.word[i][w].term].form.len,
				 s.content.term[found.word[i][w].term].form.at,
				 found.word[i][w].anecdotes, found.word[i][w].elsewhere,
				 found.word[i][w].log_ratio);
	test_study_end(&s);
}

static void rounds_are_compared_as_r_does(void **state)
{
	(void)state;
	cases_run("tests/stages/compare.txt", run_case, NULL);
}

static void one_round_against_one_that_is_empty_claims_nothing(void **state)
{
	(void)state;
	struct test_study s;
	struct comparison found;
	test_study_read(&s, SPAN("d1 | tuin | Ada | ambtenaar | succes | geld | Op tijd.\n"));
	s.collection.rounds = 2;
	assert_int_equal(compare_run(&found, &s.collection, &s.content, 0, 1, &s.arena, NULL), 0);
	assert_int_equal(found.round[COMPARE_AFTER].anecdotes, 0);
	assert_false(found.theme[0].clear);
	assert_true(found.theme[0].anecdotes.fisher.p == 1);
	assert_true(found.few_documents && found.few_anecdotes && found.few_pairs);
	test_study_end(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rounds_are_compared_as_r_does),
		cmocka_unit_test(one_round_against_one_that_is_empty_claims_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
