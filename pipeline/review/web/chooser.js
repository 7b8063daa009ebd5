// Any theme by a few letters: a combobox with a list (WAI-ARIA 1.2).

import { h } from "./dom.js";
import { name, t } from "./words.js";

const MOST = 8;

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// Names that begin with the letters first, then those that have them somewhere.
function find(themes, letters) {
	const wanted = fold(letters);
	const rank = (theme) => {
		const at = fold(name(theme)).indexOf(wanted);
		return at < 0 ? (fold(theme.id).includes(wanted) ? 3 : 9) : at === 0 ? 0 : 1;
	};
	return themes.map((theme) => ({ theme, rank: rank(theme) })).filter(({ rank: r }) => r < 9)
		.sort((a, b) => a.rank - b.rank).slice(0, MOST).map(({ theme }) => theme);
}

export function chooser(reader) {
	let found = [];
	let at = 0;
	const list = h("ul", { id: "found", role: "listbox", "aria-label": t("Themes"), hidden: true });
	const input = h("input", {
		id: "other", type: "text", role: "combobox", autocomplete: "off", "aria-controls": "found",
		"aria-expanded": "false", "aria-autocomplete": "list", "data-focus": "other",
	});
	const back = () => {
		reader.showPanel();
		reader.side.querySelector("h2").focus({ preventScroll: true });
	};
	const take = (theme) => {
		reader.toggle(theme.id);
		back();
	};
	const draw = () => {
		const state = reader.state();
		list.replaceChildren(...found.map((theme, i) => h("li", {
			id: `found-${i}`, role: "option", "aria-selected": String(i === at),
			onmousedown: (event) => {
				event.preventDefault();
				take(theme);
			},
		}, state.themes.has(theme.id) ? `✓ ${name(theme)}` : name(theme))));
		list.hidden = found.length === 0;
		input.setAttribute("aria-expanded", String(found.length > 0));
		if (found.length) input.setAttribute("aria-activedescendant", `found-${at}`);
		else input.removeAttribute("aria-activedescendant");
	};
	input.addEventListener("input", () => {
		found = input.value ? find(reader.labels.standing(), input.value) : [];
		at = 0;
		draw();
	});
	input.addEventListener("keydown", (event) => {
		const steps = { ArrowDown: 1, ArrowUp: -1 };
		if (event.key === "Escape") back();
		else if (event.key === "Enter" && found[at]) take(found[at]);
		else if (steps[event.key] && found.length) {
			at = (at + steps[event.key] + found.length) % found.length;
			draw();
		} else return;
		event.preventDefault();
	});
	input.addEventListener("blur", () => {
		found = [];
		draw();
	});
	return h("div", { class: "chooser" }, h("label", { for: "other" }, t("Another theme"),
		h("kbd", { "aria-hidden": "true" }, "/")), input, list);
}
