// Who is not heard: people whom the study file expects, roles, and per theme the roles and cases
// that have nothing to say on it.

import { get } from "./api.js";
import { h } from "./dom.js";
import { setKeys } from "./keys.js";
import { makeLabels } from "./labels.js";
import { themeLink } from "./themes.js";
import { spoken, t } from "./words.js";

function missing({ expected, missing: list }) {
	if (!expected) return h("p", {}, t("The study file names nobody who should be heard. Whoever stands there under expected: is looked for here."));
	if (!list.length) return h("p", {}, t("All %1 people whom the study expects tell a story.", expected));
	return [h("p", {}, t("Of the %1 people whom the study expects, %2 tell no story that was found:", expected, list.length)),
		h("ul", { class: "cards" }, list.map((one) => h("li", { class: "card" }, h("strong", {}, one.name),
			h("span", { class: "where" }, [one.role, one.case].filter(Boolean).join(" · ")))))];
}

const silent = (list) => list.map(([called, stories], i) => `${i ? ", " : ""}${called} (${stories})`).join("");

function perTheme(themes, labels) {
	const caption = t("Not heard per theme");
	return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, h("table", {}, h("caption", {}, caption),
		h("thead", {}, h("tr", {}, [t("Theme"), t("Anecdotes"), t("Roles not heard"), t("Cases not heard")].map((head) => h("th", { scope: "col" }, head)))),
		h("tbody", {}, themes.map((theme) => h("tr", {}, h("th", { scope: "row" }, h("a", { href: themeLink(theme.id) }, labels.theme(theme.id))),
			h("td", { class: "figure" }, theme.anecdotes), h("td", {}, silent(theme.roles) || "–"), h("td", {}, silent(theme.cases) || "–"))))));
}

export async function voicesPage(main, study) {
	const found = await get(`/api/voices?language=${spoken()}`);
	const themes = found.themes.filter((theme) => theme.roles.length || theme.cases.length);
	main.className = "page wide";
	main.replaceChildren(h("h1", {}, t("Who is not heard")),
		h("h2", {}, t("Who is missing")), ...[missing(found)].flat(),
		found.roles.length ? h("p", {}, t("Roles that nobody is heard in: %1", found.roles.join(", "))) : "",
		h("h2", {}, t("Per theme")),
		h("p", {}, t("In brackets: how many stories they tell in the whole study. Who tells few is absent from most themes by chance alone. Themes with fewer than %1 stories are left out.", found.least)),
		themes.length ? perTheme(themes, makeLabels(study)) : h("p", {}, t("On every theme that is told of often enough, all are heard.")));
	setKeys([]);
}
