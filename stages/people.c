#include "stages/people.h"

#include "corpus/arena.h"
#include "lexicons/word_class.h"
#include "stages/label.h"
#include "stages/scan.h"

enum {
	LEGEND_BLOCKS = 24, /* a legend stands near the beginning */
	INITIALS_LEAST = 2,
	INITIALS_MOST = 4,
};

/*
 * The first word that tells a role decides (`vrijwilliger, oud-ambtenaar`), but for an occupation
 * that an initiative has as well (`coördinator, vrijwilliger`); an organisation decides where no
 * word does (`monumenten, gemeente`).
 */
uint64_t structure_role_of(uint64_t first, uint64_t all)
{
	const bool organisation = (all & WORD_BIT(WORD_ORGANISATION)) != 0;
	uint64_t found = first & STRUCTURE_ROLE_BITS;
	if (found == 0 && organisation)
		found = WORD_BIT(WORD_CIVIL);
	else if ((first & WORD_BIT(WORD_OCCUPATION)) && !organisation)
		found |= all & WORD_BIT(WORD_INITIATOR);
	/* A word of several roles tells the one that is narrower. */
	if (found & WORD_BIT(WORD_GOVERNOR))
		return WORD_BIT(WORD_GOVERNOR);
	return found & WORD_BIT(WORD_INITIATOR) ? WORD_BIT(WORD_INITIATOR) : found;
}

uint64_t structure_role(const struct word_classes *words, struct span role, struct arena *scratch)
{
	size_t at = 0;
	uint64_t first = 0;
	uint64_t all = 0;
	struct span word;
	while (scan_word(&word, role, &at)) {
		const uint64_t bits = scan_classes(words, word, scratch);
		all |= bits;
		if ((first & STRUCTURE_ROLE_BITS) == 0)
			first = bits;
	}
	return structure_role_of(first, all) | (all & WORD_BIT(WORD_ASKER));
}

static struct speaker *new_speaker(struct people *people, struct span name, struct span role,
				   const struct word_classes *words, struct arena *keep,
				   struct arena *scratch)
{
	if (people->count == PEOPLE_MOST)
		return NULL;
	if (arena_grow(keep, &people->speaker, &people->capacity, people->count, people->count + 1,
		       sizeof(*people->speaker)) < 0)
		return NULL;
	struct speaker *speaker = &people->speaker[people->count++];
	uint64_t bits = structure_role(words, role, scratch);
	*speaker = (struct speaker){.name = name,
				    .role = role,
				    .role_class = bits & STRUCTURE_ROLE_BITS,
				    .interviewer = (bits & WORD_BIT(WORD_ASKER)) != 0};
	return speaker;
}

static bool has_word(struct span name, struct span wanted, struct arena *scratch)
{
	size_t at = 0;
	struct span word;
	while (scan_word(&word, name, &at))
		if (scan_equal(word, wanted, scratch))
			return true;
	return false;
}

/* The first word of a name, for `Fatima` of `Fatima al-Nasser`. */
static bool begins_with(struct span name, struct span code)
{
	return name.len >= code.len && span_equal((struct span){name.at, code.len}, code);
}

/* `KH` of Klaas Hoekstra, `MvB` of Maria van Buren. */
static bool is_initials(struct span name, struct span code)
{
	size_t at = 0;
	size_t matched = 0;
	struct span word;
	if (code.len < INITIALS_LEAST || code.len > INITIALS_MOST)
		return false;
	while (scan_word(&word, name, &at)) {
		if (matched < code.len && word.at[0] == code.at[matched])
			matched++;
		else if (scan_is_upper(word))
			return false;
	}
	return matched == code.len;
}

/* `Dijk` of `Wethouder Dijk`. */
static struct span last_word(struct span name)
{
	size_t at = 0;
	struct span word;
	struct span last = name;
	while (scan_word(&word, name, &at))
		last = word;
	return last;
}

/* How well a label fits a speaker: 3 the same, 2 one of the words, 1 the initial or the role. */
static int fits(const struct speaker *speaker, struct span name, struct arena *scratch)
{
	if (scan_equal(speaker->name, name, scratch) || scan_equal(speaker->code, name, scratch))
		return 3;
	if (has_word(speaker->name, last_word(name), scratch) ||
	    (speaker->name.len > 1 && has_word(name, speaker->name, scratch)))
		return 2;
	if (is_initials(speaker->name, name))
		return 2;
	if (name.len == 1)
		return scan_is_upper(name) && begins_with(speaker->name, name);
	return has_word(speaker->role, name, scratch);
}

uint16_t people_find(const struct people *people, struct span name, struct arena *scratch)
{
	int best = 0;
	size_t found = SPEAKER_NONE;
	for (size_t i = 0; i < people->count; i++) {
		int fit = fits(&people->speaker[i], name, scratch);
		if (fit > best) {
			best = fit;
			found = i;
		} else if (fit > 0 && fit == best && fit < 3) {
			found = SPEAKER_NONE;
		}
	}
	return (uint16_t)found;
}

/* As people_find, among those in the list of people alone, by their names and not their roles. */
static uint16_t people_listed(const struct people *people, struct span name, struct arena *scratch)
{
	const uint16_t index = people_find(people, name, scratch);
	if (index == SPEAKER_NONE || !people->speaker[index].listed)
		return SPEAKER_NONE;
	return has_word(people->speaker[index].role, name, scratch) ? SPEAKER_NONE : index;
}

uint16_t people_add(struct people *people, struct span name, struct span role,
		    const struct word_classes *words, struct arena *keep, struct arena *scratch)
{
	uint16_t index = people_find(people, name, scratch);
	/* `Spreker 3 (Ton)`: in the brackets stands who it is. */
	if (index == SPEAKER_NONE && role.len > 0)
		index = people_listed(people, role, scratch);
	if (index != SPEAKER_NONE) {
		struct speaker *speaker = &people->speaker[index];
		if (role.len > 0 && speaker->role.len == 0) {
			uint64_t bits = structure_role(words, role, scratch);
			speaker->role = role;
			speaker->role_class = bits & STRUCTURE_ROLE_BITS;
			speaker->interviewer |= (bits & WORD_BIT(WORD_ASKER)) != 0;
		}
		return index;
	}
	struct speaker *speaker = new_speaker(people, name, role, words, keep, scratch);
	if (!speaker)
		return SPEAKER_NONE;
	/* `Begeleider:`, `V:` and `Interviewer:` say themselves what they are. */
	const uint64_t asks = WORD_BIT(WORD_ASKER) | WORD_BIT(WORD_QUESTION);
	speaker->interviewer |= (scan_first(words, name, scratch) & asks) != 0;
	if (speaker->role_class == 0)
		speaker->role_class = structure_role(words, name, scratch) & STRUCTURE_ROLE_BITS;
	return (uint16_t)(speaker - people->speaker);
}

/* `W = Wim`: W is a code of the one whose name holds Wim, who is added if not listed. */
static int add_legend(struct people *people, const struct legend *legend,
		      const struct word_classes *words, struct arena *keep, struct arena *scratch)
{
	uint16_t index = people_find(people, legend->name, scratch);
	struct speaker *speaker;
	if (index != SPEAKER_NONE)
		speaker = &people->speaker[index];
	else
		speaker = new_speaker(people, legend->name, (struct span){0}, words, keep, scratch);
	if (!speaker)
		return people->count == PEOPLE_MOST ? 0 : -1;
	speaker->code = legend->code;
	speaker->interviewer |=
		(scan_first(words, legend->name, scratch) & WORD_BIT(WORD_ASKER)) != 0;
	return 0;
}

static int add_legends(struct people *people, const struct document *document,
		       const struct word_classes *words, struct arena *keep, struct arena *scratch)
{
	for (size_t i = 0; i < document->blocks && i < LEGEND_BLOCKS; i++) {
		const struct block *block = &document->block[i];
		struct span text =
			span_of(document->text, (struct range){block->start, block->end});
		size_t at = 0;
		struct legend legend;
		while (label_legend(&legend, text, &at))
			if (add_legend(people, &legend, words, keep, scratch) < 0)
				return -1;
	}
	return 0;
}

int people_list(struct people *people, const struct document *document,
		const struct word_classes *words, struct arena *keep, struct arena *scratch)
{
	const struct metadata *metadata = &document->metadata;
	for (size_t i = 0; i < metadata->persons && people->count < PEOPLE_MOST; i++) {
		const struct person *person = &metadata->person[i];
		struct speaker *speaker =
			new_speaker(people, person->name, person->role, words, keep, scratch);
		if (!speaker)
			return -1;
		speaker->listed = true;
		speaker->code = person->alias;
	}
	return add_legends(people, document, words, keep, scratch);
}
