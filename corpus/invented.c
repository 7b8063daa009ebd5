#include "corpus/invented.h"

/* Folded; a phrase that ends in `*` matches whatever follows. */
static const char *const phrases[] = {
	"ondertitels ingediend door*",
	"ondertiteld door*",
	"ondertiteling door*",
	"ondertiteling: *",
	"ondertiteling bij*",
	"ondertitels door*",
	"ondertitels: *",
	"subtitles by*",
	"subtitled by*",
	"subs by*",
	"transcription by*",
	"transcribed by*",
	"amara.org*",
	"tv gelderland 2*",
	"(c) tv gelderland*",
	"c) tv gelderland*",
	"© tv gelderland*",
	"bedankt voor het kijken*",
	"bedankt om te kijken*",
	"dank u voor het kijken*",
	"dank je voor het kijken*",
	"dank je wel voor het kijken*",
	"dankjewel voor het kijken*",
	"bedankt om te luisteren",
	"thanks for watching*",
	"thank you for watching*",
	"vergeet niet te abonneren*",
	"vergeet je niet te abonneren*",
	"abonneer je op*",
	"please subscribe*",
	"don't forget to subscribe*",
	"like en abonneer*",
	"muziek",
	"[muziek",
	"music",
};

static bool matches(struct span text, struct span phrase)
{
	if (phrase.at[phrase.len - 1] != '*')
		return span_equal(text, phrase);
	phrase.len--;
	return span_starts(text, phrase);
}

bool invented_phrase(struct span folded)
{
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		if (matches(folded, span_from(phrases[i])))
			return true;
	return false;
}
