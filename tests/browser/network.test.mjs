import { spawnSync } from "node:child_process";
import { browse, check, decide, exported, makeStudy, program, read, same, serve } from "./harness.mjs";

export default {
	async a_team_on_a_network_is_served_with_tls_and_nothing_else() {
		const study = makeStudy();
		const server = await serve(study.root, ["Anna"], 0, ["--listen", "127.0.0.1"]);
		const browser = await browse();
		try {
			check(server.links.Anna.startsWith("https://127.0.0.1:"), "the link is one with TLS");
			check(/([0-9A-F]{2}:){31}[0-9A-F]{2}/.test(server.said()), "the fingerprint is said");
			const page = await browser.person(server.links.Anna);
			await read(page);
			for (let i = 0; i < 3; i++) await decide(page);
			same(exported(study.root).filter((row) => row.decided).length, 3, "what is decided is stored");
			same(page.troubles, [], "troubles");
			const plain = await fetch(`http://127.0.0.1:${server.port}/`).catch(() => null);
			check(!plain?.ok, "without TLS there is nothing");
		} finally {
			await browser.close();
			await server.stop();
			study.remove();
		}
	},

	async who_has_no_name_or_half_a_certificate_is_refused() {
		const study = makeStudy();
		const ran = (...args) => spawnSync(program, ["review", study.root, "--port", "0", "--lang", "en", ...args], { encoding: "utf8", timeout: 20000 });
		same(ran("--listen", "127.0.0.1").status, 2, "no reviewer is named");
		same(ran("--listen", "0.0.0.0", "--reviewer", "Anna").status, 2, "all addresses at once");
		same(ran("--listen", "127.0.0.1", "--reviewer", "Anna", "--key", "k").status, 2, "a key alone");
		same(ran("--certificate", "c", "--key", "k").status, 2, "a certificate without a network");
		study.remove();
	},
};
