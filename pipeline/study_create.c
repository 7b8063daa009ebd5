#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/file.h"
#include "pipeline/study.h"

/* %1$s the study's name as a YAML string, %2$s the language, %3$s the pack. */
static const char *const template_nl =
	"# Een onderzoek van Rode Draad. Alles hier mag weg: wat er niet staat, zoekt het "
	"programma\n"
	"# zelf uit. Regels met een # ervoor zijn voorbeelden.\n"
	"\n"
	"name: \"%1$s\"\n"
	"language: %2$s\n"
	"\n"
	"# De themalijsten; eigen lijsten staan in lexicons/NAAM/pack.yaml in deze map.\n"
	"packs: [%3$s]\n"
	"\n"
	"# Liever geen verkeerde labels (precision), liever geen gemiste (recall), of ertussenin.\n"
	"prefer: balance\n"
	"\n"
	"# Rondes heten zoals hun map: ronde-1, ronde-2. Anders hier:\n"
	"# rounds:\n"
	"#   - id: \"1\"\n"
	"#     name: Eerste bezoek\n"
	"#     folder: eerste bezoek\n"
	"\n"
	"# Wie wie is, voor alle verslagen.\n"
	"# people:\n"
	"#   Fatima: initiatiefnemer\n"
	"#   Marloes Bakker: ambtenaar\n"
	"\n"
	"# Wie er gehoord zou moeten worden; het verslag zegt wie ontbreekt.\n"
	"# expected:\n"
	"#   - name: Jordy van Hest\n"
	"#     role: initiatiefnemer\n"
	"#     case: Skateplek\n"
	"\n"
	"# Namen van mensen worden vervangen in wat het team verlaat; use: false laat ze staan.\n"
	"pseudonyms:\n"
	"  use: true\n"
	"  # names: [Fatima, Jordy]\n"
	"  # keep: [Sinterklaas]\n"
	"\n"
	"# Wat een verslag zelf niet zegt.\n"
	"# documents:\n"
	"#   ronde-1/verslag.docx:\n"
	"#     round: \"1\"\n"
	"#     case: Buurttuin\n"
	"#     date: 2024-03-19\n"
	"#     title: Eerste gesprek\n"
	"#     people:\n"
	"#       Fatima: initiatiefnemer\n";

static const char *const template_en =
	"# A study of Rode Draad. Everything here may go: what is not said, the program works out\n"
	"# itself. Lines with a # before them are examples.\n"
	"\n"
	"name: \"%1$s\"\n"
	"language: %2$s\n"
	"\n"
	"# The theme lists; your own are in lexicons/NAME/pack.yaml in this folder.\n"
	"packs: [%3$s]\n"
	"\n"
	"# Rather no wrong labels (precision), rather none missed (recall), or in between.\n"
	"prefer: balance\n"
	"\n"
	"# Rounds are called as their folder is: ronde-1, ronde-2. Otherwise here:\n"
	"# rounds:\n"
	"#   - id: \"1\"\n"
	"#     name: First visit\n"
	"#     folder: first visit\n"
	"\n"
	"# Who is who, for all reports.\n"
	"# people:\n"
	"#   Fatima: initiatiefnemer\n"
	"#   Marloes Bakker: ambtenaar\n"
	"\n"
	"# Who should be heard; the report says who is missing.\n"
	"# expected:\n"
	"#   - name: Jordy van Hest\n"
	"#     role: initiatiefnemer\n"
	"#     case: Skate park\n"
	"\n"
	"# Names of people are replaced in what leaves the team; use: false leaves them.\n"
	"pseudonyms:\n"
	"  use: true\n"
	"  # names: [Fatima, Jordy]\n"
	"  # keep: [Sinterklaas]\n"
	"\n"
	"# What a report does not say itself.\n"
	"# documents:\n"
	"#   ronde-1/report.docx:\n"
	"#     round: \"1\"\n"
	"#     case: Community garden\n"
	"#     date: 2024-03-19\n"
	"#     title: First conversation\n"
	"#     people:\n"
	"#       Fatima: initiatiefnemer\n";

static int make_folder(const char *path, struct error *err)
{
	if (mkdir(path, 0777) == 0 || errno == EEXIST)
		return 0;
	error_set(err, ERROR_STORE, "can't make this folder", "%s", strerror(errno));
	error_at(err, path, 0, 0);
	return ERROR_STORE;
}

/* A folder's name as the inside of a double-quoted YAML string. */
static char *quoted_name(struct arena *arena, const char *root)
{
	const char *name = path_name(root);
	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		name = "";
	char *out = arena_alloc(arena, 2 * strlen(name) + 1);
	char *to = out;
	for (const char *from = name; out && *from != '\0' && *from != '/'; from++) {
		if ((unsigned char)*from < 0x20)
			continue;
		if (*from == '"' || *from == '\\')
			*to++ = '\\';
		*to++ = *from;
	}
	if (out)
		*to = '\0';
	return out;
}

static void write_template(FILE *to, const char *name, const char *language, const char *pack)
{
	/* The two templates are literals above with the same three values. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	fprintf(to, strcmp(language, "en") == 0 ? template_en : template_nl, name, language, pack);
#pragma GCC diagnostic pop
}

static int create(const char *root, const char *pack, const char *language, struct arena *arena,
		  struct error *err)
{
	const char *path = path_join(arena, root, STUDY_FILE);
	const char *round = path_join(arena, root, "ronde-1");
	const char *name = quoted_name(arena, root);
	if (!path || !round || !name)
		return error_memory(err);
	int status = make_folder(root, err);
	if (status == 0)
		status = make_folder(round, err);
	struct stat about;
	if (status == 0 && stat(path, &about) == 0) {
		status = error_set(err, ERROR_USAGE, "there is a study here already", "%s", "");
		error_at(err, path, 0, 0);
	}
	struct file_writer writer;
	if (status == 0)
		status = file_writer_open(&writer, path, err);
	if (status < 0)
		return status;
	write_template(writer.to, name, language, pack);
	return file_writer_commit(&writer, err);
}

int study_create(const char *root, const char *pack, const char *language, struct error *err)
{
	struct arena arena = ARENA_INIT;
	const int status = create(root, pack, language, &arena, err);
	arena_release(&arena);
	return status;
}
