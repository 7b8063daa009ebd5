/* Any bytes as a theme pack; one that is sound is compiled. */
#include "lexicons/lexicon.h"
#include "lexicons/pack.h"
#include "tests/fuzz/fuzz.h"

static int load(void *context, struct span *out, const char *name, struct error *err)
{
	(void)name;
	(void)err;
	*out = *(const struct span *)context; /* whatever is included is the file itself */
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error err = ERROR_INIT;
	struct span bytes = fuzz_span(data, size);
	struct pack *pack = pack_new(bytes, "a/pack.yaml", load, &bytes, &err);
	const struct pack *const packs[] = {pack};
	struct lexicon *lexicon = pack ? lexicon_new(packs, 1, &err) : NULL;
	lexicon_free(lexicon);
	pack_free(pack);
	return 0;
}
