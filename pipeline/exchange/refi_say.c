#include "pipeline/exchange/refi_say.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/error.h"
#include "pipeline/exchange/decide.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/exchange/qdpx.h"

/* One coding, or the note on a passage. */
struct said {
	size_t place;
	size_t user; /* SIZE_MAX: nobody is named */
	size_t order;
	size_t code; /* SIZE_MAX: a note alone */
	struct span date;
	struct span note;
};

static size_t find_user(const struct refi *refi, const struct guid *guid)
{
	for (size_t i = 0; i < refi->user_items; i++)
		if (guid_equal(&refi->user_item[i].guid, guid))
			return i;
	return SIZE_MAX;
}

static bool is_settled(const struct refi_user *user)
{
	return span_starts(user->id, SPAN(QDPX_SETTLE));
}

int refi_reviewers(struct refi_work *work)
{
	const struct refi *refi = work->refi;
	struct arena *arena = work->job->arena;
	work->reviewer = arena_calloc(arena, refi->user_items, sizeof *work->reviewer);
	if (!work->reviewer)
		return error_memory(work->err);
	for (size_t i = 0; i < refi->user_items; i++) {
		const struct refi_user *user = &refi->user_item[i];
		bool taken = user->name.len == 0;
		for (size_t before = 0; before < i && !taken; before++)
			taken = span_equal(refi->user_item[before].name, user->name) &&
				is_settled(&refi->user_item[before]) == is_settled(user);
		const size_t size = user->name.len + GUID_TEXT + 4;
		char *name = arena_alloc(arena, size);
		if (!name)
			return error_memory(work->err);
		const int len =
			snprintf(name, size, "%.*s%s%.8s", (int)user->name.len, user->name.at,
				 taken ? " " : "", taken ? user->guid.text : "");
		work->reviewer[i] = span_trim((struct span){name, (size_t)len});
	}
	return 0;
}

/* Who made a coding: it says so, or its passage, or the project. */
static size_t coder(const struct refi *refi, const struct refi_coding *coding,
		    const struct refi_selection *selection)
{
	size_t user = coding ? find_user(refi, &coding->user) : SIZE_MAX;
	if (user == SIZE_MAX)
		user = find_user(refi, &selection->user);
	return user != SIZE_MAX ? user : find_user(refi, &refi->user);
}

static int note_of(struct span *out, const struct refi_work *work,
		   const struct refi_selection *selection)
{
	const struct refi *refi = work->refi;
	*out = selection->description;
	for (size_t i = 0; i < refi->notes && selection->note.text[0] != '\0'; i++) {
		struct error missing = ERROR_INIT;
		if (!guid_equal(&refi->note[i].guid, &selection->note))
			continue;
		const int status = refi_text(out, refi, &refi->note[i], work->scratch, &missing);
		if (status == ERROR_MEMORY)
			return error_memory(work->err);
		if (status < 0)
			*out = selection->description;
	}
	uint32_t mended = 0;
	return builder_clean(out, *out, &mended, work->scratch, work->scratch) != 0
		       ? error_memory(work->err)
		       : 0;
}

struct said_list {
	struct said *item;
	size_t count;
	size_t capacity;
};

static int add(struct refi_work *work, struct said_list *list, struct said said)
{
	if (arena_grow(work->scratch, &list->item, &list->capacity, list->count, list->count + 1,
		       sizeof *list->item) < 0)
		return error_memory(work->err);
	said.order = list->count;
	list->item[list->count++] = said;
	return 0;
}

static int hear(struct refi_work *work, struct said_list *list, size_t place,
		const struct refi_selection *selection)
{
	const struct refi *refi = work->refi;
	struct span note;
	int status = note_of(&note, work, selection);
	if (selection->codings == 0)
		import_note(work->out, "passages without a code were left out", selection->name, 1,
			    false);
	for (size_t i = 0; i < selection->codings && status == 0; i++) {
		const struct refi_coding *coding = &refi->coding[selection->first_coding + i];
		const size_t code = refi_code_find(refi, &coding->code);
		if (code == SIZE_MAX)
			import_note(work->out,
				    "codings with a code that is not there were left out",
				    span_from(coding->code.text), 1, true);
		else
			status = add(work, list,
				     (struct said){.place = place,
						   .user = coder(refi, coding, selection),
						   .code = code,
						   .date = coding->date.len > 0 ? coding->date
										: selection->date,
						   .note = i == 0 ? note : SPAN("")});
	}
	return status;
}

static int by_place(const void *a, const void *b)
{
	const struct said *one = a, *two = b;
	if (one->place != two->place)
		return one->place < two->place ? -1 : 1;
	if (one->user != two->user)
		return one->user < two->user ? -1 : 1;
	return one->order < two->order ? -1 : one->order > two->order;
}

static void add_theme(struct refi_work *work, struct span *theme, struct decide *decide,
		      struct span id)
{
	for (size_t i = 0; i < decide->themes; i++)
		if (span_equal(theme[i], id))
			return;
	if (decide->themes == DECIDE_THEMES_MOST)
		import_note(work->out, "more themes than one anecdote can have were left out", id,
			    1, true);
	else
		theme[decide->themes++] = id;
}

static void take(struct refi_work *work, struct span *theme, struct decide *decide,
		 const struct said *said)
{
	const struct refi_target *target = &work->target[said->code];
	struct span *one = target->kind == CODE_KIND ? &decide->kind : &decide->role;
	decide->decided_at = said->date;
	if (said->note.len > 0)
		decide->note = said->note;
	if (target->kind == CODE_THEME) {
		decide->no_themes_said = false;
		add_theme(work, theme, decide, target->id);
	} else if (target->kind == CODE_KIND || target->kind == CODE_ROLE) {
		if (one->len > 0 && !span_equal(*one, target->id))
			import_note(work->out,
				    "a second kind or teller of one anecdote was left out", *one, 1,
				    true);
		*one = target->id;
	} else if (span_equal(target->id, SPAN(CODE_NO_THEME))) {
		decide->no_themes_said = false;
	} else if (span_equal(target->id, SPAN(CODE_NO_ANECDOTE))) {
		decide->rejected = true;
	}
}

/* All that one coder says of one anecdote. */
static int decide(struct refi_work *work, const struct said *said, size_t count,
		  const struct decision_target *anecdote)
{
	struct span theme[DECIDE_THEMES_MOST];
	struct decide decide = {.no_themes_said = true, .theme = theme};
	const size_t user = said[0].user;
	const struct refi_user *who = user == SIZE_MAX ? NULL : &work->refi->user_item[user];
	if (who && span_starts(who->id, SPAN(QDPX_PROGRAM))) {
		import_note(work->out, "suggestions of the program itself were left out", SPAN(""),
			    1, false);
		return 0;
	}
	for (size_t i = 0; i < count; i++)
		take(work, theme, &decide, &said[i]);
	decide.settled = who && is_settled(who);
	decide.reviewer = who ? work->reviewer[user] : span_from(work->job->name);
	if (!who)
		import_note(work->out, "codings without a coder were put under the file's name",
			    decide.reviewer, 1, false);
	const int status =
		decide_put(work->job->store, &decide, anecdote, work->scratch, work->err);
	work->out->decisions += status == 0;
	return status;
}

int refi_say(struct refi_work *work, const struct refi_source *source, const size_t *place,
	     const struct decision_target *anecdote)
{
	struct said_list list = {.item = NULL};
	int status = 0;
	for (size_t i = 0; i < source->selections && status == 0; i++)
		if (place[i] != SIZE_MAX)
			status = hear(work, &list, place[i],
				      &work->refi->selection[source->first_selection + i]);
	if (list.count > 1)
		qsort(list.item, list.count, sizeof *list.item, by_place);
	for (size_t from = 0, to; from < list.count && status == 0; from = to) {
		const struct said *said = &list.item[from];
		for (to = from + 1; to < list.count && list.item[to].place == said->place &&
				    list.item[to].user == said->user;
		     to++)
			;
		status = decide(work, said, to - from, &anecdote[said->place]);
	}
	return status;
}
