import { InputProblem, defineInputs, defineOutputs, flag, integer, runAction, text } from "./lib/action.js";
import { openCheckout } from "./lib/tools/git.js";
import { buildImports, buildJobs, planBuilds, shardJobs } from "./lib/domain/build-plan.js";
import { configFileName, isPlainPath, parseConfig } from "./lib/domain/config.js";
import { checkJson, checkShape, commitIdPattern, readYamlDocument, renderCode } from "./lib/base.js";
import { CodedError, UserError } from "./lib/base/errors.js";
import { array, boolean, object, optional, picklist, pipe, regex, string } from "./vendor/valibot.js";
import { parseImageLock } from "./lib/domain/image-lock.js";

// actions/plan-changes/src/deps.ts
/** git in the workspace, and the event of the run. */
function createDeps(_inputs, context) {
	const { exec, toolEnv, signal, workspace } = context;
	return {
		checkout: openCheckout({
			exec,
			env: toolEnv,
			signal,
			folder: workspace
		}),
		eventName: context.job.eventName,
		readEvent: () => context.readEvent()
	};
}

// actions/plan-changes/src/parse.ts
/** A path relative to the root of the repository, as Git writes it. */
function parseConfigPath(text) {
	if (isPlainPath(text)) return text;
	throw new InputProblem(`"${text}" is no path inside the repository`, "a path such as `lazaret.yaml`, without `..`");
}
/** A whole commit id; a name would be looked up in what the checkout happens to have. */
function parseBase(text) {
	if (commitIdPattern.test(text)) return text;
	throw new InputProblem(`"${text}" is no commit id`, "a whole commit id, 40 hex digits");
}

// actions/plan-changes/src/inputs.ts
/** What the action does, in one sentence. */
const description = "Find out what a change makes necessary: images to build, upstream images to import.";
/** The inputs of plan-changes. */
const inputs = defineInputs({
	config: text({
		description: "The configuration, relative to the root of the repository.",
		default: configFileName,
		form: "a path inside the repository",
		parse: parseConfigPath
	}),
	all: flag({
		description: "Plan everything, whatever has changed.",
		default: "false"
	}),
	base: text({
		description: "The commit to compare with. When absent, the event says it: where a pull request leaves its base, or what the branch was at before the push.",
		form: "a whole commit id",
		parse: parseBase
	}),
	"shard-size": integer({
		description: `The most jobs of one matrix; GitHub makes no more than ${256}.`,
		min: 1,
		max: 256,
		default: String(256)
	})
});
/** The outputs of plan-changes. */
const outputs = defineOutputs({
	images: { description: "JSON list of the images to build, for `fromJSON` in a matrix: `name`, `folder`, `dockerfile`, `repository`, `platform` (empty where none is set), `cause` (`folder`, `also`, `entry`, `new`, `everything`). Empty text when they do not fit into one matrix: use `shards`." },
	"image-count": { description: "How many images are to be built." },
	shards: { description: "JSON list of parts that fit into a matrix each: `shard` (from 0) and `images`, a list as in the output `images`. `[]` when there is nothing to build." },
	imports: { description: "JSON list of the lock file’s entries to import: `reference`, `digest`, `tag`, `target` (repository in quarantine), `cause`." },
	"import-count": { description: "How many upstream images are to be imported." },
	removed: { description: "JSON list of the names of images that the base has and the commit has not." },
	"unchanged-count": { description: "How many images of the configuration need no build." },
	everything: { description: "`true` when there is nothing to compare with, so all is planned; else `false`." },
	reason: { description: "Why everything is planned, or what was compared." },
	base: { description: "The commit that was compared with; empty when everything is planned." },
	head: { description: "The checked-out commit." }
});

// actions/plan-changes/src/assert-files.ts
const maxProblems = 50;
/** Throws CONFIG_FILES_MISSING with everything that the configuration names and the commit does not have. */
async function assertFiles(checkout, { head, file, text, config }) {
	const named = [...config.images.flatMap((image) => listOfImage(image, file)), ...listOfConfig(config, file, text)];
	const missing = new Set(await checkout.listMissing(head, [...new Set(named.map(({ path }) => path))]));
	const problems = [...named.filter(({ path }) => missing.has(path)).map(({ text }) => text), ...await listLinked(checkout, head, {
		config,
		file
	})];
	if (problems.length === 0) return;
	const more = problems.length > maxProblems ? [`and ${problems.length - maxProblems} more`] : [];
	const reason = [...problems.slice(0, maxProblems), ...more].join("; ");
	throw new UserError("CONFIG_FILES_MISSING", {
		subject: file,
		reason
	});
}
async function listLinked(checkout, head, { config, file }) {
	const also = config.images.flatMap((image) => image.also);
	const links = new Set(await checkout.listLinks(head, [...new Set(also)].filter((path) => path !== ".")));
	return config.images.flatMap(({ name, also: own, place }) => own.filter((path) => links.has(path)).map((path) => {
		return `${`${file}:${place.line}:${place.column}`}: ${name} names "${path}" under also, which is a symbolic link: name what it points to`;
	}));
}
function listOfImage({ name, folder, dockerfile, also, place }, file) {
	const at = `${file}:${place.line}:${place.column}`;
	const path = folder === "." ? dockerfile : `${folder}/${dockerfile}`;
	return [{
		path,
		text: `${at}: ${name} has no Dockerfile "${path}"`
	}, ...also.map((each) => ({
		path: each,
		text: `${at}: ${name} names "${each}" under also, which is not there`
	}))];
}
function listOfConfig({ lock, vex }, file, source) {
	const { locate } = readYamlDocument(source);
	const at = (path) => {
		const { line, column } = locate(path);
		return `${file}:${line}:${column}`;
	};
	return [...lock === void 0 ? [] : [{
		path: lock,
		text: `${at(["lock"])}: the lock file "${lock}" is not there`
	}], ...vex.map((path, index) => {
		return {
			path,
			text: `${at(["vex", index])}: the VEX document "${path}" is not there`
		};
	})];
}

// actions/plan-changes/src/outputs.ts
const maxOutputBytes = 1e6;
/** The plan as outputs. */
function buildOutputs(plan, { head, range, shardSize }) {
	const jobs = buildJobs(plan.images);
	const shards = shardJobs(jobs, shardSize);
	const outputs = {
		images: shards.length > 1 ? "" : JSON.stringify(jobs),
		imageCount: String(jobs.length),
		shards: JSON.stringify(shards),
		imports: JSON.stringify(buildImports(plan.imports)),
		importCount: String(plan.imports.length),
		removed: JSON.stringify(plan.removed),
		unchangedCount: String(plan.unchanged.length),
		everything: String(range.kind === "everything"),
		reason: range.reason,
		base: range.kind === "range" ? range.base : "",
		head
	};
	assertSize(outputs);
	return outputs;
}
function assertSize(outputs) {
	const bytes = Object.values(outputs).reduce((sum, text) => sum + 2 * text.length, 0);
	if (bytes <= maxOutputBytes) return;
	const reason = `its outputs take ${bytes} bytes of ${maxOutputBytes}`;
	throw new UserError("CONFIG_PLAN_TOO_LARGE", {
		subject: "the plan",
		reason
	});
}

// actions/plan-changes/src/range.ts
const sha = pipe(string(), regex(commitIdPattern));
const PushEvent = object({
	before: sha,
	forced: optional(boolean(), false)
});
const PullRequestEvent = object({ pull_request: object({
	base: object({ sha }),
	head: object({ sha })
}) });
const MergeGroupEvent = object({ merge_group: object({ base_sha: sha }) });
/** Where the change begins. In doubt everything is planned: an image too many costs minutes, one too few a release. */
async function findRange(inputs, deps, head) {
	if (inputs.all) return everything("the input `all` asks for everything");
	if (inputs.base !== void 0) return fromCommit(deps.checkout, inputs.base, "the commit of the input `base`");
	const event = await deps.readEvent();
	switch (deps.eventName) {
		case "push": return findPushRange(deps.checkout, event);
		case "pull_request": return findPullRange(deps.checkout, event, head);
		case "merge_group": return findMergeGroupRange(deps.checkout, event);
		default: return everything("the event has no range of commits");
	}
}
async function findPushRange(checkout, event) {
	const checked = checkShape(PushEvent, event);
	if (!checked.ok) return everything("the event does not say what the branch was at before the push");
	const { before, forced } = checked.value;
	if (/^0+$/.test(before)) return everything("it is the first push of the branch");
	if (forced) return everything("the branch was pushed by force, so its history is another");
	return fromCommit(checkout, before, "what the branch was at before the push");
}
async function findPullRange(checkout, event, head) {
	const checked = checkShape(PullRequestEvent, event);
	if (!checked.ok) return everything("the event does not say the base of the pull request");
	const { pull_request: pull } = checked.value;
	const [first, second, ...others] = await checkout.listParents(head);
	if (first !== void 0 && second === pull.head.sha && others.length === 0) return fromCommit(checkout, first, "the base that the pull request is merged with");
	if (!await checkout.hasCommit(pull.base.sha)) return missing(checkout, pull.base.sha);
	const fork = await checkout.findMergeBase(pull.base.sha, head);
	if (fork === void 0) return everything("the history of base and pull request does not meet in the checkout");
	return fromCommit(checkout, fork, "where the pull request leaves its base");
}
async function findMergeGroupRange(checkout, event) {
	const checked = checkShape(MergeGroupEvent, event);
	if (!checked.ok) return everything("the event does not say the base of the merge group");
	return fromCommit(checkout, checked.value.merge_group.base_sha, "the base of the merge group");
}
async function fromCommit(checkout, base, what) {
	if (!await checkout.hasCommit(base)) return missing(checkout, base);
	return {
		kind: "range",
		base,
		reason: `compared with ${base}, ${what}`
	};
}
async function missing(checkout, commit) {
	if (!await checkout.isShallow()) return everything(`the checkout does not have ${commit}`);
	return everything(`the checkout is shallow and does not have ${commit}; give actions/checkout \`fetch-depth: 0\``);
}
function everything(reason) {
	return {
		kind: "everything",
		reason
	};
}

// actions/plan-changes/src/sources.ts
/** Reads the commit's own files, not the work tree's, which a step before may have changed. Throws CONFIG_MISSING. */
async function readSources(checkout, head, file) {
	const text = await checkout.findText(head, file);
	if (text === void 0) throw new UserError("CONFIG_MISSING", {
		subject: file,
		reason: `not in the commit ${head}`
	});
	const config = parseConfig(text, file);
	return {
		file,
		text,
		config,
		lock: await findLock(checkout, head, config)
	};
}
/** The base's files as far as they can be used; what a base lacks makes everything planned that depends on it. */
async function findSources(checkout, base, file) {
	const text = await checkout.findText(base, file);
	const config = text === void 0 ? void 0 : tolerate(() => parseConfig(text, file));
	if (config === void 0) return {
		config,
		lock: void 0
	};
	const lock = config.lock === void 0 ? void 0 : await checkout.findText(base, config.lock);
	return {
		config,
		lock: lock === void 0 ? void 0 : tolerate(() => parseImageLock(lock, file))
	};
}
async function findLock(checkout, commit, { lock }) {
	const text = lock === void 0 ? void 0 : await checkout.findText(commit, lock);
	return text === void 0 || lock === void 0 ? void 0 : parseImageLock(text, lock);
}
function tolerate(read) {
	try {
		return read();
	} catch (error) {
		assertUnusable(error);
		return;
	}
}
function assertUnusable(error) {
	if (!(error instanceof CodedError && ["CONFIG_INVALID", "IMPORT_LOCK_INVALID"].includes(error.code))) throw error;
}

// actions/plan-changes/src/main.ts
/** Compares the checked-out commit with the base of the event, and says what has to be built and imported. */
async function run(inputs, deps, log) {
	const head = await deps.checkout.readHead();
	const sources = await readSources(deps.checkout, head, inputs.config);
	await assertFiles(deps.checkout, {
		head,
		...sources
	});
	const range = await findRange(inputs, deps, head);
	const comparison = await log.group("Compare with the base", () => compare(inputs, deps, {
		head,
		range,
		log
	}));
	const plan = planBuilds(sources.config, sources.lock, comparison);
	await log.group("Plan", () => tell(plan, log));
	return buildOutputs(plan, {
		head,
		range,
		shardSize: inputs.shardSize
	});
}
async function compare(inputs, { checkout }, { head, range, log }) {
	log.info(range.reason);
	if (range.kind === "everything") return range;
	const files = await checkout.listChangedFiles(range.base, head);
	log.info(`${files.length} files are not the same`);
	return {
		kind: "range",
		base: await findSources(checkout, range.base, inputs.config),
		files
	};
}
async function tell({ images, imports, removed }, log) {
	for (const { image, cause, detail } of images) log.info(`build ${image.name}: ${cause} (${detail})`);
	for (const { entry, cause, detail } of imports) log.info(`import ${entry.image.repository}: ${cause} (${detail})`);
	for (const name of removed) log.info(`${name} is no longer built`);
}

// actions/plan-changes/src/summary.ts
const cause = picklist([
	"folder",
	"also",
	"entry",
	"new",
	"everything"
]);
const Shards = array(object({ images: array(object({
	name: string(),
	folder: string(),
	repository: string(),
	cause
})) }));
const Imports = array(object({
	reference: string(),
	target: string(),
	cause
}));
const Names = array(string());
const maxRows = 300;
const causes = {
	folder: "files in its folder changed",
	also: "a path under `also` changed",
	entry: "its entry changed",
	new: "it is new",
	everything: "everything is planned"
};
/** What is planned and why: a row an image, a row an import. */
function renderSummary(outputs, _inputs) {
	const images = parse(Shards, outputs.shards).flatMap((shard) => shard.images);
	const imports = parse(Imports, outputs.imports);
	const removed = parse(Names, outputs.removed);
	return `${[
		`### ${outputs.imageCount} to build, ${outputs.importCount} to import`,
		"",
		`${outputs.everything === "true" ? "Everything is planned" : "Only what changed is planned"}: ${outputs.reason}.`,
		...renderTable("Image | Folder | Repository | Why", images, ({ name, folder, repository, cause: why }) => [
			renderCode(name),
			renderCode(folder),
			renderCode(repository),
			causes[why]
		]),
		...renderTable("Upstream | In quarantine | Why", imports, ({ reference, target, cause: why }) => [
			renderCode(reference),
			renderCode(target),
			causes[why]
		]),
		...removed.length > 0 ? ["", `No longer built: ${removed.map(renderCode).join(", ")}.`] : [],
		...outputs.unchangedCount === "0" ? [] : ["", `Unchanged: ${outputs.unchangedCount}.`]
	].join("\n")}\n`;
}
function renderTable(head, rows, toCells) {
	if (rows.length === 0) return [];
	const rule = head.replaceAll(/[^|]+/g, " --- ").trim();
	const shown = rows.slice(0, maxRows).map((row) => `| ${toCells(row).join(" | ")} |`);
	const more = rows.length > maxRows ? ["", `… and ${rows.length - maxRows} more.`] : [];
	return [
		"",
		`| ${head} |`,
		`| ${rule} |`,
		...shown,
		...more
	];
}
function parse(schema, text) {
	const checked = checkJson(schema, text);
	return checked.ok ? checked.value : [];
}

// actions/plan-changes/src/index.ts
await runAction({
	name: "plan-changes",
	description,
	inputs,
	outputs,
	createDeps,
	run,
	renderSummary
});

export {  };