/*
 * Makes the image of a pack's lexicon: lexicon_image PACK IMAGE PARTS
 *
 * PACK is a folder of lexicons/. PARTS gets the names of all files that the image was made of, a
 * NUL behind each, in the order in which they were read: where a study has a file of one of these
 * names, the image does not hold.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "lexicons/lexicon_image.h"
#include "lexicons/pack.h"

enum { PATH_MOST = 512 };

static void die(const char *why, const char *what)
{
	(void)fprintf(stderr, "lexicon_image: %s: %s\n", what, why);
	exit(1);
}

/* The linker puts this in the place of malloc, as an image is made of memory that was zero. */
/* NOLINTNEXTLINE(bugprone-reserved-identifier): the name is the linker's, by --wrap=malloc */
void *__wrap_malloc(size_t size);
/* NOLINTNEXTLINE(bugprone-reserved-identifier): as above */
void *__wrap_malloc(size_t size)
{
	return calloc(1, size);
}

struct source {
	struct arena arena;
	FILE *parts; /* NULL: they have been noted */
};

static int load_file(void *context, struct span *out, const char *name, struct error *err)
{
	struct source *source = context;
	char path[PATH_MOST];
	(void)snprintf(path, sizeof path, "lexicons/%s", name);
	FILE *file = fopen(path, "rb");
	if (!file)
		return error_set(err, ERROR_CONFIG, "there is no such theme pack or part of one",
				 "%s", name);
	size_t len = 0;
	char *bytes = arena_alloc(&source->arena, PACK_BYTES_MOST);
	if (bytes)
		len = fread(bytes, 1, PACK_BYTES_MOST, file);
	(void)fclose(file);
	*out = (struct span){bytes, len};
	if (source->parts)
		(void)fprintf(source->parts, "%s%c", name, 0);
	return bytes ? 0 : error_memory(err);
}

static struct lexicon *compile(const char *name, struct source *source)
{
	struct error err = ERROR_INIT;
	struct span bytes;
	char file[PATH_MOST];
	(void)snprintf(file, sizeof file, "%s/pack.yaml", name);
	if (load_file(source, &bytes, file, &err) < 0)
		die(err.why, err.detail);
	struct pack *pack = pack_new(bytes, file, load_file, source, &err);
	if (!pack)
		die(err.why, file);
	const struct pack_target *wordless = pack_wordless_theme(pack);
	if (wordless)
		die("a theme has no words", wordless->id.at);
	struct lexicon *lexicon = lexicon_new((const struct pack *const *)&pack, 1, &err);
	if (!lexicon)
		die(err.why, file);
	pack_free(pack);
	source->parts = NULL;
	return lexicon;
}

static FILE *open_output(const char *path)
{
	FILE *file = fopen(path, "wb");
	if (!file)
		die("can't be written", path);
	return file;
}

int main(int argc, char **argv)
{
	if (argc != 4)
		die("PACK IMAGE PARTS", "usage");
	FILE *image = open_output(argv[2]), *parts = open_output(argv[3]);
	struct source source = {.arena = ARENA_INIT, .parts = parts};
	struct arena keep = ARENA_INIT;
	struct error err = ERROR_INIT;
	struct span bytes;
	struct lexicon *one = compile(argv[1], &source);
	struct lexicon *other = compile(argv[1], &source);
	if (lexicon_image_make(&bytes, one, other, &keep, &err) < 0)
		die(err.why, err.detail);
	if (fwrite(bytes.at, 1, bytes.len, image) != bytes.len || fclose(image) != 0 ||
	    fclose(parts) != 0)
		die("can't be written", argv[2]);
	lexicon_free(one);
	lexicon_free(other);
	arena_release(&keep);
	arena_release(&source.arena);
	return 0;
}
