#include "corpus/error.h"
#include "pipeline/cell.h"
#include "pipeline/emit.h"
#include "pipeline/report/overview.h"

/* A theme a row. Kinds and roles have a column each, so the header depends on the packs. */

static void put_number(FILE *to, uint32_t value)
{
	(void)fprintf(to, "%u,", value);
}

static void put_real(FILE *to, double value, char after)
{
	char text[REAL_TEXT];
	const size_t len = real_text(text, value, 4);
	(void)fwrite(text, 1, len, to);
	(void)fputs(after == '\n' ? "\r\n" : ",", to);
}

static int put_heads(FILE *to, const char *before, const struct collection_names *names,
		     struct arena *arena)
{
	for (size_t i = 0; i < names->count; i++) {
		const struct span id = names->item[i].id;
		const size_t size = id.len + 16;
		char *head = arena_alloc(arena, size);
		if (!head)
			return -1;
		const int len = snprintf(head, size, "%s_%.*s", before, (int)id.len, id.at);
		cell_put(to, (struct span){head, (size_t)len}, ',');
	}
	return 0;
}

static int put_header(FILE *to, const struct collection *c, struct arena *arena)
{
	(void)fputs("theme,name,anecdotes,reviewed,documents,cases,speakers,", to);
	if (put_heads(to, "kind", &c->kind, arena) < 0 ||
	    put_heads(to, "role", &c->role, arena) < 0 ||
	    put_heads(to, "speakers", &c->role, arena) < 0)
		return -1;
	(void)fputs(
		"spread,dp,dp_norm,dp_by_chance,dp_norm_cases,dp_norm_speakers,dp_norm_roles\r\n",
		to);
	return 0;
}

static void put_counts(FILE *to, const struct collection_names *names, const uint32_t *count)
{
	for (size_t i = 0; i < names->count; i++)
		put_number(to, count[i]);
}

static void put_theme(FILE *to, const struct collection *c, const struct theme *theme)
{
	cell_put(to, c->theme.item[theme->theme].id, ',');
	cell_put(to, c->theme.item[theme->theme].name, ',');
	put_number(to, theme->anecdotes);
	put_number(to, theme->reviewed);
	put_number(to, theme->documents);
	put_number(to, theme->places);
	put_number(to, theme->tellers);
	put_counts(to, &c->kind, theme->by_kind);
	put_counts(to, &c->role, theme->by_role);
	put_counts(to, &c->role, theme->role_tellers);
	(void)fprintf(to, "%s,", overview_spread_id(theme->spread));
	put_real(to, theme->over_documents.dp, ',');
	put_real(to, theme->over_documents.dp_norm, ',');
	put_real(to, theme->over_documents.chance, ',');
	put_real(to, theme->over_places.dp_norm, ',');
	put_real(to, theme->over_tellers.dp_norm, ',');
	put_real(to, theme->over_roles.dp_norm, '\n');
}

int overview_csv(struct overview *overview, const struct overview_show *show, FILE *to,
		 struct error *err)
{
	(void)show;
	const struct collection *c = &overview->collected.collection;
	if (put_header(to, c, &overview->arena) < 0)
		return error_memory(err);
	for (size_t i = 0; i < overview->themes.count; i++)
		put_theme(to, c, &overview->themes.item[i]);
	return 0;
}
