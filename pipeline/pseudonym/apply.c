#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "corpus/error.h"
#include "pipeline/context.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/pseudonym/pseudonyms.h"
#include "pipeline/store/store.h"

/* A new file that nobody else may read; one that is there stays. */
static int write_key(const struct pseudonyms *pseudonyms, const char *path, struct error *err)
{
	struct arena scratch = ARENA_INIT;
	const int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (file < 0)
		return error_set(err, errno == EEXIST ? ERROR_USAGE : ERROR_STORE,
				 errno == EEXIST ? "there is a key file of this name already"
						 : "can't write this file",
				 "%s: %s", path, strerror(errno));
	FILE *to = fdopen(file, "w");
	int status = to ? 0 : error_memory(err);
	if (to && pseudonyms_write_key(pseudonyms, to, &scratch) < 0)
		status = error_memory(err);
	const bool failed = to && (ferror(to) || fflush(to) != 0 || fsync(file) != 0);
	if (to ? fclose(to) != 0 || failed : close(file) != 0)
		status = status < 0
				 ? status
				 : error_set(err, ERROR_STORE, "can't write this file", "%s", path);
	if (status < 0)
		(void)unlink(path);
	arena_release(&scratch);
	return status;
}

static int rename_text(const char **text, const struct pseudonyms *pseudonyms, struct study *study)
{
	const struct span alias = pseudonyms_text(pseudonyms, 0, span_from(*text), &study->arena);
	const char *copy = alias.at ? arena_copy(&study->arena, alias.at, alias.len) : NULL;
	*text = copy ? copy : "";
	return copy ? 0 : -1;
}

/* What the study file says of people goes out with the rest. */
static int rename_study(struct study *study, const struct pseudonyms *pseudonyms, struct error *err)
{
	struct study_people *people[] = {&study->people, &study->expected};
	int status = rename_text(&study->name, pseudonyms, study);
	for (size_t p = 0; p < 2; p++)
		for (size_t i = 0; i < people[p]->count; i++)
			status |= rename_text(&people[p]->item[i].name, pseudonyms, study) |
				  rename_text(&people[p]->item[i].case_name, pseudonyms, study);
	return status < 0 ? error_memory(err) : 0;
}

/* Whoever hands something on should know which it is. */
static void say_which(const struct options *options, bool replaced)
{
	if (!options_given(options, OPTION_QUIET))
		fprintf(stderr, "rodedraad: %s\n",
			message(replaced ? "names of people are replaced by pseudonyms; --names "
					   "leaves them"
					 : "names of people are left as they are; --pseudonyms "
					   "replaces them"));
}

int pseudonyms_apply(struct context *context, const struct options *options, bool handed_on,
		     struct error *err)
{
	const char *key = options->value[OPTION_KEY_FILE];
	const bool asked =
		options_given(options, OPTION_PSEUDONYMS) ||
		(handed_on && context->study.pseudonymise && !options_given(options, OPTION_NAMES));
	struct pseudonyms pseudonyms;
	struct store *disguised = NULL;
	if (handed_on)
		say_which(options, asked);
	if (!asked)
		return key ? error_set(err, ERROR_USAGE, "a key file goes with --pseudonyms", "%s",
				       key)
			   : 0;
	int status = pseudonyms_find(&pseudonyms, context->store, &context->study, err);
	if (status == 0)
		status = pseudonyms_store(&disguised, &pseudonyms, err);
	if (status == 0)
		status = rename_study(&context->study, &pseudonyms, err);
	if (status == 0 && key)
		status = write_key(&pseudonyms, key, err);
	pseudonyms_free(&pseudonyms);
	if (disguised) {
		store_close(context->store);
		context->store = disguised;
	}
	return status;
}
