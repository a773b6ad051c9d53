import { formatImageReference } from "./image.js";

// lib/domain/build-plan/matrix.ts
/** The planned images as jobs; what changed stays out of it, because it is text of a pull request. */
function buildJobs(images) {
	return images.map(({ image, cause }) => {
		const { name, folder, dockerfile, repository, platform = "" } = image;
		return {
			name,
			folder,
			dockerfile,
			repository,
			platform,
			cause
		};
	});
}
/** The jobs in parts of at most `size`, in their order; none for no job. */
function shardJobs(jobs, size) {
	return Array.from({ length: Math.ceil(jobs.length / size) }, (_, shard) => ({
		shard,
		images: jobs.slice(shard * size, (shard + 1) * size)
	}));
}
/** The planned imports. */
function buildImports(imports) {
	return imports.map(({ entry, cause }) => {
		const { registry, repository, tag, digest } = entry.image;
		return {
			reference: formatImageReference({
				registry,
				repository,
				tag
			}),
			digest,
			tag,
			target: entry.target,
			cause
		};
	});
}

// lib/domain/build-plan/touched.ts
/** Indexes changed files by every folder above them. */
function indexChanges(files) {
	const first = /* @__PURE__ */ new Map();
	const note = (path, file) => {
		if (!first.has(path)) first.set(path, file);
	};
	for (const file of files) {
		note(".", file);
		for (let end = file.indexOf("/"); end !== -1; end = file.indexOf("/", end + 1)) note(file.slice(0, end), file);
		note(file, file);
	}
	return { find: (path) => first.get(path) };
}

// lib/domain/build-plan/plan.ts
/** What the change makes necessary. Whatever is not known to be unchanged is planned. */
function planBuilds(config, lock, comparison) {
	const images = planImages(config, comparison);
	const planned = new Set(images.map(({ image }) => image.name));
	const names = config.images.map(({ name }) => name);
	return {
		images,
		imports: planImports(lock?.entries ?? [], comparison),
		unchanged: names.filter((name) => !planned.has(name)),
		removed: listRemoved(names, comparison)
	};
}
function planImages({ images }, comparison) {
	const base = comparison.kind === "range" ? comparison.base.config : void 0;
	if (comparison.kind === "everything" || base === void 0) {
		const detail = explainEverything(comparison, "lazaret.yaml");
		return images.map((image) => ({
			image,
			cause: "everything",
			detail
		}));
	}
	const touched = indexChanges(comparison.files);
	const before = new Map(base.images.map((image) => [image.name, image]));
	return images.flatMap((image) => planImage(image, before.get(image.name), touched));
}
function planImage(image, before, touched) {
	if (before === void 0) return [{
		image,
		cause: "new",
		detail: "it was not in lazaret.yaml"
	}];
	const keys = listChangedKeys(before, image);
	if (keys.length > 0) return [{
		image,
		cause: "entry",
		detail: keys.join(", ")
	}];
	const inside = touched.find(image.folder);
	if (inside !== void 0) return [{
		image,
		cause: "folder",
		detail: inside
	}];
	const [beside] = image.also.flatMap((path) => touched.find(path) ?? []);
	return beside === void 0 ? [] : [{
		image,
		cause: "also",
		detail: beside
	}];
}
const imageKeys = [
	"folder",
	"dockerfile",
	"repository",
	"platform",
	"also"
];
function listChangedKeys(before, after) {
	return imageKeys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}
function planImports(entries, comparison) {
	const base = comparison.kind === "range" ? comparison.base.lock : void 0;
	if (comparison.kind === "everything" || base === void 0) {
		const detail = explainEverything(comparison, "the lock file");
		return entries.map((entry) => ({
			entry,
			cause: "everything",
			detail
		}));
	}
	const before = new Map(base.entries.map((entry) => [nameOf(entry), entry]));
	return entries.flatMap((entry) => planImport(entry, before.get(nameOf(entry))));
}
function planImport(entry, before) {
	if (before === void 0) return [{
		entry,
		cause: "new",
		detail: "it was not in the lock file"
	}];
	if (before.image.digest !== entry.image.digest) return [{
		entry,
		cause: "entry",
		detail: "digest"
	}];
	if (before.platforms.join() === entry.platforms.join()) return [];
	return [{
		entry,
		cause: "entry",
		detail: "platforms"
	}];
}
function nameOf({ image: { registry, repository, tag }, target }) {
	return `${formatImageReference({
		registry,
		repository,
		tag
	})} ${target}`;
}
function explainEverything(comparison, file) {
	return comparison.kind === "everything" ? comparison.reason : `the base has no readable ${file}`;
}
function listRemoved(names, comparison) {
	return ((comparison.kind === "range" ? comparison.base.config : void 0)?.images ?? []).map(({ name }) => name).filter((name) => !names.includes(name));
}

export { buildImports, buildJobs, planBuilds, shardJobs };