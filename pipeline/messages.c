#include "pipeline/messages.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/error.h"

/* In the order of the folders, so that two people who add rows do not meet. */
const struct message_row message_table[] = {
	/* corpus */
	{"not a model, or one of another version", "geen model, of een van een andere versie"},
	{"too many labels for one model", "te veel labels voor één model"},
	{"nothing to learn from", "niets om van te leren"},
	{"the pack has no such theme", "het pakket heeft geen thema van die naam"},
	{"a labelled story needs a theme", "bij een gelabeld verhaal hoort een thema"},
	{"a labelled story needs a text", "bij een gelabeld verhaal hoort een tekst"},
	{"not a JSON object", "geen JSON-object"},
	{"learn a pack's models from labelled stories and reports (.jsonl)",
	 "leer de modellen van een pakket uit gelabelde verhalen en verslagen (.jsonl)"},
	{"on reports that the model did not learn from:",
	 "op verslagen waarvan het model niet geleerd heeft:"},
	{"main label first", "hoofdlabel bovenaan"},
	{"among the first three", "bij de eerste drie"},
	{"out of memory", "geen geheugen meer"},
	{"the document is too long", "het document is te lang"},
	{"there is no text in this document", "er staat geen tekst in dit document"},
	{"the file is empty", "het bestand is leeg"},
	{"this is not a kind of file that can be read",
	 "dit soort bestand kan niet gelezen worden"},
	{"wrongly decoded text was mended", "verkeerd gedecodeerde tekst is hersteld"},
	{"the encoding was guessed", "de tekencodering is geraden"},
	{"bytes that are no UTF-8 were read as Windows-1252",
	 "bytes die geen UTF-8 zijn, zijn gelezen als Windows-1252"},
	{"elements are nested too deeply", "de onderdelen zitten te diep in elkaar"},
	{"the web page is too big", "de webpagina is te groot"},
	{"this JSON is no transcript", "deze JSON is geen transcript"},
	{"the JSON is broken", "de JSON is kapot"},
	{"the table has no column of texts", "de tabel heeft geen kolom met teksten"},
	{"the table has too many columns", "de tabel heeft te veel kolommen"},
	{"phrases that speech recognition invents were left out",
	 "zinnen die spraakherkenning verzint, zijn weggelaten"},
	{"the archive is broken", "het archief is kapot"},
	{"the archive is protected by a password", "het archief is met een wachtwoord beveiligd"},
	{"the archive lacks a part", "in het archief ontbreekt een onderdeel"},
	{"the archive holds too many files", "in het archief zitten te veel bestanden"},
	{"a part of the archive is too big", "een onderdeel van het archief is te groot"},
	{"a part of the archive is packed suspiciously small",
	 "een onderdeel van het archief is verdacht klein ingepakt"},
	{"the XML is broken", "de XML is kapot"},
	{"the PDF is broken", "de pdf is kapot"},
	{"the PDF is protected by a password", "de pdf is met een wachtwoord beveiligd"},
	{"the PDF has too many pages", "de pdf heeft te veel pagina's"},
	{"the PDF holds no text, only pictures", "in de pdf staat geen tekst, alleen beelden"},

	/* lexicons */
	{"a gap is written ... with one digit from 1 to 9",
	 "een gat schrijf je als ... met één cijfer van 1 tot en met 9"},
	{"a gap has to stand between two words", "een gat moet tussen twee woorden staan"},
	{"only <getal>, <woord> and <naam> are known",
	 "alleen <getal>, <woord> en <naam> zijn bekend"},
	{"a * stands at the beginning or the end of a word",
	 "een * staat aan het begin of het eind van een woord"},
	{"a word has = or *, not both", "een woord heeft = of *, niet allebei"},
	{"a word is missing", "er ontbreekt een woord"},
	{"too many alternatives for one word", "te veel keuzes voor één woord"},
	{"each alternative is one word; make a class of phrases",
	 "elke keuze is één woord; maak van woordgroepen een klasse"},
	{"too many words in one cue", "te veel woorden in één aanwijzing"},
	{"a cue needs at least one word", "een aanwijzing heeft ten minste één woord nodig"},
	{"words and gaps of a cue reach too far",
	 "woorden en gaten van een aanwijzing reiken te ver"},
	{"the first word of a cue can't be optional",
	 "het eerste woord van een aanwijzing kan niet facultatief zijn"},
	{"a cue is too long", "een aanwijzing is te lang"},
	{"a cue needs at least one word that is not optional",
	 "een aanwijzing heeft ten minste één woord nodig dat er moet staan"},
	{"one class is allowed among alternatives", "tussen keuzes mag één klasse staan"},
	{"the section has too many entries", "deze afdeling heeft te veel regels"},
	{"the parent is not an id of this section", "de ouder is geen id van deze afdeling"},
	{"negation applies to sections and classes of the pack",
	 "ontkenning geldt voor afdelingen en klassen van de lijst"},
	{"classes take each other in too deeply", "klassen verwijzen te diep naar elkaar"},
	{"there is no class of that name", "er is geen klasse met die naam"},
	{"the regular expression is wrong", "de reguliere expressie klopt niet"},
	{"a regular expression has 1 to 2000 bytes",
	 "een reguliere expressie heeft 1 tot 2000 bytes"},
	{"this key is not known here", "deze sleutel is hier niet bekend"},
	{"unknown kind of row in a language table", "onbekend soort regel in een taaltabel"},
	{"a row of a language table needs a kind and a word",
	 "een regel van een taaltabel heeft een soort en een woord nodig"},
	{"a star needs letters beside it", "naast een sterretje moeten letters staan"},
	{"expected a class, a tab and words", "verwacht: een klasse, een tab en woorden"},
	{"no class of words has this name", "geen klasse van woorden heeft deze naam"},
	{"not a segment model", "dit is geen model voor het vinden van anekdotes"},
	{"a class without words", "een klasse zonder woorden"},
	{"a pattern that repeats a repeat can take very long",
	 "een patroon dat een herhaling herhaalt kan heel lang duren"},
	{"a pattern without letters to look for first runs in every sentence",
	 "een patroon zonder letters om eerst naar te zoeken draait bij elke zin"},
	{"a term so short that it is found everywhere",
	 "een term zo kort dat hij overal gevonden wordt"},
	{"a term that no text can hold as a word",
	 "een term die in geen tekst als woord kan staan"},
	{"a theme without a definition", "een thema zonder omschrijving"},
	{"two themes have the same term", "twee thema's hebben dezelfde term"},
	{"a theme can't stand above itself", "een thema kan niet boven zichzelf staan"},
	{"an included file is a .yaml or .tsv below the folder of packs",
	 "een bestand dat erbij hoort is een .yaml of .tsv onder de map met themalijsten"},
	{"nothing can be included here", "hier kan geen ander bestand bij horen"},
	{"the file is not in UTF-8", "het bestand is niet in UTF-8"},
	{"the file is too large for a pack", "het bestand is te groot voor een themalijst"},
	{"the pack has too many files", "de themalijst heeft te veel bestanden"},
	{"the pack needs a language", "de themalijst heeft een language nodig"},
	{"the pack needs an id", "de themalijst heeft een id nodig"},
	{"a pattern has a name and either regex or tokens",
	 "een patroon heeft een name en óf regex óf tokens"},
	{"a term is a text, `text: weight`, or a map with the key term",
	 "een term is een tekst, `tekst: gewicht`, of een lijstje met de sleutel term"},
	{"a weight is a number from -10 to 10", "een gewicht is een getal van -10 tot en met 10"},
	{"the pack has too many cues", "de themalijst heeft te veel aanwijzingen"},
	{"a text is expected here", "hier wordt een tekst verwacht"},
	{"a list is expected here", "hier wordt een lijst verwacht"},
	{"a map is expected here", "hier worden sleutels met waarden verwacht"},
	{"a reach is a number of words from 1 to 20",
	 "een reikwijdte is een aantal woorden van 1 tot en met 20"},
	{"an id of letters, digits, . _ and - is expected here",
	 "hier wordt een id van letters, cijfers, . _ en - verwacht"},
	{"a column is empty", "een kolom is leeg"},
	{"a line has theme, weight and cue, or class and cue, with tabs between",
	 "een regel heeft thema, gewicht en aanwijzing, of klasse en aanwijzing, met tabs "
	 "ertussen"},
	{"a key has to be a text", "een sleutel moet een tekst zijn"},
	{"a text that begins with * has to stand in quotes",
	 "een tekst die met * begint moet tussen aanhalingstekens staan"},
	{"anchors are not allowed here", "ankers (&) mogen hier niet"},
	{"only one document per file", "één document per bestand"},
	{"the file has too many entries", "het bestand heeft te veel onderdelen"},
	{"the file is nested too deeply", "het bestand zit te diep in elkaar"},
	{"the map has too many keys", "er staan te veel sleutels bij elkaar"},
	{"the same key stands here twice", "dezelfde sleutel staat hier twee keer"},

	/* stages */
	{"no stemmer of that name", "er is geen stammer met die naam"},
	{"the text is too long", "de tekst is te lang"},
	{"the list of words for compounds is damaged",
	 "de woordenlijst voor samenstellingen is beschadigd"},

	/* pipeline: the command line */
	{"check the packs, or say which words and rules give a text its labels",
	 "keur de themalijsten, of zeg welke woorden en regels een tekst zijn labels geven"},
	{"%zu themes, %zu rules, %zu warnings\n", "%zu thema's, %zu regels, %zu waarschuwingen\n"},
	{"words: as written, folded, stem, parts",
	 "woorden: zoals geschreven, gelijkgetrokken, stam, delen"},
	{"hits: words, label, rule, weight, what becomes of it",
	 "treffers: woorden, label, regel, gewicht, wat ermee gebeurt"},
	{"themes: sum of the weights that count", "thema's: som van de gewichten die tellen"},
	{"counts", "telt"},
	{"negated", "ontkend"},
	{"excluded", "uitgesloten"},
	{"covered by a longer one", "valt onder een langere"},
	{"one stage as a filter: JSON lines in, JSON lines out; without a name, the list of them",
	 "één stap als filter: JSON-regels erin, JSON-regels eruit; zonder naam de lijst van "
	 "stappen"},
	{"this line is no record of a stage", "deze regel is geen record van een stap"},
	{"this line is no JSON", "deze regel is geen JSON"},
	{"this stage comes directly behind another one", "deze stap komt direct na een andere"},
	{"can't read the input", "de invoer kan niet gelezen worden"},
	{"unknown stage; did you mean this one", "onbekende stap; bedoelde je deze"},
	{"unknown stage; see rodedraad stage", "onbekende stap; zie rodedraad stage"},
	{"this stage reads lines from standard input",
	 "deze stap leest regels van standaardinvoer"},
	{"hand the data on; --format says in which form",
	 "geef de gegevens door; --format zegt in welke vorm"},
	{"qdpx: hand on what nobody has reviewed too",
	 "qdpx: geef ook door wat niemand beoordeeld heeft"},
	{"csv: what stands between cells: comma, semicolon or tab",
	 "csv: wat tussen de cellen staat: comma, semicolon of tab"},
	{"this form of output is no text; name a file with --output",
	 "deze vorm van uitvoer is geen tekst; noem een bestand met --output"},
	{"a separator is comma, semicolon or tab",
	 "een scheidingsteken is comma, semicolon of tab"},
	{"the packs hold no themes", "in de themalijsten staan geen thema's"},
	{"bring in stories, decisions, a codebook or the work of other coders",
	 "haal verhalen, besluiten, een codeboek of het werk van andere codeurs binnen"},
	{"put the stores of run --shard together", "voeg de opslag van run --shard samen"},
	{"unknown form of output; there are these", "onbekende vorm van uitvoer; er zijn deze"},
	{"%zu stories brought in; now type: rodedraad run %s\n",
	 "%zu verhalen binnengehaald; typ nu: rodedraad run %s\n"},
	{"%zu decisions brought in\n", "%zu besluiten binnengehaald\n"},
	{"decisions on anecdotes that are not there were left out",
	 "besluiten over anekdotes die er niet zijn, zijn weggelaten"},
	{"%zu themes are now a pack in %s/lexicons/%s; name it under packs: in rodedraad.yaml\n",
	 "%zu thema's zijn nu een themalijst in %s/lexicons/%s; noem die onder packs: in "
	 "rodedraad.yaml\n"},
	{"there is another pack of this name; rename one of the two",
	 "er is al een andere themalijst met deze naam; geef een van beide een andere naam"},
	{"the project holds too much", "in het project staat te veel"},
	{"the project does not hold this text", "in het project staat deze tekst niet"},
	{"this is no REFI-QDA project or codebook",
	 "dit is geen REFI-QDA-project of -codeboek"},
	{"passages without a code were left out", "passages zonder code zijn weggelaten"},
	{"codings with a code that is not there were left out",
	 "coderingen met een code die er niet is, zijn weggelaten"},
	{"more themes than one anecdote can have were left out",
	 "meer thema's dan één anekdote kan hebben, zijn weggelaten"},
	{"a second kind or teller of one anecdote was left out",
	 "een tweede soort of verteller van één anekdote is weggelaten"},
	{"suggestions of the program itself were left out",
	 "voorstellen van het programma zelf zijn weggelaten"},
	{"codings without a coder were put under the file's name",
	 "coderingen zonder codeur zijn op naam van het bestand gezet"},
	{"passages outside any anecdote were left out",
	 "passages buiten elke anekdote zijn weggelaten"},
	{"of texts that the study lacks, only the coded passages came in",
	 "van teksten die het onderzoek niet heeft, zijn alleen de gecodeerde passages "
	 "binnengehaald"},
	{"sets of codes, texts or notes were left out",
	 "verzamelingen van codes, teksten of notities zijn weggelaten"},
	{"graphs were left out", "diagrammen zijn weggelaten"},
	{"links were left out", "verbindingen zijn weggelaten"},
	{"cases were left out", "casussen zijn weggelaten"},
	{"pictures were left out", "afbeeldingen zijn weggelaten"},
	{"codings of areas of a PDF were left out",
	 "coderingen van stukken van een pdf-pagina zijn weggelaten"},
	{"recordings were left out", "opnames zijn weggelaten"},
	{"codings of a whole text were left out",
	 "coderingen van een hele tekst zijn weggelaten"},
	{"notes that hang on no coded passage were left out",
	 "notities die niet aan een gecodeerde passage hangen, zijn weggelaten"},
	{"texts that the project does not hold were left out",
	 "teksten die niet in het project staan, zijn weggelaten"},
	{"texts without codings were left out", "teksten zonder coderingen zijn weggelaten"},
	{"passages outside their text were left out",
	 "passages die buiten hun tekst vallen, zijn weggelaten"},
	{"passages that are not named by what stands there",
	 "passages die anders heten dan wat er staat"},
	{"a decision needs an id and a reviewer",
	 "een besluit heeft een id en een beoordelaar nodig"},
	{"this is no table of stories", "dit is geen tabel met verhalen"},
	{"read the documents, find the anecdotes, suggest their themes, store it all; only what "
	 "changed is done again",
	 "lees de documenten, vind de anekdotes, stel thema's voor en bewaar alles; alleen wat "
	 "veranderd is wordt overgedaan"},
	{"a shard goes into a store of its own; name it with --db",
	 "een deel gaat in een eigen opslag; noem die met --db"},
	{"show this help", "toon deze hulp"},
	{"show the version", "toon de versie"},
	{"say nothing but errors", "zeg niets dan fouten"},
	{"say more of what is done", "zeg meer van wat er gebeurt"},
	{"language of what is said; default: the study's, else nl",
	 "taal van wat er gezegd wordt; standaard die van het onderzoek, anders nl"},
	{"number of threads; default: one for each processor",
	 "aantal threads; standaard één per processor"},
	{"the store; default: rodedraad.db in the study folder",
	 "de opslag; standaard rodedraad.db in de map van het onderzoek"},
	{"do only part I of N, into a store of its own",
	 "doe alleen deel I van N, in een eigen opslag"},
	{"form of the output", "vorm van de uitvoer"},
	{"write to FILE instead of standard output",
	 "schrijf naar FILE in plaats van standaarduitvoer"},
	{"theme pack to use; default: samenwerking", "themalijst; standaard samenwerking"},
	{"options:", "opties:"},
	{"usage: rodedraad COMMAND …", "gebruik: rodedraad COMMAND …"},
	{"Rode Draad finds the anecdotes in reports, suggests their themes, and leaves every "
	 "decision to people.",
	 "Rode Draad vindt de anekdotes in verslagen, stelt thema's voor, en laat elk besluit aan "
	 "mensen."},
	{"make a study folder with a commented rodedraad.yaml",
	 "maak een onderzoeksmap met een toegelichte rodedraad.yaml"},
	{"list the runs of a study", "toon wanneer en waarmee het onderzoek is doorgerekend"},
	{"unknown option", "onbekende optie"},
	{"unknown option; did you mean this one", "onbekende optie; bedoelde je deze"},
	{"unknown command; did you mean this one", "onbekend commando; bedoelde je dit"},
	{"unknown command; see rodedraad --help", "onbekend commando; zie rodedraad --help"},
	{"unknown language; there are nl and en", "onbekende taal; er zijn nl en en"},
	{"this option needs a value", "deze optie heeft een waarde nodig"},
	{"this option takes a whole number", "bij deze optie hoort een heel getal"},
	{"a shard is written I/N, with I from 1 to N",
	 "een deel schrijf je als I/N, met I van 1 tot en met N"},
	{"this command does not take this option", "dit commando kent deze optie niet"},
	{"this command is used differently", "dit commando gebruik je anders"},
	{"unknown error", "onbekende fout"},
	{"can't write the output", "de uitvoer kan niet geschreven worden"},

	/* pipeline: files */
	{"this file can't be read", "dit bestand kan niet gelezen worden"},
	{"this file is too large", "dit bestand is te groot"},
	{"can't write this file", "dit bestand kan niet geschreven worden"},
	{"can't make this folder", "deze map kan niet gemaakt worden"},

	/* pipeline: the study */
	{": %s, %zu anecdotes\n", ": %s, %zu anekdotes\n"},
	{"%zu decisions stand on no anecdote any more; they are kept\n",
	 "%zu besluiten staan niet meer op een anekdote; ze blijven bewaard\n"},
	{"there is no such theme pack or part of one",
	 "deze themalijst, of dit deel ervan, is er niet"},
	{"too many theme packs at once", "te veel themalijsten tegelijk"},
	{"a part of the program is missing", "een deel van het programma ontbreekt"},
	{"looks like the same report as", "lijkt hetzelfde verslag als"},
	{"this format needs pandoc or LibreOffice; install one, or save the file as .docx",
	 "hiervoor is pandoc of LibreOffice nodig; installeer er een, of bewaar het bestand als "
	 ".docx"},
	{"interrupted; what is done is kept, and `run` goes on from there",
	 "onderbroken; wat gedaan is blijft, en `run` gaat daar verder"},
	{"%.0f s left ", "nog %.0f s "},
	{"%zu documents: %zu read now, %zu unchanged, %zu not readable, %zu gone (%.1f s)\n",
	 "%zu documenten: %zu nu gelezen, %zu ongewijzigd, %zu onleesbaar, %zu verdwenen (%.1f "
	 "s)\n"},
	{"%llu words, %llu anecdotes with %llu suggested themes, %llu recommendations, %llu "
	 "commitments\n",
	 "%llu woorden, %llu anekdotes met %llu voorgestelde thema's, %llu aanbevelingen, %llu "
	 "afspraken\n"},
	{"this is no folder", "dit is geen map"},
	{"this folder can't be listed", "de inhoud van deze map kan niet gelezen worden"},
	{"too many files in this study", "te veel bestanden in dit onderzoek"},
	{"there is a study here already", "hier is al een onderzoek"},
	{"this is not valid YAML", "dit is geen geldige YAML"},
	{"something else is expected here", "hier wordt iets anders verwacht"},
	{"unknown key", "onbekende sleutel"},
	{"unknown key; did you mean this one", "onbekende sleutel; bedoelde je deze"},
	{"%s is a study now: put reports in %s/ronde-1 and type: rodedraad run %s\n",
	 "%s is nu een onderzoek: zet verslagen in %s/ronde-1 en typ: rodedraad run %s\n"},
	{"run\tstarted\toutcome\tprogram\tdone\tfailed\tanecdotes\tpacks",
	 "run\tbegonnen\tafloop\tprogramma\tgedaan\tmislukt\tanekdotes\tlijsten"},

	/* pipeline: the theme list */
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

	/* pipeline: the store */
	{"there is no such decision", "dit besluit is er niet"},
	{"the store failed", "de opslag faalde"},
	{"the disk is full", "de schijf is vol"},
	{"the disk failed while the store was read or written",
	 "de schijf faalde bij het lezen of schrijven van de opslag"},
	{"this file is no store, or it is damaged",
	 "dit bestand is geen opslag, of het is beschadigd"},
	{"another program keeps the store locked", "een ander programma houdt de opslag bezet"},
	{"the store can't be opened for writing",
	 "de opslag kan niet geopend worden om te schrijven"},
	{"there is no store here yet; use `run` first",
	 "hier is nog geen opslag; gebruik eerst `run`"},
	{"this store was made by a newer version of the program",
	 "deze opslag is gemaakt door een nieuwere versie van het programma"},

	{NULL, NULL},
};

static const char *language_now = "nl";

bool message_language_set(const char *language)
{
	if (strcmp(language, "nl") == 0)
		language_now = "nl";
	else if (strcmp(language, "en") == 0)
		language_now = "en";
	else
		return false;
	return true;
}

const char *message_language_default(void)
{
	static const char *const variable[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof variable / sizeof variable[0]; i++) {
		const char *value = getenv(variable[i]);
		if (!value || value[0] == '\0')
			continue;
		if (strncmp(value, "en_", 3) == 0)
			return "en";
		break;
	}
	return "nl";
}

const char *message_language(void)
{
	return language_now;
}

const char *message(const char *english)
{
	if (language_now[0] == 'e')
		return english;
	for (const struct message_row *row = message_table; row->english; row++)
		if (strcmp(row->english, english) == 0)
			return row->dutch;
	return english;
}

void message_error(FILE *to, const struct error *err)
{
	fputs("rodedraad: ", to);
	if (err->where[0] != '\0') {
		fputs(err->where, to);
		if (err->line > 0)
			fprintf(to, ":%u", err->line);
		if (err->line > 0 && err->column > 0)
			fprintf(to, ":%u", err->column);
		fputs(": ", to);
	}
	fputs(message(err->why ? err->why : "unknown error"), to);
	if (err->detail[0] != '\0')
		fprintf(to, ": %s", err->detail);
	fputc('\n', to);
}
