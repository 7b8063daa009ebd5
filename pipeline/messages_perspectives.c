#include "pipeline/messages.h"

/* What is said of perspectives, cards and the network of conversations. */
const struct message_row message_perspectives_table[] = {
	/* the network */
	{"stories joined by what they share: --format html or graphml",
	 "verhalen verbonden door wat ze delen: --format html of graphml"},
	{"too many stories for one picture", "te veel verhalen voor één plaatje"},
	{"The stories, joined to those they share most with",
	 "De verhalen, verbonden met die waarmee ze het meest delen"},
	{"the same speaker", "dezelfde spreker"},
	{"the same case", "hetzelfde initiatief"},
	{"shares most with", "deelt het meest met"},
	{"Network of stories", "Netwerk van verhalen"},
	{"Each point is a story, joined to the three it shares most with: themes (the rarer, the "
	 "more), words, who tells it, the case. Choose a point, or go through them with the Tab "
	 "key.",
	 "Elk punt is een verhaal, verbonden met de drie waarmee het het meest deelt: thema's (hoe "
	 "zeldzamer, hoe meer), woorden, wie het vertelt, het initiatief. Kies een punt, of loop "
	 "erdoorheen met de Tab-toets."},
	{"all", "alle"},

	/* cards */
	{"stories on cards to print for a workshop: --format html or pdf",
	 "verhalen op kaartjes om te printen voor een werkbijeenkomst: --format html of pdf"},
	{"cards on a sheet; default: 4", "kaartjes op een vel; standaard: 4"},
	{"only this theme, what shows it best first",
	 "alleen dit thema, wat het best laat zien eerst"},
	{"only this one of the perspectives", "alleen dit van de perspectieven"},
	{"N of them, chosen so that every theme and role is there",
	 "N daarvan, zo gekozen dat elk thema en elke rol erbij is"},
	{"themes and kind on the back of the cards; default: none",
	 "thema's en soort op de achterkant van de kaartjes; standaard: none"},
	{"labels stand on the back, or nowhere", "labels staan op de achterkant, of nergens"},
	{"a sheet holds 2, 4 or 8 cards", "op een vel passen 2, 4 of 8 kaartjes"},
	{"there is no such perspective", "dat perspectief is er niet"},
	{"%.*s, round %.*s", "%.*s, ronde %.*s"},
	{"shortened", "ingekort"},
	{"Notes", "Aantekeningen"},

	/* perspectives */
	{"drafts of perspectives: themes that pull together, with their stories: --format table or "
	 "json",
	 "concepten van perspectieven: thema's die samen optrekken, met hun verhalen: --format "
	 "table of json"},
	{"what works here", "wat hier lukt"},
	{"what gets stuck here", "wat hier vastloopt"},
	{"what could grow here", "wat hier kan groeien"},
	{"what is told here", "wat hier verteld wordt"},
	{"%s and %s: %s", "%s en %s: %s"},
	{"More than the rest it is told by: %s (%u of the %u here, %u of all %zu).",
	 "Meer dan de rest wordt het verteld door: %s (%u van de %u hier, %u van alle %zu)."},
	{"%u anecdotes (%u reviewed) in %u documents of %u cases tell of this.",
	 "%u anekdotes (%u nagekeken) in %u documenten van %u initiatieven gaan hierover."},
	{"Kinds: %.*s. Told by: %.*s.", "Soorten: %.*s. Verteld door: %.*s."},
	{"%s and %s come together in %u anecdotes.", "%s en %s komen samen in %u anekdotes."},
	{"They keep apart: %s (in %u documents) and %s (in %u); %u have both.",
	 "Ze blijven uit elkaar: %s (in %u documenten) en %s (in %u); %u hebben beide."},
	{"Nobody tells this as: %s. How would they tell it?",
	 "Niemand vertelt dit als: %s. Hoe zou die het vertellen?"},
	{"What made it go differently in A%u than in A%u?",
	 "Waardoor ging het in A%u anders dan in A%u?"},
	{"Why is there so little of %s where %s is told of?",
	 "Waarom gaat het zo weinig over %s waar over %s verteld wordt?"},
	{"Which story of your own belongs here, or speaks against it?",
	 "Welk verhaal van uzelf hoort hierbij, of spreekt het tegen?"},
	{"What would somebody notice a year from now if this changed?",
	 "Wat zou iemand over een jaar merken als dit anders werd?"},
	{"What is seen", "Wat te zien is"},
	{"Stories that show it", "Verhalen die het laten zien"},
	{"A story that contradicts it", "Een verhaal dat het tegenspreekt"},
	{"Questions for a conversation", "Vragen voor een gesprek"},
	{"What it may mean: yours to write, at least two that compete",
	 "Wat het kan betekenen: aan u om te schrijven, minstens twee duidingen naast elkaar"},
	{"Interpretation %d: …", "Duiding %d: …"},
	{"Perspectives: drafts", "Perspectieven: concepten"},
	{"Perspectives", "Perspectieven"},
	{"Themes that pull together in these stories, found by greedy modularity (Clauset, Newman "
	 "and Moore 2004; modularity %.2f). The titles are there to be changed; what it means is "
	 "for people to say.",
	 "Thema's die in deze verhalen samen optrekken, gevonden met gulzige modulariteit "
	 "(Clauset, Newman en Moore 2004; modulariteit %.2f). De titels zijn er om te veranderen; "
	 "wat het betekent, is aan mensen."},
	{"too little to draft perspectives from: %u anecdotes with a theme, at least %u are "
	 "needed\n",
	 "te weinig om perspectieven uit te maken: %u anekdotes met een thema, er zijn er minstens "
	 "%u nodig\n"},
	{"clusters of themes that pull together (greedy modularity, Clauset, Newman and Moore "
	 "2004): modularity %.2f\n",
	 "groepen van thema's die samen optrekken (gulzige modulariteit, Clauset, Newman en Moore "
	 "2004): modulariteit %.2f\n"},
	{NULL, NULL},
};
