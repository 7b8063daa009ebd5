// Names and addresses that are replaced in what leaves the team: what stands for each, which of them
// are none, and which were missed.

import { get, post, Refused } from "./api.js";
import { button, h, swap, tell } from "./dom.js";
import { setKeys } from "./keys.js";
import { t } from "./words.js";

const kinds = { name: "Name of a person", address: "Address, number or other words" };

class Names {
	constructor(main, study) {
		Object.assign(this, { main, study });
	}

	async load() {
		this.found = await get("/api/names");
	}

	said(text) {
		return this.found.said.find((one) => one.text === text);
	}

	async say(text, what, words) {
		if (this.busy) return;
		this.busy = true;
		tell(t("One moment …"));
		try {
			await post("/api/name", { text, what, version: this.said(text)?.version ?? 0 });
			await this.load();
			this.show();
			tell(`${words} ${t("Stored.")}`);
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			if (error.status === 409) {
				await this.load();
				this.show();
			}
			tell(t(error.message), true);
		} finally {
			this.busy = false;
		}
	}

	place(number) {
		const document = this.study.documents.find((d) => d.number === number);
		return document ? h("a", { href: `#/read/${encodeURIComponent(document.id)}` }, document.title) : "";
	}

	form(text) {
		return h("li", {}, h("span", {}, text), " ", h("button", {
			type: "button", class: "small", "data-focus": `keep ${text}`, "aria-label": t("“%1” may stay", text),
			onclick: () => this.say(text, "keep", t("“%1” stays as it is.", text)),
		}, t("May stay")));
	}

	table(caption, head, list) {
		return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, h("table", { class: "names" }, h("caption", {}, caption),
			h("thead", {}, h("tr", {}, [head, t("Becomes"), t("How often"), t("First in")].map((word) => h("th", { scope: "col" }, word)))),
			h("tbody", {}, list.map((one) => h("tr", {}, h("td", {}, h("ul", { class: "forms" }, one.forms.map((form) => this.form(form)))),
				h("th", { scope: "row" }, one.alias), h("td", { class: "figure" }, one.times), h("td", {}, this.place(one.document)))))));
	}

	list(title, about, what) {
		const list = this.found.said.filter((one) => one.what === what);
		const inFile = what === "keep" ? this.found.kept_in_file.filter((text) => !this.said(text)) : [];
		if (!list.length && !inFile.length) return "";
		return h("section", {}, h("h2", {}, title), about ? h("p", {}, about) : "", h("ul", { class: "cards" },
			list.map((one) => h("li", { class: "card" }, h("strong", {}, one.text), h("span", { class: "where" }, one.reviewer),
				button(what === "keep" ? t("Replace after all") : t("Take away"), null, () => this.say(one.text, "", t("“%1” is as it was.", one.text)),
					{ "data-focus": `back ${one.text}`, "aria-label": `${what === "keep" ? t("Replace after all") : t("Take away")}: ${one.text}` }))),
			inFile.map((text) => h("li", { class: "card" }, h("strong", {}, text), h("span", { class: "where" }, t("in the study file"))))));
	}

	adding() {
		const text = h("input", { id: "missed", type: "text", maxlength: 150, required: true, "data-focus": "missed" });
		const what = h("select", { id: "what" }, Object.entries(kinds).map(([id, word]) => h("option", { value: id }, t(word))));
		return h("form", {
			class: "form", onsubmit: (event) => {
				event.preventDefault();
				const wanted = text.value.trim();
				if (wanted) this.say(wanted, what.value, t("“%1” is replaced from now on.", wanted));
			},
		}, h("h2", {}, t("Something was missed")), h("label", { for: "missed" }, t("As it stands in the text")), text,
		h("label", { for: "what" }, t("What it is")), what, h("p", {}, h("button", { type: "submit", class: "primary" }, t("Replace this too"))));
	}

	show() {
		const { on, persons, addresses } = this.found;
		this.main.className = "page";
		swap(this.main, [h("h1", { tabindex: "-1", "data-focus": "heading" }, t("Names")),
			h("p", {}, t("What leaves the team has other words for who somebody is. Look whether nobody was missed, and whether nothing was taken for a name that is none. The reports themselves stay as they are.")),
			h("p", { class: "note" }, on ? t("Names are replaced in report, cards and exports.")
				: t("Nothing is replaced yet: that asks for “pseudonyms: use: true” in rodedraad.yaml, or --pseudonyms when exporting.")),
			this.adding(),
			persons.length ? this.table(t("People"), t("Stands in the text as"), persons) : h("p", {}, t("No names were found.")),
			addresses.length ? this.table(t("Addresses and numbers"), t("Stands in the text as"), addresses) : "",
			this.list(t("May stay"), t("These are no secret, or no name."), "keep"),
			this.list(t("Names that you added"), "", "name"), this.list(t("Other words that you added"), "", "address"),
		], () => this.main.querySelector("h1"));
	}
}

export async function namesPage(main, study) {
	const page = new Names(main, study);
	await page.load();
	page.show();
	setKeys([]);
}
