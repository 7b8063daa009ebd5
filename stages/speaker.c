#include "stages/speaker.h"

#include <math.h>

#include "corpus/arena.h"
#include "corpus/document.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "lexicons/word_class.h"
#include "stages/teller.h"

/* What each sign that somebody is the teller adds to the logarithm of the odds. */
static const float of_label = 9.0F;        /* the turn's label */
static const float of_heading = 3.0F;      /* named in the heading above */
static const float of_sender = 5.0F;       /* `Van:` above a mail */
static const float of_inner_label = 4.0F;  /* a name and a colon inside the text */
static const float of_telling = 3.0F;      /* a name beside a word of telling */
static const float of_mention = 0.7F;      /* named outside quotation marks */
static const float of_first = 3.0F;        /* the first who is named */
static const float of_opening = 1.0F;      /* with the very first word */
static const float of_role_telling = 4.0F; /* `de wethouder vertelt`, at the beginning */
static const float of_narrator = 0.35F;    /* what names weigh where somebody tells as `ik` */
static const float of_quoted = -0.3F; /* named in what somebody says: not the one who says it */
static const float of_lead = 1.5F;    /* named in the sentence before */
static const float of_before = 1.0F;  /* told the anecdote before */
static const float of_pronoun = 1.5F; /* and nobody is named in this one */
static const float of_author = 3.0F;  /* never named, where somebody tells as `ik` */
static const float of_interviewer = -3.0F;
static const float of_nobody = 1.0F;
static const float of_self = 4.0F;  /* `wij als bewoners`, `mijn wethouder`: on the role itself */
static const float of_given = 0.6F; /* of the logarithm of what the text model says */
/* How likely somebody must be to be named as the teller. */
static const float certain_enough = 0.4F;

static const float known_role = 0.94F; /* how often a role that is named is the one meant */

enum {
	ROLES = 3,
	REACH = 3,      /* words between a name and a word of telling */
	SELF_REACH = 3, /* words between `wij` and `bewoners` */
	LEAD_SENTENCES = 2,
	NARRATOR_LEAST = 2, /* times `ik` */
	OPENING = 12,       /* tokens in which the teller is brought on */
};

static const uint64_t role_class[ROLES] = {WORD_BIT(WORD_INITIATOR), WORD_BIT(WORD_CIVIL),
					   WORD_BIT(WORD_GOVERNOR)};
static const char *const role_id[ROLES] = {"initiatiefnemer", "ambtenaar", "bestuurder"};
/* How often each tells, where nothing is known. */
static const float role_prior[ROLES] = {0.66F, 0.27F, 0.07F};

struct telling {
	const struct reading *reading;
	struct teller_list tellers;
	float *score;    /* per teller, for the anecdote at hand */
	float *standing; /* per teller: the heading above, the sender of the mail */
	uint32_t author; /* the one of the list whom the text never names; TELLER_NONE if not one */
	uint32_t before; /* who told the anecdote before */
	float self[ROLES];
	float weight_of_names;
	uint16_t role[ROLES]; /* in the lexicon */
	size_t sentence;      /* the first that has not been passed */
	size_t block;         /* the first that has not been passed */
};

static struct span text_of(const struct telling *telling, const struct token *token)
{
	return span_of(telling->reading->document->text,
		       (struct range){token->start, token->start + token->len});
}

static uint32_t named(const struct telling *telling, const struct token *token, bool *owner)
{
	*owner = false;
	if (token->kind != TOKEN_WORD || !(token->flags & TOKEN_CAPITAL))
		return TELLER_NONE;
	return teller_named(&telling->tellers, text_of(telling, token), owner);
}

/* A word of telling within reach, in the same sentence, nothing but words between. */
static bool beside_telling(const struct telling *telling, uint32_t i, uint32_t first, uint32_t last)
{
	const struct token *token = telling->reading->tokens->item;
	for (int direction = -1; direction <= 1; direction += 2) {
		uint32_t at = i;
		for (int n = 0; n < REACH; n++) {
			if ((direction < 0 && at == first) || (direction > 0 && at + 1 >= last))
				break;
			at = direction < 0 ? at - 1 : at + 1;
			if (token[at].kind != TOKEN_WORD)
				break;
			if (teller_classes(telling->reading, &token[at]) & WORD_BIT(WORD_REPORTING))
				return true;
		}
	}
	return false;
}

static char sign_of(const struct telling *telling, const struct token *token)
{
	return token->kind == TOKEN_PUNCTUATION ? telling->reading->document->text.at[token->start]
						: '\0';
}

/* Whether a quotation is open behind the token. */
static bool follow_quote(const struct telling *telling, const struct token *token, bool open)
{
	size_t len;
	if (token->kind != TOKEN_PUNCTUATION)
		return open;
	const uint32_t code = utf8_decode(telling->reading->document->text, token->start, &len);
	if (code == '"')
		return !open;
	if (code == 0x201C || code == 0x2018 || code == 0x201E || code == 0xAB)
		return true;
	return code == 0x201D || code == 0x2019 || code == 0xBB ? false : open;
}

/* `wij als bewoners`, `ik ben wethouder`; and who says `mijn wethouder` works for one. */
static void weigh_self(struct telling *telling, uint32_t i, uint32_t last, uint64_t classes)
{
	const struct token *token = telling->reading->tokens->item;
	if (!(classes & (WORD_BIT(WORD_FIRST) | WORD_BIT(WORD_WE))))
		return;
	const struct span word = text_of(telling, &token[i]);
	const bool owns = span_equal(word, SPAN("mijn")) || span_equal(word, SPAN("m'n")) ||
			  span_equal(word, SPAN("onze")) || span_equal(word, SPAN("ons"));
	for (uint32_t n = 1; n <= SELF_REACH && i + n < last; n++) {
		const struct token *next = &token[i + n];
		if (next->kind != TOKEN_WORD)
			return;
		const uint64_t role = teller_classes(telling->reading, next);
		for (size_t r = 0; r < ROLES; r++) {
			if ((role & role_class[r]) == 0)
				continue;
			if (!owns)
				telling->self[r] += of_self;
			else if (n == 1 && r > 0) /* anybody may have a neighbour */
				telling->self[1] += of_self;
		}
		if (role & (role_class[0] | role_class[1] | role_class[2]))
			return;
	}
}

/* Whether somebody tells as `ik` outside quotation marks: those who are named are then told of. */
static bool narrates(const struct telling *telling, uint32_t first, uint32_t last)
{
	const struct token *token = telling->reading->tokens->item;
	size_t count = 0;
	bool quoted = false;
	for (uint32_t i = first; i < last; i++) {
		if (!quoted && token[i].kind == TOKEN_WORD)
			count += (teller_classes(telling->reading, &token[i]) &
				  WORD_BIT(WORD_FIRST)) != 0;
		if (count >= NARRATOR_LEAST)
			return true;
		quoted = follow_quote(telling, &token[i], quoted);
	}
	return false;
}

/* A name outside quotation marks. */
static void weigh_name(struct telling *telling, uint32_t who, uint32_t i, uint32_t first,
		       uint32_t last, bool anybody)
{
	const struct token *token = telling->reading->tokens->item;
	float sign = of_mention + (anybody ? 0 : of_first) + (i == first ? of_opening : 0);
	if (i + 1 < last && sign_of(telling, &token[i + 1]) == ':')
		sign += of_inner_label;
	else if (beside_telling(telling, i, first, last))
		sign += of_telling;
	telling->score[who] += sign * telling->weight_of_names;
}

/* `De wethouder vertelt`, where nobody has been named yet. */
static void weigh_role(struct telling *telling, uint32_t i, uint32_t first, uint32_t last,
		       uint64_t classes)
{
	if (i >= first + OPENING || !beside_telling(telling, i, first, last))
		return;
	for (size_t r = 0; r < ROLES; r++)
		if (classes & role_class[r])
			telling->self[r] += of_role_telling;
}

/* Looks for signs in the tokens [first, last) of the anecdote. */
static void weigh_text(struct telling *telling, uint32_t first, uint32_t last)
{
	const struct token *token = telling->reading->tokens->item;
	bool quoted = false;
	bool anybody = false;
	const bool narrated = narrates(telling, first, last);
	telling->weight_of_names = narrated ? of_narrator : 1;
	if (narrated && telling->author != TELLER_NONE)
		telling->score[telling->author] += of_author;
	for (uint32_t i = first; i < last; i++) {
		bool owner;
		const uint32_t who = named(telling, &token[i], &owner);
		if (who != TELLER_NONE && quoted) {
			telling->score[who] += of_quoted;
		} else if (who != TELLER_NONE && !owner) {
			weigh_name(telling, who, i, first, last, anybody);
			anybody = true;
		} else if (who == TELLER_NONE && token[i].kind == TOKEN_WORD) {
			const uint64_t classes = teller_classes(telling->reading, &token[i]);
			weigh_self(telling, i, last, classes);
			if (!quoted && !anybody)
				weigh_role(telling, i, first, last, classes);
		}
		quoted = follow_quote(telling, &token[i], quoted);
	}
	if (telling->before != TELLER_NONE)
		telling->score[telling->before] += of_before + (anybody ? 0 : of_pronoun);
}

/* The sentences before the anecdote, if they belong to nothing else: `Jordy wijst er een aan.` */
static void weigh_lead(struct telling *telling, const struct anecdote *anecdote, uint32_t since)
{
	const struct token_list *tokens = telling->reading->tokens;
	size_t s = telling->sentence;
	while (s < tokens->sentences && tokens->sentence[s].first < anecdote->first)
		s++;
	telling->sentence = s;
	for (size_t n = 0; n < LEAD_SENTENCES && s > 0; n++) {
		const struct sentence *sentence = &tokens->sentence[--s];
		if (sentence->first < since)
			return;
		for (uint32_t i = sentence->first; i < sentence->last; i++) {
			bool owner;
			const uint32_t who = named(telling, &tokens->item[i], &owner);
			if (who != TELLER_NONE && !owner)
				telling->score[who] += of_lead / (float)(n + 1);
		}
	}
}

/* Headings, and senders of mails, up to the anecdote: they hold until the next one. */
static void pass_blocks(struct telling *telling, uint32_t start)
{
	const struct structure *structure = telling->reading->structure;
	const struct span text = telling->reading->document->text;
	for (; telling->block < structure->blocks; telling->block++) {
		const struct block *block = &structure->block[telling->block];
		if (block->start > start)
			return;
		const struct span line = span_of(text, (struct range){block->start, block->end});
		const bool mail =
			span_starts(line, SPAN("Van:")) || span_starts(line, SPAN("From:"));
		if (!mail && block->kind != BLOCK_HEADING)
			continue;
		telling->before = TELLER_NONE;
		for (size_t i = 0; i < telling->tellers.count; i++)
			telling->standing[i] = 0;
		for (size_t at = 0; at < line.len;) {
			size_t end = at;
			bool owner;
			while (end < line.len && line.at[end] != ' ' && line.at[end] != ',')
				end++;
			const struct span word = {line.at + at, end - at};
			const uint32_t who = word.len > 1
						     ? teller_named(&telling->tellers, word, &owner)
						     : TELLER_NONE;
			if (who != TELLER_NONE)
				telling->standing[who] = mail ? of_sender : of_heading;
			at = end + 1;
		}
	}
}

/* Who has the label over the most of the anecdote, as segment.h found it. */
static uint32_t labelled(const struct telling *telling, const struct anecdote *anecdote)
{
	const struct structure *structure = telling->reading->structure;
	for (size_t i = 0; anecdote->speaker.len > 0 && i < telling->tellers.listed; i++)
		if (anecdote->speaker.at == structure->speaker[i].name.at)
			return (uint32_t)i;
	return TELLER_NONE;
}

static void weigh(struct telling *telling, const struct anecdote *anecdote, uint32_t since)
{
	const struct teller_list *tellers = &telling->tellers;
	pass_blocks(telling, anecdote->range.start);
	for (size_t r = 0; r < ROLES; r++)
		telling->self[r] = 0;
	for (size_t i = 0; i < tellers->count; i++)
		telling->score[i] =
			telling->standing[i] + (tellers->item[i].interviewer ? of_interviewer : 0);
	weigh_text(telling, anecdote->first, anecdote->last);
	weigh_lead(telling, anecdote, since);
	const uint32_t label = labelled(telling, anecdote);
	if (label != TELLER_NONE)
		telling->score[label] += of_label;
}

/* Adds one teller's share to the roles. */
static void add_share(float role[ROLES], uint64_t classes, float share)
{
	for (size_t r = 0; r < ROLES; r++) {
		float is = role_prior[r];
		if (classes != 0)
			is = (classes & role_class[r] ? known_role : 0) +
			     (1 - known_role) * role_prior[r];
		role[r] += share * is;
	}
}

/* The probability of each role over all who may tell, and the likeliest teller. */
static uint32_t share_out(const struct telling *telling, float role[ROLES], float *certain)
{
	const struct teller_list *tellers = &telling->tellers;
	float total = expf(of_nobody);
	uint32_t best = TELLER_NONE;
	for (size_t i = 0; i < tellers->count; i++) {
		total += expf(telling->score[i]);
		if (best == TELLER_NONE || telling->score[i] > telling->score[best])
			best = (uint32_t)i;
	}
	for (size_t r = 0; r < ROLES; r++)
		role[r] = 0;
	add_share(role, 0, expf(of_nobody) / total);
	for (size_t i = 0; i < tellers->count; i++)
		add_share(role, tellers->item[i].role_class, expf(telling->score[i]) / total);
	*certain = best == TELLER_NONE ? 0 : expf(telling->score[best]) / total;
	return best;
}

/* The role that a story's own row names; pass_blocks has come to its block. */
static uint64_t written_role(const struct telling *telling, struct arena *scratch)
{
	const struct structure *structure = telling->reading->structure;
	const struct block *block =
		telling->block > 0 ? &structure->block[telling->block - 1] : NULL;
	if (!block || block->kind != BLOCK_STORY)
		return 0;
	return structure_role(telling->reading->words, block->role, scratch);
}

static void decide(const struct telling *telling, struct anecdote *anecdote, float role[ROLES],
		   const float *given)
{
	float total = 0;
	size_t best = 0;
	for (size_t r = 0; r < ROLES; r++) {
		role[r] *= expf(telling->self[r]);
		if (given && telling->role[r] != INDEX_NONE)
			role[r] *= powf(given[telling->role[r]] + 0.01F, of_given);
		total += role[r];
		if (role[r] > role[best])
			best = r;
	}
	anecdote->role = telling->role[best];
	anecdote->role_score = total > 0 ? role[best] / total : 0;
}

/* Whether somebody may have the role that was decided on. */
static bool has_role(const struct telling *telling, uint32_t who, uint16_t role)
{
	const uint64_t classes = telling->tellers.item[who].role_class;
	for (size_t r = 0; r < ROLES; r++)
		if (telling->role[r] == role && (classes & role_class[r]))
			return true;
	return classes == 0;
}

static void tell(struct telling *telling, struct anecdote *anecdote, uint32_t since,
		 const float *given, struct arena *scratch)
{
	float role[ROLES];
	float certain;
	weigh(telling, anecdote, since);
	const uint32_t who = share_out(telling, role, &certain);
	const uint64_t written = written_role(telling, scratch);
	if (written != 0) {
		for (size_t r = 0; r < ROLES; r++)
			role[r] = 0;
		add_share(role, written, 1);
	}
	decide(telling, anecdote, role, given);
	telling->before = TELLER_NONE;
	if (who == TELLER_NONE || certain < certain_enough ||
	    !has_role(telling, who, anecdote->role))
		return;
	telling->before = who;
	if (anecdote->speaker.len == 0)
		anecdote->speaker = telling->tellers.item[who].name;
}

/* Somebody who is listed, has no turns and does not ask. */
static bool may_be_author(const struct speaker *speaker)
{
	return speaker->listed && speaker->turns == 0 && !speaker->interviewer;
}

/* Of those who may be it: the only one who is not named in the text, or else the only one. */
static uint32_t only_one(const struct telling *telling, const bool *seen)
{
	const struct structure *structure = telling->reading->structure;
	uint32_t found[2] = {TELLER_NONE, TELLER_NONE}; /* not named, any */
	size_t count[2] = {0, 0};
	for (size_t i = 0; seen && i < telling->tellers.listed; i++) {
		if (!may_be_author(&structure->speaker[i]))
			continue;
		for (size_t which = seen[i]; which < 2; which++) {
			found[which] = (uint32_t)i;
			count[which]++;
		}
	}
	return count[0] == 1 ? found[0] : count[1] == 1 ? found[1] : TELLER_NONE;
}

/* Who writes, or tells all of it, and says `ik`. */
static uint32_t find_author(const struct telling *telling, struct arena *scratch)
{
	const struct reading *reading = telling->reading;
	const struct teller_list *tellers = &telling->tellers;
	size_t first = 0;
	while (first < tellers->listed && !may_be_author(&reading->structure->speaker[first]))
		first++;
	if (first == tellers->listed)
		return TELLER_NONE;
	bool *seen = arena_calloc(scratch, tellers->count, sizeof(*seen));
	for (size_t s = 0; seen && s < reading->tokens->sentences; s++) {
		const struct sentence *sentence = &reading->tokens->sentence[s];
		if (reading->structure->block[sentence->block].kind == BLOCK_METADATA)
			continue;
		for (uint32_t i = sentence->first; i < sentence->last; i++) {
			bool owner;
			const uint32_t who = named(telling, &reading->tokens->item[i], &owner);
			if (who != TELLER_NONE)
				seen[who] = true;
		}
	}
	return only_one(telling, seen);
}

int speaker_run(struct analysis *analysis, const struct reading *reading, const float *role_given,
		struct arena *keep, struct arena *scratch, struct error *err)
{
	(void)keep;
	struct telling telling = {.reading = reading, .before = TELLER_NONE};
	if (analysis->anecdotes == 0)
		return 0;
	if (teller_list_make(&telling.tellers, reading, scratch) < 0)
		return error_memory(err);
	telling.score = arena_calloc(scratch, telling.tellers.count, sizeof(*telling.score));
	telling.standing = arena_calloc(scratch, telling.tellers.count, sizeof(*telling.standing));
	if (!telling.score || !telling.standing)
		return error_memory(err);
	telling.author = find_author(&telling, scratch);
	for (size_t r = 0; r < ROLES; r++)
		telling.role[r] =
			lexicon_find(reading->lexicon, TARGET_ROLE, span_from(role_id[r]));
	const size_t roles = lexicon_count(reading->lexicon, TARGET_ROLE);
	uint32_t since = 0;
	for (size_t i = 0; i < analysis->anecdotes; i++) {
		tell(&telling, &analysis->anecdote[i], since,
		     role_given ? role_given + i * roles : NULL, scratch);
		since = analysis->anecdote[i].last;
	}
	return 0;
}
