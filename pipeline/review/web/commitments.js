// What was promised in each case, by whom, and the passage of a later round that says what became of it.

import { get } from "./api.js";
import { h } from "./dom.js";
import { setKeys } from "./keys.js";
import { spoken, t } from "./words.js";

const source = (document) => h("a", { href: `#/read/${encodeURIComponent(document.document)}` }, document.title);

function row(one) {
	const later = one.outcome ? [one.outcome.text, " — ", source(one.outcome)] : "";
	return h("tr", {}, h("th", { scope: "row" }, one.text), h("td", {}, one.who || t("Unknown")),
		h("td", {}, t("Round %1", one.round), ", ", source(one)), h("td", {}, one.state_name), h("td", {}, later));
}

function cases(list) {
	const found = new Map();
	for (const one of list) found.set(one.case, [...(found.get(one.case) ?? []), one]);
	return [...found].map(([name, of]) => {
		const caption = name || t("Without a case");
		return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, h("table", { class: "promises" }, h("caption", {}, caption),
			h("thead", {}, h("tr", {}, [t("What was promised"), t("By whom"), t("Where"), t("Kept?"), t("What a later round says")]
				.map((head) => h("th", { scope: "col" }, head)))),
			h("tbody", {}, of.map(row))));
	});
}

function sums(list) {
	const found = new Map();
	for (const one of list) found.set(one.state_name, (found.get(one.state_name) ?? 0) + 1);
	return [...found].map(([name, count]) => `${name}: ${count}`).join("; ");
}

export async function commitmentsPage(main) {
	const { commitments } = await get(`/api/commitments?language=${spoken()}`);
	main.className = "page wide";
	main.replaceChildren(h("h1", {}, t("Commitments")),
		commitments.length ? h("p", {}, t("Found by the program: a list to check with those who made the commitments.")) : h("p", {}, t("No commitments were found.")),
		commitments.length ? h("p", {}, sums(commitments)) : "", ...cases(commitments));
	setKeys([]);
}
