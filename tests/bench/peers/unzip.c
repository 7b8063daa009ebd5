/* The least that reading a docx takes: unzip FILE..., each part unzipped and parsed as XML. */
#include <libxml/xmlreader.h>
#include <stdbool.h>
#include <zip.h>

#include "tests/bench/bench.h"

static uint64_t nodes;

static bool parse(const char *bytes, size_t len)
{
	xmlTextReaderPtr reader = xmlReaderForMemory(bytes, (int)len, NULL, NULL, XML_PARSE_NONET);
	int more = 0;
	while (reader && (more = xmlTextReaderRead(reader)) == 1)
		nodes++;
	xmlFreeTextReader(reader);
	return reader && more == 0;
}

static bool read_part(zip_t *zip, zip_uint64_t index, uint64_t *bytes)
{
	zip_stat_t stat;
	zip_file_t *file = zip_fopen_index(zip, index, 0);
	bool read = false;
	if (file && zip_stat_index(zip, index, 0, &stat) == 0) {
		char *part = malloc(stat.size + 1);
		read = part && zip_fread(file, part, stat.size) == (zip_int64_t)stat.size &&
		       parse(part, stat.size);
		free(part);
		*bytes += stat.size;
	}
	if (file)
		(void)zip_fclose(file);
	return read;
}

int main(int argc, char **argv)
{
	uint64_t bytes = 0;
	for (int i = 1; i < argc; i++) {
		zip_t *zip = zip_open(argv[i], ZIP_RDONLY, NULL);
		const zip_int64_t parts = zip ? zip_get_num_entries(zip, 0) : 0;
		if (!zip)
			bench_fail(argv[i]);
		for (zip_int64_t part = 0; part < parts; part++)
			if (!read_part(zip, (zip_uint64_t)part, &bytes))
				bench_fail(argv[i]);
		zip_discard(zip);
	}
	printf("{\"bytes\": %" PRIu64 ", \"nodes\": %" PRIu64 "}\n", bytes, nodes);
	return 0;
}
