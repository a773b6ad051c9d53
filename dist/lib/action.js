import { CodedError, ExternalError, UserError } from "./base/errors.js";
import { checkShape, commitIdPattern, escapeMarkdown, findErrorCode } from "./base.js";
import { nonEmpty, object, optional, pipe, regex, string, transform, url } from "../vendor/valibot.js";
import { debug, endGroup, error, getIDToken, info, isDebug, notice, setOutput, setSecret, startGroup, summary, warning } from "../vendor/actions-core.js";
import { mkdtempSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { inspect } from "node:util";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { readFile, stat } from "node:fs/promises";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";

// lib/action/define.ts
const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** Declares the inputs of an action: the one source of its types, its `action.yml` and its documentation. */
function defineInputs(fields) {
	assertNames(Object.keys(fields));
	for (const [name, { options }] of Object.entries(fields)) if (options.required === true && options.default !== void 0) throw new TypeError(`input "${name}" is required and has a default`);
	return fields;
}
/** Declares the outputs of an action; each is a text. */
function defineOutputs(fields) {
	assertNames(Object.keys(fields));
	return fields;
}
function assertNames(names) {
	const wrong = names.find((name) => !kebabCase.test(name));
	if (wrong !== void 0) throw new TypeError(`"${wrong}" is not kebab-case`);
}

// lib/action/input-problem.ts
/** What is wrong with the text of one input, and what to write instead. */
var InputProblem = class extends Error {
	write;
	constructor(wrong, write) {
		super(wrong);
		this.name = "InputProblem";
		this.write = write;
	}
};
/** Turns what a parser threw into a listed problem; anything else than a user's mistake is thrown on. */
function toFoundProblem(input, error) {
	if (error instanceof InputProblem) return {
		input,
		text: `${error.message} — write ${error.write}`
	};
	if (error instanceof CodedError) return {
		input,
		text: `${error.reason} — ${error.remedy}`,
		error
	};
	throw error;
}

// lib/action/duration.ts
const unitMs = {
	s: 1e3,
	m: 6e4,
	h: 36e5,
	d: 864e5
};
const durationForm = /^(?:\d+[smhd])+$/;
/** `1h30m` → 5,400,000 milliseconds. Throws InputProblem for any other form. */
function parseDuration(text) {
	if (!durationForm.test(text)) throw new InputProblem(`"${text}" is not a duration`, "e.g. `90s`, `15m` or `1h30m`");
	const ms = [...text.matchAll(/(\d+)([smhd])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (unitMs[unit ?? ""] ?? 0), 0);
	if (!Number.isSafeInteger(ms)) throw new InputProblem(`"${text}" is too long`, "a shorter duration");
	return ms;
}
/** {@link parseDuration} within bounds, which are part of the message. */
function parseBoundedDuration(text, bounds) {
	const ms = parseDuration(text);
	if (bounds.min !== void 0 && ms < parseDuration(bounds.min)) throw new InputProblem(`"${text}" is too short`, `at least \`${bounds.min}\``);
	if (bounds.max !== void 0 && ms > parseDuration(bounds.max)) throw new InputProblem(`"${text}" is too long`, `at most \`${bounds.max}\``);
	return ms;
}

// lib/action/fields.ts
/** `secret-build-args` → `secretBuildArgs`. */
function toCamelCase(name) {
	return name.replaceAll(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

// lib/action/workspace-path.ts
/**
* The absolute path of `path` in the workspace with every symbolic link followed; parts that do not exist yet
* are kept as written. Throws INPUT_OUTSIDE_WORKSPACE when it ends elsewhere.
*/
function resolveInWorkspace(path, workspace) {
	const root = realpathSync(workspace);
	const target = followLinks(resolve(root, path));
	const way = relative(root, target);
	if (way === "" || way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way)) return target;
	throw new UserError("INPUT_OUTSIDE_WORKSPACE", {
		subject: path,
		reason: `it leads to "${target}", which is not under "${root}"`
	});
}
function followLinks(path) {
	try {
		return realpathSync(path);
	} catch (error) {
		const code = findErrorCode(error);
		if (code === "ENOTDIR" || code === "ELOOP") throw new InputProblem(`"${path}" leads through what is no folder`, "a path inside the workspace");
		if (code !== "ENOENT" || dirname(path) === path) throw error;
		const folder = followLinks(dirname(path));
		const link = findLink(join(folder, basename(path)));
		return link === void 0 ? join(folder, basename(path)) : followLinks(resolve(folder, link));
	}
}
function findLink(path) {
	try {
		return readlinkSync(path);
	} catch (error) {
		if (findErrorCode(error) === "ENOENT" || findErrorCode(error) === "EINVAL") return void 0;
		throw error;
	}
}

// lib/action/parsers.ts
const maxItems = 1e3;
/** `true` or `false` in the spellings of YAML 1.2's core schema, as GitHub's own getBooleanInput. */
function parseFlag(text) {
	if (/^(true|True|TRUE)$/.test(text)) return true;
	if (/^(false|False|FALSE)$/.test(text)) return false;
	throw new InputProblem(`"${text}" is neither true nor false`, "`true` or `false`");
}
/** A whole number from `min` to `max`. */
function parseInteger(text, bounds) {
	const value = /^-?\d{1,15}$/.test(text) ? Number(text) : NaN;
	if (value >= bounds.min && value <= bounds.max) return value;
	throw new InputProblem(`"${text}" cannot be used`, `a whole number from ${bounds.min} to ${bounds.max}`);
}
/** One of `values`, spelled exactly. */
function parseChoice(text, values) {
	const found = values.find((value) => value === text);
	if (found !== void 0) return found;
	throw new InputProblem(`"${text}" is not known`, values.map((value) => `\`${value}\``).join(" or "));
}
/** One item a line, each parsed by `parseItem`. */
function parseItems(text, scope, parseItem) {
	const filled = text.split(/\r?\n/).map((line) => line.trim()).filter((item) => item !== "");
	if (filled.length > maxItems) throw new InputProblem(`it has ${filled.length} items`, `at most ${maxItems} items`);
	return filled.map((item) => parseItem(item, scope));
}
/** A path inside the workspace; with `mustBe` it has to exist as that. */
function parsePath(text, scope, mustBe) {
	const target = resolveInWorkspace(text, scope.workspace);
	if (mustBe === void 0) return target;
	const kind = readKind(target);
	if (kind === mustBe) return target;
	const wrong = kind === void 0 ? `"${text}" does not exist` : `"${text}" is not a ${mustBe}`;
	throw new InputProblem(wrong, `the path of a ${mustBe} in the checked-out repository`);
}
/** `sha256:` and 64 lower-case hex digits (OCI image specification 1.1, descriptor, "Registered algorithms"). */
function parseDigest(text) {
	const hex = /^sha256:([0-9a-f]{64})$/.exec(text)?.[1];
	if (hex !== void 0) return `sha256:${hex}`;
	throw new InputProblem(`"${text}" is not a digest`, "`sha256:` and 64 lower-case hex digits");
}
/** What {@link parseTime} asks for. */
const timeForm = "RFC 3339, e.g. `2026-11-21T06:00:00Z`";
/** A moment; the answer is in UTC with milliseconds, whatever zone it was written in. */
function parseTime(text) {
	const moment = Date.parse(text);
	if (Number.isFinite(moment)) return new Date(moment).toISOString();
	throw new InputProblem(`"${text.slice(0, 80)}" is no time`, timeForm);
}
function readKind(path) {
	try {
		const stats = statSync(path);
		if (stats.isFile()) return "file";
		return stats.isDirectory() ? "folder" : "other";
	} catch (error) {
		if (findErrorCode(error) === "ENOENT" || findErrorCode(error) === "ENOTDIR") return void 0;
		throw error;
	}
}

// lib/action/secret.ts
const shown = "[secret]";
const minPartLength = 3;
/** A value that does not print: not by template, JSON, `console.log` or in an error. */
var Secret = class {
	#value;
	constructor(value) {
		this.#value = value;
	}
	/** The value itself; only for the call that needs it. */
	reveal() {
		return this.#value;
	}
	toString() {
		return shown;
	}
	toJSON() {
		return shown;
	}
	[inspect.custom]() {
		return shown;
	}
};
/**
* Every form of a secret text that must not appear in a log: the text, its lines, the value of a `NAME=value`
* line, and their base64 and URL encodings. The runner masks by exact match only, so each form is registered.
* https://docs.github.com/en/actions/reference/security/secure-use#use-secrets-for-sensitive-information
*/
function listMaskedForms(text) {
	const lines = text.split(/\r?\n/).map((line) => line.trim());
	const values = lines.map((line) => line.replace(/^[A-Za-z_][A-Za-z0-9_]*=/, ""));
	const parts = [...lines, ...values].filter((form) => form.length >= minPartLength);
	const plain = [text.trim(), ...parts].filter((form) => form !== "");
	const encoded = plain.flatMap((form) => [Buffer.from(form).toString("base64"), encodeURIComponent(form)]);
	return [.../* @__PURE__ */ new Set([...plain, ...encoded])];
}

// lib/action/kinds.ts
function text(options) {
	const parse = options.parse ?? ((value) => value);
	return {
		kind: "text",
		options,
		form: options.form ?? "a text",
		parse
	};
}
/** A moment, as UTC with milliseconds. */
function time(options) {
	return {
		kind: "text",
		options,
		form: timeForm,
		parse: parseTime
	};
}
/** `true` or `false`, false when absent. */
function flag(options) {
	return {
		kind: "flag",
		options,
		form: "`true` or `false`",
		parse: parseFlag,
		absent: false
	};
}
/** A whole number within bounds. */
function integer(options) {
	return {
		kind: "integer",
		options,
		form: `a whole number from ${options.min} to ${options.max}`,
		parse: (value) => parseInteger(value, options)
	};
}
/** One of a few words. */
function choice(options) {
	return {
		kind: "choice",
		options,
		form: options.values.map((value) => `\`${value}\``).join(" or "),
		parse: (value) => parseChoice(value, options.values)
	};
}
function list(options) {
	const parseItem = options.parse ?? ((value) => value);
	return {
		kind: "list",
		options,
		form: options.form ?? "one item a line",
		absent: [],
		parse: (value, scope) => parseItems(value, scope, parseItem)
	};
}
/** A path inside the workspace, as an absolute path with links followed; `mustBe` makes it exist. */
function path$1(options) {
	return {
		kind: "path",
		options,
		form: "a path inside the workspace",
		parse: (value, scope) => parsePath(value, scope, options.mustBe)
	};
}
/** A length of time such as `90s`, `15m`, `1h30m`, in milliseconds. */
function duration(options) {
	return {
		kind: "duration",
		options,
		form: "a duration such as `90s`, `15m` or `1h30m`",
		parse: (value) => parseBoundedDuration(value, options)
	};
}
function digest(options) {
	return {
		kind: "digest",
		options,
		form: "`sha256:` and 64 lower-case hex digits",
		parse: options.parse ?? parseDigest
	};
}
/** A value that is masked before anything is logged, and does not print. */
function secret(options) {
	return {
		kind: "secret",
		options,
		form: "a secret, e.g. `${{ secrets.NAME }}`",
		parse: (value) => new Secret(value)
	};
}
/** The token that GitHub makes for each job. */
function jobToken(options) {
	return secret({
		...options,
		default: "${{ github.token }}"
	});
}
/** Secrets, one a line, each masked; an absent list is empty. */
function secretList(options) {
	const parse = (value, scope) => parseItems(value, scope, (item) => new Secret(item));
	return {
		kind: "secret list",
		options,
		form: "one secret a line",
		absent: [],
		parse
	};
}

// lib/action/cancellation.ts
/** The reason of an aborted signal: the runner or a person stopped the job. */
var CancelledError = class extends Error {
	signal;
	constructor(signal) {
		super(`cancelled by ${signal}`);
		this.name = "CancelledError";
		this.signal = signal;
	}
};
/**
* `graceMs` is how long clean-up may take.
* The runner sends SIGINT, after 7.5 s SIGTERM, and kills the process 2.5 s later
* (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-cancellation).
*/
function createCancellation(graceMs) {
	const controller = new AbortController();
	const { promise, reject } = Promise.withResolvers();
	promise.catch(() => void 0);
	return {
		signal: controller.signal,
		deadline: promise,
		cancel: (signalName) => {
			if (controller.signal.aborted) return;
			const reason = new CancelledError(signalName);
			controller.abort(reason);
			setTimeout(() => reject(reason), graceMs).unref();
		}
	};
}

// lib/action/clock.ts
/** The clock of this process. */
const systemClock = {
	now: () => Date.now(),
	sleep: async (ms, signal) => {
		signal?.throwIfAborted();
		try {
			await setTimeout$1(ms, void 0, signal === void 0 ? {} : { signal });
		} catch (error) {
			signal?.throwIfAborted();
			throw error;
		}
	}
};

// lib/action/event.ts
const maxEventBytes = 26214400;
/** The webhook payload that started the run, unchecked; undefined where the runner names no file. */
async function readEventFile(path) {
	if (path === void 0) return void 0;
	try {
		if ((await stat(path)).size > maxEventBytes) throw new Error(`it is larger than ${maxEventBytes} bytes`);
		return JSON.parse(await readFile(path, "utf8"));
	} catch (error) {
		const reason = error instanceof Error ? error.message : "it cannot be read";
		throw new UserError("ENVIRONMENT_INCOMPLETE", {
			subject: "GITHUB_EVENT_PATH",
			reason,
			cause: error
		});
	}
}

// lib/action/exec.ts
const maxOutputBytes = 67108864;
const killAfterMs = 5e3;
/**
* The exec port on this machine: argument array, no shell, only the given environment, output bounded. Rejects
* when the program cannot be started, is aborted, takes too long or prints too much.
*/
const execProgram = (file, args, options = {}) => new Promise((resolve, reject) => {
	const child = spawn(file, args, {
		shell: false,
		cwd: options.cwd,
		env: { ...options.env },
		stdio: [
			"pipe",
			"pipe",
			"pipe"
		]
	});
	const stop = (reason) => {
		killSoftly(child);
		reject(reason);
	};
	const output = collectOutput(child, stop);
	const release = watch(file, options, stop);
	child.on("error", (error) => {
		release();
		reject(error);
	});
	child.on("close", (code, signal) => {
		release();
		resolve(toResult(output, code ?? signalExitCode(signal)));
	});
	child.stdin.on("error", () => void 0);
	child.stdin.end(options.input ?? "");
});
function collectOutput(child, stop) {
	const output = {
		stdout: [],
		stderr: []
	};
	let bytes = 0;
	for (const name of ["stdout", "stderr"]) child[name]?.on("data", (chunk) => {
		bytes += chunk.length;
		if (bytes > maxOutputBytes) stop(/* @__PURE__ */ new Error(`a program printed more than ${maxOutputBytes} bytes`));
		else output[name].push(chunk);
	});
	return output;
}
function watch(file, options, stop) {
	const { signal, timeoutMs } = options;
	const onAbort = () => stop(signal?.reason);
	const timer = timeoutMs === void 0 ? void 0 : setTimeout(() => stop(/* @__PURE__ */ new Error(`"${file}" did not end within ${timeoutMs} ms`)), timeoutMs);
	if (signal?.aborted === true) onAbort();
	signal?.addEventListener("abort", onAbort, { once: true });
	return () => {
		clearTimeout(timer);
		signal?.removeEventListener("abort", onAbort);
	};
}
function killSoftly(child) {
	child.kill("SIGTERM");
	setTimeout(() => child.kill("SIGKILL"), killAfterMs).unref();
}
function toResult(output, exitCode) {
	const [stdout, stderr] = [output.stdout, output.stderr].map((chunks) => Buffer.concat(chunks).toString("utf8"));
	return {
		exitCode,
		stdout: stdout ?? "",
		stderr: stderr ?? ""
	};
}
function signalExitCode(signal) {
	return signal === null ? 1 : 128;
}

// lib/action/env.ts
const filled = pipe(string("is not set"), nonEmpty("is empty"));
const count = pipe(filled, regex(/^[1-9]\d{0,15}$/, "is not a whole number"), transform(Number));
const runnerSchema = object({
	GITHUB_REPOSITORY: pipe(filled, regex(/^[^/\s]+\/[^/\s]+$/, "is not owner/name")),
	GITHUB_SHA: pipe(filled, regex(commitIdPattern, "is not a commit")),
	GITHUB_REF: filled,
	GITHUB_RUN_ID: count,
	GITHUB_RUN_ATTEMPT: count,
	GITHUB_EVENT_NAME: filled,
	GITHUB_ACTOR: filled,
	GITHUB_TRIGGERING_ACTOR: filled,
	GITHUB_WORKFLOW_REF: filled,
	GITHUB_SERVER_URL: pipe(filled, url("is not a URL")),
	GITHUB_API_URL: pipe(filled, url("is not a URL")),
	GITHUB_WORKSPACE: filled,
	GITHUB_OUTPUT: filled,
	GITHUB_STEP_SUMMARY: filled,
	RUNNER_TEMP: filled,
	GITHUB_EVENT_PATH: optional(string()),
	RUNNER_NAME: optional(string())
});
const proxyNames = [
	"HTTP_PROXY",
	"HTTPS_PROXY",
	"NO_PROXY",
	"http_proxy",
	"https_proxy",
	"no_proxy"
];
const toolNames = [...[
	"PATH",
	"HOME",
	"TMPDIR",
	"LANG",
	"LC_ALL",
	"TZ",
	...proxyNames
], ...[
	"NODE_EXTRA_CA_CERTS",
	"SSL_CERT_FILE",
	"SSL_CERT_DIR",
	"GIT_SSL_CAINFO",
	"CURL_CA_BUNDLE"
]];
/** Parses the runner's variables. Throws ENVIRONMENT_INCOMPLETE with every variable that is wrong. */
function readRunner(env) {
	const checked = checkShape(runnerSchema, env);
	if (!checked.ok) throw new UserError("ENVIRONMENT_INCOMPLETE", {
		subject: "environment",
		reason: checked.problems.join("; ")
	});
	return {
		job: toJob(checked.value),
		workspace: checked.value.GITHUB_WORKSPACE,
		tempRoot: checked.value.RUNNER_TEMP,
		eventPath: checked.value.GITHUB_EVENT_PATH,
		proxyEnv: pick(env, proxyNames),
		toolEnv: pick(env, toolNames)
	};
}
/** The text of an input: upper case, spaces to underscores, hyphens kept, as the runner names the variable. */
function readInputText(env, name) {
	return env[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`];
}
/** Whether the job was given `id-token: write`; only then the runner sets the address of its token service. */
function hasIdTokenPermission(env) {
	return (env["ACTIONS_ID_TOKEN_REQUEST_URL"] ?? "") !== "" && (env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] ?? "") !== "";
}
/** Whether the runner gave a file for the step's summary. */
function hasSummaryFile(env) {
	return (env["GITHUB_STEP_SUMMARY"] ?? "") !== "";
}
function toJob(facts) {
	return {
		repository: facts.GITHUB_REPOSITORY,
		sha: facts.GITHUB_SHA,
		ref: facts.GITHUB_REF,
		runId: facts.GITHUB_RUN_ID,
		runAttempt: facts.GITHUB_RUN_ATTEMPT,
		eventName: facts.GITHUB_EVENT_NAME,
		actor: facts.GITHUB_ACTOR,
		triggeringActor: facts.GITHUB_TRIGGERING_ACTOR,
		workflowRef: facts.GITHUB_WORKFLOW_REF,
		serverUrl: facts.GITHUB_SERVER_URL,
		apiUrl: facts.GITHUB_API_URL,
		...facts.RUNNER_NAME === void 0 ? {} : { runnerName: facts.RUNNER_NAME }
	};
}
function pick(env, names) {
	return Object.fromEntries(names.flatMap((name) => {
		const value = env[name];
		return value === void 0 || value === "" ? [] : [[name, value]];
	}));
}

// lib/action/id-token.ts
/** Asks GitHub for one OIDC token; the toolkit masks it. Throws ID_TOKEN_NOT_PERMITTED before any call. */
async function requestIdToken(audience, env, toolkit) {
	if (!hasIdTokenPermission(env)) throw new UserError("ID_TOKEN_NOT_PERMITTED", {
		subject: audience,
		reason: "the runner offers no token service to this job"
	});
	try {
		return await toolkit.getIdToken(audience);
	} catch (error) {
		throw new ExternalError("ID_TOKEN_UNAVAILABLE", {
			subject: audience,
			reason: error instanceof Error ? error.message.replaceAll(/\s+/g, " ") : "no answer",
			system: "GitHub Actions OIDC",
			operation: "request an ID token",
			isRetryable: true,
			cause: error
		});
	}
}

// lib/action/context.ts
/** Everything an action may know of its surroundings. Makes the action's own temporary folder. */
function createContext(host, facts, parts) {
	return {
		...parts,
		clock: systemClock,
		exec: execProgram,
		random: () => Math.random(),
		job: facts.job,
		workspace: realpathSync(facts.workspace),
		tempFolder: mkdtempSync(join(facts.tempRoot, "lazaret-")),
		proxyEnv: facts.proxyEnv,
		toolEnv: facts.toolEnv,
		readEvent: () => readEventFile(facts.eventPath),
		getIdToken: (audience) => requestIdToken(audience, host.env, host.toolkit)
	};
}

// lib/action/failure.ts
const maxCauses = 8;
/** Sorts an error into the three kinds: the caller's or a system's (coded), cancelled, or a bug of the action. */
function describeFailure(action, error) {
	if (error instanceof CodedError) return {
		kind: "failed",
		code: error.code,
		what: error.message,
		remedy: error.remedy,
		exitCode: 1
	};
	if (error instanceof CancelledError) return {
		kind: "cancelled",
		code: "CANCELLED",
		what: `The step was ${error.message}: "${action}": the job was stopped before the work was done`,
		remedy: "Run the job again to continue.",
		exitCode: error.signal === "SIGINT" ? 130 : 143
	};
	return {
		kind: "bug",
		code: "BUG",
		what: `The action has a bug: "${action}": ${nameOf(error)}`,
		remedy: "Please report it, with the log of a re-run with debug logging.",
		exitCode: 1
	};
}
/** Prints the causes in a closed group, the stack for debugging, and last the one line that everybody sees. */
async function reportFailure(log, failure, error) {
	const causes = listCauses(error);
	if (causes.length > 0) await log.group("Cause", async () => causes.forEach((cause) => log.info(mute(cause))));
	for (const line of stackOf(error).split("\n")) log.debug(line);
	log.error(`${failure.code}: ${failure.what} — ${failure.remedy}`);
}
/** The same sentence for the summary, and what the reader must not expect to be there. */
function renderFailure(action, failure) {
	return [
		`### ❌ ${action} ${failure.kind === "cancelled" ? "was cancelled" : "failed"}`,
		"",
		`**${failure.code}**: ${escapeMarkdown(failure.what)}`,
		"",
		escapeMarkdown(failure.remedy),
		"",
		"No output of this step was written; nothing that depends on it should run.",
		""
	].join("\n");
}
function listCauses(error) {
	const lines = [];
	let current = error;
	for (let depth = 0; depth < maxCauses && current !== void 0; depth += 1) {
		lines.push(...current instanceof ExternalError ? [renderCall(current)] : []);
		current = causeOf(current);
		if (current !== void 0 && !(current instanceof ExternalError)) lines.push(`caused by ${nameOf(current)}`);
	}
	return lines;
}
function renderCall(error) {
	return [
		`${error.system}: ${error.operation}`,
		error.status === void 0 ? void 0 : `status ${error.status}`,
		error.correlationId === void 0 ? void 0 : `correlation id ${error.correlationId}`,
		error.isRetryable ? "may succeed when repeated" : void 0
	].filter((fact) => fact !== void 0).join(", ");
}
function causeOf(error) {
	return typeof error === "object" && error !== null && "cause" in error ? error.cause : void 0;
}
function nameOf(error) {
	if (typeof error !== "object" || error === null || !("message" in error)) return inspect(error, { depth: 1 });
	return `${"name" in error && typeof error.name === "string" ? error.name : "Error"}: ${String(error.message)}`;
}
function stackOf(error) {
	return typeof error === "object" && error !== null && "stack" in error && typeof error.stack === "string" ? error.stack : "";
}
function mute(line) {
	return `\u001b[90m${line}\u001b[39m`;
}

// lib/action/host.ts
const lingerMs = 2e3;
/** The real process under the real toolkit. */
function createHost() {
	return {
		env: { ...process.env },
		toolkit: createToolkit(),
		onSignal: (handler) => {
			for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => handler(name));
		},
		onCrash: (handler) => {
			process.on("unhandledRejection", handler);
			process.on("uncaughtException", handler);
		},
		finish
	};
}
function createToolkit() {
	return {
		debug,
		info,
		notice,
		warning,
		error,
		startGroup,
		endGroup,
		setSecret,
		isDebug,
		setOutput,
		writeSummary: async (markdown) => {
			await summary.addRaw(markdown).write({ overwrite: true });
		},
		getIdToken: (audience) => getIDToken(audience)
	};
}
async function finish(exitCode) {
	process.exitCode = exitCode;
	await Promise.all([process.stdout, process.stderr].map(drain));
	setTimeout(() => process.exit(exitCode), lingerMs).unref();
}
function drain(stream) {
	return new Promise((resolve) => stream.write("", () => resolve()));
}

// lib/action/log.ts
/**
* The log as workflow commands. One message is one line, whatever text it carries; a line that the runner would
* read as a command is printed between `stop-commands`, unchanged.
* https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
*/
function createLog(toolkit) {
	const groups = createGroups(toolkit);
	const annotate = (level) => (message, place) => {
		groups.sync();
		toolkit[level](toLine(message), place);
	};
	return {
		debug: (message) => toolkit.debug(toLine(message)),
		info: (message) => {
			groups.sync();
			printLine(toolkit, toLine(message));
		},
		notice: annotate("notice"),
		warning: annotate("warning"),
		error: annotate("error"),
		startGroup: (title) => groups.open(toLine(title)),
		endGroup: () => groups.close(),
		endAll: () => groups.closeAll(),
		mask: (secret) => {
			if (secret.trim() !== "") toolkit.setSecret(secret);
		},
		group: async (title, work) => {
			const depth = groups.open(toLine(title));
			try {
				return await work();
			} finally {
				groups.closeTo(depth);
			}
		}
	};
}
function createGroups(toolkit) {
	const open = [];
	let shown = 0;
	const hide = () => {
		if (shown > 0) toolkit.endGroup();
		shown = 0;
	};
	const closeTo = (depth) => {
		if (shown > depth) hide();
		open.splice(depth);
	};
	return {
		sync: () => {
			const title = open.at(-1);
			if (shown === open.length || title === void 0) return;
			hide();
			toolkit.startGroup(`${title} (continued)`);
			shown = open.length;
		},
		open: (title) => {
			hide();
			toolkit.startGroup(title);
			shown = open.push(title);
			return shown - 1;
		},
		close: () => closeTo(Math.max(0, open.length - 1)),
		closeTo,
		closeAll: () => closeTo(0)
	};
}
function toLine(message) {
	return message.replaceAll(/\s*[\r\n\u2028\u2029]+\s*/g, " ");
}
function printLine(toolkit, line) {
	if (!line.trimStart().startsWith("::") && !line.includes("##[")) {
		toolkit.info(line);
		return;
	}
	const token = randomUUID();
	toolkit.info(`::stop-commands::${token}`);
	toolkit.info(line);
	toolkit.info(`::${token}::`);
}

// lib/action/parse-inputs.ts
/** Parses all inputs; throws one error that lists every problem, by the name that the user wrote. */
function parseInputs(action, source, scope) {
	const problems = [...findRetired(action.retired ?? {}, source)];
	const values = Object.entries(action.inputs).map(([name, field]) => {
		problems.push(...findRenamed(name, field, source));
		return [toCamelCase(name), readOne(name, field, {
			source,
			scope,
			problems
		})];
	});
	const inputs = Object.fromEntries(values);
	if (problems.length > 0) throw toInputError(action.name, problems);
	const clashes = (action.check?.(inputs) ?? []).map((text) => ({
		input: "",
		text
	}));
	if (clashes.length > 0) throw toInputError(action.name, clashes);
	return inputs;
}
/** Every form of every secret input, to be masked before the first line is logged. */
function listInputMasks(fields, source) {
	return Object.entries(fields).filter(([, { kind }]) => kind === "secret" || kind === "secret list").flatMap(([name, { options }]) => [name, ...options.renamedFrom ?? []].flatMap((each) => listMaskedForms(readText(source, each) ?? "")));
}
function readOne(name, field, { source, scope, problems }) {
	const { default: fallback, required } = field.options;
	const isExpression = fallback?.startsWith("${{") === true;
	const text = readText(source, name) ?? (isExpression ? void 0 : fallback);
	if (text === void 0) {
		const isRenamed = (field.options.renamedFrom ?? []).some((old) => readText(source, old) !== void 0);
		if ((required === true || isExpression) && !isRenamed) problems.push({
			input: name,
			text: `is required — write ${field.form}`
		});
		return field.absent;
	}
	try {
		return field.parse(text, scope);
	} catch (error) {
		problems.push(toFoundProblem(name, error));
		return;
	}
}
function findRenamed(name, field, source) {
	return (field.options.renamedFrom ?? []).filter((old) => readText(source, old) !== void 0).map((old) => ({
		input: old,
		text: `is the former name — write \`${name}\``
	}));
}
function findRetired(retired, source) {
	return Object.entries(retired).filter(([name]) => readText(source, name) !== void 0).map(([input, text]) => ({
		input,
		text
	}));
}
function readText(source, name) {
	const text = source(name)?.trim();
	return text === "" ? void 0 : text;
}
function toInputError(action, problems) {
	const [only, ...others] = problems;
	if (only?.error !== void 0 && others.length === 0) return toSingleError(only.input, only.error);
	const lines = problems.map(({ input, text }) => input === "" ? text : `${input}: ${text}`);
	return new UserError("INPUT_INVALID", {
		subject: action,
		reason: lines.join("; ")
	});
}
function toSingleError(input, { code, subject, reason, remedy, cause }) {
	return new UserError(code, {
		subject,
		reason: `${input}: ${reason}`,
		remedy,
		cause
	});
}

// lib/action/results.ts
const maxSummaryBytes = 921600;
const cutNotice = "\n\n> The summary is longer than GitHub shows and was cut here; outputs and log are complete.\n";
/** Tells the two forms of a result apart. */
function splitResult(result) {
	return hasVerdict(result) ? result : {
		outputs: result,
		verdict: void 0
	};
}
function hasVerdict(result) {
	return "verdict" in result && typeof result.verdict === "object";
}
/** Writes every declared output once, under its kebab-case name. */
function writeOutputs(toolkit, fields, outputs) {
	for (const name of Object.keys(fields)) {
		const value = outputs[toCamelCase(name)];
		if (typeof value !== "string") throw new TypeError(`output "${name}" was not set`);
		toolkit.setOutput(name, value);
	}
}
/** The Markdown, cut at a line so that GitHub keeps it. */
function capSummary(markdown) {
	if (Buffer.byteLength(markdown) <= maxSummaryBytes) return markdown;
	const text = Buffer.from(markdown).subarray(0, maxSummaryBytes - Buffer.byteLength(cutNotice)).toString("utf8");
	return text.slice(0, Math.max(0, text.lastIndexOf("\n"))) + cutNotice;
}

// lib/action/run-action.ts
const cleanUpMs = 7e3;
/** The life of every action: read, run, tell. Never rejects; the exit code is set when it resolves. */
async function runAction(spec, host = createHost()) {
	const log = createLog(host.toolkit);
	const cancellation = createCancellation(cleanUpMs);
	host.onSignal(cancellation.cancel);
	const crash = Promise.withResolvers();
	host.onCrash(crash.reject);
	try {
		const work = perform(spec, host, log, cancellation);
		await host.finish(await Promise.race([
			work,
			crash.promise,
			cancellation.deadline
		]));
	} catch (error) {
		const { signal } = cancellation;
		await host.finish(await fail(spec.name, host, log, signal.aborted ? signal.reason : error));
	}
}
async function perform(spec, host, log, { signal }) {
	const source = (name) => readInputText(host.env, name);
	listInputMasks(spec.inputs, source).forEach((form) => log.mask(form));
	const facts = readRunner(host.env);
	const inputs = parseInputs(spec, source, { workspace: facts.workspace });
	const deps = await spec.createDeps(inputs, createContext(host, facts, {
		log,
		signal
	}));
	log.debug(`${spec.name}: the inputs are read, the work begins`);
	const { outputs, verdict } = splitResult(await spec.run(inputs, deps, log));
	log.endAll();
	writeOutputs(host.toolkit, spec.outputs, outputs);
	await host.toolkit.writeSummary(capSummary(spec.renderSummary(outputs, inputs)));
	if (verdict !== void 0) log[verdict.isFailure ? "error" : "info"](verdict.message);
	return verdict?.isFailure === true ? 1 : 0;
}
async function fail(action, host, log, error) {
	log.endAll();
	const failure = describeFailure(action, error);
	if (hasSummaryFile(host.env)) await writeFailure(host, log, capSummary(renderFailure(action, failure)));
	await reportFailure(log, failure, error);
	return failure.exitCode;
}
async function writeFailure(host, log, markdown) {
	try {
		await host.toolkit.writeSummary(markdown);
	} catch (error) {
		log.debug(`the summary could not be written: ${String(error)}`);
	}
}

export { InputProblem, choice, defineInputs, defineOutputs, digest, duration, flag, integer, jobToken, list, path$1 as path, runAction, secret, secretList, text, time };