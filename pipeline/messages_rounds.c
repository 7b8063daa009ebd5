#include "pipeline/messages.h"

/* What is said of rounds: what changed, what became of what was promised, what runs made. */
const struct message_row message_rounds_table[] = {
	/* two rounds side by side */
	{"what changed between two rounds: --format table, json or csv",
	 "wat er veranderde tussen twee rondes: --format table, json of csv"},
	{"which two rounds; default: the first and the last",
	 "welke twee rondes; standaard: de eerste en de laatste"},
	{"there is only one round; nothing to compare",
	 "er is maar één ronde; er valt niets te vergelijken"},
	{"two rounds are written A,B", "twee rondes schrijf je als A,B"},
	{"not told", "niet verteld"},
	{"new", "nieuw"},
	{"vanished", "verdwenen"},
	{"more", "meer"},
	{"less", "minder"},
	{"unclear", "onduidelijk"},
	{"r", "r"},
	{"diff", "versch"},
	{"kind", "soort"},
	{"role", "rol"},
	{"\nwords of round %.*s (anecdotes here, in the other round; G2, log ratio)\n",
	 "\nwoorden van ronde %.*s (anekdotes hier, in de andere ronde; G2, log ratio)\n"},
	{"round %.*s: %u anecdotes (%u reviewed) in %u documents of %u cases\n",
	 "ronde %.*s: %u anekdotes (%u nagekeken) in %u documenten van %u initiatieven\n"},
	{"cases in both rounds: %u\n", "initiatieven in beide rondes: %u\n"},
	{"diff: change of the share of the anecdotes, in points of a hundred; interval of Newcombe "
	 "(1998); p of Fisher's exact test, corrected as Benjamini and Hochberg (1995). The "
	 "anecdotes of one report are not independent, which makes p too small; --format json has "
	 "the tests over documents and cases too.",
	 "versch: verandering van het aandeel van de anekdotes, in procentpunten; interval van "
	 "Newcombe (1998); p van de exacte toets van Fisher, gecorrigeerd zoals Benjamini en "
	 "Hochberg (1995). De anekdotes van één verslag zijn niet onafhankelijk, waardoor p te "
	 "klein is; --format json heeft ook de toetsen over documenten en initiatieven."},
	{"A round has fewer than five documents: one report more or less can turn any of this "
	 "around.",
	 "Een ronde heeft minder dan vijf documenten: één verslag meer of minder kan alles hiervan "
	 "omkeren."},
	{"A round has fewer than thirty anecdotes: only great changes can show.",
	 "Een ronde heeft minder dan dertig anekdotes: alleen grote veranderingen kunnen blijken."},
	{"Fewer than six cases were visited in both rounds: over so few no change can be told from "
	 "chance.",
	 "Minder dan zes initiatieven zijn in beide rondes bezocht: over zo weinig is geen "
	 "verandering van toeval te onderscheiden."},
	{"The rounds did not visit the same cases: what differs may be who was asked, and not what "
	 "changed.",
	 "De rondes bezochten niet dezelfde initiatieven: wat verschilt kan zijn wie er gevraagd "
	 "is, "
	 "en niet wat er veranderde."},
	{"“$1” was merged into “$2” on $3: its labels of both rounds count there.",
	 "“$1” is op $3 samengevoegd met “$2”: de labels ervan uit beide rondes tellen daar mee."},
	{"“$1” was split off “$2” on $3: what was labelled before could not name it.",
	 "“$1” is op $3 afgesplitst van “$2”: wat daarvoor is gelabeld kon het niet noemen."},
	{"“$1” was added on $3: what was labelled before could not name it.",
	 "“$1” is op $3 toegevoegd: wat daarvoor is gelabeld kon het niet noemen."},
	{NULL, NULL},
};
