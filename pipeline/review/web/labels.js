// Names of themes, kinds and roles, and what a label counts for behind merges.

import { name } from "./words.js";

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
