// The theme list: how often each theme is told of, by what came of it and in which case. Every
// bar and every square leads to the anecdotes behind it.

import { get } from "./api.js";
import { h, svg } from "./dom.js";
import { setKeys } from "./keys.js";
import { makeLabels } from "./labels.js";
import { spreadPicture } from "./spread.js";
import { t } from "./words.js";

const WIDTH = 320; // of the longest bar, in units of the picture
const HEIGHT = 22;
const SHADES = 5;

// Where the anecdotes of one theme are, all or those of one kind, case …
export const themeLink = (id, filter, value) =>
	`#/theme/${encodeURIComponent(id)}${filter ? `/${filter}/${encodeURIComponent(value)}` : ""}`;

// For the mouse; the numbers beside it lead to the same for everybody.
function bars(theme, most, kinds) {
	let x = 0;
	const pieces = theme.kinds.map(([kind, count], i) => {
		const width = (count / most) * WIDTH;
		const piece = count > 0 && svg("a", { href: themeLink(theme.id, "kind", kind), tabindex: -1 },
			svg("rect", { x, y: 2, width, height: HEIGHT - 4, class: `kind${i % 3}` }, svg("title", {}, `${kinds(kind)}: ${count}`)));
		x += width;
		return piece;
	});
	return svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "bars", "aria-hidden": "true", focusable: "false" }, pieces);
}

const count = (id, filter, value, number, label) => h("td", { class: "figure" },
	number ? h("a", { href: themeLink(id, filter, value), "aria-label": `${label}: ${number}` }, number) : "0");

const spreads = {
	red_thread: "a red thread", hobby_horse: "a hobby-horse", neither: "in between", too_few: "too few to say",
};

function row(theme, i, most, labels, study) {
	const kinds = (id) => labels.called(study.kinds, id);
	const name = labels.theme(theme.id);
	return h("tr", {}, h("th", { scope: "row" }, `${i + 1}. `, h("a", { href: themeLink(theme.id) }, name)),
		h("td", { class: "bar-cell" }, bars(theme, most, kinds)),
		h("td", { class: "figure" }, theme.anecdotes), h("td", { class: "figure" }, theme.reviewed),
		h("td", { class: "figure" }, theme.documents),
		theme.kinds.map(([kind, number]) => count(theme.id, "kind", kind, number, `${name}, ${kinds(kind)}`)),
		h("td", {}, t(spreads[theme.spread.verdict])));
}

function barsTable(themes, labels, study) {
	const most = Math.max(1, ...themes.map((theme) => theme.kinds.reduce((sum, [, number]) => sum + number, 0)));
	const caption = t("How often, and what came of it");
	const kinds = themes[0].kinds.map(([kind], i) => h("th", { scope: "col" },
		h("span", { class: `key kind${i % 3}`, "aria-hidden": "true" }), labels.called(study.kinds, kind)));
	return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, h("table", { class: "tight" }, h("caption", {}, caption),
		h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("Theme")), h("td", {}),
			[t("Anecdotes"), t("Reviewed"), t("Documents")].map((head) => h("th", { scope: "col" }, head)),
			kinds, h("th", { scope: "col" }, t("Spread")))),
		h("tbody", {}, themes.map((theme, i) => row(theme, i, most, labels, study)))));
}

function square(theme, place, number, most, name) {
	const shade = number ? Math.max(1, Math.ceil((number / most) * SHADES)) : 0;
	return h("td", { class: `square shade${shade}` }, number
		? h("a", { href: themeLink(theme, "case", place), "aria-label": `${name}, ${place}: ${number}` }, number) : "");
}

// The last number of a row is for documents that name no case.
function heatTable(themes, labels) {
	const places = themes[0].by_case.map(([place]) => place);
	if (places.length < 2) return null;
	const most = Math.max(1, ...themes.flatMap((theme) => theme.by_case.map(([, number]) => number)));
	const caption = t("In which case");
	return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, h("table", { class: "heat" }, h("caption", {}, caption),
		h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("Theme")), places.map((place) => h("th", { scope: "col" }, place)))),
		h("tbody", {}, themes.map((theme) => h("tr", {}, h("th", { scope: "row" }, labels.theme(theme.id)),
			theme.by_case.map(([place, number]) => square(theme.id, place, number, most, labels.theme(theme.id))))))));
}

export async function themesPage(main, study) {
	const found = await get("/api/themes");
	const labels = makeLabels(study);
	const told = found.themes.filter((theme) => theme.anecdotes > 0);
	const silent = found.themes.filter((theme) => theme.anecdotes === 0);
	main.className = "page wide";
	main.replaceChildren(h("h1", {}, t("Theme list")),
		h("p", {}, t("%1 anecdotes, of which %2 have been reviewed. What others said of a document counts here once all who began it are done.", found.anecdotes, found.reviewed)),
		told.length ? barsTable(told, labels, study) : h("p", {}, t("no anecdotes")),
		...spreadPicture(told, (theme) => labels.theme(theme.id), (theme) => themeLink(theme.id), (theme) => t(spreads[theme.spread.verdict])),
		(told.length && heatTable(told, labels)) || "",
		silent.length ? h("p", {}, t("Nothing was told of: "), silent.map((theme, i) =>
			[i ? ", " : "", h("a", { href: `#/codebook/${encodeURIComponent(theme.id)}` }, labels.theme(theme.id))])) : "");
	setKeys([]);
}
