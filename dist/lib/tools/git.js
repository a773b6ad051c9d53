import { ExternalError, UserError } from "../base/errors.js";
import { commitIdPattern, findErrorCode } from "../base.js";

// lib/tools/git/arguments.ts
const refPattern = /^(?!-)(?!.*(?:\.\.|@\{|\/\/))[\w./@+=,#%-]{1,250}$/;
/** Whether the text is a whole commit id, which needs no resolving. */
/** Whether a ref is a whole commit id, and no name. */
function isCommitId(ref) {
	return commitIdPattern.test(ref);
}
/** The https address of a repository, checked; nothing else may reach git. */
function parseGitUrl(text) {
	const refuse = (reason) => new UserError("GIT_URL_INVALID", {
		subject: hideUser(text),
		reason
	});
	if (!URL.canParse(text) || /[\p{Cc}\s]/u.test(text)) throw refuse("it is no address");
	const url = new URL(text);
	if (url.protocol !== "https:") throw refuse(`it uses "${url.protocol}", not "https:"`);
	if (url.username !== "" || url.password !== "") throw refuse("it carries a user or password");
	if (url.hash !== "" || url.search !== "") throw refuse("it carries a query or fragment");
	return url.href;
}
/** The full names that a short ref may stand for; `HEAD` when it is empty. */
function expandRef(ref) {
	if (ref === "" || ref === "HEAD") return ["HEAD"];
	if (!refPattern.test(ref)) throw new UserError("GIT_REF_NOT_FOUND", {
		subject: JSON.stringify(ref.slice(0, 80)),
		reason: "it is no ref name"
	});
	return ref.startsWith("refs/") ? [ref] : [`refs/heads/${ref}`, `refs/tags/${ref}`];
}
/** Arguments of `git ls-remote`: https only, also after a redirect, and nothing from the outside before `--`. */
function toLsRemoteArgs(url, refs) {
	const protocols = [
		"-c",
		"protocol.allow=never",
		"-c",
		"protocol.https.allow=always"
	];
	const patterns = refs.flatMap((ref) => ref.startsWith("refs/tags/") ? [ref, `${ref}^{}`] : [ref]);
	return [
		...protocols,
		"-c",
		"credential.interactive=false",
		"ls-remote",
		"--",
		url,
		...patterns
	];
}
/** Removes user and password from an address before it is printed. */
function hideUser(text) {
	return text.replace(/\/\/[^/@]*@/, "//…@");
}

// lib/tools/git/ls-remote.ts
/** What `git ls-remote` prints, by full ref name; a peeled tag replaces the tag object. Other lines are ignored. */
function parseLsRemote(text) {
	const found = /* @__PURE__ */ new Map();
	for (const line of text.split("\n")) {
		const [, sha, name] = /^([0-9a-f]{40}(?:[0-9a-f]{24})?)\t(\S+)$/.exec(line.trimEnd()) ?? [];
		if (sha === void 0 || name === void 0) continue;
		const isPeeled = name.endsWith("^{}");
		const ref = isPeeled ? name.slice(0, -3) : name;
		if (isPeeled || !found.has(ref)) found.set(ref, sha);
	}
	return found;
}

// lib/tools/git/git.ts
const defaultTimeoutMs$1 = 6e4;
/** git as found on PATH, without questions to a terminal. */
function createGit(options) {
	return { resolveRef: (url, ref) => resolveRef(options, url, ref) };
}
async function resolveRef(options, text, ref) {
	const url = parseGitUrl(text);
	if (isCommitId(ref)) return ref;
	const names = expandRef(ref);
	const result = await run$1(options, url, toLsRemoteArgs(url, names));
	if (result.exitCode !== 0) throw failed$2(url, lastLine(result.stderr) || `exit code ${result.exitCode}`);
	return choose(url, ref, names, parseLsRemote(result.stdout));
}
function choose(url, ref, names, found) {
	const commits = new Set(names.map((name) => found.get(name)).filter((sha) => sha !== void 0));
	const [commit] = commits;
	const subject = ref === "" ? "HEAD" : ref;
	if (commit === void 0) throw new UserError("GIT_REF_NOT_FOUND", {
		subject,
		reason: `not in ${url}`
	});
	if (commits.size === 1) return commit;
	throw new UserError("GIT_REF_AMBIGUOUS", {
		subject,
		reason: `a branch and a tag of ${url} have this name`
	});
}
async function run$1(options, url, args) {
	const { exec, env, signal, timeoutMs = defaultTimeoutMs$1 } = options;
	const quiet = {
		...env,
		GIT_TERMINAL_PROMPT: "0",
		GCM_INTERACTIVE: "never",
		LC_ALL: "C"
	};
	try {
		return await exec("git", args, {
			env: quiet,
			timeoutMs,
			...signal === void 0 ? {} : { signal }
		});
	} catch (error) {
		signal?.throwIfAborted();
		throw failed$2(url, error instanceof Error ? error.message : "it could not be started", error);
	}
}
function failed$2(url, reason, cause) {
	return new ExternalError("GIT_FAILED", {
		system: "git",
		operation: "ls-remote",
		subject: url,
		reason,
		cause
	});
}
function lastLine(text) {
	return text.split("\n").map((line) => line.replace(/\p{Cc}/gu, " ").trim()).findLast((line) => line !== "")?.slice(0, 300) ?? "";
}

// lib/tools/git/find-file.ts
const fetchTimeoutMs = 3e5;
/**
* A text file at a commit, undefined when the commit has none of that path. Fetches the one commit, without history
* and submodules, into `folder`, which is made. Throws GIT_FAILED.
*/
async function findRemoteFile(file, folder, options) {
	const url = parseGitUrl(file.url);
	for (const args of [toInitArgs(folder), toFetchArgs(folder, url, file.commit)]) {
		const { exitCode, stderr } = await run(options, url, args);
		if (exitCode !== 0) throw failed$1(url, stderr.replace(/\p{Cc}+/gu, " ").trim().slice(-300));
	}
	const shown = await run(options, url, toShowArgs(folder, file));
	return shown.exitCode === 0 ? shown.stdout : void 0;
}
/** Makes an empty repository to fetch into. */
function toInitArgs(folder) {
	return [
		"init",
		"--quiet",
		"--bare",
		"--",
		folder
	];
}
/** Fetches one commit: https only, also after a redirect, and nothing from the outside before `--`. */
function toFetchArgs(folder, url, commit) {
	const protocols = [
		"-c",
		"protocol.allow=never",
		"-c",
		"protocol.https.allow=always"
	];
	const options = [
		"--quiet",
		"--depth=1",
		"--no-tags",
		"--no-recurse-submodules"
	];
	return [
		...protocols,
		"-c",
		"credential.interactive=false",
		"-C",
		folder,
		"fetch",
		...options,
		"--",
		url,
		commit
	];
}
/** Prints a file of a commit; any exit code but 0 says that there is none. */
function toShowArgs(folder, { commit, path }) {
	return [
		"-C",
		folder,
		"cat-file",
		"blob",
		`${commit}:${path}`
	];
}
async function run(options, url, args) {
	const { exec, env, signal, timeoutMs = fetchTimeoutMs } = options;
	const quiet = {
		...env,
		GIT_TERMINAL_PROMPT: "0",
		GCM_INTERACTIVE: "never",
		LC_ALL: "C"
	};
	try {
		return await exec("git", args, {
			env: quiet,
			timeoutMs,
			...signal === void 0 ? {} : { signal }
		});
	} catch (error) {
		signal?.throwIfAborted();
		throw failed$1(url, findErrorCode(error) === "ENOENT" ? "git is not installed on this runner" : String(error), error);
	}
}
function failed$1(subject, reason, cause) {
	return new ExternalError("GIT_FAILED", {
		system: "git",
		operation: "fetch",
		subject,
		reason,
		cause
	});
}

// lib/tools/git/checkout.ts
const defaultTimeoutMs = 12e4;
/** Reads the repository in a folder. Throws GIT_FAILED. */
function openCheckout(options) {
	const run = (args, input) => runGit(options, args, input);
	const read = async (args, input) => {
		const { exitCode, stdout, stderr } = await run(args, input);
		if (exitCode === 0) return stdout;
		throw failed(args[0] ?? "", `exit code ${exitCode}: ${toLine(stderr)}`);
	};
	const has = async (object) => (await run([
		"cat-file",
		"-e",
		object
	])).exitCode === 0;
	return {
		readHead: async () => parseHead(await run([
			"rev-parse",
			"--verify",
			"--quiet",
			"HEAD^{commit}"
		])),
		isShallow: async () => (await read(["rev-parse", "--is-shallow-repository"])).trim() === "true",
		hasCommit: (commit) => has(`${assertCommit(commit)}^{commit}`),
		listParents: async (commit) => {
			return (await read([
				"rev-list",
				"--parents",
				"--max-count=1",
				assertCommit(commit)
			])).trim().split(" ").slice(1);
		},
		findMergeBase: async (one, other) => {
			const { exitCode, stdout } = await run([
				"merge-base",
				assertCommit(one),
				assertCommit(other)
			]);
			return exitCode === 0 ? stdout.trim() : void 0;
		},
		listChangedFiles: async (base, head) => splitNul(await read(toDiffArgs(base, head))),
		findText: async (commit, path) => {
			const object = `${assertCommit(commit)}:${path}`;
			return await has(object) ? read([
				"cat-file",
				"blob",
				object
			]) : void 0;
		},
		listMissing: async (commit, paths) => {
			const objects = paths.map((path) => toObject(commit, path));
			const lines = (await read(["cat-file", "--batch-check=%(objectname)"], objects.join("\n"))).split("\n");
			return paths.filter((_, index) => lines[index] === `${objects[index] ?? ""} missing`);
		},
		listLinks: async (commit, paths) => {
			if (paths.length === 0) return [];
			return splitNul(await read([
				"ls-tree",
				"-z",
				"--full-tree",
				assertCommit(commit),
				"--",
				...paths
			])).filter((line) => line.startsWith("120000 ")).map((line) => line.slice(line.indexOf("	") + 1));
		}
	};
}
/** Names of changed files, each ended by NUL: a name may hold anything else. Plumbing runs no diff driver. */
function toDiffArgs(base, head) {
	return [
		"diff-tree",
		...[
			"-r",
			"-z",
			"--name-only",
			"--no-renames",
			"--no-commit-id",
			"--ignore-submodules=none"
		],
		assertCommit(base),
		assertCommit(head),
		"--"
	];
}
function toObject(commit, path) {
	if (/[\0\r\n]/.test(path)) throw new TypeError("a path with a line break cannot be asked about");
	return `${assertCommit(commit)}:${path === "." ? "" : path}`;
}
function parseHead({ exitCode, stdout, stderr }) {
	if (exitCode === 0) return stdout.trim();
	const reason = toLine(stderr) || "it has no commit";
	throw new UserError("GIT_CHECKOUT_MISSING", {
		subject: "GITHUB_WORKSPACE",
		reason
	});
}
function assertCommit(commit) {
	if (isCommitId(commit)) return commit;
	throw new TypeError("git is asked about whole commit ids alone");
}
async function runGit(options, args, input) {
	const { exec, env, folder, signal, timeoutMs = defaultTimeoutMs } = options;
	const safe = [
		"core.fsmonitor=false",
		"core.hooksPath=/dev/null",
		`safe.directory=${folder}`
	];
	const quiet = {
		...env,
		GIT_TERMINAL_PROMPT: "0",
		GIT_OPTIONAL_LOCKS: "0",
		GIT_NO_LAZY_FETCH: "1",
		GIT_NO_REPLACE_OBJECTS: "1",
		LC_ALL: "C"
	};
	const whole = [
		"-C",
		folder,
		...safe.flatMap((each) => ["-c", each]),
		...args
	];
	const rest = {
		...input === void 0 ? {} : { input },
		...signal === void 0 ? {} : { signal }
	};
	try {
		return await exec("git", whole, {
			env: quiet,
			timeoutMs,
			...rest
		});
	} catch (error) {
		signal?.throwIfAborted();
		throw failed(args[0] ?? "", error instanceof Error ? error.message : "it could not be started", error);
	}
}
function failed(operation, reason, cause) {
	return new ExternalError("GIT_FAILED", {
		system: "git",
		operation,
		subject: "the checked-out repository",
		reason,
		cause
	});
}
function splitNul(text) {
	return text.split("\0").filter((name) => name !== "");
}
function toLine(text) {
	return text.replaceAll(/\p{Cc}+/gu, " ").trim().slice(0, 300);
}

export { createGit, findRemoteFile, openCheckout };