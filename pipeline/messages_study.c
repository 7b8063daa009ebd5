#include "pipeline/messages.h"

/* What the study, the store and the review server say. */
const struct message_row message_study_table[] = {
	/* the study */
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

	/* the store */
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
