import { array, description, fallback, is, literal, looseObject, maxLength, nonEmpty, object, optional, parse, pipe, regex, safeParse, strictObject, string, unknown } from "../../vendor/valibot.js";
import { CodedError, UserError } from "../base/errors.js";
import { explainIssue, readYamlDocument, renderProblems, renderYamlPath, sortProblems } from "../base.js";
import { parseRepository, parseTag } from "./image.js";
import { parseTrustedKeys, trustedKeysSchema } from "./statement.js";
import { defaultDatabase } from "./scanning.js";

// lib/domain/config/check-images.ts
const text = fallback(optional(string()), void 0);
const looseImage = fallback(looseObject({
	name: text,
	folder: text,
	repository: text,
	also: fallback(array(unknown()), [])
}), {
	name: void 0,
	folder: void 0,
	repository: void 0,
	also: []
});
const looseFile$1 = looseObject({ images: array(looseImage) });
/** Folders of quarantine that are not for builds of the protected branch (docs/adoption.md). */
const foreignFolders = [
	"pr",
	"tools",
	"upstream"
];
/** What is wrong between images, and with their repositories; entry by entry, whatever else is wrong. */
function listImageProblems(document) {
	const file = safeParse(looseFile$1, document.value);
	const images = file.success ? file.output.images : [];
	const at = (path, text) => ({
		...document.locate(path),
		text: `${renderYamlPath(path)} ${text}`
	});
	const lineOf = (path) => document.locate(path).line;
	return [
		...images.flatMap(({ repository }, index) => explainRepository(repository).map((reason) => at([
			"images",
			index,
			"repository"
		], reason))),
		...["name", "repository"].flatMap((key) => listRepeats(images.map((image) => image[key])).map(([index, first]) => at([
			"images",
			index,
			key
		], `repeats line ${lineOf([
			"images",
			first,
			key
		])}`))),
		...listOverlaps(images).map(({ inner, outer, text }) => at([
			"images",
			inner,
			"folder"
		], `${text} of line ${lineOf([
			"images",
			outer,
			"folder"
		])}`))
	];
}
function explainRepository(repository) {
	if (repository === void 0 || repository === "") return [];
	const [first] = repository.split("/");
	if (first !== void 0 && foreignFolders.includes(first)) return [`is under \`${first}/\`, where builds of the protected branch do not go`];
	try {
		parseRepository(repository);
		return [];
	} catch (error) {
		if (error instanceof CodedError) return [`cannot be used: ${error.reason}`];
		throw error;
	}
}
function listRepeats(values) {
	const seen = /* @__PURE__ */ new Map();
	return values.flatMap((value, index) => {
		if (value === void 0) return [];
		const first = seen.get(value);
		if (first !== void 0) return [[index, first]];
		seen.set(value, index);
		return [];
	});
}
function listOverlaps(images) {
	return images.flatMap((image, inner) => {
		const { folder } = image;
		if (folder === void 0) return [];
		return images.flatMap((other, outer) => {
			if (inner === outer || other.folder === void 0 || other.also.includes(folder)) return [];
			if (folder === other.folder) return inner < outer || image.also.includes(folder) ? [] : [{
				inner,
				outer,
				text: `is the folder, which neither names under \`also\`,`
			}];
			if (!isInside(folder, other.folder)) return [];
			return [{
				inner,
				outer,
				text: `is inside a folder whose image does not name it under \`also\`: that`
			}];
		});
	});
}
function isInside(inner, outer) {
	return outer === "." ? inner !== "." : inner.startsWith(`${outer}/`);
}

// lib/domain/config/check-keys.ts
const looseFile = looseObject({ keys: array(unknown()) });
/** The keys of the file; those whose form is wrong are left to the schema, the others are each read. */
function readKeys(document) {
	const file = safeParse(looseFile, document.value);
	const keys = /* @__PURE__ */ new Map();
	const problems = [];
	const note = (index, key, text) => void problems.push({
		...document.locate([
			"keys",
			index,
			key
		]),
		text: `keys[${index}] ${text}`
	});
	for (const [index, item] of (file.success ? file.output.keys : []).entries()) {
		if (!is(trustedKeysSchema, [item])) continue;
		const key = readKey(item, (text) => note(index, "name", text));
		if (key === void 0) continue;
		const other = [...keys.values()].find(({ name, keyHint }) => name === key.name || keyHint === key.keyHint);
		if (other === void 0) keys.set(key.keyHint, key);
		else note(index, "name", `repeats the name or the public key of "${other.name}"`);
	}
	return {
		keys,
		problems
	};
}
function readKey(item, note) {
	try {
		return [...parseTrustedKeys([item], "keys").values()][0];
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		note(`cannot be used: ${error.reason}`);
		return;
	}
}

// lib/domain/config/schema.ts
/** The name that the file has at the root of a repository. */
const configFileName = "lazaret.yaml";
/** The most images of one repository. */
const maxImages = 2e3;
const maxPathCharacters = 500;
const maxListed = 100;
const pathPattern = /^(?:\.|(?!\.{1,2}(?:\/|$))[^/\\\x00-\x1f\x7f]+(?:\/(?!\.{1,2}(?:\/|$))[^/\\\x00-\x1f\x7f]+)*)$/;
const filePattern = /^(?!\.{1,2}(?:\/|$))[^/\\\x00-\x1f\x7f]+(?:\/(?!\.{1,2}(?:\/|$))[^/\\\x00-\x1f\x7f]+)*$/;
const plain = "is no path inside the repository written plainly: no `..`, `./`, `\\`, nor a slash at either end";
const path = pipe(string(), maxLength(maxPathCharacters), regex(pathPattern, plain));
const file = pipe(string(), maxLength(maxPathCharacters), regex(filePattern, plain));
const line = pipe(string(), nonEmpty("is empty"), maxLength(255));
const Image = strictObject({
	name: pipe(string(), maxLength(64), regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "is no name in lower-case kebab-case"), description("What people call the image; names its job.")),
	folder: pipe(path, description("The build context, relative to the root of the repository; `.` is the root itself.")),
	dockerfile: optional(pipe(file, description("The Dockerfile, relative to `folder`.")), "Dockerfile"),
	repository: pipe(line, description("Repository in quarantine and in live, without registry and tag, e.g. `workload/chain-api`.")),
	platform: optional(pipe(string(), regex(/^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9]+)?$/, "is no `os/architecture`"), description("Platform to build for, e.g. `linux/amd64`; what the builder runs on when absent."))),
	also: optional(pipe(array(path), maxLength(maxListed, `has more than ${maxListed} entries`), description("Other folders and files whose change rebuilds the image.")), [])
});
const Snapshots = strictObject({
	kev: optional(pipe(line, description("CISA’s catalogue of exploited vulnerabilities.")), "tools/kev:latest"),
	epss: optional(pipe(line, description("FIRST’s scores of likely exploitation.")), "tools/epss:latest"),
	database: optional(pipe(line, description("Trivy’s vulnerability database.")), defaultDatabase)
});
/** `lazaret.yaml` as it is written, before images are compared and keys read. */
const ConfigFile = strictObject({
	version: pipe(literal(1, "is not 1"), description("Of this format.")),
	images: optional(pipe(array(Image), maxLength(maxImages, `has more than ${maxImages} entries`), description("The images that are built from this repository.")), []),
	lock: optional(pipe(file, description("The lock file of upstream images; nothing is imported when absent."))),
	policy: optional(pipe(file, description("What may go where.")), "gate.yaml"),
	vex: optional(pipe(array(file), maxLength(maxListed, `has more than ${maxListed} entries`), description("OpenVEX documents of this repository that the gate reads.")), []),
	snapshots: optional(pipe(Snapshots, description("Where quarantine keeps what the gate looks up, each `repository:tag` under `tools/`.")), {}),
	keys: optional(pipe(trustedKeysSchema, description("The public keys whose signatures count, each with its purpose and validity. Without them gate and promotion refuse.")))
});
/** Whether a path is written as the file has to write it: relative to the root, without `.`, `..` and `\`. */
function isPlainPath(text) {
	return text.length <= maxPathCharacters && filePattern.test(text);
}

// lib/domain/config/snapshots.ts
/** The snapshots of the file, where absent the usual ones. */
function findSnapshots(document) {
	const part = object({ snapshots: ConfigFile.entries.snapshots });
	const written = safeParse(part, document.value);
	const texts = written.success ? written.output.snapshots : parse(part, {}).snapshots;
	const problems = [];
	const read = (name) => {
		try {
			return parseSource(texts[name]);
		} catch (error) {
			if (!(error instanceof CodedError)) throw error;
			const text = `snapshots.${name} cannot be used: ${error.reason}`;
			problems.push({
				...document.locate(["snapshots", name]),
				text
			});
			return {
				repository: "",
				tag: ""
			};
		}
	};
	return {
		snapshots: {
			kev: read("kev"),
			epss: read("epss"),
			database: read("database")
		},
		problems
	};
}
function parseSource(text) {
	const [repository = "", tag, ...rest] = text.split(":");
	if (tag === void 0 || rest.length > 0 || !repository.startsWith("tools/")) throw new UserError("CONFIG_INVALID", {
		subject: text,
		reason: "it is no `tools/<repository>:<tag>`"
	});
	return {
		repository: parseRepository(repository),
		tag: parseTag(tag)
	};
}

// lib/domain/config/parse.ts
/** Reads `lazaret.yaml`; throws CONFIG_INVALID with every problem as `file:line:column: what`. */
function parseConfig(text, file) {
	const { config, problems } = readConfig(text);
	if (config !== void 0) return config;
	const reason = renderProblems(problems, ({ line, column }) => `${file}:${line}:${column}`);
	throw new UserError("CONFIG_INVALID", {
		subject: file,
		reason
	});
}
/** Reads the file with everything that is wrong, in the order of its lines. */
function readConfig(text) {
	const document = readYamlDocument(text);
	if (document.problems.length > 0) return {
		config: void 0,
		problems: document.problems
	};
	const checked = safeParse(ConfigFile, document.value);
	const keys = readKeys(document);
	const snapshots = findSnapshots(document);
	const problems = [
		...(checked.issues ?? []).map((issue) => explainIssue(issue, document)),
		...listImageProblems(document),
		...snapshots.problems,
		...keys.problems
	];
	if (!checked.success || problems.length > 0) return {
		config: void 0,
		problems: sortProblems(problems)
	};
	const parts = {
		snapshots: snapshots.snapshots,
		keys: keys.keys
	};
	return {
		config: {
			...buildConfig(checked.output, document),
			...parts
		},
		problems: []
	};
}
function buildConfig(file, document) {
	const { lock, policy, vex } = file;
	return {
		images: file.images.map(({ platform, ...image }, index) => {
			const place = document.locate([
				"images",
				index,
				"name"
			]);
			return {
				...image,
				...platform === void 0 ? {} : { platform },
				place
			};
		}),
		policy,
		vex,
		...lock === void 0 ? {} : { lock }
	};
}

export { configFileName, isPlainPath, parseConfig };