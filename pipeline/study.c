#include "pipeline/study.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "corpus/error.h"
#include "pipeline/file.h"
#include "pipeline/study_yaml.h"

#define FIELDS(list) (list), sizeof(list) / sizeof((list)[0])

static int read_language(struct yaml_file *file, yaml_node_t *value, void *into)
{
	struct study *study = into;
	const int status = yaml_text(file, value, &study->language);
	if (status < 0)
		return status;
	if (strcmp(study->language, "nl") != 0 && strcmp(study->language, "en") != 0)
		return yaml_complain(file, value, "nl, en");
	return 0;
}

static int read_preference(struct yaml_file *file, yaml_node_t *value, void *into)
{
	static const char *const word[] = {
		[STUDY_BALANCE] = "balance",
		[STUDY_PRECISION] = "precision",
		[STUDY_RECALL] = "recall",
	};
	struct study *study = into;
	const char *text;
	const int status = yaml_text(file, value, &text);
	if (status < 0)
		return status;
	for (size_t i = 0; i < sizeof word / sizeof word[0]; i++) {
		if (strcmp(text, word[i]) == 0) {
			study->preference = (enum study_preference)i;
			return 0;
		}
	}
	return yaml_complain(file, value, "balance, precision, recall");
}

static int read_name(struct yaml_file *file, yaml_node_t *value, void *into)
{
	return yaml_text(file, value, &((struct study *)into)->name);
}

static int read_packs(struct yaml_file *file, yaml_node_t *value, void *into)
{
	struct study *study = into;
	return yaml_texts(file, value, &study->pack, &study->packs);
}

static int round_id(struct yaml_file *file, yaml_node_t *value, void *into)
{
	return yaml_text(file, value, &((struct study_round *)into)->id);
}

static int round_name(struct yaml_file *file, yaml_node_t *value, void *into)
{
	return yaml_text(file, value, &((struct study_round *)into)->name);
}

static int round_folder(struct yaml_file *file, yaml_node_t *value, void *into)
{
	return yaml_text(file, value, &((struct study_round *)into)->folder);
}

static int read_rounds(struct yaml_file *file, yaml_node_t *value, void *into)
{
	static const struct yaml_field fields[] = {
		{"id", round_id}, {"name", round_name}, {"folder", round_folder}};
	struct study *study = into;
	if (value->type != YAML_SEQUENCE_NODE)
		return yaml_complain(file, value, "- id: \"1\"");
	const size_t count = yaml_count(value);
	study->round = arena_calloc(&study->arena, count, sizeof *study->round);
	if (!study->round)
		return error_memory(file->err);
	for (size_t i = 0; i < count; i++) {
		struct study_round *round = &study->round[i];
		*round = (struct study_round){.id = "", .name = "", .folder = ""};
		yaml_node_t *item = yaml_item(file, value, i);
		const int status = yaml_mapping(file, item, FIELDS(fields), round);
		if (status < 0)
			return status;
		if (round->id[0] == '\0')
			return yaml_complain(file, item, "id: \"1\"");
		if (round->name[0] == '\0')
			round->name = round->id;
	}
	study->rounds = count;
	return 0;
}

/* `Fatima: initiatiefnemer`, one pair a person. */
static int people_by_role(struct yaml_file *file, yaml_node_t *node, struct study_people *out)
{
	if (node->type != YAML_MAPPING_NODE)
		return yaml_complain(file, node, "Fatima: initiatiefnemer");
	out->item = arena_calloc(file->arena, yaml_count(node), sizeof *out->item);
	if (!out->item)
		return error_memory(file->err);
	for (out->count = 0; out->count < yaml_count(node); out->count++) {
		struct study_person *person = &out->item[out->count];
		yaml_node_t *key, *value;
		yaml_pair(file, node, out->count, &key, &value);
		person->case_name = "";
		int status = yaml_text(file, key, &person->name);
		if (status == 0)
			status = yaml_text(file, value, &person->role);
		if (status < 0)
			return status;
	}
	return 0;
}

static int read_people(struct yaml_file *file, yaml_node_t *value, void *into)
{
	return people_by_role(file, value, &((struct study *)into)->people);
}

static int expected_name(struct yaml_file *file, yaml_node_t *value, void *into)
{
	return yaml_text(file, value, &((struct study_person *)into)->name);
}

static int expected_role(struct yaml_file *file, yaml_node_t *value, void *into)
{
	return yaml_text(file, value, &((struct study_person *)into)->role);
}

static int expected_case(struct yaml_file *file, yaml_node_t *value, void *into)
{
	return yaml_text(file, value, &((struct study_person *)into)->case_name);
}

static int read_expected(struct yaml_file *file, yaml_node_t *value, void *into)
{
	static const struct yaml_field fields[] = {
		{"name", expected_name}, {"role", expected_role}, {"case", expected_case}};
	struct study_people *expected = &((struct study *)into)->expected;
	if (value->type != YAML_SEQUENCE_NODE)
		return yaml_complain(file, value, "- name: …");
	expected->item = arena_calloc(file->arena, yaml_count(value), sizeof *expected->item);
	if (!expected->item)
		return error_memory(file->err);
	for (size_t i = 0; i < yaml_count(value); i++) {
		expected->item[i] = (struct study_person){.name = "", .role = "", .case_name = ""};
		const int status = yaml_mapping(file, yaml_item(file, value, i), FIELDS(fields),
						&expected->item[i]);
		if (status < 0)
			return status;
		expected->count++;
	}
	return 0;
}

static int pseudonyms_on(struct yaml_file *file, yaml_node_t *value, void *into)
{
	return yaml_flag(file, value, &((struct study *)into)->pseudonymise);
}

static int pseudonyms_names(struct yaml_file *file, yaml_node_t *value, void *into)
{
	struct study *study = into;
	return yaml_texts(file, value, &study->pseudonym, &study->pseudonyms);
}

static int pseudonyms_keep(struct yaml_file *file, yaml_node_t *value, void *into)
{
	struct study *study = into;
	return yaml_texts(file, value, &study->keep, &study->keeps);
}

static int read_pseudonyms(struct yaml_file *file, yaml_node_t *value, void *into)
{
	static const struct yaml_field fields[] = {
		{"use", pseudonyms_on}, {"names", pseudonyms_names}, {"keep", pseudonyms_keep}};
	return yaml_mapping(file, value, FIELDS(fields), into);
}

static int override_round(struct yaml_file *file, yaml_node_t *value, void *into)
{
	return yaml_text(file, value, &((struct study_override *)into)->round);
}

static int override_case(struct yaml_file *file, yaml_node_t *value, void *into)
{
	return yaml_text(file, value, &((struct study_override *)into)->case_name);
}

static int override_date(struct yaml_file *file, yaml_node_t *value, void *into)
{
	return yaml_text(file, value, &((struct study_override *)into)->date);
}

static int override_title(struct yaml_file *file, yaml_node_t *value, void *into)
{
	return yaml_text(file, value, &((struct study_override *)into)->title);
}

static int override_people(struct yaml_file *file, yaml_node_t *value, void *into)
{
	return people_by_role(file, value, &((struct study_override *)into)->people);
}

static int read_overrides(struct yaml_file *file, yaml_node_t *value, void *into)
{
	static const struct yaml_field fields[] = {{"round", override_round},
						   {"case", override_case},
						   {"date", override_date},
						   {"title", override_title},
						   {"people", override_people}};
	struct study *study = into;
	if (value->type != YAML_MAPPING_NODE)
		return yaml_complain(file, value, "ronde-1/verslag.docx:");
	study->override = arena_calloc(&study->arena, yaml_count(value), sizeof *study->override);
	if (!study->override)
		return error_memory(file->err);
	for (size_t i = 0; i < yaml_count(value); i++) {
		struct study_override *row = &study->override[i];
		*row = (struct study_override){
			.round = "", .case_name = "", .date = "", .title = ""};
		yaml_node_t *key, *settings;
		yaml_pair(file, value, i, &key, &settings);
		int status = yaml_text(file, key, &row->path);
		if (status == 0)
			status = yaml_mapping(file, settings, FIELDS(fields), row);
		if (status < 0)
			return status;
		study->overrides++;
	}
	return 0;
}

static int set_defaults(struct study *study, struct error *err)
{
	if (study->name[0] == '\0')
		study->name = path_name(study->root);
	if (study->packs == 0) {
		study->pack = arena_calloc(&study->arena, 1, sizeof *study->pack);
		if (!study->pack)
			return error_memory(err);
		study->pack[0] = STUDY_PACK;
		study->packs = 1;
	}
	return 0;
}

int study_parse(struct study *out, struct span bytes, const char *where, struct error *err)
{
	static const struct yaml_field fields[] = {
		{"name", read_name},           {"language", read_language},
		{"packs", read_packs},         {"rounds", read_rounds},
		{"people", read_people},       {"expected", read_expected},
		{"documents", read_overrides}, {"pseudonyms", read_pseudonyms},
		{"prefer", read_preference}};
	struct yaml_file file;
	digest_of(out->digest, bytes);
	int status = yaml_open(&file, bytes, where, &out->arena, err);
	if (status == 0)
		status = yaml_mapping(&file, yaml_root(&file), FIELDS(fields), out);
	yaml_close(&file);
	return status;
}

/* `dir///` and `dir` are one study. */
static const char *clean_root(struct arena *arena, const char *root)
{
	size_t len = strlen(root);
	while (len > 1 && root[len - 1] == '/')
		len--;
	return arena_copy(arena, root, len);
}

int study_load(struct study *out, const char *root, struct error *err)
{
	*out = (struct study){.name = "", .language = "nl", .pseudonymise = true};
	out->root = clean_root(&out->arena, root);
	if (!out->root)
		return error_memory(err);
	struct stat about;
	if (stat(out->root, &about) != 0 || !S_ISDIR(about.st_mode)) {
		const int status = error_set(err, ERROR_USAGE, "this is no folder", "%s",
					     errno ? strerror(errno) : "");
		error_at(err, root, 0, 0);
		return status;
	}
	const char *path = path_join(&out->arena, out->root, STUDY_FILE);
	if (!path)
		return error_memory(err);
	digest_of(out->digest, SPAN(""));
	if (stat(path, &about) == 0) {
		struct span bytes;
		int status = file_read(&bytes, path, STUDY_FILE_MOST, &out->arena, err);
		if (status == 0)
			status = study_parse(out, bytes, path, err);
		if (status < 0)
			return status == ERROR_MEMORY ? status : ERROR_CONFIG;
	}
	return set_defaults(out, err);
}

void study_free(struct study *study)
{
	arena_release(&study->arena);
}
