#include "stages/name_score.h"

#include <string.h>

#include "lexicons/language.h"
#include "lexicons/name_class.h"

#define HAS(form, class) ((form) && ((form)->classes & WORD_BIT(class)) != 0)

/* Log odds. Set by hand on the reports of corpus/training, in steps of a half. */
static const struct {
	float bias, known, known_word;
	float first, first_word, family, family_word, family_like, proper, unheard;
	float place, place_like, thing, ordinary, ordinary_begins, stop, lower, mostly_lower;
	float begins, capitals, capitals_word, inside, articles;
} word_weight = {
	.bias = -2.0F,
	.known = 6,
	.known_word = 2.5F,
	.first = 5,
	.first_word = 1.5F,
	.family = 3,
	.family_word = 1,
	.family_like = 0.5F,
	.proper = 0.5F,
	.unheard = 1,
	.place = -3,
	.place_like = -2,
	.thing = -6,
	.ordinary = -2.5F,
	.ordinary_begins = -2,
	.stop = -5,
	.lower = -1.5F,
	.mostly_lower = -2,
	.begins = -0.5F,
	.capitals = -2.5F,
	.capitals_word = -5,
	.inside = 0.5F,
	.articles = -3,
};

static const struct {
	float title, office, kin, article, place_preposition, person_preposition, saying_behind;
	float saying_before, naming, initials, particles, after_first, before_family, organisation;
	float with_name, thing_behind, article_first, after_thing, old_particles, capital_inside;
	float place_word;
} place_weight = {
	.title = 5,
	.office = 4.5F,
	.kin = 2.5F,
	.article = -2.5F,
	.place_preposition = -2,
	.person_preposition = 1,
	.saying_behind = 1.5F,
	.saying_before = 1.5F,
	.naming = 2,
	.initials = 4,
	.particles = 2,
	.after_first = 4.5F,
	.before_family = 2,
	.organisation = -3,
	.with_name = 1.5F,
	.thing_behind = -3,
	.article_first = -5.5F,
	.after_thing = -6,
	.old_particles = 6,
	.capital_inside = 2.5F,
	.place_word = -6,
};

static char byte_at(const struct name_input *input, size_t at)
{
	return at < input->text.len ? input->text.at[at] : '\0';
}

ptrdiff_t name_before(const struct name_input *input, const struct name_forms *forms, size_t token)
{
	const struct token *item = input->tokens->item;
	if (token == 0)
		return NAME_NO_TOKEN;
	if (item[token - 1].kind == TOKEN_WORD)
		return forms->sentence[token - 1] == forms->sentence[token] ? (ptrdiff_t)token - 1
									    : NAME_NO_TOKEN;
	/* The point of an abbreviation that stands as a token of its own, and may have been taken
	 * for the end of a sentence: Prof.Dr. Visser, J. Th. Bakker. */
	if (token < 2 || byte_at(input, item[token - 1].start) != '.' ||
	    item[token - 2].kind != TOKEN_WORD ||
	    (forms->sentence[token - 2] != forms->sentence[token] &&
	     !name_is_initials(input, token - 2) && !name_is_title(input, forms, token - 2)) ||
	    item[token - 2].start + item[token - 2].len != item[token - 1].start)
		return NAME_NO_TOKEN;
	return (ptrdiff_t)token - 2;
}

ptrdiff_t name_behind(const struct name_input *input, const struct name_forms *forms, size_t token)
{
	const struct token_list *tokens = input->tokens;
	if (token + 1 >= tokens->count || forms->sentence[token + 1] != forms->sentence[token] ||
	    tokens->item[token + 1].kind != TOKEN_WORD)
		return NAME_NO_TOKEN;
	return (ptrdiff_t)token + 1;
}

bool name_is_initials(const struct name_input *input, size_t token)
{
	static const struct span two[] = {{"Th", 2}, {"Ph", 2}, {"Ch", 2},  {"Fr", 2},
					  {"Sj", 2}, {"IJ", 2}, {"Chr", 3}, {"Joh", 3}};
	const struct token *item = &input->tokens->item[token];
	struct span left = {input->text.at + item->start, item->len};
	bool point = false;
	if (item->kind != TOKEN_WORD || !(item->flags & TOKEN_CAPITAL))
		return false;
	while (left.len > 0) {
		size_t step = left.at[0] >= 'A' && left.at[0] <= 'Z' ? 1 : 0;
		for (size_t i = 0; i < sizeof two / sizeof two[0]; i++)
			if (span_starts(left, two[i]) &&
			    (left.len == two[i].len || left.at[two[i].len] == '.'))
				step = two[i].len;
		if (step == 0)
			return false;
		left = (struct span){left.at + step, left.len - step};
		point = left.len > 0 && left.at[0] == '.';
		if (left.len > 0 && !point)
			return false;
		left = (struct span){left.at + point, left.len - point};
	}
	return point || byte_at(input, item->start + item->len) == '.';
}

bool name_is_title(const struct name_input *input, const struct name_forms *forms, size_t token)
{
	if (HAS(name_form_of(forms, token), NAME_TITLE))
		return true;
	/* Prof.Dr; and dr, which is looked up as what it is in speech. */
	const struct token *item = &input->tokens->item[token];
	const struct span written = {input->text.at + item->start, item->len};
	const char *point = memchr(written.at, '.', written.len);
	char folded[16];
	const size_t len = point ? (size_t)(point - written.at) : written.len;
	for (size_t i = 0; i < len && len < sizeof folded; i++)
		folded[i] = (char)(written.at[i] | 0x20);
	return len < sizeof folded && (word_classes_of(input->classes, (struct span){folded, len}) &
				       WORD_BIT(NAME_TITLE)) != 0;
}

static bool is_listed(const struct name_form *form)
{
	return HAS(form, NAME_FIRST) || HAS(form, NAME_FAMILY);
}

static bool is(const struct name_form *form, unsigned class)
{
	return (form->classes & WORD_BIT(class)) != 0;
}

/* What lists of names say of a word. */
static float score_name(const struct name_form *form)
{
	const bool word = form->ordinary || is(form, NAME_FIRST_WORD);
	const bool first = is(form, NAME_FIRST), family = is(form, NAME_FAMILY);
	float score = 0;
	if (form->known)
		score += word && !first && !family ? word_weight.known_word : word_weight.known;
	if (first)
		score += is(form, NAME_FIRST_WORD) ? word_weight.first_word : word_weight.first;
	else if (family)
		score += word ? word_weight.family_word : word_weight.family;
	else if (is(form, NAME_FAMILY_LIKE))
		score += word_weight.family_like;
	if (!first && !family && form->proper)
		score += word_weight.proper;
	if (!first && !family && !form->proper && !form->ordinary)
		score += word_weight.unheard;
	return score;
}

/* That it may be a place, a thing or a word like any other. */
static float score_other(const struct name_form *form, bool begins)
{
	const bool first = is(form, NAME_FIRST), family = is(form, NAME_FAMILY);
	float score = 0;
	if (is(form, NAME_PLACE) || is(form, NAME_PLACE_WORD))
		score += word_weight.place;
	else if (!first && !family && is(form, NAME_PLACE_LIKE))
		score += word_weight.place_like;
	if (is(form, NAME_THING))
		score += family && !first ? word_weight.thing / 2 : word_weight.thing;
	else if (!first && !family && is(form, NAME_THING_LIKE))
		score += word_weight.thing / 2;
	if (form->ordinary && !form->known && !(first && !is(form, NAME_FIRST_WORD)))
		score += word_weight.ordinary + (begins ? word_weight.ordinary_begins : 0);
	if ((form->roles & WORD_STOP) || is(form, NAME_PARTICLE) || is(form, NAME_ARTICLE) ||
	    (!form->known && !family &&
	     (is(form, NAME_TITLE) || is(form, NAME_OFFICE) || is(form, NAME_KIN))))
		score += word_weight.stop;
	if (form->articles > 0 && !first && !family && !form->known)
		score += word_weight.articles;
	return score;
}

float name_score_word(const struct name_form *form, bool begins, bool capitals)
{
	if (form->kept)
		return -20;
	float score = word_weight.bias + score_name(form) + score_other(form, begins);
	if (form->lower > 0)
		score += word_weight.lower;
	if (form->lower > form->inside)
		score += word_weight.mostly_lower;
	if (begins)
		score += word_weight.begins;
	if (capitals)
		score += word_weight.capitals +
			 (form->ordinary && !is(form, NAME_FIRST) && !form->known
				  ? word_weight.capitals_word
				  : 0);
	return score + (form->inside > 1 ? word_weight.inside : 0);
}

/* `Visser-de` of Visser-de Jong. */
static bool is_half(const struct name_input *input, size_t token)
{
	const struct token *item = &input->tokens->item[token];
	const struct span written = {input->text.at + item->start, item->len};
	const char *hyphen = memrchr(written.at, '-', written.len);
	if (!hyphen || !(item->flags & TOKEN_CAPITAL))
		return false;
	const struct span last = {hyphen + 1, (size_t)(written.at + written.len - hyphen) - 1};
	return (word_classes_of(input->classes, last) & WORD_BIT(NAME_PARTICLE)) != 0;
}

static float score_before(const struct name_input *input, const struct name_forms *forms,
			  size_t before, bool first, bool listed)
{
	const struct name_form *form = name_form_of(forms, before);
	const bool capital = (input->tokens->item[before].flags & TOKEN_CAPITAL) != 0;
	float score = 0;
	if (name_is_title(input, forms, before))
		return place_weight.title;
	if (name_is_initials(input, before))
		return place_weight.initials;
	if (is_half(input, before))
		return place_weight.after_first;
	if (HAS(form, NAME_OFFICE))
		score += listed ? place_weight.office : place_weight.kin; /* bewoner Zuidermeer */
	else if (HAS(form, NAME_KIN))
		score += place_weight.kin;
	else if (HAS(form, NAME_ARTICLE))
		score += !first                     ? place_weight.article
			 : HAS(form, NAME_PARTICLE) ? place_weight.article_first /* de Jacoba */
						    : 0;                         /* een Ronald */
	if (HAS(form, NAME_PLACE_WORD) && capital)
		score += place_weight.place_word; /* Sint Antonius */
	else if (capital && !forms->begins[before] && form->ordinary && !is_listed(form) &&
		 !HAS(form, NAME_KIN) && !HAS(form, NAME_OFFICE))
		score += place_weight.after_thing; /* De Vrouwe Jacoba */
	if (HAS(form, NAME_PLACE_PREPOSITION) && !capital)
		score += place_weight.place_preposition;
	else if (HAS(form, NAME_PERSON_PREPOSITION))
		score += place_weight.person_preposition;
	if (HAS(form, NAME_SAYING) && !capital)
		score += place_weight.saying_before;
	if (HAS(form, NAME_NAMING))
		score += place_weight.naming;
	if (HAS(form, NAME_ORGANISATION))
		score += place_weight.organisation;
	if (capital && HAS(form, NAME_FIRST) && name_score_word(form, false, false) > 0)
		score += place_weight.after_first;
	else if (capital && HAS(form, NAME_FAMILY) && !form->ordinary)
		score += place_weight.before_family; /* Bruins Slot */
	return score;
}

bool name_is_old_particle(const struct name_form *form)
{
	return HAS(form, NAME_PARTICLE) && !HAS(form, NAME_ARTICLE) &&
	       !HAS(form, NAME_PLACE_PREPOSITION) && !HAS(form, NAME_PERSON_PREPOSITION) &&
	       !(form->roles & WORD_STOP);
}

/* `van der`, `de`, `El` before a family name, and whom that belongs to. */
static float score_particles(const struct name_input *input, const struct name_forms *forms,
			     size_t token, ptrdiff_t before)
{
	const struct name_form *form = name_form_of(forms, token);
	size_t particles = 0, old = 0;
	bool somewhere = false;
	while (before != NAME_NO_TOKEN && HAS(name_form_of(forms, (size_t)before), NAME_PARTICLE) &&
	       particles < 3) {
		const struct name_form *particle = name_form_of(forms, (size_t)before);
		old += name_is_old_particle(particle);
		/* `Anna in Groningen` */
		somewhere = HAS(particle, NAME_PLACE_PREPOSITION) &&
			    (HAS(form, NAME_PLACE) || !HAS(form, NAME_FAMILY));
		particles++;
		before = name_before(input, forms, (size_t)before);
	}
	if (particles == 0 || somewhere)
		return 0;
	float score = 0;
	if (particles > 1 && HAS(form, NAME_FAMILY))
		score += place_weight.particles;
	const bool place = HAS(form, NAME_PLACE) || HAS(form, NAME_PLACE_WORD);
	if (old > 0 && !place && particles > 1)
		score += 2 * place_weight.old_particles; /* van der Sluis */
	else if (old > 0 && !place && HAS(form, NAME_FAMILY))
		score += place_weight.old_particles;
	if (before == NAME_NO_TOKEN)
		return score;
	const struct name_form *owner = name_form_of(forms, (size_t)before);
	const bool capital = (input->tokens->item[before].flags & TOKEN_CAPITAL) != 0;
	if (name_is_title(input, forms, (size_t)before))
		return place_weight.title + 2.5F;
	const bool letter = capital && input->tokens->item[before].len == 1; /* A de Jong */
	if (name_is_initials(input, (size_t)before) || (letter && HAS(form, NAME_FAMILY)))
		return place_weight.initials + 2.5F;
	if (capital && HAS(owner, NAME_FIRST) &&
	    (HAS(form, NAME_FAMILY) || !HAS(form, NAME_PLACE)) &&
	    (old > 0 || particles > 1 || HAS(form, NAME_FAMILY)) &&
	    name_score_word(owner, false, false) > 0)
		score += place_weight.after_first;
	return score;
}

float name_score_place(const struct name_input *input, const struct name_forms *forms, size_t token)
{
	const struct name_form *form = name_form_of(forms, token);
	const ptrdiff_t before = name_before(input, forms, token);
	const ptrdiff_t behind = name_behind(input, forms, token);
	float score = score_particles(input, forms, token, before);
	/* Dutch writes no noun with a capital: a first name that is a word too is a name there. */
	if (HAS(form, NAME_FIRST) && (form->ordinary || HAS(form, NAME_FIRST_WORD)) &&
	    !forms->begins[token] && !(input->tokens->item[token].flags & TOKEN_ALL_CAPITALS) &&
	    form->lower == 0)
		score += place_weight.capital_inside;
	if (before != NAME_NO_TOKEN) {
		const struct name_form *word = name_form_of(forms, (size_t)before);
		/* `de Vries`: an article that belongs to a family name. */
		if (!(HAS(word, NAME_PARTICLE) && HAS(form, NAME_FAMILY) && score > 0))
			score += score_before(input, forms, (size_t)before,
					      HAS(form, NAME_FIRST) && !HAS(form, NAME_FAMILY),
					      is_listed(form));
		const ptrdiff_t other = HAS(word, NAME_CONJUNCTION)
						? name_before(input, forms, (size_t)before)
						: NAME_NO_TOKEN;
		if (other != NAME_NO_TOKEN && is_listed(name_form_of(forms, (size_t)other)) &&
		    (input->tokens->item[other].flags & TOKEN_CAPITAL))
			score += place_weight.with_name;
	}
	if (behind == NAME_NO_TOKEN)
		return score;
	const struct name_form *word = name_form_of(forms, (size_t)behind);
	const bool capital = (input->tokens->item[behind].flags & TOKEN_CAPITAL) != 0;
	if (!capital && HAS(word, NAME_SAYING))
		score += place_weight.saying_behind;
	if (!capital && HAS(word, NAME_NAMING) && !HAS(word, NAME_ARTICLE))
		score += place_weight.naming; /* Kuipers heette hij */
	if (capital && (HAS(word, NAME_FAMILY) || HAS(word, NAME_FAMILY_LIKE)) && is_listed(form))
		score += place_weight.before_family;
	if (HAS(word, NAME_PARTICLE) && !HAS(word, NAME_PLACE_PREPOSITION) && HAS(form, NAME_FIRST))
		score += place_weight.before_family / 2;
	if (capital && (HAS(word, NAME_THING_LIKE) || HAS(word, NAME_ORGANISATION)) &&
	    !HAS(word, NAME_FAMILY))
		score += place_weight.thing_behind;
	return score;
}
