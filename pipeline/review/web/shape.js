// Where anecdotes begin and end: split, join, move a boundary, a new one. Each is one request:
// some passages go, others come.

import { post } from "./api.js";
import { button, h, swap, tell } from "./dom.js";
import { setKeys } from "./keys.js";
import { t } from "./words.js";

const isSpace = (text, at) => /\s/.test(text[at] ?? " ");

// The nearest place before or behind `at` where a word begins (or, with `end`, where one ends).
export function step(text, at, way, end) {
	const side = (place) => (end ? !isSpace(text, place - 1) && isSpace(text, place) : isSpace(text, place - 1) && !isSpace(text, place));
	for (let place = at + way; place >= 0 && place <= text.length; place += way)
		if (side(place)) return place;
	return at;
}

class Shaping {
	constructor(reader, what) {
		this.reader = reader;
		this.what = what;
		this.text = reader.raw.text;
		this.limits();
		if (what === "split") this.at = this.caret() ?? step(this.text, Math.round((this.low + this.high) / 2), 1, false);
		else if (what === "new") this.range = this.fresh();
		else this.range = { start: reader.current.start, end: reader.current.end };
	}

	get possible() {
		return this.what === "split" || (this.range && this.range.start < this.range.end);
	}

	// How far it can go: to its own ends for a split, to its neighbours for a boundary.
	limits() {
		const { anecdotes, index, current } = this.reader;
		if (this.what === "split") [this.low, this.high] = [current.start, current.end];
		else if (this.what === "move") [this.low, this.high] = [anecdotes[index - 1]?.end ?? 0, anecdotes[index + 1]?.start ?? this.text.length];
	}

	caret() {
		const chosen = this.reader.view.selection();
		if (!chosen || chosen.start <= this.low || chosen.start >= this.high) return null;
		return isSpace(this.text, chosen.start - 1) ? chosen.start : step(this.text, chosen.start, -1, false);
	}

	// From the selection; else the sentence behind the anecdote at hand.
	fresh() {
		const { anecdotes, current } = this.reader;
		const chosen = this.reader.view.selection();
		const chosenSome = chosen && chosen.end > chosen.start;
		const start = chosenSome ? chosen.start : step(this.text, current?.end ?? 0, 1, false);
		this.low = Math.max(0, ...anecdotes.filter((a) => a.end <= start).map((a) => a.end));
		this.high = Math.min(this.text.length, ...anecdotes.filter((a) => a.end > start).map((a) => a.start));
		const stop = /[.!?]["'”’]?\s/.exec(this.text.slice(start, this.high));
		const end = chosenSome ? chosen.end : start + (stop ? stop.index + stop[0].trimEnd().length : 0);
		return { start: Math.max(start, this.low), end: Math.min(end, this.high) };
	}

	move(side, way) {
		if (this.what === "split") {
			const at = step(this.text, this.at, way, false);
			if (at > this.low && at < this.high) this.at = at;
		} else {
			const next = { ...this.range, [side]: step(this.text, this.range[side], way, side === "end") };
			if (next.start >= this.low && next.end <= this.high && next.start < next.end) this.range = next;
		}
		this.draw();
	}

	// The passages as they would be, for the text to show.
	ranges() {
		const { anecdotes, index, current } = this.reader;
		const old = anecdotes.map((a) => ({ start: a.start, end: a.end, state: this.reader.stateClass(a) }));
		const draft = (start, end) => ({ start, end, state: "draft" });
		if (this.what === "split") old.splice(index, 1, draft(current.start, this.at), draft(this.at, current.end));
		else if (this.what === "move") old[index] = draft(this.range.start, this.range.end);
		else old.push(draft(this.range.start, this.range.end));
		return old.sort((a, b) => a.start - b.start);
	}

	draw() {
		const ranges = this.ranges();
		this.reader.view.show(ranges, ranges.findIndex((r) => r.state === "draft"), []);
		this.reader.view.reveal();
		const words = this.what === "split" ? this.text.slice(this.at, this.at + 60) : this.text.slice(this.range.start, this.range.end);
		swap(this.reader.side, this.panel(words), () => this.reader.side.querySelector("h2"));
		tell(this.what === "split" ? t("The second part begins with: %1", words) : t("From “%1” to “%2”", words.slice(0, 40), words.slice(-40)));
	}

	panel(words) {
		const title = { split: t("Split this anecdote"), move: t("Move its boundaries"), new: t("A new anecdote") }[this.what];
		const moves = this.what === "split"
			? [button(t("A word earlier"), "←", () => this.move("at", -1), { "data-focus": "earlier" }), button(t("A word later"), "→", () => this.move("at", 1), { "data-focus": "later" })]
			: [button(t("Begin earlier"), "Shift ←", () => this.move("start", -1), { "data-focus": "start-earlier" }), button(t("Begin later"), "Shift →", () => this.move("start", 1), { "data-focus": "start-later" }),
				button(t("End earlier"), "←", () => this.move("end", -1), { "data-focus": "end-earlier" }), button(t("End later"), "→", () => this.move("end", 1), { "data-focus": "end-later" })];
		return [h("h2", { tabindex: "-1", "data-focus": "heading" }, title),
			h("p", {}, this.what === "split" ? t("The second part begins with: %1", words) : t("%1 characters", words.length)),
			h("div", { class: "choices" }, moves),
			h("div", { class: "actions" }, button(t("Store"), "Enter", () => this.store(), { class: "primary", "data-focus": "accept" }),
				button(t("Leave it as it was"), "Esc", () => this.leave(), { "data-focus": "cancel" }))];
	}

	store() {
		const { current } = this.reader;
		if (this.what === "split") return shape(this.reader, [current.id], [{ start: current.start, end: this.at }, { start: this.at, end: current.end }]);
		return shape(this.reader, this.what === "move" ? [current.id] : [], [this.range]);
	}

	leave() {
		setKeys(this.reader.keys());
		this.reader.ranges = null;
		this.reader.show();
		this.reader.side.querySelector("h2")?.focus({ preventScroll: true });
	}

	keys() {
		const side = this.what === "split" ? "at" : "start";
		return [
			{ key: "ArrowLeft", repeats: true, action: () => this.move("end", -1) },
			{ key: "ArrowRight", repeats: true, action: () => this.move("end", 1) },
			{ key: "Shift+ArrowLeft", repeats: true, action: () => this.move(side, -1) },
			{ key: "Shift+ArrowRight", repeats: true, action: () => this.move(side, 1) },
			{ key: "Enter", action: () => this.store() },
			{ key: "Escape", action: () => this.leave() },
		];
	}
}

async function shape(reader, remove, ranges) {
	if (reader.busy) return;
	reader.busy = true;
	const add = ranges.map(({ start, end }) => ({ start: reader.offsets.toBytes(start), end: reader.offsets.toBytes(end) }));
	try {
		const { added } = await post("/api/shape", { document: reader.raw.id, remove, add });
		for (const id of remove) reader.drafts.delete(id);
		await reader.reload(added[0]);
		reader.busy = false;
		setKeys(reader.keys());
		tell(t("Stored."));
	} catch (error) {
		await reader.refused(error);
	} finally {
		reader.busy = false;
		setKeys(reader.keys());
	}
}

// `what` is split, move or new.
export function beginShape(reader, what) {
	if (!reader.current && what !== "new") return;
	const shaping = new Shaping(reader, what);
	if (!shaping.possible) {
		tell(t("Select the words of the new anecdote first."));
		return;
	}
	setKeys(shaping.keys());
	shaping.draw();
	reader.side.querySelector("h2").focus({ preventScroll: true });
}

export function joinNext(reader) {
	const next = reader.anecdotes[reader.index + 1];
	if (!next) return tell(t("There are no more anecdotes in this direction."));
	return shape(reader, [reader.current.id, next.id], [{ start: reader.current.start, end: next.end }]);
}
