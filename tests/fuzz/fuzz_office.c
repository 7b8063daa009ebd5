/*
 * The XML inside docx, odt and xlsx: the first byte chooses a part of an archive, the rest is that
 * part; the other parts are small and sound. A fuzzer that has to guess checksums and deflated
 * bytes would hardly ever come this far.
 */
#include <string.h>
#include <zip.h>

#include "corpus/reader.h"
#include "tests/fuzz/fuzz.h"

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define S "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define O                                                                                          \
	"xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "                       \
	"xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""

struct part {
	unsigned char format; /* index in names */
	const char *path;
	const char *sound;
};

static const char *const names[] = {"a.docx", "a.odt", "a.xlsx"};
static const struct part parts[] = {
	{0, "word/document.xml",
	 "<w:document " W
	 "><w:body><w:p><w:pPr><w:pStyle w:val=\"Kop1\"/><w:numPr><w:ilvl w:val=\"0\"/>"
	 "<w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>Het "
	 "plein</w:t></w:r></w:p></w:body></w:document>"},
	{0, "word/styles.xml",
	 "<w:styles " W
	 "><w:style w:styleId=\"Kop1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>"},
	{0, "word/numbering.xml",
	 "<w:numbering " W
	 "><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/>"
	 "<w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId "
	 "w:val=\"0\"/>"
	 "</w:num></w:numbering>"},
	{0, "word/footnotes.xml", "<w:footnotes " W "/>"},
	{0, "docProps/core.xml", "<coreProperties/>"},
	{1, "content.xml",
	 "<office:document-content " O
	 "><office:body><office:text><text:h text:outline-level=\"1\">Plein</text:h>"
	 "<text:p>Wij begonnen.</text:p></office:text></office:body></office:document-content>"},
	{1, "styles.xml", "<office:document-styles " O "/>"},
	{1, "meta.xml", "<office:document-meta " O "/>"},
	{2, "xl/workbook.xml",
	 "<workbook " S "><sheets><sheet name=\"a\" sheetId=\"1\"/></sheets></workbook>"},
	{2, "xl/sharedStrings.xml", "<sst " S "><si><t>text</t></si></sst>"},
	{2, "xl/worksheets/sheet1.xml",
	 "<worksheet " S
	 "><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\">"
	 "<c r=\"A2\" t=\"inlineStr\"><is><t>Wij "
	 "begonnen.</t></is></c></row></sheetData></worksheet>"},
};

static void add(zip_t *zip, const char *path, struct span bytes)
{
	zip_source_t *source = zip_source_buffer(zip, bytes.at, bytes.len, 0);
	const zip_int64_t index = source ? zip_file_add(zip, path, source, ZIP_FL_ENC_UTF_8) : -1;
	if (index < 0)
		abort();
	(void)zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
}

/* A malloc of its size. */
static struct span archive(const struct part *chosen, struct span bytes)
{
	zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, NULL);
	if (!target)
		abort();
	zip_source_keep(target);
	zip_t *zip = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	if (!zip)
		abort();
	if (chosen->format == 1)
		add(zip, "mimetype", span_from("application/vnd.oasis.opendocument.text"));
	else
		add(zip, "[Content_Types].xml", span_from("<Types/>"));
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i].format == chosen->format)
			add(zip, parts[i].path,
			    &parts[i] == chosen ? bytes : span_from(parts[i].sound));
	if (zip_close(zip) < 0 || zip_source_open(target) < 0)
		abort();
	(void)zip_source_seek(target, 0, SEEK_END);
	const size_t size = (size_t)zip_source_tell(target);
	char *out = malloc(size ? size : 1);
	(void)zip_source_seek(target, 0, SEEK_SET);
	if (!out || zip_source_read(target, out, size) != (zip_int64_t)size)
		abort();
	(void)zip_source_close(target);
	zip_source_free(target);
	return (struct span){out, size};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	const struct part *part = &parts[data[0] % (sizeof parts / sizeof *parts)];
	const struct span bytes = archive(part, fuzz_span(data + 1, size - 1));
	struct arena keep = ARENA_INIT;
	struct arena scratch = ARENA_INIT;
	struct error err = ERROR_INIT;
	struct document document;
	const struct reader_options options = {.name = names[part->format], .language = "nl"};
	(void)reader_read(&document, bytes, &options, &keep, &scratch, &err);
	arena_release(&scratch);
	arena_release(&keep);
	free((char *)(uintptr_t)bytes.at);
	return 0;
}
