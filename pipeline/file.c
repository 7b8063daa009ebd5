#include "pipeline/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "corpus/arena.h"
#include "corpus/error.h"

static int read_error(const char *path, int number, struct error *err)
{
	const int status =
		error_set(err, ERROR_INPUT, "this file can't be read", "%s", strerror(number));
	error_at(err, path, 0, 0);
	return status;
}

static int read_bytes(struct span *out, int fd, size_t size, struct arena *arena)
{
	char *bytes = arena_alloc(arena, size + 1);
	if (!bytes)
		return ENOMEM;
	size_t got = 0;
	while (got < size) {
		const ssize_t n = read(fd, bytes + got, size - got);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		if (n == 0)
			break;
		got += (size_t)n;
	}
	bytes[got] = '\0';
	*out = (struct span){bytes, got};
	return 0;
}

/* A regular file, or -1 with what is wrong said. */
static int open_file(uint64_t *size, const char *path, struct error *err)
{
	/* Not to wait for ever on a named pipe that somebody left in the folder. */
	const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat about = {.st_size = 0};
	int number = fd < 0 || fstat(fd, &about) != 0 ? errno : 0;
	if (number == 0 && S_ISDIR(about.st_mode))
		number = EISDIR;
	if (number == 0 && !S_ISREG(about.st_mode))
		number = EINVAL;
	*size = (uint64_t)about.st_size;
	if (number == 0)
		return fd;
	if (fd >= 0)
		(void)close(fd);
	(void)read_error(path, number, err);
	return -1;
}

static int read_open(struct span *out, int fd, uint64_t from, size_t size, const char *path,
		     struct arena *arena, struct error *err)
{
	const int number = from > 0 && lseek(fd, (off_t)from, SEEK_SET) < 0
				   ? errno
				   : read_bytes(out, fd, size, arena);
	(void)close(fd);
	if (number == ENOMEM)
		return error_memory(err);
	return number ? read_error(path, number, err) : 0;
}

int file_read(struct span *out, const char *path, size_t most, struct arena *arena,
	      struct error *err)
{
	*out = (struct span){"", 0};
	uint64_t size;
	const int fd = open_file(&size, path, err);
	if (fd < 0)
		return ERROR_INPUT;
	if (size > most) {
		(void)close(fd);
		error_set(err, ERROR_LIMIT, "this file is too large", "%llu > %zu bytes",
			  (unsigned long long)size, most);
		error_at(err, path, 0, 0);
		return ERROR_LIMIT;
	}
	return read_open(out, fd, 0, (size_t)size, path, arena, err);
}

int file_read_part(struct span *out, const char *path, uint64_t from, size_t size,
		   struct arena *arena, struct error *err)
{
	*out = (struct span){"", 0};
	uint64_t whole;
	const int fd = open_file(&whole, path, err);
	return fd < 0 ? ERROR_INPUT : read_open(out, fd, from, size, path, arena, err);
}

const char *path_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash && slash[1] != '\0' ? slash + 1 : path;
}

char *path_join(struct arena *arena, const char *folder, const char *name)
{
	const size_t a = strlen(folder), b = strlen(name);
	char *path = arena_alloc(arena, a + b + 2);
	if (!path)
		return NULL;
	memcpy(path, folder, a);
	path[a] = '/';
	memcpy(path + a + 1, name, b + 1);
	return path;
}

static int write_error(const struct file_writer *writer, int number, struct error *err)
{
	const int status =
		error_set(err, ERROR_STORE, "can't write this file", "%s", strerror(number));
	error_at(err, writer->path ? writer->path : "-", 0, 0);
	return status;
}

static void writer_free(struct file_writer *writer)
{
	free(writer->path);
	free(writer->temporary);
	*writer = (struct file_writer){.to = NULL};
}

int file_writer_open(struct file_writer *writer, const char *path, struct error *err)
{
	*writer = (struct file_writer){.to = stdout};
	if (!path)
		return 0;
	writer->to = NULL;
	writer->path = strdup(path);
	if (!writer->path || asprintf(&writer->temporary, "%s.XXXXXX", path) < 0) {
		writer->temporary = NULL;
		writer_free(writer);
		return error_memory(err);
	}
	const int fd = mkostemp(writer->temporary, O_CLOEXEC);
	if (fd >= 0) {
		/* mkostemp makes it private; what is handed on follows the user's umask. */
		const mode_t mask = umask(0);
		(void)umask(mask);
		(void)fchmod(fd, 0666 & ~mask);
		writer->to = fdopen(fd, "w");
	}
	if (writer->to)
		return 0;
	const int status = write_error(writer, errno, err);
	if (fd >= 0) {
		(void)close(fd);
		(void)unlink(writer->temporary);
	}
	writer_free(writer);
	return status;
}

int file_writer_commit(struct file_writer *writer, struct error *err)
{
	int number = 0;
	errno = 0;
	if (fflush(writer->to) != 0 || ferror(writer->to))
		number = errno ? errno : EIO;
	if (!writer->path)
		return number && number != EPIPE ? write_error(writer, number, err) : 0;
	if (number == 0 && fsync(fileno(writer->to)) != 0)
		number = errno;
	if (fclose(writer->to) != 0 && number == 0)
		number = errno;
	if (number == 0 && rename(writer->temporary, writer->path) != 0)
		number = errno;
	int status = 0;
	if (number != 0) {
		(void)unlink(writer->temporary);
		status = write_error(writer, number, err);
	}
	writer_free(writer);
	return status;
}

void file_writer_abandon(struct file_writer *writer)
{
	if (writer->path) {
		(void)fclose(writer->to);
		(void)unlink(writer->temporary);
	}
	writer_free(writer);
}
