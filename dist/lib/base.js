import { UserError } from "./base/errors.js";
import { getDotPath, safeParse } from "../vendor/valibot.js";
import { LineCounter, isCollection, isMap, isNode, isScalar, parseDocument, visit } from "../vendor/deferred.js";

// lib/base/error-code.ts
/**
* The `code` of a system error (`ENOENT`, `ECONNRESET`, …), undefined for anything else.
* By shape, not by `instanceof`: an error of another realm is an error too.
*/
function findErrorCode(error) {
	if (typeof error !== "object" || error === null || !("code" in error)) return void 0;
	return typeof error.code === "string" ? error.code : void 0;
}

// lib/base/commit-id.ts
/** A whole Git commit id: SHA-1, or SHA-256 of a repository in that format. */
const commitIdPattern = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

// lib/base/json-keys.ts
const tokens = /["{}[\],]/g;
/**
* A key that stands twice in one object of a JSON text, however it is spelled; undefined when there is none. Readers
* differ in which of the two they take (RFC 8259 §4), so a text that is signed or reviewed must not have any. The text
* has been parsed before: what is no JSON is not looked for.
*/
function findRepeatedKey(text) {
	const objects = new Objects();
	tokens.lastIndex = 0;
	for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
		if (match[0] !== "\"") {
			objects.see(match[0]);
			continue;
		}
		const end = findEnd(text, match.index);
		const repeated = objects.seeText(text.slice(match.index, end + 1));
		if (repeated !== void 0) return repeated;
		tokens.lastIndex = end + 1;
	}
}
var Objects = class {
	#open = [];
	#isKey = false;
	see(token) {
		this.#isKey = token === "{" || token === "," && this.#open.at(-1) !== void 0;
		if (token === "{" || token === "[") this.#open.push(token === "{" ? /* @__PURE__ */ new Set() : void 0);
		if (token === "}" || token === "]") this.#open.pop();
	}
	/** The key when it was seen before in the same object. */
	seeText(token) {
		const keys = this.#isKey ? this.#open.at(-1) : void 0;
		this.#isKey = false;
		return keys === void 0 ? void 0 : addKey(keys, token);
	}
};
function addKey(keys, token) {
	const key = String(JSON.parse(token));
	if (keys.has(key)) return key;
	keys.add(key);
}
function findEnd(text, start) {
	let end = text.indexOf("\"", start + 1);
	while (end >= 0 && isEscaped(text, end)) end = text.indexOf("\"", end + 1);
	return end < 0 ? text.length : end;
}
function isEscaped(text, at) {
	let count = 0;
	while (text[at - 1 - count] === "\\") count += 1;
	return count % 2 === 1;
}

// lib/base/schema.ts
/** Holds a value from outside against a schema and reports all problems at once. */
function checkShape(schema, value) {
	const result = safeParse(schema, value);
	if (result.success) return {
		ok: true,
		value: result.output
	};
	return {
		ok: false,
		problems: result.issues.map(renderIssue)
	};
}
/** Like {@link checkShape} for JSON text; text that is no JSON is one problem. */
function checkJson(schema, text) {
	try {
		return checkShape(schema, JSON.parse(text));
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		return {
			ok: false,
			problems: [`not JSON: ${error.message}`]
		};
	}
}
/** Like {@link checkJson}; a key that stands twice is a problem too, for readers differ in which they take. */
function checkStrictJson(schema, text) {
	const checked = checkJson(schema, text);
	const repeated = checked.ok ? findRepeatedKey(text) : void 0;
	return repeated === void 0 ? checked : {
		ok: false,
		problems: [`the key "${repeated}" stands twice`]
	};
}
function renderIssue(issue) {
	const path = getDotPath(issue);
	return path === null ? issue.message : `${path}: ${issue.message}`;
}

// lib/base/markdown.ts
const lookAlikes = /* @__PURE__ */ new Map([["`", "ˋ"], ["|", "¦"]]);
/** A value as inline code for a cell of a table, on one line; nothing in it can end the code or the cell. */
function renderCode(value) {
	return `\`${value.replaceAll(/[\r\n]+/g, " ").replaceAll(/[`|]/g, (mark) => lookAlikes.get(mark) ?? " ")}\``;
}
/** Foreign text as plain text on one line: nothing in it is read as Markdown or HTML. */
function escapeMarkdown(text) {
	return text.replaceAll(/[\r\n]+/g, " ").replaceAll(/[\\*_[\]<>|#`~]/g, "\\$&");
}
/** A path for the address of a link: nothing in it can end the link, leave its folder by `?` or `#`, or be no URL. */
function encodePath(path) {
	return path.toWellFormed().split("/").map(encodeURIComponent).join("/").replaceAll(/[!'()*~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

// lib/base/retry.ts
/** Repeats `work` until it settles, or the policy or the signal ends it. */
async function retry(work, policy, ports) {
	const { signal } = ports;
	const end = ports.clock.now() + policy.deadlineMs;
	for (let attempt = 1;; attempt += 1) {
		signal?.throwIfAborted();
		const outcome = await work(attempt);
		if (outcome.kind === "settled") return outcome.value;
		const waitMs = chooseWait(attempt, outcome.retryAfterMs, policy, ports.random);
		if (attempt >= countAttempts(policy, outcome.retryAfterMs) || ports.clock.now() + waitMs >= end) return outcome.concede();
		await ports.clock.sleep(waitMs, signal);
	}
}
/** Whether an HTTP status says "not now": RFC 6585 section 4, RFC 9110 sections 15.6.3 to 15.6.5. */
function isTransientStatus(status) {
	return status === 429 || status === 502 || status === 503 || status === 504;
}
/** Whether a method may be sent again without harm by itself (RFC 9110 section 9.2.1). */
function isSafeMethod(method) {
	return method === "GET" || method === "HEAD" || method === "OPTIONS";
}
/** A `Retry-After` value, seconds or an HTTP date, as milliseconds from `now` (RFC 9110 section 10.2.3). */
function parseRetryAfter(value, now) {
	if (value === void 0) return void 0;
	if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1e3;
	const date = Date.parse(value);
	return Number.isNaN(date) ? void 0 : Math.max(0, date - now);
}
function countAttempts({ maxAttempts }, retryAfterMs) {
	return retryAfterMs === void 0 ? maxAttempts : maxAttempts * 4;
}
/** How far clients spread out that a server told the same. */
const maxSpreadMs = 8e3;
function chooseWait(attempt, retryAfterMs, policy, random) {
	const full = Math.min(policy.baseDelayMs * 2 ** (attempt - 1), policy.maxDelayMs);
	if (retryAfterMs !== void 0) return Math.min(retryAfterMs + random() * Math.min(full, maxSpreadMs), policy.maxDelayMs);
	return full / 2 + random() * (full / 2);
}

// lib/base/time.ts
/** RFC 3339 in UTC with milliseconds, e.g. `2026-11-21T09:30:00.000Z`. */
function formatTime(ms) {
	return new Date(ms).toISOString();
}
/** `1 h 02 min`, `3 min 07 s`, `4.2 s` or `870 ms`. */
function formatDuration(ms) {
	const seconds = Math.floor(ms / 1e3);
	if (seconds >= 3600) return `${Math.floor(seconds / 3600)} h ${pad(Math.floor(seconds % 3600 / 60))} min`;
	if (seconds >= 60) return `${Math.floor(seconds / 60)} min ${pad(seconds % 60)} s`;
	return ms >= 1e3 ? `${(ms / 1e3).toFixed(1)} s` : `${Math.round(ms)} ms`;
}
function pad(value) {
	return String(value).padStart(2, "0");
}

// lib/base/canonical-json.ts
/**
* The one text of a JSON value: keys in UTF-16 order, no white space, numbers as ECMAScript writes them (RFC 8785).
* Throws a RangeError for a number that readers would not agree on: no finite one, or a whole one beyond 2^53.
*/
function renderCanonicalJson(value) {
	if (typeof value === "number" && !isExact(value)) throw new RangeError(`no exact number: ${value}`);
	if (value === null || typeof value !== "object") return JSON.stringify(value);
	if (isList(value)) return `[${value.map(renderCanonicalJson).join(",")}]`;
	return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${renderCanonicalJson(value[name] ?? null)}`).join(",")}}`;
}
/** Whether a value that `JSON.parse` answered has one text: no number in it is too large for its readers. */
function isJson(value) {
	if (typeof value === "number") return isExact(value);
	if (typeof value !== "object" || value === null) return value !== void 0;
	return Object.values(value).every(isJson);
}
function isList(value) {
	return Array.isArray(value);
}
function isExact(value) {
	return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

// lib/base/disk.ts
const fullCodes = /* @__PURE__ */ new Set(["ENOSPC", "EDQUOT"]);
/** A full disk as SCAN_DISK_FULL that names the folder; anything else comes back as it is. */
function explainDisk(error, folder) {
	const code = findErrorCode(error);
	if (code === void 0 || !fullCodes.has(code)) return error;
	return new UserError("SCAN_DISK_FULL", {
		subject: folder,
		reason: `${code} while writing`,
		cause: error
	});
}

// lib/base/parallel.ts
/**
* Works on all items, at most `limit` at a time and in their order, and answers in their order.
* When one fails no further one is begun.
*/
async function mapBounded(items, limit, work) {
	const results = [];
	const queue = items.entries();
	let hasFailed = false;
	const take = async () => {
		for (const [index, item] of queue) {
			if (hasFailed) return;
			results[index] = await work(item).catch((error) => {
				hasFailed = true;
				throw error;
			});
		}
	};
	await Promise.all(Array.from({ length: Math.min(limit, items.length) }, take));
	return results;
}

// lib/base/yaml-faults.ts
/** Everything of that kind in a text; `kind` is what it is called, such as `a policy`. */
function listYamlFaults(text, document, kind) {
	return [
		...listTextFaults(text),
		...listErrors(document),
		...listNodeFaults(document, kind)
	];
}
function listTextFaults(text) {
	return [...text.slice(1).matchAll(/\r(?!\n)|[\p{Cf}\u2028\u2029\u0085]/gu)].map((match) => {
		const name = `U+${(match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
		return {
			position: match.index + 1,
			detail: `the character ${name} cannot be seen and is not allowed`
		};
	});
}
function listErrors(document) {
	if (document.errors.some(({ message }) => message.includes("call stack"))) return [{
		position: 0,
		detail: "it is nested too deeply"
	}];
	return [...document.errors, ...document.warnings].map((error) => ({
		position: error.pos[0],
		detail: error.message
	}));
}
function listNodeFaults(document, kind) {
	const found = [];
	const refuse = (node, detail) => {
		found.push({
			position: node.range?.[0] ?? 0,
			detail
		});
	};
	visit(document, {
		Alias: (_, node) => refuse(node, `aliases are not allowed in ${kind}`),
		Value: (_, node) => {
			if (node.anchor !== void 0) refuse(node, `anchors are not allowed in ${kind}`);
			for (const { key, detail } of listBadKeys(node)) refuse(key, detail);
		}
	});
	return found;
}
function listBadKeys(node) {
	if (!isMap(node)) return [];
	const seen = /* @__PURE__ */ new Set();
	return node.items.flatMap(({ key }) => {
		if (!isScalar(key)) return [];
		const name = String(key.value);
		if (name === "__proto__") return [{
			key,
			detail: "the key __proto__ is not allowed"
		}];
		const isRepeated = seen.has(name);
		seen.add(name);
		return isRepeated ? [{
			key,
			detail: "a key stands twice"
		}] : [];
	});
}

// lib/base/yaml-document.ts
/** The longest file that is read. */
const maxYamlCharacters = 1048576;
/** The most problems that are printed; who has more has another file in hand. */
const maxProblems = 50;
/**
* Reads YAML 1.2 with the core schema, for every file of rules. Whatever could be read in two ways is a problem: keys
* that stand twice, aliases and anchors, characters that nobody sees, a file beyond the limit. `kind` is what such a
* file is called.
*/
function readYamlDocument(text, kind = "this file") {
	if (text.length > 1048576) return refuse(`it is longer than ${maxYamlCharacters} characters`);
	const lines = new LineCounter();
	const document = parseDocument(text, {
		lineCounter: lines,
		version: "1.2",
		schema: "core",
		logLevel: "error",
		prettyErrors: false,
		uniqueKeys: false
	});
	const place = (offset) => {
		const { line, col } = lines.linePos(offset);
		return {
			line: Math.max(line, 1),
			column: Math.max(col, 1)
		};
	};
	const problems = listYamlFaults(text, document, kind).map(({ position, detail }) => ({
		...place(position),
		text: detail
	}));
	const find = (path) => {
		const offset = findOffset(document, path);
		return offset === void 0 ? void 0 : place(offset);
	};
	return {
		problems,
		value: problems.length > 0 ? void 0 : document.toJS(),
		find,
		locate: (path) => find(path) ?? place(isNode(document.contents) ? document.contents.range[0] : 0),
		findRange: (path) => {
			const node = document.getIn(path, true);
			return isScalar(node) && node.range ? [node.range[0], node.range[1]] : void 0;
		}
	};
}
/** What a schema found, in the words of the file: the key with its path, at its place. */
function explainIssue(issue, document) {
	const path = (issue.path ?? []).flatMap(({ key }) => typeof key === "string" || typeof key === "number" ? [key] : []);
	return {
		...document.locate(path),
		text: `${renderYamlPath(path)} ${describeIssue(issue)}`.trim()
	};
}
/** `['images', 0, 'name']` as `images[0].name`. */
function renderYamlPath(path) {
	return path.map((key) => typeof key === "number" ? `[${key}]` : `.${key}`).join("").replace(/^\./, "");
}
/** The problems in the order of their places. */
function sortProblems(problems) {
	return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
/** All problems as one text, each with its place as `place` writes it. */
function renderProblems(problems, place) {
	const lines = problems.slice(0, maxProblems).map((problem) => `${place(problem)}: ${problem.text}`);
	const more = problems.length > maxProblems ? [`and ${problems.length - maxProblems} more`] : [];
	return [...lines, ...more].join("; ");
}
function refuse(text) {
	const start = {
		line: 1,
		column: 1
	};
	return {
		problems: [{
			...start,
			text
		}],
		value: void 0,
		find: () => void 0,
		locate: () => start,
		findRange: () => void 0
	};
}
function describeIssue(issue) {
	if (issue.type === "strict_object" && issue.expected === "never") return "is no known key";
	if (issue.type === "strict_object" && issue.received === "undefined") return "is missing";
	if (issue.kind === "schema" && issue.type !== "literal") return `is ${issue.received}, not ${issue.expected ?? ""}`;
	return issue.message;
}
function findOffset(document, path) {
	for (let length = path.length; length > 0; length -= 1) {
		const at = findRange(document, path.slice(0, length))?.[0];
		if (at !== void 0) return at;
	}
}
function findRange(document, path) {
	const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
	const last = path.at(-1);
	if (isMap(parent)) {
		const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(last));
		return isNode(pair?.key) ? pair.key.range : void 0;
	}
	const item = isCollection(parent) ? parent.get(last, true) : void 0;
	return isNode(item) ? item.range : void 0;
}

export { checkJson, checkShape, checkStrictJson, commitIdPattern, encodePath, escapeMarkdown, explainDisk, explainIssue, findErrorCode, formatDuration, formatTime, isJson, isSafeMethod, isTransientStatus, mapBounded, maxYamlCharacters, parseRetryAfter, readYamlDocument, renderCanonicalJson, renderCode, renderProblems, renderYamlPath, retry, sortProblems };