#include "pipeline/cell.h"

#include <stdbool.h>

static bool is_plain(struct span value)
{
	for (size_t i = 0; i < value.len; i++)
		if (value.at[i] == '"' || value.at[i] == ',' || value.at[i] == ';' ||
		    value.at[i] == '\t' || value.at[i] == '\r' || value.at[i] == '\n')
			return false;
	return true;
}

/* What begins with one of these a spreadsheet takes for a formula and carries out. */
static bool is_formula(struct span value)
{
	return value.len > 0 && (value.at[0] == '=' || value.at[0] == '+' || value.at[0] == '-' ||
				 value.at[0] == '@' || value.at[0] == '\t' || value.at[0] == '\r');
}

void cell_put(FILE *to, struct span value, char after)
{
	const bool formula = is_formula(value);
	if (is_plain(value) && !formula) {
		if (value.len > 0)
			(void)fwrite(value.at, 1, value.len, to);
	} else {
		(void)fputc('"', to);
		if (formula)
			(void)fputc('\'', to);
		for (size_t i = 0; i < value.len; i++) {
			if (value.at[i] == '"')
				(void)fputc('"', to);
			(void)fputc(value.at[i], to);
		}
		(void)fputc('"', to);
	}
	if (after == '\n')
		(void)fputc('\r', to);
	(void)fputc(after, to);
}
