// The drafted recommendations: each in words of its own, with what it rests on beside it, and how
// far people are with it. Every version stays.

import { get, post, Refused } from "./api.js";
import { h, tell } from "./dom.js";
import { setKeys } from "./keys.js";
import { makeLabels } from "./labels.js";
import { name, t } from "./words.js";

const statuses = ["draft", "discuss", "adopted", "dropped"];
const words = { draft: "Draft", discuss: "For discussion", adopted: "Adopted", dropped: "Dropped" };
const EXCERPT = 140; // signs of a recommendation in the list

const at = (draft) => `#/recommendations/${encodeURIComponent(draft.audience)}/${encodeURIComponent(draft.theme)}`;

// What people made of it; else what somebody recommended most plainly.
const proposed = (draft) => draft.text || draft.sentences[0]?.text || "";

const shorten = (text) => (text.length > EXCERPT ? `${text.slice(0, EXCERPT).replace(/\s+\S*$/, "")} …` : text);

const tag = (draft) => h("span", { class: `tag ${draft.status}` }, t(words[draft.status]));

function row(draft, labels) {
	return h("li", { class: "card" }, h("a", { href: at(draft) }, labels.theme(draft.theme)), tag(draft),
		h("span", { class: "where" }, t("%1 anecdotes", draft.anecdotes)),
		h("span", { class: "definition" }, shorten(proposed(draft)) || t("Nobody recommended something in so many words.")));
}

function list(main, study, found, labels) {
	const parts = found.audiences.map((audience) => {
		const drafts = found.drafts.filter((draft) => draft.audience === audience.id);
		const shown = drafts.filter((draft) => draft.enough || draft.version > 0);
		const rest = drafts.filter((draft) => !shown.includes(draft));
		return h("section", {}, h("h2", {}, name(audience)),
			h("ul", { class: "cards" }, shown.map((draft) => row(draft, labels))),
			rest.length ? h("p", {}, t("Too little was found to draft anything on: "), rest.map((draft, i) =>
				[i ? ", " : "", h("a", { href: at(draft) }, labels.theme(draft.theme))])) : "");
	});
	main.className = "page";
	main.replaceChildren(h("h1", {}, t("Recommendations")),
		h("p", {}, t("These are drafts for people to decide on. What you write and decide here is what the report says.")), ...parts);
}

function source(said) {
	const where = [said.speaker, said.title].filter(Boolean).join(", ");
	const link = h("a", {
		href: `#/read/${encodeURIComponent(said.document)}${said.anecdote ? `/${said.anecdote}` : ""}`, "aria-label": t("In the text: %1", said.text.slice(0, 60)),
	}, t("In the text"));
	return h("p", { class: "where" }, where, " · ", link, said.reviewed === false ? [" · ", t("not reviewed")] : "");
}

const quoted = (said) => [h("blockquote", { class: "quoted" }, said.text), source(said)];

function evidence(draft, labels, study) {
	const sentences = draft.sentences.length ? [h("h2", {}, t("Recommended in the conversations")), draft.sentences.map(quoted)] : "";
	const kinds = draft.kinds.filter((kind) => kind.quotes.length).map((kind) => [
		h("h2", {}, `${labels.called(study.kinds, kind.id)} (${t("%1 of %2", kind.count, draft.anecdotes)})`), kind.quotes.map(quoted)]);
	return h("section", { class: "evidence", "aria-label": t("What it rests on") },
		h("p", {}, h("a", { class: "choice", href: `#/theme/${encodeURIComponent(draft.theme)}` }, t("All %1 anecdotes of this theme", draft.anecdotes))),
		sentences, kinds, !draft.anecdotes && !draft.sentences.length ? h("p", {}, t("No anecdote of this theme stands behind it.")) : "");
}

async function store(draft, text, status, again) {
	try {
		await post("/api/recommendation", { audience: draft.audience, theme: draft.theme, text, status, version: draft.version });
		await again();
		tell(t("Stored."));
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		tell(t(error.message), true);
	}
}

function form(draft, again) {
	const area = h("textarea", { id: "text", rows: 7, maxlength: 3000, "aria-describedby": "from" });
	area.value = proposed(draft);
	const choices = statuses.map((status) => h("label", { class: "radio" },
		h("input", { type: "radio", name: "status", value: status, checked: status === draft.status }), t(words[status])));
	const fields = h("form", {
		class: "form", onsubmit: (event) => {
			event.preventDefault();
			store(draft, area.value, fields.elements.status.value, again);
		},
	}, h("label", { for: "text" }, t("Recommendation")), area,
	h("p", { class: "where", id: "from" }, draft.text ? t("Written by %1", draft.reviewer)
		: draft.sentences.length ? t("As it was said; put it in your own words.") : t("Nobody recommended something in so many words.")),
	h("fieldset", {}, h("legend", {}, t("How far it is")), h("div", { class: "choices" }, choices)),
	h("p", {}, h("button", { type: "submit", class: "primary" }, t("Store"))));
	return fields;
}

function past(draft, again) {
	if (!draft.history.length) return "";
	return h("section", {}, h("h2", {}, t("Changes")), h("ol", { class: "cards", reversed: true }, [...draft.history].reverse().map((state, i) =>
		h("li", { class: "card" }, h("span", { class: "where" }, `${state.edited_at.slice(0, 16).replace("T", " ")} · ${state.reviewer}`), tag(state),
			h("span", { class: "definition" }, state.text),
			i > 0 && h("button", { type: "button", onclick: () => store(draft, state.text, state.status, again) }, t("Put this back"))))));
}

async function show(main, study, audience, theme, found) {
	const labels = makeLabels(study);
	const { audiences, drafts } = found ?? await get("/api/recommendations");
	const draft = drafts.find((one) => one.audience === audience && one.theme === theme);
	if (!draft) throw new Refused(404, "there is no such page");
	const again = async () => {
		await show(main, study, audience, theme);
		main.querySelector("h1").focus({ preventScroll: true });
	};
	const called = audiences.find((one) => one.id === audience);
	main.className = "page wide";
	main.replaceChildren(h("h1", { tabindex: "-1" }, labels.theme(theme), " ", tag(draft)),
		h("p", {}, t("For: %1", called ? name(called) : audience), " · ", h("a", { href: "#/recommendations" }, t("All recommendations"))),
		h("div", { class: "beside" }, h("div", {}, form(draft, again), past(draft, again)), evidence(draft, labels, study)));
}

export async function recommendationsPage(main, study, [audience, theme]) {
	const found = await get("/api/recommendations");
	if (audience && theme) await show(main, study, audience, theme, found);
	else list(main, study, found, makeLabels(study));
	setKeys([]);
}
