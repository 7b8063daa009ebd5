// The document as text. The program counts bytes of UTF-8, the browser units of
// UTF-16; `Offsets` goes between them.

import { h } from "./dom.js";

export class Offsets {
	constructor(text) {
		this.bytes = new Uint32Array(text.length + 1);
		let bytes = 0;
		for (let i = 0; i < text.length; i++) {
			this.bytes[i] = bytes;
			const unit = text.charCodeAt(i);
			if (unit < 0x80) bytes += 1;
			else if (unit < 0x800) bytes += 2;
			else if (unit >= 0xd800 && unit < 0xdc00) {
				bytes += 4;
				this.bytes[++i] = bytes;
			} else bytes += 3;
		}
		this.bytes[text.length] = bytes;
	}

	toBytes(unit) {
		return this.bytes[unit];
	}

	toUnits(byte) {
		let low = 0;
		let high = this.bytes.length - 1;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.bytes[middle] < byte) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

const BLOCK = { KIND: 0, LEVEL: 1, START: 2, END: 4 };

// A heading never skips a level, however the document has them.
function blockElement(block, above) {
	if (block.kind === "heading") return h(`h${Math.min(6, block.level + 1, above + 1)}`, {});
	if (block.kind === "quote") return h("blockquote", {});
	return h("p", { class: block.kind });
}

// Cuts [start, end) at every place where something begins or ends.
function cuts(start, end, ranges) {
	const places = new Set([start, end]);
	for (const range of ranges) {
		if (range.start > start && range.start < end) places.add(range.start);
		if (range.end > start && range.end < end) places.add(range.end);
	}
	return [...places].sort((a, b) => a - b);
}

const covers = (range, start, end) => range.start <= start && range.end >= end;

export class TextView {
	// `anecdotes` have start and end in units; `pick(index)` is called when one is clicked.
	constructor(text, blocks, offsets, pick) {
		this.text = text;
		this.pick = pick;
		this.blocks = blocks.map((b) => ({
			kind: b[BLOCK.KIND],
			level: b[BLOCK.LEVEL],
			start: offsets.toUnits(b[BLOCK.START]),
			end: offsets.toUnits(b[BLOCK.END]),
		}));
		this.element = h("article", { class: "text" });
		let above = 1;
		for (const block of this.blocks) {
			block.element = blockElement(block, above);
			if (block.kind === "heading") above = Number(block.element.tagName[1]);
			this.element.append(block.element);
		}
		this.anecdotes = [];
		this.current = -1;
		this.extra = [];
	}

	show(anecdotes, current, evidence) {
		const old = this.anecdotes[this.current];
		const all = this.anecdotes !== anecdotes;
		this.anecdotes = anecdotes;
		this.current = current;
		this.extra = evidence;
		const now = anecdotes[current];
		for (const block of this.blocks) {
			const touched = (a) => a && a.start < block.end && a.end > block.start;
			if (all || touched(old) || touched(now)) this.fill(block);
		}
	}

	fill(block) {
		const inside = this.anecdotes
			.map((a, index) => ({ ...a, index }))
			.filter((a) => a.start < block.end && a.end > block.start);
		const evidence = this.extra.filter((e) => e.start < block.end && e.end > block.start);
		const places = cuts(block.start, block.end, [...inside, ...evidence]);
		const pieces = [];
		for (let i = 0; i + 1 < places.length; i++)
			pieces.push(this.piece(places[i], places[i + 1], inside, evidence));
		block.element.replaceChildren(...pieces);
	}

	piece(start, end, inside, evidence) {
		const words = this.text.slice(start, end);
		const anecdote = inside.find((a) => covers(a, start, end));
		if (!anecdote) return words;
		const by = evidence.filter((e) => covers(e, start, end)).map((e) => e.theme);
		return h("mark", {
			class: `anecdote ${anecdote.state} ${anecdote.index === this.current ? "current" : ""}`,
			"data-number": start === anecdote.start ? anecdote.index + 1 : null,
			"data-themes": by.length ? by.join(" ") : null,
			onclick: () => this.pick(anecdote.index),
		}, words);
	}

	// Where a place in the page is in the text; -1 if it is not in it. The page shows the text
	// letter for letter, so counting letters is enough.
	place(node, offset) {
		const block = this.blocks.find((b) => b.element.contains(node));
		if (!block) return -1;
		const range = document.createRange();
		range.selectNodeContents(block.element);
		range.setEnd(node, offset);
		return block.start + range.toString().length;
	}

	// What is selected, as { start, end }; both the same for a mere caret, null outside the text.
	selection() {
		const chosen = getSelection();
		if (!chosen.rangeCount) return null;
		const range = chosen.getRangeAt(0);
		const start = this.place(range.startContainer, range.startOffset);
		const end = this.place(range.endContainer, range.endOffset);
		return start < 0 || end < 0 ? null : { start, end };
	}

	// Lights up the words that speak for a theme; null puts all out.
	light(theme) {
		for (const mark of this.element.querySelectorAll("mark[data-themes]"))
			mark.classList.toggle("lit", mark.dataset.themes.split(" ").includes(theme));
	}

	reveal() {
		const mark = this.element.querySelector("mark.current");
		if (!mark) return;
		const box = this.element.getBoundingClientRect();
		const top = mark.getBoundingClientRect().top - box.top;
		if (this.element.scrollHeight > this.element.clientHeight)
			this.element.scrollTop += top - box.height / 5;
	}
}
