// Runs html-validate, which is a set of CommonJS modules, in a blank page.
// files are the modules by their path below node_modules, rules the
// configuration, pages the documents by name; the answer is a line a fault.
async (files, rules, pages) => {
	const join = (folder, name) => {
		const parts = [];
		for (const part of `${folder}/${name}`.split("/")) {
			if (part === "..") parts.pop();
			else if (part !== "." && part !== "") parts.push(part);
		}
		return parts.join("/");
	};

	const find = path => {
		for (const end of ["", ".js", ".json", "/index.js"]) {
			if (path + end in files) return path + end;
		}
		const about = JSON.parse(files[`${path}/package.json`] ?? "null");
		if (!about) throw new Error(`html-validate asks for ${path}, which is not installed`);
		const door = about.exports?.["."];
		return find(join(path, door?.browser?.require ?? door?.require ?? about.main ?? "index.js"));
	};

	const loaded = {};
	const load = path => {
		if (path in loaded) return loaded[path].exports;
		const module = loaded[path] = { exports: {} };
		if (path.endsWith(".json")) return module.exports = JSON.parse(files[path]);
		const folder = path.slice(0, path.lastIndexOf("/"));
		const require = name => load(find(name.startsWith(".") ? join(folder, name) : name));
		new Function("module", "exports", "require", files[path])(module, module.exports, require);
		return module.exports;
	};

	// Boxes of which several may be checked share a name, as the choices of a list do.
	const boxes = (page, { ruleId, message }) => {
		const name = ruleId === "form-dup-name" && message.match(/"(.*)"/)?.[1];
		return name && [...new DOMParser().parseFromString(page, "text/html").forms].every(form => {
			const same = [...form.elements].filter(control => control.name === name);
			return same.length < 2 || same.length === 2 && same[0].type === "hidden" && same[1].type === "checkbox"
				|| same.every(control => control.type === "checkbox") && new Set(same.map(control => control.value)).size === same.length;
		});
	};

	const { HtmlValidate, StaticConfigLoader } = load("html-validate/dist/cjs/browser.js");
	const checker = new HtmlValidate(new StaticConfigLoader(rules));
	const lines = [];
	for (const name of Object.keys(pages).sort()) {
		const { results } = await checker.validateString(pages[name], name);
		for (const { messages } of results) {
			for (const m of messages) if (!boxes(pages[name], m)) lines.push(`${name}:${m.line}:${m.column}: ${m.ruleId}: ${m.message}`);
		}
	}
	return lines;
}
