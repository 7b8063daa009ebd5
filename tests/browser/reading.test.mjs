import { axe, check, decide, exported, inStudy, read, same, visit } from "./harness.mjs";

const heading = (page) => page.textContent(".panel h2");
const told = (page) => page.textContent("#told");
const focused = (page) => page.evaluate(() => document.activeElement.textContent.slice(0, 12));

export default {
	async one_key_accepts_and_goes_on() {
		await inStudy(["Anna"], async ({ study, browser, link }) => {
			const page = await browser.person(link("Anna"));
			await read(page);
			same(await heading(page), "Anecdote 1 of 9", "where reading begins");
			await decide(page);
			same(await heading(page), "Anecdote 2 of 9", "after one key");
			same(await focused(page), "Anecdote 2 o", "the focus");
			await page.keyboard.press("1");
			await decide(page);
			await decide(page, "x");
			const said = exported(study.root).filter((row) => row.type === "anecdote").slice(0, 4);
			same(said.map((row) => row.status), ["accepted", "corrected", "rejected", "suggested"], "statuses");
			same(page.troubles, [], "troubles");
		});
	},

	async undo_and_redo_go_all_the_way_and_outlive_a_restart() {
		await inStudy(["Anna"], async ({ study, browser, link, again }) => {
			const page = await browser.person(link("Anna"));
			await read(page);
			for (let i = 0; i < 4; i++) await decide(page);
			await again();
			await decide(page);
			check((await told(page)).includes("5 of 9"), "five are decided after a restart half-way");
			for (let left = 4; left >= 0; left--) {
				await page.keyboard.press("u");
				await page.waitForFunction((n) =>
					document.querySelector(".panel .progress").textContent === `${n} of 9`, left);
			}
			await page.keyboard.press("y");
			await page.waitForFunction(() => document.querySelector(".panel .progress").textContent === "1 of 9");
			const statuses = exported(study.root).filter((row) => row.type === "anecdote").map((row) => row.status);
			same(statuses.filter((s) => s !== "suggested"), ["accepted"], "what holds at the end");
		});
	},

	async another_theme_is_found_by_a_few_letters() {
		await inStudy(["Anna"], async ({ study, browser, link }) => {
			const page = await browser.person(link("Anna"));
			await read(page);
			await page.keyboard.press("/");
			await page.keyboard.type("rules");
			await page.waitForSelector("#found [role=option]");
			same(await axe(page), [], "axe with the list open");
			await page.keyboard.press("Enter");
			same(await focused(page), "Anecdote 1 o", "the focus after choosing");
			await decide(page);
			const row = exported(study.root).find((r) => r.type === "anecdote");
			check(row.decided.themes.includes("regels"), "the theme is decided");
			check(row.status === "corrected", "its status");
		});
	},

	async a_second_tab_is_told_and_overwrites_nothing() {
		await inStudy(["Anna"], async ({ study, browser, link }) => {
			const one = await browser.person(link("Anna"));
			const two = await browser.person(link("Anna"));
			await read(one);
			await read(two);
			await decide(one);
			await two.keyboard.press("x");
			await two.waitForSelector("#told.alarm");
			check((await told(two)).includes("changed this meanwhile"), "the later one is told");
			same(exported(study.root).find((r) => r.type === "anecdote").status, "accepted", "what holds");
		});
	},

	async axe_finds_nothing_on_any_page() {
		await inStudy(["Anna"], async ({ browser, link }) => {
			const page = await browser.person(link("Anna"));
			same(await axe(page), [], "documents");
			await read(page);
			same(await axe(page), [], "reading");
			await page.setViewportSize({ width: 360, height: 700 });
			same(await axe(page), [], "reading on a phone");
			await page.keyboard.press("?");
			await page.waitForSelector("table");
			same(await axe(page), [], "help");
			for (const name of ["", "queue", "queue/rule", "themes", "theme/tijd", "results", "perspectives", "network", "voices", "rounds",
				"commitments", "recommendations", "recommendations/organisatie/regels", "codebook", "codebook/tijd", "names", "learning", "help"]) {
				await visit(page, `#/${name}`);
				const wide = await page.evaluate(() => document.documentElement.scrollWidth);
				check(wide <= 360, `${name} is no wider than a phone: ${wide}`);
			}
			await visit(page, "#/queue");
			await page.keyboard.press("?");
			await page.waitForFunction(() => location.hash === "#/help");
			same(page.troubles, [], "troubles");
		});
	},

	async who_has_no_link_sees_no_study() {
		await inStudy(["Anna"], async ({ browser, link }) => {
			const page = await browser.person(link("Anna").replace(/#.*/, ""));
			check((await page.textContent("main")).includes("open the link"), "it says what to do");
			same(await axe(page), [], "the page without a link");
		});
	},
};
