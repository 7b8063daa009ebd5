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
	{"round %.*s", "ronde %.*s"},
	{"Rounds side by side", "De rondes naast elkaar"},
	{": %u anecdotes (%u reviewed) in %u documents of %u cases",
	 ": %u anekdotes (%u nagekeken) in %u documenten van %u initiatieven"},
	{"Cases in both rounds: %u", "Initiatieven in beide rondes: %u"},
	{"change", "verandering"},
	{"95% interval", "95%-interval"},
	{"cases with more / less", "initiatieven met meer / minder"},
	{"what changed", "wat er veranderde"},
	{"Share of the anecdotes per theme, greatest rise first",
	 "Aandeel van de anekdotes per thema, grootste stijging eerst"},
	{"Kinds in both rounds", "Soorten in beide rondes"},
	{"Kinds per theme, from the one round to the other; clear shifts are bold",
	 "Soorten per thema, van de ene ronde naar de andere; duidelijke verschuivingen zijn vet"},
	{"Who is heard in both rounds", "Wie er in beide rondes gehoord is"},
	{"Words that make the difference", "Woorden die het verschil maken"},
	{"Change in points of a hundred, with the interval of Newcombe (1998, method 10). p is "
	 "that "
	 "of Fisher's exact test, corrected for the number of themes as Benjamini and Hochberg "
	 "(1995). The anecdotes of one report are not independent, which makes p too small: look "
	 "at the cases too.",
	 "Verandering in procentpunten, met het interval van Newcombe (1998, methode 10). p is die "
	 "van de exacte toets van Fisher, gecorrigeerd voor het aantal thema's zoals Benjamini en "
	 "Hochberg (1995). De anekdotes van één verslag zijn niet onafhankelijk, waardoor p te "
	 "klein is: kijk ook naar de initiatieven."},
	{"clear change", "duidelijke verandering"},
	{"no change that these numbers can bear", "geen verandering die deze aantallen dragen"},
	{"all anecdotes", "alle anekdotes"},
	{"each case that was visited in both rounds",
	 "elk initiatief dat in beide rondes bezocht is"},
	{"Share of the anecdotes per theme in both rounds",
	 "Aandeel van de anekdotes per thema in beide rondes"},
	{"A line for each theme from its share of the anecdotes in the one round to that in the "
	 "other. Clear changes are bold. The table above has the same figures.",
	 "Een lijn per thema van het aandeel van de anekdotes in de ene ronde naar dat in de "
	 "andere. Duidelijke veranderingen zijn vet. De tabel hierboven heeft dezelfde cijfers."},
	{"Each theme in both rounds, over all and per case",
	 "Elk thema in beide rondes, in het geheel en per initiatief"},
	{"A field for each theme: the bold line is its share of all anecdotes in both rounds, the "
	 "thin ones are the cases that were visited twice.",
	 "Een vak per thema: de vette lijn is het aandeel van alle anekdotes in beide rondes, de "
	 "dunne zijn de initiatieven die twee keer bezocht zijn."},

	/* what became of what was promised */
	{"what was promised and what became of it, per case: --format table, json or csv",
	 "wat er beloofd is en wat ervan kwam, per initiatief: --format table, json of csv"},
	{"mentioned, not told how it went", "genoemd, niet gezegd hoe het afliep"},
	{"case not visited again", "initiatief nog niet weer bezocht"},
	{" (round %.*s): ", " (ronde %.*s): "},
	{"no commitments were found", "er zijn geen afspraken gevonden"},

	/* runs, repeated and held against each other */
	{"which suggestions differ between two runs, and why: --format table or json",
	 "welke voorstellen tussen twee runs verschillen, en waarom: --format table of json"},
	{"without what earlier decisions teach", "zonder wat eerdere besluiten leren"},
	{"repeat that run, or say what is missing for it",
	 "herhaal die run, of zeg wat daarvoor ontbreekt"},
	{"there is no such run", "deze run is er niet"},
	{"this run is from before suggestions were kept",
	 "deze run is van voordat voorstellen werden bewaard"},
	{"rodedraad: run %lld can't be repeated here; what differs:\n",
	 "rodedraad: run %lld is hier niet te herhalen; wat verschilt:\n"},
	{"runs %lld and %lld suggested the same\n", "runs %lld en %lld stelden hetzelfde voor\n"},
	{"%zu documents and %zu anecdotes differ\n",
	 "%zu documenten en %zu anekdotes verschillen\n"},
	{"what differs between the runs, and is the cause where the document is the same:",
	 "wat tussen de runs verschilt, en de oorzaak is waar het document hetzelfde is:"},
	{"program", "programma"},
	{"build of the program", "bouwsel van het programma"},
	{"library", "bibliotheek"},
	{"pack or model", "pakket of model"},
	{"study file", "onderzoeksbestand"},
	{"what was learnt from decisions", "wat van besluiten geleerd is"},
	{"document that is gone", "document dat er niet meer is"},
	{"document that changed", "document dat veranderd is"},
	{"document that was not there then", "document dat er toen niet was"},
	{"the same document", "hetzelfde document"},
	{"the document changed", "het document is veranderd"},
	{"a new document", "een nieuw document"},
	{"the document is gone", "het document is er niet meer"},
	{"no anecdote", "geen anekdote"},

	/* who is not heard */
	{"Who is not heard", "Wie er niet gehoord is"},
	{"Who is not heard per theme", "Wie er per thema niet gehoord is"},
	{"In brackets: how many stories they tell in the whole study; who tells few is absent from "
	 "most themes by chance alone. Themes with fewer than %d stories are left out.",
	 "Tussen haakjes: hoeveel verhalen zij in het hele onderzoek vertellen; wie weinig "
	 "vertelt, "
	 "ontbreekt bij de meeste thema's alleen al door toeval. Thema's met minder dan %d "
	 "verhalen "
	 "staan er niet bij."},
	{"Of the %zu people that the study expects, %zu tell no story that was found:",
	 "Van de %zu mensen die het onderzoek verwacht vertellen er %zu geen verhaal dat gevonden "
	 "is:"},
	{"Roles that nobody is heard in: ", "Rollen waarin niemand gehoord is: "},
	{"roles not heard", "rollen niet gehoord"},
	{"cases not heard", "initiatieven niet gehoord"},
	{", over roles ", ", over rollen "},
	{NULL, NULL},
};
