#include "pipeline/study_lexicon.h"

#include <stdio.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/digest.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "lexicons/lexicon_image.h"
#include "lexicons/pack.h"
#include "pipeline/embedded.h"
#include "pipeline/file.h"
#include "pipeline/learn/learnt.h"
#include "pipeline/pack_file.h"
#include "pipeline/resources.h"
#include "pipeline/study.h"

enum { PACKS_MOST = 16 };

/* Made by pipeline/tools/lexicon_image.c. */
#define IMAGE "lexicons/" STUDY_PACK "/lexicon"

static bool is_plain_name(const char *name)
{
	return name[0] != '\0' && name[0] != '.' && !strchr(name, '/');
}

static struct pack *load_pack(struct pack_source *source, const char *name, struct error *err)
{
	if (!is_plain_name(name)) {
		error_set(err, ERROR_CONFIG, "there is no such theme pack or part of one", "%s",
			  name);
		return NULL;
	}
	const char *file = path_join(&source->resources->arena, name, "pack.yaml");
	struct span bytes;
	if (!file) {
		error_memory(err);
		return NULL;
	}
	if (pack_file_load(source, &bytes, file, err) < 0)
		return NULL;
	return pack_new(bytes, file, pack_file_load, source, err);
}

/* Whether people accepted terms in this study; the pack need not be named. 1, 0, or no memory. */
static int has_learnt(const struct study *study, struct arena *arena, struct error *err)
{
	for (size_t i = 0; i < study->packs; i++)
		if (strcmp(study->pack[i], LEARNT_PACK) == 0)
			return 0;
	return pack_file_is_own(study, LEARNT_PACK "/pack.yaml", arena, err);
}

static const char *next_name(const char *name)
{
	return name + strlen(name) + 1;
}

/* Whether the study uses the default pack as it travels in the program: no other pack, and no file
 * of its own in the place of one that the pack is made of. 1, 0, or no memory. */
static int uses_image(struct resources *out, const struct study *study, struct span parts,
		      struct error *err)
{
	if (study->packs != 1 || strcmp(study->pack[0], STUDY_PACK) != 0)
		return 0;
	for (const char *name = parts.at; name < parts.at + parts.len; name = next_name(name)) {
		const int own = pack_file_is_own(study, name, &out->arena, err);
		if (own)
			return own < 0 ? own : 0;
	}
	return 1;
}

/* The default pack's lexicon as it was compiled while the program was built. It has words for all
 * themes. */
static int open_image(struct resources *out, const struct study *study, struct span parts,
		      struct error *err)
{
	struct pack_source source = {study, out};
	struct span bytes;
	int status = 0;
	for (const char *name = parts.at; name < parts.at + parts.len && status == 0;
	     name = next_name(name))
		status = pack_file_load(&source, &bytes, name, err);
	if (status < 0 || !embedded_find(&bytes, IMAGE ".image"))
		return status < 0 ? status : ERROR_CONFIG;
	out->stage.lexicon = lexicon_image_open(bytes, err);
	return out->stage.lexicon ? 0 : ERROR_MEMORY;
}

/* `learnt`: also what people accepted in this study. */
static int compile_packs(struct resources *out, const struct study *study, bool learnt,
			 struct error *err)
{
	struct pack_source source = {study, out};
	struct pack *pack[PACKS_MOST + 1];
	size_t packs = 0;
	if (study->packs > PACKS_MOST)
		return error_set(err, ERROR_CONFIG, "too many theme packs at once", "%d",
				 PACKS_MOST);
	const size_t wanted = study->packs + learnt;
	while (packs < wanted) {
		pack[packs] = load_pack(
			&source, packs < study->packs ? study->pack[packs] : LEARNT_PACK, err);
		if (!pack[packs])
			break;
		packs++;
	}
	for (size_t i = 0; i < packs && i < study->packs; i++)
		out->wordless = out->wordless || pack_wordless_theme(pack[i]);
	if (packs == wanted)
		out->stage.lexicon = lexicon_new((const struct pack *const *)pack, packs, err);
	for (size_t i = 0; i < packs; i++)
		pack_free(pack[i]);
	if (!out->stage.lexicon)
		return err && err->code ? (int)err->code : ERROR_CONFIG;
	return 0;
}

int study_lexicon_load(struct resources *out, const struct study *study, struct digest *digest,
		       struct error *err)
{
	struct span parts = {NULL, 0};
	const int learnt = has_learnt(study, &out->arena, err);
	int image = 0;
	if (learnt == 0 && embedded_find(&parts, IMAGE ".parts"))
		image = uses_image(out, study, parts, err);
	if (learnt < 0 || image < 0)
		return ERROR_MEMORY;
	const int status =
		image ? open_image(out, study, parts, err) : compile_packs(out, study, learnt, err);
	if (status < 0)
		return status;
	(void)snprintf(out->lexicon, DIGEST_TEXT, "%s", lexicon_digest(out->stage.lexicon));
	digest_add_field(digest, span_from(out->lexicon));
	return 0;
}
