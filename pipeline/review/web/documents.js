// The documents of the study, and how far everybody is with each.

import { bar, h } from "./dom.js";
import { setKeys } from "./keys.js";
import { day, t } from "./words.js";

// Progress rows are [document, reviewer, decided, of]; per document: mine, and the others'.
export function progressOf(study) {
	const all = new Map();
	for (const [number, reviewer, decided, of] of study.progress) {
		const entry = all.get(number) ?? { mine: 0, of, others: new Map() };
		if (reviewer === study.me) entry.mine = decided;
		else if (reviewer) entry.others.set(reviewer, decided);
		all.set(number, entry);
	}
	return all;
}

function row(document, progress) {
	const { mine, of, others } = progress;
	const rest = [...others].map(([name, decided]) =>
		h("span", { class: "other" }, `${name}: ${decided >= of ? t("done") : t("%1 of %2", decided, of)}`));
	return h("li", { class: "card" },
		h("a", { href: `#/read/${encodeURIComponent(document.id)}` }, document.title),
		h("span", { class: "where" }, [document.case, day(document.date)].filter(Boolean).join(" · ")),
		h("span", { class: "progress" }, bar(of ? mine / of : 1),
			of === 0 ? t("no anecdotes") : mine >= of ? t("done") : t("%1 of %2", mine, of)),
		rest);
}

const SCREENFUL = 20; // documents; the others come when these are on the screen
const FRAME = 60; // ms, within which that is

// Per round a list of its documents: how many at once, and a function that puts in the others.
function listRounds(study, progress) {
	let room = SCREENFUL;
	return [...new Set(study.documents.map((d) => d.round))].map((round) => {
		const documents = study.documents.filter((d) => d.round === round);
		const rows = (some) => some.map((d) => row(d, progress.get(d.number) ?? { mine: 0, of: 0, others: new Map() }));
		const now = Math.min(room, documents.length);
		room -= now;
		const list = h("ul", { class: "cards" }, rows(documents.slice(0, now)));
		return { round, list, fill: () => list.append(...rows(documents.slice(now))) };
	});
}

export function documentsPage(main, study) {
	const progress = progressOf(study);
	const unfinished = study.documents.find((d) => progress.get(d.number)?.mine < progress.get(d.number)?.of);
	const last = study.documents.find((d) => d.id === study.last_document);
	const next = last && progress.get(last.number).mine < progress.get(last.number).of ? last : unfinished;
	const go = next && h("p", {}, h("a", {
		class: "primary", href: `#/read/${encodeURIComponent(next.id)}`, "data-first": true,
	}, study.last_document ? t("Go on where you left off") : t("Begin"), h("kbd", { "aria-hidden": "true" }, "Enter")));
	const rounds = listRounds(study, progress);
	main.className = "page";
	main.replaceChildren(h("h1", {}, t("Documents")), go || h("p", {}, t("You have decided about everything.")),
		study.strays ? h("p", { class: "note" }, h("a", { href: "#/strays" }, t("Decisions that lost their anecdote: %1", study.strays))) : "",
		...rounds.flatMap(({ round, list }) => [h("h2", {}, t("Round %1", round)), list]));
	setTimeout(() => rounds.forEach(({ fill }) => fill()), FRAME);
	setKeys(next ? [{ key: "Enter", action: () => (location.hash = `#/read/${encodeURIComponent(next.id)}`) }] : []);
}
