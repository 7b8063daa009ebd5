// Talks to the program. The link's secret is kept for this tab alone, so that a
// restart of the program needs no new link; it is never sent but to open a session.

export class Refused extends Error {
	constructor(status, why) {
		super(why);
		this.status = status;
	}
}

const KEPT_ALIVE_MOST = 30000; // bytes; browsers refuse to send more from a tab that closes

let token = "";
let secret = "";
let shown = new AbortController(); // ends what the page that is shown asks for
let closing = false;
const storing = new Set();

addEventListener("pagehide", () => (closing = true));
addEventListener("pageshow", (event) => event.persisted && location.reload());

// What was asked for a page that is left since gets no answer, not even that it failed: nothing
// may act on another page.
const nothing = () => new Promise(() => {});

export async function reached(attempt, signal) {
	try {
		const got = await attempt();
		return signal?.aborted ? nothing() : got;
	} catch {
		if (closing || signal?.aborted) return nothing();
		throw new Refused(0, "the program does not answer; is it still running?");
	}
}

function send(method, path, body, signal) {
	const headers = { "X-Session": token };
	const text = body === undefined ? undefined : JSON.stringify(body);
	if (text) headers["Content-Type"] = "application/json";
	const keepalive = text !== undefined && text.length * 3 < KEPT_ALIVE_MOST;
	return reached(() => fetch(path, { method, headers, body: text, keepalive, signal }), signal);
}

const read = (answer, signal) => reached(() => answer.json(), signal);

async function open() {
	const answer = await send("POST", "/api/session", { secret });
	const said = await read(answer);
	if (!answer.ok) throw new Refused(answer.status, said.error);
	token = said.token;
	return said.study;
}

async function call(method, path, body, signal) {
	let answer = await send(method, path, body, signal);
	// A session ends with the program; nothing was done yet when it says so.
	if (answer.status === 401) {
		await open();
		answer = await send(method, path, body, signal);
	}
	const said = await read(answer, signal);
	if (!answer.ok) throw new Refused(answer.status, said.error);
	return said;
}

export const get = (path) => call("GET", path, undefined, shown.signal);

// What is to be stored is never broken off.
export function post(path, body) {
	const answer = call("POST", path, body);
	storing.add(answer);
	const stored = () => storing.delete(answer);
	answer.then(stored, stored);
	return answer;
}

// Before another page is shown: what is being stored is stored, and shown there as it is then.
export async function turnPage() {
	while (storing.size) {
		await Promise.allSettled(storing);
		await new Promise((done) => setTimeout(done)); // those who waited go first
	}
	shown.abort();
	shown = new AbortController();
}

// The secret stands behind `#key=`. It is taken out of the address at once. Gives the study.
export async function enter() {
	const match = /^#key=([0-9a-f]+)$/.exec(location.hash);
	secret = match?.[1] ?? sessionStorage.getItem("key") ?? "";
	if (!secret) throw new Refused(401, "open the link that you were given");
	const study = open();
	if (match) {
		sessionStorage.setItem("key", secret);
		history.replaceState(null, "", "/#/");
	}
	return study;
}
