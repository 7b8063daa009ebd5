// Pictures of each page from the sample study, for the README.
//   node tests/browser/screenshots.mjs FOLDER

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { browse, makeStudy, serve } from "./harness.mjs";

const folder = process.argv[2] ?? "pipeline/review/screenshots";
mkdirSync(folder, { recursive: true });
const study = makeStudy();
const server = await serve(study.root, ["Anna", "Bram"]);
const browser = await browse();
try {
	const page = await browser.person(server.links.Anna);
	const shoot = (name) => page.screenshot({ path: join(folder, `${name}.png`) });
	await shoot("documents");
	await page.keyboard.press("Enter");
	await page.waitForSelector(".panel h2");
	await page.focus(".theme");
	await shoot("reading");
	await page.setViewportSize({ width: 390, height: 844 });
	await shoot("reading-phone");
	if (page.troubles.length) throw new Error(page.troubles.join("\n"));
} finally {
	await browser.close();
	await server.stop();
	study.remove();
}
