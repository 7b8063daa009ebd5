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
	{"on your own %zu reviewed anecdotes, each held out in turn: precision %.2f, recall %.2f\n",
	 "op uw eigen %zu nagekeken anekdotes, elk om de beurt achtergehouden: precisie %.2f, "
	 "vangst %.2f\n"},
	{"learnt from them: F1 %.2f, without them %.2f\n",
	 "daarvan geleerd: F1 %.2f, zonder %.2f\n"},
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
	{"a sheet can't hold so many rows", "een blad kan zoveel rijen niet bevatten"},
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
	{"this is no REFI-QDA project or codebook", "dit is geen REFI-QDA-project of -codeboek"},
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
	{"codings of a whole text were left out", "coderingen van een hele tekst zijn weggelaten"},
	{"notes that hang on no coded passage were left out",
	 "notities die niet aan een gecodeerde passage hangen, zijn weggelaten"},
	{"texts that the project does not hold were left out",
	 "teksten die niet in het project staan, zijn weggelaten"},
	{"texts without codings were left out", "teksten zonder coderingen zijn weggelaten"},
	{"passages outside their text were left out",
	 "passages die buiten hun tekst vallen, zijn weggelaten"},
	{"passages that are not named by what stands there",
	 "passages die anders heten dan wat er staat"},
	{"patterns that a cue can't say were left out",
	 "patronen die een aanwijzing niet kan zeggen, zijn weggelaten"},
	{"words of a category that is not there were left out",
	 "woorden van een categorie die er niet is, zijn weggelaten"},
	{"this is no dictionary of categories with words",
	 "dit is geen woordenboek van categorieën met woorden"},
	{"this is no table of tags", "dit is geen tabel met labels"},
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

	/* pipeline: the report */
	{"write the theme list and the drafts of recommendations under DIR/out/",
	 "schrijf de themalijst en de concepten van aanbevelingen in DIR/out/"},
	{"no docx and odt: that needs pandoc (apt install pandoc)",
	 "geen docx en odt: daarvoor is pandoc nodig (apt install pandoc)"},
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
	 "the documents (up). Low is spread evenly; the numbers are those of the table.",
	 "Elk thema naar hoe vaak erover verteld wordt (naar rechts) en hoe ongelijk het over de "
	 "documenten verspreid is (omhoog). Laag is gelijkmatig; de nummers zijn die van de "
	 "tabel."},
	{"DPnorm: from even to all in one", "DPnorm: van gelijkmatig tot alles in één"},
	{"What goes well", "Wat goed gaat"},
	{"What gets stuck", "Wat vastloopt"},
	{"Leads to build on", "Aanknopingspunten"},
	{"Recommended in the conversations", "Aanbevolen in de gesprekken"},
	{" (%u sentences found)", " (%u zinnen gevonden)"},
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
	{"without a case", "zonder initiatief"},
	{"without a theme", "zonder thema"},
	{"All anecdotes", "Alle anekdotes"},

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

	/* review */
	{"the review pages, on this machine alone; says their addresses",
	 "de beoordelingspagina's, alleen op deze machine; zegt de adressen"},
	{"port of the review pages; default: 7433",
	 "poort van de beoordelingspagina's; standaard: 7433"},
	{"who gets a link; may be given more than once",
	 "wie een link krijgt; mag vaker gegeven worden"},
	{"too many reviewers at once", "te veel beoordelaars tegelijk"},
	{"a reviewer's name has 1 to 100 bytes",
	 "de naam van een beoordelaar heeft 1 tot 100 bytes"},
	{"The review pages of %s:\n", "De beoordelingspagina's van %s:\n"},
	{"Each link is for one person; who has it speaks in that name. Ctrl-C ends it.",
	 "Elke link is voor één persoon; wie hem heeft, spreekt in die naam. Ctrl-C stopt."},
	{"can't listen on this port", "kan niet luisteren op deze poort"},
	{"the server can't go on", "de server kan niet verder"},
	{"these words stand in the document too often",
	 "deze woorden staan te vaak in het document"},
	{"the kernel gives no random numbers", "de kernel geeft geen willekeurige getallen"},

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
