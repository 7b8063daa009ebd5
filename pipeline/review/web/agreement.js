// How far the reviewers agree with each other, and with the program.

import { get } from "./api.js";
import { h } from "./dom.js";
import { makeLabels } from "./labels.js";
import { spoken, t } from "./words.js";

const number = (value) => value.toLocaleString(spoken(), { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function figure(found) {
	if (!found) return h("td", { class: "figure" }, "–");
	const [value, low, high] = found;
	return h("td", { class: "figure" }, number(value), low !== undefined && h("small", {}, ` ${number(low)} … ${number(high)}`));
}

const called = (labels, row) => ({
	themes: () => t("All themes together"), kind: () => t("Kind"), role: () => t("Who tells it"),
	rejected: () => t("Not an anecdote"), theme: () => labels.theme(row.theme),
})[row.what]();

function table(caption, labels, rows, pair) {
	const heads = [t("What"), t("Coded"), t("Agreed, where coded"), t("Agreed"), pair && t("Cohen's kappa"), t("Krippendorff's alpha"), t("Gwet's AC1")];
	return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, h("table", {}, h("caption", {}, caption),
		h("thead", {}, h("tr", {}, heads.filter(Boolean).map((head) => h("th", { scope: "col" }, head)))),
		h("tbody", {}, rows.map((row) => h("tr", {}, h("th", { scope: "row" }, called(labels, row)),
			h("td", { class: "figure" }, t("%1 of %2", row.coded, row.units)), figure(row.on_coded), figure(row.raw),
			pair && figure(row.kappa), figure(row.alpha), figure(row.ac1))))));
}

export async function agreementPage(main, study) {
	const found = await get("/api/agreement");
	const labels = makeLabels(study);
	main.className = "page wide";
	if (!found.people) {
		main.replaceChildren(h("h1", {}, t("Agreement")),
			h("p", {}, t("There is nothing to compare yet: two people must have done the same document, and you must be one of them.")));
		return;
	}
	main.replaceChildren(h("h1", {}, t("Agreement")),
		h("p", {}, t("Over %1 anecdotes that were done by two or more of: %2. Each figure with the interval in which it lies with 95% certainty, where enough was coded to tell. A figure of 1 is full agreement, 0 is what chance would give.", found.anecdotes, found.reviewers.join(", "))),
		table(t("The reviewers with each other"), labels, found.people, found.reviewers.length === 2),
		table(t("What holds, with what the program suggested"), labels, found.program, true));
}
