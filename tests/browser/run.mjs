// Runs every *.test.mjs of this folder, some at a time: each has a study, a server and a browser's
// context of its own, and mostly waits. Each file exports an object of functions whose names say what
// holds; a name on the command line runs that one alone.

import { readdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { end } from "./harness.mjs";

const folder = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv[2];
const AT_ONCE = availableParallelism() + 1;
let passed = 0;
let failed = 0;
const waiting = [];
for (const file of readdirSync(folder).filter((f) => f.endsWith(".test.mjs")).sort())
	for (const [name, test] of Object.entries((await import(`./${file}`)).default))
		if (!wanted || name === wanted) waiting.push({ file, name, test });

async function work() {
	for (let one = waiting.shift(); one; one = waiting.shift()) {
		const began = performance.now();
		try {
			await one.test();
			passed++;
			console.log(`[ OK ] ${one.file}: ${one.name}, ${((performance.now() - began) / 1000).toFixed(1)} s`);
		} catch (error) {
			console.log(`[ FAILED ] ${one.file}: ${one.name}\n${error.stack}`);
			failed++;
		}
	}
}
await Promise.all(Array.from({ length: AT_ONCE }, work));
await end();
console.log(`${passed} passed, ${failed} failed`);
if (process.env.CHECK_SUM) writeFileSync(process.env.CHECK_SUM, `${passed} ${failed} 0\n`); // for tests/all.sh
process.exit(failed ? 1 : 0);
