#include "pipeline/report/pdf_figures.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	FIGURES_MOST = 64,         /* pictures of a report; it has six at most */
	OBJECT_HEAD_MOST = 4096,   /* bytes from an object's number to its tag */
	OBJECT_NUMBER_MOST = 99999 /* five digits: what is written fits its line */
};

#define TAG "/S /Sect\n"

/* An object that holds a picture, from its number to `endobj`. */
struct figure {
	struct span object;
	size_t tag; /* offset of TAG in it */
	unsigned number;
};

static const char *find(struct span in, const char *what)
{
	return memmem(in.at, in.len, what, strlen(what));
}

static const char *find_last(struct span in, const char *what)
{
	const char *last = NULL, *at = in.at;
	const char *end = in.at + in.len;
	while ((at = find((struct span){at, (size_t)(end - at)}, what)) != NULL)
		last = at++;
	return last;
}

static bool read_number(unsigned *out, const char *at, const char *end)
{
	unsigned value = 0;
	const char *digit = at;
	for (; digit < end && *digit >= '0' && *digit <= '9' && value <= OBJECT_NUMBER_MOST;
	     digit++)
		value = value * 10 + (unsigned)(*digit - '0');
	*out = value;
	return digit > at && value <= OBJECT_NUMBER_MOST;
}

static bool read_figure(struct figure *out, struct span pdf, const char *tag)
{
	const size_t before = (size_t)(tag - pdf.at);
	const size_t reach = before < OBJECT_HEAD_MOST ? before : OBJECT_HEAD_MOST;
	const char *head = find_last((struct span){tag - reach, reach}, " 0 obj\n");
	const char *end = find((struct span){tag, pdf.len - before}, "endobj\n");
	if (!head || !end)
		return false;
	const char *number = head;
	while (number > pdf.at && number[-1] >= '0' && number[-1] <= '9')
		number--;
	*out = (struct figure){.object = {number, (size_t)(end - number) + strlen("endobj\n")},
			       .tag = (size_t)(tag - number)};
	return read_number(&out->number, number, head);
}

static size_t find_figures(struct figure *out, struct span pdf)
{
	size_t count = 0;
	const char *at = pdf.at, *end = pdf.at + pdf.len;
	while ((at = find((struct span){at, (size_t)(end - at)}, TAG)) != NULL) {
		if (count == FIGURES_MOST || !read_figure(&out[count], pdf, at))
			return 0;
		count++;
		at++;
	}
	return count;
}

/* As a hexadecimal string in UTF-16 with its mark. Returns the bytes written. */
static size_t put_text(FILE *to, struct span text)
{
	size_t written = strlen("<FEFF>"), len;
	(void)fputs("<FEFF", to);
	for (size_t at = 0; at < text.len; at += len) {
		const uint32_t c = utf8_decode(text, at, &len);
		if (c >= 0x10000) {
			(void)fprintf(to, "%04X%04X", (unsigned)(0xD800 + ((c - 0x10000) >> 10)),
				      (unsigned)(0xDC00 + ((c - 0x10000) & 0x3FF)));
			written += 8;
		} else {
			(void)fprintf(to, "%04X", (unsigned)c);
			written += 4;
		}
	}
	(void)fputs(">", to);
	return written;
}

static size_t put_figure(FILE *to, const struct figure *figure, struct span text)
{
	static const char tag[] = "/S /Figure\n/Alt ";
	const struct span object = figure->object;
	const size_t behind = figure->tag + strlen(TAG);
	(void)fwrite(object.at, 1, figure->tag, to);
	(void)fputs(tag, to);
	const size_t written = put_text(to, text);
	(void)fputs("\n", to);
	(void)fwrite(object.at + behind, 1, object.len - behind, to);
	return object.len - strlen(TAG) + strlen(tag) + written + 1;
}

int pdf_figures_write(FILE *to, struct span pdf, const struct span *text, size_t count)
{
	struct figure figure[FIGURES_MOST];
	size_t place[FIGURES_MOST];
	const char *trailer = find_last(pdf, "trailer\n<<\n");
	const char *start = find_last(pdf, "startxref\n");
	unsigned long long table;
	if (count == 0 || !trailer || !start || start < trailer ||
	    find_figures(figure, pdf) != count)
		return 0;
	const char *dictionary = trailer + strlen("trailer\n<<\n");
	const char *close =
		find_last((struct span){dictionary, (size_t)(start - dictionary)}, ">>");
	table = strtoull(start + strlen("startxref\n"), NULL, 10);
	if (!close || table == 0 || table >= pdf.len)
		return 0;
	size_t at = pdf.len + 1;
	(void)fputs("\n", to);
	for (size_t i = 0; i < count; i++) {
		place[i] = at;
		at += put_figure(to, &figure[i], text[i]);
	}
	(void)fputs("xref\n", to);
	for (size_t i = 0; i < count; i++)
		(void)fprintf(to, "%u 1\n%010zu 00000 n \n", figure[i].number, place[i]);
	(void)fprintf(to, "trailer\n<<\n%.*s/Prev %llu\n>>\nstartxref\n%zu\n%%%%EOF\n",
		      (int)(close - dictionary), dictionary, table, at);
	return 1;
}
