// Makes elements. Text is only ever set as text, so that nothing in it can act.

// Which component of the NL Design System an element is, by its tag or by a class of ours.
const heading = (level) => `nl-heading nl-heading--level-${level}`;
const components = {
	a: "nl-link", p: "nl-paragraph", mark: "nl-mark", button: "nl-button nl-button--secondary",
	h1: heading(1), h2: heading(2), h3: heading(3), h4: heading(4), h5: heading(5), h6: heading(6),
	".tag": "nl-data-badge", ".primary": "nl-button nl-button--primary", ".choice": "nl-button nl-button--secondary",
};

function classOf(tag, attributes) {
	const own = attributes?.class || "";
	const known = own.split(" ").find((name) => `.${name}` in components);
	const pressed = attributes?.["aria-pressed"] === "true" ? "nl-button--pressed" : "";
	return [components[known ? `.${known}` : tag], pressed, own].filter(Boolean).join(" ");
}

export function h(tag, attributes, ...children) {
	const element = document.createElement(tag);
	const classes = classOf(tag, attributes);
	if (classes) element.className = classes;
	for (const [key, value] of Object.entries(attributes ?? {})) {
		if (key === "class" || value === undefined || value === null || value === false) continue;
		if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
		else element.setAttribute(key, value === true ? "" : String(value));
	}
	element.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
	return element;
}

// The same in a picture; sizes are attributes, since the page allows no style beside its own.
export function svg(tag, attributes, ...children) {
	const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
	for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
	element.append(...children.flat(Infinity).filter(Boolean));
	return element;
}

// A picture that the program drew, with words for who can't see it. It has no script, and it would
// not be let through if it had.
export function drawn(text) {
	const { documentElement } = new DOMParser().parseFromString(text, "image/svg+xml");
	return document.importNode(documentElement, true);
}

// Puts new children in place of the old ones. What had the focus gets it again, if it is
// there in the new ones (by data-focus); else `fallback` does, so that it never falls off the page.
export function swap(place, children, fallback) {
	const active = document.activeElement;
	const had = place.contains(active) ? (active.dataset.focus ?? "") : null;
	place.replaceChildren(...[children].flat());
	if (had === null) return;
	const again = had && place.querySelector(`[data-focus="${CSS.escape(had)}"]`);
	(again || fallback?.() || place).focus({ preventScroll: true });
}

const JUST_NOW = 500; // ms

let clearing = 0;
let toldAt = 0;

// For eyes and for screen readers.
export function tell(text, alarm = false) {
	const place = document.getElementById("told");
	place.textContent = text;
	place.classList.toggle("alarm", alarm);
	toldAt = performance.now();
	clearTimeout(clearing);
	clearing = setTimeout(() => (place.textContent = ""), alarm ? 15000 : 6000);
}

// What was told of the page before; what led to this one stays.
export function hush() {
	if (performance.now() - toldAt > JUST_NOW) document.getElementById("told").textContent = "";
}

// A button with its key printed on it.
export function button(label, key, action, more = {}) {
	return h("button", { type: "button", onclick: action, "aria-keyshortcuts": key || null, ...more },
		h("span", {}, label), key && h("kbd", { "aria-hidden": "true" }, key));
}

// A bar from 0 to 1 without inline style: ten steps as classes.
export function bar(share) {
	const step = Math.max(0, Math.min(20, Math.round(share * 20)));
	return h("span", { class: `share s${step}`, "aria-hidden": "true" });
}
