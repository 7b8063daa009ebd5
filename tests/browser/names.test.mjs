import { readFileSync } from "node:fs";
import { join } from "node:path";
import { axe, check, inStudy, rodedraad, same, visit } from "./harness.mjs";

// Does something that stores, and waits until the page says so.
async function stored(page, work) {
	await page.evaluate(() => (document.getElementById("told").textContent = ""));
	await work();
	await page.waitForFunction(() => /Stored/.test(document.getElementById("told").textContent));
}

const csv = (root) => rodedraad("export", root, "--format", "csv", "--pseudonyms");

export default {
	async a_name_that_is_none_stays_and_a_missed_one_goes_over_runs_and_exports() {
		await inStudy(["Anna"], async ({ study, browser, link, again }) => {
			const page = await browser.person(link("Anna"));
			await page.focus(".more summary");
			await page.keyboard.press("Enter");
			await page.click("a[href='#/names']");
			await page.waitForSelector(".names");
			same(await axe(page), [], "axe on the names");
			const [first] = rodedraad("names", study.root, "--format", "csv").split("\r\n").slice(1);
			check((await page.textContent(".names tbody tr")).includes(first.split(",")[0]), "as the command has them");
			check(csv(study.root).includes("Jordy") === false, "a name is replaced");
			await stored(page, () => page.click("[data-focus='keep Jordy']"));
			check(await page.evaluate(() => document.activeElement !== document.body), "the focus is not lost");
			await stored(page, async () => {
				await page.fill("#missed", "Stroomkast");
				await page.keyboard.press("Enter");
			});
			await stored(page, async () => {
				await page.fill("#missed", "28 april");
				await page.selectOption("#what", "address");
				await page.click("form button[type=submit]");
			});
			same(await axe(page), [], "axe with what was changed");
			study.touch();
			rodedraad("run", study.root);
			check(csv(study.root).includes("Jordy"), "what is no name stays, after another run too");
			rodedraad("report", study.root, "--pseudonyms", "--quiet");
			const report = readFileSync(join(study.root, "out/report.html"), "utf8");
			check(!report.includes("28 april") && report.includes("[adres]"), "what was added is replaced in the report");
			await again();
			await page.reload();
			await page.waitForSelector("[data-focus='back Jordy']");
			await stored(page, () => page.click("[data-focus='back Jordy']"));
			check(!csv(study.root).includes("Jordy"), "it is replaced after all");
			await page.setViewportSize({ width: 360, height: 700 });
			check(await page.evaluate(() => document.documentElement.scrollWidth) <= 360, "no wider than a phone");
			await page.click("button[lang=nl]");
			await page.waitForFunction(() => document.querySelector("h1").textContent === "Namen");
			same(await axe(page), [], "axe in Dutch on a phone");
			same(page.troubles, [], "troubles");
		});
	},
};
