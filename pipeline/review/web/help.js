// What each key does, and how to turn keys off.

import { button, h } from "./dom.js";
import { keysOn, setKeysOn } from "./keys.js";
import { t } from "./words.js";

export const keyList = [
	["Enter", "Accept as it stands and go on"],
	["1-9", "Theme on or off, by rank"],
	["/", "Another theme: type a few letters"],
	["K", "Next kind"],
	["R", "Next role"],
	["N", "Note"],
	["X", "Not an anecdote"],
	["S", "Split"],
	["M", "Join with the next"],
	["B", "Move its boundaries"],
	["A", "New from the selection"],
	["U", "Undo"],
	["Y", "Redo"],
	["J", "Next anecdote"],
	["P", "Previous anecdote"],
	["D", "To the documents"],
	["?", "Help"],
];

export function helpPage(main) {
	const label = () => (keysOn() ? t("Turn the keys off") : t("Turn the keys on"));
	const toggle = button(label(), null, () => {
		setKeysOn(!keysOn());
		toggle.firstChild.textContent = label();
	});
	main.className = "page";
	main.replaceChildren(h("h1", {}, t("Help")),
		h("p", {}, t("Read an anecdote, look at the themes that are suggested, and accept them or put them right. What is on the screen as decided is stored.")),
		h("p", {}, t("You do not see what the others decide until both of you have done the document.")),
		h("h2", {}, t("Keys")),
		h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("Key")), h("th", { scope: "col" }, t("What it does")))),
			h("tbody", {}, keyList.map(([key, what]) => h("tr", {}, h("td", {}, h("kbd", {}, key)), h("td", {}, t(what)))))),
		h("p", {}, toggle));
}
