import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { axe, check, exported, inStudy, rodedraad, same, visit } from "./harness.mjs";

// Does something that stores, and waits until the page says so.
async function stored(page, work) {
	await page.evaluate(() => (document.getElementById("told").textContent = ""));
	await work();
	await page.waitForFunction(() => /Stored/.test(document.getElementById("told").textContent));
}

const anecdotesOf = (root) => exported(root).filter((row) => row.type === "anecdote");
const lines = (root) => readFileSync(join(root, "lexicons/learnt/learnt.tsv"), "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
const explained = (root) => rodedraad("lexicon", "explain", root, "De koffie was koud.");
const focused = (page) => page.evaluate(() => document.activeElement.dataset.focus);
const scoreOf = (root, id, theme) => Object.fromEntries(anecdotesOf(root).find((a) => a.id === id).ranking.map(([name, score]) => [name, score]))[theme] ?? 0;

// As a person would, an anecdote at a time: a theme of one's own for those with a word, one of the
// packs for those without it. The last one with the word is left open. Gives theme and that one.
async function teach(page, root) {
	const all = anecdotesOf(root);
	const having = all.filter((a) => /\bkoffie\b/i.test(a.text));
	const open = having.pop();
	const others = all.filter((a) => a !== open && !having.includes(a));
	const theme = await page.evaluate(async ([own, rest]) => {
		const { post } = await import("/web/main.js");
		const { id } = await post("/api/theme", { id: "", nl: "<i>Koffie</i>", en: "", definition: "", version: 0 });
		const decide = (anecdote, themes) => post("/api/decide", { anecdote, version: 0, themes, kind: "succes", role: "onbekend" });
		for (const anecdote of own) await decide(anecdote, [id]);
		for (const [anecdote, themes] of rest) await decide(anecdote, themes);
		return id;
	}, [having.map((a) => a.id), others.map((a) => [a.id, [a.ranking[0]?.[0] ?? "tijd"]])]);
	return { theme, open };
}

export default {
	async without_decisions_nothing_is_said_of_how_well_the_program_does() {
		await inStudy(["Anna"], async ({ browser, link }) => {
			const page = await browser.person(link("Anna"));
			await visit(page, "#/learning");
			const said = await page.textContent("main");
			check(said.includes("too few decisions") && said.includes("Nothing has been reviewed yet."), said);
			same(await page.locator("table").count(), 0, "no figures");
			same(await axe(page), [], "axe without decisions");
			same(page.troubles, [], "troubles");
		});
	},

	async a_term_is_accepted_found_by_the_next_run_and_taken_back() {
		await inStudy(["Anna"], async ({ study, browser, link, again }) => {
			const page = await browser.person(link("Anna"));
			const { theme, open } = await teach(page, study.root);
			const accept = `[data-focus="term ${theme} koffie"]`;
			await page.focus(".more summary");
			await page.keyboard.press("Enter");
			await page.click("a[href='#/learning']");
			await page.waitForSelector(accept);
			same(await axe(page), [], "axe on what the program learns");
			const [figures] = await page.locator("table caption").allTextContents();
			check(/^On \d+ decisions, each held out in turn$/.test(figures), figures);
			check((await page.textContent("main")).includes("<i>Koffie</i>"), "a theme's name is text");

			const found = page.locator(`[data-focus="new term ${theme} koffie"]`);
			check((await found.textContent()).startsWith("Would newly be found in: 1"), "with how many it would find");
			await found.focus();
			await page.keyboard.press("Enter");
			await page.waitForSelector(".term blockquote");
			check((await page.textContent(".term blockquote mark")).toLowerCase().includes("koffie"), "it is quoted, and marked there");
			same(await page.getAttribute(".term .where a", "href"), `#/read/${open.document}/${open.id}`, "and linked");
			same(await axe(page), [], "axe with the anecdotes opened");

			check(!existsSync(join(study.root, "lexicons")), "nothing is written before it is accepted");
			await page.focus(accept);
			await stored(page, () => page.keyboard.press("Enter"));
			same(await focused(page), `term ${theme} koffie`, "the focus stays, on what takes it back");
			check(await page.locator(".term details[open]").count() === 1, "what was open stays open");
			same(await axe(page), [], "axe with one accepted");
			check(/^\S+\t\d\tkoffie$/.test(lines(study.root).join()), "it is in the study's pack");
			await stored(page, () => page.keyboard.press("Enter"));
			check(lines(study.root).at(-1) === `${theme}\t0\tkoffie`, "undone by the same key");
			await stored(page, () => page.keyboard.press("Enter"));

			same(scoreOf(study.root, open.id, theme), 0, "no run suggested the theme till now");
			rodedraad("run", study.root);
			check(scoreOf(study.root, open.id, theme) > 0, "the run does in the anecdote that was named");
			check(explained(study.root).includes(`${theme}\tterm:koffie`), "because of the term");
			await again();
			await page.reload();
			await page.waitForSelector(`section:last-of-type ${accept}`);
			same(await page.textContent("section:last-of-type h2"), "Decided earlier", "it is a term of the pack now");
			await stored(page, () => page.click(accept));
			check(await page.evaluate(() => document.activeElement !== document.body), "the focus is not lost");
			check(!explained(study.root).includes(`${theme}\tterm:koffie`), "taken back, it is looked for no more");
			await again();
			await page.reload();
			await page.waitForSelector(`[data-focus="no term ${theme} koffie"]`);
			await stored(page, () => page.click(`[data-focus="no term ${theme} koffie"]`));
			same(await focused(page), `term ${theme} koffie`, "on Undo after dismissing, too");
			await page.setViewportSize({ width: 360, height: 700 });
			check(await page.evaluate(() => document.documentElement.scrollWidth) <= 360, "no wider than a phone");
			await page.click("button[lang=nl]");
			await page.waitForFunction(() => document.querySelector("h1").textContent === "Wat het programma leert");
			same(await axe(page), [], "axe in Dutch on a phone");
			same(page.troubles, [], "troubles");
		});
	},

	async who_comes_later_is_told_and_sees_what_holds() {
		await inStudy(["Anna", "Bram"], async ({ study, browser, link }) => {
			const anna = await browser.person(link("Anna"));
			const { theme } = await teach(anna, study.root);
			const button = `[data-focus="term ${theme} koffie"]`;
			await visit(anna, "#/learning");
			await anna.waitForSelector(button);
			const bram = await browser.person(link("Bram"));
			await bram.evaluate(async ([of]) => {
				const { post } = await import("/web/main.js");
				await post("/api/term", { theme: of, term: "koffie", state: "dismissed", weight: 3, version: 0 });
			}, [theme]);
			await anna.click(button);
			await anna.waitForSelector(".told.alarm");
			check((await anna.textContent("#told")).includes("somebody else changed this"), "it is told");
			await anna.waitForSelector(".tag.dismissed");
			check((await anna.textContent("section:last-of-type")).includes("Bram"), "with who did");
			check(!existsSync(join(study.root, "lexicons")), "nothing was written over");
		});
	},
};
