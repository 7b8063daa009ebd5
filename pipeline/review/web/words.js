// The page's sentences. The English one is the key; the program has the table.

let dutch = {};
let language = "nl";

export async function learn() {
	// Without an answer (the page is being left, or the program is gone) the English words stay.
	try {
		dutch = await (await fetch("/words")).json();
	} catch {
		return;
	}
}

export function speak(wanted) {
	language = wanted === "en" ? "en" : "nl";
	document.documentElement.lang = language;
}

export const spoken = () => language;

// Values stand in for %1, %2 …
export function t(english, ...values) {
	const text = language === "nl" ? (dutch[english] ?? english) : english;
	return text.replace(/%(\d)/g, (_, n) => String(values[n - 1]));
}

// What a theme, kind or role is called.
export function name(target) {
	return target[language] || target.nl || target.id;
}

// `2024-03-19` as people write it; anything else as it is. A browser's own calendar takes 15 ms to
// begin with, on the way to the first page.
export function day(date) {
	const [, year, month, number] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
	const called = t("January February March April May June July August September October November December").split(" ")[month - 1];
	return called ? `${Number(number)} ${called} ${year}` : date;
}

export function percent(score) {
	return `${Math.round(score * 100)}%`;
}
