// What every browser test begins with: a study of its own, the program serving it, a
// Chromium that talks to nothing but loopback.

import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const top = resolve(fileURLToPath(import.meta.url), "../../..");
export const program = process.env.RODEDRAAD ?? join(top, "build/rodedraad");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const scratch = mkdtempSync(join(tmpdir(), "rodedraad-browser-"));
let pattern = null; // the sample study as a run leaves it; tests get a copy

export function makeStudy() {
	if (!pattern) {
		pattern = join(scratch, "stad");
		cpSync(join(top, "corpus/sample/stad"), pattern, { recursive: true });
		rodedraad("run", pattern);
	}
	const folder = mkdtempSync(join(scratch, "study-"));
	const root = join(folder, "stad");
	cpSync(pattern, root, { recursive: true, preserveTimestamps: true });
	// So that the next run reads every document anew.
	const touch = () => writeFileSync(join(root, "rodedraad.yaml"), "name: again\nlanguage: nl\nprefer: recall\n");
	return { root, touch, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function rodedraad(...args) {
	const ran = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28 });
	if (ran.status !== 0) throw new Error(`${args.join(" ")}: ${ran.stderr}`);
	return ran.stdout;
}

export const exported = (root) =>
	rodedraad("export", root).trim().split("\n").map((line) => JSON.parse(line));

// Starts `rodedraad review`; the links by reviewer, and a way to end it.
export async function serve(root, reviewers, port = 0, more = []) {
	const args = ["review", root, "--port", String(port), "--lang", "en", ...more];
	for (const reviewer of reviewers) args.push("--reviewer", reviewer);
	const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
	let said = "";
	await new Promise((done, failed) => {
		const late = setTimeout(() => failed(new Error(`the server does not start: ${said}`)), 20000);
		child.stdout.on("data", (bytes) => {
			said += bytes;
			if (!said.includes("Ctrl-C")) return;
			clearTimeout(late);
			done();
		});
		child.once("exit", (code) => failed(new Error(`the server ended with ${code}: ${said}`)));
	});
	const links = {};
	for (const [, name, url] of said.matchAll(/^ {2}(\S.*)\n {4}(http\S+)/gm)) links[name] = url;
	const ended = new Promise((done) => child.once("exit", (code) => done(code)));
	return {
		links,
		said: () => said,
		port: Number(new URL(Object.values(links)[0]).port),
		stop: (signal = "SIGTERM") => (child.kill(signal), ended),
	};
}

// One Chromium for all tests of a run; each person in it has a context of their own.
// As many times slower than this machine is: what holds on a fast one may not on a slow one.
const slower = Number(process.env.SLOWER ?? 1);
// What Playwright turns off of Chromium, as far as it matters here (the last list counts); and the pages of the
// browser's own that each window loads, which take more than those that are tested.
const unwanted = ["HttpsUpgrades", "MediaRouter", "PaintHolding", "RenderDocument", "ThirdPartyStoragePartitioning", "Translate",
	"PreloadTopChromeWebUI", "WebUIOmniboxAimPopup", "WebUIOmniboxPopup"];
let chromiumRuns = null;
const launch = () => (chromiumRuns ??= chromium.launch({
	executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
	args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", `--disable-features=${unwanted}`,
		`--disk-cache-dir=${join(scratch, "profile")}`],
}));

export async function end() {
	await (await chromiumRuns)?.close();
	rmSync(scratch, { recursive: true, force: true });
}

export async function browse() {
	const browser = await launch();
	const contexts = [];
	return {
		// A browser of one person's own. Whatever it asks of another host fails the test.
		async person(link, size = { width: 1280, height: 800 }) {
			const context = await browser.newContext({ viewport: size, locale: "en", ignoreHTTPSErrors: link.startsWith("https:") });
			contexts.push(context);
			const page = await context.newPage();
			page.troubles = [];
			page.on("pageerror", (error) => page.troubles.push(String(error)));
			page.on("console", (line) => line.type() === "error" && !/status of 4\d\d/.test(line.text()) &&
				page.troubles.push(line.text()));
			page.on("request", (request) => {
				if (new URL(request.url()).hostname !== "127.0.0.1") page.troubles.push(`asks ${request.url()}`);
			});
			await page.addInitScript(() => localStorage.getItem("language") ?? localStorage.setItem("language", "en"));
			if (slower > 1) await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: slower });
			await page.goto(link);
			await page.waitForSelector("h1");
			return page;
		},
		close: () => Promise.all(contexts.map((context) => context.close())),
	};
}

// What axe finds against WCAG 2.2 AA, as lines of text.
export async function axe(page) {
	await page.evaluate(`globalThis.axe || (() => { ${axeSource} })()`);
	const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
	}));
	return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3).join(" | ")}`);
}

export function check(right, what) {
	if (!right) throw new Error(`not so: ${what}`);
}

export function same(got, wanted, what) {
	check(JSON.stringify(got) === JSON.stringify(wanted),
		`${what}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`);
}

// A study, its server and a browser, put away whatever comes of it.
export async function inStudy(reviewers, work) {
	const study = makeStudy();
	let server = await serve(study.root, reviewers);
	const browser = await browse();
	const again = async () => {
		await server.stop("SIGKILL");
		server = await serve(study.root, [], server.port);
	};
	try {
		await work({ study, browser, link: (name) => server.links[name], again });
	} finally {
		await browser.close();
		await server.stop();
		study.remove();
	}
}

// From the list of documents to the first anecdote without a decision.
export async function read(page) {
	await page.keyboard.press("Enter");
	await page.waitForSelector(".panel h2");
}

// Presses a key that decides, and waits until the screen says that it is stored.
export async function decide(page, key = "Enter") {
	await page.evaluate(() => (document.getElementById("told").textContent = ""));
	await page.keyboard.press(key);
	await page.waitForFunction(() => /Stored/.test(document.getElementById("told").textContent));
}

export async function visit(page, hash) {
	await page.evaluate((to) => {
		if (location.hash === to) return;
		delete document.querySelector("main").dataset.shown;
		location.hash = to;
	}, hash);
	await page.waitForFunction((to) => document.querySelector("main").dataset.shown === to, hash);
}
