#include "pipeline/exchange/sheet_agreement.h"

#include <math.h>
#include <string.h>

#include "corpus/error.h"
#include "pipeline/agreement.h"
#include "pipeline/store/codebook.h"

/* Each figure with the ends of its 95% interval. */
const struct column sheet_agreement_columns[] = {
	{"Tussen", "Between", 30, false},
	{"Wat", "What", 34, false},
	{"Thema-id", "Theme id", 18, false},
	{"Vergeleken", "Compared", 12, false},
	{"Waarvan gelabeld", "Of which labelled", 18, false},
	{"Gelijk", "Agreed", 10, false},
	{"Gelijk van", "Agreed from", 13, false},
	{"Gelijk tot", "Agreed to", 13, false},
	{"Gelijk waar gelabeld", "Agreed where labelled", 23, false},
	{"Gelabeld van", "Labelled from", 15, false},
	{"Gelabeld tot", "Labelled to", 15, false},
	{"Cohens kappa", "Cohen's kappa", 15, false},
	{"Kappa van", "Kappa from", 13, false},
	{"Kappa tot", "Kappa to", 13, false},
	{"Krippendorffs alfa", "Krippendorff's alpha", 22, false},
	{"Alfa van", "Alpha from", 13, false},
	{"Alfa tot", "Alpha to", 13, false},
	{"Gwets AC1", "Gwet's AC1", 13, false},
	{"AC1 van", "AC1 from", 12, false},
	{"AC1 tot", "AC1 to", 12, false},
	{NULL, NULL, 0, false},
};

static const char *const about_name[][2] = {
	[AGREEMENT_THEMES] = {"Alle thema's samen", "All themes together"},
	[AGREEMENT_KIND] = {"Soort", "Kind"},
	[AGREEMENT_ROLE] = {"Wie het vertelt", "Who tells it"},
	[AGREEMENT_REJECTED] = {"Geen anekdote", "Not an anecdote"},
};

struct writing {
	struct sheet *to;
	struct span language;
	struct span between;
};

static void put_figure(struct sheet *to, const struct agree_figure *figure)
{
	const double value[] = {figure->value, figure->low, figure->high};
	for (size_t i = 0; i < sizeof value / sizeof value[0]; i++)
		if (figure->defined && (i == 0 || figure->interval))
			sheet_number(to, round(value[i] * 10000) / 10000);
		else
			sheet_text(to, SPAN(""));
}

static void put_row(void *context, enum agreement_about about, const struct codebook_theme *theme,
		    const struct agreement *found)
{
	const struct writing *writing = context;
	struct sheet *to = writing->to;
	if (found->units == 0)
		return;
	sheet_text(to, writing->between);
	sheet_text(to, theme ? codebook_name(theme, writing->language)
			     : span_from(about_name[about][to->book->dutch ? 0 : 1]));
	sheet_text(to, theme ? theme->id : SPAN(""));
	sheet_number(to, (double)found->units);
	sheet_number(to, (double)found->coded);
	put_figure(to, &found->raw);
	put_figure(to, &found->on_coded);
	put_figure(to, &found->kappa);
	put_figure(to, &found->alpha);
	put_figure(to, &found->ac1);
	sheet_row(to);
}

/* `Anna - Bram` */
static struct span pair_name(const struct agreement_study *study, const size_t pair[2])
{
	const struct span one = study->rater[pair[0]], two = study->rater[pair[1]];
	static const char between[] = " - ";
	const size_t middle = sizeof between - 1;
	char *name = arena_alloc(study->arena, one.len + middle + two.len);
	if (!name)
		return (struct span){NULL, 0};
	memcpy(name, one.at, one.len);
	memcpy(name + one.len, between, middle);
	memcpy(name + one.len + middle, two.at, two.len);
	return (struct span){name, one.len + middle + two.len};
}

static int put_pairs(struct writing *writing, const struct agreement_study *study,
		     struct error *err)
{
	int status = 0;
	for (size_t a = 0; a < study->raters; a++)
		for (size_t b = a + 1; b < study->raters && status == 0; b++) {
			const size_t pair[] = {a, b};
			writing->between = pair_name(study, pair);
			if (!writing->between.at)
				return error_memory(err);
			status = agreement_rows(study, pair, 2, put_row, writing, err);
		}
	return status;
}

static int put_all(struct writing *writing, const struct agreement_study *study, struct error *err)
{
	size_t *rater = arena_calloc(study->arena, study->raters, sizeof *rater);
	if (!rater)
		return error_memory(err);
	for (size_t i = 0; i < study->raters; i++)
		rater[i] = i;
	return agreement_rows(study, rater, study->raters, put_row, writing, err);
}

int sheet_agreement(struct sheet *to, const struct agreement_study *study, const char *language,
		    struct error *err)
{
	const bool dutch = to->book->dutch;
	struct writing writing = {.to = to, .language = span_from(language)};
	int status = 0;
	writing.between = dutch ? SPAN("Alle beoordelaars") : SPAN("All reviewers");
	if (study->raters > 2)
		status = put_all(&writing, study, err);
	if (status == 0)
		status = put_pairs(&writing, study, err);
	writing.between = dutch ? SPAN("Mensen en programma") : SPAN("People and program");
	return status == 0 && study->raters > 0
		       ? agreement_rows(study, NULL, 0, put_row, &writing, err)
		       : status;
}
