#include <stdarg.h>
#include <stdio.h>

#include "corpus/error.h"
#include "pipeline/messages.h"
#include "pipeline/report/perspectives.h"

enum {
	SENTENCE_MOST = 2000,
	NAME_MOST = 80, /* bytes of a theme's name in a sentence */
	TITLE_THEMES = 2,
};

struct words {
	const struct collection *c;
	struct arena *arena;
	bool failed;
};

/* Cut to so many bytes, before a code point that does not fit whole. */
static size_t cut(const char *text, size_t len, size_t most)
{
	if (len <= most)
		return len;
	while (most > 0 && ((unsigned char)text[most] & 0xC0) == 0x80)
		most--;
	return most;
}

static struct span sentence(struct words *words, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static struct span sentence(struct words *words, const char *format, ...)
{
	char text[SENTENCE_MOST];
	va_list arguments;
	va_start(arguments, format);
	const int made = vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	const size_t written = made < 0 ? 0 : (size_t)made;
	const size_t len = written < sizeof text ? written : cut(text, written, sizeof text - 4);
	const char *copy = arena_copy(words->arena, text, len);
	words->failed |= copy == NULL;
	return (struct span){copy, copy ? len : 0};
}

static const char *name_of(struct words *words, const struct collection_names *names,
			   uint16_t index)
{
	const struct span name =
		index < names->count ? names->item[index].name : span_from(message("unknown"));
	const char *copy = arena_copy(words->arena, name.at, cut(name.at, name.len, NAME_MOST));
	words->failed |= copy == NULL;
	return copy ? copy : "";
}

static const char *theme_of(struct words *words, uint16_t theme)
{
	return name_of(words, &words->c->theme, theme);
}

/* What the most frequent kind makes of a title, if there is one. */
static const char *title_of_kind(const struct words *words, const struct perspective *p)
{
	static const struct {
		const char *id;
		const char *title;
	} known[] = {
		{"succes", "what works here"},
		{"knelpunt", "what gets stuck here"},
		{"aanknopingspunt", "what could grow here"},
	};
	size_t as_many = 0;
	for (size_t k = 0; k < words->c->kind.count && p->kind != INDEX_NONE; k++)
		as_many += p->by_kind[k] == p->by_kind[p->kind];
	for (size_t i = 0; i < sizeof known / sizeof known[0] && as_many == 1; i++)
		if (span_equal(words->c->kind.item[p->kind].id, span_from(known[i].id)))
			return message(known[i].title);
	return message("what is told here");
}

static struct span say_title(struct words *words, const struct perspective *p)
{
	const char *kind = title_of_kind(words, p);
	if (p->themes < TITLE_THEMES)
		return sentence(words, "%s: %s", theme_of(words, p->theme[0]), kind);
	return sentence(words, message("%s and %s: %s"), theme_of(words, p->theme[0]),
			theme_of(words, p->theme[1]), kind);
}

/* `succes 5, knelpunt 2`. */
static struct span say_counts(struct words *words, const struct collection_names *names,
			      const uint32_t *by)
{
	char text[SENTENCE_MOST];
	size_t len = 0;
	for (uint16_t i = 0; i <= names->count; i++) {
		if (by[i] == 0)
			continue;
		const int more = snprintf(text + len, sizeof text - len, "%s%s %u",
					  len > 0 ? ", " : "", name_of(words, names, i), by[i]);
		if (more < 0 || (size_t)more >= sizeof text - len)
			break;
		len += (size_t)more;
	}
	return sentence(words, "%.*s", (int)len, text);
}

static void add(struct span *list, size_t *count, struct span text)
{
	if (*count < PERSPECTIVE_SENTENCES_MOST)
		list[(*count)++] = text;
}

static void say_role(struct perspective_words *out, struct words *words,
		     const struct perspective *p)
{
	uint32_t all = 0;
	for (size_t i = 0; i < words->c->anecdotes; i++)
		all += words->c->anecdote[i].role == p->role;
	add(out->seen, &out->seens,
	    sentence(words,
		     message("More than the rest it is told by: %s (%u of the %u here, %u of all "
			     "%zu)."),
		     name_of(words, &words->c->role, p->role), p->by_role[p->role], p->anecdotes,
		     all, words->c->anecdotes));
}

static void say_seen(struct perspective_words *out, struct words *words,
		     const struct perspective *p)
{
	const struct span kinds = say_counts(words, &words->c->kind, p->by_kind);
	const struct span roles = say_counts(words, &words->c->role, p->by_role);
	add(out->seen, &out->seens,
	    sentence(
		    words,
		    message("%u anecdotes (%u reviewed) in %u documents of %u cases tell of this."),
		    p->anecdotes, p->reviewed, p->documents, p->places));
	add(out->seen, &out->seens,
	    sentence(words, message("Kinds: %.*s. Told by: %.*s."), (int)kinds.len, kinds.at,
		     (int)roles.len, roles.at));
	if (p->role != INDEX_NONE)
		say_role(out, words, p);
	if (p->together.both > 0)
		add(out->seen, &out->seens,
		    sentence(words, message("%s and %s come together in %u anecdotes."),
			     theme_of(words, p->together.theme[0]),
			     theme_of(words, p->together.theme[1]), p->together.both));
	if (p->against.theme[0] != INDEX_NONE)
		add(out->seen, &out->seens,
		    sentence(
			    words,
			    message("They keep apart: %s (in %u documents) and %s (in %u); %u have "
				    "both."),
			    theme_of(words, p->against.theme[0]), p->against.with[0],
			    theme_of(words, p->against.theme[1]), p->against.with[1],
			    p->against.both));
}

static void ask_unheard(struct perspective_words *out, struct words *words,
			const struct perspective *p)
{
	for (uint16_t r = 0; r < words->c->role.count; r++) {
		if (p->by_role[r] > 0 ||
		    span_equal(words->c->role.item[r].id, span_from("onbekend")))
			continue;
		add(out->question, &out->questions,
		    sentence(words, message("Nobody tells this as: %s. How would they tell it?"),
			     name_of(words, &words->c->role, r)));
		return;
	}
}

static void say_questions(struct perspective_words *out, struct words *words,
			  const struct perspective *p)
{
	if (p->contrary != COLLECTION_NONE && p->stories > 0)
		add(out->question, &out->questions,
		    sentence(words, message("What made it go differently in A%u than in A%u?"),
			     p->contrary + 1, p->story[0] + 1));
	ask_unheard(out, words, p);
	if (p->against.theme[0] != INDEX_NONE)
		add(out->question, &out->questions,
		    sentence(words, message("Why is there so little of %s where %s is told of?"),
			     theme_of(words, p->against.theme[1]),
			     theme_of(words, p->against.theme[0])));
	add(out->question, &out->questions,
	    sentence(words, "%s",
		     message("Which story of your own belongs here, or speaks against it?")));
	add(out->question, &out->questions,
	    sentence(words, "%s",
		     message("What would somebody notice a year from now if this changed?")));
}

int perspective_say(struct perspective_words *out, const struct perspective *perspective,
		    struct overview *overview, struct error *err)
{
	struct words words = {.c = &overview->collected.collection, .arena = &overview->arena};
	*out = (struct perspective_words){.title = say_title(&words, perspective)};
	say_seen(out, &words, perspective);
	say_questions(out, &words, perspective);
	return words.failed ? error_memory(err) : 0;
}
