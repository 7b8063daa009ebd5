// The themes: what they are called, what they mean, what they were merged into; every change
// stays, and each earlier state can be put back.

import { get, post, Refused } from "./api.js";
import { button, h, tell } from "./dom.js";
import { makeLabels } from "./labels.js";
import { name, t } from "./words.js";

function field(id, label, value, area) {
	const input = area ? h("textarea", { id, rows: 3 }) : h("input", { id, type: "text", maxlength: 150 });
	input.value = value;
	return [h("label", { for: id }, label), input];
}

function choose(id, label, themes, now, none) {
	return [h("label", { for: id }, label), h("select", { id }, h("option", { value: "" }, none),
		themes.map((theme) => h("option", { value: theme.id, selected: theme.id === now }, name(theme))))];
}

const values = (form) => Object.fromEntries(["nl", "en", "definition", "parent", "into"].map((key) =>
	[key, form.querySelector(`#${key}`)?.value ?? ""]));

async function store(theme, again) {
	try {
		const { id } = await post("/api/theme", theme);
		tell(t("Stored."));
		await again(id);
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		tell(t(error.message), true);
	}
}

function form(theme, others, again) {
	const fields = h("form", {
		class: "form",
		onsubmit: (event) => {
			event.preventDefault();
			store({ id: theme.id, version: theme.version, ...values(fields) }, again);
		},
	},
	field("nl", t("Name in Dutch"), theme.nl), field("en", t("Name in English"), theme.en),
	field("definition", t("Definition"), theme.definition, true),
	choose("parent", t("Stands under"), others, theme.parent, t("no other theme")),
	theme.id && choose("into", t("Merged into: its labels count for"), others, theme.into, t("no other theme")),
	h("p", {}, h("button", { type: "submit", class: "primary" }, t("Store"))));
	return fields;
}

// Each earlier state of one theme, the last one first.
function past(theme, edits, packs, again) {
	const states = edits.filter((edit) => edit.theme === theme.id).reverse().map((edit) => {
		const { name_nl: nl, name_en: en, definition, parent, into } = edit.value;
		return { who: `${edit.edited_at.slice(0, 16).replace("T", " ")} · ${edit.reviewer}`, nl, en, definition, parent, into };
	});
	if (!states.length) return null;
	const pack = packs.find((one) => one.id === theme.id);
	if (pack) states.push({ ...pack, who: t("As the pack has it") });
	return h("section", {}, h("h2", {}, t("Changes")), h("ol", { class: "cards", reversed: true }, states.map(({ who, ...state }, i) =>
		h("li", { class: "card" }, h("span", {}, `${who}: ${state.nl}${state.into ? ` → ${state.into}` : ""}`),
			i > 0 && button(t("Put this back"), null, () => store({ ...state, id: theme.id, version: theme.version }, again))))));
}

function list(themes, labels) {
	const row = (theme) => h("li", { class: "card" }, h("a", { href: `#/codebook/${encodeURIComponent(theme.id)}` }, name(theme)),
		h("span", { class: "where" }, theme.into ? t("merged into %1", labels.theme(theme.into))
			: theme.parent ? t("under %1", labels.theme(theme.parent)) : ""),
		h("span", { class: "definition" }, theme.definition));
	return h("ul", { class: "cards" }, themes.map(row));
}

export async function codebookPage(main, study, [id]) {
	const { themes, edits, packs } = await get("/api/codebook");
	const labels = makeLabels({ ...study, themes });
	const again = async (changed) => {
		if (changed !== id) location.hash = `#/codebook/${encodeURIComponent(changed)}`;
		else await codebookPage(main, study, [id]);
		main.querySelector("h1").focus();
	};
	main.className = "page";
	if (!id) {
		main.replaceChildren(h("h1", {}, t("Codebook")),
			h("p", {}, h("a", { class: "primary", href: "#/codebook/+" }, t("New theme"))), list(themes, labels));
		return;
	}
	const theme = id === "+" ? { id: "", version: 0, nl: "", en: "", definition: "", parent: "", into: "" }
		: themes.find((one) => one.id === id);
	if (!theme) throw new Refused(404, "there is no such theme");
	main.replaceChildren(h("h1", { tabindex: "-1" }, theme.id ? name(theme) : t("New theme")),
		theme.id && !theme.into ? h("p", {}, h("a", { class: "choice", href: `#/theme/${encodeURIComponent(theme.id)}` }, t("Its anecdotes"))) : "",
		form(theme, themes.filter((one) => one.id !== theme.id && !one.into), again), past(theme, edits, packs, again) ?? "",
		h("p", {}, h("a", { href: "#/codebook" }, t("Back"))));
}
