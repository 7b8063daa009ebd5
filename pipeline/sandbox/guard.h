/*
 * guard.h - what keeps a process that reads foreign bytes from doing harm.
 *
 * Three walls, each by itself enough against most of it: limits of the process
 * (setrlimit), a list of the system calls it may make (seccomp), and the folders
 * it may look into (Landlock). None needs rights; none can be taken down again,
 * nor by what the process starts. A kernel that knows no seccomp or Landlock
 * leaves that wall out.
 */
#ifndef PIPELINE_SANDBOX_GUARD_H
#define PIPELINE_SANDBOX_GUARD_H

#include <stddef.h>

enum guard_wall {
	GUARD_CALLS = 1 << 0,   /* seccomp */
	GUARD_FOLDERS = 1 << 1, /* Landlock */
};

/*
 * For the calling process, which reads from descriptors that are open already:
 * no network, no new process, no file opened for writing or changed, reading only
 * where fonts and character sets lie, at most `memory` bytes of address space
 * (0: no limit), no core file. What is not allowed fails with EPERM, and the
 * library sees that. Returns the walls that stand. Allocates nothing.
 */
unsigned guard_reader(size_t memory);

/*
 * For a child that is going to be a converter (pandoc, LibreOffice): it may read
 * and start what it likes, write in `folder` only (and have a socket in /tmp, which
 * LibreOffice must), and reach no network. Safe between fork and exec of a process
 * with threads.
 */
unsigned guard_converter(const char *folder);

/*
 * For the calling process, which takes a foreign file apart itself and has a study to put it in
 * (import): no network, no other program, and nothing made, changed or removed but in these
 * folders. What it may read outside them is the system's own. Returns the walls that stand.
 */
unsigned guard_importer(const char *const *folder, size_t folders);

#endif
