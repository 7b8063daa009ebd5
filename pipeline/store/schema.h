/*
 * schema.h - the tables, as an append-only list of migrations.
 *
 * Migration i brings a store from user_version i to i + 1. What has been
 * released is never edited; what is new goes to the end.
 */
#ifndef PIPELINE_STORE_SCHEMA_H
#define PIPELINE_STORE_SCHEMA_H

extern const char *const schema_migrations[];
extern const int schema_version;

#endif
