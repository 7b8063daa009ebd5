#include "pipeline/report/pdf_tags.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"

enum { OBJECT_NUMBER_MOST = 99999 /* five digits: what is written fits its line */ };

#define OBJECT " 0 obj\n"
#define END "endobj\n"
#define PICTURE "/S /Sect\n"
#define TABLE_HEAD "/S /TH\n"
#define IN_HEAD "/S /THead\n"

/* An object of the file, from its number on; with what has to be said of it. */
struct object {
	struct span whole; /* to behind `endobj`; empty: there is none of this number */
	const char *tag;   /* PICTURE or TABLE_HEAD in it; NULL: nothing has to be said */
};

struct objects {
	struct object *of; /* by number */
	unsigned *mend;    /* the numbers of those with a tag, in the file's order */
	size_t mends;
	size_t pictures;
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

/* Notes the object whose number stands before `head`. */
static void note(struct objects *objects, struct span pdf, const char *head)
{
	const char *number = head,
		   *end = find((struct span){head, (size_t)(pdf.at + pdf.len - head)}, END);
	unsigned n;
	while (number > pdf.at && number[-1] >= '0' && number[-1] <= '9')
		number--;
	if (!end || !read_number(&n, number, head) || objects->of[n].whole.len > 0)
		return;
	const struct span whole = {number, (size_t)(end - number) + strlen(END)};
	const char *picture = find(whole, PICTURE);
	objects->of[n] = (struct object){whole, picture ? picture : find(whole, TABLE_HEAD)};
	if (!objects->of[n].tag)
		return;
	objects->pictures += picture != NULL;
	objects->mend[objects->mends++] = n;
}

static int find_objects(struct objects *out, struct span pdf, struct arena *scratch)
{
	const char *at = pdf.at, *end = pdf.at + pdf.len;
	out->of = arena_calloc(scratch, OBJECT_NUMBER_MOST + 1, sizeof *out->of);
	out->mend = arena_alloc(scratch, (OBJECT_NUMBER_MOST + 1) * sizeof *out->mend);
	if (!out->of || !out->mend)
		return -1;
	while ((at = find((struct span){at, (size_t)(end - at)}, OBJECT)) != NULL)
		note(out, pdf, at++);
	return 0;
}

static const struct object *parent_of(const struct objects *objects, const struct object *object)
{
	static const struct object none = {.tag = NULL};
	const char *parent = object->whole.len > 0 ? find(object->whole, "\n/P ") : NULL;
	unsigned n;
	if (!parent)
		return &none;
	parent += strlen("\n/P ");
	return read_number(&n, parent, object->whole.at + object->whole.len) ? &objects->of[n]
									     : &none;
}

/* A cell's row stands in the head of its table. */
static bool heads_column(const struct objects *objects, const struct object *cell)
{
	const struct object *part = parent_of(objects, parent_of(objects, cell));
	return part->whole.len > 0 && find(part->whole, IN_HEAD) != NULL;
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

static bool is_picture(const struct object *object)
{
	return strncmp(object->tag, PICTURE, strlen(PICTURE)) == 0;
}

/* The object anew, with `text` where it is a picture. Returns the bytes written. */
static size_t put_object(FILE *to, const struct objects *objects, const struct object *object,
			 struct span text)
{
	const bool picture = is_picture(object);
	const char *tag = picture ? "/S /Figure\n/Alt "
			  : heads_column(objects, object)
				  ? "/S /TH\n/A <</O /Table /Scope /Column>>"
				  : "/S /TH\n/A <</O /Table /Scope /Row>>";
	const size_t old = strlen(picture ? PICTURE : TABLE_HEAD);
	const size_t before = (size_t)(object->tag - object->whole.at);
	(void)fwrite(object->whole.at, 1, before, to);
	(void)fputs(tag, to);
	const size_t written = picture ? put_text(to, text) : 0;
	(void)fputs("\n", to);
	(void)fwrite(object->tag + old, 1, object->whole.len - before - old, to);
	return object->whole.len - old + strlen(tag) + written + 1;
}

/* The changed objects and a table of where they stand; `dictionary` is that of the old trailer. */
static int put_update(FILE *to, struct span pdf, const struct objects *objects,
		      const struct span *text, struct span dictionary, unsigned long long table,
		      struct arena *scratch)
{
	size_t *place = arena_alloc(scratch, objects->mends * sizeof *place);
	size_t at = pdf.len + 1, picture = 0;
	if (!place)
		return -1;
	(void)fputs("\n", to);
	for (size_t i = 0; i < objects->mends; i++) {
		const struct object *object = &objects->of[objects->mend[i]];
		place[i] = at;
		at += put_object(to, objects, object,
				 is_picture(object) ? text[picture++] : SPAN(""));
	}
	(void)fputs("xref\n", to);
	for (size_t i = 0; i < objects->mends; i++)
		(void)fprintf(to, "%u 1\n%010zu 00000 n \n", objects->mend[i], place[i]);
	(void)fprintf(to, "trailer\n<<\n%.*s/Prev %llu\n>>\nstartxref\n%zu\n%%%%EOF\n",
		      (int)dictionary.len, dictionary.at, table, at);
	return 1;
}

int pdf_tags_write(FILE *to, struct span pdf, const struct span *text, size_t count,
		   struct arena *scratch)
{
	struct objects objects = {.mends = 0};
	const char *trailer = find_last(pdf, "trailer\n<<\n");
	const char *start = find_last(pdf, "startxref\n");
	if (!trailer || !start || start < trailer)
		return 0;
	const char *dictionary = trailer + strlen("trailer\n<<\n");
	const char *close =
		find_last((struct span){dictionary, (size_t)(start - dictionary)}, ">>");
	const unsigned long long table = strtoull(start + strlen("startxref\n"), NULL, 10);
	if (!close || table == 0 || table >= pdf.len)
		return 0;
	if (find_objects(&objects, pdf, scratch) < 0)
		return -1;
	if (objects.pictures != count || objects.mends == 0)
		return 0;
	return put_update(to, pdf, &objects, text,
			  (struct span){dictionary, (size_t)(close - dictionary)}, table, scratch);
}
