#include "pipeline/messages.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/error.h"

const struct message_row *const message_tables[] = {
	message_texts_table,      message_command_table,
	message_study_table,      message_report_table,
	message_rounds_table,     message_perspectives_table,
	message_statements_table, message_names_table,
	message_learn_table,      NULL,
};

static const char *language_now = "nl";
static _Thread_local const char *language_here;

bool message_language_set(const char *language)
{
	if (strcmp(language, "nl") == 0)
		language_now = "nl";
	else if (strcmp(language, "en") == 0)
		language_now = "en";
	else
		return false;
	return true;
}

const char *message_language_default(void)
{
	static const char *const variable[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof variable / sizeof variable[0]; i++) {
		const char *value = getenv(variable[i]);
		if (!value || value[0] == '\0')
			continue;
		if (strncmp(value, "en_", 3) == 0)
			return "en";
		break;
	}
	return "nl";
}

const char *message_language(void)
{
	return language_here ? language_here : language_now;
}

void message_language_here(const char *language)
{
	language_here = language;
}

static const struct message_row *find_row(struct span english)
{
	for (const struct message_row *const *table = message_tables; *table; table++)
		for (const struct message_row *row = *table; row->english; row++)
			if (span_equal(span_from(row->english), english))
				return row;
	return NULL;
}

const char *message(const char *english)
{
	if (message_language()[0] == 'e')
		return english;
	const struct message_row *row = find_row(span_from(english));
	return row ? row->dutch : english;
}

const char *message_known(struct span english)
{
	const struct message_row *row = find_row(english);
	return row ? row->english : NULL;
}

void message_error(FILE *to, const struct error *err)
{
	fputs("rodedraad: ", to);
	if (err->where[0] != '\0') {
		fputs(err->where, to);
		if (err->line > 0)
			fprintf(to, ":%u", err->line);
		if (err->line > 0 && err->column > 0)
			fprintf(to, ":%u", err->column);
		fputs(": ", to);
	}
	fputs(message(err->why ? err->why : "unknown error"), to);
	if (err->detail[0] != '\0')
		fprintf(to, ": %s", err->detail);
	fputc('\n', to);
}
