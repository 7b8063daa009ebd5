// Any theme by a few letters: a combobox with a list (WAI-ARIA 1.2).

import { post, Refused } from "./api.js";
import { h, tell } from "./dom.js";
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

// A theme that nobody had thought of, on at once.
async function addTheme(reader, words) {
	try {
		const { id } = await post("/api/theme", { nl: words, en: words });
		reader.study.themes.push({ id, nl: words, en: words, definition: "", parent: "", into: "", version: 0 });
		reader.learnThemes();
		reader.toggle(id);
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		tell(t(error.message), true);
	}
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
	const take = async (theme) => {
		if (theme.id) reader.toggle(theme.id);
		else await addTheme(reader, input.value.trim());
		back();
	};
	const called = (theme) => (theme.id ? name(theme) : t("New theme: %1", input.value.trim()));
	const draw = () => {
		const state = reader.state();
		list.replaceChildren(...found.map((theme, i) => h("li", {
			id: `found-${i}`, role: "option", "aria-selected": String(i === at),
			onmousedown: (event) => {
				event.preventDefault();
				take(theme);
			},
		}, state.themes.has(theme.id) ? `✓ ${called(theme)}` : called(theme))));
		list.hidden = found.length === 0;
		input.setAttribute("aria-expanded", String(found.length > 0));
		if (found.length) input.setAttribute("aria-activedescendant", `found-${at}`);
		else input.removeAttribute("aria-activedescendant");
	};
	input.addEventListener("input", () => {
		const known = find(reader.labels.standing(), input.value);
		const exact = known.some((theme) => fold(name(theme)) === fold(input.value.trim()));
		found = input.value.trim() ? [...known, ...(exact ? [] : [{ id: "" }])] : [];
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
