// What was promised in each case, by whom, and the passage of a later round that says what became of
// it. What a person says of it holds; one click takes that back.

import { get, post, Refused } from "./api.js";
import { h, swap, tell } from "./dom.js";
import { setKeys } from "./keys.js";
import { name, spoken, t } from "./words.js";

const source = (document) => h("a", { href: `#/read/${encodeURIComponent(document.document)}` }, document.title);

class Commitments {
	constructor(main, found) {
		Object.assign(this, { main, list: found.commitments, lost: found.lost });
		this.statuses = [...found.statuses.map((status) => [status.id, name(status)]), ["not_mentioned", t("Not mentioned")]];
	}

	async judge(one, status) {
		if (this.busy) return;
		this.busy = true;
		try {
			const wanted = one.judged?.state === status ? "" : status;
			await post("/api/commitment", { commitment: one.id, status: wanted, version: one.version });
			await this.load();
			tell(wanted ? t("Stored.") : t("Taken back. Stored."));
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			if (error.status === 409) await this.load();
			tell(t(error.message), true);
		} finally {
			this.busy = false;
		}
	}

	async load() {
		const found = await get(`/api/commitments?language=${spoken()}`);
		this.list = found.commitments;
		this.lost = found.lost;
		this.show();
	}

	choice(one) {
		return h("fieldset", { class: "judging" }, h("legend", { class: "hidden" }, t("What became of it: %1", one.text.slice(0, 60))),
			this.statuses.map(([id, called]) => h("button", {
				type: "button", "aria-pressed": String(one.judged?.state === id), "data-focus": `${one.id} ${id}`, onclick: () => this.judge(one, id),
			}, called)),
			h("p", { class: "where" }, one.judged ? t("Judged by %1", one.judged.reviewer) : t("The program: %1", one.found)));
	}

	row(one) {
		const later = one.outcome ? [one.outcome.text, " — ", source(one.outcome)] : "";
		return h("tr", {}, h("th", { scope: "row" }, one.text), h("td", {}, one.who || t("Unknown")),
			h("td", {}, t("Round %1", one.round), ", ", source(one)), h("td", {}, later), h("td", {}, this.choice(one)));
	}

	cases() {
		const found = new Map();
		for (const one of this.list) found.set(one.case, [...(found.get(one.case) ?? []), one]);
		return [...found].map(([called, of]) => {
			const caption = called || t("Without a case");
			return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, h("table", { class: "promises" }, h("caption", {}, caption),
				h("thead", {}, h("tr", {}, [t("What was promised"), t("By whom"), t("Where"), t("What a later round says"), t("Kept?")]
					.map((head) => h("th", { scope: "col" }, head)))),
				h("tbody", {}, of.map((one) => this.row(one)))));
		});
	}

	sums() {
		const found = new Map();
		for (const one of this.list) found.set(one.state_name, (found.get(one.state_name) ?? 0) + 1);
		return [...found].map(([called, count]) => `${called}: ${count}`).join("; ");
	}

	earlier() {
		const called = (id) => this.statuses.find(([status]) => status === id)?.[1] ?? id;
		return this.lost.length ? h("section", {}, h("h2", {}, t("Judged earlier")),
			h("p", {}, t("These words are in no document any more, or in another form.")),
			h("ul", { class: "cards" }, this.lost.map((one) => h("li", { class: "card" }, h("span", { class: "told-text" }, one.text),
				h("span", { class: "tag" }, called(one.status)), h("span", { class: "where" }, one.reviewer))))) : "";
	}

	show() {
		const judged = this.list.filter((one) => one.judged).length;
		this.main.className = "page wide";
		swap(this.main, [h("h1", { tabindex: "-1" }, t("Commitments")), ...(this.list.length ? [
			h("p", {}, t("Found by the program: a list to check with those who made the commitments.")),
			h("p", {}, t("Choose what became of each: that is what the report and the exports then say. The same button takes it back.")),
			h("p", {}, this.sums(), ". ", t("Judged: %1 of %2.", judged, this.list.length)), ...this.cases()]
			: [h("p", {}, t("No commitments were found."))]), this.earlier()], () => this.main.querySelector("h1"));
	}
}

export async function commitmentsPage(main) {
	const page = new Commitments(main, await get(`/api/commitments?language=${spoken()}`));
	page.show();
	setKeys([]);
}
