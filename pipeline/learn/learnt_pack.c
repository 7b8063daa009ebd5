#include "pipeline/learn/learnt_pack.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/pack.h"
#include "pipeline/file.h"
#include "pipeline/learn/learnt.h"
#include "pipeline/study.h"

static const char head[] = "# Terms that people accepted from what the program proposed: theme, "
			   "weight, cue. New ones\n"
			   "# come at the end; weight 0 takes one back. This file may be edited.\n";

static const char pack_text[] =
	"# Read behind the other packs of this study. Terms that people accepted from what\n"
	"# `rodedraad lexicon learn` and the review pages proposed are in learnt.tsv.\n"
	"id: " LEARNT_PACK "\n"
	"language: %s\n"
	"version: \"1\"\n"
	"include: [learnt.tsv]\n";

static int fail(struct error *err, const char *why, const char *path)
{
	error_set(err, ERROR_STORE, why, "%s", strerror(errno));
	error_at(err, path, 0, 0);
	return ERROR_STORE;
}

static int make_folder(const char *path, struct error *err)
{
	if (mkdir(path, 0777) == 0 || errno == EEXIST)
		return 0;
	return fail(err, "can't make this folder", path);
}

static int write_pack(const char *path, const struct study *study, struct error *err)
{
	struct file_writer writer;
	if (access(path, F_OK) == 0)
		return 0;
	const int status = file_writer_open(&writer, path, err);
	if (status < 0)
		return status;
	(void)fprintf(writer.to, pack_text, study->language);
	return file_writer_commit(&writer, err);
}

static int append_line(const char *path, struct span theme, float weight, struct span cue,
		       struct arena *scratch, struct error *err)
{
	struct span old = SPAN(head);
	struct file_writer writer;
	int status =
		access(path, F_OK) == 0 ? file_read(&old, path, PACK_BYTES_MOST, scratch, err) : 0;
	if (status < 0)
		return status;
	status = file_writer_open(&writer, path, err);
	if (status < 0)
		return status;
	if (old.len > 0)
		(void)fwrite(old.at, 1, old.len, writer.to);
	if (old.len > 0 && old.at[old.len - 1] != '\n')
		(void)fputc('\n', writer.to);
	(void)fprintf(writer.to, "%.*s\t%d\t%.*s\n", (int)theme.len, theme.at, (int)weight,
		      (int)cue.len, cue.at);
	return file_writer_commit(&writer, err);
}

/* The lock ends with the descriptor. */
static int lock_folder(const char *folder, struct error *err)
{
	const int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || flock(fd, LOCK_EX) != 0) {
		const int status = fail(err, "can't write this file", folder);
		if (fd >= 0)
			(void)close(fd);
		return status;
	}
	return fd;
}

int learnt_pack_add(const struct study *study, struct span theme, float weight, struct span cue,
		    struct arena *scratch, struct error *err)
{
	const char *lexicons = path_join(scratch, study->root, "lexicons");
	const char *folder = lexicons ? path_join(scratch, lexicons, LEARNT_PACK) : NULL;
	const char *table = folder ? path_join(scratch, folder, "learnt.tsv") : NULL;
	const char *pack = folder ? path_join(scratch, folder, "pack.yaml") : NULL;
	if (!table || !pack)
		return error_memory(err);
	int status = make_folder(lexicons, err);
	if (status == 0)
		status = make_folder(folder, err);
	if (status < 0)
		return status;
	const int lock = lock_folder(folder, err);
	if (lock < 0)
		return lock;
	/* The table first: a pack that includes what is not there is an error. */
	status = append_line(table, theme, weight, cue, scratch, err);
	if (status == 0)
		status = write_pack(pack, study, err);
	(void)close(lock);
	return status;
}
