#include "pipeline/messages.h"

/* The sentences of the review pages, which get this table as it stands. %1, %2 … stand for values.
 */
const struct message_row message_page_table[] = {
	/* what the server answers */
	{"there is no such page", "die pagina is er niet"},
	{"this request comes from another site", "dit verzoek komt van een andere site"},
	{"open your link again: this session has ended",
	 "open uw link opnieuw: deze sessie is afgelopen"},
	{"the request is not understood", "het verzoek is niet te begrijpen"},
	{"the request is too long", "het verzoek is te lang"},
	{"this link is not known, or too old", "deze link is onbekend, of te oud"},
	{"there is no such document", "dat document is er niet"},
	{"there is no such theme", "dat thema is er niet"},
	{"there is no such kind or role", "die soort of rol is er niet"},
	{"too many themes for one anecdote", "te veel thema's voor één anekdote"},
	{"the text is too long", "de tekst is te lang"},
	{"the note is too long", "de notitie is te lang"},
	{"somebody else changed this meanwhile", "iemand anders heeft dit intussen gewijzigd"},
	{"this anecdote is no longer there", "deze anekdote is er niet meer"},
	{"the program does not answer; is it still running?",
	 "het programma antwoordt niet; draait het nog?"},
	{"open the link that you were given", "open de link die u gekregen hebt"},
	{"something went wrong on this page", "er ging iets mis op deze pagina"},
	{"This does not work now", "Dit lukt nu niet"},
	{"Try again", "Probeer opnieuw"},
	{"To the content", "Naar de inhoud"},
	{"Pages", "Pagina's"},

	/* documents */
	{"Documents", "Documenten"},
	{"Round %1", "Ronde %1"},
	{"Begin", "Beginnen"},
	{"Go on where you left off", "Verdergaan waar u gebleven was"},
	{"You have decided about everything.", "U hebt over alles beslist."},
	{"done", "klaar"},
	{"%1 of %2", "%1 van %2"},
	{"no anecdotes", "geen anekdotes"},
	{"Decisions that lost their anecdote: %1", "Besluiten die hun anekdote kwijt zijn: %1"},
	{"Decisions that lost their anecdote", "Besluiten die hun anekdote kwijt zijn"},
	{"The text, the document or the themes changed, and no anecdote has most of these words "
	 "any "
	 "more. What was decided is kept. Where it is still needed, decide again in the document.",
	 "De tekst, het document of de thema's zijn veranderd, en geen anekdote heeft de meeste "
	 "van "
	 "deze woorden nog. Wat besloten is, blijft bewaard. Beslis opnieuw in het document waar "
	 "dat "
	 "nog nodig is."},
	{"The document is gone.", "Het document is er niet meer."},
	{"There are none.", "Die zijn er niet."},
	{"January February March April May June July August September October November December",
	 "januari februari maart april mei juni juli augustus september oktober november december"},

	/* theme list and theme */
	{"Theme list", "Themalijst"},
	{"More", "Meer"},
	{"Theme", "Thema"},
	{"Anecdotes", "Anekdotes"},
	{"Reviewed", "Beoordeeld"},
	{"Spread", "Spreiding"},
	{"a red thread", "een rode draad"},
	{"a hobby-horse", "een stokpaardje"},
	{"in between", "ertussenin"},
	{"too few to say", "te weinig om iets te zeggen"},
	{"How often, and what came of it", "Hoe vaak, en wat ervan kwam"},
	{"How often and how evenly", "Hoe vaak en hoe gelijkmatig"},
	{"DPnorm: from even to all in one", "DPnorm: van gelijkmatig tot alles in één"},
	{"anecdotes", "anekdotes"},
	{"To the right: told of more often. Low: spread evenly over the documents; high: all in "
	 "one. "
	 "Dark points are red threads, points with a dashed edge hobby-horses. The numbers are "
	 "places "
	 "in the list; each point leads to its theme, and one that would lie on another stands to "
	 "the "
	 "right of it.",
	 "Naar rechts: vaker verteld. Laag: gelijkmatig verspreid over de documenten; hoog: alles "
	 "in "
	 "één. Donkere punten zijn rode draden, punten met een streepjesrand stokpaardjes. De "
	 "nummers "
	 "zijn plaatsen in de lijst; elk punt leidt naar zijn thema, en een punt dat op een ander "
	 "zou "
	 "liggen staat er rechts van."},
	{"In which case", "In welk initiatief"},
	{"Nothing was told of: ", "Niets werd verteld over: "},
	{"%1 anecdotes, of which %2 have been reviewed. What others said of a document counts here "
	 "once all who began it are done.",
	 "%1 anekdotes, waarvan %2 beoordeeld. Wat anderen van een document zeiden telt hier mee "
	 "zodra allen die eraan begonnen klaar zijn."},
	{"Its anecdotes", "De anekdotes"},
	{"Typical", "Typerend"},
	{"In doubt", "Twijfelgevallen"},
	{"Not reviewed yet, and the program is least sure of these.",
	 "Nog niet beoordeeld, en hier is het programma het minst zeker van."},
	{"All %1", "Alle %1"},
	{"All anecdotes of this theme", "Alle anekdotes van dit thema"},
	{"Show %1 more", "Toon er nog %1"},
	{"In the text", "In de tekst"},
	{"In the text: %1", "In de tekst: %1"},
	{"Tick: %1", "Aanvinken: %1"},
	{"%1 ticked", "%1 aangevinkt"},
	{"Name, definition, merge", "Naam, omschrijving, samenvoegen"},
	{"Split this theme", "Splits dit thema"},
	{"Split off what is ticked", "Splits af wat is aangevinkt"},
	{"What you tick gets the new theme instead of this one, in your name or, where it was "
	 "settled, in that of all. One undo takes the labels back.",
	 "Wat u aanvinkt krijgt het nieuwe thema in plaats van dit, op uw naam of, waar het samen "
	 "is vastgesteld, op die van allen. Eén keer ongedaan maken haalt de labels terug."},
	{"%1 anecdotes have the new theme. Stored.",
	 "%1 anekdotes hebben het nieuwe thema. Bewaard."},

	/* results */
	{"Results", "Uitkomsten"},
	{"What is told of, how often, in which case, and what came of it.",
	 "Waarover verteld wordt, hoe vaak, bij welk initiatief, en wat ervan kwam."},
	{"Drafts for each audience, with what they rest on.",
	 "Concepten voor elk publiek, met waar ze op rusten."},
	{"Themes that pull together, with the stories that show it and one that contradicts it. "
	 "What "
	 "it means is yours to write.",
	 "Thema's die samen optrekken, met de verhalen die het laten zien en een dat het "
	 "tegenspreekt. Wat het betekent is aan u om te schrijven."},
	{"Rounds side by side", "Rondes naast elkaar"},
	{"What is told of more or less than before, and which changes the numbers can bear.",
	 "Waarover meer of minder verteld wordt dan eerst, en welke verschillen de aantallen "
	 "dragen."},
	{"Share of the anecdotes per theme, greatest rise first",
	 "Aandeel van de anekdotes per thema, grootste stijging eerst"},
	{"%1 in round %2", "%1 in ronde %2"},
	{"Change", "Verandering"},
	{"95% interval", "95%-interval"},
	{"Cases with more / less", "Initiatieven met meer / minder"},
	{"What changed", "Wat er veranderde"},
	{"Role", "Rol"},
	{"Kinds in both rounds", "Soorten in beide rondes"},
	{"Kinds per theme, from the one round to the other; clear shifts are bold",
	 "Soorten per thema, van de ene ronde naar de andere; duidelijke verschuivingen zijn vet"},
	{"Who is heard in both rounds", "Wie gehoord wordt in beide rondes"},
	{"Per case and per role", "Per initiatief en per rol"},
	{"How many anecdotes tell of the theme, of all anecdotes of that case in the round; – "
	 "where the case was not visited.",
	 "Hoeveel anekdotes over het thema gaan, van alle anekdotes van dat initiatief in de "
	 "ronde; – waar het initiatief niet bezocht is."},
	{"Themes per case, from the one round to the other",
	 "Thema's per initiatief, van de ene ronde naar de andere"},
	{"How many anecdotes tell of the theme, of all anecdotes that somebody in that role tells "
	 "in the round.",
	 "Hoeveel anekdotes over het thema gaan, van alle anekdotes die iemand in die rol in de "
	 "ronde vertelt."},
	{"Who tells of each theme, from the one round to the other",
	 "Wie over elk thema vertelt, van de ene ronde naar de andere"},
	{"Words that make the difference", "Woorden die het verschil maken"},
	{"none", "geen"},
	{"From", "Van"},
	{"To", "Naar"},
	{"Compare", "Vergelijken"},
	{"Picture: %1", "Plaatje: %1"},
	{"%1 anecdotes (%2 reviewed) in %3 documents of %4 cases",
	 "%1 anekdotes (%2 nagekeken) in %3 documenten van %4 initiatieven"},
	{"Cases in both rounds: %1", "Initiatieven in beide rondes: %1"},
	{"Change in points of a hundred, with the interval of Newcombe (1998, method 10). p is "
	 "that of "
	 "Fisher's exact test, corrected for the number of themes as Benjamini and Hochberg "
	 "(1995). "
	 "The anecdotes of one report are not independent, which makes p too small: look at the "
	 "cases "
	 "too.",
	 "Verandering in procentpunten, met het interval van Newcombe (1998, methode 10). p is die "
	 "van "
	 "de exacte toets van Fisher, gecorrigeerd voor het aantal thema's volgens Benjamini en "
	 "Hochberg (1995). De anekdotes van één verslag zijn niet onafhankelijk, waardoor p te "
	 "klein "
	 "is: kijk ook naar de initiatieven."},
	{"There is one round. When a second one has been visited, this page shows what has "
	 "changed.",
	 "Er is één ronde. Als er een tweede bezocht is, laat deze pagina zien wat er veranderd "
	 "is."},
	{"Commitments", "Afspraken"},
	{"What was promised in each case, and what a later round says became of it.",
	 "Wat er per initiatief beloofd is, en wat een latere ronde zegt dat ervan kwam."},
	{"Found by the program: a list to check with those who made the commitments.",
	 "Gevonden door het programma: een lijst om na te lopen met wie de afspraken maakten."},
	{"No commitments were found.", "Er zijn geen afspraken gevonden."},
	{"Without a case", "Zonder initiatief"},
	{"Names", "Namen"},
	{"Name of a person", "Naam van iemand"},
	{"Address, number or other words", "Adres, nummer of andere woorden"},
	{"One moment …", "Een ogenblik …"},
	{"“%1” may stay", "“%1” mag blijven staan"},
	{"“%1” stays as it is.", "“%1” blijft staan."},
	{"May stay", "Mag blijven staan"},
	{"Becomes", "Wordt"},
	{"How often", "Hoe vaak"},
	{"First in", "Eerst in"},
	{"Replace after all", "Toch vervangen"},
	{"Take away", "Weghalen"},
	{"“%1” is as it was.", "“%1” is weer als eerst."},
	{"in the study file", "in het studiebestand"},
	{"“%1” is replaced from now on.", "“%1” wordt voortaan vervangen."},
	{"Something was missed", "Er is iets gemist"},
	{"As it stands in the text", "Zoals het in de tekst staat"},
	{"What it is", "Wat het is"},
	{"Replace this too", "Vervang dit ook"},
	{"What leaves the team has other words for who somebody is. Look whether nobody was "
	 "missed, and whether nothing was taken for a name that is none. The reports themselves "
	 "stay as they are.",
	 "In wat het team verlaat staan andere woorden voor wie iemand is. Kijk of er niemand "
	 "gemist is, en of er niets voor een naam is aangezien dat geen naam is. De verslagen zelf "
	 "blijven zoals ze zijn."},
	{"Names are replaced in report, cards and exports.",
	 "Namen worden vervangen in rapport, kaarten en exports."},
	{"Nothing is replaced yet: that asks for “pseudonyms: use: true” in rodedraad.yaml, or "
	 "--pseudonyms when exporting.",
	 "Er wordt nog niets vervangen: daarvoor is “pseudonyms: use: true” in rodedraad.yaml "
	 "nodig, of --pseudonyms bij het exporteren."},
	{"People", "Mensen"},
	{"Stands in the text as", "Staat in de tekst als"},
	{"No names were found.", "Er zijn geen namen gevonden."},
	{"Addresses and numbers", "Adressen en nummers"},
	{"These are no secret, or no name.", "Deze zijn niet geheim, of geen naam."},
	{"Names that you added", "Namen die u toevoegde"},
	{"Other words that you added", "Andere woorden die u toevoegde"},
	{"this can't be a term of a pack", "dit kan geen term van een themalijst zijn"},
	{"What the program learns", "Wat het programma leert"},
	{"How well it does", "Hoe goed het gaat"},
	{"On %1 decisions, each held out in turn",
	 "Over %1 besluiten, elk om de beurt achtergehouden"},
	{"Precision: of the themes that the program suggests, how many reviewers put. Recall: of "
	 "the themes that reviewers put, how many the program suggests. Each decision is judged "
	 "without its help. Those of all reviewers count, save for themes that no pack has.",
	 "Precisie: hoeveel van de thema's die het programma voorstelt, beoordelaars gaven. "
	 "Vangst: hoeveel van de thema's die beoordelaars gaven, het programma voorstelt. Elk "
	 "besluit wordt beoordeeld zonder de hulp ervan. Die van alle beoordelaars tellen, behalve "
	 "voor thema's die in geen themalijst staan."},
	{"Precision", "Precisie"},
	{"Recall", "Vangst"},
	{"Without your decisions", "Zonder uw besluiten"},
	{"With what the other decisions teach", "Met wat de andere besluiten leren"},
	{"What the decisions teach does not help on those held out, or too little to tell from "
	 "chance. It is not used yet.",
	 "Wat de besluiten leren helpt niet bij wat is achtergehouden, of te weinig om van toeval "
	 "te onderscheiden. Het wordt nog niet gebruikt."},
	{"There are too few decisions to learn from, so that nothing can be said of it yet.",
	 "Er zijn te weinig besluiten om van te leren; er valt nog niets over te zeggen."},
	{"Terms that your decisions suggest", "Termen die uit uw besluiten komen"},
	{"These stand in more of the anecdotes with the theme than of those without it: in three "
	 "or more, of two documents. What you accept goes into the study's own pack, and the next "
	 "run looks for it everywhere. It adds to a theme's score and does not decide alone.",
	 "Deze staan vaker in de anekdotes met het thema dan in die zonder: in drie of meer, uit "
	 "twee documenten. Wat u overneemt komt in de eigen themalijst van de studie, en de "
	 "volgende run zoekt het overal. Het telt mee in de score van een thema en beslist niet "
	 "alleen."},
	{"From %1 reviewed anecdotes; what others said of a document counts here once all who "
	 "began it are done. G² is Dunning's log-likelihood ratio, log ratio Hardie's, p is "
	 "corrected for the %2 that were tried.",
	 "Uit %1 beoordeelde anekdotes; wat anderen van een document zeiden telt hier mee zodra "
	 "allen die eraan begonnen klaar zijn. G² is de log-likelihood ratio van Dunning, log "
	 "ratio die van Hardie, p is gecorrigeerd voor de %2 die zijn geprobeerd."},
	{"Nothing has been reviewed yet.", "Er is nog niets beoordeeld."},
	{"No terms are open.", "Er staan geen termen open."},
	{"Reviewed anecdotes with this theme: %1.", "Beoordeelde anekdotes met dit thema: %1."},
	{"Weaker terms left out: %1.", "Zwakkere termen weggelaten: %1."},
	{"With this theme: %1 reviewed anecdotes, in %2 documents. Without it: %3.",
	 "Met dit thema: %1 beoordeelde anekdotes, in %2 documenten. Zonder: %3."},
	{"G² %1 · log ratio %2 · p %3 · weight %4", "G² %1 · log ratio %2 · p %3 · gewicht %4"},
	{"tentative", "onder voorbehoud"},
	{"Would newly be found in: %1", "Zou nieuw gevonden worden in: %1"},
	{"It is found in no anecdote that nobody reviewed.",
	 "Het staat in geen anekdote die niemand beoordeelde."},
	{"Decided earlier", "Eerder besloten"},
	{"Accept", "Overnemen"},
	{"Dismiss", "Afwijzen"},
	{"Dismissed", "Afgewezen"},
	{"The next run looks for “%1”.", "De volgende run zoekt “%1”."},
	{"“%1” is proposed no more.", "“%1” wordt niet meer voorgesteld."},
	{"“%1” is open again.", "“%1” staat weer open."},
	{"Who is not heard", "Wie niet gehoord wordt"},
	{"Who is missing of the people whom the study expects, and who is silent on which theme.",
	 "Wie er ontbreekt van de mensen die de studie verwacht, en wie over welk thema zwijgt."},
	{"The study file names nobody who should be heard. Whoever stands there under expected: is "
	 "looked for here.",
	 "Het studiebestand noemt niemand die gehoord zou moeten worden. Wie daar onder expected: "
	 "staat, wordt hier gezocht."},
	{"All %1 people whom the study expects tell a story.",
	 "Alle %1 mensen die de studie verwacht, vertellen een verhaal."},
	{"Of the %1 people whom the study expects, %2 tell no story that was found:",
	 "Van de %1 mensen die de studie verwacht, is van %2 geen verhaal gevonden:"},
	{"Not heard per theme", "Niet gehoord per thema"},
	{"Roles not heard", "Rollen die niet gehoord worden"},
	{"Cases not heard", "Initiatieven die niet gehoord worden"},
	{"Who is missing", "Wie ontbreekt"},
	{"Roles that nobody is heard in: %1", "Rollen waarin niemand gehoord wordt: %1"},
	{"Per theme", "Per thema"},
	{"In brackets: how many stories they tell in the whole study. Who tells few is absent from "
	 "most themes by chance alone. Themes with fewer than %1 stories are left out.",
	 "Tussen haakjes: hoeveel verhalen ze in de hele studie vertellen. Wie er weinig vertelt, "
	 "ontbreekt alleen al door toeval bij de meeste thema's. Thema's met minder dan %1 "
	 "verhalen zijn weggelaten."},
	{"On every theme that is told of often enough, all are heard.",
	 "Over elk thema waarover genoeg verteld wordt, is iedereen gehoord."},
	{"the word “%1”", "het woord “%1”"},
	{"the words “%1”", "de woorden “%1”"},
	{"the pattern “%1”", "het patroon “%1”"},
	{"learnt from examples", "geleerd van voorbeelden"},
	{"What was promised", "Wat er beloofd is"},
	{"there is no such commitment", "die afspraak is er niet"},
	{"Choose what became of each: that is what the report and the exports then say. The same "
	 "button takes it back.",
	 "Kies wat er van elk geworden is: zo staat het daarna in het rapport en de exports. Met "
	 "dezelfde knop neemt u het terug."},
	{"Taken back. Stored.", "Teruggenomen. Opgeslagen."},
	{"What became of it: %1", "Wat ervan werd: %1"},
	{"Judged by %1", "Beoordeeld door %1"},
	{"The program: %1", "Volgens het programma: %1"},
	{"Not mentioned", "Niet genoemd"},
	{"Judged: %1 of %2.", "Beoordeeld: %1 van %2."},
	{"Judged earlier", "Eerder beoordeeld"},
	{"These words are in no document any more, or in another form.",
	 "Deze woorden staan in geen document meer, of in een andere vorm."},
	{"By whom", "Door wie"},
	{"Where", "Waar"},
	{"Kept?", "Nagekomen?"},
	{"What a later round says", "Wat een latere ronde zegt"},
	{"Unknown", "Onbekend"},
	{"Network of stories", "Netwerk van verhalen"},
	{"Which stories share most, as a picture to walk through.",
	 "Welke verhalen het meest delen, als plaatje om doorheen te lopen."},
	{"Each point is a story, joined to the three it shares most with: themes (the rarer, the "
	 "more), words, who tells it, the case. Choose a point, or go through them with the arrow "
	 "keys; Enter opens its text.",
	 "Elk punt is een verhaal, verbonden met de drie waarmee het het meest deelt: thema's (hoe "
	 "zeldzamer, hoe meer), woorden, wie het vertelt, het initiatief. Kies een punt, of loop "
	 "erdoorheen met de pijltjestoetsen; Enter opent de tekst."},
	{"The stories, joined to those they share most with",
	 "De verhalen, verbonden met die waarmee ze het meest delen"},
	{"Shares most with", "Deelt het meest met"},
	{"the same speaker", "dezelfde spreker"},
	{"the same case", "hetzelfde initiatief"},
	{"too many stories for one picture", "te veel verhalen voor één plaatje"},
	{"Story", "Verhaal"},
	{"All", "Alle"},
	{"Perspectives", "Perspectieven"},
	{"Written earlier", "Eerder geschreven"},
	{"Their themes do not stand together any more, since decisions changed.",
	 "Hun thema's staan niet meer bij elkaar, doordat besluiten veranderd zijn."},
	{"Themes that pull together in these stories (greedy modularity, Clauset, Newman and Moore "
	 "2004; modularity %1). They are drafts: titles are there to be changed, and what they "
	 "mean "
	 "is for people to say.",
	 "Thema's die samen optrekken in deze verhalen (greedy modularity, Clauset, Newman en "
	 "Moore "
	 "2004; modulariteit %1). Het zijn concepten: titels zijn er om te veranderen, en wat ze "
	 "betekenen is aan mensen om te zeggen."},
	{"Too little to draft perspectives from: %1 anecdotes with a theme, at least %2 are "
	 "needed.",
	 "Te weinig om perspectieven uit op te stellen: %1 anekdotes met een thema, er zijn er "
	 "minstens "
	 "%2 nodig."},
	{"Title", "Titel"},
	{"Interpretation %1", "Interpretatie %1"},
	{"What is seen does not say why: write at least two explanations that compete.",
	 "Wat te zien is zegt niet waarom: schrijf minstens twee verklaringen die wedijveren."},
	{"All perspectives", "Alle perspectieven"},
	{"What is seen", "Wat te zien is"},
	{"Questions for a conversation", "Vragen voor een gesprek"},
	{"What it may mean", "Wat het kan betekenen"},
	{"Stories", "Verhalen"},
	{"Stories that show it", "Verhalen die het laten zien"},
	{"A story that contradicts it", "Een verhaal dat het tegenspreekt"},

	/* recommendations */
	{"Recommendations", "Aanbevelingen"},
	{"Recommendation", "Aanbeveling"},
	{"Draft", "Concept"},
	{"For discussion", "Ter bespreking"},
	{"Adopted", "Vastgesteld"},
	{"Dropped", "Geschrapt"},
	{"These are drafts for people to decide on. What you write and decide here is what the "
	 "report says.",
	 "Dit zijn concepten waarover mensen besluiten. Wat u hier schrijft en besluit staat in "
	 "het "
	 "verslag."},
	{"Nobody recommended something in so many words.",
	 "Niemand beval met zoveel woorden iets aan."},
	{"Too little was found to draft anything on: ",
	 "Te weinig gevonden voor een concept over: "},
	{"Recommended in the conversations", "In de gesprekken aanbevolen"},
	{"What it rests on", "Waar het op rust"},
	{"All %1 anecdotes of this theme", "Alle %1 anekdotes van dit thema"},
	{"No anecdote of this theme stands behind it.",
	 "Er staat geen anekdote van dit thema achter."},
	{"not reviewed", "niet beoordeeld"},
	{"Written by %1", "Geschreven door %1"},
	{"As it was said; put it in your own words.", "Zoals het gezegd is; verwoord het zelf."},
	{"How far it is", "Hoe ver het is"},
	{"For: %1", "Voor: %1"},
	{"All recommendations", "Alle aanbevelingen"},

	/* reading */
	{"The text", "De tekst"},
	{"The anecdote at hand", "De anekdote aan de beurt"},
	{"Anecdote %1 of %2", "Anekdote %1 van %2"},
	{"No anecdotes were found in this document.",
	 "In dit document zijn geen anekdotes gevonden."},
	{"There are no more anecdotes in this direction.",
	 "In deze richting zijn er geen anekdotes meer."},
	{"Not decided yet", "Nog niet beslist"},
	{"Accepted", "Aanvaard"},
	{"Corrected", "Verbeterd"},
	{"Not an anecdote", "Geen anekdote"},
	{"Changed, not stored yet", "Gewijzigd, nog niet bewaard"},
	{"Themes", "Thema's"},
	{"Another theme", "Een ander thema"},
	{"Kind", "Soort"},
	{"Who tells it", "Wie het vertelt"},
	{"Note", "Notitie"},
	{"In the recording", "In de opname"},
	{"Accept and go on", "Aanvaarden en verder"},
	{"Store and go on", "Bewaren en verder"},
	{"Keep and go on", "Zo laten en verder"},
	{"Undo", "Ongedaan maken"},
	{"Redo", "Opnieuw doen"},
	{"Previous", "Vorige"},
	{"Next", "Volgende"},
	{"Where it begins and ends", "Waar ze begint en eindigt"},
	{"Split", "Splitsen"},
	{"Join with the next", "Samenvoegen met de volgende"},
	{"Move its boundaries", "Grenzen verleggen"},
	{"New from the selection", "Nieuwe uit de selectie"},
	{"Split this anecdote", "Deze anekdote splitsen"},
	{"A new anecdote", "Een nieuwe anekdote"},
	{"The second part begins with: %1", "Het tweede deel begint met: %1"},
	{"From “%1” to “%2”", "Van “%1” tot “%2”"},
	{"%1 characters", "%1 tekens"},
	{"A word earlier", "Een woord eerder"},
	{"A word later", "Een woord later"},
	{"Begin earlier", "Eerder beginnen"},
	{"Begin later", "Later beginnen"},
	{"End earlier", "Eerder eindigen"},
	{"End later", "Later eindigen"},
	{"Leave it as it was", "Laten zoals het was"},
	{"Select the words of the new anecdote first.",
	 "Selecteer eerst de woorden van de nieuwe anekdote."},
	{"an anecdote can't begin or end there", "een anekdote kan daar niet beginnen of eindigen"},
	{"there is another anecdote in the way", "er staat een andere anekdote in de weg"},
	{"%1 is on", "%1 staat aan"},
	{"%1 is off", "%1 staat uit"},
	{"%1. Stored. %2 of %3.", "%1. Bewaard. %2 van %3."},
	{"This document is done.", "Dit document is klaar."},
	{"There is nothing to undo.", "Er is niets om ongedaan te maken."},
	{"There is nothing to redo.", "Er is niets om opnieuw te doen."},
	{"Undone.", "Ongedaan gemaakt."},
	{"Done again.", "Opnieuw gedaan."},
	{"Something was left: somebody else changed it meanwhile.",
	 "Iets is gelaten zoals het is: iemand anders heeft het intussen gewijzigd."},

	/* help */
	{"Help", "Hulp"},
	{"Keys", "Toetsen"},
	{"Key", "Toets"},
	{"What it does", "Wat het doet"},
	{"Read an anecdote, look at the themes that are suggested, and accept them or put them "
	 "right. What is on the screen as decided is stored.",
	 "Lees een anekdote, bekijk de voorgestelde thema's, en aanvaard of verbeter ze. Wat op "
	 "het "
	 "scherm als beslist staat, is bewaard."},
	{"You do not see what the others decide until both of you have done the document.",
	 "U ziet pas wat de anderen beslissen als u allebei het document gedaan hebt."},
	{"Turn the keys off", "Toetsen uitzetten"},
	{"Turn the keys on", "Toetsen aanzetten"},
	{"Accept as it stands and go on", "Aanvaarden zoals het is en verder"},
	{"Theme on or off, by rank", "Thema aan of uit, op volgorde"},
	{"Another theme: type a few letters", "Een ander thema: typ een paar letters"},
	{"Next kind", "Volgende soort"},
	{"Next role", "Volgende rol"},
	{"Next anecdote", "Volgende anekdote"},
	{"Previous anecdote", "Vorige anekdote"},
	{"To the documents", "Naar de documenten"},
	/* queue */
	{"Queue", "Wachtrij"},
	{"What to look at next", "Wat nu te bekijken"},
	{"Order", "Volgorde"},
	{"Show more (%1 are left)", "Meer tonen (nog %1)"},
	{"Where the program doubts", "Waar het programma twijfelt"},
	{"By document", "Per document"},
	{"By theme", "Per thema"},
	{"By rule", "Per regel"},
	{"%1 anecdotes", "%1 anekdotes"},
	{"With the others: %1", "Met de andere mee: %1"},
	{"Nothing is ticked.", "Er is niets aangevinkt."},
	{"%1 decided in one go. Stored. One undo takes them all back.",
	 "%1 in één keer beslist. Bewaard. Eén keer ongedaan maken neemt ze alle terug."},
	{"Look through them, untick what is different, and decide about the rest in one go.",
	 "Loop ze door, vink uit wat anders is, en beslis over de rest in één keer."},
	{"Accept all that are ticked", "Alle aangevinkte aanvaarden"},
	{"All without “%1”", "Alle zonder “%1”"},
	{"Nothing is left here.", "Hier is niets meer over."},
	{"Back", "Terug"},

	/* differences */
	{"Differences", "Verschillen"},
	{"%1 anecdotes, %2 differ, %3 still to settle",
	 "%1 anekdotes, %2 verschillen, nog %3 te bespreken"},
	{"Here stand the documents that you and somebody else have both done. What you agree on is "
	 "settled by itself.",
	 "Hier staan de documenten die u en iemand anders allebei gedaan hebben. Waar u het over "
	 "eens "
	 "bent, staat vanzelf vast."},
	{"There is no such document yet.", "Zo'n document is er nog niet."},
	{"As %1 has it", "Zoals %1 het heeft"},
	{"Settled. Stored.", "Vastgesteld. Bewaard."},
	{"Settled. Stored. Everything in this document is settled.",
	 "Vastgesteld. Bewaard. Alles in dit document staat vast."},
	{"yes", "ja"},
	{"no", "nee"},
	{"Side by side", "Naast elkaar"},
	{"Take from %1", "Neem over van %1"},
	{"Together", "Samen"},
	{"You agree on everything in this document.",
	 "U bent het over alles in dit document eens."},
	{"Difference %1 of %2", "Verschil %1 van %2"},
	{"Settled", "Vastgesteld"},
	{"Not settled yet", "Nog niet vastgesteld"},
	{"%1 still to settle", "nog %1 te bespreken"},
	{"Settle and go on", "Vaststellen en verder"},

	/* agreement */
	{"Agreement", "Overeenstemming"},
	{"All themes together", "Alle thema's samen"},
	{"What", "Wat"},
	{"Coded", "Gecodeerd"},
	{"Agreed, where coded", "Eens, waar gecodeerd"},
	{"Agreed", "Eens"},
	{"Cohen's kappa", "Cohens kappa"},
	{"Krippendorff's alpha", "Krippendorffs alfa"},
	{"Gwet's AC1", "Gwets AC1"},
	{"There is nothing to compare yet: two people must have done the same document, and you "
	 "must "
	 "be one of them.",
	 "Er is nog niets te vergelijken: twee mensen moeten hetzelfde document gedaan hebben, en "
	 "u "
	 "bent daar een van."},
	{"Over %1 anecdotes that were done by two or more of: %2. Each figure with the interval in "
	 "which it lies with 95% certainty, where enough was coded to tell. A figure of 1 is full "
	 "agreement, 0 is what chance "
	 "would "
	 "give.",
	 "Over %1 anekdotes die gedaan zijn door twee of meer van: %2. Elk cijfer met het interval "
	 "waarin het met 95% zekerheid ligt, waar genoeg gecodeerd is om dat te zeggen. Een cijfer "
	 "van 1 is volledige overeenstemming, 0 is "
	 "wat "
	 "het toeval zou geven."},
	{"The reviewers with each other", "De beoordelaars met elkaar"},
	{"What holds, with what the program suggested",
	 "Wat geldt, met wat het programma voorstelde"},

	/* codebook */
	{"Codebook", "Codeboek"},
	{"New theme", "Nieuw thema"},
	{"New theme: %1", "Nieuw thema: %1"},
	{"Name in Dutch", "Naam in het Nederlands"},
	{"Name in English", "Naam in het Engels"},
	{"Definition", "Definitie"},
	{"Stands under", "Valt onder"},
	{"Merged into: its labels count for", "Samengevoegd met: zijn labels tellen voor"},
	{"no other theme", "geen ander thema"},
	{"Store", "Bewaren"},
	{"Stored.", "Bewaard."},
	{"Changes", "Wijzigingen"},
	{"As the pack has it", "Zoals het pakket het heeft"},
	{"Put this back", "Zet dit terug"},
	{"merged into %1", "samengevoegd met %1"},
	{"under %1", "onder %1"},
	{"a theme needs a name", "een thema heeft een naam nodig"},
	{"the name or definition is too long", "de naam of definitie is te lang"},
	{"a theme can't stand under itself", "een thema kan niet onder zichzelf vallen"},
	{NULL, NULL},
};
