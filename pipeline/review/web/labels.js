// Names of themes, kinds and roles, and what a label counts for behind merges.

import { name, t } from "./words.js";

const kinds = { term: "the word “%1”", phrase: "the words “%1”", tokens: "the pattern “%1”", pattern: "the pattern “%1”" };

// What speaks for a theme, in words: a rule of the packs (`phrase:belt ...3 terug`), or the model.
export function ruleCalled(by) {
	if (by === "model") return t("learnt from examples");
	const [, kind, words] = /^(\w+):(.*)$/s.exec(by) ?? [];
	return kinds[kind] ? t(kinds[kind], words.replace(/\.\.\.\d*/g, "…").replaceAll("|", "/")) : by;
}

export function makeLabels(study) {
	const themes = new Map(study.themes.map((theme) => [theme.id, theme]));
	const resolve = (id) => {
		let theme = themes.get(id);
		for (let i = 0; theme?.into && i < themes.size; i++) theme = themes.get(theme.into) ?? { id };
		return theme?.id ?? id;
	};
	return {
		resolve,
		theme: (id) => (themes.has(id) ? name(themes.get(id)) : id),
		definition: (id) => themes.get(id)?.definition ?? "",
		standing: () => study.themes.filter((theme) => !theme.into),
		called: (list, id) => {
			const target = list.find((one) => one.id === id);
			return target ? name(target) : id;
		},
	};
}
