import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { axe, check, decide, exported, inStudy, read, rodedraad, same, visit } from "./harness.mjs";

const anecdotesOf = (root) => exported(root).filter((row) => row.type === "anecdote");

export default {
	async a_theme_list_leads_to_the_anecdotes_behind_each_number() {
		await inStudy(["Anna"], async ({ browser, link }) => {
			const page = await browser.person(link("Anna"));
			await visit(page, "#/themes");
			same(await axe(page), [], "axe on the theme list");
			const points = page.locator("svg.spread a");
			same(await points.count(), await page.locator("table").first().locator("tbody tr").count(), "a point for each theme");
			const called = await points.last().getAttribute("aria-label");
			await points.last().click();
			await page.waitForSelector("section .card");
			check(called.includes(await page.textContent("h1")), "a point leads to its theme");
			await visit(page, "#/themes");
			const number = page.locator("table").first().locator("tbody tr").first().locator("td.figure a").first();
			const said = Number(await number.textContent());
			await number.click();
			await page.waitForSelector("section .card");
			same(await page.locator("section .card").count(), said, "as many anecdotes as the number says");
			same(await axe(page), [], "axe on some of a theme's anecdotes");
			await page.click("section p a");
			await page.waitForFunction(() => document.querySelectorAll("section").length === 3);
			same(await axe(page), [], "axe on a theme");
			check((await page.textContent("main")).includes("Typical"), "the typical ones come first");
			await page.setViewportSize({ width: 360, height: 700 });
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			check(wide <= 360, `a theme is no wider than a phone: ${wide}`);
			await visit(page, "#/themes");
			check(await page.evaluate(() => document.documentElement.scrollWidth) <= 360, "nor is the list");
			same(page.troubles, [], "troubles");
		});
	},

	async a_theme_is_split_and_one_undo_takes_the_labels_back() {
		await inStudy(["Anna"], async ({ study, browser, link }) => {
			const page = await browser.person(link("Anna"));
			await visit(page, "#/theme/tijd");
			await page.waitForSelector("section:last-of-type .card");
			const boxes = page.locator("section:last-of-type input[type=checkbox]");
			const first = await boxes.first().getAttribute("data-id");
			await boxes.first().check();
			await boxes.nth(1).check();
			await page.click("main details summary");
			await page.fill("#part-nl", "Wachten op antwoord");
			await page.click("main details button[type=submit]");
			await page.waitForFunction(() => document.querySelector("h1").textContent === "Wachten op antwoord");
			await page.waitForSelector("section .card");
			same(await axe(page), [], "axe on the new theme");
			const labelled = () => anecdotesOf(study.root).filter((a) => a.decided?.themes.includes("wachten-op-antwoord"));
			same(labelled().length, 2, "both have the new theme");
			check(!labelled().find((a) => a.id === first).decided.themes.includes("tijd"), "instead of the old one");
			await visit(page, "#/");
			await read(page);
			await page.keyboard.press("u");
			await page.waitForFunction(() => /Undone/.test(document.getElementById("told").textContent));
			same(labelled().length, 0, "one undo takes both back");
			same(page.troubles, [], "troubles");
		});
	},

	async a_perspective_gets_a_title_and_readings_that_the_report_takes_over() {
		await inStudy(["Anna", "Bram"], async ({ study, browser, link }) => {
			const page = await browser.person(link("Anna"));
			const bram = await browser.person(link("Bram"));
			await visit(page, "#/results");
			same(await axe(page), [], "axe on the results");
			await page.focus("a[href='#/perspectives']");
			await page.keyboard.press("Enter");
			await page.waitForSelector("a[href^='#/perspectives/']");
			same(await axe(page), [], "axe on the perspectives");
			const drafted = await page.textContent(".card a");
			await page.click(".card a");
			await page.waitForSelector("#title");
			same(await axe(page), [], "axe on a perspective");
			const here = new URL(page.url()).hash;
			await visit(bram, here);
			await page.fill("#title", "Loket <b>zonder</b> deur");
			await page.fill("#reading0", "Niemand durft te beslissen.");
			await page.focus("#reading1");
			await page.keyboard.type("Er is te weinig tijd.");
			await page.keyboard.press("Tab");
			await page.keyboard.press("Enter");
			await page.waitForFunction(() => document.querySelector("h1").textContent.includes("<b>zonder</b>"));
			same(await page.evaluate(() => document.activeElement.tagName), "H1", "the focus is not lost");
			await bram.fill("#reading0", "Iets anders.");
			await bram.click("form button[type=submit]");
			await bram.waitForFunction(() => /meanwhile/.test(document.getElementById("told").textContent));
			rodedraad("report", study.root, "--lang", "nl");
			const report = readFileSync(join(study.root, "out/report.html"), "utf8");
			for (const text of ["Loket &lt;b&gt;zonder&lt;/b&gt; deur", "Niemand durft te beslissen.", "Er is te weinig tijd."])
				check(report.includes(text), `the report says: ${text}`);
			check(report.split("Loket &lt;b&gt;zonder&lt;/b&gt; deur").length === 3, "its title stands on the first page too");
			check(report.includes("<strong>Perspectieven</strong>"), "in the report's language");
			await page.fill("#title", drafted);
			await page.click("form button[type=submit]");
			await page.waitForFunction((title) => document.querySelector("h1").textContent === title, drafted);
			await page.click("li button");
			await page.waitForFunction(() => document.querySelector("h1").textContent.includes("zonder"));
			same(await page.locator("ol.cards > li").count(), 3, "every version stays");
			await page.click("button[lang=nl]");
			await page.waitForFunction(() => /anekdotes .* in .* documenten/.test(document.querySelector("main").textContent));
			same(await axe(page), [], "axe in Dutch");
			await page.setViewportSize({ width: 360, height: 700 });
			check(await page.evaluate(() => document.documentElement.scrollWidth) <= 360, "no wider than a phone");
			same([...page.troubles, ...bram.troubles], [], "troubles");
		});
	},

	async rounds_and_commitments_are_as_the_command_line_has_them() {
		await inStudy(["Anna"], async ({ study, browser, link }) => {
			const page = await browser.person(link("Anna"));
			const { themes } = JSON.parse(rodedraad("compare", study.root, "--format", "json"));
			await visit(page, "#/rounds");
			same(await axe(page), [], "axe on the rounds");
			const first = page.locator("table").first().locator("tbody tr").first();
			check((await first.textContent()).startsWith(themes[0].name) || (await first.locator("a").first().getAttribute("href")).endsWith(themes[0].id), "the greatest rise is first");
			same(await page.locator(".picture svg[role=img]").count(), 2, "the pictures are there, with words");
			const number = first.locator("td.figure a").last();
			const said = parseInt(await number.textContent(), 10);
			same(said, themes[0].anecdotes.after.count, "with its count");
			await number.focus();
			await page.keyboard.press("Enter");
			await page.waitForSelector("section .card");
			same(await page.locator("section .card").count(), said, "which leads to those anecdotes");
			await visit(page, "#/rounds");
			const { id, by_case: cases } = themes.find((theme) => theme.verdict !== "absent" && theme.by_case.every(({ before, after }) => before.of && after.of));
			const squares = page.locator("table", { hasText: "Themes per case" }).locator(`tr:has(a[href="#/theme/${id}"]) td`);
			same(await squares.allTextContents(), cases.map(({ before, after }) => `${before.count}/${before.of} → ${after.count}/${after.of}`), "cases as compare has them");
			check((await page.textContent("main")).includes("Who tells of each theme"), "and roles");
			await visit(page, "#/rounds/2,1");
			check((await page.textContent("main ul")).startsWith("Round 2"), "the other way round if asked");
			await page.evaluate(() => (location.hash = "#/rounds/1,9")); // a round that is not there
			await page.waitForFunction(() => document.querySelector("h1").textContent.includes("does not work"));
			await visit(page, "#/commitments");
			same(await axe(page), [], "axe on the commitments");
			const { commitments } = JSON.parse(rodedraad("commitments", study.root, "--format", "json"));
			same(await page.locator("tbody tr").count(), commitments.length, "all commitments");
			const [{ id: promise, state }] = commitments;
			const press = async (status) => {
				await page.evaluate(() => (document.getElementById("told").textContent = ""));
				await page.focus(`[data-focus="${promise} ${status}"]`);
				await page.keyboard.press("Enter");
				await page.waitForFunction(() => /Stored/.test(document.getElementById("told").textContent));
			};
			const judged = () => JSON.parse(rodedraad("commitments", study.root, "--format", "json")).commitments.find((one) => one.id === promise);
			await press(state === "niet" ? "deels" : "niet");
			same(await page.evaluate(() => document.activeElement.getAttribute("aria-pressed")), "true", "the button is on and keeps the focus");
			study.touch();
			rodedraad("run", study.root);
			same([judged().state, judged().judged.reviewer], [state === "niet" ? "deels" : "niet", "Anna"], "what a person says holds after another run");
			same(exported(study.root).find((row) => row.id === promise).judged.reviewer, "Anna", "and stands in the export");
			rodedraad("report", study.root, "--quiet");
			check(readFileSync(join(study.root, "out/report.html"), "utf8").includes("volgens Anna"), "and in the report");
			await press(state === "niet" ? "deels" : "niet");
			same([judged().state, judged().judged], [state, null], "the same button takes it back");
			await page.click("button[lang=nl]");
			await page.waitForFunction(() => document.querySelector("main").textContent.includes("Nagekomen: "));
			same(await axe(page), [], "axe on the commitments in Dutch");
			await page.setViewportSize({ width: 360, height: 700 });
			for (const hash of ["#/rounds", "#/commitments"]) {
				await visit(page, hash);
				check(await page.evaluate(() => document.documentElement.scrollWidth) <= 360, `${hash} is no wider than a phone`);
			}
			same(await axe(page), [], "axe on a phone");
			same(page.troubles, [], "troubles");
		});
	},

	async who_is_missing_and_who_is_silent_stands_on_a_page() {
		await inStudy(["Anna"], async ({ study, browser, link, again }) => {
			const page = await browser.person(link("Anna"));
			await visit(page, "#/voices");
			check((await page.textContent("main")).includes("names nobody"), "it says how to say who should be heard");
			same(await axe(page), [], "axe without a list");
			writeFileSync(join(study.root, "rodedraad.yaml"), "language: nl\nexpected:\n  - name: Jordy van Hest\n  - name: Wim <b>Zwijger</b>\n    role: initiatiefnemer\n");
			await again();
			await page.reload();
			await page.waitForSelector("main .card");
			same(await page.locator("main .card strong").allTextContents(), ["Wim <b>Zwijger</b>"], "who tells nothing, and nobody else");
			check((await page.textContent("main")).includes("Of the 2 people"), "how many are expected");
			rodedraad("report", study.root, "--quiet", "--lang", "en");
			const report = readFileSync(join(study.root, "out/report.html"), "utf8");
			const silent = page.locator("table tbody tr");
			for (let i = 0; i < await silent.count(); i++)
				check(report.includes(`<td>${(await silent.nth(i).locator("td").nth(1).textContent()).replace("–", "")}</td>`), "as the report has it");
			same(await axe(page), [], "axe on who is not heard");
			await page.setViewportSize({ width: 360, height: 700 });
			check(await page.evaluate(() => document.documentElement.scrollWidth) <= 360, "no wider than a phone");
			same(page.troubles, [], "troubles");
		});
	},

	async the_network_is_walked_through_with_the_keyboard() {
		await inStudy(["Anna"], async ({ study, browser, link }) => {
			const page = await browser.person(link("Anna"));
			await visit(page, "#/network");
			same(await page.locator(".network a").count(), anecdotesOf(study.root).length, "a point for each story");
			same(await axe(page), [], "axe on the network");
			await page.focus("#of-theme");
			await page.keyboard.press("Tab");
			await page.waitForSelector(".told-beside h2");
			check((await page.textContent(".told-beside h2")).startsWith("A1: "), "the first is told");
			await page.keyboard.press("ArrowRight");
			check((await page.textContent(".told-beside h2")).startsWith("A2: "), "an arrow leads to the next");
			same(await page.locator(".network [tabindex='0']").count(), 1, "the Tab key stops once in the picture");
			same(await axe(page), [], "axe on a chosen story");
			const other = await page.textContent(".told-beside li button");
			await page.keyboard.press("Tab");
			await page.keyboard.press("Tab");
			await page.keyboard.press("Enter");
			check((await page.textContent(".told-beside h2")).startsWith(`${other}: `), "a link leads to the other story");
			check(await page.evaluate(() => document.activeElement.matches(".network a.chosen")), "and takes the focus along");
			await page.selectOption("#of-theme", "tijd");
			await page.focus(".network [tabindex='0']");
			await page.keyboard.press("ArrowLeft");
			check(!(await page.locator(".network a.chosen.faded").count()), "arrows keep to the theme that is chosen");
			await page.click("button[lang=nl]");
			await page.waitForFunction(() => document.querySelector("h1").textContent === "Netwerk van verhalen");
			same(await axe(page), [], "axe in Dutch");
			await page.setViewportSize({ width: 360, height: 700 });
			check(await page.evaluate(() => document.documentElement.scrollWidth) <= 360, "no wider than a phone");
			await page.locator(".network a").nth(4).click({ force: true });
			check(/^A\d+: /.test(await page.textContent(".told-beside h2")), "a tap tells a story");
			await page.focus(".network [tabindex='0']");
			await page.keyboard.press("Enter");
			await page.waitForSelector(".panel h2");
			same(page.troubles, [], "troubles");
		});
	},

	async a_recommendation_is_written_and_the_report_says_so() {
		await inStudy(["Anna", "Bram"], async ({ study, browser, link }) => {
			const anna = await browser.person(link("Anna"));
			const bram = await browser.person(link("Bram"));
			await visit(anna, "#/recommendations");
			same(await axe(anna), [], "axe on the recommendations");
			const place = await anna.getAttribute(".card a", "href");
			await visit(anna, place);
			await visit(bram, place);
			await anna.waitForSelector("blockquote.quoted");
			same(await axe(anna), [], "axe on one of them");
			const text = "Geef ieder <b>initiatief</b> een vast aanspreekpunt.";
			await anna.fill("#text", text);
			await anna.check("input[value=adopted]");
			await anna.click("button[type=submit]");
			await anna.waitForFunction(() => /Stored/.test(document.getElementById("told").textContent));
			same(await anna.textContent("h1 .tag"), "Adopted", "its status");
			await bram.click("button[type=submit]");
			await bram.waitForSelector("#told.alarm");
			rodedraad("report", study.root, "--quiet");
			const report = () => readFileSync(join(study.root, "out/report.html"), "utf8");
			check(report().includes("Geef ieder &lt;b&gt;initiatief&lt;/b&gt; een vast aanspreekpunt."), "the report has the words");
			check(report().includes("Vastgesteld"), "and the status");
			await anna.check("input[value=dropped]");
			await anna.click("button[type=submit]");
			await anna.waitForFunction(() => document.querySelector("h1 .tag").textContent === "Dropped");
			same(await axe(anna), [], "axe with its changes");
			rodedraad("report", study.root, "--quiet");
			check(!report().includes("vast aanspreekpunt."), "what was dropped is out of the report");
			await anna.locator("section .card button").last().click();
			await anna.waitForFunction(() => document.querySelector("h1 .tag").textContent === "Adopted");
			await anna.setViewportSize({ width: 360, height: 700 });
			check(await anna.evaluate(() => document.documentElement.scrollWidth) <= 360, "no wider than a phone");
			same([...anna.troubles, ...bram.troubles], [], "troubles");
		});
	},

	async the_theme_list_tells_nothing_of_who_is_not_done() {
		await inStudy(["Anna", "Bram"], async ({ browser, link }) => {
			const anna = await browser.person(link("Anna"));
			const bram = await browser.person(link("Bram"));
			await read(anna);
			await decide(anna);
			const reviewed = async (page) => {
				await visit(page, "#/");
				await visit(page, "#/themes");
				return /of which (\d+)/.exec(await page.textContent("main p"))[1];
			};
			same(await reviewed(bram), "0", "what the other has done so far");
			same(await reviewed(anna), "1", "what I have done");
		});
	},
};
