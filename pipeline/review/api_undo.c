#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/review/api.h"
#include "pipeline/review/history.h"
#include "pipeline/review/standing.h"
#include "pipeline/store/shapes.h"
#include "pipeline/store/store.h"

struct log {
	struct stored_step *row;
	size_t rows;
	size_t capacity;
	struct arena *arena;
};

static int add_row(void *context, const struct stored_step *step, struct error *err)
{
	struct log *log = context;
	if (arena_grow(log->arena, &log->row, &log->capacity, log->rows, log->rows + 1,
		       sizeof *log->row) < 0)
		return error_memory(err);
	struct stored_step *row = &log->row[log->rows++];
	*row = *step;
	row->action.at = arena_copy(log->arena, step->action.at, step->action.len);
	row->batch.at = arena_copy(log->arena, step->batch.at, step->batch.len);
	return row->action.at && row->batch.at ? 0 : error_memory(err);
}

/* What one undo or redo is about, and the answer that it makes. */
struct turning {
	struct review *review;
	const struct request *request;
	struct emitter to;
	struct span action; /* undo, redo */
	struct span batch;
	bool left; /* something was left as it is, because somebody else changed it since */
};

/* Whether what holds is still this reviewer's own doing, and not another's word of later. */
static int is_own(bool *own, const struct turning *turning, const struct stored_decision *step,
		  int64_t anecdote, int64_t *last, struct error *err)
{
	struct review *review = turning->review;
	const bool settle = span_equal(step->phase, SPAN("settle"));
	struct stored_decision holds;
	int64_t ignored;
	*own = true;
	int status =
		store_standing_number(last, review->store, anecdote, step->reviewer, settle, err);
	if (status == 0 && settle && *last > 0) {
		status = store_step_get(&holds, &ignored, review->store, *last,
					turning->request->arena, err);
		*own = status == 0 && span_equal(holds.reviewer, step->reviewer);
	}
	return status;
}

/* The number of the row whose state is to hold again; 0: nothing was said before. */
static int find_state(int64_t *number, struct turning *turning, const struct stored_decision *step,
		      int64_t anecdote, struct error *err)
{
	bool own;
	int64_t last;
	const int status = is_own(&own, turning, step, anecdote, &last, err);
	if (status < 0)
		return status;
	if (!own) {
		turning->left = true;
		*number = last;
		return 0;
	}
	*number = step->number;
	return span_equal(turning->action, SPAN("undo"))
		       ? store_step_before(number, turning->review->store, step->number, err)
		       : 0;
}

static void emit_change(struct turning *turning, const struct stored_decision *row)
{
	struct emitter *to = &turning->to;
	emit_open(to, '{');
	emit_field(to, "anecdote", row->anecdote);
	emit_field(to, "document", row->document);
	emit_field(to, "phase", row->phase);
	emit_key(to, "state");
	standing_emit_decision(to, row);
	emit_close(to, '}');
}

/* A shape is turned round whole; when its passages are no longer there, it is left. A row is
 * written in any case, so that the history goes on. */
static int turn_shape(struct turning *turning, const struct stored_decision *step,
		      struct error *err)
{
	struct store *store = turning->review->store;
	struct stored_decision row = {.reviewer = span_from(turning->request->reviewer),
				      .action = turning->action,
				      .batch = turning->batch,
				      .replaces = step->number};
	bool done;
	const int status = store_shape_turn(&done, store, &row, step->number,
					    span_equal(turning->action, SPAN("undo")),
					    turning->request->arena, err);
	if (status < 0)
		return status;
	if (done) {
		emit_change(turning, &row);
		return 0;
	}
	turning->left = true;
	row = *step;
	row.reviewer = span_from(turning->request->reviewer);
	row.decided_at = SPAN("");
	row.action = turning->action;
	row.batch = turning->batch;
	row.replaces = step->number;
	row.value = SPAN("{\"removed\":[],\"added\":[]}");
	return store_decision_put(store, &row, err);
}

static int turn_row(struct turning *turning, int64_t number, struct error *err)
{
	struct arena *arena = turning->request->arena;
	struct store *store = turning->review->store;
	struct stored_decision step, state = {.number = 0};
	int64_t anecdote, ignored, from;
	int status = store_step_get(&step, &anecdote, store, number, arena, err);
	if (status < 0)
		return status;
	if (span_equal(step.phase, SPAN("shape")))
		return turn_shape(turning, &step, err);
	turning->left |= anecdote == 0; /* its anecdote went away */
	status = find_state(&from, turning, &step, anecdote, err);
	if (status == 0 && from > 0)
		status = store_step_get(&state, &ignored, store, from, arena, err);
	if (status < 0)
		return status;
	struct stored_decision row = step;
	row.reviewer = span_from(turning->request->reviewer);
	row.decided_at = SPAN("");
	row.action = turning->action;
	row.status = state.status;
	row.themes = state.themes;
	row.kind = state.kind;
	row.role = state.role;
	row.note = state.note;
	row.value = SPAN("");
	row.batch = turning->batch;
	row.replaces = number;
	status = anecdote > 0 ? store_review_put(store, &row, anecdote, err)
			      : store_decision_put(store, &row, err);
	if (status == 0)
		emit_change(turning, &row);
	return status;
}

static int turn(struct turning *turning, bool *any, struct error *err)
{
	struct log log = {.arena = turning->request->arena};
	struct history history = {.dones = 0};
	int status = store_steps_each(turning->review->store, span_from(turning->request->reviewer),
				      add_row, &log, err);
	if (status == 0 && history_read(&history, log.row, log.rows, log.arena) < 0)
		status = error_memory(err);
	if (status < 0)
		return status;
	const bool undo = span_equal(turning->action, SPAN("undo"));
	const size_t count = undo ? history.dones : history.undones;
	*any = count > 0;
	if (count == 0)
		return 0;
	const struct step step = (undo ? history.done : history.undone)[count - 1];
	for (size_t i = step.first; i < step.end && status == 0; i++)
		status = turn_row(turning, log.row[i].number, err);
	return status;
}

static int turn_and_answer(struct review *review, const struct request *request,
			   struct response *out, struct span action, struct error *err)
{
	char batch[SECRET_TEXT];
	bool any = false;
	struct turning turning = {.review = review, .request = request, .action = action};
	int status = secret_make(batch, err);
	turning.batch = span_from(batch);
	emit_init(&turning.to, request->arena);
	emit_open(&turning.to, '{');
	emit_field_open(&turning.to, "changes", '[');
	if (status == 0)
		status = store_begin(review->store, err);
	if (status == 0)
		status = turn(&turning, &any, err);
	emit_close(&turning.to, ']');
	emit_key(&turning.to, "any");
	emit_flag(&turning.to, any);
	emit_key(&turning.to, "left");
	emit_flag(&turning.to, turning.left);
	emit_close(&turning.to, '}');
	if (status == 0)
		status = respond_json(out, &turning.to, err);
	return store_end(review->store, status, err);
}

int api_undo(struct review *review, const struct request *request, struct response *out,
	     struct error *err)
{
	return turn_and_answer(review, request, out, SPAN("undo"), err);
}

int api_redo(struct review *review, const struct request *request, struct response *out,
	     struct error *err)
{
	return turn_and_answer(review, request, out, SPAN("redo"), err);
}
