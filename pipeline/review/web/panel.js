// What stands beside the text: the anecdote at hand, what is suggested and why, what to do.

import { bar, button, h } from "./dom.js";
import { chooser } from "./chooser.js";
import { ruleCalled } from "./labels.js";
import { beginShape, joinNext } from "./shape.js";
import { percent, t } from "./words.js";

const RANKS = 9; // as many as there are digits

const words = {
	suggested: "Not decided yet", accepted: "Accepted", corrected: "Corrected",
	rejected: "Not an anecdote", changed: "Changed, not stored yet",
};

const FOUND = 4; // shown of a theme

// The words that were found, together where one rule found them, with that rule.
function because(entry, text) {
	const seen = new Set();
	const found = entry.evidence.filter((e) => !seen.has(e.by + e.start) && seen.add(e.by + e.start)).slice(0, FOUND);
	return [...new Set(found.map((e) => e.by))].map((by) => h("span", { class: "because" },
		found.filter((e) => e.by === by).map((e) => [h("q", {}, text.slice(e.start, e.end)), " "]),
		h("span", { class: "by", title: by }, `(${ruleCalled(by)})`)));
}

function themeRow(reader, entry, rank) {
	const on = reader.state().themes.has(entry.id);
	const light = (theme) => () => reader.view.light(theme);
	const key = rank <= RANKS ? String(rank) : null;
	return h("li", { onmouseenter: light(entry.id), onmouseleave: light(null) },
		h("button", {
			type: "button", class: "theme", "aria-pressed": String(on), "aria-keyshortcuts": key,
			"data-focus": `theme-${entry.id}`, title: reader.labels.definition(entry.id) || null,
			onclick: () => reader.toggle(entry.id), onfocus: light(entry.id), onblur: light(null),
		}, key && h("kbd", { "aria-hidden": "true" }, key), h("span", { class: "name" }, reader.labels.theme(entry.id)),
		bar(entry.score), h("span", { class: "score" }, percent(entry.score))),
		because(entry, reader.raw.text));
}

// Those that are on or have a word for them, best first; at least five to choose from.
function rows(reader, state) {
	const { ranking } = reader.current;
	const shown = ranking.map((entry, i) => ({ entry, rank: i + 1 })).filter(({ entry, rank }) =>
		rank <= 5 || state.themes.has(entry.id) || (rank <= RANKS && entry.evidence.length));
	const listed = new Set(ranking.map((entry) => entry.id));
	for (const id of state.themes)
		if (!listed.has(id)) shown.push({ entry: { id, score: 0, evidence: [] }, rank: RANKS + 1 });
	return shown;
}

// `00:01:05 – 00:01:40`: where to listen in the recording.
function recorded({ time_ms, time_end_ms }) {
	const clock = (ms) => [ms / 3600000, (ms / 60000) % 60, (ms / 1000) % 60]
		.map((n) => String(Math.floor(n)).padStart(2, "0")).join(":");
	return h("span", { class: "time", title: t("In the recording") },
		[time_ms, time_end_ms].filter((ms) => ms !== undefined).map(clock).join(" – "));
}

function choice(reader, field, list, label, key) {
	const state = reader.state();
	return h("fieldset", {}, h("legend", {}, label, h("kbd", { "aria-hidden": "true" }, key)),
		h("div", { class: "choices" }, list.map((target) => h("button", {
			type: "button", "aria-pressed": String(state[field] === target.id), "data-focus": `${field}-${target.id}`,
			title: target.definition || null,
			onclick: () => reader.change((draft) => (draft[field] = target.id)),
		}, reader.labels.called(list, target.id)))));
}

function note(reader) {
	const area = h("textarea", {
		id: "note", rows: 2, maxlength: 3000, "data-focus": "note",
		oninput: () => {
			const state = reader.state();
			reader.drafts.set(reader.current.id, { ...state, note: area.value, changed: true });
		},
		onkeydown: (event) => {
			if (event.key !== "Escape") return;
			event.preventDefault();
			reader.showPanel();
			reader.side.querySelector("h2").focus();
		},
	});
	area.value = reader.state().note;
	return h("div", {}, h("label", { for: "note" }, t("Note"), h("kbd", { "aria-hidden": "true" }, "N")), area);
}

function actions(reader, state) {
	const accept = state.rejected ? t("Keep and go on") : state.changed ? t("Store and go on") : t("Accept and go on");
	return h("div", { class: "actions" },
		button(accept, "Enter", () => reader.decide(state.rejected), { class: "primary", "data-focus": "accept" }),
		button(t("Not an anecdote"), "X", () => reader.decide(true), { "data-focus": "reject" }),
		button(t("Undo"), "U", () => reader.turn("undo"), { "data-focus": "undo" }),
		button(t("Redo"), "Y", () => reader.turn("redo"), { "data-focus": "redo" }),
		button(t("Previous"), "P", () => reader.go(reader.index - 1), { "data-focus": "previous" }),
		button(t("Next"), "J", () => reader.go(reader.index + 1), { "data-focus": "next" }));
}

// Less often wanted; open when it was open for the anecdote before.
function shapes(reader) {
	const details = h("details", { open: reader.shapesOpen, ontoggle: () => (reader.shapesOpen = details.open) },
		h("summary", { "data-focus": "shapes" }, t("Where it begins and ends")),
		h("div", { class: "choices" },
			button(t("Split"), "S", () => beginShape(reader, "split"), { "data-focus": "split" }),
			button(t("Join with the next"), "M", () => joinNext(reader), { "data-focus": "join" }),
			button(t("Move its boundaries"), "B", () => beginShape(reader, "move"), { "data-focus": "move" }),
			button(t("New from the selection"), "A", () => beginShape(reader, "new"), { "data-focus": "new" })));
	return details;
}

export function panel(reader) {
	const { current, study } = reader;
	if (!current) return [h("h2", { tabindex: "-1", "data-focus": "heading" }, t("No anecdotes were found in this document.")), shapes(reader)];
	const state = reader.state();
	const status = state.changed ? "changed" : reader.stateClass(current);
	const decided = reader.anecdotes.filter((a) => a.mine?.status).length;
	return [
		h("h2", { tabindex: "-1", "data-focus": "heading" }, t("Anecdote %1 of %2", reader.index + 1, reader.anecdotes.length)),
		h("p", { class: "status" }, h("span", { class: `tag ${status}` }, t(words[status])),
			current.speaker && h("span", { class: "speaker" }, current.speaker),
			current.time_ms !== undefined && recorded(current),
			h("span", { class: "progress" }, bar(decided / reader.anecdotes.length),
				t("%1 of %2", decided, reader.anecdotes.length))),
		h("h3", {}, t("Themes")),
		h("ul", { class: "themes" }, rows(reader, state).map(({ entry, rank }) => themeRow(reader, entry, rank))),
		chooser(reader),
		choice(reader, "kind", study.kinds, t("Kind"), "K"),
		choice(reader, "role", study.roles, t("Who tells it"), "R"),
		note(reader),
		shapes(reader),
		actions(reader, state),
	];
}
