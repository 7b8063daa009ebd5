/* For fuzz targets that run stages: a workspace with all that the program brings along. */
#ifndef TESTS_FUZZ_FUZZ_STAGES_H
#define TESTS_FUZZ_FUZZ_STAGES_H

#include "pipeline/resources.h"
#include "pipeline/study.h"
#include "tests/fuzz/fuzz.h"

/* The same one each time, never freed. */
static inline struct stage_workspace *fuzz_workspace(void)
{
	static struct resources resources;
	static struct stage_workspace workspace;
	static const char *pack = STUDY_PACK;
	struct error err = ERROR_INIT;
	if (!workspace.resources) {
		const struct study study = {
			.root = ".", .name = "", .language = "nl", .pack = &pack, .packs = 1};
		fuzz_require(resources_load(&resources, &study, &err) == 0, &err);
		fuzz_require(stage_workspace_init(&workspace, &resources.stage, &err) == 0, &err);
	}
	return &workspace;
}

#endif
