// What to look at next: where the program doubts, by theme, by the rule that speaks for it.

import { get, post } from "./api.js";
import { bar, button, h, swap, tell } from "./dom.js";
import { setKeys } from "./keys.js";
import { makeLabels, ruleCalled } from "./labels.js";
import { percent, t } from "./words.js";

// order in the address, and its word
const orders = { uncertain: "Where the program doubts", theme: "By theme", rule: "By rule" };

// A group is a theme; or a rule, a space and the theme that it speaks for. No theme's id has a space.
const themeOf = (key) => key.slice(key.lastIndexOf(" ") + 1);
const ruleOf = (key) => key.slice(0, Math.max(0, key.lastIndexOf(" ")));

class Queue {
	constructor(main, study, order, key) {
		Object.assign(this, { main, study, order: orders[order] ? order : "uncertain", key: key ?? "" });
		this.labels = makeLabels(study);
	}

	async load() {
		this.found = await get(`/api/queue/${this.order}?group=${encodeURIComponent(this.key)}`);
		this.left = new Set();
	}

	// The program sends a screenful at a time.
	async more() {
		const next = await get(`/api/queue/${this.order}?group=${encodeURIComponent(this.key)}&after=${this.found.after}`);
		const first = next.items[0]?.id;
		this.found = { ...next, items: [...this.found.items, ...next.items] };
		this.show();
		this.main.querySelector(`[data-focus="${CSS.escape(first ?? "heading")}"]`)?.focus();
	}

	menu() {
		return h("nav", { class: "choices", "aria-label": t("Order") }, h("a", { class: "choice", href: "#/" }, t("By document")),
			Object.entries(orders).map(([name, word]) =>
				h("a", { class: "choice", href: `#/queue/${name}`, "aria-current": name === this.order ? "true" : null }, t(word))));
	}

	called(key) {
		return ruleOf(key) ? ruleCalled(ruleOf(key)) : this.labels.theme(themeOf(key));
	}

	groupList() {
		const groups = this.found.groups.map(([key, number]) => ({ key, number, label: this.called(key) }))
			.sort((a, b) => b.number - a.number || a.label.localeCompare(b.label));
		return h("ul", { class: "cards" }, groups.map(({ key, number, label }) => h("li", { class: "card" },
			h("a", { href: `#/queue/${this.order}/${encodeURIComponent(key)}` }, label),
			this.order === "rule" && h("span", { class: "where" }, this.labels.theme(themeOf(key))),
			h("span", { class: "progress" }, t("%1 anecdotes", number)))));
	}

	itemRow(item, bulk) {
		const check = bulk && h("input", {
			type: "checkbox", checked: !this.left.has(item.id), "aria-label": t("With the others: %1", item.excerpt.slice(0, 60)),
			onchange: () => (check.checked ? this.left.delete(item.id) : this.left.add(item.id)),
		});
		return h("li", { class: "card" }, check,
			h("p", { class: "told-text" }, `${item.excerpt} …`),
			item.suggested.map((r) => h("span", { class: "progress" }, h("span", {}, this.labels.theme(r[0])), bar(r[1]), percent(r[1]))),
			h("a", {
				href: `#/read/${encodeURIComponent(item.document)}/${item.id}`, "data-focus": item.id,
				"aria-label": t("In the text: %1", item.excerpt.slice(0, 60)),
			}, t("In the text")));
	}

	async bulk(without) {
		const anecdotes = this.found.items.filter((item) => !this.left.has(item.id)).map(({ id, version }) => ({ id, version }));
		if (!anecdotes.length) return tell(t("Nothing is ticked."));
		const said = await post("/api/bulk", { anecdotes, without });
		await this.load();
		this.show();
		tell(t("%1 decided in one go. Stored. One undo takes them all back.", said.stored) +
			(said.left ? ` ${t("Something was left: somebody else changed it meanwhile.")}` : ""));
	}

	async turn(way) {
		const said = await post(`/api/${way}`, {});
		await this.load();
		this.show();
		const nothing = way === "undo" ? t("There is nothing to undo.") : t("There is nothing to redo.");
		tell(said.any ? (way === "undo" ? t("Undone.") : t("Done again.")) : nothing);
	}

	moreButton() {
		const { after, fitting, items } = this.found;
		return after ? button(t("Show more (%1 are left)", fitting - items.length), null, () => this.more(), { "data-focus": "more" }) : "";
	}

	group() {
		const theme = themeOf(this.key);
		const called = this.labels.theme(theme);
		return [
			h("h2", {}, this.order === "rule" ? `${ruleCalled(ruleOf(this.key))} → ${called}` : called),
			h("p", {}, t("Look through them, untick what is different, and decide about the rest in one go.")),
			h("ul", { class: "cards" }, this.found.items.map((item) => this.itemRow(item, true))),
			h("div", { class: "choices" },
				button(t("Accept all that are ticked"), "A", () => this.bulk(""), { class: "primary", "data-focus": "all" }),
				button(t("All without “%1”", called), "W", () => this.bulk(theme), { "data-focus": "without" }), this.moreButton()),
		];
	}

	body() {
		const grouped = this.key && this.order !== "uncertain";
		setKeys(this.keys(grouped && this.found.items.length));
		if (!this.found.undecided) return [h("p", {}, t("You have decided about everything."))];
		if (this.order === "uncertain")
			return [h("ol", { class: "cards" }, this.found.items.map((item) => this.itemRow(item, false))), this.moreButton()];
		if (!this.key) return [this.groupList()];
		return this.found.items.length ? this.group()
			: [h("p", {}, t("Nothing is left here.")), h("p", {}, h("a", { href: `#/queue/${this.order}` }, t("Back")))];
	}

	keys(group) {
		const all = [
			{ key: "u", action: () => this.turn("undo") },
			{ key: "y", action: () => this.turn("redo") },
			{ key: "d", action: () => (location.hash = "#/") },
		];
		if (group) all.push({ key: "a", action: () => this.bulk("") }, { key: "w", action: () => this.bulk(themeOf(this.key)) });
		return all;
	}

	show() {
		this.main.className = "page";
		swap(this.main, [h("h1", { tabindex: "-1", "data-focus": "heading" }, t("What to look at next")), this.menu(),
			h("div", { class: "choices" }, button(t("Undo"), "U", () => this.turn("undo"), { "data-focus": "undo" }),
				button(t("Redo"), "Y", () => this.turn("redo"), { "data-focus": "redo" })),
			...this.body()], () => this.main.querySelector("h1"));
	}
}

export async function queuePage(main, study, [order, key]) {
	const queue = new Queue(main, study, order, key);
	await queue.load();
	queue.show();
}
