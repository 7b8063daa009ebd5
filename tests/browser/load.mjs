// 50 reviewers at once on loopback, and a study of 5,000 anecdotes: nothing lost, nothing doubled,
// how long an answer takes, how long a link takes to open, and a key to the next anecdote on the screen.
//   node tests/browser/load.mjs

import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { Agent, createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browse, end, exported, read, rodedraad, serve } from "./harness.mjs";

const REVIEWERS = 50;
const EACH = 20; // decisions of each reviewer
const DOCUMENTS = 100;
const IN_EACH = 50;
const OPENED = 15; // times
const SETTLED = 1000; // ms

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
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	let token = "";
	const ask = async (method, path, body) => {
		const begin = performance.now();
		const { status, text } = await new Promise((done, failed) => {
			const asked = request(base + path, { method, agent, headers: { "X-Session": token, Origin: base } }, (answer) => {
				const parts = [];
				answer.on("data", (part) => parts.push(part));
				answer.on("end", () => done({ status: answer.statusCode, text: Buffer.concat(parts) }));
			});
			asked.on("error", failed);
			asked.end(body && JSON.stringify(body));
		});
		times.push([path.split("/")[2], performance.now() - begin]);
		const said = JSON.parse(text);
		if (status !== 200) throw new Error(`${path}: ${status} ${said.error}`);
		return said;
	};
	const { study, ...session } = await ask("POST", "/api/session", { secret: link.split("=")[1] });
	token = session.token;
	const document = await ask("GET", `/api/document/${study.documents[order % study.documents.length].id}`);
	for (const anecdote of document.anecdotes.slice(0, EACH))
		await ask("POST", "/api/decide", { anecdote: anecdote.id, version: 0, themes: ["regels"], kind: anecdote.kind, role: anecdote.role, note: `${order}` });
}

// From opening a link, by somebody who never did, to words on the screen; and the same of a page of one
// line, which says what of that the browser and this machine take for any page.
async function firstPages(browser, link) {
	const line = createServer((_, answer) => answer.setHeader("Content-Type", "text/html").end("<!doctype html><title>x</title><h1>Documents</h1>"));
	await new Promise((done) => line.listen(0, "127.0.0.1", done));
	const painted = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
	const lineAddress = `http://127.0.0.1:${line.address().port}/`;
	const times = { [link]: [], [lineAddress]: [] };
	for (let i = 0; i < OPENED; i++)
		for (const [address, list] of Object.entries(times)) {
			const page = await browser.person(lineAddress);
			await page.waitForTimeout(SETTLED); // a new window loads pages of the browser's own
			await page.goto("about:blank");
			await page.goto(address);
			list.push(await (await page.waitForFunction(painted)).jsonValue());
			await page.context().close();
		}
	line.close();
	return Object.values(times);
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
	for (const what of ["session", "document"]) {
		const some = times.filter(([path]) => path === what).map(([, time]) => time);
		console.log(`${what}: median ${ms(percentile(some, 0.5))}, 99% ${ms(percentile(some, 0.99))}`);
	}
	const page = await browser.person(server.links[names[0]]);
	const [first, line] = await firstPages(browser, server.links[names[1]]);
	console.log(`first page: median ${ms(percentile(first, 0.5))}, 90% ${ms(percentile(first, 0.9))} (a page of one line: ${ms(percentile(line, 0.5))})`);
	await page.bringToFront();
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
