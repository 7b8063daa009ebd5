// Runs every *.test.mjs of this folder, one after the other. Each exports an object of
// functions whose names say what holds; a name on the command line runs that one alone.

import { readdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { end } from "./harness.mjs";

const folder = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv[2];
let passed = 0;
let failed = 0;
for (const file of readdirSync(folder).filter((f) => f.endsWith(".test.mjs")).sort()) {
	const tests = (await import(`./${file}`)).default;
	for (const [name, test] of Object.entries(tests)) {
		if (wanted && name !== wanted) continue;
		const began = performance.now();
		const took = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
		try {
			await test();
			passed++;
			console.log(`[ OK ] ${file}: ${name}, ${took()}`);
		} catch (error) {
			console.log(`[ FAILED ] ${file}: ${name}\n${error.stack}`);
			failed++;
		}
	}
}
await end();
console.log(`${passed} passed, ${failed} failed`);
if (process.env.CHECK_SUM) writeFileSync(process.env.CHECK_SUM, `${passed} ${failed} 0\n`); // for tests/all.sh
process.exit(failed ? 1 : 0);
