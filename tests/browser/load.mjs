// 50 reviewers at once on loopback, and a study of 5,000 anecdotes: nothing lost, nothing doubled,
// how long an answer takes, and how long from a key to the next anecdote on the screen.
//   node tests/browser/load.mjs

import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browse, end, exported, read, rodedraad, serve } from "./harness.mjs";

const REVIEWERS = 50;
const EACH = 20; // decisions of each reviewer
const DOCUMENTS = 100;
const IN_EACH = 50;

const percentile = (times, share) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
const ms = (time) => `${time.toFixed(1)} ms`;

function makeStudy() {
	const folder = mkdtempSync(join(tmpdir(), "rodedraad-load-"));
	const root = join(folder, "groot");
	mkdirSync(join(root, "ronde-1"), { recursive: true });
	for (let d = 0; d < DOCUMENTS; d++) {
		const rows = ["id,text"];
		for (let i = 0; i < IN_EACH; i++)
			rows.push(`v${d}-${i},"In week ${d} belde ik ${i} keer met de gemeente over de vergunning van onze tuin. Niemand wist bij wie ik moest zijn, en de subsidie liep af. Toen kwam de buurvrouw langs met een lijstje namen en was het zo geregeld."`);
		writeFileSync(join(root, "ronde-1", `verhalen-${d}.csv`), `${rows.join("\n")}\n`);
	}
	rodedraad("run", root);
	return { root, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function reviewer(link, order, times) {
	const base = new URL(link).origin;
	let token = "";
	const ask = async (method, path, body) => {
		const begin = performance.now();
		const answer = await fetch(base + path, { method, headers: { "X-Session": token, Origin: base }, body: body && JSON.stringify(body) });
		const said = await answer.json();
		times.push([path.split("/")[2], performance.now() - begin]);
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${said.error}`);
		return said;
	};
	token = (await ask("POST", "/api/session", { secret: link.split("=")[1] })).token;
	const study = await ask("GET", "/api/study");
	const document = await ask("GET", `/api/document/${study.documents[order % study.documents.length].id}`);
	for (const anecdote of document.anecdotes.slice(0, EACH))
		await ask("POST", "/api/decide", { anecdote: anecdote.id, version: 0, themes: ["regels"], kind: anecdote.kind, role: anecdote.role, note: `${order}` });
}

const study = makeStudy();
const names = Array.from({ length: REVIEWERS }, (_, i) => `Reviewer ${i + 1}`);
const server = await serve(study.root, names);
const browser = await browse();
try {
	const times = [];
	await Promise.all(names.map((name, i) => reviewer(server.links[name], i, times)));
	const counted = exported(study.root).filter((row) => row.decided).length;
	const decides = times.filter(([what]) => what === "decide").map(([, time]) => time);
	console.log(`${REVIEWERS} reviewers, ${decides.length} decisions, ${counted} held (${REVIEWERS * EACH} made)`);
	console.log(`decide: median ${ms(percentile(decides, 0.5))}, 99% ${ms(percentile(decides, 0.99))}`);
	for (const what of ["study", "document"]) {
		const some = times.filter(([path]) => path === what).map(([, time]) => time);
		console.log(`${what}: median ${ms(percentile(some, 0.5))}, 99% ${ms(percentile(some, 0.99))}`);
	}
	const page = await browser.person(server.links[names[0]]);
	const opened = await page.evaluate(() => performance.now());
	await page.reload();
	await page.waitForSelector("h1");
	console.log(`first page again: ${ms(await page.evaluate(() => performance.getEntriesByType("resource").at(-1).responseEnd))} (of ${ms(opened)} before)`);
	await read(page);
	const keys = await page.evaluate(async () => {
		const found = [];
		for (let i = 0; i < 20; i++) {
			const before = document.querySelector(".panel h2").textContent;
			const begin = performance.now();
			document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
			while (document.querySelector(".panel h2").textContent === before) await new Promise(requestAnimationFrame);
			found.push(performance.now() - begin);
		}
		return found;
	});
	console.log(`key to next anecdote: median ${ms(percentile(keys, 0.5))}, most ${ms(Math.max(...keys))}`);
	if (counted !== REVIEWERS * EACH) process.exitCode = 1;
} finally {
	await browser.close();
	await end();
	await server.stop();
	study.remove();
}
