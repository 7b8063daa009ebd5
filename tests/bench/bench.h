/*
 * bench.h - what the measuring programs share: a text in memory, cut into pieces as documents are,
 * and a clock for wall and processor time.
 *
 * Each program does its work on the whole text again and again, for at least a quarter of a second,
 * and prints one line of JSON with the means of one pass. Loading is not measured.
 */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BENCH_PIECE = 1 << 16 }; /* bytes at a time, so that what is measured is not page faults */
#define BENCH_LEAST 0.25        /* seconds */

struct bench_clock {
	double wall;
	double processor; /* user and system, of all threads */
};

struct bench {
	struct bench_clock start;
	size_t passes;
};

static inline void bench_fail(const char *what)
{
	perror(what);
	exit(1);
}

/* The whole file, all of its pages touched. */
static inline const char *bench_map(const char *path, size_t *len)
{
	const int file = open(path, O_RDONLY);
	struct stat stat;
	if (file < 0 || fstat(file, &stat) != 0)
		bench_fail(path);
	*len = (size_t)stat.st_size;
	const char *at = mmap(NULL, *len, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
	if (at == MAP_FAILED)
		bench_fail(path);
	(void)close(file);
	return at;
}

/* The end of the piece that begins at `at`: behind a blank line where there is one. */
static inline size_t bench_piece(const char *text, size_t len, size_t at)
{
	if (len - at <= BENCH_PIECE)
		return len;
	const char *gap = memmem(text + at + BENCH_PIECE, len - at - BENCH_PIECE, "\n\n", 2);
	return gap ? (size_t)(gap - text) + 2 : len;
}

static inline struct bench_clock bench_now(void)
{
	struct timespec t;
	struct rusage u;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	(void)getrusage(RUSAGE_SELF, &u);
	return (struct bench_clock){
		(double)t.tv_sec + (double)t.tv_nsec * 1e-9,
		(double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
			(double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) * 1e-6,
	};
}

/* for (struct bench b = bench_begin(); bench_again(&b);) one pass */
static inline struct bench bench_begin(void)
{
	return (struct bench){bench_now(), SIZE_MAX};
}

static inline int bench_again(struct bench *b)
{
	b->passes++;
	return b->passes == 0 || bench_now().wall - b->start.wall < BENCH_LEAST;
}

/* Prints what was measured and up to two counts of one pass. */
static inline void bench_print(const struct bench *b, size_t bytes, const char *one, uint64_t ones,
			       const char *other, uint64_t others)
{
	const struct bench_clock now = bench_now();
	const double passes = (double)b->passes;
	printf("{\"bytes\": %zu, \"wall\": %.6f, \"cpu\": %.6f, \"%s\": %" PRIu64
	       ", \"%s\": %" PRIu64 "}\n",
	       bytes, (now.wall - b->start.wall) / passes,
	       (now.processor - b->start.processor) / passes, one, ones, other, others);
}

#endif
