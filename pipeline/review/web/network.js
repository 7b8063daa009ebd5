// The stories as points, joined to those they share most with. A point that has the focus is told
// beside the picture; arrows go from one to the next.

import { get } from "./api.js";
import { h, svg, swap } from "./dom.js";
import { setKeys } from "./keys.js";
import { makeLabels } from "./labels.js";
import { t } from "./words.js";

const SIDE = 1000; // units of the picture
const EDGE = 30;
const HEAVY = 1; // a link of more weight is drawn thicker

const place = (at) => Math.round(EDGE + at * (SIDE - 2 * EDGE));

class Network {
	constructor(main, study, found) {
		Object.assign(this, { main, study, stories: found.stories, links: found.links, theme: "", chosen: -1 });
		this.labels = makeLabels(study);
		this.lines = found.links.map((link) => this.line(link));
		this.points = found.stories.map((story, i) => this.point(story, i));
		this.panel = h("section", { class: "told-beside", "aria-live": "polite", "aria-label": t("Story") });
	}

	called(i) {
		const { themes, kind } = this.stories[i];
		return `A${i + 1}: ${[...themes.map((id) => this.labels.theme(id)), this.labels.called(this.study.kinds, kind)].filter(Boolean).join(", ")}`;
	}

	line({ from, to, weight }) {
		const [a, b] = [this.stories[from], this.stories[to]];
		return svg("line", { x1: place(a.x), y1: place(a.y), x2: place(b.x), y2: place(b.y), "stroke-width": weight > HEAVY ? 3 : 1 });
	}

	// One of them is in the order of the Tab key; the arrows lead to the others.
	point(story, i) {
		const kind = this.study.kinds.findIndex((one) => one.id === story.kind);
		const link = svg("a", { href: `#/read/${encodeURIComponent(story.document)}/${story.anecdote}`, tabindex: i ? -1 : 0, "aria-label": this.called(i) },
			svg("circle", { class: kind < 0 ? "kind-none" : `kind${kind % 3}`, cx: place(story.x), cy: place(story.y), r: 11 }));
		link.addEventListener("focus", () => this.choose(i));
		// Enter leads into the text; a click or a tap only shows the story.
		link.addEventListener("click", (event) => {
			if (event.detail === 0) return;
			event.preventDefault();
			link.focus();
		});
		link.addEventListener("keydown", (event) => {
			const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
			if (!step) return;
			event.preventDefault();
			this.go(i, step);
		});
		return link;
	}

	has(i) {
		return !this.theme || this.stories[i].themes.includes(this.theme);
	}

	go(from, step) {
		const { length } = this.stories;
		for (let n = 1; n <= length; n++) {
			const i = (from + n * step + n * length) % length;
			if (this.has(i)) return this.points[i].focus();
		}
	}

	shared(link) {
		return [link.theme && this.labels.theme(link.theme), link.words, link.teller ? t("the same speaker") : link.place && t("the same case")]
			.filter(Boolean).join("; ");
	}

	choose(chosen) {
		this.points[this.chosen]?.classList.remove("chosen");
		for (const point of this.points) point.setAttribute("tabindex", -1);
		this.chosen = chosen;
		this.points[chosen].setAttribute("tabindex", 0);
		this.points[chosen].classList.add("chosen");
		this.links.forEach((link, i) => this.lines[i].classList.toggle("lit", link.from === chosen || link.to === chosen));
		const story = this.stories[chosen];
		const links = this.links.filter((link) => link.from === chosen || link.to === chosen);
		swap(this.panel, [h("h2", {}, this.called(chosen)),
			h("blockquote", { class: "quoted" }, story.excerpt, " …"),
			h("p", { class: "where" }, [story.speaker, story.title].filter(Boolean).join(", "), " · ",
				h("a", { href: `#/read/${encodeURIComponent(story.document)}/${story.anecdote}` }, t("In the text"))),
			h("h3", {}, t("Shares most with")),
			h("ul", {}, links.map((link) => {
				const other = link.from === chosen ? link.to : link.from;
				return h("li", {}, h("button", { type: "button", onclick: () => this.points[other].focus() }, `A${other + 1}`), " ", this.shared(link));
			}))], () => this.points[chosen]);
	}

	choice() {
		const told = [...new Set(this.stories.flatMap((story) => story.themes))].map((id) => [id, this.labels.theme(id)]).sort((a, b) => a[1].localeCompare(b[1]));
		const select = h("select", {
			id: "of-theme", onchange: () => {
				this.theme = select.value;
				this.points.forEach((point, i) => point.classList.toggle("faded", !this.has(i)));
				const first = this.stories.findIndex((_, i) => this.has(i));
				this.points.forEach((point, i) => point.setAttribute("tabindex", i === first ? 0 : -1));
			},
		}, h("option", { value: "" }, t("All")), told.map(([id, called]) => h("option", { value: id }, called)));
		return h("div", { class: "form" }, h("label", { for: "of-theme" }, t("Theme")), select);
	}

	show() {
		const key = this.study.kinds.map((kind, i) => [h("span", { class: `key kind${i % 3}`, "aria-hidden": "true" }), this.labels.called(this.study.kinds, kind.id), " "]);
		this.main.className = "page wide";
		this.main.replaceChildren(h("h1", {}, t("Network of stories")),
			h("p", {}, t("Each point is a story, joined to the three it shares most with: themes (the rarer, the more), words, who tells it, the case. Choose a point, or go through them with the arrow keys; Enter opens its text.")),
			h("div", { class: "beside" }, h("div", {}, this.choice(), h("p", {}, key),
				svg("svg", { class: "network", viewBox: `0 0 ${SIDE} ${SIDE}`, role: "group", "aria-label": t("The stories, joined to those they share most with") },
					this.lines, this.points)), this.panel));
	}
}

export async function networkPage(main, study) {
	const found = await get("/api/network");
	setKeys([]);
	if (found.stories.length) return new Network(main, study, found).show();
	main.className = "page";
	main.replaceChildren(h("h1", {}, t("Network of stories")), h("p", {}, t("no anecdotes")));
}
