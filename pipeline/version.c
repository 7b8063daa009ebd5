#include "pipeline/version.h"

#include <jansson.h>
#include <libxml/xmlversion.h>
#include <link.h>
#include <poppler-features.h>
#include <string.h>
#include <utf8proc.h>
#include <yaml.h>
#include <zip.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "corpus/arena.h"
#include "pipeline/emit.h"
#include "pipeline/store/store.h"

/* As libxml2's, of what the program was built with: it is loaded only where there is a PDF. */
#define DOTTED(major, minor, micro) #major "." #minor "." #micro
#define DOTTED_VALUES(major, minor, micro) DOTTED(major, minor, micro)
#define POPPLER_BUILT                                                                              \
	DOTTED_VALUES(POPPLER_MAJOR_VERSION, POPPLER_MINOR_VERSION, POPPLER_MICRO_VERSION)

struct build {
	struct arena *arena;
	struct span id;
};

static void hexadecimal(struct build *build, const unsigned char *bytes, size_t count)
{
	static const char hex[] = "0123456789abcdef";
	char *out = arena_alloc(build->arena, 2 * count + 1);
	if (!out)
		return;
	for (size_t i = 0; i < count; i++) {
		out[2 * i] = hex[bytes[i] >> 4];
		out[2 * i + 1] = hex[bytes[i] & 15];
	}
	build->id = (struct span){out, 2 * count};
}

/* Notes are a list of header, name and description, each padded to four bytes. */
static void scan_notes(struct build *build, const char *at, size_t size)
{
	while (size >= sizeof(ElfW(Nhdr))) {
		ElfW(Nhdr) note;
		memcpy(&note, at, sizeof note);
		const size_t name = (note.n_namesz + 3U) & ~3U, desc = (note.n_descsz + 3U) & ~3U;
		if (size < sizeof note + name + desc)
			return;
		if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 &&
		    memcmp(at + sizeof note, "GNU", 4) == 0) {
			hexadecimal(build, (const unsigned char *)at + sizeof note + name,
				    note.n_descsz);
			return;
		}
		at += sizeof note + name + desc;
		size -= sizeof note + name + desc;
	}
}

/* The first object is the program itself. */
static int first_object(struct dl_phdr_info *info, size_t size, void *context)
{
	(void)size;
	for (size_t i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *header = &info->dlpi_phdr[i];
		if (header->p_type == PT_NOTE)
			scan_notes(context, (const char *)(info->dlpi_addr + header->p_vaddr),
				   header->p_memsz);
	}
	return 1;
}

struct span version_build(struct arena *arena)
{
	struct build build = {.arena = arena, .id = SPAN("")};
	(void)dl_iterate_phdr(first_object, &build);
	return build.id;
}

struct span version_libraries(struct arena *arena)
{
	char pcre2[64] = "";
	if (pcre2_config(PCRE2_CONFIG_VERSION, NULL) < (int)sizeof pcre2)
		(void)pcre2_config(PCRE2_CONFIG_VERSION, pcre2);
	const struct {
		const char *name, *version;
	} library[] = {
		{"jansson", jansson_version_str()},
		{"libxml2", LIBXML_DOTTED_VERSION},
		{"libyaml", yaml_get_version_string()},
		{"libzip", zip_libzip_version()},
		{"pcre2", pcre2},
		{"poppler", POPPLER_BUILT},
		{"sqlite", store_library()},
		{"utf8proc", utf8proc_version()},
	};
	struct emitter to;
	emit_init(&to, arena);
	emit_open(&to, '{');
	for (size_t i = 0; i < sizeof library / sizeof library[0]; i++) {
		emit_key(&to, library[i].name);
		emit_string(&to, library[i].version);
	}
	emit_close(&to, '}');
	return to.failed ? SPAN("") : emit_text(&to);
}
