// The drafted perspectives: what is seen, the stories that show it, one that contradicts it, and room
// for at least two readings of what it means. Every version stays.

import { get, post, Refused } from "./api.js";
import { h, tell } from "./dom.js";
import { setKeys } from "./keys.js";
import { makeLabels } from "./labels.js";
import { spoken, t } from "./words.js";

// A theme is in one perspective only, so that its first one can stand for it in an address.
const at = (one) => `#/perspectives/${encodeURIComponent(one.themes[0])}`;
const titleOf = (one) => one.written || one.title;
const load = () => get(`/api/perspectives?language=${spoken()}`);

function row(one, labels) {
	return h("li", { class: "card" }, h("a", { href: at(one) }, titleOf(one)),
		h("span", { class: "where" }, t("%1 anecdotes", one.anecdotes)),
		one.version ? h("span", { class: "tag" }, t("Written by %1", one.reviewer)) : "",
		h("span", { class: "definition" }, one.themes.map((id) => labels.theme(id)).join("; ")));
}

function earlier(found, labels) {
	if (!found.earlier.length) return "";
	return h("section", {}, h("h2", {}, t("Written earlier")),
		h("p", {}, t("Their themes do not stand together any more, since decisions changed.")),
		h("ul", { class: "cards" }, found.earlier.map((one) => h("li", { class: "card" },
			h("strong", {}, one.written || one.themes.map((id) => labels.theme(id)).join("; ")), h("span", { class: "where" }, one.reviewer),
			one.readings.filter(Boolean).map((text) => h("p", { class: "told-text" }, text))))));
}

function list(main, found, labels) {
	main.className = "page";
	main.replaceChildren(h("h1", {}, t("Perspectives")),
		found.perspectives.length
			? h("p", {}, t("Themes that pull together in these stories (greedy modularity, Clauset, Newman and Moore 2004; modularity %1). They are drafts: titles are there to be changed, and what they mean is for people to say.", found.modularity))
			: h("p", {}, t("Too little to draft perspectives from: %1 anecdotes with a theme, at least %2 are needed.", found.labelled, found.least)),
		h("ul", { class: "cards" }, found.perspectives.map((one) => row(one, labels))), earlier(found, labels));
}

function story(told) {
	return [h("blockquote", { class: "quoted" }, told.text),
		h("p", { class: "where" }, `A${told.number}, `, [told.speaker, told.title].filter(Boolean).join(", "), " · ", h("a", {
			href: `#/read/${encodeURIComponent(told.document)}/${told.anecdote}`, "aria-label": t("In the text: %1", told.text.slice(0, 60)),
		}, t("In the text")), told.reviewed ? "" : [" · ", t("not reviewed")])];
}

const sentences = (title, list) => [h("h2", {}, title), h("ul", {}, list.map((sentence) => h("li", {}, sentence)))];

async function store(one, title, readings, again) {
	try {
		// A title left as it was drafted goes on following what is found.
		await post("/api/perspective", { themes: one.themes, title: title.trim() === one.title ? "" : title, readings, version: one.version });
		await again();
		tell(t("Stored."));
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		tell(t(error.message), true);
	}
}

function form(one, again) {
	const title = h("input", { id: "title", type: "text", maxlength: 150, value: titleOf(one) });
	const areas = one.readings.map((text, i) => {
		const area = h("textarea", { id: `reading${i}`, rows: 5, maxlength: 3000, "aria-describedby": "compete" });
		area.value = text;
		return area;
	});
	return h("form", {
		class: "form", onsubmit: (event) => {
			event.preventDefault();
			store(one, title.value, areas.map((area) => area.value), again);
		},
	}, h("label", { for: "title" }, t("Title")), title,
	areas.map((area, i) => [h("label", { for: area.id }, t("Interpretation %1", i + 1)), area]),
	h("p", { class: "where", id: "compete" }, t("What is seen does not say why: write at least two explanations that compete.")),
	h("p", {}, h("button", { type: "submit", class: "primary" }, t("Store"))));
}

function past(one, again) {
	if (!one.history.length) return "";
	return h("section", {}, h("h2", {}, t("Changes")), h("ol", { class: "cards", reversed: true }, [...one.history].reverse().map((state, i) =>
		h("li", { class: "card" }, h("span", { class: "where" }, `${state.edited_at.slice(0, 16).replace("T", " ")} · ${state.reviewer}`),
			h("strong", {}, state.written),
			state.readings.filter(Boolean).map((text) => h("p", { class: "told-text" }, text)),
			i > 0 && h("button", { type: "button", onclick: () => store(one, state.written, state.readings, again) }, t("Put this back"))))));
}

function show(main, one, labels, again) {
	main.className = "page wide";
	main.replaceChildren(h("h1", { tabindex: "-1" }, titleOf(one)),
		h("p", {}, one.themes.map((id, i) => [i ? "; " : "", h("a", { href: `#/theme/${encodeURIComponent(id)}` }, labels.theme(id))]),
			" · ", h("a", { href: "#/perspectives" }, t("All perspectives"))),
		h("div", { class: "beside" }, h("div", {}, sentences(t("What is seen"), one.seen),
			sentences(t("Questions for a conversation"), one.questions), h("h2", {}, t("What it may mean")), form(one, again), past(one, again)),
		h("section", { class: "evidence", "aria-label": t("Stories") }, h("h2", {}, t("Stories that show it")), one.told.map(story),
			one.against_it.length ? [h("h2", {}, t("A story that contradicts it")), one.against_it.map(story)] : "")));
}

export async function perspectivesPage(main, study, [theme]) {
	const labels = makeLabels(study);
	const found = await load();
	const find = ({ perspectives }) => perspectives.find((one) => one.themes.includes(theme));
	setKeys([]);
	if (!theme) return list(main, found, labels);
	if (!find(found)) throw new Refused(404, "there is no such page");
	const again = async () => {
		show(main, find(await load()), labels, again);
		main.querySelector("h1").focus({ preventScroll: true });
	};
	show(main, find(found), labels, again);
}
