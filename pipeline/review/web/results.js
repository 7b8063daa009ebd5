// What came of the study, a page for each.

import { h } from "./dom.js";
import { setKeys } from "./keys.js";
import { t } from "./words.js";

const results = () => [
	["themes", t("Theme list"), t("What is told of, how often, in which case, and what came of it.")],
	["perspectives", t("Perspectives"), t("Themes that pull together, with the stories that show it and one that contradicts it. What it means is yours to write.")],
	["voices", t("Who is not heard"), t("Who is missing of the people whom the study expects, and who is silent on which theme.")],
	["network", t("Network of stories"), t("Which stories share most, as a picture to walk through.")],
	["rounds", t("Rounds side by side"), t("What is told of more or less than before, and which changes the numbers can bear.")],
	["commitments", t("Commitments"), t("What was promised in each case, and what a later round says became of it.")],
	["recommendations", t("Recommendations"), t("Drafts for each audience, with what they rest on.")],
];

export function resultsPage(main) {
	main.className = "page";
	main.replaceChildren(h("h1", {}, t("Results")), h("ul", { class: "cards" }, results().map(([page, called, about]) =>
		h("li", { class: "card" }, h("a", { href: `#/${page}` }, called), h("span", { class: "definition" }, about)))));
	setKeys([]);
}
