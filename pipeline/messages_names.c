#include "pipeline/messages.h"

/* What is said of names and pseudonyms. */
const struct message_row message_names_table[] = {
	{"put pseudonyms in the place of names", "zet pseudoniemen in de plaats van namen"},
	{"leave names as they are, whatever the study file says",
	 "laat namen zoals ze zijn, wat het studiebestand ook zegt"},
	{"write which pseudonym is whose to this new file, for yourself alone",
	 "schrijf welk pseudoniem van wie is in dit nieuwe bestand, voor jezelf alleen"},
	{"the names that pseudonyms would stand for, to be checked: --format table or csv",
	 "de namen waar pseudoniemen voor zouden staan, om na te kijken: --format table of csv"},
	{"What is no name goes under pseudonyms: keep: in rodedraad.yaml, a name that is missing "
	 "under names:.",
	 "Wat geen naam is komt onder pseudonyms: keep: in rodedraad.yaml, een naam die ontbreekt "
	 "onder names:."},
	{"names of people are replaced by pseudonyms; --names leaves them",
	 "namen van mensen zijn vervangen door pseudoniemen; --names laat ze staan"},
	{"names of people are left as they are; --pseudonyms replaces them",
	 "namen van mensen staan er zoals ze zijn; --pseudonyms vervangt ze"},
	{"there is a key file of this name already", "er is al een sleutelbestand met deze naam"},
	{"a key file goes with --pseudonyms", "een sleutelbestand hoort bij --pseudonyms"},
	{NULL, NULL},
};
