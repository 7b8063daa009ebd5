#include "pipeline/resources.h"

#include <stdio.h>
#include <string.h>

#include "corpus/error.h"
#include "lexicons/compound_words.h"
#include "lexicons/language.h"
#include "lexicons/lexicon.h"
#include "lexicons/model.h"
#include "lexicons/name_class.h"
#include "lexicons/word_class.h"
#include "pipeline/embedded.h"
#include "pipeline/file.h"
#include "pipeline/pack_file.h"
#include "pipeline/study.h"
#include "pipeline/study_lexicon.h"
#include "stages/segment_model.h"
#include "stages/space.h"

enum { TABLES_MOST = 32 };

static bool is_table_of(const char *name, const char *folder)
{
	const size_t len = strlen(name);
	return strncmp(name, folder, strlen(folder)) == 0 && len > 4 &&
	       strcmp(name + len - 4, ".tsv") == 0;
}

/* NULL words where the language has no list of them: its compounds are then left whole. */
static int load_compounds(const struct compound_words **words, struct resources *out,
			  const char *folder, struct digest *digest, struct error *err)
{
	char name[128];
	struct compound_words *open = arena_calloc(&out->arena, 1, sizeof *open);
	*words = NULL;
	if (!open)
		return error_memory(err);
	(void)snprintf(name, sizeof name, "%scompounds.words", folder);
	const struct embedded_file *file = embedded_at(name);
	if (!file)
		return 0;
	digest_add_field(digest, span_from(file->digest));
	*words = open;
	return compound_words_open(open, (struct span){file->bytes, file->size}, err);
}

int resources_add_part(struct resources *out, struct span name, const char *digest,
		       struct error *err)
{
	const char *copy = arena_copy(&out->arena, name.at, name.len);
	if (!copy || arena_grow(&out->arena, &out->part, &out->part_capacity, out->parts,
				out->parts + 1, sizeof *out->part) < 0)
		return error_memory(err);
	struct resource_part *part = &out->part[out->parts++];
	part->name = copy;
	(void)snprintf(part->digest, DIGEST_TEXT, "%s", digest);
	return 0;
}

static int load_language(struct resources *out, const char *tag, struct digest *digest,
			 struct error *err)
{
	struct language_table table[TABLES_MOST];
	size_t tables = 0;
	const char *folder = language_folder(tag);
	struct digest own;
	digest_init(&own);
	for (const struct embedded_file *f = embedded_files; f->name; f++) {
		if (!is_table_of(f->name, folder) || tables == TABLES_MOST)
			continue;
		table[tables++] = (struct language_table){f->name, {f->bytes, f->size}};
		digest_add_field(&own, span_from(f->digest));
	}
	const struct compound_words *words;
	char text[DIGEST_TEXT];
	int status = load_compounds(&words, out, folder, &own, err);
	digest_end(&own, text);
	digest_add_field(digest, span_from(text));
	if (status == 0)
		status = resources_add_part(out, span_from(folder), text, err);
	if (status < 0)
		return status;
	out->stage.language = language_new(tag, table, tables, words, err);
	return out->stage.language ? 0 : ERROR_CONFIG;
}

/* The file loaded last, by its own digest. */
static void add_last(struct digest *digest, const struct resources *resources)
{
	digest_add_field(digest, span_from(resources->part[resources->parts - 1].digest));
}

/* A part that is the same for every study unless its own folder has it: "telling/dutch.tsv". */
static int load_part(struct span *out, struct resources *resources, const struct study *study,
		     const char *name, struct digest *digest, struct error *err)
{
	struct pack_source source = {study, resources};
	const int status = pack_file_load(&source, out, name, err);
	if (status == 0)
		add_last(digest, resources);
	return status;
}

/* How a text is told: classes of words, and the model that finds anecdotes. The model of a language
 * without reports to learn from knows the classes and forms of those in another, and no words. */
static int load_telling(struct resources *out, const struct study *study, struct digest *digest,
			struct error *err)
{
	const bool english = strcmp(study->language, "en") == 0;
	const char *words = english ? "telling/english.tsv" : "telling/dutch.tsv";
	const char *model = english ? "telling/english.model" : "telling/dutch.model";
	struct span bytes;
	int status = load_part(&bytes, out, study, words, digest, err);
	if (status < 0)
		return status;
	out->stage.words = word_classes_new(bytes, err);
	if (!out->stage.words) {
		error_at(err, words, err ? err->line : 0, err ? err->column : 0);
		return ERROR_CONFIG;
	}
	status = load_part(&bytes, out, study, model, digest, err);
	if (status < 0)
		return status;
	out->stage.segment_model = segment_model_new(bytes, err);
	return out->stage.segment_model ? 0 : ERROR_CONFIG;
}

/* What sentences are for. */
static int load_utterances(struct resources *out, const struct study *study, struct digest *digest,
			   struct error *err)
{
	static const char *const file[] = {"telling/purpose.model", "telling/audience.model",
					   "telling/status.model"};
	for (size_t i = 0; i < sizeof file / sizeof file[0]; i++) {
		struct span bytes;
		const int status = load_part(&bytes, out, study, file[i], digest, err);
		if (status < 0)
			return status;
		out->utterance[i] = model_new(bytes, err);
		if (!out->utterance[i]) {
			error_at(err, file[i], 0, 0);
			return ERROR_CONFIG;
		}
	}
	out->stage.utterances = (struct utterance_models){
		.purpose = out->utterance[0],
		.audience = out->utterance[1],
		.status = out->utterance[2],
	};
	return 0;
}

static const char *const model_file[SUGGEST_HEADS] = {
	[SUGGEST_THEME] = "themes.model",
	[SUGGEST_KIND] = "kinds.model",
	[SUGGEST_ROLE] = "roles.model",
};

/* 1: the pack has none. */
static int load_pack_model(struct resources *out, const struct study *study, const char *pack,
			   enum suggest_head head, struct digest *digest, struct error *err)
{
	struct pack_source source = {study, out};
	const char *name = path_join(&out->arena, pack, model_file[head]);
	struct error missing = ERROR_INIT;
	struct span bytes;
	if (!name)
		return error_memory(err);
	if (pack_file_load(&source, &bytes, name, &missing) < 0)
		return 1;
	add_last(digest, out);
	out->model[head] = model_part(bytes, err);
	if (out->model[head])
		return 0;
	error_at(err, name, 0, 0);
	return ERROR_CONFIG;
}

/* Whether the packs have all that the model tells apart. */
static bool knows_labels(const struct resources *resources, enum suggest_head head)
{
	const struct model *model = resources->model[head];
	const enum target_kind kind = head == SUGGEST_KIND ? TARGET_KIND : TARGET_ROLE;
	for (size_t i = 0; i < model_labels(model); i++)
		if (lexicon_find(resources->stage.lexicon, kind, model_label(model, i)) ==
		    INDEX_NONE)
			return false;
	return true;
}

/* A model of the last pack that has one; a pack need not have any. How a story ends and who tells
 * it does not hang on the themes, so for those the default pack's models serve other packs too. */
static int load_model(struct resources *out, const struct study *study, enum suggest_head head,
		      struct digest *digest, struct error *err)
{
	int status = 1;
	for (size_t i = study->packs; i-- > 0 && status == 1;)
		status = load_pack_model(out, study, study->pack[i], head, digest, err);
	if (status == 1 && head != SUGGEST_THEME && strcmp(study->language, "nl") == 0) {
		status = load_pack_model(out, study, STUDY_PACK, head, digest, err);
		if (status == 0 && !knows_labels(out, head)) {
			model_free(out->model[head]);
			out->model[head] = NULL;
		}
	}
	return status < 0 ? status : 0;
}

/* Themes that are only described are suggested by what is told in the words of the description and
 * in words near them. */
static int load_described(struct resources *out, const struct study *study, struct digest *digest,
			  struct error *err)
{
	const size_t themes = lexicon_count(out->stage.lexicon, TARGET_THEME);
	if (out->model[SUGGEST_THEME] || !out->wordless || themes < 2 ||
	    themes > MODEL_LABELS_MOST || strcmp(study->language, "nl") != 0)
		return 0;
	struct span bytes;
	int status = load_part(&bytes, out, study, STUDY_PACK "/words.model", digest, err);
	if (status == 0)
		status = described_load(&out->described, bytes, out->stage.lexicon,
					out->stage.language, &out->arena, err);
	if (status < 0)
		return status;
	out->model[SUGGEST_THEME] = described_aim(&out->described, out->described.direction,
						  out->stage.lexicon, &out->arena, err);
	return out->model[SUGGEST_THEME] ? 0 : ERROR_MEMORY;
}

static int make_suggester(struct resources *out, const struct study *study, struct error *err)
{
	static const enum suggest_balance balance[] = {
		[STUDY_BALANCE] = SUGGEST_BALANCED,
		[STUDY_PRECISION] = SUGGEST_PRECISION,
		[STUDY_RECALL] = SUGGEST_RECALL,
	};
	const struct suggest_settings settings = {.balance = balance[study->preference]};
	out->stage.suggester = suggester_new(
		out->stage.lexicon, (const struct model *const *)out->model, &settings, err);
	return out->stage.suggester ? 0 : ERROR_MEMORY;
}

static int load_models(struct resources *out, const struct study *study, struct digest *digest,
		       struct error *err)
{
	int status = 0;
	for (int head = 0; status == 0 && head < SUGGEST_HEADS; head++)
		if (model_file[head])
			status = load_model(out, study, (enum suggest_head)head, digest, err);
	if (status >= 0)
		status = load_described(out, study, digest, err);
	return status < 0 ? status : make_suggester(out, study, err);
}

int resources_adapt(struct resources *resources, const struct study *study, struct model *model,
		    struct span bytes, struct error *err)
{
	struct digest digest;
	digest_init(&digest);
	digest_add_field(&digest, span_from(resources->digest));
	digest_add_field(&digest, bytes);
	digest_end(&digest, resources->digest);
	digest_of(resources->learnt, bytes);
	resources->model[SUGGEST_STUDY] = model;
	suggester_free((struct suggester *)resources->stage.suggester);
	return make_suggester(resources, study, err);
}

int resources_steer(struct resources *resources, const struct study *study, const float *direction,
		    struct error *err)
{
	const size_t numbers =
		lexicon_count(resources->stage.lexicon, TARGET_THEME) * SPACE_DIMENSIONS;
	struct model *model = described_aim(&resources->described, direction,
					    resources->stage.lexicon, &resources->arena, err);
	if (!model)
		return err && err->code ? (int)err->code : ERROR_MEMORY;
	struct digest digest;
	digest_init(&digest);
	digest_add_field(&digest, span_from(resources->digest));
	digest_add_field(&digest,
			 (struct span){(const char *)direction, numbers * sizeof *direction});
	digest_end(&digest, resources->digest);
	model_free(resources->model[SUGGEST_THEME]);
	resources->model[SUGGEST_THEME] = model;
	suggester_free((struct suggester *)resources->stage.suggester);
	return make_suggester(resources, study, err);
}

int resources_load(struct resources *out, const struct study *study, struct error *err)
{
	*out = (struct resources){.state = RESOURCES_NONE};
	struct digest digest;
	digest_init(&digest);
	int status = load_language(out, study->language, &digest, err);
	if (status == 0)
		status = load_telling(out, study, &digest, err);
	if (status == 0)
		status = load_utterances(out, study, &digest, err);
	if (status == 0)
		status = study_lexicon_load(out, study, &digest, err);
	if (status == 0)
		status = load_models(out, study, &digest, err);
	digest_end(&digest, out->digest);
	out->state = RESOURCES_LOADED;
	return status;
}

int resources_names(struct word_classes **out, struct error *err)
{
	static const char folder[] = "lexicons/names/";
	struct word_class_table table[TABLES_MOST];
	size_t tables = 0;
	for (const struct embedded_file *f = embedded_files; f->name; f++)
		if (strncmp(f->name, folder, strlen(folder)) == 0 && tables < TABLES_MOST)
			table[tables++] = (struct word_class_table){f->name, {f->bytes, f->size}};
	*out = name_classes_new(table, tables, err);
	return *out ? 0 : ERROR_CONFIG;
}

void resources_free(struct resources *resources)
{
	suggester_free((struct suggester *)resources->stage.suggester);
	for (int head = 0; head < SUGGEST_HEADS; head++)
		model_free(resources->model[head]);
	described_free(&resources->described);
	for (size_t i = 0; i < sizeof resources->utterance / sizeof resources->utterance[0]; i++)
		model_free(resources->utterance[i]);
	lexicon_free((struct lexicon *)resources->stage.lexicon);
	segment_model_free((struct segment_model *)resources->stage.segment_model);
	word_classes_free((struct word_classes *)resources->stage.words);
	language_free((struct language *)resources->stage.language);
	arena_release(&resources->arena);
}
