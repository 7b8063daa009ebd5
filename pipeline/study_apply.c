#include <string.h>

#include "corpus/error.h"
#include "pipeline/study.h"

static void prefer(struct span *value, const char *said)
{
	if (said[0] != '\0')
		*value = span_from(said);
}

static int add_people(struct metadata *metadata, const struct study_people *people,
		      struct arena *keep)
{
	if (people->count == 0)
		return 0;
	struct person *all = arena_calloc(keep, people->count + metadata->persons, sizeof *all);
	if (!all)
		return -1;
	for (size_t i = 0; i < people->count; i++)
		all[i] = (struct person){.name = span_from(people->item[i].name),
					 .role = span_from(people->item[i].role)};
	if (metadata->persons > 0)
		memcpy(all + people->count, metadata->person,
		       metadata->persons * sizeof *metadata->person);
	metadata->person = all;
	metadata->persons += people->count;
	return 0;
}

/* `ronde-1/buurttuin/verslag.docx`: the folder names the case where nothing else does; a folder
 * that names a round is no case. */
static int case_from_folder(struct metadata *metadata, const char *path, struct arena *keep)
{
	const char *name_end = strrchr(path, '/');
	if (metadata->case_name.len > 0 || !name_end)
		return 0;
	const char *start = name_end;
	while (start > path && start[-1] != '/')
		start--;
	const char *folder = arena_copy(keep, start, (size_t)(name_end - start));
	if (!folder)
		return -1;
	if (study_round_of_folder(keep, folder))
		return 0;
	return text_nfc(&metadata->case_name, span_from(folder), keep);
}

int study_apply(const struct study *study, const struct study_entry *entry,
		struct document *document, struct arena *keep, struct error *err)
{
	struct metadata *metadata = &document->metadata;
	int status = add_people(metadata, &study->people, keep);
	for (size_t i = 0; i < study->overrides && status == 0; i++) {
		const struct study_override *row = &study->override[i];
		if (strcmp(row->path, entry->file) != 0)
			continue;
		prefer(&metadata->round, row->round);
		prefer(&metadata->case_name, row->case_name);
		prefer(&metadata->date, row->date);
		prefer(&metadata->title, row->title);
		status = add_people(metadata, &row->people, keep);
	}
	if (metadata->round.len == 0)
		metadata->round = span_from(entry->round);
	if (metadata->language.len == 0)
		metadata->language = span_from(study->language);
	if (status == 0 && !entry->imported)
		status = case_from_folder(metadata, entry->file, keep);
	return status < 0 ? error_memory(err) : 0;
}
