// One theme: its anecdotes, those that show it best and those in doubt first. What is ticked can be
// split off as a theme of its own.

import { get, post, Refused } from "./api.js";
import { bar, button, h, tell } from "./dom.js";
import { setKeys } from "./keys.js";
import { makeLabels } from "./labels.js";
import { themeLink } from "./themes.js";
import { percent, t } from "./words.js";

const DOUBTFUL = 5;
const MOST = 100; // anecdotes on the page at once

const filters = {
	kind: { of: (a) => a.kind, called: (value, labels, study) => labels.called(study.kinds, value) },
	role: { of: (a) => a.role, called: (value, labels, study) => labels.called(study.roles, value) },
	case: { of: (a) => a.case, called: (value) => value },
	round: { of: (a) => a.round, called: (value) => t("Round %1", value) },
};

class ThemePage {
	constructor(main, study, found, filter, value) {
		Object.assign(this, { main, study, found, filter: filters[filter] ? filter : "", value });
		this.labels = makeLabels(study);
		this.ticked = new Set();
		this.shown = MOST;
	}

	row(anecdote) {
		const about = [anecdote.speaker, this.labels.called(this.study.kinds, anecdote.kind), anecdote.case || anecdote.title].filter(Boolean).join(" · ");
		const check = h("input", {
			type: "checkbox", checked: this.ticked.has(anecdote.id), "data-id": anecdote.id,
			"aria-label": t("Tick: %1", anecdote.text.slice(0, 60)),
			onchange: () => this.tick(anecdote.id, check.checked),
		});
		return h("li", { class: "card" }, check,
			h("p", { class: "told-text" }, anecdote.text),
			h("span", { class: "where" }, about),
			h("span", { class: "progress" }, anecdote.reviewed ? h("span", { class: "tag accepted" }, t("Reviewed"))
				: [bar(anecdote.score), percent(anecdote.score)]),
			h("a", { href: `#/read/${encodeURIComponent(anecdote.document)}/${anecdote.id}`, "aria-label": t("In the text: %1", anecdote.text.slice(0, 60)) }, t("In the text")));
	}

	// The same anecdote may stand in two lists.
	tick(id, on) {
		if (on) this.ticked.add(id);
		else this.ticked.delete(id);
		for (const box of this.main.querySelectorAll("input[data-id]")) box.checked = this.ticked.has(box.dataset.id);
		this.main.querySelector("#ticked").textContent = t("%1 ticked", this.ticked.size);
	}

	part(title, list, more) {
		return list.length ? h("section", {}, h("h2", {}, title), more ?? "",
			h("ul", { class: "cards" }, list.map((anecdote) => this.row(anecdote)))) : "";
	}

	split() {
		const field = (id, label) => [h("label", { for: id }, label), h("input", { id, type: "text", maxlength: 150 })];
		const fields = h("form", {
			class: "form", onsubmit: (event) => {
				event.preventDefault();
				this.store(fields.querySelector("#part-nl").value, fields.querySelector("#part-en").value);
			},
		}, field("part-nl", t("Name in Dutch")), field("part-en", t("Name in English")),
		h("p", {}, h("button", { type: "submit", class: "primary" }, t("Split off what is ticked")), " ", h("span", { id: "ticked", class: "where" }, t("%1 ticked", 0))));
		return h("details", {}, h("summary", {}, t("Split this theme")),
			h("p", {}, t("What you tick gets the new theme instead of this one, in your name or, where it was settled, in that of all. One undo takes the labels back.")), fields);
	}

	async store(nl, en) {
		if (!this.ticked.size) return tell(t("Nothing is ticked."));
		try {
			const said = await post("/api/split", { theme: this.found.id, nl, en, definition: "", anecdotes: [...this.ticked] });
			location.hash = themeLink(said.id);
			tell(t("%1 anecdotes have the new theme. Stored.", said.stored));
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			tell(t(error.message), true);
		}
	}

	chosen() {
		const { anecdotes } = this.found;
		return this.filter ? anecdotes.filter((a) => filters[this.filter].of(a) === this.value) : anecdotes;
	}

	everything(list) {
		const rest = list.length - this.shown;
		return [this.part(this.filter ? filters[this.filter].called(this.value, this.labels, this.study) : t("All %1", list.length), list.slice(0, this.shown),
			this.filter && h("p", {}, h("a", { href: themeLink(this.found.id) }, t("All anecdotes of this theme")))),
		rest > 0 ? button(t("Show %1 more", Math.min(rest, MOST)), null, () => {
			this.shown += MOST;
			this.show();
		}) : ""];
	}

	show() {
		const { id, typical, anecdotes } = this.found;
		const list = this.chosen();
		const best = this.filter ? [] : typical.map((one) => anecdotes.find((a) => a.id === one));
		const doubtful = this.filter ? [] : anecdotes.filter((a) => !a.reviewed).sort((a, b) => a.score - b.score).slice(0, DOUBTFUL);
		this.main.className = "page";
		this.main.replaceChildren(h("h1", { tabindex: "-1" }, this.labels.theme(id)),
			this.labels.definition(id) ? h("p", {}, this.labels.definition(id)) : "",
			h("p", { class: "choices" }, h("a", { class: "choice", href: `#/codebook/${encodeURIComponent(id)}` }, t("Name, definition, merge")),
				h("a", { class: "choice", href: "#/themes" }, t("Theme list"))),
			this.split(),
			this.part(t("Typical"), best), this.part(t("In doubt"), doubtful, h("p", {}, t("Not reviewed yet, and the program is least sure of these."))),
			...this.everything(list));
	}
}

export async function themePage(main, study, [id, filter, value]) {
	const page = new ThemePage(main, study, await get(`/api/theme/${encodeURIComponent(id)}`), filter, value);
	page.show();
	setKeys([]);
}
