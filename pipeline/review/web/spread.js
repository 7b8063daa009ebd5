// How often each theme is told of and how evenly, in one picture: a red thread lies low and to the right, a hobby-horse
// high. Each point leads to its theme.

import { h, svg } from "./dom.js";
import { spoken, t } from "./words.js";

const R = 12; // of a point: as large as a finger needs
const LEFT = 50;
const TOP = 30;
const WIDTH = 560;
const HEIGHT = 300;
const STEP = 2;

// Where each theme goes; one that would lie on another stands to the right of it.
function places(themes) {
	const most = Math.max(...themes.map((theme) => theme.anecdotes));
	const taken = [];
	for (const theme of themes) {
		const y = TOP + (1 - theme.spread.documents.dp_norm) * HEIGHT;
		let x = LEFT + (theme.anecdotes / most) * WIDTH;
		while (taken.some((other) => Math.hypot(other.x - x, other.y - y) < 2 * R)) x += STEP;
		taken.push({ x, y });
	}
	return taken;
}

function point(theme, { x, y }, number, link, called) {
	return svg("a", { href: link, "aria-label": called },
		svg("title", {}, called), svg("circle", { class: theme.spread.verdict, cx: x, cy: y, r: R }),
		svg("text", { x, y: y + 5, "text-anchor": "middle", class: theme.spread.verdict }, number));
}

// `name`, `link` and `verdict` give those of a theme.
export function spreadPicture(all, name, link, verdict) {
	const themes = all.filter((theme) => Number.isFinite(theme.spread.documents?.dp_norm));
	if (themes.length < 2) return "";
	const place = places(themes);
	const even = (theme) => theme.spread.documents.dp_norm.toLocaleString(spoken(), { minimumFractionDigits: 2, maximumFractionDigits: 2 });
	const width = Math.max(LEFT + WIDTH, ...place.map(({ x }) => x)) + 2 * R;
	const floor = TOP + HEIGHT + R + 6;
	const label = t("How often and how evenly");
	return [h("h2", {}, label),
		h("p", {}, t("To the right: told of more often. Low: spread evenly over the documents; high: all in one. Dark points are red threads, points with a dashed edge hobby-horses. The numbers are places in the list; each point leads to its theme, and one that would lie on another stands to the right of it.")),
		h("div", { class: "scroll picture", tabindex: "0", role: "region", "aria-label": label },
			svg("svg", { class: "spread", viewBox: `0 0 ${width} ${floor + 24}`, role: "group", "aria-label": label },
				svg("path", { d: `M${LEFT - R},${TOP - R}V${floor}H${width}`, class: "axis" }),
				[["0", LEFT - R - 4, floor], ["1", LEFT - R - 4, TOP + 5]].map(([text, x, y]) => svg("text", { x, y, "text-anchor": "end" }, text)),
				svg("text", { x: LEFT, y: floor + 18, "text-anchor": "middle" }, "0"),
				svg("text", { x: LEFT + WIDTH, y: floor + 18, "text-anchor": "middle" }, Math.max(...themes.map((theme) => theme.anecdotes))),
				svg("text", { x: LEFT - R, y: 12 }, t("DPnorm: from even to all in one")),
				svg("text", { x: LEFT + WIDTH / 2, y: floor + 18, "text-anchor": "middle" }, t("Anecdotes")),
				themes.map((theme, i) => point(theme, place[i], all.indexOf(theme) + 1, link(theme),
					`${all.indexOf(theme) + 1}. ${name(theme)}: ${theme.anecdotes} ${t("anecdotes")}, DPnorm ${even(theme)}, ${verdict(theme)}`))))];
}
