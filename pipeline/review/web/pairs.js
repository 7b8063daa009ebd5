// What two people or more see differently, side by side, to settle together.

import { get, post, Refused } from "./api.js";
import { button, h, swap, tell } from "./dom.js";
import { setKeys } from "./keys.js";
import { makeLabels } from "./labels.js";
import { t } from "./words.js";

const TAKE = 9; // as many as there are digits

function documentRow(study, pair) {
	const document = study.documents.find((d) => d.id === pair.id);
	const open = pair.differ - pair.settled;
	return h("li", { class: "card" },
		h("a", { href: `#/pairs/${encodeURIComponent(pair.id)}` }, document?.title ?? pair.id),
		h("span", { class: "where" }, pair.reviewers.join(", ")),
		h("span", { class: "progress" }, t("%1 anecdotes, %2 differ, %3 still to settle", pair.anecdotes, pair.differ, open)));
}

async function overview(main, study) {
	const pairs = await get("/api/pairs");
	main.className = "page";
	main.replaceChildren(h("h1", {}, t("Differences")),
		h("p", {}, t("Here stand the documents that you and somebody else have both done. What you agree on is settled by itself.")),
		pairs.length ? h("ul", { class: "cards" }, pairs.map((pair) => documentRow(study, pair)))
			: h("p", {}, t("There is no such document yet.")));
	setKeys([{ key: "d", action: () => (location.hash = "#/") }]);
}

class Settling {
	constructor(main, study, id, items) {
		Object.assign(this, { main, study, id, items });
		this.labels = makeLabels(study);
		this.index = Math.max(0, items.findIndex((item) => !item.settled));
		this.begin();
	}

	get item() {
		return this.items[this.index];
	}

	// What everybody has stands from the start; the rest is to be talked about.
	begin() {
		if (!this.item) return;
		const from = this.item.settled;
		const sets = this.item.said.filter((s) => s.status !== "rejected").map((s) => new Set(this.resolved(s)));
		const common = sets.length ? [...sets[0]].filter((id) => sets.every((set) => set.has(id))) : [];
		this.draft = {
			themes: new Set(from ? this.resolved(from) : common),
			kind: from?.kind ?? this.item.said[0].kind,
			role: from?.role ?? this.item.said[0].role,
		};
	}

	resolved(said) {
		return said.themes.map((id) => this.labels.resolve(id));
	}

	take(number) {
		const said = this.item?.said[number];
		if (!said) return;
		this.draft = { themes: new Set(this.resolved(said)), kind: said.kind, role: said.role };
		tell(t("As %1 has it", said.reviewer));
		this.show();
	}

	go(index) {
		if (index < 0 || index >= this.items.length) return tell(t("There are no more anecdotes in this direction."));
		this.index = index;
		this.begin();
		this.show();
		this.main.querySelector("h2")?.focus();
	}

	async settle(rejected) {
		if (this.busy || !this.item) return;
		this.busy = true;
		try {
			const said = await post("/api/settle", {
				anecdote: this.item.id, version: this.item.version, rejected,
				themes: [...this.draft.themes], kind: this.draft.kind, role: this.draft.role, note: "",
			});
			this.item.version = said.state.version;
			this.item.settled = said.state;
			const next = this.items.findIndex((item) => !item.settled);
			if (next >= 0) this.go(next);
			else this.show();
			tell(next >= 0 ? t("Settled. Stored.") : t("Settled. Stored. Everything in this document is settled."));
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			if (error.status === 409) await this.reload();
			tell(t(error.message), true);
		} finally {
			this.busy = false;
		}
	}

	async reload() {
		const id = this.item?.id;
		this.items = await get(`/api/differences/${encodeURIComponent(this.id)}`);
		this.index = Math.max(0, this.items.findIndex((item) => item.id === id));
		this.begin();
		this.show();
	}

	async turn(way) {
		const said = await post(`/api/${way}`, {});
		await this.reload();
		const nothing = way === "undo" ? t("There is nothing to undo.") : t("There is nothing to redo.");
		const left = said.left ? t("Something was left: somebody else changed it meanwhile.") : "";
		tell(said.any ? `${way === "undo" ? t("Undone.") : t("Done again.")} ${left}` : nothing);
	}

	toggle(id) {
		if (!this.draft.themes.delete(id)) this.draft.themes.add(id);
		this.show();
	}

	row(label, cells, choice) {
		return h("tr", { role: "row" }, h("th", { scope: "row", role: "rowheader" }, label),
			[...cells, choice].map((cell) => h("td", { role: "cell" }, cell)));
	}

	themeRows() {
		const all = new Set(this.item.said.flatMap((s) => (s.status === "rejected" ? [] : this.resolved(s))));
		for (const id of this.draft.themes) all.add(id);
		return [...all].map((id) => {
			const on = this.draft.themes.has(id);
			const cells = this.item.said.map((s) => (s.status !== "rejected" && this.resolved(s).includes(id) ? t("yes") : "–"));
			return this.row(this.labels.theme(id), cells, h("button", {
				type: "button", "aria-pressed": String(on), "data-focus": `theme-${id}`, onclick: () => this.toggle(id),
			}, on ? t("yes") : t("no"), h("span", { class: "hidden" }, ` ${this.labels.theme(id)}`)));
		});
	}

	select(field, list, label) {
		const select = h("select", {
			"aria-label": label, "data-focus": field,
			onchange: () => (this.draft[field] = select.value),
		}, list.map((target) => h("option", { value: target.id, selected: target.id === this.draft[field] },
			this.labels.called(list, target.id))));
		return select;
	}

	// With its roles written out: on a phone its rows are laid out otherwise, and a browser may then take
	// it for no table.
	table() {
		const { said } = this.item;
		const { kinds, roles } = this.study;
		const unless = (s, text) => (s.status === "rejected" ? t("Not an anecdote") : text);
		return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("Side by side") }, h("table", { class: "sides", role: "table" },
			h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, h("td", { role: "cell" }), said.map((s, i) => h("th", { scope: "col", role: "columnheader" },
				button(t("Take from %1", s.reviewer), i < TAKE ? String(i + 1) : null, () => this.take(i), { "data-focus": `take-${i}` }))),
			h("th", { scope: "col", role: "columnheader" }, t("Together")))),
			h("tbody", { role: "rowgroup" }, this.themeRows(),
				this.row(t("Kind"), said.map((s) => unless(s, this.labels.called(kinds, s.kind))), this.select("kind", kinds, t("Kind"))),
				this.row(t("Who tells it"), said.map((s) => unless(s, this.labels.called(roles, s.role))), this.select("role", roles, t("Who tells it"))),
				said.some((s) => s.note) && this.row(t("Note"), said.map((s) => s.note), ""))));
	}

	show() {
		const document = this.study.documents.find((d) => d.id === this.id);
		const head = h("h1", {}, document?.title ?? "");
		this.main.className = "page";
		if (!this.item) {
			this.main.replaceChildren(head, h("p", {}, t("You agree on everything in this document.")));
			return;
		}
		const open = this.items.filter((item) => !item.settled).length;
		swap(this.main, [head,
			h("h2", { tabindex: "-1", "data-focus": "heading", "data-first": true }, t("Difference %1 of %2", this.index + 1, this.items.length)),
			h("p", { class: "status" }, h("span", { class: `tag ${this.item.settled ? "accepted" : "suggested"}` },
				this.item.settled ? t("Settled") : t("Not settled yet")), t("%1 still to settle", open)),
			h("blockquote", { class: "quoted" }, this.item.text),
			this.table(),
			h("div", { class: "choices" },
				button(t("Settle and go on"), "Enter", () => this.settle(false), { class: "primary", "data-focus": "settle" }),
				button(t("Not an anecdote"), "X", () => this.settle(true), { "data-focus": "reject" }),
				button(t("Undo"), "U", () => this.turn("undo"), { "data-focus": "undo" }),
				button(t("Redo"), "Y", () => this.turn("redo"), { "data-focus": "redo" }),
				button(t("Previous"), "P", () => this.go(this.index - 1), { "data-focus": "previous" }),
				button(t("Next"), "J", () => this.go(this.index + 1), { "data-focus": "next" })),
		], () => this.main.querySelector("h2"));
	}

	keys() {
		return [
			...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => ({ key: String(n), action: () => this.take(n - 1) })),
			{ key: "Enter", action: () => this.settle(false) },
			{ key: "x", action: () => this.settle(true) },
			{ key: "u", action: () => this.turn("undo") },
			{ key: "y", action: () => this.turn("redo") },
			{ key: "Ctrl+z", action: () => this.turn("undo") },
			{ key: "Ctrl+y", action: () => this.turn("redo") },
			{ key: "j", action: () => this.go(this.index + 1) },
			{ key: "p", action: () => this.go(this.index - 1) },
		];
	}
}

export async function pairsPage(main, study, [id]) {
	if (!id) return overview(main, study);
	const items = await get(`/api/differences/${encodeURIComponent(id)}`);
	const settling = new Settling(main, study, id, items);
	settling.show();
	setKeys(settling.keys());
	return undefined;
}
