#include "pipeline/run_record.h"

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/resources.h"
#include "pipeline/store/runs.h"
#include "pipeline/store/stored_json.h"
#include "pipeline/study.h"
#include "pipeline/version.h"

static int copy_json(struct span *out, const json_t *value, struct arena *keep)
{
	return span_keep(out, json_span(value), keep);
}

/* An object of names with versions. */
static int read_libraries(struct run_record *out, struct span json, struct arena *keep,
			  struct error *err)
{
	json_t *object = stored_json(json, JSON_OBJECT, err);
	if (!object)
		return ERROR_STORE;
	const size_t count = json_object_size(object);
	struct run_part *part = arena_calloc(keep, count, sizeof *part);
	const char *key;
	json_t *value;
	int failed = part ? 0 : -1;
	if (part) {
		json_object_foreach(object, key, value)
		{
			struct run_part *one = &part[out->libraries++];
			failed |= span_keep(&one->name, span_from(key), keep);
			failed |= copy_json(&one->digest, value, keep);
		}
	}
	json_decref(object);
	out->library = part;
	return failed ? error_memory(err) : 0;
}

static int read_parts(struct run_record *out, const json_t *list, struct arena *keep)
{
	const size_t count = json_array_size(list);
	struct run_part *part = arena_calloc(keep, count, sizeof *part);
	int failed = part ? 0 : -1;
	for (size_t i = 0; part && i < count; i++) {
		const json_t *pair = json_array_get(list, i);
		failed |= copy_json(&part[i].name, json_array_get(pair, 0), keep);
		failed |= copy_json(&part[i].digest, json_array_get(pair, 1), keep);
	}
	out->part = part;
	out->parts = count;
	return failed;
}

static int read_parameters(struct run_record *out, struct span json, struct arena *keep,
			   struct error *err)
{
	json_t *object = stored_json(json, JSON_OBJECT, err);
	if (!object)
		return ERROR_STORE;
	const json_t *parts = json_object_get(object, "parts");
	int failed = copy_json(&out->build, json_object_get(object, "build"), keep);
	failed |= copy_json(&out->learnt, json_object_get(object, "learnt"), keep);
	failed |= copy_json(&out->inputs, json_object_get(object, "inputs"), keep);
	failed |= copy_json(&out->resources, json_object_get(object, "resources"), keep);
	failed |= read_parts(out, parts, keep);
	out->kept = parts != NULL;
	out->shard = (size_t)json_integer_value(json_object_get(object, "shard"));
	out->shards = (size_t)json_integer_value(json_object_get(object, "shards"));
	out->learn = !json_is_false(json_object_get(object, "learn"));
	out->decisions = json_integer_value(json_object_get(object, "decisions"));
	json_decref(object);
	return failed ? error_memory(err) : 0;
}

int run_record_now(struct run_record *out, const struct study *study,
		   const struct resources *resources, bool learn, int64_t decisions,
		   struct arena *keep, struct error *err)
{
	*out = (struct run_record){
		.program = SPAN(RODEDRAAD_VERSION),
		.build = version_build(keep),
		.study = span_from(study->digest),
		.parts = resources->parts,
		.learn = learn,
		.learnt = span_from(resources->learnt),
		.inputs = span_from(resources->inputs),
		.resources = span_from(resources->digest),
		.lexicon = span_from(resources->lexicon),
		.decisions = decisions,
		.kept = true,
	};
	struct run_part *part = arena_calloc(keep, resources->parts, sizeof *part);
	const struct span libraries = version_libraries(keep);
	if (!part || libraries.len == 0)
		return error_memory(err);
	for (size_t i = 0; i < resources->parts; i++)
		part[i] = (struct run_part){span_from(resources->part[i].name),
					    span_from(resources->part[i].digest)};
	out->part = part;
	return read_libraries(out, libraries, keep, err);
}

struct span run_record_parameters(const struct run_record *record, size_t shard, size_t shards,
				  struct arena *keep)
{
	struct emitter to;
	emit_init(&to, keep);
	emit_open(&to, '{');
	emit_field(&to, "build", record->build);
	emit_field_number(&to, "shard", (int64_t)shard);
	emit_field_number(&to, "shards", (int64_t)shards);
	emit_field(&to, "resources", record->resources);
	emit_field(&to, "inputs", record->inputs);
	emit_key(&to, "learn");
	emit_flag(&to, record->learn);
	emit_field(&to, "learnt", record->learnt);
	emit_field_number(&to, "decisions", record->decisions);
	emit_field_open(&to, "parts", '[');
	for (size_t i = 0; i < record->parts; i++) {
		emit_open(&to, '[');
		emit_span(&to, record->part[i].name);
		emit_span(&to, record->part[i].digest);
		emit_close(&to, ']');
	}
	emit_close(&to, ']');
	emit_close(&to, '}');
	return to.failed ? SPAN("") : emit_text(&to);
}

struct search {
	struct run_record *out;
	int64_t number;
	struct arena *keep;
};

static int each_run(void *context, const struct stored_run *run, struct error *err)
{
	struct search *search = context;
	struct run_record *out = search->out;
	if (run->number != search->number)
		return 0;
	out->number = run->number;
	out->ended = span_equal(run->outcome, SPAN("done"));
	if (span_keep(&out->program, run->program, search->keep) < 0 ||
	    span_keep(&out->study, run->study, search->keep) < 0 ||
	    span_keep(&out->lexicon, run->lexicon, search->keep) < 0)
		return error_memory(err);
	const int status = read_libraries(out, run->libraries, search->keep, err);
	return status < 0 ? status : read_parameters(out, run->parameters, search->keep, err);
}

int run_record_find(struct run_record *out, struct store *store, int64_t number, struct arena *keep,
		    struct error *err)
{
	*out = (struct run_record){.number = 0};
	struct search search = {out, number, keep};
	const int status = store_runs_each(store, each_run, &search, err);
	if (status < 0 || out->number != 0)
		return status;
	return error_set(err, ERROR_USAGE, "there is no such run", "%lld", (long long)number);
}

/* Runs come by rising number. */
static int note_number(void *context, const struct stored_run *run, struct error *err)
{
	(void)err;
	*(int64_t *)context = run->number;
	return 0;
}

int run_record_last(struct run_record *out, struct store *store, struct arena *keep,
		    struct error *err)
{
	*out = (struct run_record){.number = 0};
	int64_t last = 0;
	const int status = store_runs_each(store, note_number, &last, err);
	return status < 0 || last == 0 ? status : run_record_find(out, store, last, keep, err);
}

struct differences {
	struct run_difference *item;
	size_t count;
	size_t capacity;
	struct arena *keep;
};

static int add(struct differences *to, const char *id, const char *what, struct span name,
	       struct span before, struct span after)
{
	if (span_equal(before, after))
		return 0;
	if (arena_grow(to->keep, &to->item, &to->capacity, to->count, to->count + 1,
		       sizeof *to->item) < 0)
		return -1;
	to->item[to->count++] = (struct run_difference){what, id, name, before, after};
	return 0;
}

static struct span find_part(const struct run_part *part, size_t count, struct span name)
{
	for (size_t i = 0; i < count; i++)
		if (span_equal(part[i].name, name))
			return part[i].digest;
	return SPAN("");
}

static int add_parts(struct differences *to, const char *id, const char *what,
		     const struct run_part *one, size_t ones, const struct run_part *two,
		     size_t twos)
{
	int failed = 0;
	for (size_t i = 0; i < ones; i++)
		failed |= add(to, id, what, one[i].name, one[i].digest,
			      find_part(two, twos, one[i].name));
	for (size_t i = 0; i < twos; i++)
		if (find_part(one, ones, two[i].name).len == 0)
			failed |= add(to, id, what, two[i].name, SPAN(""), two[i].digest);
	return failed;
}

int run_record_differences(const struct run_difference **out, size_t *count,
			   const struct run_record *before, const struct run_record *after,
			   struct arena *keep, struct error *err)
{
	struct differences all = {.keep = keep};
	int failed = add(&all, "program", "program", SPAN(""), before->program, after->program);
	if (all.count == 0)
		failed |= add(&all, "build", "build of the program", SPAN(""), before->build,
			      after->build);
	failed |= add_parts(&all, "library", "library", before->library, before->libraries,
			    after->library, after->libraries);
	failed |= add_parts(&all, "part", "pack or model", before->part, before->parts, after->part,
			    after->parts);
	failed |= add(&all, "study", "study file", SPAN(""), before->study, after->study);
	failed |= add(&all, "learnt", "what was learnt from decisions", SPAN(""), before->learnt,
		      after->learnt);
	*out = all.item;
	*count = all.count;
	return failed ? error_memory(err) : 0;
}
