// One key for each thing. A key never acts while somebody types, nor on what a focused
// button does by itself, and all of them can be turned off (WCAG 2.1.4).

const everywhere = [{ key: "?", action: () => (location.hash = "#/help") }];

let keys = [];
let on = true;

// rows of { key, action, when? }; `key` as KeyboardEvent.key, "Ctrl+z" and the like
export function setKeys(rows) {
	keys = rows;
}

export const keysOn = () => on;

export function setKeysOn(value) {
	on = value;
	localStorage.setItem("keys", on ? "on" : "off");
	document.documentElement.classList.toggle("nokeys", !on);
}

const types = (element) => element.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
const acts = (element, key) => (key === "Enter" || key === " ") && element.matches("button, a, summary, input");

function pressed(event) {
	const control = event.ctrlKey || event.metaKey;
	const shift = event.shiftKey && event.key.startsWith("Arrow");
	return (control ? "Ctrl+" : "") + (shift ? "Shift+" : "") + (event.key.length === 1 && !control ? event.key.toLowerCase() : event.key);
}

export function listen() {
	addEventListener("keydown", (event) => {
		if (event.defaultPrevented || event.altKey || types(event.target)) return;
		const name = pressed(event);
		const row = [...keys, ...everywhere].find((k) => k.key === name);
		if (!row || acts(event.target, event.key)) return;
		if (!on && !name.startsWith("Ctrl+")) return;
		event.preventDefault();
		if (!event.repeat || row.repeats) row.action();
	});
}
