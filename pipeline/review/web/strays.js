// What was decided of anecdotes that are no longer there, since their text, their document or the packs
// changed: kept, and shown here for somebody to decide again where that is needed.

import { get } from "./api.js";
import { h } from "./dom.js";
import { setKeys } from "./keys.js";
import { makeLabels } from "./labels.js";
import { day, t } from "./words.js";

const words = { accepted: "Accepted", corrected: "Corrected", rejected: "Not an anecdote" };

function row(one, labels, study) {
	const document = study.documents.find(({ id }) => id === one.document);
	const said = one.status === "rejected" ? []
		: [...one.themes.map(labels.theme), labels.called(study.kinds, one.kind), labels.called(study.roles, one.role)].filter(Boolean);
	return h("li", { class: "card" }, h("p", { class: "told-text" }, one.text),
		h("span", { class: `tag ${one.status}` }, t(words[one.status])), h("span", {}, said.join(" · ")),
		h("span", { class: "where" }, one.phase === "settle" ? t("Settled") : one.reviewer, " · ", day(one.decided_at.slice(0, 10))),
		document ? h("a", { href: `#/read/${encodeURIComponent(document.id)}` }, document.title)
			: h("span", { class: "where" }, t("The document is gone.")));
}

export async function straysPage(main, study) {
	const strays = await get("/api/strays");
	const labels = makeLabels(study);
	main.className = "page";
	main.replaceChildren(h("h1", {}, t("Decisions that lost their anecdote")),
		h("p", {}, t("The text, the document or the themes changed, and no anecdote has most of these words any more. What was decided is kept. Where it is still needed, decide again in the document.")),
		strays.length ? h("ul", { class: "cards" }, strays.map((one) => row(one, labels, study))) : h("p", {}, t("There are none.")),
		h("p", {}, h("a", { href: "#/" }, t("To the documents"))));
	setKeys([]);
}
