// What the program learns from what people decided: how well it does on that, and the terms that
// tell one theme from the others, each with the anecdotes in which it would newly be found.

import { get, post, Refused } from "./api.js";
import { button, h, swap, tell } from "./dom.js";
import { setKeys } from "./keys.js";
import { makeLabels } from "./labels.js";
import { Offsets } from "./text.js";
import { themeLink } from "./themes.js";
import { percent, spoken, t } from "./words.js";

const MOST = 50; // anecdotes of one term on the page at once

const words = { accepted: "Accepted", dismissed: "Dismissed" };

const number = (value, digits) => value.toLocaleString(spoken(), { minimumFractionDigits: digits, maximumFractionDigits: digits });

const probability = (p) => (p < 0.001 ? `< ${number(0.001, 3)}` : `= ${number(p, 3)}`);

const key = (one) => `term ${one.theme} ${one.term}`;

// A cue as people read it: some words may stand between.
const called = (one) => one.term.replace(/ \.\.\.\d* /g, " … ");

function source(story) {
	const where = [story.speaker, story.title].filter(Boolean).join(", ");
	return h("p", { class: "where" }, where, " · ", h("a", {
		href: `#/read/${encodeURIComponent(story.document)}/${story.anecdote}`, "aria-label": t("In the text: %1", story.text.slice(0, 60)),
	}, t("In the text")));
}

function measures({ anecdotes, used, before, after }) {
	const caption = t("On %1 decisions, each held out in turn", anecdotes);
	const row = (name, of) => h("tr", {}, h("th", { scope: "row" }, name),
		[of.precision, of.recall].map((share) => h("td", { class: "figure" }, percent(share))));
	return [h("p", {}, t("Precision: of the themes that the program suggests, how many reviewers put. Recall: of the themes that reviewers put, how many the program suggests. Each decision is judged without its help. Those of all reviewers count, save for themes that no pack has.")),
		h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, h("table", {}, h("caption", {}, caption),
			h("thead", {}, h("tr", {}, h("td"), [t("Precision"), t("Recall")].map((head) => h("th", { scope: "col" }, head)))),
			h("tbody", {}, row(t("Without your decisions"), before), used ? row(t("With what the other decisions teach"), after) : ""))),
		used ? "" : h("p", { class: "note" }, t("What the decisions teach does not help on those held out, or too little to tell from chance. It is not used yet."))];
}

class Learning {
	constructor(main, study) {
		Object.assign(this, { main, study, labels: makeLabels(study), opened: new Set(), shown: new Map() });
	}

	// What is decided here stays in its place until the page is opened again, so that a slip is undone
	// where it was made.
	async load() {
		this.found = await get(`/api/terms?language=${spoken()}`);
		this.themes = this.found.themes.map((theme) => ({ ...theme, terms: theme.terms.map((term) => ({ ...term, theme: theme.theme })) }));
		const terms = this.themes.flatMap((theme) => theme.terms);
		this.here = new Set(terms.filter((term) => term.state === "open"));
		this.past = this.found.decided.map((one) => terms.find((term) => key(term) === key(one)) ?? one);
	}

	async say(one, state, told) {
		if (this.busy) return;
		this.busy = true;
		try {
			const { version } = await post("/api/term", { theme: one.theme, term: one.term, weight: one.weight, state, version: one.version });
			Object.assign(one, { state, version, reviewer: this.study.me });
			if (state === "open") this.reopen(one);
			this.show(one);
			tell(`${told} ${t("Stored.")}`);
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			if (error.status === 409) {
				await this.load();
				this.show(one);
			}
			tell(t(error.message), true);
		} finally {
			this.busy = false;
		}
	}

	// Back among what is proposed, if the decisions still suggest it.
	reopen(one) {
		this.past = this.past.filter((term) => term !== one);
		if (one.new) this.here.add(one);
	}

	choice(one) {
		const named = (label) => ({ "aria-label": `${label}: ${called(one)}` });
		if (one.state !== "open") return [h("span", { class: `tag ${one.state}` }, t(words[one.state])), h("span", { class: "where" }, one.reviewer),
			button(t("Undo"), null, () => this.say(one, "open", t("“%1” is open again.", called(one))), { "data-focus": key(one), ...named(t("Undo")) })];
		return [button(t("Accept"), null, () => this.say(one, "accepted", t("The next run looks for “%1”.", called(one))), { "data-focus": key(one), ...named(t("Accept")) }),
			button(t("Dismiss"), null, () => this.say(one, "dismissed", t("“%1” is proposed no more.", called(one))), { "data-focus": `no ${key(one)}`, ...named(t("Dismiss")) })];
	}

	// With the term's words marked, in the order of the text. Where lines break says nothing here.
	marked(story, spots) {
		const offsets = new Offsets(story.text);
		const plain = (from, to) => story.text.slice(from, to).replace(/\s+/g, " ");
		const pieces = [];
		let at = 0;
		for (let i = 0; i < spots.length; i += 2) {
			const [start, end] = [offsets.toUnits(spots[i]), offsets.toUnits(spots[i + 1])];
			if (start < at) continue;
			pieces.push(plain(at, start), h("mark", {}, plain(start, end)));
			at = end;
		}
		return h("blockquote", { class: "quoted" }, pieces, plain(at));
	}

	quoted(one) {
		const shown = this.shown.get(one) ?? MOST;
		const rest = one.new.length - shown;
		return [one.new.slice(0, shown).map(([place, ...spots]) => [this.marked(this.found.stories[place], spots), source(this.found.stories[place])]),
			rest > 0 ? button(t("Show %1 more", Math.min(rest, MOST)), null, () => {
				this.shown.set(one, shown + MOST);
				this.show(one);
			}, { "data-focus": `more ${key(one)}` }) : ""];
	}

	anecdotes(one) {
		if (!one.new.length) return h("span", { class: "definition" }, t("It is found in no anecdote that nobody reviewed."));
		const inside = h("div", {});
		const fill = () => inside.replaceChildren(...this.quoted(one).flat(Infinity));
		const details = h("details", {
			class: "definition", open: this.opened.has(one), ontoggle: () => {
				if (details.open === this.opened.has(one)) return;
				if (details.open) this.opened.add(one);
				else this.opened.delete(one);
				if (details.open) fill();
			},
		}, h("summary", { "data-focus": `new ${key(one)}` }, t("Would newly be found in: %1", one.new.length), h("span", { class: "hidden" }, ` (${called(one)})`)), inside);
		if (details.open) fill();
		return details;
	}

	card(one) {
		return h("li", { class: "card term" }, h("strong", {}, called(one)), h("span", { class: "choices" }, this.choice(one)),
			h("span", { class: "definition" }, t("With this theme: %1 reviewed anecdotes, in %2 documents. Without it: %3.", one.here, one.documents, one.elsewhere)),
			h("span", { class: "definition where" }, t("G² %1 · log ratio %2 · p %3 · weight %4", number(one.g2, 1), number(one.log_ratio, 1), probability(one.p), one.weight),
				one.tentative ? ` · ${t("tentative")}` : ""), this.anecdotes(one));
	}

	section(theme) {
		const terms = theme.terms.filter((term) => this.here.has(term));
		if (!terms.length) return "";
		return h("section", {}, h("h3", {}, h("a", { href: themeLink(theme.theme) }, this.labels.theme(theme.theme))),
			h("p", {}, t("Reviewed anecdotes with this theme: %1.", theme.reviewed), theme.left_out ? ` ${t("Weaker terms left out: %1.", theme.left_out)}` : ""),
			h("ul", { class: "cards" }, terms.map((one) => this.card(one))));
	}

	earlier() {
		const past = this.past.filter((one) => !this.here.has(one));
		return past.length ? h("section", {}, h("h2", {}, t("Decided earlier")), h("ul", { class: "cards" }, past.map((one) =>
			h("li", { class: "card term" }, h("strong", {}, called(one)), h("span", { class: "where" }, this.labels.theme(one.theme)),
				h("span", { class: "choices" }, this.choice(one)))))) : "";
	}

	proposed() {
		if (!this.found.reviewed) return h("p", {}, t("Nothing has been reviewed yet."));
		return [h("p", {}, t("These stand in more of the anecdotes with the theme than of those without it: in three or more, of two documents. What you accept goes into the study's own pack, and the next run looks for it everywhere. It adds to a theme's score and does not decide alone.")),
			h("p", { class: "where" }, t("From %1 reviewed anecdotes; what others said of a document counts here once all who began it are done. G² is Dunning's log-likelihood ratio, log ratio Hardie's, p is corrected for the %2 that were tried.", this.found.reviewed, this.found.tried)),
			this.here.size ? this.themes.map((theme) => this.section(theme)) : h("p", {}, t("No terms are open."))];
	}

	// Where the buttons of `acted` make way for others, the focus stays with it.
	show(acted) {
		this.main.className = "page";
		swap(this.main, [h("h1", { tabindex: "-1", "data-focus": "heading" }, t("What the program learns")),
			h("h2", {}, t("How well it does")), this.found.estimate ? measures(this.found.estimate) : h("p", {}, t("There are too few decisions to learn from, so that nothing can be said of it yet.")),
			h("h2", {}, t("Terms that your decisions suggest")), this.proposed(), this.earlier()].flat(Infinity),
		() => (acted && this.main.querySelector(`[data-focus="${CSS.escape(key(acted))}"]`)) || this.main.querySelector("h1"));
	}
}

export async function learningPage(main, study) {
	const page = new Learning(main, study);
	await page.load();
	page.show();
	setKeys([]);
}
