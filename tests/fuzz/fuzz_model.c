/* Any bytes as a model: one of labels, or (first byte odd) one that finds anecdotes. */
#include "lexicons/model.h"
#include "stages/segment_model.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error err = ERROR_INIT;
	if (size == 0)
		return 0;
	const struct span bytes = fuzz_span(data + 1, size - 1);
	if (data[0] & 1) {
		segment_model_free(segment_model_new(bytes, &err));
		return 0;
	}
	struct model *model = model_new(bytes, &err);
	if (model) {
		float score[MODEL_LABELS_MOST] = {0}, norm2 = 0;
		for (uint32_t feature = 0; feature < 64; feature++)
			(void)model_add(model, feature * 0x9E3779B1u, &norm2, score);
		(void)model_number(model, "temperature", 1);
	}
	model_free(model);
	return 0;
}
