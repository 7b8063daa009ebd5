#include "pipeline/messages.h"

/* What is said of terms that reviewed anecdotes suggest. */
const struct message_row message_learn_table[] = {
	{"check the packs, say which words and rules give a text its labels, or propose terms from "
	 "reviewed anecdotes (--format table or json) and accept them",
	 "controleer de themalijsten, zeg door welke woorden en regels een tekst zijn labels "
	 "krijgt, of stel termen voor uit nagekeken anekdotes (--format table of json) en neem ze "
	 "over"},
	{"the next run uses what was accepted", "de volgende run gebruikt wat is overgenomen"},
	{"nothing has been reviewed yet\n", "er is nog niets nagekeken\n"},
	{"terms that the %u reviewed anecdotes suggest: log-likelihood G2 (Dunning 1993), Hardie's "
	 "log ratio, p corrected for the %zu that were tried (Benjamini and Hochberg 1995); ? is "
	 "tentative\n",
	 "termen die uit de %u nagekeken anekdotes komen: log-likelihood G2 (Dunning 1993), log "
	 "ratio van Hardie, p gecorrigeerd voor de %zu die zijn geprobeerd (Benjamini en Hochberg "
	 "1995); ? is onder voorbehoud\n"},
	{"): %u reviewed\n", "): %u nagekeken\n"},
	{"  term", "  term"},
	{"weight", "gewicht"},
	{"here", "hier"},
	{"elsewhere", "elders"},
	{"log ratio", "log ratio"},
	{"newly found", "nieuw"},
	{"G2", "G2"},
	{"p", "p"},
	{"and %zu more (--verbose)\n", "en nog %zu (--verbose)\n"},
	{"  %zu weaker ones left out\n", "  %zu zwakkere weggelaten\n"},
	{NULL, NULL},
};
