// Runs every *.test.mjs of this folder, one after the other. Each exports an object of
// functions whose names say what holds; a name on the command line runs that one alone.

import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv[2];
let failed = 0;
for (const file of readdirSync(folder).filter((f) => f.endsWith(".test.mjs")).sort()) {
	const tests = (await import(`./${file}`)).default;
	for (const [name, test] of Object.entries(tests)) {
		if (wanted && name !== wanted) continue;
		try {
			await test();
			console.log(`[ OK ] ${file}: ${name}`);
		} catch (error) {
			console.log(`[ FAILED ] ${file}: ${name}\n${error.stack}`);
			failed++;
		}
	}
}
process.exit(failed ? 1 : 0);
