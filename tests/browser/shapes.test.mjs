import { axe, check, decide, exported, inStudy, rodedraad, read, same } from "./harness.mjs";

// The anecdotes of the first document.
function here(root) {
	const rows = exported(root);
	const { id } = rows.find((row) => row.type === "document");
	return rows.filter((row) => row.type === "anecdote" && row.document === id);
}

async function stored(page, key) {
	await page.evaluate(() => (document.getElementById("told").textContent = ""));
	await page.keyboard.press(key);
	await page.waitForFunction(() => /Stored|Undone|Done again/.test(document.getElementById("told").textContent));
}

export default {
	async an_anecdote_is_split_joined_and_moved_by_keys() {
		await inStudy(["Anna"], async ({ study, browser, link }) => {
			const page = await browser.person(link("Anna"));
			const before = here(study.root);
			await read(page);
			await page.keyboard.press("s");
			await page.keyboard.press("ArrowRight");
			same(await axe(page), [], "axe while splitting");
			await stored(page, "Enter");
			const split = here(study.root);
			same(split.length, before.length + 1, "one more");
			same([split[0].start, split[1].end], [before[0].start, before[0].end], "the same words in two");
			check(split[0].ranking.length > 0 && split[1].kind, "both have suggestions");
			await stored(page, "m");
			same(here(study.root)[0].text, before[0].text, "joined again");
			await page.keyboard.press("b");
			await page.keyboard.press("ArrowLeft");
			await stored(page, "Enter");
			check(before[0].text.startsWith(here(study.root)[0].text), "its end is earlier");
			for (let i = 0; i < 3; i++) await stored(page, "u");
			same(here(study.root).map((a) => a.id), before.map((a) => a.id), "undone all the way");
			for (let i = 0; i < 3; i++) await stored(page, "y");
			same(page.troubles, [], "troubles");
		});
	},

	async a_decision_stays_on_an_anecdote_whose_boundary_moves() {
		await inStudy(["Anna"], async ({ study, browser, link }) => {
			const page = await browser.person(link("Anna"));
			await read(page);
			await decide(page);
			await page.keyboard.press("p");
			await page.keyboard.press("b");
			await page.keyboard.press("ArrowLeft");
			await stored(page, "Enter");
			same(here(study.root)[0].status, "accepted", "its status");
			same(page.troubles, [], "troubles");
		});
	},

	async a_new_one_comes_from_a_selection_and_outlives_a_run() {
		await inStudy(["Anna"], async ({ study, browser, link }) => {
			const page = await browser.person(link("Anna"));
			await read(page);
			await page.evaluate(() => {
				const block = [...document.querySelectorAll(".text p")].find((p) => !p.querySelector("mark") && p.textContent.length > 80);
				const range = document.createRange();
				range.setStart(block.firstChild, 0);
				range.setEnd(block.firstChild, 60);
				getSelection().removeAllRanges();
				getSelection().addRange(range);
			});
			const count = here(study.root).length;
			await page.click("summary[data-focus=shapes]"); // with the mouse, which keeps the selection
			await page.click("[data-focus=new]");
			same(await page.textContent(".panel p"), "60 characters", "what was selected");
			await stored(page, "Enter");
			await decide(page);
			const made = here(study.root).find((a) => a.status === "accepted");
			same(here(study.root).length, count + 1, "one more");
			rodedraad("run", study.root, "--db", `${study.root}/rodedraad.db`);
			study.touch();
			rodedraad("run", study.root);
			const again = here(study.root).find((a) => a.id === made.id);
			same([again?.text, again?.status], [made.text, "accepted"], "after a run that read the document anew");
			same(page.troubles, [], "troubles");
		});
	},
};
