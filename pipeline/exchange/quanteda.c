#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "pipeline/emit.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/store/codebook.h"

enum { STEM_LEAST = 4 }; /* a shorter word is found in no other form either */

/* What is in a name of a rule, `term:vergunning*`, as a glob; empty if a glob can't say it. */
static struct span glob_of(const struct rule *rule, struct arena *arena)
{
	const char *colon = memchr(rule->name.at, ':', rule->name.len);
	if (!colon || rule->weight <= 0 || (rule->kind != RULE_TERM && rule->kind != RULE_PHRASE))
		return SPAN("");
	const struct span cue = {colon + 1, rule->name.len - (size_t)(colon + 1 - rule->name.at)};
	char *out = arena_alloc(arena, cue.len * 2 + 1);
	size_t len = 0, begin = 0;
	bool exact = false, star = false;
	for (size_t i = 0; out && i <= cue.len; i++) {
		const char c = i < cue.len ? cue.at[i] : ' ';
		if (strchr("|@<>?()", c) || (c == '.' && cue.len - i > 2 && cue.at[i + 1] == '.'))
			return SPAN("");
		if (c == ' ') {
			/* A word in any form: its inflections lie behind it, most of them. */
			if (!exact && !star && len - begin >= STEM_LEAST)
				out[len++] = '*';
			if (i < cue.len)
				out[len++] = ' ';
			begin = len;
			exact = star = false;
		} else if (c == '=') {
			exact = true;
		} else {
			star = star || c == '*';
			out[len++] = c;
		}
	}
	return out ? (struct span){out, len} : SPAN("");
}

static void put(struct emitter *to, struct span text)
{
	to->comma = false;
	emit_raw(to, text);
	to->comma = false;
}

static bool speaks_for(const struct rule *rule, const struct export_job *job, struct span theme)
{
	if (rule->target_kind != TARGET_THEME)
		return false;
	const struct span id = lexicon_target(job->lexicon, TARGET_THEME, rule->target)->id;
	return span_equal(codebook_label(job->codebook, id), theme);
}

/* Its own rules and those of what was merged into it. */
static size_t put_theme(struct emitter *to, const struct export_job *job, struct span theme)
{
	const struct lexicon *lexicon = job->lexicon;
	size_t left_out = 0, terms = 0;
	emit_span(to, theme);
	put(to, SPAN(":"));
	for (size_t i = 0; i < lexicon_rules(lexicon); i++) {
		const struct rule *rule = lexicon_rule(lexicon, (uint32_t)i);
		if (!speaks_for(rule, job, theme))
			continue;
		const struct span glob = glob_of(rule, to->arena);
		if (glob.len == 0) {
			left_out++;
			continue;
		}
		put(to, SPAN("\n  - "));
		emit_span(to, glob);
		to->comma = false;
		terms++;
	}
	put(to, terms > 0 ? SPAN("\n") : SPAN(" []\n"));
	return left_out;
}

int export_quanteda(const struct export_job *job, struct error *err)
{
	struct arena arena = ARENA_INIT;
	struct emitter to;
	size_t left_out = 0;
	emit_init(&to, &arena);
	for (size_t i = 0; i < job->codebook->count; i++) {
		const struct codebook_theme *theme = &job->codebook->theme[i];
		if (codebook_resolve(job->codebook, theme->id) == theme)
			left_out += put_theme(&to, job, theme->id);
	}
	const struct span text = emit_text(&to);
	const int status = to.failed ? error_memory(err) : 0;
	if (status == 0) {
		(void)fprintf(
			job->to,
			"# quanteda: dictionary(file = \"…\"). Without weights; a word in any "
			"form has a star.\n# Left out: %zu patterns, look-alikes and words with "
			"gaps or choices.\n",
			left_out);
		(void)fwrite(text.at, 1, text.len, job->to);
	}
	arena_release(&arena);
	return status;
}
