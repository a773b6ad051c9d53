import { UserError } from "../base/errors.js";
import { checkShape } from "../base.js";
import { array, check, nullable, object, optional, pipe, string, union } from "../../vendor/valibot.js";
import { DockerfileParser, parse } from "../../vendor/deferred.js";
import { isDigest, parseDigest, parseImageReference } from "./image.js";

// lib/domain/dockerfile/dependencies.ts
const opening = /The following dependencies were found:\s*$/;
const ending = /^(?:\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d )?Run ID: /;
const maxLines = 2e3;
const dependency = object({
	registry: string(),
	repository: string(),
	tag: optional(nullable(string()), ""),
	digest: pipe(string(), check(isDigest, "no digest"))
});
const oneOrMany = optional(nullable(union([dependency, array(dependency)])));
const report = array(object({
	"runtime-dependency": oneOrMany,
	"buildtime-dependency": oneOrMany
}));
/**
* The images that a finished run reports at the end of its log, undefined where there is no report that can be read.
* The last report counts, and only when nothing but the run's closing line follows: an instruction of the build can
* print the same words, but not after the agent's own.
* https://learn.microsoft.com/azure/container-registry/container-registry-tutorial-quick-task ("The following dependencies were found")
*/
function findDependencies(lines) {
	const start = lines.findLastIndex((line) => opening.test(line));
	if (start < 0) return void 0;
	const rest = lines.slice(start + 1);
	const end = rest.findIndex((line) => ending.test(line));
	if (end < 0 || end > maxLines || rest.slice(end + 1).some((line) => line.trim() !== "")) return void 0;
	return parseReport(rest.slice(0, end));
}
function parseReport(lines) {
	const text = lines.map((line) => line.replace(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d ?/, "")).join("\n");
	const checked = checkShape(report, readYaml(text));
	if (!checked.ok) return void 0;
	return checked.value.flatMap((image) => [image["runtime-dependency"] ?? [], image["buildtime-dependency"] ?? []].flat()).map((raw) => ({
		registry: normaliseRegistry(raw.registry),
		repository: raw.repository,
		tag: raw.tag ?? "",
		digest: parseDigest(raw.digest)
	}));
}
function readYaml(text) {
	try {
		return parse(text, { maxAliasCount: 0 });
	} catch {
		return;
	}
}
function normaliseRegistry(registry) {
	const host = registry.toLowerCase();
	return host === "registry.hub.docker.com" || host === "index.docker.io" ? "docker.io" : host;
}

// lib/domain/dockerfile/expand.ts
const variable = /\\\$|\$(?:(\w+)|\{(\w+)(?:(:[-+])([^{}]*))?\})/g;
/**
* Puts values in for `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+other}`, as Docker does in FROM.
* https://docs.docker.com/reference/dockerfile/#environment-replacement
*/
function expandVariables(text, values) {
	const missing = [];
	const expanded = text.replace(variable, (...match) => {
		const [whole, bare, braced, operator, word = ""] = match;
		if (whole === "\\$") return "$";
		const name = bare ?? braced ?? "";
		const value = values.get(name) ?? "";
		if (value === "" && operator === void 0) missing.push(name);
		return choose(value, operator, word);
	});
	const [first] = missing;
	return first === void 0 ? {
		ok: true,
		text: expanded
	} : {
		ok: false,
		missing: first
	};
}
function choose(value, operator, word) {
	if (operator === ":+") return value === "" ? "" : word;
	return value === "" ? word : value;
}

// lib/domain/dockerfile/parse.ts
const maxCharacters = 1048576;
/** Reads a Dockerfile; throws CONTEXT_DOCKERFILE_INVALID or CONTEXT_TARGET_UNKNOWN, with the line. */
function parseDockerfile(text, options) {
	if (text.length > maxCharacters) throw refuse(1, "it is longer than 1 MiB");
	const tree = DockerfileParser.parse(text);
	const froms = tree.getFROMs();
	if (froms.length === 0) throw refuse(1, "it has no FROM");
	const stages = froms.map((from) => from.getBuildStage()?.toLowerCase() ?? "");
	assertTarget(stages, options.target);
	const syntax = tree.getDirectives().find((directive) => directive.getName().toLowerCase() === "syntax");
	return {
		baseImages: mergeImages([...listFromImages(tree, options), ...listCopyImages(tree)]),
		stages: stages.filter((stage) => stage !== ""),
		steps: tree.getInstructions().map((step) => ({
			line: lineOf(step),
			keyword: step.getKeyword()
		})),
		...syntax === void 0 ? {} : { syntax: syntax.getValue() }
	};
}
function assertTarget(stages, target) {
	if (target === void 0) return;
	if (/^\d+$/.test(target) && Number(target) < stages.length || stages.includes(target.toLowerCase())) return;
	const known = stages.filter((stage) => stage !== "").map((stage) => `"${stage}"`);
	const reason = known.length === 0 ? "no stage has a name" : `its stages are ${known.join(", ")}`;
	throw new UserError("CONTEXT_TARGET_UNKNOWN", {
		subject: target,
		reason
	});
}
function listFromImages(tree, options) {
	const values = readGlobalArguments(tree, options.buildArguments);
	const earlier = /* @__PURE__ */ new Set();
	const images = [];
	for (const from of tree.getFROMs()) {
		const image = readFrom(from, values, earlier);
		if (image !== void 0) images.push(image);
		const stage = from.getBuildStage()?.toLowerCase();
		if (stage !== void 0) earlier.add(stage);
	}
	return images;
}
function readGlobalArguments(tree, given) {
	const values = /* @__PURE__ */ new Map();
	for (const property of tree.getInitialARGs().flatMap((arg) => arg.getProperty() ?? [])) {
		const name = property.getName();
		const own = property.getValue();
		const expanded = own === null ? void 0 : expandVariables(own, values);
		const value = given.get(name) ?? (expanded?.ok === true ? expanded.text : void 0);
		if (value !== void 0) values.set(name, value);
	}
	return values;
}
function readFrom(from, values, earlier) {
	const line = lineOf(from);
	const raw = from.getImage();
	if (raw === null || raw === "") throw refuse(line, "FROM names no image");
	const expanded = expandVariables(raw, values);
	if (!expanded.ok) throw refuse(line, `FROM uses the argument "${expanded.missing}", which has no value before the first FROM`);
	if (expanded.text === "scratch" || earlier.has(expanded.text.toLowerCase())) return void 0;
	return readImage(expanded.text, line);
}
function listCopyImages(tree) {
	const stages = new Set(tree.getFROMs().map((from) => from.getBuildStage()?.toLowerCase()));
	return tree.getInstructions().filter(isCopy).flatMap((copy) => {
		const source = copy.getFromFlag()?.getValue() ?? "";
		return source === "" || /^\d+$/.test(source) || stages.has(source.toLowerCase()) ? [] : [readImage(source, lineOf(copy))];
	});
}
function isCopy(instruction) {
	return instruction.getKeyword() === "COPY" && "getFromFlag" in instruction;
}
function readImage(text, line) {
	try {
		return {
			reference: parseImageReference(text, { isDockerShorthandAllowed: true }),
			text,
			line
		};
	} catch (cause) {
		if (!(cause instanceof UserError)) throw cause;
		throw refuse(line, `"${cause.subject}" is no image: ${cause.reason}`, cause);
	}
}
function mergeImages(images) {
	const byText = /* @__PURE__ */ new Map();
	for (const image of images) if (!byText.has(image.text)) byText.set(image.text, image);
	return [...byText.values()];
}
function lineOf(instruction) {
	return instruction.getInstructionRange().start.line + 1;
}
function refuse(line, reason, cause) {
	return new UserError("CONTEXT_DOCKERFILE_INVALID", {
		subject: `line ${line}`,
		reason,
		cause
	});
}

// lib/domain/dockerfile/step.ts
/** The step that a line of a build log opens, undefined for every other line. */
function findStepTitle(line) {
	const [, number, total, instruction = ""] = /^Step (\d{1,5})\/(\d{1,5}) : (.*)$/.exec(line) ?? [];
	if (number === void 0 || total === void 0) return void 0;
	return {
		number: Number(number),
		total: Number(total),
		instruction
	};
}

export { findDependencies, findStepTitle, parseDockerfile };