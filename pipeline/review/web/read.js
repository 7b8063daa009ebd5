// The reading page: the document as text, and beside it the anecdote at hand.

import { get, post, Refused } from "./api.js";
import { h, swap, tell } from "./dom.js";
import { setKeys } from "./keys.js";
import { makeLabels } from "./labels.js";
import { panel } from "./panel.js";
import { beginShape, joinNext } from "./shape.js";
import { Offsets, TextView } from "./text.js";
import { day, t } from "./words.js";

const inUnits = (offsets, [start, end, by, weight]) =>
	({ start: offsets.toUnits(start), end: offsets.toUnits(end), by, weight });

// An anecdote as the page uses it: offsets in UTF-16, ranking behind any merges.
function prepare(raw, offsets, labels) {
	const ranking = new Map();
	for (const [id, score, suggested = false, evidence = []] of raw.ranking) {
		const theme = labels.resolve(id);
		const entry = ranking.get(theme) ?? { id: theme, score: 0, suggested: false, evidence: [] };
		entry.score = Math.max(entry.score, score);
		entry.suggested ||= suggested;
		entry.evidence.push(...evidence.map((e) => inUnits(offsets, e)).filter((e) => e.weight > 0));
		ranking.set(theme, entry);
	}
	return {
		...raw,
		start: offsets.toUnits(raw.start),
		end: offsets.toUnits(raw.end),
		ranking: [...ranking.values()].sort((a, b) => b.score - a.score),
		kind_evidence: raw.kind_evidence.map((e) => inUnits(offsets, e)),
	};
}

// What is changed and not stored, by anecdote: it is still there for who comes back to the page.
const drafts = new Map();
addEventListener("beforeunload", (event) => drafts.size && event.preventDefault());

class Reader {
	constructor(main, study, raw) {
		this.main = main;
		this.study = study;
		this.labels = makeLabels(study);
		this.drafts = drafts;
		this.index = 0;
		this.take(raw);
	}

	learnThemes() {
		this.labels = makeLabels(this.study);
	}

	take(raw) {
		this.raw = raw;
		this.offsets = new Offsets(raw.text);
		this.anecdotes = raw.anecdotes.map((a) => prepare(a, this.offsets, this.labels));
		this.view = new TextView(raw.text, raw.blocks, this.offsets, (index) => this.go(index));
		this.view.element.setAttribute("tabindex", "0");
		this.view.element.setAttribute("role", "region");
		this.view.element.setAttribute("aria-label", t("The text"));
		this.side = h("section", { class: "panel", "aria-label": t("The anecdote at hand") });
		const document = this.study.documents.find((d) => d.id === raw.id);
		this.main.className = "reading";
		this.main.replaceChildren(
			h("header", { class: "title" }, h("h1", {}, document?.title ?? ""),
				h("p", { class: "where" }, [document?.case, day(document?.date)].filter(Boolean).join(" · "))),
			this.view.element, this.side);
	}

	get current() {
		return this.anecdotes[this.index];
	}

	// What the buttons say now: my draft, else what I decided, else what is suggested.
	state(anecdote = this.current) {
		const draft = this.drafts.get(anecdote.id);
		if (draft) return draft;
		const said = anecdote.settled?.status ? anecdote.settled : anecdote.mine;
		if (said?.status)
			return {
				themes: new Set(said.themes.map((id) => this.labels.resolve(id))),
				kind: said.kind, role: said.role, note: said.note,
				rejected: said.status === "rejected", changed: false,
			};
		return this.suggestion(anecdote);
	}

	suggestion(anecdote) {
		return {
			themes: new Set(anecdote.ranking.filter((r) => r.suggested).map((r) => r.id)),
			kind: anecdote.kind, role: anecdote.role, note: "", rejected: false, changed: false,
		};
	}

	change(edit) {
		const state = this.state();
		const draft = { ...state, themes: new Set(state.themes), changed: true };
		edit(draft);
		this.drafts.set(this.current.id, draft);
		this.showPanel();
	}

	toggle(theme) {
		this.change((draft) => {
			if (!draft.themes.delete(theme)) draft.themes.add(theme);
			draft.rejected = false;
			const on = draft.themes.has(theme);
			tell(t(on ? "%1 is on" : "%1 is off", this.labels.theme(theme)));
		});
	}

	cycle(field, list) {
		this.change((draft) => {
			const at = list.findIndex((target) => target.id === draft[field]);
			draft[field] = list[(at + 1) % list.length].id;
			tell(this.labels.called(list, draft[field]));
		});
	}

	stateClass(anecdote) {
		return anecdote.settled?.status || anecdote.mine?.status || "suggested";
	}

	show() {
		const evidence = this.current ? this.current.ranking.flatMap((r) =>
			r.evidence.map((e) => ({ ...e, theme: r.id }))) : [];
		const ranges = this.anecdotes.map((a) => ({ start: a.start, end: a.end, state: this.stateClass(a) }));
		const same = this.ranges && this.ranges.length === ranges.length &&
			this.ranges.every((r, i) => r.state === ranges[i].state);
		this.ranges = same ? this.ranges : ranges;
		this.view.show(this.ranges, this.index, evidence);
		this.view.reveal();
		this.showPanel();
	}

	showPanel() {
		swap(this.side, panel(this), () => this.side.querySelector("h2"));
	}

	go(index, told = true) {
		if (index < 0 || index >= this.anecdotes.length) {
			tell(t("There are no more anecdotes in this direction."));
			return;
		}
		this.index = index;
		this.show();
		this.side.querySelector("h2")?.focus({ preventScroll: true });
		if (told) tell(t("Anecdote %1 of %2", index + 1, this.anecdotes.length));
	}

	// The next one without a decision, from here on and then from the top; -1 if none.
	nextOpen(from) {
		for (let i = 0; i < this.anecdotes.length; i++) {
			const at = (from + i) % this.anecdotes.length;
			if (!this.anecdotes[at].mine?.status) return at;
		}
		return -1;
	}

	async decide(rejected) {
		if (this.busy || !this.current) return;
		this.busy = true;
		const anecdote = this.current;
		const state = this.state();
		try {
			const said = await post("/api/decide", {
				anecdote: anecdote.id, version: anecdote.mine?.version ?? 0, rejected,
				themes: [...state.themes], kind: state.kind, role: state.role, note: state.note,
			});
			anecdote.mine = said.state;
			this.drafts.delete(anecdote.id);
			this.afterDecision(said);
		} catch (error) {
			await this.refused(error);
		} finally {
			this.busy = false;
		}
	}

	afterDecision(said) {
		const words = { accepted: "Accepted", corrected: "Corrected", rejected: "Not an anecdote" };
		const next = this.nextOpen(this.index + 1);
		const stored = t("%1. Stored. %2 of %3.", t(words[said.state.status]), said.decided, said.of);
		if (next < 0) {
			this.show();
			this.side.querySelector("h2")?.focus({ preventScroll: true });
			tell(`${stored} ${t("This document is done.")}`);
			return;
		}
		this.go(next, false);
		tell(stored);
	}

	// What is on the screen is put right with what is stored, and the reviewer told.
	async refused(error) {
		if (!(error instanceof Refused)) throw error;
		tell(t(error.message), true);
		if (error.status === 409) await this.reload();
	}

	async reload(id = this.current?.id) {
		this.take(await get(`/api/document/${encodeURIComponent(this.raw.id)}`));
		this.ranges = null;
		this.index = Math.max(0, this.anecdotes.findIndex((a) => a.id === id));
		this.show();
		this.side.querySelector("h2")?.focus({ preventScroll: true });
	}

	async turn(way) {
		if (this.busy) return;
		this.busy = true;
		try {
			const said = await post(`/api/${way}`, {});
			if (!said.any) tell(t(way === "undo" ? "There is nothing to undo." : "There is nothing to redo."));
			else await this.turned(said, way);
		} catch (error) {
			await this.refused(error);
		} finally {
			this.busy = false;
		}
	}

	async turned(said, way) {
		const first = said.changes[0];
		for (const change of said.changes) this.drafts.delete(change.anecdote);
		if (first && first.document !== this.raw.id) {
			location.hash = `#/read/${encodeURIComponent(first.document)}/${first.anecdote}`;
		} else {
			await this.reload(first?.anecdote);
		}
		const done = way === "undo" ? t("Undone.") : t("Done again.");
		tell(said.left ? `${done} ${t("Something was left: somebody else changed it meanwhile.")}` : done);
	}

	byRank(rank) {
		const entry = this.current?.ranking[rank - 1];
		if (entry) this.toggle(entry.id);
	}

	focusOn(name) {
		this.side.querySelector(`[data-focus="${name}"]`)?.focus();
	}

	keys() {
		const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => ({ key: String(n), action: () => this.byRank(n) }));
		return [
			...digits,
			{ key: "Enter", action: () => this.decide(this.state().rejected) },
			{ key: "x", action: () => this.decide(true) },
			{ key: "k", action: () => this.cycle("kind", this.study.kinds) },
			{ key: "r", action: () => this.cycle("role", this.study.roles) },
			{ key: "n", action: () => this.focusOn("note") },
			{ key: "/", action: () => this.focusOn("other") },
			{ key: "s", action: () => beginShape(this, "split") },
			{ key: "b", action: () => beginShape(this, "move") },
			{ key: "a", action: () => beginShape(this, "new") },
			{ key: "m", action: () => joinNext(this) },
			{ key: "u", action: () => this.turn("undo") },
			{ key: "y", action: () => this.turn("redo") },
			{ key: "Ctrl+z", action: () => this.turn("undo") },
			{ key: "Ctrl+y", action: () => this.turn("redo") },
			{ key: "j", repeats: true, action: () => this.go(this.index + 1) },
			{ key: "p", repeats: true, action: () => this.go(this.index - 1) },
			{ key: "d", action: () => (location.hash = "#/") },
		];
	}
}

export async function readPage(main, study, [id, anecdote]) {
	const reader = new Reader(main, study, await get(`/api/document/${encodeURIComponent(id)}`));
	const named = reader.anecdotes.findIndex((a) => a.id === anecdote);
	reader.index = named >= 0 ? named : Math.max(0, reader.nextOpen(0));
	reader.show();
	reader.side.querySelector("h2")?.setAttribute("data-first", "");
	setKeys(reader.keys());
}
