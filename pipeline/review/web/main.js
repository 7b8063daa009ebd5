// Opens the session, and shows the page that the address names.

import { enter, get, reached, Refused, turnPage } from "./api.js";
import { documentsPage } from "./documents.js";
import { button, h, hush, tell } from "./dom.js";
import { listen, setKeys, setKeysOn } from "./keys.js";
import { learn, speak, spoken, t } from "./words.js";

// name in the address, word in the menu (null: not in it); what is not part of going through the
// anecdotes stands behind "More". A page is in the module of its name, that comes when it is asked
// for; the first page is here.
const pages = [
	["", "Documents"],
	["read", null],
	["queue", "Queue"],
	["pairs", "Differences"],
	["agreement", "Agreement", true],
	["themes", "Theme list"],
	["theme", null],
	["strays", null],
	["results", "Results"],
	["perspectives", null],
	["network", null],
	["voices", null],
	["rounds", null],
	["commitments", null],
	["recommendations", "Recommendations"],
	["codebook", "Codebook", true],
	["learning", "What the program learns", true],
	["names", "Names", true],
	["help", "Help", true],
];

async function makerOf(name) {
	if (!name) return documentsPage;
	const module = await reached(() => import(`./${name}.js`));
	return module[`${name}Page`];
}

const main = document.getElementById("main");
let study = null;
let opened = null; // the study as it came with the session, for the first page
let leave = null; // of the page that is shown
let turns = 0; // of pages: one whose module comes when another is asked for is not shown any more

function where() {
	const [name = "", ...rest] = location.hash.replace(/^#\/?/, "").split("/");
	return { name, rest: rest.map(decodeURIComponent) };
}

function languageButton() {
	const other = spoken() === "nl" ? "en" : "nl";
	const label = other === "en" ? "English" : "Nederlands";
	return h("button", {
		type: "button", class: "quiet", lang: other,
		onclick: () => {
			localStorage.setItem("language", other);
			speak(other);
			show();
		},
	}, label);
}

function link([name, word], now) {
	return h("a", { href: `#/${name}`, "aria-current": name === now ? "page" : null }, t(word));
}

// Opens under its button. Escape, or going elsewhere, closes it.
function moreMenu(now) {
	const menu = h("details", { class: "more" }, h("summary", {}, t("More")),
		h("div", { class: "more-list" }, pages.filter(([, word, rare]) => word && rare).map((page) => link(page, now))));
	menu.addEventListener("keydown", (event) => {
		if (event.key !== "Escape" || !menu.open) return;
		event.stopPropagation();
		menu.open = false;
		menu.querySelector("summary").focus();
	});
	menu.addEventListener("focusout", (event) => {
		if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
	});
	return menu;
}

function showBar(now) {
	document.getElementById("skip").textContent = t("To the content");
	document.getElementById("bar").replaceChildren(
		h("span", { class: "brand" }, "Rode Draad"),
		h("span", { class: "study" }, study?.name ?? ""),
		h("nav", { "aria-label": t("Pages") }, pages.filter(([, word, rare]) => word && !rare).map((page) => link(page, now)), moreMenu(now)),
		h("span", { class: "me" }, study?.me ?? ""),
		languageButton());
}

function showTrouble(error) {
	const why = error instanceof Refused ? t(error.message) : t("something went wrong on this page");
	if (!(error instanceof Refused)) console.error(error);
	main.replaceChildren(h("h1", {}, t("This does not work now")), h("p", {}, why),
		button(t("Try again"), null, () => location.reload()));
}

async function show() {
	const { name, rest } = where();
	const page = pages.find(([word]) => word === name) ?? pages[0];
	leave?.();
	leave = null;
	setKeys([]);
	hush();
	const turn = ++turns;
	await turnPage();
	try {
		const [now, make] = await Promise.all([opened ?? get("/api/study"), makerOf(page[0])]);
		if (turn !== turns) return;
		study = now;
		opened = null;
		speak(localStorage.getItem("language") ?? study.language);
		showBar(page[0]);
		leave = (await make(main, study, rest)) ?? null;
		document.title = `${main.querySelector("h1")?.textContent ?? ""} - Rode Draad`;
		const focus = main.querySelector("[data-first]") ?? main.querySelector("h1") ?? main;
		focus.setAttribute("tabindex", focus.getAttribute("tabindex") ?? "-1");
		focus.focus({ preventScroll: true });
		scrollTo(0, 0); // not where the page before was read
		main.dataset.shown = location.hash;
	} catch (error) {
		if (turn !== turns) return;
		showBar(page[0]);
		showTrouble(error);
	}
}

async function begin() {
	const entered = enter();
	const learned = learn();
	speak(localStorage.getItem("language") ?? (navigator.language.startsWith("en") ? "en" : "nl"));
	try {
		[opened] = await Promise.all([entered, learned]);
	} catch (error) {
		await learned;
		showBar("");
		showTrouble(error);
		return;
	}
	addEventListener("hashchange", () => {
		if (location.hash.startsWith("#key=")) location.reload();
		else if (location.hash !== "#main") show();
	});
	document.getElementById("skip").addEventListener("click", (event) => {
		event.preventDefault();
		main.focus();
	});
	addEventListener("unhandledrejection", (event) => {
		const error = event.reason;
		tell(error instanceof Refused ? t(error.message) : t("something went wrong on this page"), true);
	});
	listen();
	if (localStorage.getItem("keys") === "off") setKeysOn(false);
	await show();
}

begin();
