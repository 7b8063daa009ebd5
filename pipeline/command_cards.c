#include <string.h>

#include "corpus/error.h"
#include "pipeline/cards/cards.h"
#include "pipeline/commands.h"
#include "pipeline/file.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/shown.h"

enum { CARDS_MOST = 100000 };

struct wish {
	bool pdf;
	bool backs;
	int per_sheet;
	struct card_choice choice;
};

static bool is(const char *value, const char *word)
{
	return value && strcmp(value, word) == 0;
}

static int read_wish(struct wish *out, const struct options *options, struct error *err)
{
	const char *format = options->value[OPTION_FORMAT];
	const char *per = options->value[OPTION_PER_PAGE];
	const char *labels = options->value[OPTION_LABELS];
	*out = (struct wish){.pdf = is(format, "pdf"), .backs = is(labels, "back")};
	if (format && !out->pdf && !is(format, "html"))
		return error_set(err, ERROR_USAGE, "unknown form of output; there are these",
				 "%s: html, pdf", format);
	if (labels && !out->backs && !is(labels, "none"))
		return error_set(err, ERROR_USAGE, "labels stand on the back, or nowhere",
				 "--labels %s (back, none)", labels);
	out->per_sheet = is(per, "2")           ? CARDS_LARGE
			 : is(per, "8")         ? CARDS_SMALL
			 : !per || is(per, "4") ? CARDS_MIDDLE
						: 0;
	if (out->per_sheet == 0)
		return error_set(err, ERROR_USAGE, "a sheet holds 2, 4 or 8 cards", "--per-page %s",
				 per);
	out->choice.theme = options->value[OPTION_THEME];
	const int status =
		options_number(&out->choice.spread, options, OPTION_SPREAD, 0, 1, CARDS_MOST, err);
	return status < 0 ? status
			  : options_number(&out->choice.perspective, options, OPTION_PERSPECTIVE, 0,
					   1, CARDS_MOST, err);
}

static int write_cards(const struct card_sheets *sheets, const struct wish *wish,
		       const struct options *options, struct error *err)
{
	struct file_writer writer;
	int status = file_writer_open(&writer, options->value[OPTION_OUTPUT], err);
	if (status < 0)
		return status;
	status = wish->pdf ? cards_pdf(sheets, writer.to, err) : cards_html(sheets, writer.to, err);
	if (status == 0)
		return file_writer_commit(&writer, err);
	file_writer_abandon(&writer);
	return status;
}

int command_cards(const struct options *options, struct error *err)
{
	struct wish wish;
	struct shown shown;
	if (read_wish(&wish, options, err) < 0)
		return ERROR_USAGE;
	int status = shown_open(&shown, options, err);
	struct card_sheets sheets = {
		.backs = wish.backs,
		.title = status == 0 ? span_from(shown.context.study.name) : SPAN(""),
		.language = message_language(),
	};
	if (status == 0)
		status = cards_make(&sheets, &shown.overview, &wish.choice, wish.per_sheet, err);
	if (status == 0)
		status = write_cards(&sheets, &wish, options, err);
	shown_close(&shown);
	return status;
}
