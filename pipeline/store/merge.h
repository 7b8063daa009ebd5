/*
 * merge.h - bring what a run found in one part of a study into the store of all.
 */
#ifndef PIPELINE_STORE_MERGE_H
#define PIPELINE_STORE_MERGE_H

struct error;
struct store;

/* Copies every document of the store at `path`, with all that was found in it, replacing what was
 * known of it. In one transaction. Decisions and imported tables are not copied: a shard has none
 * of its own. Returns 0; ERROR_USAGE if there is no such store; ERROR_STORE. */
int store_merge(struct store *store, const char *path, struct error *err);

/* When all are merged and run_fold has been over them. Before that, a merge that was broken off
 * shows as the outcome `merging` of the last run, so that the next one folds anew. */
int store_merge_end(struct store *store, struct error *err);

#endif
