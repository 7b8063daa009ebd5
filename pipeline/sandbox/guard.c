#include "pipeline/sandbox/guard.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
	FILES_MOST = 64, /* fonts and character sets that are open at once */
	PATH_MOST = 4096,
	OPEN_TO_WRITE = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND,
};

#if defined __x86_64__
#define GUARD_ARCH AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define GUARD_ARCH AUDIT_ARCH_AARCH64
#endif

/* --- system calls ------------------------------------------------------------------------------
 */

/* What malloc, stdio, iconv, glib, fontconfig and poppler need to turn bytes into text. Opening is
 * looked at apart. */
static const uint32_t reader_calls[] = {
	__NR_read,
	__NR_write, /* only the answer and /dev/null are open for it */
	__NR_pread64,
	__NR_readv,
	__NR_writev,
	__NR_lseek,
	__NR_close,
	__NR_fcntl,
	__NR_fstat,
	__NR_newfstatat,
	__NR_statx,
	__NR_statfs,
	__NR_fstatfs,
	__NR_faccessat,
#ifdef __NR_faccessat2
	__NR_faccessat2,
#endif
	__NR_readlinkat,
	__NR_getdents64,
	__NR_getcwd,
#ifdef __NR_access /* what newer architectures do without */
	__NR_access,
	__NR_stat,
	__NR_lstat,
	__NR_readlink,
#endif
	__NR_mmap,
	__NR_munmap,
	__NR_mremap,
	__NR_mprotect,
	__NR_madvise,
	__NR_brk,
	__NR_futex,
	__NR_sched_yield,
	__NR_sched_getaffinity,
	__NR_rt_sigaction,
	__NR_rt_sigprocmask,
	__NR_rt_sigreturn,
	__NR_sigaltstack,
	__NR_getpid,
	__NR_gettid,
	__NR_getuid,
	__NR_geteuid,
	__NR_getgid,
	__NR_getegid,
	__NR_getrandom,
	__NR_clock_gettime,
	__NR_clock_nanosleep,
	__NR_nanosleep,
	__NR_gettimeofday,
	__NR_sysinfo,
	__NR_uname,
	__NR_restart_syscall,
	__NR_exit,
	__NR_exit_group,
};

enum {
	DENY = SECCOMP_RET_ERRNO | EPERM,
	FOREIGN_NUMBERS = 0x40000000, /* calls of x32, an ABI beside that of x86-64 */
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define LOAD(field)                                                                                \
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, field))
#define IS_ELSE_SKIP(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (skip))
#define ANSWER(action) BPF_STMT(BPF_RET | BPF_K, (action))

#define FROM_ELSE_SKIP(value, skip) BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (value), 0, (skip))
#define HAS_ELSE_SKIP(bits, skip) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), 0, (skip))

/* A call by the numbers of another architecture is none. Leaves the number at hand. Of an argument,
 * the half that counts comes first: both architectures above are little-endian. */
#define CALL_NUMBER                                                                                \
	LOAD(arch), IS_ELSE_SKIP(GUARD_ARCH, 2), LOAD(nr), FROM_ELSE_SKIP(FOREIGN_NUMBERS, 1),     \
		ANSWER(DENY)

#ifdef GUARD_ARCH
enum { HEAD_MOST = 16, CALLS_MOST = 80 };
_Static_assert(COUNT(reader_calls) <= CALLS_MOST, "the longest list fits its filter");

/* Behind `head` an answer for each of these calls, and one for all others. */
static bool answer_calls(const struct sock_filter *head, size_t heads, const uint32_t *call,
			 size_t calls, uint32_t listed, uint32_t others)
{
	struct sock_filter filter[HEAD_MOST + 2 * CALLS_MOST + 1];
	size_t at = 0;
	for (; at < heads; at++)
		filter[at] = head[at];
	for (size_t i = 0; i < calls; i++) {
		filter[at++] = (struct sock_filter)IS_ELSE_SKIP(call[i], 1);
		filter[at++] = (struct sock_filter)ANSWER(listed);
	}
	filter[at++] = (struct sock_filter)ANSWER(others);
	const struct sock_fprog program = {.len = (unsigned short)at, .filter = filter};
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

static bool allow_reader_calls(void)
{
	static const struct sock_filter head[] = {
		CALL_NUMBER,   IS_ELSE_SKIP(__NR_openat, 4),
		LOAD(args[2]), HAS_ELSE_SKIP(OPEN_TO_WRITE, 1),
		ANSWER(DENY),  ANSWER(SECCOMP_RET_ALLOW),
	};
	return answer_calls(head, COUNT(head), reader_calls, COUNT(reader_calls), SECCOMP_RET_ALLOW,
			    DENY);
}

/* All but what opens a way out: sockets other than those within the machine. */
static bool deny_network(void)
{
	static const struct sock_filter head[] = {
		CALL_NUMBER,
		IS_ELSE_SKIP(__NR_socket, 3),
		LOAD(args[0]),
		IS_ELSE_SKIP(AF_UNIX, 2), /* to the answer for the first below */
		ANSWER(SECCOMP_RET_ALLOW),
	};
	static const uint32_t round_the_list[] = {__NR_io_uring_setup, __NR_ptrace};
	return answer_calls(head, COUNT(head), round_the_list, COUNT(round_the_list), DENY,
			    SECCOMP_RET_ALLOW);
}

/* No socket of any kind, and no other program. */
static bool deny_ways_out(void)
{
	static const struct sock_filter head[] = {CALL_NUMBER};
	static const uint32_t denied[] = {
		__NR_socket, __NR_socketpair,        __NR_execve,         __NR_execveat,
		__NR_ptrace, __NR_process_vm_writev, __NR_io_uring_setup, __NR_bpf};
	return answer_calls(head, COUNT(head), denied, COUNT(denied), DENY, SECCOMP_RET_ALLOW);
}
#else
static bool allow_reader_calls(void)
{
	return false;
}

static bool deny_network(void)
{
	return false;
}

static bool deny_ways_out(void)
{
	return false;
}
#endif

/* --- folders ------------------------------------------------------------------------------------
 */

enum { READING = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR };

/* All that the kernel can forbid, of what this program was built to know of. */
static uint64_t known_rights(long version)
{
	uint64_t rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
#ifdef LANDLOCK_ACCESS_FS_REFER
	if (version >= 2)
		rights |= LANDLOCK_ACCESS_FS_REFER;
#endif
#ifdef LANDLOCK_ACCESS_FS_TRUNCATE
	if (version >= 3)
		rights |= LANDLOCK_ACCESS_FS_TRUNCATE;
#endif
	(void)version;
	return rights;
}

/* -1: no Landlock. */
static int begin_folders(uint64_t *rights)
{
	const long version =
		syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	if (version < 1)
		return -1;
	*rights = known_rights(version);
	const struct landlock_ruleset_attr forbidden = {.handled_access_fs = *rights};
	return (int)syscall(SYS_landlock_create_ruleset, &forbidden, sizeof forbidden, 0);
}

/* What is not there need not be allowed. */
static void allow_folder(int rules, const char *path, uint64_t rights)
{
	const int folder = open(path, O_PATH | O_CLOEXEC);
	if (folder < 0)
		return;
	const struct landlock_path_beneath_attr allowed = {.allowed_access = rights,
							   .parent_fd = folder};
	(void)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &allowed, 0);
	(void)close(folder);
}

static void allow_folders(int rules, const char *const *path, size_t paths, uint64_t rights)
{
	for (size_t i = 0; i < paths; i++)
		allow_folder(rules, path[i], rights);
}

static bool end_folders(int rules)
{
	const bool stands = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	(void)close(rules);
	return stands;
}

/* Where fonts, their cache and character sets are; a person's own fonts too. */
static bool allow_fonts(void)
{
	static const char *const system[] = {"/usr", "/lib", "/lib64", "/etc/fonts",
					     "/var/cache/fontconfig"};
	static const char *const own[] = {".fonts", ".local/share/fonts", ".cache/fontconfig",
					  ".config/fontconfig"};
	uint64_t rights;
	const int rules = begin_folders(&rights);
	if (rules < 0)
		return false;
	allow_folders(rules, system, COUNT(system), READING);
	const char *home = getenv("HOME");
	for (size_t i = 0; home && i < COUNT(own); i++) {
		char path[PATH_MOST];
		(void)snprintf(path, sizeof path, "%s/%s", home, own[i]);
		allow_folder(rules, path, READING);
	}
	return end_folders(rules);
}

static bool allow_writing(const char *folder)
{
	uint64_t rights;
	const int rules = begin_folders(&rights);
	if (rules < 0)
		return false;
	allow_folder(rules, "/", READING | LANDLOCK_ACCESS_FS_EXECUTE);
	allow_folder(rules, "/dev", READING | LANDLOCK_ACCESS_FS_WRITE_FILE);
	/* LibreOffice makes a socket there, under a name of its own, and takes it away. */
	allow_folder(rules, "/tmp",
		     READING | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_REMOVE_FILE);
	allow_folder(rules, folder, rights);
	return end_folders(rules);
}

static bool allow_study(const char *const *folder, size_t folders)
{
	static const char *const system[] = {"/usr", "/lib", "/lib64", "/etc", "/dev", "/proc"};
	uint64_t rights;
	const int rules = begin_folders(&rights);
	if (rules < 0)
		return false;
	allow_folders(rules, system, COUNT(system), READING);
	allow_folders(rules, folder, folders, rights);
	return end_folders(rules);
}

/* --- together --------------------------------------------------------------------------------
 */

static void limit(__rlimit_resource_t what, rlim_t most)
{
	const struct rlimit both = {.rlim_cur = most, .rlim_max = most};
	(void)setrlimit(what, &both);
}

/* Before any wall, or the kernel refuses it to who has no rights. */
static bool give_up_rights(void)
{
	limit(RLIMIT_CORE, 0);
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

static unsigned walls_of(bool folders, bool calls)
{
	return (folders ? GUARD_FOLDERS : 0U) | (calls ? GUARD_CALLS : 0U);
}

unsigned guard_reader(size_t memory)
{
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_NOFILE, FILES_MOST);
	if (memory > 0)
		limit(RLIMIT_AS, memory);
	if (!give_up_rights())
		return 0;
	const bool folders = allow_fonts(); /* what this calls, the other wall forbids */
	return walls_of(folders, allow_reader_calls());
}

unsigned guard_converter(const char *folder)
{
	if (!give_up_rights())
		return 0;
	const bool folders = allow_writing(folder);
	return walls_of(folders, deny_network());
}

unsigned guard_importer(const char *const *folder, size_t folders)
{
	if (!give_up_rights())
		return 0;
	const bool stands = allow_study(folder, folders);
	return walls_of(stands, deny_ways_out());
}
