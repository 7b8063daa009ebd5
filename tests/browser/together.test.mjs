import { axe, check, decide, exported, inStudy, read, same, visit } from "./harness.mjs";

const anecdotesOf = (root) => exported(root).filter((row) => row.type === "anecdote");

// Decides about a whole document; `keys(i)` gives what to press for anecdote i.
async function wholeDocument(page, keys) {
	await read(page);
	const of = Number((await page.textContent(".panel h2")).split(" ").at(-1));
	for (let i = 0; i < of; i++) {
		for (const key of keys(i).slice(0, -1)) await page.keyboard.press(key);
		await decide(page, keys(i).at(-1));
	}
	return of;
}

export default {
	async two_do_a_document_blind_and_settle_what_differs() {
		await inStudy(["Anna", "Bram"], async ({ study, browser, link, again }) => {
			const anna = await browser.person(link("Anna"));
			const bram = await browser.person(link("Bram"));
			const of = await wholeDocument(anna, () => ["Enter"]);
			await visit(anna, "#/pairs");
			check((await anna.textContent("main")).includes("no such document yet"), "blind until both are done");
			await wholeDocument(bram, (i) => (i === 1 ? ["x"] : i === 3 ? ["2", "Enter"] : ["Enter"]));
			same(anecdotesOf(study.root).slice(0, of).filter((a) => a.status === "suggested").length, 2, "what differs is open");
			await again();
			await visit(anna, "#/");
			await visit(anna, "#/pairs");
			await anna.waitForSelector(".card a");
			check((await anna.textContent(".card")).includes("2 differ"), "two differences");
			same(await axe(anna), [], "axe on the list of pairs");
			await anna.click(".card a");
			await anna.waitForSelector("blockquote.quoted");
			same(await axe(anna), [], "axe on the differences");
			await visit(bram, "#/pairs");
			await bram.click(".card a");
			await bram.waitForSelector("blockquote.quoted");
			await anna.keyboard.press("1");
			await anna.keyboard.press("Enter");
			await anna.waitForFunction(() => /Settled/.test(document.getElementById("told").textContent));
			await bram.keyboard.press("x");
			await bram.waitForSelector("#told.alarm");
			await anna.keyboard.press("2");
			await anna.keyboard.press("Enter");
			await anna.waitForFunction(() => /Everything/.test(document.getElementById("told").textContent));
			const statuses = anecdotesOf(study.root).slice(0, of).map((a) => a.status);
			same(statuses.filter((s) => s === "suggested"), [], "all is settled");
			same([statuses[1], statuses[3]], ["accepted", "corrected"], "as it was settled");
			await visit(anna, "#/agreement");
			await anna.waitForSelector("table");
			same(await axe(anna), [], "axe on the agreement");
			check((await anna.textContent("main")).includes("Krippendorff"), "the figures are there");
			same([...anna.troubles, ...bram.troubles], [], "troubles");
		});
	},

	async many_are_decided_and_taken_back_in_one_go() {
		await inStudy(["Anna"], async ({ study, browser, link }) => {
			const page = await browser.person(link("Anna"));
			for (const order of ["uncertain", "rule", "theme"]) {
				await visit(page, `#/queue/${order}`);
				await page.waitForSelector(".card a");
				same(await axe(page), [], `axe on the queue by ${order}`);
			}
			await page.click(".card a");
			await page.waitForSelector("input[type=checkbox]");
			same(await axe(page), [], "axe on a group");
			const count = await page.locator("input[type=checkbox]").count();
			await page.locator("input[type=checkbox]").first().uncheck();
			await page.keyboard.press("w");
			await page.waitForSelector("input[type=checkbox]");
			await page.waitForFunction(() => /in one go/.test(document.getElementById("told").textContent));
			const decided = () => anecdotesOf(study.root).filter((a) => a.status === "corrected").length;
			same(decided(), count - 1, "decided in one go");
			await page.keyboard.press("u");
			await page.waitForFunction(() => /Undone/.test(document.getElementById("told").textContent));
			same(decided(), 0, "taken back in one go");
			await page.keyboard.press("y");
			await page.waitForFunction(() => /Done again/.test(document.getElementById("told").textContent));
			same(decided(), count - 1, "and done again");
			same(page.troubles, [], "troubles");
		});
	},

	async the_menu_holds_on_one_row_and_the_rest_opens_with_the_keyboard() {
		await inStudy(["Anna"], async ({ browser, link }) => {
			const page = await browser.person(link("Anna"));
			for (const language of ["nl", "en"]) {
				// What is still on its way when the page is loaded again would fail.
				await page.waitForLoadState("networkidle");
				await page.evaluate((to) => localStorage.setItem("language", to), language);
				await page.reload();
				await page.waitForSelector(".bar nav a");
				for (const width of [1080, 1180, 1280]) {
					await page.setViewportSize({ width, height: 700 });
					const high = await page.evaluate(() => document.querySelector(".bar nav").offsetHeight);
					check(high < 40, `one row at ${width} in ${language}: ${high}`);
				}
			}
			await page.focus(".more summary");
			await page.keyboard.press("Enter");
			same(await axe(page), [], "axe on the open menu");
			await page.keyboard.press("Escape");
			same(await page.evaluate(() => document.activeElement.parentElement.open), false, "Escape closes it and keeps the focus");
			await page.keyboard.press("Enter");
			await page.keyboard.press("Tab");
			await page.keyboard.press("Enter");
			await page.waitForFunction(() => location.hash === "#/agreement");
			for (const width of [360, 800]) {
				await page.setViewportSize({ width, height: 700 });
				await page.click(".more summary");
				const box = await page.locator(".more-list").boundingBox();
				check(box.x >= 0 && box.x + box.width <= width, `the menu is on the screen at ${width}`);
				await page.keyboard.press("Escape");
			}
			same(page.troubles, [], "troubles");
		});
	},

	async a_theme_named_script_is_a_theme() {
		const hostile = "<script>document.title='owned'</script><img src=x onerror=alert(1)>";
		await inStudy([`<b>Eve</b> "&'`], async ({ study, browser, link }) => {
			const page = await browser.person(link(`<b>Eve</b> "&'`));
			page.on("dialog", () => page.troubles.push("a dialog"));
			await visit(page, "#/codebook/+");
			await page.fill("#nl", hostile);
			await page.fill("#en", hostile);
			await page.fill("#definition", hostile);
			await page.click("button[type=submit]");
			await page.waitForFunction(() => !location.hash.endsWith("+"));
			await visit(page, "#/codebook");
			await page.waitForSelector(".definition");
			check((await page.textContent("main")).includes(hostile), "it is shown as it is written");
			same(await axe(page), [], "axe on the codebook");
			await visit(page, "#/");
			await read(page);
			await page.keyboard.press("/");
			await page.keyboard.type("<script");
			await page.keyboard.press("Enter");
			await decide(page);
			check(anecdotesOf(study.root)[0].decided.themes.length === 2, "it is decided like any other");
			check(!(await page.title()).includes("owned"), "nothing in it acts");
			same(page.troubles, [], "troubles");
		});
	},

	async a_theme_is_renamed_merged_and_put_back() {
		await inStudy(["Anna"], async ({ browser, link }) => {
			const page = await browser.person(link("Anna"));
			await visit(page, "#/codebook/tijd");
			await page.waitForSelector("#nl");
			await page.fill("#en", "Time and patience");
			await page.selectOption("#into", "geld");
			await page.click("button[type=submit]");
			await page.waitForSelector("section .card");
			same(await axe(page), [], "axe on a theme");
			check((await page.textContent("h1")).includes("Time and patience"), "its new name");
			await visit(page, "#/codebook");
			await page.waitForSelector(".definition");
			check((await page.textContent("main")).includes("merged into"), "it is merged");
			await visit(page, "#/codebook/tijd");
			await page.waitForSelector("section .card button");
			await page.locator("section .card button").last().click();
			await page.waitForFunction(() => document.querySelectorAll("section .card").length === 3);
			same(await page.inputValue("#into"), "", "it stands again");
			same(page.troubles, [], "troubles");
		});
	},

	async a_new_theme_is_made_while_reading() {
		await inStudy(["Anna"], async ({ study, browser, link }) => {
			const page = await browser.person(link("Anna"));
			await read(page);
			await page.keyboard.press("/");
			await page.keyboard.type("Buren en burenruzie");
			await page.keyboard.press("Enter");
			await page.waitForFunction(() => document.querySelector(".themes").textContent.includes("burenruzie"));
			await decide(page);
			check(anecdotesOf(study.root)[0].decided.themes.includes("buren-en-burenruzie"), "it is stored");
			same(page.troubles, [], "troubles");
		});
	},
};
