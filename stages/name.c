#include "stages/name.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/language.h"
#include "lexicons/name_class.h"
#include "stages/name_score.h"

#define HAS(form, class) ((form) && ((form)->classes & WORD_BIT(class)) != 0)

/* Above this a name is sure enough to be one elsewhere in the document too. */
static const float SURE = 2;
/* What that adds, and the least a word must say of itself to be a name after a first name. */
static const float ELSEWHERE = 2.5F;
static const float NOWHERE_ELSE = 2.5F; /* and more, if it is never written small */
static const float SURNAME_LEAST = -3;
static const float NOTHING = -20; /* no word that could be a name */

enum {
	PARTICLES_MOST = 3,
	SMALL_LEAST = 5, /* bytes of a name in small letters that nobody lists */
	CODE_MOST = 3,   /* bytes of an abbreviation that can be nobody's name */
};

struct finder {
	const struct name_input *input;
	struct name_forms forms;
	float *score; /* per token */
	struct name *item;
	size_t count;
	size_t capacity;
	struct arena *keep;
};

static const struct token *token_of(const struct finder *finder, size_t i)
{
	return &finder->input->tokens->item[i];
}

static bool is_capital(const struct finder *finder, size_t i)
{
	return token_of(finder, i)->kind == TOKEN_WORD &&
	       (token_of(finder, i)->flags & TOKEN_CAPITAL) != 0;
}

static bool has(const struct finder *finder, size_t i, enum name_class class)
{
	return HAS(name_form_of(&finder->forms, i), class);
}

/* Q2, MC, NS: short forms of things. */
static bool is_code(const struct finder *finder, const struct token *token)
{
	const struct span text = finder->input->text;
	for (size_t i = token->start; i < token->start + token->len; i++)
		if (text.at[i] >= '0' && text.at[i] <= '9')
			return true;
	return token->len <= CODE_MOST && (token->flags & TOKEN_ALL_CAPITALS) != 0;
}

/* Some write no capitals at all: a first name that the dictionary does not have as a word is one
 * still, and a short one is of somebody on the list of people. */
static bool is_small_name(const struct finder *finder, size_t i)
{
	const struct name_form *form = name_form_of(&finder->forms, i);
	const struct token *token = token_of(finder, i);
	const bool hyphen = memchr(finder->input->text.at + token->start, '-', token->len) != NULL;
	return form && (form->known || (token->len >= SMALL_LEAST && !hyphen)) && !form->kept &&
	       HAS(form, NAME_FIRST) && !HAS(form, NAME_FIRST_WORD) && !form->ordinary &&
	       form->inside == 0;
}

/* Initials are no name of themselves, unless `dr. A` is all there is. */
static float score_letter(const struct finder *finder, size_t i)
{
	const ptrdiff_t before = name_before(finder->input, &finder->forms, i);
	const ptrdiff_t behind = name_behind(finder->input, &finder->forms, i);
	const bool alone = behind == NAME_NO_TOKEN || (!is_capital(finder, (size_t)behind) &&
						       !has(finder, (size_t)behind, NAME_PARTICLE));
	return before != NAME_NO_TOKEN && alone &&
			       name_is_title(finder->input, &finder->forms, (size_t)before)
		       ? 1
		       : NOTHING;
}

static void score_tokens(struct finder *finder)
{
	const size_t count = finder->input->tokens->count;
	for (size_t i = 0; i < count; i++) {
		finder->score[i] = is_small_name(finder, i) ? SURE : NOTHING;
		if (!is_capital(finder, i))
			continue;
		struct name_form *form = &finder->forms.slot[finder->forms.of_token[i]];
		const struct token *token = token_of(finder, i);
		if (token->len < 2 || name_is_initials(finder->input, i)) {
			finder->score[i] = score_letter(finder, i);
			continue;
		}
		const bool capitals = (token->flags & TOKEN_ALL_CAPITALS) != 0;
		if (is_code(finder, token))
			continue;
		const bool begins = finder->forms.begins[i] &&
				    name_before(finder->input, &finder->forms, i) == NAME_NO_TOKEN;
		finder->score[i] = name_score_word(form, begins, capitals) +
				   name_score_place(finder->input, &finder->forms, i);
		const bool inside = !finder->forms.begins[i] && has(finder, i, NAME_FIRST);
		form->sure = form->sure || finder->score[i] > (inside ? 0 : SURE);
	}
	for (size_t i = 0; i < count; i++)
		if (finder->score[i] > NOTHING && name_form_of(&finder->forms, i)->sure)
			finder->score[i] +=
				ELSEWHERE +
				(name_form_of(&finder->forms, i)->lower == 0 ? NOWHERE_ELSE : 0);
}

static bool is_taken(const struct finder *finder, ptrdiff_t i)
{
	return i != NAME_NO_TOKEN && finder->score[i] > 0;
}

/* A capitalised word right behind a first name, which is then a family name unless something
 * speaks against it. */
static bool is_surname(const struct finder *finder, ptrdiff_t i)
{
	if (i == NAME_NO_TOKEN || !is_capital(finder, (size_t)i))
		return false;
	const struct name_form *form = name_form_of(&finder->forms, (size_t)i);
	return form && !(form->roles & WORD_STOP) && !HAS(form, NAME_THING) &&
	       !HAS(form, NAME_PLACE) && finder->score[i] > SURNAME_LEAST;
}

/* `al-Nasser`: small, and a family name. */
static bool is_joined(const struct finder *finder, size_t i)
{
	const struct token *token = token_of(finder, i);
	const struct span written = {finder->input->text.at + token->start, token->len};
	const char *hyphen = memchr(written.at, '-', written.len);
	if (token->kind != TOKEN_WORD || !hyphen || hyphen + 1 == written.at + written.len ||
	    hyphen[1] < 'A' || hyphen[1] > 'Z')
		return false;
	const struct span first = {written.at, (size_t)(hyphen - written.at)};
	return (word_classes_of(finder->input->classes, first) & WORD_BIT(NAME_PARTICLE)) != 0;
}

/* One that is a part of names only before another particle: aan de, in 't. */
static bool is_preposition(const struct finder *finder, size_t i)
{
	const struct token *token = token_of(finder, i);
	const bool van = token->len == 3 && (finder->input->text.at[token->start] | 0x20) == 'v' &&
			 finder->input->text.at[token->start + 1] == 'a';
	return !van &&
	       (has(finder, i, NAME_PLACE_PREPOSITION) || has(finder, i, NAME_PERSON_PREPOSITION));
}

/* The last token of the name that goes on behind `at`; `at` itself if it does not. */
static size_t extend(const struct finder *finder, size_t at)
{
	const ptrdiff_t behind = name_behind(finder->input, &finder->forms, at);
	if (behind == NAME_NO_TOKEN || finder->forms.genitive[at] > 0)
		return at;
	if (is_taken(finder, behind) || (has(finder, at, NAME_FIRST) && is_surname(finder, behind)))
		return (size_t)behind;
	if (has(finder, at, NAME_FIRST) && is_joined(finder, (size_t)behind))
		return (size_t)behind;
	/* Bruins Slot */
	if (has(finder, at, NAME_FAMILY) && has(finder, (size_t)behind, NAME_FAMILY) &&
	    is_surname(finder, behind))
		return (size_t)behind;
	/* Jan B. */
	if (has(finder, at, NAME_FIRST) && token_of(finder, (size_t)behind)->len <= 2 &&
	    name_is_initials(finder->input, (size_t)behind))
		return (size_t)behind;
	ptrdiff_t next = behind;
	for (int n = 0; n < PARTICLES_MOST && next != NAME_NO_TOKEN &&
			has(finder, (size_t)next, NAME_PARTICLE);
	     n++)
		next = name_behind(finder->input, &finder->forms, (size_t)next);
	if (next == behind || !is_taken(finder, next) ||
	    has(finder, (size_t)behind, NAME_CONJUNCTION))
		return at;
	/* `Jan van Fatima` and `Jan aan Bakker` are two people. */
	const bool one = next == behind + 1;
	if (one &&
	    (has(finder, (size_t)next, NAME_FIRST) || is_preposition(finder, (size_t)behind)))
		return at;
	return (size_t)next;
}

/* Of small particles with nobody before them: `aan de Wit` is to De Wit, `met van der Meer` is with
 * Van der Meer, and `van Groen` is of Groen. */
static size_t own_particles(const struct finder *finder, size_t particle, size_t at)
{
	for (size_t i = particle; i < at; i++)
		if (name_is_old_particle(name_form_of(&finder->forms, i)))
			return i > particle && !has(finder, i - 1, NAME_ARTICLE) ? i - 1 : i;
	const bool article = has(finder, at - 1, NAME_ARTICLE) && !has(finder, at, NAME_FIRST);
	return article ? at - 1 : at;
}

/* Initials and particles before a name. */
static size_t reach_back(const struct finder *finder, size_t at, size_t least)
{
	const struct token_list *tokens = finder->input->tokens;
	size_t first = at, particle = at, particles = 0;
	while (particle > least && particles < PARTICLES_MOST &&
	       has(finder, particle - 1, NAME_PARTICLE) &&
	       finder->forms.sentence[particle - 1] == finder->forms.sentence[at]) {
		particle--;
		particles++;
	}
	const bool capital =
		particles > 0 && is_capital(finder, particle) && !finder->forms.begins[particle];
	const ptrdiff_t before = name_before(finder->input, &finder->forms, particle);
	const bool owned = before != NAME_NO_TOKEN && (size_t)before >= least &&
			   (name_is_initials(finder->input, (size_t)before) ||
			    (token_of(finder, (size_t)before)->len == 1 &&
			     is_capital(finder, (size_t)before)) ||
			    name_is_title(finder->input, &finder->forms, (size_t)before) ||
			    has(finder, (size_t)before, NAME_OFFICE));
	if (particles > 0 && has(finder, at, NAME_FAMILY))
		first = capital || owned ? particle : own_particles(finder, particle, at);
	if (particles > 0 && (owned || capital) && !has(finder, at, NAME_FIRST))
		first = particle;
	/* `H. Chantal`: a speaker and somebody else. */
	if (has(finder, at, NAME_FIRST) && !has(finder, at, NAME_FAMILY) && first == at)
		least = first;
	while (first > least) {
		const size_t end = tokens->item[first].start;
		size_t i = first - 1;
		if (tokens->item[i].kind == TOKEN_PUNCTUATION && i > least &&
		    finder->input->text.at[tokens->item[i].start] == '.')
			i--;
		const size_t stop = tokens->item[i].start + tokens->item[i].len;
		const bool bare = tokens->item[i].len == 1 && is_capital(finder, i) &&
				  has(finder, at, NAME_FAMILY);
		if (end - stop > 3 || (!name_is_initials(finder->input, i) && !bare))
			break;
		first = i;
	}
	return first;
}

static struct span span_between(const struct finder *finder, uint32_t start, uint32_t end)
{
	return span_of(finder->input->text, (struct range){start, end});
}

/* Which part each of the tokens [first, last] is. */
static void take_apart(struct name *name, const struct finder *finder, size_t first, size_t last)
{
	const uint32_t end = name->range.end;
	size_t i = first;
	uint32_t from = name->range.start;
	while (i < last && (name_is_initials(finder->input, i) || token_of(finder, i)->len == 1))
		i++;
	if (i > first)
		name->initials =
			span_between(finder, from,
				     token_of(finder, i - 1)->start + token_of(finder, i - 1)->len);
	from = token_of(finder, i)->start;
	const bool several = i < last;
	const bool given = has(finder, i, NAME_FIRST) && i == first;
	if (has(finder, i, NAME_PARTICLE) || (i > first && !given) ||
	    (!several && !given && (has(finder, i, NAME_FAMILY) || name->titled)) ||
	    (!several && name->titled && has(finder, i, NAME_FAMILY))) {
		name->family = span_between(finder, from, end);
		return;
	}
	const struct token *word = token_of(finder, i);
	const uint32_t stop = several ? word->start + word->len : end;
	name->given = span_between(finder, from, stop);
	if (several)
		name->family = span_between(finder, token_of(finder, i + 1)->start, end);
}

static int add(struct finder *finder, size_t at, size_t *next, struct error *err)
{
	size_t last = at;
	for (size_t further = extend(finder, last); further != last; further = extend(finder, last))
		last = further;
	const size_t first = reach_back(finder, at, *next);
	const ptrdiff_t before = name_before(finder->input, &finder->forms, first);
	if (arena_grow(finder->keep, &finder->item, &finder->capacity, finder->count,
		       finder->count + 1, sizeof *finder->item) < 0)
		return error_memory(err);
	struct name *name = &finder->item[finder->count++];
	const struct token *end = token_of(finder, last);
	*name = (struct name){
		.range = {token_of(finder, first)->start,
			  end->start + end->len - finder->forms.genitive[last]},
		.titled = before != NAME_NO_TOKEN &&
			  (name_is_title(finder->input, &finder->forms, (size_t)before) ||
			   has(finder, (size_t)before, NAME_OFFICE)),
	};
	for (size_t i = first; i <= last; i++)
		if (finder->score[i] > name->score)
			name->score = finder->score[i];
	take_apart(name, finder, first, last);
	*next = last + 1;
	return 0;
}

int name_find(struct name_list *out, const struct name_input *input, struct arena *keep,
	      struct arena *scratch, struct error *err)
{
	struct finder finder = {.input = input, .keep = keep};
	*out = (struct name_list){.count = 0};
	finder.score = arena_calloc(scratch, input->tokens->count, sizeof *finder.score);
	if (!finder.score || name_forms_make(&finder.forms, input, scratch) < 0)
		return error_memory(err);
	score_tokens(&finder);
	size_t next = 0;
	for (size_t i = 0; i < input->tokens->count; i++) {
		if (i < next || finder.score[i] <= 0)
			continue;
		const int status = add(&finder, i, &next, err);
		if (status < 0)
			return status;
	}
	out->item = finder.item;
	out->count = finder.count;
	return 0;
}
