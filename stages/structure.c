#include "stages/structure.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/lines.h"
#include "lexicons/word_class.h"
#include "stages/aside.h"
#include "stages/block_kind.h"
#include "stages/label.h"
#include "stages/people.h"
#include "stages/repeat.h"
#include "stages/scan.h"

enum {
	NAMES_MOST = 512, /* distinct labels that are counted; a transcript has a dozen */
	ASKER_TURNS = 3,  /* turns before somebody can be told to be asking */
	TALK_SHARE = 4,   /* one block in so many with a label makes a transcript */
	TALK_LABELS_LEAST = 5
};

/* A label's name, however often it comes up. */
struct name {
	uint64_t key; /* of the folded name */
	struct span written;
	struct span role;
	size_t count;
	uint16_t speaker;
	bool numbered;
	bool quoted; /* a quotation mark follows */
	bool speaks;
};

struct work {
	const struct document *document;
	const struct word_classes *words;
	struct arena *keep;
	struct arena *scratch;
	struct block *block;
	size_t blocks;
	size_t capacity;
	struct label *label; /* per block; len 0: none */
	struct name **of;    /* per block: the entry of its label, or NULL */
	size_t labels;
	struct name name[NAMES_MOST];
	size_t names;
	uint16_t *speaker; /* per block */
	struct people people;
};

static struct span content_of(const struct work *work, const struct block *block)
{
	return span_of(work->document->text, (struct range){block->content_start, block->end});
}

static bool may_speak(const struct block *block)
{
	return block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_TURN ||
	       block->kind == BLOCK_LIST_ITEM || block->kind == BLOCK_QUESTION ||
	       block->kind == BLOCK_QUOTE;
}

static struct block *add_block(struct work *work, const struct block *block)
{
	if (arena_grow(work->scratch, &work->block, &work->capacity, work->blocks, work->blocks + 1,
		       sizeof(*work->block)) < 0)
		return NULL;
	work->block[work->blocks] = *block;
	return &work->block[work->blocks++];
}

/* Where the next line of a block begins that is somebody's turn; `end` if there is none. */
static uint32_t next_turn(const struct work *work, uint32_t start, uint32_t end)
{
	const struct span text = work->document->text;
	for (uint32_t at = start; at < end; at++) {
		if (text.at[at] != '\n')
			continue;
		struct label label;
		struct span rest = span_trim(span_of(text, (struct range){at, end}));
		if (rest.len > 0 && label_parse(&label, rest, work->words, work->scratch))
			return (uint32_t)(rest.at - text.at);
	}
	return end;
}

/* A paragraph of a word processor may hold several turns, a line each. */
static int copy_blocks(struct work *work)
{
	const struct document *document = work->document;
	for (size_t i = 0; i < document->blocks; i++) {
		struct block *block = add_block(work, &document->block[i]);
		if (!block)
			return -1;
		const uint32_t end = block->end;
		while (may_speak(block)) {
			uint32_t cut = next_turn(work, block->content_start, end);
			if (cut >= end)
				break;
			const struct span before = span_trim(
				span_of(document->text, (struct range){block->content_start, cut}));
			block->end = block->content_start;
			if (before.len > 0)
				block->end = (uint32_t)(before.at - document->text.at) +
					     (uint32_t)before.len;
			struct block rest = *block;
			rest.start = cut;
			rest.content_start = cut;
			rest.end = end;
			rest.speaker = rest.role = (struct span){0};
			block = add_block(work, &rest);
			if (!block)
				return -1;
		}
	}
	return 0;
}

/* Time codes and asides at the beginning are passed over, and so is a list marker. */
static void skip_lead(struct work *work, struct block *block)
{
	size_t len;
	do {
		struct span text = content_of(work, block);
		struct span rest = span_trim(text);
		block->content_start += (uint32_t)(rest.at - text.at);
		int64_t time;
		len = lines_time(rest, &time);
		if (len > 0 && block->time_ms < 0)
			block->time_ms = time;
		if (len == 0)
			len = aside_length(rest, work->words, work->scratch);
		if (len == 0 && block->kind == BLOCK_PARAGRAPH &&
		    block->content_start == block->start && (len = lines_marker(rest)) > 0)
			block->kind = BLOCK_LIST_ITEM;
		block->content_start += (uint32_t)len;
	} while (len > 0 && block->content_start < block->end);
	if (block->content_start > block->end)
		block->content_start = block->end;
}

static int read_labels(struct work *work)
{
	work->label = arena_calloc(work->scratch, work->blocks, sizeof(*work->label));
	work->of = arena_calloc(work->scratch, work->blocks, sizeof(struct name *));
	work->speaker = arena_alloc(work->keep, work->blocks * sizeof(*work->speaker));
	if (!work->label || !work->of || !work->speaker)
		return -1;
	for (size_t i = 0; i < work->blocks; i++) {
		struct block *block = &work->block[i];
		work->speaker[i] = SPEAKER_NONE;
		if (!may_speak(block))
			continue;
		skip_lead(work, block);
		if (block->speaker.len == 0 &&
		    !label_parse(&work->label[i], content_of(work, block), work->words,
				 work->scratch))
			work->label[i].len = 0;
		work->labels += work->label[i].len > 0;
	}
	return 0;
}

/* The entry of a name in the table, made if new; NULL when the table is full. */
static struct name *name_of(struct work *work, struct span written)
{
	struct span folded;
	if (text_fold(&folded, written, work->scratch) < 0)
		return NULL;
	const uint64_t key = scan_hash(folded);
	size_t n = 0;
	while (n < work->names && work->name[n].key != key)
		n++;
	if (n < work->names)
		return &work->name[n];
	if (n == NAMES_MOST)
		return NULL;
	work->name[work->names++] = (struct name){.key = key, .written = written};
	return &work->name[n];
}

static void count_labels(struct work *work)
{
	for (size_t i = 0; i < work->blocks; i++) {
		const struct label *label = &work->label[i];
		struct name *name = label->len > 0 ? name_of(work, label->name) : NULL;
		work->of[i] = name;
		if (!name)
			continue;
		struct span said = content_of(work, &work->block[i]);
		said.at += label->len;
		said.len -= label->len;
		name->count++;
		name->numbered |= label->numbered;
		name->quoted |= scan_opens_quote(said);
		if (name->role.len == 0)
			name->role = label->role;
	}
}

/* Whether a label is that of somebody who speaks, and not `Locatie:`. */
static bool speaks(const struct work *work, const struct name *name)
{
	const uint64_t bits = scan_first(work->words, name->written, work->scratch);
	const uint64_t spoken = WORD_BIT(WORD_SPEAKER) | WORD_BIT(WORD_ASKER) |
				WORD_BIT(WORD_QUESTION) | WORD_BIT(WORD_ANSWER);
	if (people_find(&work->people, name->written, work->scratch) != SPEAKER_NONE)
		return true;
	if ((bits & spoken) && (name->numbered || name->count > 1 || name->role.len > 0))
		return !(name->numbered && (bits & WORD_BIT(WORD_QUESTION)));
	const uint64_t other = WORD_BIT(WORD_NO_LABEL) | WORD_BIT(WORD_ADMINISTRATION) |
			       WORD_BIT(WORD_ADVICE) | WORD_BIT(WORD_FURNITURE);
	if (bits & other)
		return false;
	const uint64_t function = WORD_BIT(WORD_ASKER) | WORD_BIT(WORD_CIVIL) |
				  WORD_BIT(WORD_GOVERNOR) | WORD_BIT(WORD_INITIATOR);
	if (bits & function)
		return true;
	/* Where the people are listed, somebody else who speaks once is more likely a subject. */
	const bool talk = work->document->metadata.persons == 0 &&
			  work->labels >= TALK_LABELS_LEAST &&
			  work->labels * TALK_SHARE >= work->blocks;
	return name->count > 1 || name->role.len > 0 || name->quoted || talk;
}

static int find_speakers(struct work *work)
{
	for (size_t n = 0; n < work->names; n++) {
		struct name *name = &work->name[n];
		name->speaker = SPEAKER_NONE;
		name->speaks = speaks(work, name);
		if (!name->speaks)
			continue;
		name->speaker = people_add(&work->people, name->written, name->role, work->words,
					   work->keep, work->scratch);
		if (name->speaker == SPEAKER_NONE && work->people.count < PEOPLE_MOST)
			return -1;
	}
	return 0;
}

static int give_speakers(struct work *work)
{
	for (size_t i = 0; i < work->blocks; i++) {
		struct block *block = &work->block[i];
		const struct label *label = &work->label[i];
		if (work->of[i] && work->of[i]->speaks) {
			block->speaker = label->name;
			block->role = label->role;
			block->content_start += (uint32_t)label->len;
			if (block->kind != BLOCK_LIST_ITEM)
				block->kind = BLOCK_TURN;
			work->speaker[i] = work->of[i]->speaker;
		} else if (block->speaker.len > 0 && may_speak(block)) {
			work->speaker[i] = people_add(&work->people, block->speaker, block->role,
						      work->words, work->keep, work->scratch);
			if (work->speaker[i] == SPEAKER_NONE && work->people.count < PEOPLE_MOST)
				return -1;
		}
	}
	return 0;
}

/* Who mostly asks is the interviewer, whatever the label says. */
static void find_askers(struct work *work)
{
	struct speaker *speaker = work->people.speaker;
	for (size_t i = 0; i < work->blocks; i++) {
		if (work->speaker[i] == SPEAKER_NONE || work->block[i].kind != BLOCK_TURN)
			continue;
		struct speaker *who = &speaker[work->speaker[i]];
		who->turns++;
		who->questions += scan_last_sign(content_of(work, &work->block[i])) == '?';
	}
	for (size_t i = 0; i < work->people.count; i++)
		if (speaker[i].turns >= ASKER_TURNS && speaker[i].questions * 2 >= speaker[i].turns)
			speaker[i].interviewer = true;
}

/* The next opening bracket in [at, end); `end` if there is none. */
static uint32_t next_bracket(struct span text, uint32_t at, uint32_t end)
{
	const char *round = memchr(text.at + at, '(', end - at);
	if (round)
		end = (uint32_t)(round - text.at);
	const char *square = memchr(text.at + at, '[', end - at);
	return square ? (uint32_t)(square - text.at) : end;
}

static int find_block_asides(struct work *work, const struct block *block, struct range **aside,
			     size_t *capacity, size_t *count)
{
	const struct span text = work->document->text;
	uint32_t at = next_bracket(text, block->content_start, block->end);
	while (at < block->end) {
		uint32_t len = (uint32_t)aside_length(span_of(text, (struct range){at, block->end}),
						      work->words, work->scratch);
		if (len > 0) {
			if (arena_grow(work->keep, aside, capacity, *count, *count + 1,
				       sizeof(**aside)) < 0)
				return -1;
			(*aside)[(*count)++] = (struct range){at, at + len};
		}
		at = next_bracket(text, at + (len > 0 ? len : 1), block->end);
	}
	return 0;
}

static int find_asides(struct work *work, struct structure *out)
{
	struct range *aside = NULL;
	size_t capacity = 0;
	for (size_t i = 0; i < work->blocks; i++)
		if (find_block_asides(work, &work->block[i], &aside, &capacity, &out->asides) < 0)
			return -1;
	out->aside = aside;
	return 0;
}

static int tell_kinds(struct work *work)
{
	struct block_context context = {.text = work->document->text,
					.block = work->block,
					.blocks = work->blocks,
					.block_speaker = work->speaker,
					.speaker = work->people.speaker,
					.words = work->words,
					.scratch = work->scratch};
	block_kinds(&context);
	return repeat_mark(work->block, work->blocks, work->document->text, work->scratch);
}

static int run(struct work *work, struct structure *out)
{
	if (copy_blocks(work) < 0 || read_labels(work) < 0 ||
	    people_list(&work->people, work->document, work->words, work->keep, work->scratch) < 0)
		return -1;
	count_labels(work);
	if (find_speakers(work) < 0 || give_speakers(work) < 0)
		return -1;
	find_askers(work);
	if (tell_kinds(work) < 0 || find_asides(work, out) < 0)
		return -1;
	out->block = arena_alloc(work->keep, work->blocks * sizeof(*out->block));
	if (!out->block)
		return -1;
	memcpy(out->block, work->block, work->blocks * sizeof(*out->block));
	out->blocks = work->blocks;
	out->block_speaker = work->speaker;
	out->speaker = work->people.speaker;
	out->speakers = work->people.count;
	return 0;
}

int structure_run(struct structure *out, const struct document *document,
		  const struct word_classes *words, struct arena *keep, struct arena *scratch,
		  struct error *err)
{
	*out = (struct structure){0};
	if (document->blocks == 0)
		return 0;
	struct work *work = arena_calloc(scratch, 1, sizeof(*work));
	if (!work)
		return error_memory(err);
	work->document = document;
	work->words = words;
	work->keep = keep;
	work->scratch = scratch;
	return run(work, out) < 0 ? error_memory(err) : 0;
}
