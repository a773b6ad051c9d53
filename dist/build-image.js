import { InputProblem, defineInputs, defineOutputs, duration, list, path as path$1, runAction, secretList, text } from "./lib/action.js";
import { isFinished, openAzure } from "./lib/session.js";
import { createGit, findRemoteFile } from "./lib/tools/git.js";
import { computeDigest, digestHex, formatImageReference, isAzureRegistry, parseDigest, parseRepository, parseTag, registryIdNotation, shortenDigest } from "./lib/domain/image.js";
import { CodedError, ExternalError, UserError } from "./lib/base/errors.js";
import { cleanPath, compileIgnore, encodeTarHeader, ignoreFileCandidates, parseIgnoreFile, tarEnd, tarPadding } from "./lib/domain/context.js";
import { findErrorCode, formatDuration, formatTime, renderCode } from "./lib/base.js";
import { findDependencies, findStepTitle, parseDockerfile } from "./lib/domain/dockerfile.js";
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, readdirSync, readlinkSync } from "node:fs";
import { dirname, isAbsolute, join, posix, relative, resolve, sep } from "node:path";
import { types } from "node:util";
import { mkdir, open, readFile, realpath, stat } from "node:fs/promises";
import { createHash } from "node:crypto";
import { createGzip } from "node:zlib";

// actions/build-image/src/deps.ts
/** The real systems; SDKs are loaded with the first request. */
function createDeps(inputs, context) {
	const azure = openAzure(context, {
		tenantId: inputs.tenantId,
		clientId: inputs.clientId
	});
	const { clock, signal, tempFolder, workspace } = context;
	return {
		clock,
		signal,
		tempFolder,
		workspace,
		management: azure.management(inputs.quarantineRegistry.id),
		tasks: azure.tasks(inputs.quarantineRegistry.id),
		blobs: azure.blobs(),
		git: openGit(context),
		registry: (loginServer) => azure.registry(loginServer)
	};
}
function openGit({ exec, toolEnv, signal, tempFolder }) {
	const options = {
		exec,
		env: toolEnv,
		signal
	};
	const folder = join(tempFolder, "build-image.git");
	return {
		resolveRef: (url, ref) => createGit(options).resolveRef(url, ref),
		findFile: (url, commit, path) => findRemoteFile({
			url,
			commit,
			path
		}, folder, options)
	};
}

// actions/build-image/src/context/source.ts
const gitUrl = /^https:\/\/[a-z0-9.-]+(?::\d+)?\/(?:.+\.git|.+\/_git\/.+)$/i;
/** A folder of the workspace, or `https://host/path.git#<branch, tag or commit>:<folder>`. */
function parseContextSource(text) {
	if (!/^[a-z][a-z0-9+.-]*:\/\/|^git@/i.test(text)) return {
		kind: "local",
		path: text
	};
	const hash = text.indexOf("#");
	const url = hash < 0 ? text : text.slice(0, hash);
	const fragment = hash < 0 ? "" : text.slice(hash + 1);
	const colon = fragment.indexOf(":");
	const ref = colon < 0 ? fragment : fragment.slice(0, colon);
	const folder = colon < 0 ? "" : fragment.slice(colon + 1);
	assertUrl(url);
	return {
		kind: "git",
		url,
		ref: ref === "" ? "HEAD" : parseRef(ref, url),
		folder: parseFolder(folder, url)
	};
}
function assertUrl(url) {
	if (/^[a-z+]+:\/\/[^/]*@/i.test(url)) throw refuse("a Git URL", "it carries credentials");
	if (!gitUrl.test(url) || /\s/.test(url)) throw refuse(url, "it is no https URL that ends in \".git\"");
}
function parseRef(ref, url) {
	if (!(/^[A-Za-z0-9_][A-Za-z0-9_./+-]{0,249}$/.test(ref) && !ref.includes("..") && !ref.endsWith(".lock"))) throw refuse(url, "the part after \"#\" is no branch, tag or commit");
	return ref;
}
function parseFolder(folder, url) {
	const clean = folder === "" ? "." : cleanPath(folder);
	if (/^(?:\/|\.\.(?:\/|$))/.test(clean) || /[\p{C}#]/u.test(clean)) throw refuse(url, "the folder after \":\" leaves the repository");
	return clean === "." ? "" : clean;
}
function refuse(subject, reason) {
	return new UserError("CONTEXT_URL_INVALID", {
		subject,
		reason
	});
}

// actions/build-image/src/inputs.ts
/** What the action does, in one sentence. */
const description = "Build a container image on a private ACR agent pool, into the quarantine registry.";
/** What a caller may write in `with:`. */
const inputs = defineInputs({
	"tenant-id": text({
		description: "Entra tenant of the registry’s subscription.",
		required: true
	}),
	"client-id": text({
		description: "Client id of the build identity (federated with this workflow).",
		required: true
	}),
	"quarantine-registry": text({
		description: "ARM resource id of the quarantine registry.",
		required: true,
		...registryIdNotation
	}),
	repository: text({
		description: "Repository in quarantine that the image is pushed to, e.g. `workload/chain-api`.",
		required: true,
		parse: parseRepository
	}),
	tag: text({
		description: "Tag of the image. Default: the first 12 digits of the context hash (for a Git context, of the commit). Give one when several images are built from one context into one repository.",
		parse: parseTag
	}),
	"agent-pool": text({
		description: "Agent pool of the registry that the build runs on.",
		required: true,
		parse: parsePool,
		form: "the name of an agent pool: 3 to 20 letters, digits and hyphens"
	}),
	context: text({
		description: "Folder of the workspace, or a public Git URL `https://host/path.git#<branch, tag or commit>:<folder>`, which is pinned to the commit.",
		default: ".",
		parse: parseContextSource
	}),
	dockerfile: text({
		description: "Dockerfile, relative to the context.",
		default: "Dockerfile"
	}),
	platform: text({
		description: "Platform to build for: `linux/amd64`, `linux/arm64` or `linux/arm/v7`.",
		default: "linux/amd64",
		parse: parsePlatform,
		form: "`linux/amd64`, `linux/arm64` or another `os/architecture[/variant]` that ACR builds"
	}),
	target: text({ description: "Stage of the Dockerfile to end with. Default: the last one." }),
	"build-args": list({
		description: "Build arguments, one `NAME=value` a line.",
		parse: parseBuildArgument
	}),
	"secret-build-args": secretList({ description: "Build arguments that ACR keeps out of its answers and logs, one `NAME=value` a line. The value takes no part in finding an earlier run." }),
	timeout: duration({
		description: "How long the build may take, and how long it may wait for an instance before.",
		default: "1h",
		min: "5m",
		max: "8h"
	}),
	"log-file": path$1({ description: "File to save the log to. Default: a file in the runner’s temporary folder." })
});
/** What later steps can use. */
const outputs = defineOutputs({
	digest: { description: "Digest of the image, read back from the registry." },
	image: { description: "The image as `registry/repository@digest`." },
	status: { description: "`built`, `attached` (an earlier live run was followed) or `reused` (an earlier run had built it)." },
	"run-id": { description: "Id of the run in ACR Tasks." },
	"log-path": { description: "File that holds the log." },
	"base-digests": { description: "JSON list of `{ image, digest }`, one a base image; `digest` is `unknown` where neither Dockerfile nor run tells it." },
	"context-hash": { description: "SHA-256 of the uncompressed context archive, or of the pinned Git URL." },
	commit: { description: "Commit of a Git context; empty for a local one." },
	"started-at": { description: "When the run was started (RFC 3339)." },
	"finished-at": { description: "When the run ended (RFC 3339)." }
});
/** `NAME=value`; the value may hold further equals signs. */
function parseBuildArgument(item) {
	const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(item) ?? [];
	if (name !== void 0 && value !== void 0) return {
		name,
		value
	};
	throw new InputProblem("an item has no name before \"=\"", "`NAME=value`, one a line");
}
/** Rules between inputs. */
function check(given) {
	const secrets = given.secretBuildArgs.map((secret) => /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(secret.reveal())?.[1]);
	const problems = secrets.includes(void 0) ? ["`secret-build-args`: write each as `NAME=value`, one a line"] : [];
	const names = [...given.buildArgs.map(({ name }) => name), ...secrets.filter((name) => name !== void 0)];
	const twice = names.find((name, at) => names.indexOf(name) !== at);
	if (twice !== void 0) problems.push(`\`build-args\`, \`secret-build-args\`: "${twice}" is given twice`);
	return problems;
}
function parsePool(value) {
	if (/^[A-Za-z0-9-]{3,20}$/.test(value)) return value;
	throw new InputProblem(`"${value}" is no name of an agent pool`, "3 to 20 letters, digits and hyphens");
}
const platforms = /* @__PURE__ */ new Set([
	"amd64",
	"386",
	"x86",
	"arm64",
	"arm",
	"arm/v6",
	"arm/v7",
	"arm64/v8"
]);
function parsePlatform(value) {
	const [os = "", architecture = "", variant] = value.split("/");
	if (!(os === "linux" && platforms.has(value.slice(6)))) throw new InputProblem(`"${value}" is no platform that an agent pool builds`, "`linux/amd64` or `linux/arm64`");
	return {
		os,
		architecture,
		...variant === void 0 ? {} : { variant }
	};
}

// actions/build-image/src/bases.ts
/**
* The digests of the base images. A digest in FROM is proof by itself, since Docker pulls by it; the run's own
* report must not contradict it (TASKS_BASE_MISMATCH). For an image without one the report is the only witness:
* where it is missing or was cut off the digest is `unknown`, which is said aloud and which the gate does not pass.
*/
function listBaseDigests(images, finished, log) {
	const report = finished.isLogComplete ? findDependencies(finished.lastLines) : void 0;
	const bases = images.map((image) => ({
		image: image.text,
		digest: judge(image, report, finished.run.runId)
	}));
	for (const { image } of bases.filter(({ digest }) => digest === "unknown")) log.warning(`The digest of the base image "${image}" is unknown: pin it in the Dockerfile with @sha256:…`);
	return bases;
}
function judge(image, report, runId) {
	const reported = (report ?? []).filter(({ registry, repository }) => registry === image.reference.registry && repository === image.reference.repository);
	const pinned = image.reference.digest;
	if (pinned === void 0) return findByTag(image, reported);
	if (reported.length === 0 || reported.some(({ digest }) => digest === pinned)) return pinned;
	throw new ExternalError("TASKS_BASE_MISMATCH", {
		system: "ACR Tasks",
		operation: "report of dependencies",
		subject: image.text,
		reason: `run ${runId} reports ${reported.map(({ digest }) => digest).join(", ")}`
	});
}
function findByTag(image, reported) {
	const tag = image.reference.tag ?? "latest";
	const digests = new Set(reported.filter((one) => one.tag === tag).map(({ digest }) => digest));
	const [only] = digests;
	return digests.size === 1 && only !== void 0 ? only : "unknown";
}

// actions/build-image/src/pool.ts
/** Fails with a named cause when runs on the pool would wait for ever: TASKS_POOL_NOT_FOUND, TASKS_POOL_EMPTY. */
async function assertPoolReady(tasks, pool, log) {
	const found = await tasks.findAgentPool(pool);
	if (found === void 0) throw new UserError("TASKS_POOL_NOT_FOUND", {
		subject: pool,
		reason: await describeOthers(tasks)
	});
	if (found.count === 0) {
		const reason = `it has 0 instances (${found.provisioningState})`;
		throw new UserError("TASKS_POOL_EMPTY", {
			subject: pool,
			reason
		});
	}
	log.info(`${found.name}: ${found.count} ${found.count === 1 ? "instance" : "instances"}`);
}
async function describeOthers(tasks) {
	try {
		const names = (await tasks.listAgentPools()).map(({ name }) => `"${name}"`);
		return names.length === 0 ? "the registry has no agent pools" : `the registry has ${names.join(", ")}`;
	} catch {
		return "the registry’s pools could not be listed";
	}
}

// actions/build-image/src/begin.ts
const tokenUser = "00000000-0000-0000-0000-000000000000";
const runAppearsMs = 6e4;
const lookAgainMs = 1e3;
/** Finds this image's own live or finished run, or starts one; there is never a second live run of one image. */
async function beginRun(plan, deps, log) {
	const earlier = await findEarlier(plan, deps);
	if (earlier !== void 0 && !isFinished(earlier.status)) {
		log.info(`Run ${earlier.runId} builds the same image already (${earlier.status}): following it`);
		return {
			run: earlier,
			status: "attached"
		};
	}
	if (earlier !== void 0 && await isReusable(earlier, plan, deps)) {
		log.info(`Run ${earlier.runId} has built the same image, and it is still under the tag "${plan.tag}"`);
		return {
			run: earlier,
			status: "reused"
		};
	}
	if (earlier !== void 0) log.info(`Run ${earlier.runId} ended as ${earlier.status}: building again`);
	return startRun(plan, earlier, deps, log);
}
async function findEarlier(plan, deps) {
	const taskRun = await deps.tasks.findTaskRun(plan.name);
	if (taskRun?.run === void 0) return void 0;
	return await deps.tasks.findRun(taskRun.run.runId) ?? taskRun.run;
}
async function isReusable(run, plan, deps) {
	const output = findOutputImage(run, plan);
	if (run.status !== "Succeeded" || output === void 0) return false;
	const registry = deps.registry(plan.loginServer);
	if (await registry.findDigest(plan.repository, plan.tag) !== output.digest) return false;
	return await registry.findManifest(plan.repository, output.digest) !== void 0;
}
/** The image that a run says it pushed under the tag of the plan. */
function findOutputImage(run, plan) {
	return run.outputImages.find(({ registry, repository, tag }) => registry.toLowerCase() === plan.loginServer.toLowerCase() && repository === plan.repository && tag === plan.tag);
}
async function startRun(plan, earlier, deps, log) {
	await assertPoolReady(deps.tasks, plan.agentPool, log);
	const logins = await readLogins(plan, deps, log);
	const sourceLocation = await sendContext(plan, deps, log);
	deps.signal.throwIfAborted();
	const request = toRequest(plan, sourceLocation, logins);
	const forceUpdateTag = earlier === void 0 ? "first" : `after-${earlier.runId}`;
	const run = await awaitRun(plan, await deps.tasks.startTaskRun(plan.name, request, forceUpdateTag), deps);
	log.info(`Run ${run.runId} of task run ${plan.name} is ${run.status}`);
	return {
		run,
		status: "built"
	};
}
async function readLogins(plan, deps, log) {
	const hosts = plan.dockerfile.baseImages.map(({ reference }) => reference.registry);
	const others = new Set(hosts.filter((host) => isAzureRegistry(host) && host !== plan.loginServer.toLowerCase()));
	const logins = /* @__PURE__ */ new Map();
	for (const host of others) {
		const password = await deps.registry(host).readRefreshToken();
		log.mask(password);
		log.info(`${host}: the run may pull base images with the rights of this identity, for about three hours`);
		logins.set(host, {
			username: tokenUser,
			password
		});
	}
	return logins;
}
async function sendContext({ context }, deps, log) {
	if (context.kind === "git") return context.location;
	const { uploadUrl, relativePath } = await deps.tasks.createUpload();
	const begunAt = deps.clock.now();
	await deps.blobs.upload(uploadUrl, context.open(), deps.signal);
	log.info(`Context ${shortenDigest(context.hash)} uploaded in ${Math.round(deps.clock.now() - begunAt)} ms`);
	return relativePath;
}
function toRequest(plan, sourceLocation, logins) {
	return {
		sourceLocation,
		imageNames: [`${plan.repository}:${plan.tag}`],
		dockerfile: plan.context.dockerfilePath,
		...plan.target === void 0 ? {} : { target: plan.target },
		arguments: plan.arguments,
		platform: plan.platform,
		agentPool: plan.agentPool,
		timeoutSeconds: Math.ceil(plan.timeoutMs / 1e3),
		logins
	};
}
async function awaitRun(plan, first, deps) {
	const deadline = deps.clock.now() + runAppearsMs;
	let taskRun = first;
	while (taskRun?.run === void 0 && deps.clock.now() < deadline) {
		await deps.clock.sleep(lookAgainMs, deps.signal);
		taskRun = await deps.tasks.findTaskRun(plan.name);
	}
	if (taskRun?.run !== void 0) return taskRun.run;
	throw new ExternalError("TASKS_RUN_LOST", {
		system: "ACR Tasks",
		operation: "PUT taskRuns",
		subject: plan.name,
		reason: "the task run was accepted and has no run"
	});
}

// actions/build-image/src/cancel.ts
const maxWaitMs = 5e3;
const pauseMs = 500;
const abandoning = /* @__PURE__ */ new Set([
	"TASKS_POOL_EMPTY",
	"TASKS_POOL_NOT_FOUND",
	"TASKS_QUEUE_TIMED_OUT"
]);
/** Does the work, and when the job is cancelled meanwhile cancels the run too: no orphan is left behind. */
async function cancelRunOnAbort(taskRunName, deps, log, work) {
	try {
		return await work();
	} catch (error) {
		if (deps.signal.aborted || isAbandoning(error)) await cancelLiveRun(taskRunName, deps, log);
		throw error;
	}
}
function isAbandoning(error) {
	return error instanceof CodedError && abandoning.has(error.code);
}
async function cancelLiveRun(taskRunName, deps, log) {
	try {
		const run = await findLiveRun(taskRunName, deps);
		if (run === void 0) return;
		log.info(`Cancelling run ${run.runId}`);
		await deps.tasks.cancelRun(run.runId);
		await awaitEnd(run.runId, deps, log);
	} catch (error) {
		const code = error instanceof CodedError ? `${error.code}: ${error.message}` : String(error);
		log.warning(`The run could not be cancelled: ${code}`);
	}
}
async function findLiveRun(taskRunName, deps) {
	for (const waitMs of [
		0,
		pauseMs,
		pauseMs
	]) {
		if (waitMs > 0) await deps.clock.sleep(waitMs);
		const run = (await deps.tasks.findTaskRun(taskRunName))?.run;
		if (run !== void 0 && !isFinished(run.status)) return run;
	}
}
async function awaitEnd(runId, deps, log) {
	const deadline = deps.clock.now() + maxWaitMs;
	while (deps.clock.now() < deadline) {
		const run = await deps.tasks.findRun(runId);
		if (run === void 0 || isFinished(run.status)) {
			log.info(`Run ${runId} ended as ${run?.status ?? "unknown"}`);
			return;
		}
		await deps.clock.sleep(pauseMs);
	}
	log.warning(`Run ${runId} was asked to stop and has not ended yet`);
}

// actions/build-image/src/context/git-context.ts
/** Pins a Git context to the commit its ref names now, and reads its Dockerfile there. */
async function readGitContext(source, dockerfile, git, log) {
	const commit = await git.resolveRef(source.url, source.ref);
	const dockerfilePath = cleanPath(dockerfile);
	const path = posix.join(source.folder, dockerfilePath);
	const dockerfileText = !dockerfilePath.startsWith("..") && !dockerfilePath.startsWith("/") ? await git.findFile(source.url, commit, path) : void 0;
	if (dockerfileText === void 0) {
		const reason = `${source.url} has no file "${path}" at ${commit}`;
		throw new UserError("CONTEXT_DOCKERFILE_MISSING", {
			subject: dockerfile,
			reason
		});
	}
	const location = `${source.url}#${commit}${source.folder === "" ? "" : `:${source.folder}`}`;
	log.info(`${source.ref} of ${source.url} is commit ${commit}`);
	return {
		kind: "git",
		hash: computeDigest(location),
		dockerfilePath,
		dockerfileText,
		commit,
		location
	};
}

// actions/build-image/src/context/compress.ts
const outputBytes = 262144;
const gzipOptions = {
	level: 5,
	chunkSize: outputBytes
};
/**
* Compresses chunks, of which each must stay as it is until the next but one is asked for.
* The pieces given out are valid until the next is asked for: their memory is given back then.
*/
async function* compress(chunks) {
	const gzip = createGzip(gzipOptions);
	const pieces = [];
	gzip.on("data", (piece) => pieces.push(piece));
	gzip.on("error", ignore);
	try {
		let writing = Promise.resolve();
		for await (const chunk of chunks) {
			await writing;
			writing = write(gzip, chunk);
			yield* giveOut(pieces);
		}
		await writing;
		await end(gzip);
		yield* giveOut(pieces);
	} finally {
		gzip.destroy();
	}
}
function ignore() {}
function* giveOut(pieces) {
	for (const piece of pieces.splice(0)) {
		yield piece;
		giveBack(piece);
	}
}
function giveBack({ buffer, byteOffset, byteLength }) {
	if (buffer.byteLength === outputBytes && byteOffset + byteLength === outputBytes && types.isArrayBuffer(buffer)) buffer.transfer(0);
}
function write(gzip, chunk) {
	const written = new Promise((done, fail) => {
		gzip.write(chunk, (error) => {
			if (error) fail(error);
			else done();
		});
	});
	written.catch(ignore);
	return written;
}
function end(gzip) {
	return new Promise((done, fail) => {
		gzip.once("end", done).once("error", fail).end();
	});
}

// actions/build-image/src/context/list-entries.ts
/** Every path to send, sorted by the bytes of each name, folders before what they hold. Links are never followed. */
function listEntries(selection) {
	return listFolder(selection, "");
}
function listFolder(selection, folder) {
	const paths = sortByBytes(readable(folder, () => readdirSync(join(selection.root, folder)))).map((name) => folder === "" ? name : `${folder}/${name}`);
	const listed = [];
	for (const path of paths) {
		const isSent = isKept(selection, path);
		if (!isSent && !mayHoldSent(selection, path)) continue;
		const stats = readable(path, () => lstatSync(join(selection.root, path)));
		if (stats.isDirectory()) for (const entry of listSubfolder(selection, path, stats, isSent)) listed.push(entry);
		else if (isSent) listed.push(toEntry(selection.root, path, stats));
	}
	return listed;
}
function listSubfolder(selection, path, stats, isSent) {
	const below = listFolder(selection, path);
	if (!isSent && below.length === 0) return [];
	return [{
		kind: "folder",
		path,
		size: 0,
		isExecutable: true,
		stamp: stampOf(stats)
	}, ...below];
}
function isKept({ matcher, alwaysSent }, path) {
	return alwaysSent.has(path) || !matcher.isIgnored(path);
}
function mayHoldSent({ matcher, alwaysSent }, folder) {
	return matcher.mayHoldKept(folder) || [...alwaysSent].some((path) => path.startsWith(`${folder}/`));
}
function sortByBytes(names) {
	return names.map((name) => ({
		name,
		bytes: Buffer.from(name, "utf8")
	})).sort((a, b) => Buffer.compare(a.bytes, b.bytes)).map(({ name }) => name);
}
function toEntry(root, path, stats) {
	const common = {
		path,
		isExecutable: (stats.mode & 64) !== 0,
		stamp: stampOf(stats)
	};
	if (stats.isFile()) return {
		...common,
		kind: "file",
		size: stats.size
	};
	if (stats.isSymbolicLink()) {
		const target = readable(path, () => readlinkSync(join(root, path)));
		return {
			...common,
			kind: "link",
			size: 0,
			target
		};
	}
	throw new UserError("CONTEXT_ENTRY_UNSUPPORTED", {
		subject: path,
		reason: "it is a socket, pipe or device"
	});
}
/** What identifies the state of a file. */
function stampOf(stats) {
	return {
		inode: stats.ino,
		modifiedMs: stats.mtimeMs
	};
}
/** Runs a look at the disk and says which path of the context could not be read. */
function readable(path, look) {
	try {
		return look();
	} catch (cause) {
		throw explain(path, cause);
	}
}
/** Like {@link readable} for a look that takes its time. */
async function readableLater(path, look) {
	try {
		return await look();
	} catch (cause) {
		throw explain(path, cause);
	}
}
function explain(path, cause) {
	const code = findErrorCode(cause);
	if (code === void 0) return cause;
	const subject = path === "" ? "." : path;
	if (path.includes("�")) return new UserError("CONTEXT_ENTRY_UNSUPPORTED", {
		subject,
		reason: "its name is no UTF-8 text",
		cause
	});
	if (code === "ENOENT" || code === "ELOOP" || code === "ENOTDIR") return new UserError("CONTEXT_CHANGED", {
		subject,
		reason: "it was there a moment ago and is gone",
		cause
	});
	return new UserError("CONTEXT_UNREADABLE", {
		subject,
		reason: code,
		cause
	});
}

// actions/build-image/src/context/archive.ts
const chunkBytes = 262144;
/** The digest of the uncompressed archive: `gunzip | sha256sum` of what is uploaded gives the same. */
async function hashEntries(root, entries) {
	const hash = createHash("sha256");
	for await (const piece of readPieces(root, entries)) hash.update(piece);
	return parseDigest(`sha256:${hash.digest("hex")}`);
}
/**
* The gzipped archive, in memory that does not grow with the context; throws CONTEXT_CHANGED unless it has the digest.
* Each piece is valid until the next is asked for.
*/
async function* packEntries(root, entries, expected) {
	const hash = createHash("sha256");
	yield* compress(hashing(readArchive(root, entries), hash));
	const actual = `sha256:${hash.digest("hex")}`;
	if (actual !== expected) throw changed(".", `its digest was ${expected} and is ${actual} now`);
}
async function* hashing(source, hash) {
	for await (const chunk of source) {
		hash.update(chunk);
		yield chunk;
	}
}
/** The archive as chunks of equal size, whatever the size of the files; each is valid until the next but one. */
async function* readArchive(root, entries) {
	let [chunk, other] = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)];
	let used = 0;
	for await (const piece of readPieces(root, entries)) for (let at = 0; at < piece.length;) {
		const taken = piece.subarray(at, at + chunkBytes - used);
		chunk.set(taken, used);
		[used, at] = [used + taken.length, at + taken.length];
		if (used < chunkBytes) continue;
		yield chunk;
		[chunk, other, used] = [
			other,
			chunk,
			0
		];
	}
	if (used > 0) yield chunk.subarray(0, used);
}
async function* readPieces(root, entries) {
	const scratch = Buffer.allocUnsafe(chunkBytes);
	for (const entry of entries) {
		yield encodeTarHeader(entry);
		if (entry.kind !== "file") continue;
		if (entry.content !== void 0) yield entry.content;
		else if (entry.size <= scratch.length) yield readSmallFile(root, entry, scratch);
		else yield* readLargeFile(root, entry, scratch);
		yield tarPadding(entry.size);
	}
	yield tarEnd;
}
const openFlags$1 = constants.O_RDONLY | constants.O_NOFOLLOW;
function readSmallFile(root, entry, scratch) {
	const file = readable(entry.path, () => openSync(join(root, entry.path), openFlags$1));
	try {
		assertSame(entry, fstatSync(file));
		for (let at = 0; at < entry.size;) {
			const bytesRead = readable(entry.path, () => readSync(file, scratch, at, entry.size - at, at));
			if (bytesRead === 0) throw changed(entry.path, "it became shorter");
			at += bytesRead;
		}
		assertSame(entry, fstatSync(file));
		return scratch.subarray(0, entry.size);
	} finally {
		closeSync(file);
	}
}
async function* readLargeFile(root, entry, scratch) {
	const handle = await readableLater(entry.path, () => open(join(root, entry.path), openFlags$1));
	try {
		assertSame(entry, await handle.stat());
		for (let at = 0; at < entry.size;) {
			const wanted = Math.min(scratch.length, entry.size - at);
			const { bytesRead } = await readableLater(entry.path, () => handle.read(scratch, 0, wanted, at));
			if (bytesRead === 0) throw changed(entry.path, "it became shorter");
			yield scratch.subarray(0, bytesRead);
			at += bytesRead;
		}
		assertSame(entry, await handle.stat());
	} finally {
		await handle.close();
	}
}
function assertSame(entry, stats) {
	const stamp = stampOf(stats);
	if (stats.size !== entry.size) throw changed(entry.path, `it had ${entry.size} bytes and has ${stats.size} now`);
	if (stamp.inode !== entry.stamp.inode || stamp.modifiedMs !== entry.stamp.modifiedMs) throw changed(entry.path, "it was written or replaced since it was listed");
}
function changed(subject, reason) {
	return new UserError("CONTEXT_CHANGED", {
		subject,
		reason
	});
}

// actions/build-image/src/context/local-context.ts
const rootIgnoreFile = ".dockerignore";
/** Reads a folder of the workspace as Docker would send it, and hashes it; nothing is uploaded yet. */
async function readLocalContext(path, dockerfile, workspace, log) {
	const root = await findRoot(path, workspace);
	const dockerfilePath = await findDockerfile(root, dockerfile);
	const ignore = await readIgnoreFile(root, dockerfilePath);
	const alwaysSent = /* @__PURE__ */ new Set([dockerfilePath, rootIgnoreFile]);
	const listed = listEntries({
		root,
		matcher: compileIgnore(parseIgnoreFile(ignore.text)),
		alwaysSent
	});
	const entries = ignore.path === rootIgnoreFile ? listed : replaceIgnoreFile(listed, ignore);
	warnOfGit(entries, log);
	const hash = await hashEntries(root, entries);
	log.info(`${entries.length} entries, ${ignore.path === void 0 ? "no ignore file" : `without what ${ignore.path} names`}`);
	return {
		kind: "local",
		hash,
		dockerfilePath,
		dockerfileText: await readFile(join(root, dockerfilePath), "utf8"),
		open: () => packEntries(root, entries, hash)
	};
}
async function findRoot(path, workspace) {
	const base = await realpath(workspace);
	const root = await realpathOf(resolve(base, path));
	if (root === void 0 || !(await stat(root)).isDirectory()) throw new UserError("CONTEXT_NOT_FOUND", {
		subject: path,
		reason: `it is no folder of ${base}`
	});
	if (isInside(base, root)) return root;
	throw new UserError("CONTEXT_OUTSIDE_WORKSPACE", {
		subject: path,
		reason: `it leads to "${root}"`
	});
}
async function findDockerfile(root, dockerfile) {
	const path = cleanPath(dockerfile);
	const target = isAbsolute(path) ? void 0 : await realpathOf(join(root, path));
	if (target === void 0) throw missing$1(dockerfile, "there is no such file in the context");
	if (!isInside(root, join(root, path)) || !isInside(root, target)) throw missing$1(dockerfile, "it leads out of the context");
	if (!(await stat(target)).isFile()) throw missing$1(dockerfile, "it is no file");
	return path;
}
function missing$1(subject, reason) {
	return new UserError("CONTEXT_DOCKERFILE_MISSING", {
		subject,
		reason
	});
}
function isInside(root, path) {
	const way = relative(root, path);
	return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
async function realpathOf(path) {
	try {
		return await realpath(path);
	} catch (error) {
		const code = findErrorCode(error);
		if (code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP") return void 0;
		throw error;
	}
}
async function readIgnoreFile(root, dockerfile) {
	for (const path of ignoreFileCandidates(dockerfile)) {
		const target = await realpathOf(join(root, path));
		if (target === void 0 || !isInside(root, target) || !(await stat(target)).isFile()) continue;
		return {
			path,
			text: await readFile(target, "utf8")
		};
	}
	return {
		path: void 0,
		text: ""
	};
}
/**
* ACR's agent runs Docker's classic builder, which reads `.dockerignore` alone. It is given the file that counts
* here under that name alone, so that an ignored Dockerfile reaches the builder and still no COPY sees it.
*/
function replaceIgnoreFile(entries, ignore) {
	if (ignore.path === void 0) return entries;
	const content = Buffer.from(`${ignore.text}\n${rootIgnoreFile}\n`, "utf8");
	return [{
		kind: "file",
		path: rootIgnoreFile,
		size: content.length,
		isExecutable: false,
		content,
		stamp: {
			inode: 0,
			modifiedMs: 0
		}
	}, ...entries.filter(({ path }) => path !== rootIgnoreFile && path !== ignore.path)];
}
function warnOfGit(entries, log) {
	if (!entries.some(({ path }) => path === ".git")) return;
	log.warning("The context holds \".git\": it can carry the checkout’s token, and it makes the context hash differ at each checkout; add it to .dockerignore");
}

// actions/build-image/src/failure.ts
/** Throws the error that says why a run did not succeed; returns when it did. */
function assertSucceeded(finished, plan) {
	const { run } = finished;
	const subject = run.runId;
	switch (run.status) {
		case "Succeeded": return;
		case "Canceled": throw new UserError("TASKS_RUN_CANCELED", {
			subject,
			reason: run.errorMessage ?? "ACR says it was cancelled"
		});
		case "Timeout": throw new UserError("TASKS_RUN_TIMED_OUT", {
			subject,
			reason: describePlace(finished, plan)
		});
		case "Failed": throw explainFailure(finished, plan);
		default: throw new ExternalError("TASKS_RUN_BROKEN", {
			system: "ACR Tasks",
			operation: "run",
			subject,
			reason: run.errorMessage ?? `it ended as ${run.status}`
		});
	}
}
const signs = [
	{
		pattern: /toomanyrequests|You have reached your (?:unauthenticated )?pull rate limit/i,
		remedy: "Docker Hub refused the pull for too many requests: import the base image and name your own registry in FROM"
	},
	{
		pattern: /failed to get ACR refresh token|unauthorized: authentication required|insufficient_scope/i,
		remedy: nameMissingRole
	},
	{
		pattern: /failed to download context/i,
		remedy: "The agent could not fetch the Git context: it must be public, and its submodules too"
	},
	{
		pattern: /manifest (?:for \S+ )?(?:not found|unknown)|pull access denied/i,
		remedy: "A base image is not there under this name, tag or digest: import and promote it first, or correct FROM"
	},
	{
		pattern: /no space left on device/i,
		remedy: "The agent’s disk is full: use a larger tier of agent pool"
	}
];
function explainFailure(finished, plan) {
	const { run, lastLines } = finished;
	const isPushing = lastLines.some((line) => pushBegin.test(line));
	const sign = signs.find(({ pattern }) => lastLines.some((line) => pattern.test(line)));
	const own = run.errorMessage ?? "ACR gives no reason";
	return new UserError("TASKS_RUN_FAILED", {
		subject: run.runId,
		reason: `${isPushing ? "while pushing" : describePlace(finished, plan)}: ${own.slice(0, 300)}`,
		...sign === void 0 ? {} : { remedy: renderRemedy(sign, plan, isPushing) }
	});
}
const pushBegin = /^The push refers to repository \[/;
function renderRemedy({ remedy }, plan, isPushing) {
	return typeof remedy === "string" ? remedy : remedy(plan, isPushing);
}
function nameMissingRole(plan, isPushing) {
	if (isPushing) return `Assign the role "Container Registry Repository Writer" to the build identity on ${plan.loginServer}, for the repository "${plan.repository}"`;
	const names = plan.dockerfile.baseImages.map(({ reference }) => reference).filter(({ registry }) => isAzureRegistry(registry)).map(({ registry, repository }) => `"${repository}" on ${registry}`);
	return `Assign the role "Container Registry Repository Reader" to the build identity for the base image: ${[...new Set(names)].join(", ")}`;
}
function describePlace({ lastStep }, plan) {
	if (lastStep === void 0) return "before the first instruction";
	const { number, total, instruction } = lastStep;
	const line = plan.dockerfile.steps[number - 1]?.line;
	const place = line === void 0 ? "" : ` (${plan.context.dockerfilePath}, line ${line})`;
	return `in step ${number}/${total} "${instruction.slice(0, 120)}"${place}`;
}

// actions/build-image/src/log/file.ts
const openFlags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;
/** Starts the file anew; its folder is made. Only the owner may read it, since a build can print anything. */
async function openLogFile(path) {
	await mkdir(dirname(path), { recursive: true });
	const handle = await open(path, openFlags, 384);
	return {
		append: async (lines) => {
			if (lines.length > 0) await handle.writeFile(`${lines.join("\n")}\n`);
		},
		close: () => handle.close()
	};
}

// actions/build-image/src/log/lines.ts
const maxLineCharacters = 65536;
/** Reads UTF-8 across chunk borders, broken bytes as U+FFFD; a line ends in LF, CR LF or a CR by itself. */
function createLineReader() {
	const decoder = new TextDecoder("utf-8");
	let pending = "";
	const split = (text, isEnd) => {
		const held = !isEnd && text.endsWith("\r") ? "\r" : "";
		const lines = text.slice(0, text.length - held.length).split(/\r\n|\n|\r/);
		const last = lines.pop() ?? "";
		if (last.length > maxLineCharacters || isEnd) {
			pending = held;
			return last === "" ? lines : [...lines, last];
		}
		pending = last + held;
		return lines;
	};
	return {
		push: (bytes) => split(pending + decoder.decode(bytes, { stream: true }), false),
		end: () => split(pending + decoder.decode(), true)
	};
}

// actions/build-image/src/log/printer.ts
const buildEnd = /^Successfully built /;
/** Opens a group for what the agent does before the first instruction, and one for each instruction after. */
function openPrinter(log, runId) {
	let step;
	let isOpen = true;
	log.startGroup(`Run ${runId}`);
	const close = () => {
		if (isOpen) log.endGroup();
		isOpen = false;
	};
	const open = (title) => {
		close();
		log.startGroup(title);
		isOpen = true;
	};
	return {
		print: (line) => {
			const title = findStepTitle(line);
			if (title !== void 0) {
				step = title;
				open(`Step ${title.number}/${title.total} : ${title.instruction}`);
				return;
			}
			if (buildEnd.test(line)) open(`Run ${runId}: push and report`);
			log.info(line);
		},
		currentStep: () => step,
		close
	};
}

// actions/build-image/src/log/sanitise.ts
const terminalSequence = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
const hiddenCharacter = /(?!\t)[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu;
/** A line of a foreign log, fit to be printed: no terminal sequences, nothing invisible, no secret. */
function sanitiseLine(line, secrets) {
	const plain = line.replace(terminalSequence, "").replace(hiddenCharacter, "");
	return secrets.reduce((text, secret) => secret === "" ? text : text.replaceAll(secret, "***"), plain);
}

// actions/build-image/src/log/stream.ts
const maxChunkBytes = 262144;
const minPauseMs$1 = 500;
const maxPauseMs$1 = 5e3;
const maxLogLagMs = 3e4;
const maxMissingLogMs = 5e3;
/** Reads a run's log by byte ranges until run and log have ended. The run's own status decides, never the log's. */
async function streamLog(runId, sink, deadline, deps) {
	const log = openLogReader(runId, sink, deps);
	let endedAt;
	for (let pauseMs = minPauseMs$1;; pauseMs = Math.min(maxPauseMs$1, pauseMs * 1.5)) {
		if (await log.readOn()) pauseMs = minPauseMs$1;
		const run = await readRun(runId, deps);
		if (isFinished(run.status)) {
			endedAt ??= deps.clock.now();
			if (log.isOver(deps.clock.now() - endedAt)) return {
				run,
				isLogComplete: log.isComplete()
			};
		} else if (deps.clock.now() > deadline) throw lost(runId, "it runs longer than its time limit");
		await deps.clock.sleep(pauseMs, deps.signal);
	}
}
function openLogReader(runId, sink, deps) {
	const read = createChunkReader(runId, deps);
	let offset = 0;
	let [isComplete, isStarted] = [false, false];
	return {
		readOn: async () => {
			const before = offset;
			while (!isComplete) {
				const chunk = await read(offset);
				isStarted ||= chunk.isStarted;
				isComplete = chunk.bytes.length === 0 && chunk.completion !== void 0;
				if (chunk.bytes.length === 0) break;
				await sink(chunk.bytes);
				offset += chunk.bytes.length;
			}
			return offset > before;
		},
		isComplete: () => isComplete,
		isOver: (sinceEndMs) => isComplete || sinceEndMs >= (isStarted ? maxLogLagMs : maxMissingLogMs)
	};
}
function createChunkReader(runId, deps) {
	let url;
	return async (offset) => {
		const isFresh = url === void 0;
		url ??= await deps.tasks.readLogUrl(runId);
		try {
			return await deps.blobs.readLog(url, offset, maxChunkBytes);
		} catch (error) {
			if (isFresh || !(error instanceof CodedError) || error.code !== "BLOB_LINK_EXPIRED") throw error;
			url = await deps.tasks.readLogUrl(runId);
			return deps.blobs.readLog(url, offset, maxChunkBytes);
		}
	};
}
/** A run that must be there; TASKS_RUN_LOST when it is not. */
async function readRun(runId, deps) {
	const run = await deps.tasks.findRun(runId);
	if (run !== void 0) return run;
	throw lost(runId, "ACR Tasks does not know it any more");
}
function lost(runId, reason) {
	return new ExternalError("TASKS_RUN_LOST", {
		system: "ACR Tasks",
		operation: "read run",
		subject: runId,
		reason
	});
}

// actions/build-image/src/queue.ts
const minPauseMs = 500;
const maxPauseMs = 5e3;
const reportEveryMs = 6e4;
/** Waits until the run has left the queue, and says what it waits for; throws TASKS_POOL_EMPTY or TASKS_QUEUE_TIMED_OUT. */
async function awaitStart(run, plan, deps, log) {
	if (run.status !== "Queued") return run;
	const begunAt = deps.clock.now();
	let current = run;
	let [pauseMs, reportedAt] = [minPauseMs, Number.NEGATIVE_INFINITY];
	while (current.status === "Queued") {
		const now = deps.clock.now();
		if (now - begunAt >= plan.timeoutMs) throw timedOut(run, plan);
		if (now - reportedAt >= reportEveryMs) {
			await report(plan, now - begunAt, deps, log);
			reportedAt = now;
		}
		await deps.clock.sleep(pauseMs, deps.signal);
		pauseMs = Math.min(maxPauseMs, pauseMs * 1.5);
		current = await readRun(run.runId, deps);
	}
	return current;
}
async function report(plan, waitedMs, deps, log) {
	const waiting = await deps.tasks.readQueueLength(plan.agentPool);
	log.info(`Waiting for an instance of "${plan.agentPool}" for ${formatDuration(waitedMs)}: ${waiting} in the queue`);
	if (waitedMs > 0) await assertPoolReady(deps.tasks, plan.agentPool, log);
}
function timedOut(run, plan) {
	const reason = `no instance of "${plan.agentPool}" was free for ${formatDuration(plan.timeoutMs)}`;
	return new UserError("TASKS_QUEUE_TIMED_OUT", {
		subject: run.runId,
		reason
	});
}

// actions/build-image/src/follow.ts
const graceMs = 6e5;
/** Follows a run to its end: queue position, live log, log file. */
async function followRun(begun, { plan, logPath }, deps, log) {
	const file = await openLogFile(logPath);
	try {
		const started = await awaitStart(begun.run, plan, deps, log);
		return await readToEnd({
			...begun,
			run: started
		}, {
			plan,
			file
		}, deps, log);
	} finally {
		await file.close();
	}
}
async function readToEnd(begun, { plan, file }, deps, log) {
	const { runId } = begun.run;
	const printer = openPrinter(log, runId);
	const view = createView(printer, file, plan);
	try {
		const deadline = deps.clock.now() + plan.timeoutMs + graceMs;
		const { run, isLogComplete } = await streamLog(runId, view.sink, deadline, deps);
		await view.end();
		return {
			run,
			isLogComplete,
			lastLines: view.lastLines(),
			lastStep: printer.currentStep()
		};
	} catch (error) {
		if (begun.status !== "reused" || !(error instanceof CodedError)) throw error;
		log.warning(`${error.code}: the log of the earlier run ${runId} cannot be read any more (${error.reason})`);
		return {
			run: begun.run,
			isLogComplete: false,
			lastLines: view.lastLines(),
			lastStep: void 0
		};
	} finally {
		printer.close();
	}
}
function createView(printer, file, plan) {
	const reader = createLineReader();
	const secrets = plan.arguments.filter(({ isSecret }) => isSecret).map(({ value }) => value);
	let last = [];
	const show = async (lines) => {
		const clean = lines.map((line) => sanitiseLine(line, secrets));
		clean.forEach((line) => printer.print(line));
		last = [...last, ...clean].slice(-2e3);
		await file.append(clean);
	};
	return {
		sink: (bytes) => show(reader.push(bytes)),
		end: () => show(reader.end()),
		lastLines: () => last
	};
}

// actions/build-image/src/plan.ts
const shortHashDigits = 12;
const nameHashDigits = 40;
/** Decides name, tag and arguments of a build. */
function planBuild(inputs, loginServer, context, dockerfile) {
	const plan = {
		loginServer,
		repository: inputs.repository,
		tag: inputs.tag ?? defaultTag(context),
		context,
		dockerfile,
		target: inputs.target,
		arguments: listArguments(inputs),
		platform: inputs.platform,
		agentPool: inputs.agentPool,
		timeoutMs: inputs.timeout
	};
	return {
		...plan,
		name: nameTaskRun(plan)
	};
}
function defaultTag(context) {
	return context.kind === "git" ? context.commit.slice(0, shortHashDigits) : digestHex(context.hash).slice(0, shortHashDigits);
}
/** All build arguments by name; of a secret one the text before `=` is its name. */
function listArguments(inputs) {
	const secrets = inputs.secretBuildArgs.map((secret) => {
		const text = secret.reveal();
		const equals = text.indexOf("=");
		return {
			name: text.slice(0, equals),
			value: text.slice(equals + 1),
			isSecret: true
		};
	});
	return [...inputs.buildArgs.map((given) => ({
		...given,
		isSecret: false
	})), ...secrets].sort((a, b) => a.name < b.name ? -1 : 1);
}
/**
* Named assumption: ACR answers a task run under the name that the caller chose, and the published Run model has
* no source, tag or label to find a run by (REST, 2025-03-01-preview; not tried on a real registry).
*
* Of a secret argument only the name counts. Everybody who may read the registry sees the task run's name, and a
* plain hash of a short secret among known values can be guessed offline; and a token that is new in every job
* would keep a re-run from finding its own run. A secret gives access, it does not choose the content.
*/
function nameTaskRun(plan) {
	const identity = JSON.stringify([
		"lazaret-build-v1",
		plan.context.hash,
		plan.context.dockerfilePath,
		plan.target ?? null,
		plan.arguments.map(({ name, value, isSecret }) => isSecret ? [name] : [name, value]),
		[
			plan.loginServer.toLowerCase(),
			plan.repository,
			plan.tag
		],
		[
			plan.platform.os,
			plan.platform.architecture,
			plan.platform.variant ?? null
		]
	]);
	return `lazaret-${digestHex(computeDigest(identity)).slice(0, nameHashDigits)}`;
}

// actions/build-image/src/verify.ts
/** The built image, read back from the registry by its digest; TASKS_IMAGE_MISSING when it is not there. */
async function verifyImage(run, plan, deps, log) {
	const output = findOutputImage(run, plan);
	if (output === void 0) throw missing(run, `it names no image ${plan.repository}:${plan.tag}`);
	const manifest = await deps.registry(plan.loginServer).findManifest(plan.repository, output.digest);
	if (manifest === void 0) throw missing(run, `${plan.loginServer} has no ${plan.repository}@${output.digest}`);
	log.info(`${plan.loginServer}/${plan.repository}@${manifest.digest} is in the registry (${manifest.mediaType})`);
	return {
		registry: plan.loginServer,
		repository: plan.repository,
		digest: manifest.digest
	};
}
function missing({ runId }, reason) {
	return new ExternalError("TASKS_IMAGE_MISSING", {
		system: "Azure Container Registry",
		operation: "read manifest",
		subject: runId,
		reason
	});
}

// actions/build-image/src/main.ts
/** Reads the context, finds or starts the image's run, follows it, and reads the image back by its digest. */
async function run(inputs, deps, log) {
	const plan = await log.group("Read the build context", () => readPlan(inputs, deps, log));
	const logPath = inputs.logFile ?? join(deps.tempFolder, `${plan.name}.log`);
	const { begun, finished } = await cancelRunOnAbort(plan.name, deps, log, async () => {
		const found = await log.group(describe(plan), () => beginRun(plan, deps, log));
		return {
			begun: found,
			finished: await followRun(found, {
				plan,
				logPath
			}, deps, log)
		};
	});
	assertSucceeded(finished, plan);
	const image = await log.group("Verify the image", () => verifyImage(finished.run, plan, deps, log));
	const bases = listBaseDigests(plan.dockerfile.baseImages, finished, log);
	log.info(`${formatImageReference(image)} ${begun.status}`);
	return toOutputs({
		plan,
		begun,
		finished,
		image,
		bases,
		logPath
	});
}
async function readPlan(inputs, deps, log) {
	const account = await deps.management.readAccount();
	const context = await readContext(inputs, deps, log);
	const buildArguments = new Map(listArguments(inputs).map(({ name, value }) => [name, value]));
	const { target } = inputs;
	const options = {
		buildArguments,
		...target === void 0 ? {} : { target }
	};
	const dockerfile = parseDockerfile(context.dockerfileText, options);
	log.info(`Context hash ${context.hash}`);
	return planBuild(inputs, account.loginServer.toLowerCase(), context, dockerfile);
}
function readContext({ context, dockerfile }, deps, log) {
	return context.kind === "git" ? readGitContext(context, dockerfile, deps.git, log) : readLocalContext(context.path, dockerfile, deps.workspace, log);
}
function describe(plan) {
	return `Build ${plan.repository}:${plan.tag} on "${plan.agentPool}"`;
}
function toOutputs({ plan, begun, finished, image, bases, logPath }) {
	const { run: ended } = finished;
	return {
		digest: image.digest,
		image: formatImageReference(image),
		status: begun.status,
		runId: ended.runId,
		logPath,
		baseDigests: JSON.stringify(bases),
		contextHash: plan.context.hash,
		commit: plan.context.kind === "git" ? plan.context.commit : "",
		startedAt: renderTime(ended.startedAt),
		finishedAt: renderTime(ended.finishedAt)
	};
}
function renderTime(ms) {
	return ms === void 0 ? "" : formatTime(ms);
}

// actions/build-image/src/summary.ts
const headlines = {
	built: "Built in quarantine",
	attached: "Built in quarantine by a run that was already on its way",
	reused: "Already in quarantine: an earlier run had built the same image"
};
/** The page that a person reads after a build. */
function renderSummary(outputs, inputs) {
	return [
		`## ${headlines[outputs.status] ?? "Built"}`,
		"",
		renderCode(outputs.image),
		"",
		"| | |",
		"|---|---|",
		...listRows(outputs, inputs).map(([name, value]) => `| ${name} | ${value} |`),
		"",
		...renderBases(outputs.baseDigests),
		""
	].join("\n");
}
function listRows(outputs, inputs) {
	const { os, architecture, variant } = inputs.platform;
	const platform = [
		os,
		architecture,
		variant
	].filter((part) => part !== void 0).join("/");
	const source = inputs.context.kind === "git" ? inputs.context.url : inputs.context.path;
	return [
		["Context", renderCode(source)],
		...outputs.commit === "" ? [] : [["Commit", renderCode(outputs.commit)]],
		["Context hash", renderCode(outputs.contextHash)],
		["Platform", renderCode(platform)],
		["Agent pool", renderCode(inputs.agentPool)],
		["Run", renderCode(outputs.runId)],
		["Time", renderDuration(outputs)]
	];
}
function renderDuration({ startedAt, finishedAt }) {
	if (startedAt === "" || finishedAt === "") return "not told by ACR";
	return `${formatDuration(Date.parse(finishedAt) - Date.parse(startedAt))}, ended ${finishedAt}`;
}
function renderBases(baseDigests) {
	const bases = JSON.parse(baseDigests);
	const rows = (Array.isArray(bases) ? bases : []).flatMap((base) => renderBase(base));
	if (rows.length === 0) return ["The image has no base image."];
	return [
		"| Base image | Digest |",
		"|---|---|",
		...rows
	];
}
function renderBase(base) {
	if (typeof base !== "object" || base === null || !("image" in base) || !("digest" in base)) return [];
	const digest = base.digest === "unknown" ? "**unknown**: pin it in the Dockerfile" : renderCode(String(base.digest));
	return [`| ${renderCode(String(base.image))} | ${digest} |`];
}

// actions/build-image/src/index.ts
await runAction({
	name: "build-image",
	description,
	inputs,
	outputs,
	check,
	createDeps,
	run,
	renderSummary
});

export {  };