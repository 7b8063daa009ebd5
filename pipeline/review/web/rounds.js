// Two rounds side by side: what is told of more or less, with what the figures can bear.

import { get } from "./api.js";
import { drawn, h } from "./dom.js";
import { setKeys } from "./keys.js";
import { themeLink } from "./themes.js";
import { spoken, t } from "./words.js";

const WORDS = 10; // of each round

const number = (value, digits) => value.toLocaleString(spoken(), { minimumFractionDigits: digits, maximumFractionDigits: digits });
const points = (share) => `${share > 0.005 ? "+" : ""}${number(Math.round(share * 100) || 0, 0)}`;
const figure = (...content) => h("td", { class: "figure" }, content);
const heads = (list) => h("thead", {}, h("tr", {}, list.map((head) => h("th", { scope: "col" }, head))));

function table(caption, head, rows) {
	return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
		h("table", { class: "tight" }, h("caption", {}, caption), heads(head), h("tbody", {}, rows)));
}

const counted = ({ count, share }) => `${count} (${Math.round(share * 100)}%)`;

// Cells of a share in both rounds; each number leads to its anecdotes if there is a page of them.
function change(share, rounds, links) {
	return [...["before", "after"].map((side, i) => figure(links && share[side].count
		? h("a", { href: links(rounds[i]), "aria-label": t("%1 in round %2", counted(share[side]), rounds[i]) }, counted(share[side])) : counted(share[side]))),
	figure(points(share.change)), figure(`${points(share.low)} … ${points(share.high)}`), figure(number(share.p_adjusted, 3))];
}

function themeRow(theme, rounds, verdicts) {
	return h("tr", {}, h("th", { scope: "row" }, h("a", { href: themeLink(theme.id) }, theme.name)),
		change(theme.anecdotes, rounds, (round) => themeLink(theme.id, "round", round)),
		figure(`${theme.cases.more} / ${theme.cases.less}`),
		h("td", {}, theme.clear ? h("strong", {}, verdicts[theme.verdict]) : verdicts[theme.verdict]));
}

function nameTable(caption, first, list, names, head, rounds) {
	return table(caption, [first, ...head], list.map((one) =>
		h("tr", {}, h("th", { scope: "row" }, names(one.id)), change(one, rounds))));
}

function shiftTable(themes, kinds) {
	const cell = ({ before, after, p_adjusted: p }) => {
		const text = `${before.count}/${before.of} → ${after.count}/${after.of}`;
		return figure(p < 0.05 ? h("strong", {}, text) : text);
	};
	return table(t("Kinds per theme, from the one round to the other; clear shifts are bold"), [t("Theme"), ...themes[0].kinds.map((kind) => kinds(kind.id))],
		themes.map((theme) => h("tr", {}, h("th", { scope: "row" }, theme.name), theme.kinds.map(cell))));
}

const told = ({ before, after }) => before.of + after.of > 0;
const across = ({ before, after }) => `${before.of ? `${before.count}/${before.of}` : "–"} → ${after.of ? `${after.count}/${after.of}` : "–"}`;

// Themes by what tells of them: in each square how many of how many, in the one round and in the other.
function byTable(caption, themes, parts, names) {
	const columns = parts(themes[0]).map((_, i) => i).filter((i) => themes.some((theme) => told(parts(theme)[i])));
	return columns.length ? table(caption, [t("Theme"), ...columns.map((i) => names(parts(themes[0])[i]))],
		themes.map((theme) => h("tr", {}, h("th", { scope: "row" }, h("a", { href: themeLink(theme.id) }, theme.name)),
			columns.map((i) => figure(across(parts(theme)[i])))))) : "";
}

function words(list, round) {
	return h("li", {}, h("strong", {}, t("Round %1", round)), ": ", list.length ? list.slice(0, WORDS).map((word, i) =>
		`${i ? "; " : ""}${word.word} (${word.anecdotes} : ${word.elsewhere}, G² ${number(word.g2, 1)})`) : t("none"));
}

function choice(all, rounds) {
	if (all.length < 3) return "";
	const select = (id, label, chosen) => [h("label", { for: id }, label), h("select", { id }, all.map((round) =>
		h("option", { value: round, selected: round === chosen }, t("Round %1", round))))];
	const fields = h("form", {
		class: "form", onsubmit: (event) => {
			event.preventDefault();
			location.hash = `#/rounds/${encodeURIComponent(`${fields.elements.from.value},${fields.elements.to.value}`)}`;
		},
	}, select("from", t("From"), rounds[0]), select("to", t("To"), rounds[1]), h("p", {}, h("button", { type: "submit" }, t("Compare"))));
	return fields;
}

function ground({ rounds, paired_cases: pairs }, notes) {
	return [h("ul", {}, rounds.map((round) => h("li", {}, h("strong", {}, t("Round %1", round.id)), ": ",
		t("%1 anecdotes (%2 reviewed) in %3 documents of %4 cases", round.anecdotes, round.reviewed, round.documents, round.cases))),
	h("li", {}, t("Cases in both rounds: %1", pairs))), notes.map((note) => h("p", { class: "note" }, note))];
}

function picture(text) {
	if (!text) return "";
	const made = drawn(text);
	return h("div", { class: "scroll picture", tabindex: "0", role: "region", "aria-label": t("Picture: %1", made.querySelector("title").textContent) }, made);
}

function show(main, study, { all, comparison, notes, verdicts, slope, multiples }) {
	const rounds = comparison.rounds.map((round) => round.id);
	const named = (list) => (id) => {
		const target = list.find((one) => one.id === id);
		return target ? target[spoken()] || target.nl || id : id;
	};
	const themes = comparison.themes.filter((theme) => theme.verdict !== "absent");
	const figures = [...rounds.map((round) => t("Round %1", round)), t("Change"), t("95% interval"), "p"];
	main.className = "page wide";
	main.replaceChildren(h("h1", {}, t("Rounds side by side")), choice(all, rounds), ...ground(comparison, notes),
		table(t("Share of the anecdotes per theme, greatest rise first"), [t("Theme"), ...figures, t("Cases with more / less"), t("What changed")],
			themes.map((theme) => themeRow(theme, rounds, verdicts))),
		picture(slope), picture(multiples),
		nameTable(t("Kinds in both rounds"), t("Kind"), comparison.kinds, named(study.kinds), figures, rounds),
		themes.length ? shiftTable(themes, named(study.kinds)) : "",
		nameTable(t("Who is heard in both rounds"), t("Role"), comparison.roles, named(study.roles), figures, rounds),
		h("h2", {}, t("Per case and per role")),
		h("p", {}, t("How many anecdotes tell of the theme, of all anecdotes of that case in the round; – where the case was not visited.")),
		themes.length ? byTable(t("Themes per case, from the one round to the other"), themes, (theme) => theme.by_case, (part) => part.case || t("Without a case")) : "",
		h("p", {}, t("How many anecdotes tell of the theme, of all anecdotes that somebody in that role tells in the round.")),
		themes.length ? byTable(t("Who tells of each theme, from the one round to the other"), themes, (theme) => theme.roles, (part) => named(study.roles)(part.id)) : "",
		h("h2", {}, t("Words that make the difference")),
		h("ul", {}, words(comparison.words.before, rounds[0]), words(comparison.words.after, rounds[1])),
		h("p", { class: "where" }, t("Change in points of a hundred, with the interval of Newcombe (1998, method 10). p is that of Fisher's exact test, corrected for the number of themes as Benjamini and Hochberg (1995). The anecdotes of one report are not independent, which makes p too small: look at the cases too.")));
}

export async function roundsPage(main, study, [wanted = ""]) {
	const found = await get(`/api/rounds?language=${spoken()}&group=${encodeURIComponent(wanted)}`);
	setKeys([]);
	if (found.comparison) return show(main, study, found);
	main.className = "page";
	main.replaceChildren(h("h1", {}, t("Rounds side by side")), h("p", {}, t("There is one round. When a second one has been visited, this page shows what has changed.")));
}
