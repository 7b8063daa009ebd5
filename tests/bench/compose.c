/*
 * compose WORDS SENTENCES BYTES SEED [distinct] [FOLDER FILE_BYTES]: a text for measuring, on
 * standard output or as files in a folder.
 *
 * The sentences are those of real stories, a paragraph each; their words of grammar stay, and each
 * other word makes way for one drawn from WORDS (a word a line, the most frequent first) by the law
 * of Zipf and Mandelbrot. `distinct` instead makes each word a new one of two drawn evenly, so that
 * hardly any comes twice. The same arguments give the same bytes.
 */
#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPONENT 1.15
#define SHIFT 2.7
enum { GRAMMAR = 150, WORD_MOST = 64 }; /* the first so many of WORDS are words of grammar */

struct lines {
	char **item;
	size_t count;
};

static struct lines words;
static struct lines stories;
static double *sum; /* of the probabilities of the words up to each */
static uint64_t state;
static bool distinct;

static uint64_t draw(void) /* splitmix64 */
{
	uint64_t z = state += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

static size_t draw_below(size_t most)
{
	return most > 0 ? (size_t)(draw() % most) : 0;
}

static struct lines read_lines(const char *path)
{
	struct lines out = {NULL, 0};
	FILE *file = fopen(path, "r");
	char *line = NULL;
	for (size_t room = 0; file && getline(&line, &room, file) > 0;) {
		line[strcspn(line, "\n")] = '\0';
		if (out.count % 1024 == 0)
			out.item = realloc(out.item, (out.count + 1024) * sizeof *out.item);
		if (!out.item)
			abort();
		out.item[out.count++] = strdup(line);
	}
	if (out.count == 0) {
		perror(path);
		exit(1);
	}
	free(line);
	(void)fclose(file);
	return out;
}

static void sum_up(void)
{
	double total = 0;
	sum = calloc(words.count, sizeof *sum);
	if (!sum)
		abort();
	for (size_t i = GRAMMAR; i < words.count; i++) {
		total += pow((double)(i - GRAMMAR) + SHIFT, -EXPONENT);
		sum[i] = total;
	}
}

static const char *draw_word(void)
{
	const double wanted = (double)(draw() >> 11) * 0x1p-53 * sum[words.count - 1];
	size_t low = GRAMMAR;
	size_t high = words.count - 1;
	while (low < high) {
		const size_t middle = (low + high) / 2;
		if (sum[middle] > wanted)
			high = middle;
		else
			low = middle + 1;
	}
	return words.item[low];
}

static bool is_grammar(const char *word, size_t len)
{
	for (size_t i = 0; i < GRAMMAR && i < words.count; i++)
		if (strncasecmp(words.item[i], word, len) == 0 && words.item[i][len] == '\0')
			return true;
	return false;
}

static size_t put_word(char *out, const char *old, size_t len)
{
	size_t size = 0;
	if (distinct)
		size = (size_t)snprintf(out, WORD_MOST, "%.30s%.30s",
					words.item[draw_below(words.count)],
					words.item[draw_below(words.count)]);
	else if (is_grammar(old, len))
		size = (size_t)snprintf(out, WORD_MOST, "%.*s", (int)len, old);
	else
		size = (size_t)snprintf(out, WORD_MOST, "%.60s", draw_word());
	if (isupper((unsigned char)old[0]))
		out[0] = (char)toupper((unsigned char)out[0]);
	return size;
}

/* Bytes of the letter at `at`, of ASCII or from U+00C0 to U+00FF; 0 if there is none. */
static size_t letter(const char *at)
{
	const unsigned char c = (unsigned char)at[0];
	return isalpha(c) ? 1 : c == 0xC3 && at[1] ? 2 : 0;
}

/* Bytes of the word that begins at `at`; an apostrophe inside it is part of it. */
static size_t word_len(const char *at)
{
	size_t len = 0;
	for (size_t step; (step = letter(at + len)) > 0;) {
		len += step;
		if (at[len] == '\'' && letter(at + len + 1))
			len++;
	}
	return len;
}

/* A4'tje: what is behind the apostrophe would be another word if it were as long as one. */
static bool is_suffix(const char *story, const char *at)
{
	return at - story > 1 && at[-1] == '\'' && isalnum((unsigned char)at[-2]);
}

/* A story with other words; it holds at most WORD_MOST bytes for each of the old. */
static size_t put_story(char *out, const char *story)
{
	size_t size = 0;
	for (const char *at = story; *at;) {
		const size_t len = word_len(at);
		if (len > 1 && !is_suffix(story, at)) {
			size += put_word(out + size, at, len);
			at += len;
		} else {
			out[size++] = *at++;
		}
	}
	memcpy(out + size, "\n\n", 2);
	return size + 2;
}

static FILE *next_file(const char *folder, size_t number)
{
	char path[4096];
	(void)snprintf(path, sizeof path, "%s/%06zu.txt", folder, number);
	FILE *file = fopen(path, "w");
	if (!file) {
		perror(path);
		exit(1);
	}
	return file;
}

static void compose(size_t bytes, const char *folder, size_t file_bytes)
{
	size_t longest = 0;
	for (size_t i = 0; i < stories.count; i++)
		longest = strlen(stories.item[i]) > longest ? strlen(stories.item[i]) : longest;
	char *out = malloc(longest * WORD_MOST + 3);
	FILE *file = folder ? NULL : stdout;
	size_t in_file = 0;
	for (size_t done = 0, number = 0; out && done < bytes;) {
		if (folder && (!file || in_file >= file_bytes)) {
			if (file)
				(void)fclose(file);
			file = next_file(folder, ++number);
			in_file = 0;
		}
		const size_t size = put_story(out, stories.item[draw_below(stories.count)]);
		(void)fwrite(out, 1, size, file);
		done += size;
		in_file += size;
	}
	if (fclose(file) != 0) {
		perror("compose");
		exit(1);
	}
	free(out);
}

int main(int argc, char **argv)
{
	if (argc > 5 && strcmp(argv[5], "distinct") == 0) {
		distinct = true;
		for (int i = 5; i < argc; i++)
			argv[i] = argv[i + 1]; /* argv[argc] is NULL */
		argc--;
	}
	if (argc != 5 && argc != 7)
		return 2;
	words = read_lines(argv[1]);
	if (words.count <= GRAMMAR)
		return 2;
	stories = read_lines(argv[2]);
	state = strtoull(argv[4], NULL, 10);
	sum_up();
	compose(strtoull(argv[3], NULL, 10), argc == 7 ? argv[5] : NULL,
		argc == 7 ? strtoull(argv[6], NULL, 10) : 0);
	return 0;
}
