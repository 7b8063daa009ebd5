#include "pipeline/study.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "corpus/error.h"
#include "pipeline/file.h"
#include "pipeline/study_part.h"

struct walk {
	struct study_scan *out;
	const struct study *study;
	size_t capacity;
	struct error *err;
};

static bool starts(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* What lies in the study folder and is no report. Only its top has folders of the program's own. */
static bool is_own(const char *name, bool top)
{
	if (name[0] == '.' || name[0] == '~')
		return true;
	if (!top)
		return false;
	static const char *const folder[] = {"out", "lexicons", "gold", STUDY_FILE,
					     STUDY_STATEMENTS};
	for (size_t i = 0; i < sizeof folder / sizeof folder[0]; i++)
		if (strcmp(name, folder[i]) == 0)
			return true;
	return starts(name, STUDY_STORE) || (starts(name, "rodedraad-") && strstr(name, ".db"));
}

/* ASCII only: the words are, and a locale must not matter. */
static size_t skip_word(const char *name, const char *word)
{
	size_t i = 0;
	for (; word[i] != '\0'; i++) {
		const char c = name[i];
		const char lower = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
		if (lower != word[i])
			return 0;
	}
	return i;
}

const char *study_round_of_folder(struct arena *arena, const char *name)
{
	static const char *const word[] = {"ronde", "round", "r"};
	for (size_t i = 0; i < sizeof word / sizeof word[0]; i++) {
		size_t at = skip_word(name, word[i]);
		if (at == 0)
			continue;
		if (name[at] == '-' || name[at] == ' ' || name[at] == '_')
			at++;
		const size_t digits = strspn(name + at, "0123456789");
		if (digits == 0 || name[at + digits] != '\0')
			continue;
		while (name[at] == '0' && name[at + 1] != '\0')
			at++;
		return arena_copy(arena, name + at, strlen(name + at));
	}
	return NULL;
}

static const char *round_of_folder(struct walk *walk, const char *path)
{
	const struct study *study = walk->study;
	for (size_t i = 0; i < study->rounds; i++) {
		const char *folder = study->round[i].folder;
		if (folder[0] != '\0' && strcmp(folder, path) == 0)
			return study->round[i].id;
	}
	return study_round_of_folder(&walk->out->arena, path_name(path));
}

/* The later of both times: that of the bytes can be set to what it was, the other can't. */
static int64_t last_change(const struct stat *about)
{
	const int64_t second = 1000000000;
	const int64_t bytes = (int64_t)about->st_mtim.tv_sec * second + about->st_mtim.tv_nsec;
	const int64_t any = (int64_t)about->st_ctim.tv_sec * second + about->st_ctim.tv_nsec;
	return bytes > any ? bytes : any;
}

/* Not in an arena, where what it was before would stay: there may be millions. */
static int grow_entries(struct walk *walk)
{
	enum { ENTRIES_FIRST = 256 };
	const size_t more = walk->capacity > 0 ? walk->capacity * 2 : ENTRIES_FIRST;
	struct study_entry *entry = realloc(walk->out->entry, more * sizeof *entry);
	if (!entry)
		return -1;
	walk->out->entry = entry;
	walk->capacity = more;
	return 0;
}

/* Either what stat says `about` the file, or what the `problem` with it is. */
static int add_entry(struct walk *walk, const char *path, const char *round,
		     const struct stat *about, int problem)
{
	struct study_scan *out = walk->out;
	if (out->entries >= STUDY_DOCUMENTS_MOST)
		return error_set(walk->err, ERROR_LIMIT, "too many files in this study", "%d",
				 STUDY_DOCUMENTS_MOST);
	if (out->entries == walk->capacity && grow_entries(walk) < 0)
		return error_memory(walk->err);
	out->entry[out->entries++] = (struct study_entry){
		.path = path,
		.file = path,
		.round = round,
		.modified = about ? last_change(about) : 0,
		.size = about ? (uint64_t)about->st_size : 0,
		.problem = problem,
	};
	return 0;
}

static int walk_folder(struct walk *walk, const char *folder, const char *round, int depth);

/* The parts of a large text instead of the file, or the file. */
static int add_file(struct walk *walk, const char *path, const char *round,
		    const struct stat *about)
{
	const uint64_t size = (uint64_t)about->st_size;
	if (!S_ISREG(about->st_mode) || size < STUDY_LARGE)
		return add_entry(walk, path, round, about, 0);
	struct arena *arena = &walk->out->arena;
	const char *full = path_join(arena, walk->study->root, path);
	if (!full)
		return error_memory(walk->err);
	const unsigned parts = study_parts(full, size);
	if (parts == 0)
		return add_entry(walk, path, round, about, 0);
	uint64_t from = 0;
	for (unsigned part = 1; part <= parts; part++) {
		const uint64_t end = part < parts ? study_part_begin(full, part + 1) : size;
		const char *name = study_part_path(path, part, arena);
		const int status =
			name ? add_entry(walk, name, round, about, 0) : error_memory(walk->err);
		if (status < 0)
			return status;
		struct study_entry *entry = &walk->out->entry[walk->out->entries - 1];
		entry->file = path;
		entry->part = part;
		entry->from = from;
		entry->size = end - from;
		from = end;
	}
	return 0;
}

/* `name` in the open folder is at `path`. */
static int walk_one(struct walk *walk, DIR *in, const char *name, const char *path,
		    const char *round, int depth)
{
	struct stat about;
	if (fstatat(dirfd(in), name, &about, 0) != 0)
		return add_entry(walk, path, round, NULL, errno);
	if (!S_ISDIR(about.st_mode))
		return add_file(walk, path, round, &about);
	/* `notities.txt` that is a folder is somebody's slip, and to be told. */
	if (depth >= STUDY_DEPTH_MOST)
		return add_entry(walk, path, round, NULL, ELOOP);
	const char *own = round_of_folder(walk, path);
	return walk_folder(walk, path, own ? own : round, depth + 1);
}

static int walk_folder(struct walk *walk, const char *folder, const char *round, int depth)
{
	struct arena *arena = &walk->out->arena;
	const char *full =
		folder[0] ? path_join(arena, walk->study->root, folder) : walk->study->root;
	if (!full)
		return error_memory(walk->err);
	DIR *dir = opendir(full);
	if (!dir)
		return depth ? add_entry(walk, folder, round, NULL, errno)
			     : error_set(walk->err, ERROR_USAGE, "this folder can't be listed",
					 "%s: %s", full, strerror(errno));
	int status = 0;
	const struct dirent *item;
	while (status == 0 && (item = readdir(dir)) != NULL) {
		if (is_own(item->d_name, depth == 0))
			continue;
		const char *path = folder[0]
					   ? path_join(arena, folder, item->d_name)
					   : arena_copy(arena, item->d_name, strlen(item->d_name));
		status = path ? walk_one(walk, dir, item->d_name, path, round, depth)
			      : error_memory(walk->err);
	}
	(void)closedir(dir);
	return status;
}

static int by_path(const void *a, const void *b)
{
	const struct study_entry *one = a, *two = b;
	return strcmp(one->path, two->path);
}

int study_scan(struct study_scan *out, const struct study *study, struct error *err)
{
	*out = (struct study_scan){.entries = 0};
	struct walk walk = {.out = out, .study = study, .err = err};
	const char *first = study->rounds > 0 ? study->round[0].id : "1";
	const int status = walk_folder(&walk, "", first, 0);
	if (status == 0 && out->entries > 1)
		qsort(out->entry, out->entries, sizeof *out->entry, by_path);
	return status;
}

void study_scan_free(struct study_scan *scan)
{
	free(scan->entry);
	scan->entry = NULL;
	arena_release(&scan->arena);
}
