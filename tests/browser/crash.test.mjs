import { check, exported, inStudy } from "./harness.mjs";

const names = Array.from({ length: 12 }, (_, i) => `Reviewer ${i + 1}`);
const STORED = 60; // answers after which the program is killed

async function enter(link) {
	const base = new URL(link).origin;
	const ask = async (method, path, token, body) => {
		const answer = await fetch(base + path, { method, headers: { "X-Session": token, Origin: base }, body: body && JSON.stringify(body) });
		if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
		return answer.json();
	};
	const { token } = await ask("POST", "/api/session", "", { secret: link.split("=")[1] });
	return (method, path, body) => ask(method, path, token, body);
}

export default {
	async what_many_were_told_is_stored_outlives_kill_minus_9() {
		await inStudy(names, async ({ study, link, again }) => {
			const told = new Set();
			let killed = null;
			await Promise.all(names.map(async (name, order) => {
				try {
					const ask = await enter(link(name));
					const { documents } = await ask("GET", "/api/study");
					// One anecdote each: what holds is then what that one reviewer said.
					for (let d = 0; d < documents.length; d++) {
						const { anecdotes } = await ask("GET", `/api/document/${documents[d].id}`);
						for (let i = order; i < anecdotes.length; i += names.length) {
							const { id, kind, role } = anecdotes[i];
							await ask("POST", "/api/decide", { anecdote: id, version: 0, themes: ["regels"], kind, role, note: "" });
							told.add(id);
							if (told.size >= STORED && !killed) killed = again();
						}
					}
				} catch (error) {
					if (!killed) throw error;
				}
			}));
			await killed;
			const held = new Set(exported(study.root).filter((row) => row.decided).map((row) => row.id));
			check(told.size >= STORED, "enough was decided before the end");
			check([...told].every((id) => held.has(id)), "all that was called stored is there");
		});
	},
};
