// Talks to the program. The link's secret is kept for this tab alone, so that a
// restart of the program needs no new link; it is never sent but to open a session.

export class Refused extends Error {
	constructor(status, why) {
		super(why);
		this.status = status;
	}
}

let token = "";
let secret = "";

async function send(method, path, body) {
	const headers = { "X-Session": token };
	if (body !== undefined) headers["Content-Type"] = "application/json";
	try {
		return await fetch(path, {
			method,
			headers,
			body: body === undefined ? undefined : JSON.stringify(body),
		});
	} catch {
		throw new Refused(0, "the program does not answer; is it still running?");
	}
}

// The answer may break off half-way, as when the page is left.
async function read(answer) {
	try {
		return await answer.json();
	} catch {
		throw new Refused(0, "the program does not answer; is it still running?");
	}
}

async function open() {
	const answer = await send("POST", "/api/session", { secret });
	const said = await read(answer);
	if (!answer.ok) throw new Refused(answer.status, said.error);
	token = said.token;
}

async function call(method, path, body) {
	let answer = await send(method, path, body);
	// A session ends with the program; nothing was done yet when it says so.
	if (answer.status === 401) {
		await open();
		answer = await send(method, path, body);
	}
	const said = await read(answer);
	if (!answer.ok) throw new Refused(answer.status, said.error);
	return said;
}

export const get = (path) => call("GET", path);
export const post = (path, body) => call("POST", path, body);

// The secret stands behind `#key=`. It is taken out of the address at once.
export async function enter() {
	const match = /^#key=([0-9a-f]+)$/.exec(location.hash);
	if (match) {
		sessionStorage.setItem("key", match[1]);
		history.replaceState(null, "", "/#/");
	}
	secret = sessionStorage.getItem("key") ?? "";
	if (!secret) throw new Refused(401, "open the link that you were given");
	await open();
}
