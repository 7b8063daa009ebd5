// What is asked for a page that is left since: nobody hears that it failed, nothing of it lands on
// another page, and what was to be stored is stored.
import { check, exported, inStudy, read, same, visit } from "./harness.mjs";

const SLOW = 250; // ms that an answer takes
const failure = "does not work now";

async function slowly(page, pattern = "**/api/**") {
	await page.route(pattern, async (route) => {
		await new Promise((done) => setTimeout(done, SLOW));
		await route.continue().catch(() => {}); // nobody waits for it any more
	});
}

// Kept over loads: whether any page said that something failed.
async function watch(page) {
	await page.addInitScript((words) => {
		new MutationObserver(() => {
			const said = document.body?.textContent ?? "";
			if (said.includes(words) || said.includes("is it still running")) sessionStorage.setItem("failed", said);
		}).observe(document, { childList: true, subtree: true, characterData: true });
	}, failure);
	return () => page.evaluate(() => sessionStorage.getItem("failed"));
}

export default {
	async a_page_loaded_again_while_answers_come_in_says_nothing_of_failure() {
		await inStudy(["Anna"], async ({ browser, link }) => {
			const page = await browser.person(link("Anna"));
			const failed = await watch(page);
			await page.reload();
			await slowly(page, "**/{api,words}**");
			for (const wait of [0, 20, 60, SLOW + 20, 2 * SLOW, 2 * SLOW + 60]) {
				await page.reload({ waitUntil: "commit" });
				await page.waitForTimeout(wait);
			}
			await page.reload();
			await page.waitForSelector("main[data-shown] h1");
			same(await failed(), null, "what was said on leaving");
			same(page.troubles, [], "troubles");
		});
	},

	async of_many_pages_asked_for_in_a_row_the_last_one_stands() {
		await inStudy(["Anna"], async ({ browser, link }) => {
			const page = await browser.person(link("Anna"));
			const failed = await watch(page);
			await page.reload();
			await page.waitForSelector("main[data-shown]");
			let asked = 0; // the earlier one asks, the longer it takes
			await page.route("**/api/**", async (route) => {
				await new Promise((done) => setTimeout(done, Math.max(0, 600 - 60 * asked++)));
				await route.continue().catch(() => {});
			});
			for (const name of ["themes", "rounds", "network", "queue", "recommendations", "agreement", "codebook"]) {
				await page.evaluate((to) => (location.hash = to), `#/${name}`);
				await page.waitForTimeout(30);
			}
			await page.waitForFunction(() => document.querySelector("main").dataset.shown === "#/codebook");
			await page.waitForTimeout(700);
			same(await page.textContent("h1"), "Codebook", "the page that was asked for last");
			same(await failed(), null, "what was said meanwhile");
			same(page.troubles, [], "troubles");
		});
	},

	async a_decision_under_way_is_stored_before_the_next_page_is_shown() {
		await inStudy(["Anna"], async ({ study, browser, link }) => {
			const page = await browser.person(link("Anna"));
			await read(page);
			await slowly(page, "**/api/decide");
			await page.keyboard.press("Enter");
			await visit(page, "#/");
			check((await page.textContent(".card .progress")).includes("1 of 9"), "the documents say so");
			same(exported(study.root).filter((row) => row.decided).length, 1, "what is stored");
			await page.waitForTimeout(SLOW);
			same(await page.textContent("h1"), "Documents", "the page left does nothing to the one shown");
			same(page.troubles, [], "troubles");
		});
	},

	async a_note_that_is_not_stored_is_there_for_who_comes_back() {
		await inStudy(["Anna"], async ({ browser, link }) => {
			const page = await browser.person(link("Anna"));
			await read(page);
			await page.keyboard.press("n");
			await page.keyboard.type("Navragen bij Jordy");
			await visit(page, "#/queue");
			await visit(page, "#/");
			await read(page);
			same(await page.inputValue("#note"), "Navragen bij Jordy", "the note");
			check((await page.textContent(".panel .tag")).includes("not stored"), "and that it is not stored");
			same(page.troubles, [], "troubles");
		});
	},

	async who_closes_the_page_right_after_a_key_has_decided() {
		await inStudy(["Anna"], async ({ study, browser, link }) => {
			const page = await browser.person(link("Anna"));
			await read(page);
			const asked = page.waitForRequest("**/api/decide");
			await page.keyboard.press("Enter");
			await asked;
			await page.close();
			const again = await browser.person(link("Anna"));
			check((await again.textContent(".card .progress")).includes("1 of 9"), "it is decided");
			same(exported(study.root).filter((row) => row.decided).length, 1, "what is stored");
		});
	},
};
