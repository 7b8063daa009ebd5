#include "pipeline/messages.h"

/* What is said of statements to vote on, and of what people want to learn. */
const struct message_row message_statements_table[] = {
	{"statements to vote on, with a sheet for the answers: --format table, json, csv, md or "
	 "html",
	 "stellingen om over te stemmen, met een antwoordblad: --format table, json, csv, md of "
	 "html"},
	{"When it is about “%.*s”, it goes here more often as in story A than as in story B.",
	 "Als het gaat om “%.*s”, gaat het hier vaker zoals in verhaal A dan zoals in verhaal B."},
	{"no theme has both a success and a bottleneck to set against each other",
	 "geen thema heeft een succes en een knelpunt om tegenover elkaar te zetten"},
	{"Statements to vote on", "Stellingen om over te stemmen"},
	{"Each statement sets two stories on one theme against each other: in A it went well, in B "
	 "it got stuck. Change the statements until they are yours, vote, and talk about why.",
	 "Elke stelling zet twee verhalen over één thema tegenover elkaar: in A ging het goed, in "
	 "B liep het vast. Verander de stellingen tot ze van u zijn, stem, en praat over het "
	 "waarom."},
	{"more like A", "meer zoals A"},
	{"more like B", "meer zoals B"},
	{"no answer", "geen antwoord"},
	{"number of people who voted", "aantal stemmers"},
	{"votes", "stemmers"},
	{"statement", "stelling"},
	{"What was voted, in percentages", "Wat er gestemd is, in procenten"},
	{"A bar for each statement, by its theme: how many of a hundred found it here more like "
	 "story A, in between, more like story B, or gave no answer. The table above has the same "
	 "figures.",
	 "Een balk per stelling, met de naam van haar thema: hoeveel van de honderd het hier meer "
	 "zoals verhaal A vonden, ertussenin, meer zoals verhaal B, of geen antwoord gaven. De "
	 "tabel "
	 "hierboven heeft dezelfde cijfers."},
	{"Remarks", "Opmerkingen"},
	{" (both speak of ", " (allebei over "},
	{"Drafts to change and to vote on: in story A it went well, in B it got stuck. The command "
	 "`statements` makes a sheet for the answers, and the next report shows them.",
	 "Concepten om te veranderen en over te stemmen: in verhaal A ging het goed, in B liep het "
	 "vast. De opdracht `statements` maakt een antwoordblad, en het volgende verslag toont de "
	 "antwoorden."},
	{"a sheet of statements needs this column",
	 "een blad met stellingen heeft deze kolom nodig"},
	{"a sheet of statements is a table as text (CSV)",
	 "een blad met stellingen is een tabel als tekst (CSV)"},
	{"a sheet has too many statements", "een blad heeft te veel stellingen"},
	{"a percentage is a number from 0 to 100", "een percentage is een getal van 0 tot 100"},
	{"the percentages of a statement add up to a hundred at most",
	 "de percentages van een stelling zijn samen hoogstens honderd"},
	{"this sheet is there already, perhaps with answers; choose another name",
	 "dit blad is er al, misschien met antwoorden; kies een andere naam"},

	/* questions to learn from each other */
	{"what people want to learn, can bring and hope to get, per theme: --format table, json or "
	 "csv",
	 "wat mensen willen leren, kunnen brengen en hopen te halen, per thema: --format table, "
	 "json of csv"},
	{"to learn", "leren"},
	{"to bring", "brengen"},
	{"to get", "halen"},
	{"nobody says in so many words what they want to learn, bring or get",
	 "niemand zegt met zoveel woorden wat ze willen leren, brengen of halen"},
	{"What people want to learn, bring and get", "Wat mensen willen leren, brengen en halen"},
	{"Sentences in which somebody says so, or that stand under a heading or question that asks "
	 "for it; found by cues, and by no means all that people would want to learn. Those of one "
	 "theme can be brought together.",
	 "Zinnen waarin iemand dat zegt, of die onder een kop of vraag daarnaar staan; gevonden "
	 "aan signaalwoorden, en lang niet alles wat mensen zouden willen leren. Wie bij één thema "
	 "staan, kunnen bij elkaar gebracht worden."},
	{NULL, NULL},
};
