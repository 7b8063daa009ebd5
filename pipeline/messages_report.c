#include "pipeline/messages.h"

/* What the theme list and the report say. */
const struct message_row message_report_table[] = {
	/* the theme list */
	{"the theme list: --format table, json or csv",
	 "de themalijst: --format table, json of csv"},
	{"only the documents of this round", "alleen de documenten van deze ronde"},
	{"there is no such round", "deze ronde is er niet"},
	{"theme", "thema"},
	{"anec", "anek"},
	{"seen", "gez."},
	{"docs", "docs"},
	{"case", "init"},
	{"spread", "spreiding"},
	{"too few", "te weinig"},
	{"red thread", "rode draad"},
	{"hobby-horse", "stokpaardje"},
	{"in between", "ertussenin"},
	{"go together (log-likelihood G2, NPMI, number of anecdotes)",
	 "gaan samen (log-likelihood G2, NPMI, aantal anekdotes)"},
	{" (%zu anecdotes in %u documents; G2 %d)", " (%zu anekdotes in %u documenten; G2 %d)"},
	{", tentative", ", aarzelend"},
	{"\ncandidate themes, from %u anecdotes that no theme fits well\n",
	 "\nkandidaat-thema's, uit %u anekdotes waar geen thema goed bij past\n"},
	{"none: nothing recurs often enough", "geen: niets komt vaak genoeg terug"},
	{"\n%zu anecdotes in %zu documents, %u seen by a reviewer, %zu rejected and left out\n",
	 "\n%zu anekdotes in %zu documenten, %u nagekeken, %zu afgekeurd en weggelaten\n"},
	{"%zu documents left out: the same report as another\n",
	 "%zu documenten weggelaten: hetzelfde verslag als een ander\n"},
	{"DPnorm: spread over documents, 0 even, 1 all in one (Gries 2008; Lijffijt and Gries "
	 "2012)",
	 "DPnorm: spreiding over documenten, 0 gelijkmatig, 1 alles in één (Gries 2008; Lijffijt "
	 "en Gries 2012)"},

	/* the report */
	{"write the theme list and the drafts of recommendations under DIR/out/",
	 "schrijf de themalijst en de concepten van aanbevelingen in DIR/out/"},
	{"no docx and odt: that needs pandoc (apt install pandoc)",
	 "geen docx en odt: daarvoor is pandoc nodig (apt install pandoc)"},
	{"All %zu anecdotes are in %s.", "Alle %zu anekdotes staan in %s."},
	{"unknown", "onbekend"},
	{"none", "geen"},
	{", not reviewed", ", niet nagekeken"},
	{", reviewed", ", nagekeken"},
	{"Documents", "Documenten"},
	{"Documents that could not be read", "Documenten die niet gelezen konden worden"},
	{"Documents left out: the same report as another",
	 "Documenten weggelaten: hetzelfde verslag als een ander"},
	{"Rounds", "Rondes"},
	{"Cases", "Initiatieven"},
	{"Speakers", "Sprekers"},
	{"Expected and not heard", "Verwacht en niet gehoord"},
	{"Anecdotes", "Anekdotes"},
	{"Of these, seen by a reviewer", "Daarvan nagekeken"},
	{"Rejected by a reviewer and left out", "Bij het nakijken afgekeurd en weggelaten"},
	{"Reviewed by", "Nagekeken door"},
	{"Nobody has reviewed these anecdotes yet: themes, kinds and roles are the program's "
	 "suggestions.",
	 "Niemand heeft deze anekdotes nog nagekeken: thema's, soorten en rollen zijn voorstellen "
	 "van het programma."},
	{"%u of the %zu anecdotes have been reviewed; of the others, themes, kinds and roles are "
	 "the program's suggestions.",
	 "%u van de %zu anekdotes zijn nagekeken; bij de andere zijn thema's, soorten en rollen "
	 "voorstellen van het programma."},
	{", largest share: ", ", grootste deel: "},
	{" (%u of %u anecdotes)", " (%u van %u anekdotes)"},
	{"%zu recommendations found in the text", "%zu aanbevelingen gevonden in de tekst"},
	{"Summary", "Samenvatting"},
	{"Told of most", "Het meest over verteld"},
	{"Red threads", "Rode draden"},
	{"Hobby-horses", "Stokpaardjes"},
	{"; and %zu more", "; en nog %zu"},
	{"Changed between the rounds", "Veranderd tussen de rondes"},
	{"no theme, as far as these numbers can tell",
	 "geen thema, voor zover deze aantallen dat kunnen zeggen"},
	{"adopted: ", "vastgesteld: "},
	{", most of them on: ", ", de meeste over: "},
	{"Theme list and drafts of recommendations", "Themalijst en concepten van aanbevelingen"},
	{"anecdotes", "anekdotes"},
	{"reviewed", "nagekeken"},
	{"documents", "documenten"},
	{"cases", "initiatieven"},
	{"The themes, most told of first", "De thema's, waarover het meest verteld is eerst"},
	{"Spread: ", "Spreiding: "},
	{"; DPnorm over documents ", "; DPnorm over documenten "},
	{", over cases ", ", over initiatieven "},
	{", over speakers ", ", over sprekers "},
	{"; at most %u anecdotes from one document.", "; hoogstens %u anekdotes uit één document."},
	{" Told by: ", " Verteld door: "},
	{" Not heard on this: ", " Niet hierover gehoord: "},
	{"Goes together with: ", "Gaat samen met: "},
	{" (%u anecdotes, G2 ", " (%u anekdotes, G2 "},
	{"%u anecdotes (%u reviewed) in %u documents, of %u cases and %u known speakers. ",
	 "%u anekdotes (%u nagekeken) in %u documenten, van %u initiatieven en %u bekende "
	 "sprekers. "},
	{": %zu anecdotes in %u documents", ": %zu anekdotes in %u documenten"},
	{", log ratio ", ", log-ratio "},
	{"Candidate themes", "Kandidaat-thema's"},
	{"Words that come back in the %u anecdotes no theme fits well, more than in the others. "
	 "Whether they are a theme is for people to say.",
	 "Woorden die terugkomen in de %u anekdotes waar geen thema goed bij past, meer dan in de "
	 "andere. Of het een thema is, is aan mensen."},
	{"Themes", "Thema's"},
	{"Anecdotes per theme and kind", "Anekdotes per thema en soort"},
	{"How many anecdotes each theme has, and of which kind. The table above has the same "
	 "figures.",
	 "Hoeveel anekdotes elk thema heeft, en van welke soort. De tabel hierboven heeft "
	 "dezelfde cijfers."},
	{"Anecdotes per theme and case", "Anekdotes per thema en initiatief"},
	{"How many anecdotes each case has on each theme; darker is more.",
	 "Hoeveel anekdotes elk initiatief over elk thema heeft; donkerder is meer."},
	{"How often and how evenly", "Hoe vaak en hoe gelijkmatig"},
	{"Each theme by how often it is told of (to the right) and how unevenly it is spread over "
	 "the documents (up). Low is spread evenly; the numbers are those of the table, and each "
	 "point leads to its theme.",
	 "Elk thema naar hoe vaak erover verteld wordt (naar rechts) en hoe ongelijk het over de "
	 "documenten verspreid is (omhoog). Laag is gelijkmatig; de nummers zijn die van de "
	 "tabel, en elke punt leidt naar zijn thema."},
	{"DPnorm: from even to all in one", "DPnorm: van gelijkmatig tot alles in één"},
	{"What goes well", "Wat goed gaat"},
	{"What gets stuck", "Wat vastloopt"},
	{"Leads to build on", "Aanknopingspunten"},
	{"Recommended in the conversations", "Aanbevolen in de gesprekken"},
	{" (%u sentences found)", " (%u zinnen gevonden)"},
	{"Adopted", "Vastgesteld"},
	{"For discussion", "Ter bespreking"},
	{"Dropped by the reviewers: ", "Door de beoordelaars geschrapt: "},
	{"; no anecdote of this theme stands behind it",
	 "; er staat geen anekdote van dit thema achter"},
	{"Draft, to decide on", "Concept, om over te besluiten"},
	{"it is recommended that this is taken up: “", "aanbevolen wordt om dit op te pakken: “"},
	{"nobody recommended something in so many words. Talk about what is behind the %u "
	 "anecdotes in which it gets stuck, and what made it work in the %u in which it goes "
	 "well; put the recommendation in your own words.",
	 "niemand beval met zoveel woorden iets aan. Bespreek wat er achter de %u anekdotes zit "
	 "waarin het vastloopt, en waardoor het werkte in de %u waarin het goed gaat; zet de "
	 "aanbeveling in eigen woorden."},
	{"Rests on %zu anecdotes, of which %u have been reviewed: ",
	 "Rust op %zu anekdotes, waarvan %u nagekeken: "},
	{"Too little was found to draft anything on: ",
	 "Te weinig gevonden voor een concept over: "},
	{"Too little was found to draft recommendations for them.",
	 "Er is te weinig gevonden om hun iets aan te bevelen."},
	{"Recommendations: drafts", "Aanbevelingen: concepten"},
	{"These are drafts for people to decide on. What stands here was said or told by "
	 "somebody; nothing was added. Quotes were chosen because they are short and typical, and "
	 "for each audience those told by others go first.",
	 "Dit zijn concepten waarover mensen besluiten. Wat hier staat is door iemand gezegd of "
	 "verteld; er is niets bij bedacht. Citaten zijn gekozen omdat ze kort en typerend zijn, "
	 "en voor elk van de partijen gaan die van anderen voor."},
	{"Made by Rode Draad %s", "Gemaakt door Rode Draad %s"},
	{"; run ", "; run "},
	{"; packs ", "; themalijsten "},
	{"document", "document"},
	{"round", "ronde"},
	{"words", "woorden"},
	{"Method and figures", "Methode en cijfers"},
	{"An anecdote is a stretch of text in which somebody tells from experience. The program "
	 "finds them, and suggests themes and a kind with the words that say so; what a reviewer "
	 "decided goes before that, and what a reviewer rejected is left out. An anecdote with "
	 "two themes counts for both.",
	 "Een anekdote is een stuk tekst waarin iemand uit ervaring vertelt. Het programma vindt "
	 "ze, en stelt thema's en een soort voor met de woorden waaraan dat te zien is; wat bij "
	 "het nakijken besloten is gaat daarvoor, en wat daarbij afgekeurd is, is weggelaten. Een "
	 "anekdote met twee thema's telt voor allebei."},
	{"Spread: the deviation of proportions, DP (Gries 2008), from 0 (as the documents are "
	 "long in anecdotes) to DPnorm 1 (all in the smallest; Lijffijt and Gries 2012). Few "
	 "anecdotes can't be spread evenly, so DP is held against what chance would give: a theme "
	 "at most a quarter of the way from there to all in one document, in at least three "
	 "documents and a third of all, is a red thread; half of the way or more, a hobby-horse; "
	 "with fewer than five anecdotes nothing is said.",
	 "Spreiding: de afwijking van verhoudingen, DP (Gries 2008), van 0 (naar hoeveel "
	 "anekdotes elk document heeft) tot DPnorm 1 (alles in het kleinste; Lijffijt en Gries "
	 "2012). Weinig anekdotes kunnen niet gelijkmatig verspreid zijn, dus DP wordt gelegd "
	 "naast wat toeval zou geven: een thema op hoogstens een kwart van de weg van daar naar "
	 "alles in één document, in ten minste drie documenten en een derde van alle, is een rode "
	 "draad; op de helft van de weg of verder een stokpaardje; bij minder dan vijf anekdotes "
	 "wordt er niets over gezegd."},
	{"Themes go together when anecdotes have both more often than by chance: log-likelihood "
	 "ratio G2 (Dunning 1993) and normalised pointwise mutual information, NPMI (Bouma 2009). "
	 "Candidate themes are words that are key in the anecdotes no theme fits well (without a "
	 "label, or in the lowest quarter of the scores) against the others: G2, with Hardie's "
	 "log ratio for the size of the difference, corrected for the number of words (Benjamini "
	 "and Hochberg 1995); a group none of whose words stands that is called tentative.",
	 "Thema's gaan samen als anekdotes ze vaker dan bij toeval allebei hebben: "
	 "log-likelihoodratio G2 (Dunning 1993) en genormaliseerde puntsgewijze wederzijdse "
	 "informatie, NPMI (Bouma 2009). Kandidaat-thema's zijn woorden die kenmerkend zijn voor "
	 "de anekdotes waar geen thema goed bij past (zonder label, of in het laagste kwart van "
	 "de scores) tegenover de andere: G2, met Hardies log-ratio voor de grootte van het "
	 "verschil, gecorrigeerd voor het aantal woorden (Benjamini en Hochberg 1995); een groep "
	 "waarvan geen woord dat doorstaat heet aarzelend."},
	{"Commitments", "Afspraken"},
	{"Found by the program: a list to check with those who made the commitments.",
	 "Gevonden door het programma: een lijst om na te gaan met wie de afspraken maakten."},
	{"what was promised", "wat er beloofd is"},
	{"by whom", "door wie"},
	{"kept?", "nagekomen?"},
	{"what a later round says", "wat een latere ronde zegt"},
	{"not mentioned", "niet genoemd"},
	{", judged by ", ", volgens "},
	{"the pictures of the PDF have no alternative text",
	 "de plaatjes in de PDF hebben geen vervangende tekst"},
	{"a PDF needs weasyprint (apt install weasyprint)",
	 "een PDF heeft weasyprint nodig (apt install weasyprint)"},
	{"What became of %zu of the %zu was judged by people (☑).",
	 "Van %zu van de %zu is door mensen beoordeeld wat ervan werd (☑)."},
	{"without a case", "zonder initiatief"},
	{"without a theme", "zonder thema"},
	{"All anecdotes", "Alle anekdotes"},
	{NULL, NULL},
};
