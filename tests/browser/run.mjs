// Runs every *.test.mjs of this folder, some at a time: each has a study, a server and a browser's
// context of its own, and mostly waits. Each file exports an object of functions whose names say what
// holds; a name on the command line runs that one alone.

import { fork } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { end } from "./harness.mjs";

const here = fileURLToPath(import.meta.url);
const AT_ONCE = availableParallelism() + 1;

async function list(wanted) {
	const found = [];
	for (const file of readdirSync(dirname(here)).filter((f) => f.endsWith(".test.mjs")).sort())
		for (const name of Object.keys((await import(`./${file}`)).default))
			if (!wanted || name === wanted) found.push({ file, name });
	return found;
}

// In a process of its own, which has one browser: a test that waits for a command to end would else
// keep the others from seeing what is on their screens for some seconds only.
function work() {
	process.on("message", async (one) => {
		if (!one) {
			await end();
			process.disconnect();
			return;
		}
		const began = performance.now();
		let trouble = "";
		try {
			await (await import(`./${one.file}`)).default[one.name]();
		} catch (error) {
			trouble = error.stack;
		}
		process.send({ ...one, trouble, seconds: (performance.now() - began) / 1000 });
	});
	process.send({});
}

async function share(waiting) {
	const counts = { passed: 0, failed: 0 };
	const worker = () => new Promise((done) => {
		const child = fork(here, [], { env: { ...process.env, BROWSER_WORKER: "1" } });
		let doing = null;
		child.on("message", ({ file, name, trouble, seconds }) => {
			if (name && trouble) console.log(`[ FAILED ] ${file}: ${name}\n${trouble}`);
			else if (name) console.log(`[ OK ] ${file}: ${name}, ${seconds.toFixed(1)} s`);
			if (name) counts[trouble ? "failed" : "passed"]++;
			doing = waiting.shift() ?? null;
			child.send(doing);
		});
		child.on("exit", () => {
			if (doing) {
				console.log(`[ FAILED ] ${doing.file}: ${doing.name}\nits process ended`);
				counts.failed++;
			}
			done();
		});
	});
	await Promise.all(Array.from({ length: Math.min(AT_ONCE, waiting.length) }, worker));
	for (const { file, name } of waiting) console.log(`[ FAILED ] ${file}: ${name}\nno process was left to run it`);
	return { ...counts, failed: counts.failed + waiting.length };
}

if (process.env.BROWSER_WORKER) {
	work();
} else {
	const { passed, failed } = await share(await list(process.argv[2]));
	await end();
	console.log(`${passed} passed, ${failed} failed`);
	if (process.env.CHECK_SUM) writeFileSync(process.env.CHECK_SUM, `${passed} ${failed} 0\n`); // for tests/all.sh
	process.exitCode = failed || !passed ? 1 : 0;
}
