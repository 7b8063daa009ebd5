/*
 * study_lexicon.h - the lexicon of a study's packs: the default pack as it was compiled when the
 * program was built, or other packs, or the default one with files of the study's own, compiled
 * now.
 */
#ifndef PIPELINE_STUDY_LEXICON_H
#define PIPELINE_STUDY_LEXICON_H

struct digest;
struct error;
struct resources;
struct study;

/* Sets the resources' lexicon, its digest and whether themes have no words; the digest is added to
 * `digest` too. Returns 0 or a negative ERROR_ code. */
int study_lexicon_load(struct resources *out, const struct study *study, struct digest *digest,
		       struct error *err);

#endif
