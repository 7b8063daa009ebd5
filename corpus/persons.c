#include "corpus/persons.h"

#include <stdbool.h>
#include <string.h>

#include "corpus/builder.h"

enum { ALIAS_MOST = 3 }; /* bytes of a code such as `A1` */

/* Where `needle` stands outside brackets; text.len if it does not. */
static size_t find_outside(struct span text, struct span needle, size_t at)
{
	int depth = 0;
	for (; at + needle.len <= text.len; at++) {
		if (depth == 0 && memcmp(text.at + at, needle.at, needle.len) == 0)
			return at;
		depth += text.at[at] == '(';
		depth -= text.at[at] == ')' && depth > 0;
	}
	return text.len;
}

static bool is_upper_at(struct span text, size_t at)
{
	size_t len;
	return at < text.len && code_is_upper(utf8_decode(text, at, &len));
}

/* Where the first word with a capital begins; text.len if there is none. */
static size_t first_capital(struct span text)
{
	for (size_t at = 0; at < text.len; at++)
		if ((at == 0 || text.at[at - 1] == ' ' || text.at[at - 1] == '-') &&
		    is_upper_at(text, at))
			return at;
	return text.len;
}

static bool ends_in_digit(struct span text)
{
	return text.len > 0 && text.at[text.len - 1] >= '0' && text.at[text.len - 1] <= '9';
}

/* `A1 Ruud` and `V = Marit`: the code goes into *alias. */
static struct span without_alias(struct span name, struct span *alias)
{
	const size_t equals = find_outside(name, SPAN("="), 0);
	if (equals < name.len) {
		*alias = span_trim((struct span){name.at, equals});
		return span_trim((struct span){name.at + equals + 1, name.len - equals - 1});
	}
	const size_t blank = find_outside(name, SPAN(" "), 0);
	const struct span first = {name.at, blank};
	if (blank < name.len && blank <= ALIAS_MOST && is_upper_at(name, 0) &&
	    ends_in_digit(first)) {
		*alias = first;
		return span_trim((struct span){name.at + blank, name.len - blank});
	}
	return name;
}

/* One person: the role stands in brackets, or behind a comma or dash. */
static void add_one(struct builder *builder, struct span text, struct span role)
{
	static const struct span marks[] = {{"(", 1}, {", ", 2}, {" - ", 3}, {" – ", 5}};
	struct span alias = SPAN("");
	struct span name = span_trim(text);
	while (name.len > 0 && (name.at[name.len - 1] == '.' || name.at[name.len - 1] == ','))
		name.len--;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t at = 0;
		while (at + marks[i].len <= name.len &&
		       memcmp(name.at + at, marks[i].at, marks[i].len) != 0)
			at++;
		if (at == 0 || at + marks[i].len > name.len)
			continue;
		role = span_trim(
			(struct span){name.at + at + marks[i].len, name.len - at - marks[i].len});
		if (i == 0 && span_ends(role, SPAN(")")))
			role.len--;
		name = span_trim((struct span){name.at, at});
		break;
	}
	name = without_alias(name, &alias);
	const size_t capital = first_capital(name);
	if (capital == name.len && !ends_in_digit(name))
		return;
	if (capital < name.len) {
		name.at += capital;
		name.len -= capital;
	}
	builder_person(builder, name, role, alias);
}

/* `Dylan en Fleur (studenten)`: both are students. */
static void add_pair(struct builder *builder, struct span text, struct span role)
{
	static const struct span joins[] = {{" en ", 4}, {" and ", 5}, {" & ", 3}};
	for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
		const size_t at = find_outside(text, joins[i], 0);
		if (at == text.len || at == 0 || !is_upper_at(text, at + joins[i].len))
			continue;
		const size_t open = find_outside(text, SPAN("("), at);
		struct span shared = role;
		if (open < text.len && span_ends(text, SPAN(")")) &&
		    find_outside(text, SPAN("("), 0) == open)
			shared = (struct span){text.at + open + 1, text.len - open - 2};
		add_one(builder, (struct span){text.at, at}, shared);
		add_pair(builder,
			 (struct span){text.at + at + joins[i].len, text.len - at - joins[i].len},
			 role);
		return;
	}
	add_one(builder, text, role);
}

void persons_add(struct builder *builder, struct span value, struct span role)
{
	const bool semicolons = find_outside(value, SPAN(";"), 0) < value.len;
	const struct span separator = semicolons ? SPAN(";") : SPAN(",");
	for (size_t at = 0; at < value.len && builder->status == 0;) {
		size_t end = find_outside(value, separator, at);
		const size_t line = find_outside(value, SPAN("\n"), at);
		if (line < end)
			end = line;
		const struct span item = span_trim((struct span){value.at + at, end - at});
		if (item.len > 0)
			add_pair(builder, item, role);
		at = end + 1;
	}
}
