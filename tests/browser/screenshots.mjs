// Pictures of each page from the sample study, for the README.
//   node tests/browser/screenshots.mjs FOLDER

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { decide, end, exported, inStudy, read, visit } from "./harness.mjs";

const folder = process.argv[2] ?? "pipeline/review/screenshots";
const size = { width: 1080, height: 700 };
mkdirSync(folder, { recursive: true });

async function wholeDocument(page, keys) {
	await read(page);
	const of = Number((await page.textContent(".panel h2")).split(" ").at(-1));
	for (let i = 0; i < of; i++) {
		for (const key of keys(i).slice(0, -1)) await page.keyboard.press(key);
		await decide(page, keys(i).at(-1));
	}
}

await inStudy(["Anna", "Bram"], async ({ browser, link }) => {
	const anna = await browser.person(link("Anna"), size);
	const bram = await browser.person(link("Bram"), size);
	const shoot = async (name) => {
		await anna.evaluate(() => (document.getElementById("told").textContent = ""));
		await anna.waitForTimeout(200); // words light up by and by
		await anna.screenshot({ path: join(folder, `${name}.png`) });
	};
	await wholeDocument(anna, (i) => (i % 4 === 2 ? ["2", "Enter"] : ["Enter"]));
	await wholeDocument(bram, (i) => (i === 5 ? ["x"] : i % 3 === 1 ? ["1", "2", "Enter"] : ["Enter"]));
	for (const page of ["agreement", "codebook"]) {
		await visit(anna, `#/${page}`);
		await shoot(page.replace("/", "-"));
	}
	await visit(anna, "#/themes");
	await shoot("themes");
	await anna.evaluate(() => document.querySelector("h2").scrollIntoView());
	await shoot("spread");
	await visit(anna, "#/theme/tijd");
	await anna.waitForSelector("section .card");
	await shoot("theme");
	await visit(anna, "#/recommendations/organisatie/regels");
	await anna.waitForSelector("blockquote.quoted");
	await shoot("recommendation");
	await visit(anna, "#/rounds");
	await shoot("rounds");
	for (const page of ["commitments", "names", "voices", "results", "help"]) {
		await visit(anna, `#/${page}`);
		await shoot(page);
	}
	await visit(anna, "#/perspectives");
	await anna.click(".card a");
	await anna.waitForSelector("#title");
	await shoot("perspective");
	await visit(anna, "#/network");
	await anna.focus(".network a:nth-of-type(7)");
	await shoot("network");
	await visit(anna, "#/pairs");
	await anna.click(".card a");
	await anna.waitForSelector("blockquote.quoted");
	await shoot("differences");
	await visit(anna, "#/queue/rule");
	await anna.click(".card a");
	await anna.waitForSelector("input[type=checkbox]");
	await shoot("queue-group");
	await visit(anna, "#/");
	await shoot("documents");
	await read(anna);
	await decide(anna);
	await anna.focus(".theme");
	await shoot("reading");
	await anna.keyboard.press("s");
	await shoot("splitting");
	await anna.keyboard.press("Escape");
	await anna.setViewportSize({ width: 390, height: 844 });
	await anna.keyboard.press("j");
	await shoot("reading-phone");
	if (anna.troubles.length) throw new Error(anna.troubles.join("\n"));
});

// What the program learns shows once much has been decided: four in five, some of them otherwise
// than the program has it.
await inStudy(["Anna"], async ({ study, browser, link }) => {
	const anna = await browser.person(link("Anna"), { ...size, height: 1500 });
	const decided = exported(study.root).filter((row) => row.type === "anecdote" && row.themes.length).filter((_, i) => i % 5 !== 4);
	await anna.evaluate(async (list) => {
		const { post } = await import("/web/main.js");
		for (const [anecdote, themes, kind, role] of list) await post("/api/decide", { anecdote, version: 0, themes, kind, role });
	}, decided.map((a, i) => [a.id, i % 4 === 2 ? [a.ranking[1][0]] : a.themes.map((theme) => theme.id), a.kind, a.speaker_role]));
	await visit(anna, "#/learning");
	await anna.click(".term button");
	await anna.waitForSelector(".tag.accepted");
	await anna.click(".term summary");
	await anna.waitForSelector(".term blockquote");
	await anna.evaluate(() => {
		document.getElementById("told").textContent = "";
		scrollTo(0, 0);
	});
	await anna.screenshot({ path: join(folder, "learning.png") });
	if (anna.troubles.length) throw new Error(anna.troubles.join("\n"));
});
await end();
