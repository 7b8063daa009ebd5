// What to look at next: where the program doubts, by theme, by the rule that speaks for it.

import { get, post } from "./api.js";
import { bar, button, h, swap, tell } from "./dom.js";
import { setKeys } from "./keys.js";
import { makeLabels } from "./labels.js";
import { percent, t } from "./words.js";

const MOST = 50; // on the page at once; the rest comes as these are done

const best = (item) => item.ranking[0]?.[1] ?? 0;
const second = (item) => item.ranking[1]?.[1] ?? 0;
const suggested = (item) => item.ranking.filter((r) => r[2]);

const orders = {
	// The smaller the lead of the best theme, the more a decision teaches (margin sampling).
	uncertain: { word: "Where the program doubts", groups: (items) => [{ key: "", items: [...items].sort((a, b) => best(a) - second(a) - best(b) + second(b)) }] },
	theme: { word: "By theme", groups: (items, labels) => grouped(items, (item) => suggested(item).map((r) => [r[0], labels.theme(r[0]), r[0]])) },
	rule: { word: "By rule", groups: (items) => grouped(items, (item) => suggested(item).flatMap((r) => r[3].filter((e) => e[3] > 0 && e[2] !== "model").map((e) => [`${e[2]} ${r[0]}`, e[2], r[0]]))) },
};

// keys(item) gives [key, label, theme]; groups by size, the largest first.
function grouped(items, keys) {
	const groups = new Map();
	for (const item of items) {
		for (const [key, label, theme] of keys(item)) {
			const group = groups.get(key) ?? { key, label, theme, items: [] };
			if (!group.items.includes(item)) group.items.push(item);
			groups.set(key, group);
		}
	}
	return [...groups.values()].sort((a, b) => b.items.length - a.items.length || a.label.localeCompare(b.label));
}

class Queue {
	constructor(main, study, order, key) {
		Object.assign(this, { main, study, order: orders[order] ? order : "uncertain", key: key ?? "" });
		this.labels = makeLabels(study);
	}

	async load() {
		this.items = await get("/api/queue");
		this.left = new Set();
	}

	menu() {
		return h("nav", { class: "choices", "aria-label": t("Order") }, Object.entries(orders).map(([name, { word }]) =>
			h("a", { class: "choice", href: `#/queue/${name}`, "aria-current": name === this.order ? "true" : null }, t(word))));
	}

	groupList(groups) {
		return h("ul", { class: "cards" }, groups.map((group) => h("li", { class: "card" },
			h("a", { href: `#/queue/${this.order}/${encodeURIComponent(group.key)}` }, group.label),
			this.order === "rule" && h("span", { class: "where" }, this.labels.theme(group.theme)),
			h("span", { class: "progress" }, t("%1 anecdotes", group.items.length)))));
	}

	itemRow(item, bulk) {
		const check = bulk && h("input", {
			type: "checkbox", checked: !this.left.has(item.id), "aria-label": t("With the others: %1", item.excerpt.slice(0, 60)),
			onchange: () => (check.checked ? this.left.delete(item.id) : this.left.add(item.id)),
		});
		return h("li", { class: "card" }, check,
			h("a", { href: `#/read/${encodeURIComponent(item.document)}/${item.id}` }, `${item.excerpt} …`),
			h("span", { class: "progress" }, suggested(item).map((r) => [h("span", {}, this.labels.theme(r[0])), bar(r[1]), percent(r[1])])));
	}

	async bulk(group, without) {
		const anecdotes = group.items.filter((item) => !this.left.has(item.id)).map(({ id, version }) => ({ id, version }));
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

	group(group) {
		const theme = this.labels.theme(group.theme);
		return [
			h("h2", {}, this.order === "rule" ? `${group.label} → ${theme}` : group.label),
			h("p", {}, t("Look through them, untick what is different, and decide about the rest in one go.")),
			h("ul", { class: "cards" }, group.items.map((item) => this.itemRow(item, true))),
			h("div", { class: "choices" },
				button(t("Accept all that are ticked"), "A", () => this.bulk(group, ""), { class: "primary", "data-focus": "all" }),
				button(t("All without “%1”", theme), "W", () => this.bulk(group, group.theme), { "data-focus": "without" })),
		];
	}

	body() {
		const groups = orders[this.order].groups(this.items, this.labels);
		const group = groups.find((g) => g.key === this.key);
		setKeys(this.keys(this.key ? group : null));
		if (!this.items.length) return [h("p", {}, t("You have decided about everything."))];
		if (this.order === "uncertain")
			return [h("ol", { class: "cards" }, groups[0].items.slice(0, MOST).map((item) => this.itemRow(item, false)))];
		if (!this.key) return [this.groupList(groups)];
		return group ? this.group(group) : [h("p", {}, t("Nothing is left here.")), h("p", {}, h("a", { href: `#/queue/${this.order}` }, t("Back")))];
	}

	keys(group) {
		const all = [
			{ key: "u", action: () => this.turn("undo") },
			{ key: "y", action: () => this.turn("redo") },
			{ key: "d", action: () => (location.hash = "#/") },
		];
		if (group) all.push({ key: "a", action: () => this.bulk(group, "") }, { key: "w", action: () => this.bulk(group, group.theme) });
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
