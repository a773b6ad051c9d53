import { array, description, fallback, literal, looseObject, maxLength, minLength, nonEmpty, optional, pipe, regex, safeParse, strictObject, string, unknown } from "../../vendor/valibot.js";
import { CodedError, UserError } from "../base/errors.js";
import { explainIssue, readYamlDocument, renderProblems, sortProblems } from "../base.js";
import { formatImageReference, parseDigest, parseImageReference, parseRepository } from "./image.js";

// lib/domain/image-lock/clashes.ts
/** Entries that say the same twice, or send two upstreams to one repository of quarantine. */
function findClashes(entries) {
	return entries.flatMap((entry, index) => {
		const before = entries.slice(0, index);
		const twin = before.find((other) => nameOf(other) === nameOf(entry));
		if (twin !== void 0) return [{
			...entry.place,
			text: `${nameOf(entry)} is a duplicate of line ${twin.place.line}`
		}];
		const rival = before.find((other) => other.target === entry.target && sourceOf(other) !== sourceOf(entry));
		if (rival === void 0) return [];
		const text = `${sourceOf(entry)} has the target ${entry.target}, as has ${sourceOf(rival)} of line ${rival.place.line}; give one of them another target`;
		return [{
			...entry.place,
			text
		}];
	});
}
function sourceOf({ image }) {
	return `${image.registry}/${image.repository}`;
}
function nameOf(entry) {
	return `${sourceOf(entry)}:${entry.image.tag} into ${entry.target}`;
}

// lib/domain/image-lock/schema.ts
/** The most entries of one file; every one of them costs an import. */
const maxLockEntries = 500;
const line = pipe(string(), nonEmpty("is empty"), maxLength(500), regex(/^[^\r\n]*$/, "is one line"));
const Entry = strictObject({
	reference: pipe(line, description("The upstream image with its tag, `host/repository:tag`. Docker Hub’s short names are understood.")),
	digest: pipe(string(), regex(/^sha256:[0-9a-f]{64}$/, "is no digest: `sha256:` and 64 lower-case hex digits"), description("What is imported, whatever the tag points at by then. Written by `npm run images-lock`.")),
	reason: pipe(line, description("Why the image is needed: what would not run without it.")),
	target: optional(pipe(line, description("Repository in quarantine, under `upstream/` or `tools/`; `upstream/<host>/<repository>` when absent."))),
	platforms: optional(pipe(array(pipe(string(), regex(/^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9]+)?$/, "is no `os/architecture`"))), description("Platforms that the image has to have, e.g. `linux/amd64`; it is refused without them.")))
});
/** `images.lock.yaml` as it is written, before references are read and entries compared. */
const LockFile = strictObject({
	version: pipe(literal(1, "is not 1"), description("Of this format.")),
	images: pipe(array(Entry), minLength(1, "is empty"), maxLength(maxLockEntries, `has more than ${maxLockEntries} entries`), description("The upstream images that quarantine is to hold."))
});

// lib/domain/image-lock/target.ts
const folders = ["upstream/", "tools/"];
/** A repository that imports may write to: builds and pull requests have their own folders. */
function parseQuarantineFolder(text) {
	const repository = parseRepository(text);
	if (folders.some((folder) => repository.startsWith(folder))) return repository;
	throw new UserError("IMPORT_REPOSITORY_FORBIDDEN", {
		subject: repository,
		reason: "it is neither under `upstream/` nor under `tools/`"
	});
}
/** Where an upstream image goes when nothing else is asked: `upstream/<host>/<repository>`. */
function buildQuarantineRepository(image) {
	return parseRepository(`upstream/${image.registry.replace(":", "_")}/${image.repository}`);
}

// lib/domain/image-lock/parse.ts
/** Reads `images.lock.yaml`; throws IMPORT_LOCK_INVALID with every problem as `file:line: what`. */
function parseImageLock(text, file) {
	const found = readImageLock(text);
	if (found.problems.length === 0) return { entries: found.entries };
	const reason = renderProblems(found.problems, ({ line }) => `${file}:${line}`);
	throw new UserError("IMPORT_LOCK_INVALID", {
		subject: file,
		reason
	});
}
/** Reads the file as far as it can be read, with everything that is wrong in the order of its lines. */
function readImageLock(text) {
	const document = readYamlDocument(text);
	if (document.problems.length > 0) return {
		entries: [],
		problems: document.problems
	};
	const shape = safeParse(LockFile, document.value).issues?.map((issue) => explainIssue(issue, document)) ?? [];
	const read = readEntries(document);
	const problems = [
		...shape,
		...read.problems,
		...findClashes(read.entries)
	];
	return {
		entries: read.entries,
		problems: sortProblems(problems)
	};
}
const looseEntry = looseObject({
	reference: string(),
	digest: fallback(optional(string()), void 0),
	reason: fallback(string(), ""),
	target: fallback(optional(string()), void 0),
	platforms: fallback(array(string()), [])
});
const looseFile = looseObject({ images: array(unknown()) });
function readEntries(document) {
	const file = safeParse(looseFile, document.value);
	const entries = [];
	const problems = [];
	for (const [index, item] of (file.success ? file.output.images : []).entries()) {
		const loose = safeParse(looseEntry, item);
		if (!loose.success) continue;
		const note = (key, text) => void problems.push({
			...document.locate([
				"images",
				index,
				key
			]),
			text: `images[${index}].${key} ${text}`
		});
		const entry = readEntry(loose.output, note);
		if (entry !== void 0) entries.push({
			...entry,
			place: document.locate([
				"images",
				index,
				"reference"
			])
		});
	}
	return {
		entries,
		problems
	};
}
function readEntry(loose, note) {
	const image = attempt("reference", note, () => readImage(loose, note));
	const target = attempt("target", note, () => loose.target === void 0 ? image && buildQuarantineRepository(image) : parseQuarantineFolder(loose.target));
	if (image === void 0 || target === void 0) return void 0;
	return {
		image,
		target,
		reason: loose.reason,
		platforms: loose.platforms
	};
}
function readImage({ reference, digest }, note) {
	const image = parseImageReference(reference, { isDockerShorthandAllowed: true });
	if (image.digest !== void 0) note("reference", "carries a digest; it stands under `digest`");
	if (image.tag === void 0) {
		note("reference", `has no tag: write ${formatImageReference(image)}:<tag>`);
		return;
	}
	if (digest === void 0 || !/^sha256:[0-9a-f]{64}$/.test(digest)) return void 0;
	return {
		...image,
		tag: image.tag,
		digest: parseDigest(digest)
	};
}
function attempt(key, note, read) {
	try {
		return read();
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		note(key, `cannot be used: ${error.reason}`);
		return;
	}
}

export { buildQuarantineRepository, parseImageLock, parseQuarantineFolder };