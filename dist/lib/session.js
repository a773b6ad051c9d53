import { __toESM } from "../vendor/runtime.js";
import { CodedError, ExternalError, UserError } from "./base/errors.js";
import { checkJson, checkShape, findErrorCode, formatTime, isSafeMethod, isTransientStatus, parseRetryAfter, retry } from "./base.js";
import { array, boolean, check, custom, date, literal, minLength, nonEmpty, nullable, nullish, number, object, optional, picklist, pipe, regex, safeParse, startsWith, strictObject, string, transform, union, unknown, url } from "../vendor/valibot.js";
import { computeDigest, isAzureRegistry, isDigest, parseRegistryId } from "./domain/image.js";
import { computeKeyHint, isP256 } from "./domain/statement.js";
import { descriptorSchema, manifestMediaTypes, maxManifestBytes } from "./domain/artifact.js";
import { createHash, createPublicKey } from "node:crypto";
import { pipeline } from "node:stream";

// lib/clients/http/body.ts
/** Reads a stream to its end, but never holds more than `maxBytes`; `host` is named when it would. */
async function readBody(stream, maxBytes, host) {
	const chunks = [];
	for await (const bytes of boundBody(stream, maxBytes, host)) chunks.push(bytes);
	return Buffer.concat(chunks);
}
/** The pieces of a stream, until there are more than `maxBytes`. */
async function* boundBody(stream, maxBytes, host) {
	let size = 0;
	for await (const chunk of stream) {
		const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
		size += bytes.byteLength;
		if (size > maxBytes) throw tooLarge(maxBytes, host);
		yield bytes;
	}
}
function tooLarge(maxBytes, host) {
	return new ExternalError("NETWORK_REPLY_TOO_LARGE", {
		system: host,
		operation: "read the answer",
		subject: host,
		reason: `more than ${maxBytes} bytes`
	});
}

// lib/clients/http/abort.ts
/** One signal for the caller's abort and a time-out in ms (0: none); undefined when there is neither. */
function linkAbort(caller, timeoutMs) {
	const signals = [];
	if (caller !== void 0) signals.push(toAbortSignal(caller));
	if (timeoutMs > 0) signals.push(AbortSignal.timeout(timeoutMs));
	return signals.length === 0 ? void 0 : AbortSignal.any(signals);
}
function toAbortSignal(caller) {
	if (caller instanceof AbortSignal) return caller;
	const controller = new AbortController();
	if (caller.aborted) controller.abort();
	else caller.addEventListener("abort", () => controller.abort());
	return controller.signal;
}

// lib/clients/http/decode.ts
/** Undoes the content coding that the request asked for; other bodies pass as they are. */
async function decodeContent(incoming, accepted) {
	const coding = incoming.headers["content-encoding"];
	if (coding === void 0 || accepted === void 0 || !accepted.includes(coding)) return incoming;
	if (coding !== "gzip" && coding !== "deflate") return incoming;
	const zlib = await import("node:zlib");
	const decoder = coding === "gzip" ? zlib.createGunzip() : zlib.createInflate();
	return pipeline(incoming, decoder, () => void 0);
}

// lib/clients/http/failures.ts
const failures = /* @__PURE__ */ new Map([
	["ENOTFOUND", {
		code: "NETWORK_NAME_UNKNOWN",
		isRetryable: false
	}],
	["EAI_AGAIN", {
		code: "NETWORK_NAME_UNKNOWN",
		isRetryable: true
	}],
	["ECONNREFUSED", {
		code: "NETWORK_UNREACHABLE",
		isRetryable: true
	}],
	["EHOSTUNREACH", {
		code: "NETWORK_UNREACHABLE",
		isRetryable: true
	}],
	["ENETUNREACH", {
		code: "NETWORK_UNREACHABLE",
		isRetryable: true
	}],
	["EACCES", {
		code: "NETWORK_UNREACHABLE",
		isRetryable: false
	}],
	["ERR_PROXY_TUNNEL", {
		code: "NETWORK_PROXY_REFUSED",
		isRetryable: false
	}],
	["ERR_PROXY_INVALID_CONFIG", {
		code: "NETWORK_PROXY_REFUSED",
		isRetryable: false
	}],
	["ETIMEDOUT", {
		code: "NETWORK_TIMEOUT",
		isRetryable: true
	}],
	["TimeoutError", {
		code: "NETWORK_TIMEOUT",
		isRetryable: true
	}],
	["ECONNRESET", {
		code: "NETWORK_INTERRUPTED",
		isRetryable: true
	}],
	["EPIPE", {
		code: "NETWORK_INTERRUPTED",
		isRetryable: true
	}],
	["ERR_STREAM_PREMATURE_CLOSE", {
		code: "NETWORK_INTERRUPTED",
		isRetryable: true
	}],
	["HPE_INVALID_EOF_STATE", {
		code: "NETWORK_INTERRUPTED",
		isRetryable: true
	}],
	["Z_BUF_ERROR", {
		code: "NETWORK_INTERRUPTED",
		isRetryable: true
	}]
]);
const tlsPattern = /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|HOSTNAME_MISMATCH|INVALID_CA)/;
/** Codes of failures before a byte of the request was sent: sending it again cannot do anything twice. */
const unsentCodes = /* @__PURE__ */ new Set([
	"NETWORK_NAME_UNKNOWN",
	"NETWORK_UNREACHABLE",
	"NETWORK_PROXY_REFUSED",
	"NETWORK_TLS_REFUSED"
]);
/** A failure of Node's HTTP client as a NETWORK_* error that names the host; anything else comes back as it is. */
function explainFailure(error, host, operation) {
	if (error instanceof ExternalError || !isErrorLike(error)) return error;
	const failure = findFailure(error);
	if (failure === void 0) return error;
	return new ExternalError(failure.code, {
		system: host,
		operation,
		subject: host,
		reason: readCode(error) ?? error.name,
		isRetryable: failure.isRetryable,
		cause: error
	});
}
/** Whether the error is one of the way to the host (NETWORK_*). */
function isNetworkFailure(error) {
	return error instanceof ExternalError && error.code.startsWith("NETWORK_");
}
/** Whether the failed request surely did not reach the host. */
function isSurelyUnsent(error) {
	return isNetworkFailure(error) && unsentCodes.has(error.code);
}
function isErrorLike(value) {
	return typeof value === "object" && value !== null && "name" in value && typeof value.name === "string";
}
function findFailure(error) {
	const code = readCode(error);
	if (code !== void 0 && tlsPattern.test(code)) return {
		code: "NETWORK_TLS_REFUSED",
		isRetryable: false
	};
	return failures.get(code ?? error.name);
}
function readCode(error) {
	return typeof error.code === "string" ? error.code : void 0;
}

// lib/clients/http/request-body.ts
/** Writes any body the SDKs send from Node: nothing, text, bytes, or a stream, which is never held as a whole. */
function writeBody(outgoing, body) {
	const content = typeof body === "function" ? body() : body;
	if (content === void 0 || content === null) return void outgoing.end();
	if (typeof content === "string") return void outgoing.end(content);
	if (ArrayBuffer.isView(content)) {
		outgoing.end(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
		return;
	}
	if (content instanceof ArrayBuffer) return void outgoing.end(Buffer.from(content));
	if (isReadable(content)) return void pipeline(content, outgoing, (error) => void (error && outgoing.destroy(error)));
	outgoing.destroy(/* @__PURE__ */ new TypeError("a request body of this type is not supported"));
}
function isReadable(content) {
	return "pipe" in content && typeof content.pipe === "function";
}

// lib/clients/http/client.ts
const defaultIdleTimeoutMs = 1e5;
/** The most that an SDK may collect as text; ours reads by streams with bounds of its own. */
const maxTextBytes = 16777216;
/** Opens connections on first use, keeps them, and goes through the proxy that `proxyEnv` names. */
function createHttpClient(options) {
	const agents = /* @__PURE__ */ new Map();
	const openAgent = (isSecure) => {
		const agent = agents.get(isSecure) ?? createAgent(isSecure, options.proxyEnv);
		agents.set(isSecure, agent);
		return agent;
	};
	const ports = {
		openAgent,
		idleTimeoutMs: options.idleTimeoutMs ?? defaultIdleTimeoutMs
	};
	return {
		sendRequest: (request) => sendLogged(request, ports, options),
		close: () => agents.forEach((agent) => void agent.then((opened) => opened.destroy()))
	};
}
async function createAgent(isSecure, proxyEnv) {
	const { Agent } = isSecure ? await import("node:https") : await import("../vendor/lazy/http.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	return new Agent({
		keepAlive: true,
		proxyEnv: { ...proxyEnv }
	});
}
async function sendLogged(request, ports, options) {
	const { host, pathname } = new URL(request.url);
	const started = options.clock.now();
	const note = (outcome) => options.log?.debug(`${request.method} ${host}${pathname} ${outcome} in ${options.clock.now() - started} ms`);
	try {
		const response = await send$5(request, ports);
		note(String(response.status));
		return response;
	} catch (error) {
		note(error instanceof Error ? error.name : "failed");
		throw error;
	}
}
async function send$5(request, ports) {
	const url = new URL(request.url);
	const signal = linkAbort(request.abortSignal, request.timeout);
	try {
		signal?.throwIfAborted();
		return await receive(await open(url, request, ports, signal), request, url.host);
	} catch (error) {
		const cause = signal?.aborted === true ? signal.reason : error;
		throw explainFailure(cause, url.host, `${request.method} ${url.pathname}`);
	}
}
async function open(url, request, ports, signal) {
	const isSecure = url.protocol === "https:";
	if (!isSecure && request.allowInsecureConnection !== true) throw new Error(`refusing to use ${url.protocol} for ${url.host}`);
	const options = {
		method: request.method,
		headers: request.headers.toJSON({ preserveCase: true }),
		agent: await ports.openAgent(isSecure),
		...signal === void 0 ? {} : { signal }
	};
	const module = isSecure ? await import("node:https") : await import("../vendor/lazy/http.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	return new Promise((resolve, reject) => {
		const outgoing = module.request(url, options, resolve);
		outgoing.on("error", reject);
		outgoing.setTimeout(ports.idleTimeoutMs, () => outgoing.destroy(silenceError(ports.idleTimeoutMs)));
		writeBody(outgoing, request.body);
	});
}
async function receive(incoming, request, host) {
	const { createHttpHeaders } = await import("../vendor/lazy/azure-core-rest-pipeline.js");
	const headers = createHttpHeaders();
	for (const [name, value] of Object.entries(incoming.headers)) {
		const first = Array.isArray(value) ? value[0] : value;
		if (first !== void 0) headers.set(name, first);
	}
	const response = {
		request,
		headers,
		status: incoming.statusCode ?? 0
	};
	if (request.method === "HEAD") {
		incoming.resume();
		return response;
	}
	const stream = await decodeContent(incoming, request.headers.get("Accept-Encoding"));
	if (wantsStream(request, response.status)) return {
		...response,
		readableStreamBody: stream
	};
	const bytes = await readBody(stream, maxTextBytes, host);
	return {
		...response,
		bodyAsText: Buffer.from(bytes).toString("utf8")
	};
}
function wantsStream(request, status) {
	const statuses = request.streamResponseStatusCodes;
	return statuses?.has(Number.POSITIVE_INFINITY) === true || statuses?.has(status) === true;
}
function silenceError(idleTimeoutMs) {
	return Object.assign(/* @__PURE__ */ new Error(`nothing received for ${idleTimeoutMs} ms`), { code: "ETIMEDOUT" });
}

// lib/clients/http/links.ts
/**
* The address of the next page from a `Link` header (RFC 8288), made absolute; undefined on the last page.
* A page that is not on the host of the first throws NETWORK_PAGE_ELSEWHERE.
*/
function findNextPage(header, base) {
	if (header === void 0) return void 0;
	for (const [, target = "", parameters = ""] of header.matchAll(/<([^>]*)>([^<]*)/g)) if (/;\s*rel="?(?:[^";]*\s)?next(?:\s[^";]*)?"?/i.test(parameters)) return resolveSameHost(target, base);
}
function resolveSameHost(target, base) {
	const { origin, host } = new URL(base);
	const url = URL.canParse(target, base) ? new URL(target, base) : void 0;
	if (url?.origin === origin) return url.href;
	throw new ExternalError("NETWORK_PAGE_ELSEWHERE", {
		system: host,
		operation: "read the next page",
		subject: host,
		reason: url === void 0 ? "its address is no URL" : `it is on ${url.host}`
	});
}

// lib/clients/http/policy.ts
/** How often the clients repeat what is safe to repeat: about a minute in all, unless a server asks for more. */
const defaultRetryPolicy = {
	maxAttempts: 6,
	baseDelayMs: 500,
	maxDelayMs: 6e4,
	deadlineMs: 18e4
};
/** What the suite calls itself in `User-Agent`. */
const userAgent = "lazaret/0.1.0";

// lib/clients/http/reply.ts
/** The body as UTF-8 text. */
function readText(response) {
	return Buffer.from(response.bytes).toString("utf8");
}
/** What a service says of itself when it refuses: one line, without control characters, cut to a readable length. */
function quoteReply(text) {
	const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
	return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
/** The service's own number for this request, to give to its support. */
function readCorrelationId(response) {
	return [
		"x-ms-correlation-request-id",
		"x-ms-request-id",
		"x-github-request-id"
	].map((name) => response.headers.get(name)).find((id) => id !== void 0);
}

// lib/clients/http/attempt.ts
/**
* One try of a request: "not now" and a broken connection are transient when the request may be sent twice,
* or when it surely never reached the host; else the answer or the error stands.
*/
async function attemptRequest(send, isRepeatable, clock) {
	try {
		const response = await send();
		if (!isRepeatable || !isTransientStatus(response.status)) return {
			kind: "settled",
			value: response
		};
		return {
			kind: "transient",
			concede: () => response,
			retryAfterMs: parseRetryAfter(response.headers.get("retry-after"), clock.now())
		};
	} catch (error) {
		if (!isNetworkFailure(error) || !error.isRetryable) throw error;
		if (!isRepeatable && !isSurelyUnsent(error)) throw error;
		return {
			kind: "transient",
			concede: () => rethrow$3(error)
		};
	}
}
function rethrow$3(error) {
	throw error;
}

// lib/clients/http/rest.ts
/** The most that an answer may have when the request does not say. */
const defaultMaxBytes = 4194304;
/** The most that is read of a refusal or redirect. */
const maxRefusalBytes = 262144;
/** Our own REST calls on the pipeline that the SDKs use, with one rule for what is sent again. */
function createRest(options) {
	let pipeline;
	const openPipeline = () => pipeline ??= buildPipeline(options);
	return { send: async (request) => {
		const built = await openPipeline();
		const isRepeatable = request.isRepeatable ?? isSafeMethod(request.method);
		return retry(() => attemptRequest(() => sendOnce$2(request, built, options), isRepeatable, options.ports.clock), options.policy ?? defaultRetryPolicy, request.signal === void 0 ? options.ports : {
			...options.ports,
			signal: request.signal
		});
	} };
}
async function buildPipeline(options) {
	const { createEmptyPipeline } = await import("../vendor/lazy/azure-core-rest-pipeline.js");
	const pipeline = createEmptyPipeline();
	for (const policy of await options.loadPolicies?.() ?? []) pipeline.addPolicy(policy);
	return pipeline;
}
async function sendOnce$2(request, pipeline, options) {
	const { createHttpHeaders, createPipelineRequest } = await import("../vendor/lazy/azure-core-rest-pipeline.js");
	const signal = request.signal ?? options.ports.signal;
	const outgoing = createPipelineRequest({
		url: request.url,
		method: request.method,
		headers: createHttpHeaders({
			"User-Agent": userAgent,
			...request.headers
		}),
		streamResponseStatusCodes: /* @__PURE__ */ new Set([Number.POSITIVE_INFINITY]),
		...request.body === void 0 ? {} : { body: request.body },
		...signal === void 0 ? {} : { abortSignal: signal }
	});
	const response = await pipeline.sendRequest(options.httpClient, outgoing);
	return {
		status: response.status,
		headers: response.headers,
		bytes: await collect(response, request)
	};
}
async function collect(response, request) {
	const { readableStreamBody: body, status } = response;
	if (body === void 0) return Buffer.from(response.bodyAsText ?? "");
	if (request.sink === void 0 || status >= 300) return drain$1(body, status, request);
	await request.sink(explainPieces(body, status, request));
	return /* @__PURE__ */ new Uint8Array();
}
async function drain$1(body, status, request) {
	try {
		return await readBody(body, boundOf(request, status), new URL(request.url).host);
	} catch (error) {
		throw explain$2(error, request);
	}
}
async function* explainPieces(body, status, request) {
	try {
		yield* boundBody(body, boundOf(request, status), new URL(request.url).host);
	} catch (error) {
		throw explain$2(error, request);
	}
}
function explain$2(error, request) {
	request.signal?.throwIfAborted();
	const { host, pathname } = new URL(request.url);
	return explainFailure(error, host, `${request.method} ${pathname}`);
}
function boundOf(request, status) {
	return status < 300 ? request.maxBytes ?? defaultMaxBytes : maxRefusalBytes;
}

// lib/clients/http/retrying.ts
/**
* The HTTP client for an SDK whose own retry is switched off (`maxRetries: 0`): that one repeats POST after a dropped
* reply too. This one repeats only what is safe (or what `isRepeatable` names), and any request that surely never left.
*/
function createRetryingClient(inner, ports, policy = defaultRetryPolicy, isRepeatable = isSafeMethod) {
	return { sendRequest: (request) => {
		if (request.abortSignal === void 0 && ports.signal !== void 0) request.abortSignal = ports.signal;
		const send = () => inner.sendRequest(request);
		return retry(() => attemptRequest(send, isRepeatable(request.method), ports.clock), policy, ports);
	} };
}

// lib/clients/http/arm.ts
/** The public cloud's endpoint; its token scope is the same with `/.default`. */
const armEndpoint = "https://management.azure.com";
const ErrorBody$4 = object({ error: object({
	code: optional(string(), ""),
	message: optional(string(), "")
}) });
/** Puts a token of the credential on each request. */
async function loadArmPolicies(credential) {
	const { bearerTokenAuthenticationPolicy } = await import("../vendor/lazy/azure-core-rest-pipeline.js");
	return [bearerTokenAuthenticationPolicy({
		credential,
		scopes: `${armEndpoint}/.default`
	})];
}
/** ARM's error body, or what can be said without one. */
function readArmRefusal(response) {
	const checked = checkJson(ErrorBody$4, readText(response));
	const { code, message } = checked.ok ? checked.value.error : {
		code: "",
		message: ""
	};
	return {
		status: response.status,
		code,
		message,
		correlationId: readCorrelationId(response)
	};
}
/** A refusal of ARM as a coded error; a 403 names the role and the scope. */
function explainArmRefusal(refusal, operation, cause) {
	const reason = describe(refusal);
	if (refusal.status === 403) return forbid$1(reason, refusal, operation, cause);
	const code = codeOf$2(refusal);
	const facts = {
		subject: operation.scope,
		reason,
		cause
	};
	if (code === "ARM_REGISTRY_NOT_FOUND" || code === "ARM_UNAUTHORIZED") return new UserError(code, facts);
	return new ExternalError(code, {
		...facts,
		...refusal.correlationId === void 0 ? {} : { correlationId: refusal.correlationId },
		system: "Azure Resource Manager",
		operation: operation.name,
		status: refusal.status,
		isRetryable: code === "ARM_UNAVAILABLE"
	});
}
function codeOf$2(refusal) {
	if (refusal.status === 401) return "ARM_UNAUTHORIZED";
	if (refusal.status === 404) return "ARM_REGISTRY_NOT_FOUND";
	return refusal.status === 429 || refusal.status >= 500 ? "ARM_UNAVAILABLE" : "ARM_REFUSED";
}
function forbid$1(reason, refusal, operation, cause) {
	const where = refusal.code === "LinkedAuthorizationFailed" ? "the linked scope that Azure names" : `"${operation.scope}"`;
	return new UserError("ARM_FORBIDDEN", {
		subject: operation.scope,
		reason: `${operation.name} needs the role "${operation.role}" on ${where}; ${reason}`,
		remedy: `Assign the role "${operation.role}" to the identity on ${where}.`,
		cause
	});
}
function describe(refusal) {
	const status = `HTTP ${refusal.status}`;
	const said = [refusal.code, refusal.message].filter((part) => part !== "").join(": ");
	return said === "" ? status : `${status}, Azure says: ${quoteReply(said)}`;
}

// lib/clients/http/trace.ts
/** Whether an SDK gave up on an answer because it is not what the API promises: HTML of a proxy, cut JSON. */
function isUnreadable(error) {
	return findErrorCode(error) === "PARSE_ERROR" || error instanceof SyntaxError;
}
/** Notes refusals and failures of an SDK's requests. */
function traceRequests(inner, trace) {
	return { sendRequest: async (request) => {
		try {
			const response = await inner.sendRequest(request);
			trace.status = response.status;
			if (response.status >= 400) trace.refusal = toRestResponse(response);
			return response;
		} catch (error) {
			trace.failure = error;
			throw error;
		}
	} };
}
function toRestResponse(response) {
	return {
		status: response.status,
		headers: response.headers,
		bytes: Buffer.from(response.bodyAsText ?? "")
	};
}

// lib/clients/arm/failures.ts
const known = [
	{
		pattern: /already exists in target registry/i,
		code: "IMPORT_TAG_EXISTS"
	},
	{
		pattern: /no such host|name or service not known|could not resolve|nodename nor servname/i,
		code: "IMPORT_UPSTREAM_GONE"
	},
	{
		pattern: /\b50 manifests|too many manifests|manifests? limit|more than 50/i,
		code: "IMAGE_INDEX_TOO_LARGE"
	},
	{
		pattern: /429|too many requests|toomanyrequests/i,
		code: "IMPORT_UPSTREAM_THROTTLED"
	},
	{
		pattern: /access to .* denied|unauthorized|authentication required|forbidden|pull access denied/i,
		code: "IMPORT_SOURCE_DENIED"
	},
	{
		pattern: /manifest unknown|manifest_unknown|not found|name_unknown|does not exist/i,
		code: "IMPORT_SOURCE_NOT_FOUND"
	}
];
/** The registry's verdict on an import, which comes on the first reply or on a poll of its operation. */
function explainImportFailure(refusal, request, cause) {
	const code = classify(refusal.message, request);
	const said = quoteReply(`${refusal.code}: ${hideCredentials(refusal.message, request)}`);
	const facts = {
		subject: describeSource(request),
		reason: `Azure says: ${said}`,
		cause
	};
	if (code === "IMAGE_INDEX_TOO_LARGE" || code === "IMPORT_SOURCE_FOREIGN") return new UserError(code, facts);
	return new ExternalError(code, {
		...facts,
		...describeCall$2(refusal.correlationId),
		status: refusal.status,
		isRetryable: code === "IMPORT_UPSTREAM_THROTTLED"
	});
}
function classify(message, { source }) {
	const code = known.find(({ pattern }) => pattern.test(message))?.code ?? "IMPORT_FAILED";
	const isForeign = source.kind === "upstream" && isAzureRegistry(source.host);
	return code === "IMPORT_SOURCE_DENIED" && isForeign ? "IMPORT_SOURCE_FOREIGN" : code;
}
/** Nobody can say whether the import began or ended; only the registry can. */
function explainLostImport(request, status, cause) {
	const lost = cause instanceof Error ? quoteReply(hideCredentials(cause.message, request)) : "no reply";
	return new ExternalError("IMPORT_OUTCOME_UNKNOWN", {
		subject: describeSource(request),
		reason: status === void 0 ? lost : `HTTP ${status}`,
		...describeCall$2(void 0),
		...status === void 0 ? {} : { status },
		isRetryable: true,
		cause
	});
}
function describeSource({ source }) {
	return `${source.kind === "registry" ? source.resourceId.slice(source.resourceId.lastIndexOf("/") + 1) : source.host}/${source.repository}@${source.digest}`;
}
function describeCall$2(correlationId) {
	const call = {
		system: "Azure Resource Manager",
		operation: "importImage"
	};
	return correlationId === void 0 ? call : {
		...call,
		correlationId
	};
}
function hideCredentials(text, { source }) {
	const password = source.kind === "upstream" ? source.credentials?.password : void 0;
	return password === void 0 || password === "" ? text : text.replaceAll(password, "…");
}

// lib/clients/arm/import-body.ts
/** `ImportImageParameters` of 2025-11-01: by digest, mode NoForce; without tags into a repository, untagged. */
function buildImportBody(request) {
	const { source, repository, tags } = request;
	const sourceImage = `${source.repository}@${source.digest}`;
	const targetTags = tags.map((tag) => `${repository}:${tag}`);
	return {
		source: {
			sourceImage,
			...locateSource(source)
		},
		mode: "NoForce",
		...targetTags.length === 0 ? { untaggedTargetRepositories: [repository] } : { targetTags }
	};
}
function locateSource(source) {
	if (source.kind === "registry") return { resourceId: source.resourceId };
	return {
		registryUri: source.host,
		...source.credentials === void 0 ? {} : { credentials: { ...source.credentials } }
	};
}

// lib/clients/arm/import.ts
/** How often the operation is asked after when ARM does not say; the SDK's 2 s doubles the time of a small copy. */
const pollIntervalMs = 1e3;
const importRole = "Container Registry Data Importer and Data Reader";
/** Sends the POST once, whatever becomes of its reply, and follows the operation to its end. */
async function importImage(client, call) {
	const { registry, request, signal } = call;
	const abort = signal === void 0 ? {} : { abortSignal: signal };
	const poller = client.registries.importImage(registry.resourceGroup, registry.name, buildImportBody(request), {
		...abort,
		updateIntervalInMs: pollIntervalMs
	});
	await poller.submitted().catch((error) => {
		throw explain$1(error, call, explainStart);
	});
	await poller.pollUntilDone(abort).catch((error) => {
		throw explain$1(error, call, explainPoll);
	});
}
function explain$1(error, call, explainRefusal) {
	const { request, signal, trace } = call;
	if (signal?.aborted === true) return signal.reason;
	if (trace.failure !== void 0) {
		if (!isNetworkFailure(trace.failure) || isSurelyUnsent(trace.failure)) return trace.failure;
		return explainLostImport(request, void 0, trace.failure);
	}
	if (trace.refusal !== void 0) return explainRefusal(readArmRefusal(trace.refusal), call, error);
	return explainLostImport(request, void 0, error);
}
function explainStart(refusal, call, cause) {
	if (refusal.status >= 500) return explainLostImport(call.request, refusal.status, cause);
	if ([
		401,
		403,
		404,
		429
	].includes(refusal.status)) return explainArm(refusal, call, cause);
	return explainImportFailure(refusal, call.request, cause);
}
function explainPoll(refusal, call, cause) {
	if (refusal.status >= 500 || refusal.status === 429) return explainLostImport(call.request, refusal.status, cause);
	if (refusal.status === 401 || /^(?:Linked)?AuthorizationFailed$/.test(refusal.code)) return explainArm(refusal, call, cause);
	if (refusal.status === 404 && refusal.message === "") return explainLostImport(call.request, 404, cause);
	return explainImportFailure(refusal, call.request, cause);
}
function explainArm(refusal, call, cause) {
	return explainArmRefusal(refusal, {
		name: "importImage",
		scope: call.registry.id,
		role: importRole
	}, cause);
}

// lib/clients/arm/schema.ts
/** What is needed of `Registry`, as the SDK flattens it; the mode is absent on registries from before it existed. */
const RegistryShape = object({
	id: string(),
	name: string(),
	loginServer: pipe(string(), regex(/^[a-z0-9][a-z0-9.-]{1,252}$/)),
	roleAssignmentMode: nullish(picklist(["AbacRepositoryPermissions", "LegacyRegistryPermissions"]), "LegacyRegistryPermissions")
});

// lib/clients/arm/client.ts
/** The control plane of one registry through `@azure/arm-containerregistry`, whose own retry is switched off. */
function createRegistryManagementClient(registry, options) {
	return {
		readAccount: () => readAccount(registry, options),
		importImage: async (request, signal) => {
			const trace = {};
			const client = await openSdk$1(registry, options, trace);
			await importImage(client, {
				registry,
				request,
				trace,
				...signal === void 0 ? {} : { signal }
			});
		}
	};
}
async function openSdk$1(registry, options, trace) {
	const { ContainerRegistryManagementClient } = await import("../vendor/lazy/azure-arm-containerregistry.js");
	const retrying = createRetryingClient(options.httpClient, options.ports, options.policy);
	return new ContainerRegistryManagementClient(options.credential, registry.subscriptionId, {
		httpClient: traceRequests(retrying, trace),
		retryOptions: { maxRetries: 0 },
		userAgentOptions: { userAgentPrefix: userAgent }
	});
}
async function readAccount(registry, options) {
	const trace = {};
	const answer = await (await openSdk$1(registry, options, trace)).registries.get(registry.resourceGroup, registry.name).catch((error) => {
		throw explainReadFailure(error, trace, registry);
	});
	const checked = checkShape(RegistryShape, answer);
	if (checked.ok) return checked.value;
	throw malformed$3(registry, checked.problems.join("; "), void 0);
}
function explainReadFailure(error, trace, registry) {
	if (trace.failure !== void 0) return trace.failure;
	if (trace.refusal !== void 0) {
		const role = `${importRole}, Container Registry Tasks Contributor or Reader`;
		const operation = {
			name: "registries/read",
			scope: registry.id,
			role
		};
		return explainArmRefusal(readArmRefusal(trace.refusal), operation, error);
	}
	return error instanceof TypeError || isUnreadable(error) ? malformed$3(registry, quoteReply(String(error)), error) : error;
}
function malformed$3(registry, reason, cause) {
	const facts = {
		system: "Azure Resource Manager",
		operation: "registries/read",
		subject: registry.id
	};
	return new ExternalError("ARM_MALFORMED", {
		...facts,
		reason,
		cause
	});
}

// lib/clients/blob/blocks.ts
/**
* Cuts a stream into pieces of exactly `size` bytes, the last one shorter; holds one piece at a time.
* An empty stream has no pieces.
*/
async function* cutBlocks(content, size) {
	let block = Buffer.allocUnsafe(size);
	let used = 0;
	for await (const chunk of content) for (let at = 0; at < chunk.byteLength;) {
		const taken = Math.min(size - used, chunk.byteLength - at);
		block.set(chunk.subarray(at, at + taken), used);
		used += taken;
		at += taken;
		if (used < size) continue;
		yield block;
		block = Buffer.allocUnsafe(size);
		used = 0;
	}
	if (used > 0) yield block.subarray(0, used);
}
/** The id of the n-th block: all ids of a blob must have one length (Put Block, "Blockid"). */
function blockId(index) {
	return Buffer.from(String(index).padStart(8, "0")).toString("base64");
}

// lib/clients/blob/failures.ts
/** The storage error code, from the header or, where there is none, from the XML body. */
function readStorageCode(response) {
	return response.headers.get("x-ms-error-code") ?? /<Code>([A-Za-z]{1,80})<\/Code>/.exec(readText(response))?.[1] ?? "";
}
/** A refusal of the storage account; the link is a secret, so only host and path are named. */
function explainBlobRefusal(response, url, operation) {
	const { host, pathname } = new URL(url);
	const correlationId = readCorrelationId(response);
	const code = codeOf$1(response.status);
	return new ExternalError(code, {
		system: "Azure Storage",
		operation,
		subject: `${host}${pathname}`,
		reason: quoteReply(`HTTP ${response.status} ${readStorageCode(response)}`),
		status: response.status,
		isRetryable: code !== "BLOB_REFUSED",
		...correlationId === void 0 ? {} : { correlationId }
	});
}
function codeOf$1(status) {
	if (status === 401 || status === 403) return "BLOB_LINK_EXPIRED";
	return status === 429 || status >= 500 ? "BLOB_UNAVAILABLE" : "BLOB_REFUSED";
}

// lib/clients/blob/client.ts
/** Small enough to be held and sent again, large enough that 50,000 blocks (the limit) are more than any context. */
const blockBytes = 4194304;
const apiVersion$2 = "2021-12-02";
/** Azure Storage through links that carry their own right (SAS), so without a credential. */
function createBlobClient(options) {
	const rest = createRest(options);
	return {
		upload: (url, content, signal) => upload(rest, url, content, signal),
		readLog: (url, offset, maxBytes) => readLog(rest, url, offset, maxBytes)
	};
}
async function upload(rest, url, content, signal) {
	const ids = [];
	for await (const block of cutBlocks(content, blockBytes)) {
		const id = blockId(ids.length);
		await put(rest, withQuery(url, {
			comp: "block",
			blockid: id
		}), block, signal);
		ids.push(id);
	}
	const xml = `<?xml version="1.0" encoding="utf-8"?><BlockList>${ids.map((id) => `<Latest>${id}</Latest>`).join("")}</BlockList>`;
	await put(rest, withQuery(url, { comp: "blocklist" }), xml, signal);
}
async function put(rest, url, body, signal) {
	const response = await send$4(rest, {
		method: "PUT",
		url,
		body,
		headers: typeof body === "string" ? { "Content-Type": "application/xml" } : octets$1,
		isRepeatable: true,
		signal
	});
	if (response.status !== 201) throw explainBlobRefusal(response, url, "upload");
}
const octets$1 = { "Content-Type": "application/octet-stream" };
async function readLog(rest, url, offset, maxBytes) {
	const response = await send$4(rest, {
		method: "GET",
		url,
		headers: { "x-ms-range": `bytes=${offset}-${offset + maxBytes - 1}` },
		maxBytes
	});
	if (response.status === 206 || response.status === 200) return readChunk(response, offset);
	if (response.status === 404 && isMissing(response)) return {
		bytes: /* @__PURE__ */ new Uint8Array(),
		isStarted: false
	};
	if (response.status === 416) return readEnd(rest, url, offset);
	throw explainBlobRefusal(response, url, "read log");
}
function readChunk(response, offset) {
	const total = Number(/\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1]);
	const isWhole = response.status === 200 || offset + response.bytes.byteLength >= total;
	return {
		bytes: response.bytes,
		isStarted: true,
		...isWhole ? readCompletion(response) : {}
	};
}
async function readEnd(rest, url, offset) {
	const response = await send$4(rest, {
		method: "HEAD",
		url
	});
	if (response.status !== 200) throw explainBlobRefusal(response, url, "read log properties");
	const hasGrown = Number(response.headers.get("content-length")) > offset;
	return {
		bytes: /* @__PURE__ */ new Uint8Array(),
		isStarted: true,
		...hasGrown ? {} : readCompletion(response)
	};
}
function readCompletion(response) {
	const value = response.headers.get("x-ms-meta-complete");
	return value === void 0 ? {} : { completion: value.toLowerCase() };
}
function isMissing(response) {
	const code = readStorageCode(response);
	return code === "" || code === "BlobNotFound" || code === "ContainerNotFound";
}
function send$4(rest, request) {
	return rest.send({
		...request,
		headers: {
			"x-ms-version": apiVersion$2,
			...request.headers
		}
	});
}
function withQuery(url, query) {
	const target = new URL(url);
	const added = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
	target.search = [target.search, ...added].filter((part) => part !== "").join("&");
	return target.href;
}

// lib/clients/entra/claims.ts
const AssertionClaims = object({
	iss: string(),
	sub: string(),
	aud: union([string(), array(string())])
});
/** Reads the claims of our own assertion, unverified, to tell a person what to register; undefined when it is no JWT. */
function findClaims(assertion) {
	const payload = assertion.split(".")[1];
	if (payload === void 0) return void 0;
	const checked = checkJson(AssertionClaims, Buffer.from(payload, "base64url").toString("utf8"));
	if (!checked.ok) return void 0;
	const { iss, sub, aud } = checked.value;
	return {
		issuer: iss,
		subject: sub,
		audience: typeof aud === "string" ? aud : aud.join(", ")
	};
}

// lib/clients/entra/failures.ts
const ErrorBody$3 = object({
	error: optional(string()),
	error_description: optional(string()),
	error_codes: optional(array(number())),
	correlation_id: optional(string())
});
const codes = /* @__PURE__ */ new Map([
	[70021, "ENTRA_FEDERATION_MISMATCH"],
	[700211, "ENTRA_FEDERATION_MISMATCH"],
	[700212, "ENTRA_FEDERATION_MISMATCH"],
	[700213, "ENTRA_FEDERATION_MISMATCH"],
	[700223, "ENTRA_FEDERATION_MISMATCH"],
	[700238, "ENTRA_FEDERATION_MISMATCH"],
	[700024, "ENTRA_ASSERTION_EXPIRED"],
	[50027, "ENTRA_ASSERTION_REFUSED"],
	[50013, "ENTRA_ASSERTION_REFUSED"],
	[700021, "ENTRA_ASSERTION_REFUSED"],
	[700023, "ENTRA_ASSERTION_REFUSED"],
	[700027, "ENTRA_ASSERTION_REFUSED"],
	[7000214, "ENTRA_ASSERTION_REFUSED"],
	[7000215, "ENTRA_ASSERTION_REFUSED"],
	[7000272, "ENTRA_ASSERTION_REFUSED"],
	[700016, "ENTRA_APPLICATION_UNKNOWN"],
	[90002, "ENTRA_TENANT_UNKNOWN"],
	[900023, "ENTRA_TENANT_UNKNOWN"],
	[53003, "ENTRA_ACCESS_BLOCKED"],
	[53004, "ENTRA_ACCESS_BLOCKED"],
	[7000112, "ENTRA_ACCESS_BLOCKED"],
	[500011, "ENTRA_RESOURCE_UNKNOWN"],
	[650057, "ENTRA_RESOURCE_UNKNOWN"],
	[70011, "ENTRA_RESOURCE_UNKNOWN"]
]);
const userCodes = /* @__PURE__ */ new Set([
	"ENTRA_FEDERATION_MISMATCH",
	"ENTRA_APPLICATION_UNKNOWN",
	"ENTRA_TENANT_UNKNOWN",
	"ENTRA_ACCESS_BLOCKED",
	"ENTRA_RESOURCE_UNKNOWN"
]);
/** The AADSTS numbers of a refusal, the first one decides. */
function readAadstsNumbers(body) {
	const checked = checkJson(ErrorBody$3, body);
	const listed = checked.ok ? checked.value.error_codes ?? [] : [];
	const written = [...body.matchAll(/AADSTS(\d{4,8})/g)].map(([, digits]) => Number(digits));
	return [.../* @__PURE__ */ new Set([...listed, ...written])];
}
/** A refusal of the token endpoint as a coded error that says what to register or correct. */
function explainRefusal$2(refusal, signIn, cause) {
	const body = readText(refusal);
	const numbers = readAadstsNumbers(body);
	const isBusy = refusal.status === 429 || refusal.status >= 500;
	const chosen = numbers.map((number) => codes.get(number)).find((known) => known !== void 0) ?? (isBusy ? "ENTRA_UNAVAILABLE" : "ENTRA_REFUSED");
	const facts = {
		subject: subjectOf(chosen, signIn),
		reason: reasonOf(chosen, numbers, refusal, signIn),
		cause
	};
	if (userCodes.has(chosen)) return new UserError(chosen, facts);
	return new ExternalError(chosen, {
		...facts,
		...correlationOf(body),
		system: "Microsoft Entra ID",
		operation: "token request",
		status: refusal.status,
		isRetryable: chosen === "ENTRA_UNAVAILABLE" || chosen === "ENTRA_ASSERTION_EXPIRED"
	});
}
function subjectOf(code, signIn) {
	if (code === "ENTRA_TENANT_UNKNOWN") return signIn.tenantId;
	return code === "ENTRA_RESOURCE_UNKNOWN" ? signIn.scope : signIn.clientId;
}
function reasonOf(code, numbers, refusal, signIn) {
	const number = numbers[0] === void 0 ? `HTTP ${refusal.status}` : `AADSTS${numbers[0]}`;
	if (code === "ENTRA_FEDERATION_MISMATCH") return `${number}; ${renderClaims(signIn.assertion)}`;
	const checked = checkJson(ErrorBody$3, readText(refusal));
	const said = checked.ok ? checked.value.error_description : void 0;
	return said === void 0 ? number : `${number}; Entra says: ${quoteReply(said.replaceAll(signIn.assertion, "…"))}`;
}
function renderClaims(assertion) {
	const claims = findClaims(assertion);
	if (claims === void 0) return "the OIDC token could not be decoded";
	return `register the subject "${claims.subject}" with the issuer "${claims.issuer}" and the audience "${claims.audience}"`;
}
function correlationOf(body) {
	const checked = checkJson(ErrorBody$3, body);
	const id = checked.ok ? checked.value.correlation_id : void 0;
	return id === void 0 ? {} : { correlationId: id };
}

// lib/clients/entra/exchange.ts
const federationAudience = "api://AzureADTokenExchange";
/** Signs in once with an assertion that is minted for this exchange alone. */
async function exchangeAssertion(options, trace) {
	try {
		const token = await requestToken(options, trace);
		options.mask(token.token);
		return token;
	} catch (error) {
		throw explain(error, trace, options);
	}
}
async function requestToken(options, trace) {
	const { ClientAssertionCredential } = await import("../vendor/lazy/azure-identity.js");
	let minted;
	const getAssertion = () => minted ??= mintAssertion(options, trace);
	return new ClientAssertionCredential(options.tenantId, options.clientId, getAssertion, {
		httpClient: traceRequests(options.httpClient, trace),
		retryOptions: { maxRetries: 0 },
		userAgentOptions: { userAgentPrefix: userAgent }
	}).getToken(options.scopes, options.tokenOptions ?? {});
}
async function mintAssertion(options, trace) {
	try {
		trace.assertion = await options.getIdToken(federationAudience);
		return trace.assertion;
	} catch (error) {
		trace.failure = error instanceof CodedError ? error : unavailable$1(error);
		throw trace.failure;
	}
}
function unavailable$1(error) {
	const reason = error instanceof Error ? error.message : "the request failed";
	return new UserError("ENTRA_ASSERTION_UNAVAILABLE", {
		subject: federationAudience,
		reason,
		cause: error
	});
}
function malformed$2(status, cause) {
	return new ExternalError("ENTRA_MALFORMED", {
		system: "Microsoft Entra ID",
		operation: "token",
		subject: "login.microsoftonline.com",
		reason: `HTTP ${status} with a body that is no token`,
		status,
		cause
	});
}
function explain(error, trace, options) {
	if (trace.failure !== void 0) return trace.failure;
	if (trace.refusal === void 0) return trace.status === void 0 ? error : malformed$2(trace.status, error);
	const scope = typeof options.scopes === "string" ? options.scopes : options.scopes.join(" ");
	return explainRefusal$2(trace.refusal, {
		...options,
		scope,
		assertion: trace.assertion
	}, error);
}

// lib/clients/entra/credential.ts
/** A kept token is given up this long before it ends; Azure's tokens live about an hour or longer. */
const marginMs$1 = 3e5;
/**
* A credential over GitHub's OIDC tokens. `@azure/identity` asks for an assertion twice a token and does not join
* calls made at the same time, so keeping and joining is done here, and every exchange has an assertion of its own.
*/
function createEntraCredential(options) {
	const kept = /* @__PURE__ */ new Map();
	const underway = /* @__PURE__ */ new Map();
	return { getToken: async (scopes, tokenOptions) => {
		const key = keyOf(scopes, tokenOptions);
		const token = kept.get(key);
		if (token !== void 0 && tokenOptions?.claims === void 0 && isFresh(token, options)) return token;
		const running = underway.get(key) ?? fetchToken$1(scopes, tokenOptions, options);
		underway.set(key, running);
		return running.then((fetched) => remember(kept, key, fetched)).finally(() => underway.delete(key));
	} };
}
function keyOf(scopes, options) {
	return JSON.stringify([
		scopes,
		options?.claims ?? "",
		options?.tenantId ?? ""
	]);
}
function isFresh(token, options) {
	return token.expiresOnTimestamp - marginMs$1 > options.ports.clock.now();
}
function remember(kept, key, token) {
	kept.set(key, token);
	return token;
}
function fetchToken$1(scopes, tokenOptions, options) {
	const exchange = {
		...options,
		scopes,
		...tokenOptions === void 0 ? {} : { tokenOptions }
	};
	return retry(() => attempt(exchange, options.ports.clock), options.policy ?? defaultRetryPolicy, options.ports);
}
async function attempt(exchange, clock) {
	const trace = { assertion: "" };
	try {
		return {
			kind: "settled",
			value: await exchangeAssertion(exchange, trace)
		};
	} catch (error) {
		if (!isTransient(error)) throw error;
		return {
			kind: "transient",
			concede: () => rethrow$2(error),
			retryAfterMs: parseRetryAfter(trace.refusal?.headers.get("retry-after"), clock.now())
		};
	}
}
function isTransient(error) {
	if (isNetworkFailure(error)) return error.isRetryable;
	return error instanceof ExternalError && error.code === "ENTRA_UNAVAILABLE";
}
function rethrow$2(error) {
	throw error;
}

// lib/clients/entra/time.ts
/** What time it is for Entra, to a second: the `Date` of its public metadata (RFC 9110 §6.6.1). Throws ENTRA_*. */
async function readEntraTime(options) {
	const url = `https://login.microsoftonline.com/${`${encodeURIComponent(options.tenantId)}/v2.0/.well-known/openid-configuration`}`;
	const { status, headers } = await createRest(options).send({
		method: "GET",
		url
	});
	const facts = {
		system: "Entra ID",
		operation: "openid-configuration",
		subject: options.tenantId,
		status
	};
	if (status !== 200) throw new ExternalError("ENTRA_UNAVAILABLE", {
		...facts,
		reason: `HTTP ${status}`
	});
	const time = Date.parse(headers.get("date") ?? "");
	if (Number.isFinite(time)) return time;
	throw new ExternalError("ENTRA_MALFORMED", {
		...facts,
		reason: "the answer has no Date"
	});
}

// lib/clients/feed/client.ts
const maxHops$1 = 3;
const redirects$1 = /* @__PURE__ */ new Set([
	301,
	302,
	303,
	307,
	308
]);
/** Fetches published files; whoever publishes them is no party that gets a token of ours. */
function createFeedClient(options) {
	const rest = createRest(options);
	return { readFile: (url, maxBytes) => follow$2(rest, {
		url,
		maxBytes
	}) };
}
async function follow$2(rest, { url, maxBytes }) {
	let target = url;
	for (let hop = 0; hop <= maxHops$1; hop += 1) {
		const response = await read$2(rest, {
			url: target,
			maxBytes
		});
		if (response.status === 200) return response.bytes;
		if (!redirects$1.has(response.status)) throw unavailable(url, `it answered HTTP ${response.status}`);
		target = resolve(response, target);
	}
	throw unavailable(url, `it redirected more than ${maxHops$1} times`);
}
async function read$2(rest, { url, maxBytes }) {
	try {
		return await rest.send({
			method: "GET",
			url,
			maxBytes
		});
	} catch (error) {
		if (!(error instanceof ExternalError) || error.code !== "NETWORK_REPLY_TOO_LARGE") throw error;
		throw fail("SNAPSHOT_MALFORMED", url, `it has more than ${maxBytes} bytes`);
	}
}
function resolve(response, from) {
	const location = response.headers.get("location") ?? "";
	const target = URL.canParse(location, from) ? new URL(location, from) : void 0;
	if (target?.origin === new URL(from).origin) return target.href;
	throw unavailable(from, `it redirects to ${target?.origin ?? "no address"}`);
}
function unavailable(url, reason) {
	return fail("SNAPSHOT_UNAVAILABLE", url, reason);
}
function fail(code, url, reason) {
	return new ExternalError(code, {
		subject: url,
		reason,
		system: new URL(url).host,
		operation: "GET"
	});
}

// lib/clients/github/failures.ts
const ErrorBody$2 = object({ message: optional(string(), "") });
/** A refusal of GitHub's REST API as a coded error. */
function explainGithubRefusal(response, call) {
	const checked = checkJson(ErrorBody$2, readText(response));
	const said = checked.ok && checked.value.message !== "" ? `, GitHub says: ${checked.value.message}` : "";
	const reason = quoteReply(`HTTP ${response.status}${said}`);
	if (isRateLimited(response)) return limited(response, call, reason);
	const hint = `the token needs "permissions: ${call.permission}"`;
	const remedy = `Add \`${call.permission}\` to \`permissions:\` of the job.`;
	if (response.status === 401) return new UserError("GITHUB_UNAUTHORIZED", {
		subject: call.path,
		reason
	});
	const facts = {
		subject: call.path,
		reason: `${reason}; ${hint}`,
		remedy
	};
	if (response.status === 403) return new UserError("GITHUB_FORBIDDEN", facts);
	if (response.status === 404) return new UserError("GITHUB_NOT_FOUND", facts);
	const isBusy = response.status >= 500;
	return new ExternalError(isBusy ? "GITHUB_UNAVAILABLE" : "GITHUB_REFUSED", {
		...describeCall$1(response, call),
		reason,
		isRetryable: isBusy
	});
}
function isRateLimited(response) {
	if (response.status === 429) return true;
	if (response.status !== 403) return false;
	return response.headers.get("x-ratelimit-remaining") === "0" || response.headers.get("retry-after") !== void 0;
}
/** An answer that breaks its contract. */
function malformed$1(call, problems) {
	const facts = {
		system: "GitHub",
		operation: "GET",
		subject: call.path
	};
	return new ExternalError("GITHUB_MALFORMED", {
		...facts,
		reason: problems.slice(0, 3).join("; ")
	});
}
/** A list that goes on beyond what is read; deciding on a part of it would not be safe. */
function tooMany(call, bound) {
	const facts = {
		system: "GitHub",
		operation: "GET",
		subject: call.path
	};
	return new ExternalError("GITHUB_TOO_MANY", {
		...facts,
		reason: `more than ${bound} entries`
	});
}
function limited(response, call, reason) {
	const reset = Number(response.headers.get("x-ratelimit-reset"));
	const until = Number.isFinite(reset) && reset > 0 ? `; until ${formatTime(reset * 1e3)}` : "";
	const facts = {
		...describeCall$1(response, call),
		reason: `${reason}${until}`,
		isRetryable: true
	};
	return new ExternalError("GITHUB_RATE_LIMITED", facts);
}
function describeCall$1(response, call) {
	const correlationId = readCorrelationId(response);
	const facts = {
		system: "GitHub",
		operation: "GET",
		subject: call.path,
		status: response.status
	};
	return correlationId === void 0 ? facts : {
		...facts,
		correlationId
	};
}

// lib/clients/github/api.ts
/** One entry of a page, e.g. 300 changed files of a commit, can be large. */
const maxPageBytes = 16777216;
/** One object; undefined is never an answer. */
async function read$1(api, call, schema) {
	return takeAnswer(call, await get(api, `${api.apiUrl}${call.path}`), schema);
}
/** The answer as it came, whatever its status. */
function readResponse(api, { path }) {
	return get(api, `${api.apiUrl}${path}`);
}
/** One object, or undefined when GitHub does not show it. */
async function find$2(api, call, schema) {
	const response = await get(api, `${api.apiUrl}${call.path}`);
	return response.status === 404 ? void 0 : takeAnswer(call, response, schema);
}
/** All pages by GitHub's own `Link` header; more than `maxEntries` entries is an error, never a cut. */
async function readPages$1(api, call, schema, bound) {
	const pages = [];
	let entries = 0;
	let url = `${api.apiUrl}${call.path}`;
	while (url !== void 0) {
		const response = await get(api, url);
		const page = takeAnswer(call, response, schema);
		entries += bound.count(page);
		if (entries > bound.maxEntries) throw tooMany(call, bound.maxEntries);
		pages.push(page);
		url = findNextPage(response.headers.get("link"), url);
		if (pages.length > bound.maxEntries) throw tooMany(call, bound.maxEntries);
	}
	return pages;
}
/** The pages until `isEnough`, and whether they were all. */
async function readSome(api, call, schema, max) {
	const entries = [];
	let url = `${api.apiUrl}${call.path}`;
	while (url !== void 0 && entries.length < max) {
		const response = await get(api, url);
		entries.push(...takeAnswer(call, response, schema));
		url = findNextPage(response.headers.get("link"), url);
	}
	return {
		entries: entries.slice(0, max),
		isComplete: url === void 0 && entries.length <= max
	};
}
/** Sends a request as the token's owner, in the version of the API that all calls are written for. */
function send$3({ rest, token }, request) {
	const headers = {
		Accept: "application/vnd.github+json",
		Authorization: `Bearer ${token}`,
		"X-GitHub-Api-Version": "2022-11-28",
		...request.body === void 0 ? {} : { "Content-Type": "application/json" }
	};
	return rest.send({
		...request,
		headers
	});
}
function get(api, url) {
	return send$3(api, {
		method: "GET",
		url,
		maxBytes: maxPageBytes
	});
}
/** The object in an answer; throws GITHUB_* for any status but 200. */
function takeAnswer(call, response, schema) {
	if (response.status !== 200) throw explainGithubRefusal(response, call);
	const checked = checkJson(schema, readText(response));
	if (checked.ok) return checked.value;
	throw malformed$1(call, checked.problems);
}

// lib/clients/github/facts.ts
function toAccount(body) {
	return {
		id: body.id,
		login: body.login,
		isBot: body.type === "Bot"
	};
}
function toRunFacts(body) {
	return {
		id: body.id,
		attempt: body.run_attempt,
		headSha: body.head_sha,
		headBranch: body.head_branch ?? void 0,
		event: body.event,
		actor: findAccount(body.actor),
		triggeringActor: findAccount(body.triggering_actor)
	};
}
function toCommitFacts(body) {
	const { commit } = body;
	return {
		sha: body.sha,
		message: commit.message,
		author: findAccount(body.author),
		committer: findAccount(body.committer),
		authorEmail: commit.author?.email ?? "",
		committerEmail: commit.committer?.email ?? "",
		isVerified: commit.verification?.verified ?? false,
		parents: body.parents.map(({ sha }) => sha)
	};
}
function toPullRequestFacts(body) {
	return {
		number: body.number,
		author: findAccount(body.user),
		mergedBy: findAccount(body.merged_by),
		mergeCommit: body.merge_commit_sha ?? void 0
	};
}
/** Undefined when GitHub left out what the single form of a pull request promises. */
function findPullRequestState(body) {
	const { number, user, merged_at: mergedAt, head, base } = body;
	if (head === void 0 || base === void 0 || mergedAt === void 0) return void 0;
	return {
		number,
		author: findAccount(user),
		isMerged: mergedAt !== null,
		base: base.ref,
		head: head.sha
	};
}
const reviewStates = {
	APPROVED: "approved",
	CHANGES_REQUESTED: "changes-requested",
	COMMENTED: "commented",
	DISMISSED: "dismissed",
	PENDING: "pending"
};
function toReview(body) {
	return {
		user: findAccount(body.user),
		state: reviewStates[body.state],
		commit: body.commit_id ?? void 0,
		submittedAt: body.submitted_at ?? void 0
	};
}
function toProtection(body, patterns) {
	const review = body.protection_rules.find(({ type }) => type === "required_reviewers");
	return {
		name: body.name,
		canAdminsBypass: body.can_admins_bypass,
		preventSelfReview: review?.prevent_self_review ?? false,
		reviewerCount: review?.reviewers.length ?? 0,
		branchPolicy: policyOf(body),
		branchPatterns: patterns
	};
}
function policyOf({ deployment_branch_policy: policy }) {
	if (policy === null) return "none";
	if (policy.custom_branch_policies) return "custom";
	return policy.protected_branches ? "protected" : "none";
}
function findAccount(body) {
	return body === null || body === void 0 ? void 0 : toAccount(body);
}

// lib/clients/github/repository.ts
/** Opens one repository; nothing is asked before the first call. */
function openRepository(options) {
	const { apiUrl, repository, token } = options;
	const base = `/repos/${repository.split("/").map(encodeURIComponent).join("/")}`;
	return {
		api: {
			rest: createRest(options),
			apiUrl,
			token
		},
		base
	};
}
/** A call that a token with `actions: read` may make. */
function actions(path) {
	return {
		path,
		permission: "actions: read"
	};
}
/** A call that a token with `contents: read` may make. */
function contents(path) {
	return {
		path,
		permission: "contents: read"
	};
}
/** A call that a token with `pull-requests: read` may make. */
function pulls(path) {
	return {
		path,
		permission: "pull-requests: read"
	};
}

// lib/clients/github/schema.ts
const AccountBody = object({
	id: number(),
	login: string(),
	type: optional(string(), "User")
});
const OptionalAccountBody = nullish(union([AccountBody, pipe(strictObject({}), transform(() => null))]));
const Sha = pipe(string(), regex(/^[0-9a-f]{40}$/));
/** A workflow run, or one attempt of it. */
const RunBody$1 = object({
	id: number(),
	run_attempt: number(),
	head_sha: Sha,
	head_branch: nullish(string()),
	event: string(),
	actor: nullish(AccountBody),
	triggering_actor: nullish(AccountBody)
});
/** The reviews of a run's deployments; a state that is not known is refused, because it might be a "no". */
const ApprovalsBody = array(object({
	state: picklist([
		"approved",
		"rejected",
		"pending"
	]),
	user: AccountBody,
	comment: nullish(string(), ""),
	environments: array(object({ name: string() }))
}));
/** An environment; rules of kinds that are not read are tolerated, a missing policy field is not. */
const EnvironmentBody = object({
	name: string(),
	can_admins_bypass: optional(boolean(), true),
	protection_rules: optional(array(object({
		type: string(),
		prevent_self_review: optional(boolean(), false),
		reviewers: optional(array(unknown()), [])
	})), []),
	deployment_branch_policy: nullable(object({
		protected_branches: boolean(),
		custom_branch_policies: boolean()
	}))
});
/** One page of the patterns of an environment. */
const BranchPoliciesBody = object({ branch_policies: array(object({
	name: string(),
	type: optional(string(), "branch")
})) });
const PersonBody = nullish(object({ email: nullish(string(), "") }));
const CommitBody = object({
	sha: Sha,
	commit: object({
		message: string(),
		author: PersonBody,
		committer: PersonBody,
		verification: nullish(object({ verified: boolean() }))
	}),
	author: OptionalAccountBody,
	committer: OptionalAccountBody,
	parents: array(object({ sha: Sha }))
});
const CommitsBody = array(CommitBody);
/** One page of a comparison. */
const CompareBody = object({
	status: picklist([
		"ahead",
		"behind",
		"diverged",
		"identical"
	]),
	total_commits: number(),
	commits: CommitsBody
});
/** Pull requests as a commit lists them: without the merger, which only the single form has. */
const PullListBody = array(object({ number: number() }));
const PullBody = object({
	number: number(),
	user: nullish(AccountBody),
	merged_by: nullish(AccountBody),
	merge_commit_sha: nullish(string()),
	merged_at: nullish(string()),
	head: optional(object({ sha: Sha })),
	base: optional(object({ ref: string() }))
});
const RepositoryBody$1 = object({ default_branch: pipe(string(), nonEmpty()) });
/** A branch; `protected` is true for branch protections and rulesets alike (REST, "List branches"). */
const BranchBody = object({
	commit: object({ sha: Sha }),
	protected: boolean()
});
const FileBody = object({
	type: literal("file"),
	encoding: string(),
	size: number(),
	content: string()
});
/** What the contents API shows of a path: a file, or something else, which is undefined here. */
const ContentsBody = pipe(union([FileBody, pipe(unknown(), transform(() => void 0))]), transform((file) => ({ file })));
/** One page of reviews; a state that is not known is refused, because it might take an approval back. */
const ReviewsBody = array(object({
	user: nullish(AccountBody),
	state: picklist([
		"APPROVED",
		"CHANGES_REQUESTED",
		"COMMENTED",
		"DISMISSED",
		"PENDING"
	]),
	commit_id: nullish(string()),
	submitted_at: nullish(string())
}));

// lib/clients/github/commits.ts
/** GitHub itself compares at most 10,000 commits. */
const maxCompared = 1e4;
const maxFileCommits = 1e3;
/** What two commits differ by: https://docs.github.com/rest/commits/commits#compare-two-commits */
async function compare({ api, base }, from, to) {
	const range = `${encodeURIComponent(from)}...${encodeURIComponent(to)}`;
	const call = contents(`${base}/compare/${range}?per_page=100`);
	const count = (page) => page.commits.length;
	const pages = await readPages$1(api, call, CompareBody, {
		maxEntries: maxCompared,
		count
	});
	const commits = pages.flatMap((page) => page.commits).map(toCommitFacts);
	const [first] = pages;
	if (first === void 0 || commits.length !== first.total_commits) throw malformed$1(call, [`${commits.length} commits of ${first?.total_commits ?? 0}`]);
	return {
		status: first.status,
		commits
	};
}
/** The history that ends at a commit, newest first. */
async function listCommits({ api, base }, sha, max) {
	const call = contents(`${base}/commits?sha=${encodeURIComponent(sha)}&per_page=${Math.min(max, 100)}`);
	const { entries, isComplete } = await readSome(api, call, CommitsBody, max);
	return {
		commits: entries.map(toCommitFacts),
		isComplete
	};
}
/** The commits that touched a file, newest first. */
async function listFileCommits({ api, base }, path, until) {
	const query = `sha=${encodeURIComponent(until)}&path=${encodeURIComponent(path)}&per_page=100`;
	const call = contents(`${base}/commits?${query}`);
	const { entries, isComplete } = await readSome(api, call, CommitsBody, maxFileCommits);
	return {
		commits: entries.map(toCommitFacts),
		isComplete
	};
}

// lib/clients/github/contents.ts
/** The tip of a branch: https://docs.github.com/en/rest/branches/branches#get-a-branch */
async function readBranch(api, call) {
	const { commit, protected: isProtected } = await read$1(api, call, BranchBody);
	return {
		sha: commit.sha,
		isProtected
	};
}
/**
* The text of a file: https://docs.github.com/en/rest/repos/contents#get-repository-content. From 1 MB on GitHub
* answers an empty content with the encoding `none`; a folder is a list, a link out of the repository a `symlink`.
*/
async function readFile(api, call) {
	const found = await find$2(api, call, ContentsBody);
	if (found === void 0) return void 0;
	const { file } = found;
	if (file === void 0) throw unreadable(call, "it is no file");
	if (file.encoding !== "base64") throw unreadable(call, `it has ${file.size} bytes, at most 1 MB is read`);
	const bytes = Buffer.from(file.content, "base64");
	if (bytes.length !== file.size) throw unreadable(call, `${bytes.length} bytes came of ${file.size}`);
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes);
	} catch (cause) {
		throw unreadable(call, "it is no UTF-8 text", cause);
	}
}
function unreadable(call, reason, cause) {
	const facts = {
		system: "GitHub",
		operation: "GET",
		subject: call.path
	};
	return new ExternalError("GITHUB_FILE_UNREADABLE", {
		...facts,
		reason,
		cause
	});
}

// lib/clients/github/environments.ts
const maxPatterns = 200;
const maxApprovals = 1e3;
/** Who approved the deployments of a run: https://docs.github.com/rest/actions/workflow-runs#get-the-review-history-for-a-workflow-run */
async function listApprovals({ api, base }, runId) {
	const call = actions(`${base}/actions/runs/${runId}/approvals`);
	return (await readPages$1(api, call, ApprovalsBody, {
		maxEntries: maxApprovals,
		count: ({ length }) => length
	})).flat().map(({ state, user, comment, environments }) => {
		return {
			state,
			user: toAccount(user),
			comment,
			environments: environments.map(({ name }) => name)
		};
	});
}
/** The protection of an environment: https://docs.github.com/rest/deployments/environments#get-an-environment */
async function findEnvironment({ api, base }, name) {
	const path = `${base}/environments/${encodeURIComponent(name)}`;
	const environment = await find$2(api, actions(path), EnvironmentBody);
	if (environment === void 0) return void 0;
	if (environment.deployment_branch_policy?.custom_branch_policies !== true) return toProtection(environment, []);
	const call = actions(`${path}/deployment-branch-policies?per_page=100`);
	const count = (page) => page.branch_policies.length;
	const patterns = (await readPages$1(api, call, BranchPoliciesBody, {
		maxEntries: maxPatterns,
		count
	})).flatMap((page) => page.branch_policies);
	return toProtection(environment, patterns.map((pattern) => pattern.type === "tag" ? `refs/tags/${pattern.name}` : pattern.name));
}

// lib/clients/github/pulls.ts
const maxPulls = 100;
/** GitHub lists no more commits of a pull request (REST, "List commits on a pull request"). */
const maxPullCommits = 250;
const maxReviews = 1e3;
/** All reviews of a pull request: https://docs.github.com/rest/pulls/reviews#list-reviews-for-a-pull-request */
async function listReviews({ api, base }, number) {
	const call = pulls(`${base}/pulls/${number}/reviews?per_page=100`);
	const count = ({ length }) => length;
	return (await readPages$1(api, call, ReviewsBody, {
		maxEntries: maxReviews,
		count
	})).flat().map(toReview);
}
/** The pull requests that brought a commit in, each with who merged it. */
async function listPullRequests(scope, sha) {
	const { api, base } = scope;
	const call = pulls(`${base}/commits/${encodeURIComponent(sha)}/pulls?per_page=100`);
	const numbers = (await readPages$1(api, call, PullListBody, {
		maxEntries: maxPulls,
		count: ({ length }) => length
	})).flat().map(({ number }) => number);
	return Promise.all(numbers.map(async (number) => toPullRequestFacts(await readPull(scope, number))));
}
/** The commits of a pull request before it was merged, oldest first. */
async function listPullRequestCommits({ api, base }, number) {
	const call = pulls(`${base}/pulls/${number}/commits?per_page=100`);
	const { entries, isComplete } = await readSome(api, call, CommitsBody, maxPullCommits);
	return {
		commits: entries.map(toCommitFacts),
		isComplete: isComplete && entries.length < maxPullCommits
	};
}
/** What became of a pull request. */
async function readPullRequest(scope, number) {
	const state = findPullRequestState(await readPull(scope, number));
	if (state !== void 0) return state;
	throw malformed$1(pulls(`${scope.base}/pulls/${number}`), ["head, base or merged_at is missing"]);
}
function readPull({ api, base, pulls: known }, number) {
	const reading = known.get(number) ?? read$1(api, pulls(`${base}/pulls/${number}`), PullBody);
	known.set(number, reading);
	reading.catch(() => known.delete(number));
	return reading;
}

// lib/clients/github/client.ts
/** The REST API of one repository. */
function createGithubClient(options) {
	const scope = {
		...openRepository(options),
		pulls: /* @__PURE__ */ new Map()
	};
	const { api, base } = scope;
	return {
		readRun: async (runId) => toRunFacts(await read$1(api, actions(`${base}/actions/runs/${runId}`), RunBody$1)),
		readRunAttempt: async (runId, attempt) => toRunFacts(await read$1(api, actions(`${base}/actions/runs/${runId}/attempts/${attempt}`), RunBody$1)),
		listApprovals: (runId) => listApprovals(scope, runId),
		findEnvironment: (name) => findEnvironment(scope, name),
		compare: (from, to) => compare(scope, from, to),
		listCommits: (sha, max) => listCommits(scope, sha, max),
		listPullRequests: (sha) => listPullRequests(scope, sha),
		listPullRequestCommits: (number) => listPullRequestCommits(scope, number),
		readDefaultBranch: async () => (await read$1(api, contents(base), RepositoryBody$1)).default_branch,
		readBranch: (name) => readBranch(api, contents(`${base}/branches/${encodeURIComponent(name)}`)),
		readFile: (path, commit) => readFile(api, contents(`${base}/contents/${encodePath(path)}?ref=${encodeURIComponent(commit)}`)),
		listFileCommits: (path, until) => listFileCommits(scope, path, until),
		readPullRequest: (number) => readPullRequest(scope, number),
		listReviews: (number) => listReviews(scope, number)
	};
}
function encodePath(path) {
	return path.split("/").map(encodeURIComponent).join("/");
}

// lib/clients/github/comments.ts
const maxComments = 5e3;
const CommentBody = object({
	id: number(),
	body: optional(nullable(string()), ""),
	html_url: string(),
	user: nullable(object({ login: string() }))
});
/** Opens the comments of one repository. */
function createGithubComments(options) {
	const { api, base: repository } = openRepository(options);
	const base = `${repository}/issues`;
	return {
		listComments: (number) => listComments(api, `${base}/${number}/comments?per_page=100`),
		addComment: (number, body) => write(api, "POST", {
			path: `${base}/${number}/comments`,
			permission
		}, body),
		editComment: (id, body) => write(api, "PATCH", {
			path: `${base}/comments/${id}`,
			permission
		}, body)
	};
}
const permission = "pull-requests: write";
async function listComments(api, path) {
	const count = ({ length }) => length;
	const bound = {
		maxEntries: maxComments,
		count
	};
	return (await readPages$1(api, {
		path,
		permission
	}, array(CommentBody), bound)).flat().map(toComment);
}
async function write(api, method, call, body) {
	const url = `${api.apiUrl}${call.path}`;
	const response = await send$3(api, {
		method,
		url,
		body: JSON.stringify({ body })
	});
	if (response.status !== 200 && response.status !== 201) throw explainGithubRefusal(response, call);
	return toComment(takeAnswer(call, {
		...response,
		status: 200
	}, CommentBody));
}
function toComment({ id, body, html_url: url, user }) {
	return {
		id,
		body: body ?? "",
		url,
		author: user?.login
	};
}

// lib/clients/github/preflight.ts
const maxJobs = 1e4;
const RepositoryBody = object({
	default_branch: pipe(string(), nonEmpty()),
	visibility: string(),
	permissions: optional(object({ push: optional(boolean()) }))
});
const JobBody = object({
	id: number(),
	status: string(),
	runner_name: nullish(string()),
	runner_group_name: nullish(string())
});
const JobsBody = object({ jobs: array(JobBody) });
/** The REST API of one repository, as far as preflight needs it. */
function createGithubPreflight(options) {
	const { api, base } = openRepository(options);
	return {
		readRepository: () => readRepository(api, base),
		findJob: async (id) => {
			const job = await find$2(api, actions(`${base}/actions/jobs/${id}`), JobBody);
			return job === void 0 ? void 0 : toRunJob(job);
		},
		listJobs: (runId, attempt) => listJobs(api, `${base}/actions/runs/${runId}/attempts/${attempt}/jobs`),
		hasAdministration: (branch) => hasAdministration(api, `${base}/branches/${encodeURIComponent(branch)}/protection`)
	};
}
async function readRepository(api, path) {
	const call = contents(path);
	const response = await readResponse(api, call);
	const { default_branch: defaultBranch, visibility, permissions } = takeAnswer(call, response, RepositoryBody);
	return {
		facts: {
			defaultBranch,
			visibility,
			canPush: permissions?.push
		},
		answeredAt: readDate(call, response)
	};
}
async function listJobs(api, path) {
	const call = actions(`${path}?per_page=100`);
	const count = (page) => page.jobs.length;
	return (await readPages$1(api, call, JobsBody, {
		maxEntries: maxJobs,
		count
	})).flatMap((page) => page.jobs).map(toRunJob);
}
function toRunJob(job) {
	const { id, status, runner_name: name, runner_group_name: group } = job;
	return {
		id,
		status,
		runnerName: name ?? void 0,
		runnerGroup: group ?? void 0
	};
}
async function hasAdministration(api, path) {
	const call = {
		path,
		permission: "administration: read"
	};
	const response = await readResponse(api, call);
	if (response.status === 200) return true;
	if (response.status === 403 || response.status === 404) return false;
	throw explainGithubRefusal(response, call);
}
function readDate(call, { headers }) {
	const time = Date.parse(headers.get("date") ?? "");
	if (Number.isFinite(time)) return time;
	throw malformed$1(call, ["the answer has no Date"]);
}

// lib/clients/keyvault/challenge.ts
/**
* The scope that a 401 of a vault asks for:
* https://learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses#authentication
* The resource must be the domain of the vault itself, else its token would open somebody else's door
* (https://aka.ms/azsdk/blog/vault-uri). Undefined when there is no challenge.
*/
function findScope(header, vaultUri) {
	const resource = /^Bearer\b.*?\b(?:resource|scope)="([^"]+)"/i.exec(header ?? "")?.[1];
	if (resource === void 0) return void 0;
	const base = resource.replace(/\/\.default$/, "").replace(/\/+$/, "");
	const [asked, vault] = [hostOf(base), hostOf(vaultUri)];
	if (asked !== void 0 && vault?.endsWith(`.${asked}`) === true) return `${base}/.default`;
	throw new ExternalError("KEYVAULT_CHALLENGE_UNTRUSTED", {
		subject: vaultUri,
		reason: `it asks for a token of "${base.slice(0, 100)}"`,
		system: "Azure Key Vault",
		operation: "authenticate",
		status: 401
	});
}
function hostOf(url) {
	if (!URL.canParse(url)) return void 0;
	const { protocol, hostname } = new URL(url);
	return protocol === "https:" ? hostname : void 0;
}

// lib/clients/keyvault/schema.ts
/** `KeyBundle` of the REST reference, as far as it is used; more fields are tolerated. */
const KeyBody = object({
	key: object({
		kid: string(),
		kty: string(),
		crv: optional(string()),
		x: optional(string()),
		y: optional(string()),
		key_ops: optional(array(string()), [])
	}),
	attributes: object({ enabled: boolean() })
});
/** `KeyOperationResult`. */
const SignBody = object({
	kid: string(),
	value: pipe(string(), regex(/^[A-Za-z0-9_-]+$/, "no base64url"))
});
/** `KeyVaultError`. */
const ErrorBody$1 = object({ error: object({
	code: optional(string(), ""),
	message: optional(string(), ""),
	innererror: optional(object({ code: optional(string(), "") }))
}) });

// lib/clients/keyvault/failures.ts
const role$1 = "Key Vault Crypto User";
/** A refusal of Key Vault as a coded error; a 403 names the role and the key. */
function explainRefusal$1(response, operation, keyId) {
	const refusal = readRefusal(response);
	const code = codeOf(response.status, refusal);
	const said = [
		refusal.code,
		refusal.innerCode,
		refusal.message
	].filter((part) => part !== "").join(": ");
	const reason = `HTTP ${response.status}${said === "" ? "" : `, Azure says: ${quoteReply(said)}`}`;
	if (code === "KEYVAULT_FORBIDDEN") return new UserError(code, {
		subject: keyId,
		reason: `${operation} needs the role "${role$1}" on the key; ${reason}`,
		remedy: `Assign the role "${role$1}" on "${keyId}" to the identity.`
	});
	if (code !== "KEYVAULT_UNAVAILABLE" && code !== "KEYVAULT_REFUSED") return new UserError(code, {
		subject: keyId,
		reason
	});
	const correlationId = readCorrelationId(response);
	return new ExternalError(code, {
		system: "Azure Key Vault",
		operation,
		subject: keyId,
		reason,
		status: response.status,
		isRetryable: code === "KEYVAULT_UNAVAILABLE",
		...correlationId === void 0 ? {} : { correlationId }
	});
}
/** The error for an answer that lacks what the REST reference promises. */
function explainMalformed(operation, keyId, reason) {
	return new ExternalError("KEYVAULT_MALFORMED", {
		system: "Azure Key Vault",
		operation,
		subject: keyId,
		reason
	});
}
function readRefusal(response) {
	const checked = checkJson(ErrorBody$1, readText(response));
	if (!checked.ok) return {
		code: "",
		innerCode: "",
		message: ""
	};
	const { code, message, innererror } = checked.value.error;
	return {
		code,
		message,
		innerCode: innererror?.code ?? ""
	};
}
function codeOf(status, { innerCode, message }) {
	if (status === 401) return "KEYVAULT_UNAUTHORIZED";
	if (status === 404) return "KEYVAULT_KEY_NOT_FOUND";
	if (status === 429 || status >= 500) return "KEYVAULT_UNAVAILABLE";
	if (status === 400 && /incompatible|key type|algorithm/i.test(message)) return "KEYVAULT_KEY_UNUSABLE";
	if (status !== 403) return "KEYVAULT_REFUSED";
	if (/^(?:KeyDisabled|KeyNotYetValid|KeyExpired|KeyOperationForbidden)$/.test(innerCode)) return "KEYVAULT_KEY_UNUSABLE";
	return /^(?:ForbiddenByFirewall|ForbiddenByConnection)$/.test(innerCode) ? "KEYVAULT_NETWORK_FORBIDDEN" : "KEYVAULT_FORBIDDEN";
}

// lib/clients/keyvault/key-id.ts
const keyIdPattern = /^(https:\/\/[a-z][a-z0-9-]{1,22}[a-z0-9]\.(?:vault\.azure\.net|vault\.azure\.cn|vault\.usgovcloudapi\.net))\/keys\/([0-9a-z-]{1,127})(?:\/([0-9a-f]{32}))?\/?$/i;
/** A key of a vault by its identifier. */
const keyIdNotation = {
	form: "`https://<vault>.vault.azure.net/keys/<name>[/<version>]`",
	parse: parseKeyId
};
/** Text to key identifier; throws KEYVAULT_KEY_ID_INVALID. */
function parseKeyId(text) {
	const [, vault, name, version] = keyIdPattern.exec(text) ?? [];
	if (vault === void 0 || name === void 0) throw new UserError("KEYVAULT_KEY_ID_INVALID", {
		subject: text.replace(/[^\x20-\x7e]/g, "?").slice(0, 200),
		reason: `it is no ${keyIdNotation.form}`
	});
	return {
		vaultUri: vault.toLowerCase(),
		name,
		...version === void 0 ? {} : { version: version.toLowerCase() }
	};
}
/** The identifier as a URL. */
function formatKeyId({ vaultUri, name, version }) {
	return `${vaultUri}/keys/${name}${version === void 0 ? "" : `/${version}`}`;
}

// lib/clients/keyvault/client.ts
const apiVersion$1 = "7.5";
/** The keys of one vault by REST; the SDK would bring its own pipeline and 1 MB for two calls. */
function createKeyVaultClient(options) {
	const api = {
		rest: createRest(options),
		credential: options.credential,
		scopes: /* @__PURE__ */ new Map()
	};
	return {
		readKey: (id) => readKey(api, id),
		sign: (id, digest) => sign(api, id, digest),
		openSigner: (id) => openSigner(api, id)
	};
}
async function openSigner(api, id) {
	const key = await readKey(api, id);
	const fault = findFault(key);
	if (fault !== void 0) throw new UserError("KEYVAULT_KEY_UNUSABLE", {
		subject: formatKeyId(key.id),
		reason: fault
	});
	return {
		key,
		keyHint: computeKeyHint(key.publicKey),
		sign: (digest) => sign(api, key.id, digest)
	};
}
function findFault({ publicKey, isEnabled, operations }) {
	if (!isEnabled) return "it is disabled";
	if (!isP256(publicKey)) return "it is not on the curve P-256";
	return operations.includes("sign") ? void 0 : "its permitted operations lack \"sign\"";
}
async function readKey(api, id) {
	const { key, attributes } = await ask(api, id, {
		method: "GET",
		operation: "get"
	}, KeyBody);
	return {
		id: parseAnsweredId(key.kid, id),
		publicKey: readPublicKey(key, id),
		isEnabled: attributes.enabled,
		operations: key.key_ops
	};
}
async function sign(api, id, digest) {
	const { value } = await ask(api, id, {
		method: "POST",
		operation: "sign",
		path: "/sign",
		body: JSON.stringify({
			alg: "ES256",
			value: Buffer.from(digest).toString("base64url")
		})
	}, SignBody);
	return Buffer.from(value, "base64url");
}
async function ask(api, id, call, schema) {
	const keyId = formatKeyId(id);
	const response = await send$2(api, id, call);
	if (response.status >= 300) throw explainRefusal$1(response, call.operation, keyId);
	const checked = checkJson(schema, readText(response));
	if (checked.ok) return checked.value;
	throw explainMalformed(call.operation, keyId, checked.problems.join("; "));
}
async function send$2(api, id, call) {
	const known = api.scopes.get(id.vaultUri);
	const first = await sendOnce$1(api, id, call, known);
	if (first.status !== 401 || known !== void 0) return first;
	const scope = findScope(first.headers.get("www-authenticate"), id.vaultUri);
	if (scope === void 0) return first;
	api.scopes.set(id.vaultUri, scope);
	return sendOnce$1(api, id, call, scope);
}
async function sendOnce$1(api, id, call, scope) {
	const { method, body, path = "" } = call;
	const { version = "", ...rest } = id;
	const url = `${formatKeyId(rest)}/${version}${path}?api-version=${apiVersion$1}`;
	const token = scope === void 0 ? null : await api.credential.getToken(scope);
	const headers = {
		...token === null ? {} : { Authorization: `Bearer ${token.token}` },
		...body === void 0 ? {} : json
	};
	const content = body === void 0 ? {} : { body };
	return api.rest.send({
		method,
		url,
		headers,
		isRepeatable: true,
		...content
	});
}
const json = { "Content-Type": "application/json" };
function parseAnsweredId(kid, asked) {
	const { version, ...id } = parseKeyId(kid);
	if (id.vaultUri === asked.vaultUri && id.name.toLowerCase() === asked.name.toLowerCase() && version !== void 0) return {
		...id,
		version
	};
	throw explainMalformed("get", formatKeyId(asked), `it answered the key "${kid.slice(0, 200)}"`);
}
function readPublicKey(key, id) {
	const { kty, crv, x, y } = key;
	if (!kty.startsWith("EC") || crv === void 0 || x === void 0 || y === void 0) throw new UserError("KEYVAULT_KEY_UNUSABLE", {
		subject: formatKeyId(id),
		reason: `its type is ${kty.slice(0, 20)}, not EC`
	});
	try {
		return createPublicKey({
			key: {
				kty: "EC",
				crv,
				x,
				y
			},
			format: "jwk"
		});
	} catch {
		throw new UserError("KEYVAULT_KEY_UNUSABLE", {
			subject: formatKeyId(id),
			reason: `its curve ${crv.slice(0, 20)} is not P-256`
		});
	}
}

// lib/clients/registry/challenge.ts
/** Reads a Bearer challenge; undefined when there is none or it names no scope. */
function findChallenge(header) {
	if (header === void 0 || !/^bearer\s/i.test(header)) return void 0;
	const parameters = new Map([...header.matchAll(/([a-z_]+)="([^"]*)"/gi)].map(([, name, value]) => [name, value]));
	const service = parameters.get("service");
	const scope = parameters.get("scope");
	return service === void 0 || scope === void 0 ? void 0 : {
		service,
		scope
	};
}

// lib/clients/registry/scope.ts
/** Reads a scope of ACR's token endpoint (https://github.com/Azure/acr/blob/main/docs/AAD-OAuth.md). */
function describeScope(scope) {
	const [, repository = "", list = ""] = /^[a-z]+:(.+):([^:]+)$/.exec(scope) ?? [];
	const actions = list.split(",").filter((action) => action !== "");
	return {
		repository,
		actions,
		role: roleFor(actions)
	};
}
/** The scope that a request needs, by its method and path; only for keeping answers and naming roles. */
function guessScope(method, path) {
	const isRead = method === "GET" || method === "HEAD";
	const [, content] = /^\/v2\/(.+)\/(?:manifests|blobs|tags|referrers)\//.exec(path) ?? [];
	if (content !== void 0) return `repository:${decodeURIComponent(content)}:${isRead ? "pull" : "pull,push"}`;
	const [, metadata] = /^\/acr\/v1\/(.+?)(?:\/_(?:tags|manifests).*)?$/.exec(path) ?? [];
	if (metadata === void 0) return "registry:catalog:*";
	return `repository:${decodeURIComponent(metadata)}:${isRead ? "metadata_read" : "metadata_write,metadata_read"}`;
}
function roleFor(actions) {
	if (actions.includes("delete")) return "Container Registry Repository Contributor";
	if (actions.includes("push") || actions.includes("metadata_write")) return "Container Registry Repository Writer";
	if (actions.includes("*")) return "Container Registry Repository Catalog Lister";
	return "Container Registry Repository Reader";
}

// lib/clients/registry/failures.ts
const ErrorBody = object({ errors: pipe(array(object({
	code: optional(string(), ""),
	message: optional(string(), "")
})), minLength(1)) });
const lockedPattern = /REGISTRY_DISALLOWED_OPERATION|operation is disallowed/i;
const firewallPattern = /client with IP .* is not allowed access|not allowed access/i;
/** A refusal of the registry as a coded error. */
function explainRefusal(response, call) {
	const said = describeReply(response);
	const subject = `${call.registry}/${call.subject}`;
	if (lockedPattern.test(said)) return new UserError("REGISTRY_LOCKED", {
		subject,
		reason: said
	});
	if (response.status === 403) return forbid(call, said);
	if (response.status === 401) return new UserError("REGISTRY_UNAUTHORIZED", {
		subject,
		reason: said
	});
	const isBusy = response.status === 429 || response.status >= 500;
	const correlationId = readCorrelationId(response);
	return new ExternalError(isBusy ? "REGISTRY_UNAVAILABLE" : "REGISTRY_REFUSED", {
		...describeCall(call),
		reason: said,
		status: response.status,
		isRetryable: isBusy,
		...correlationId === void 0 ? {} : { correlationId }
	});
}
/** A missing right, with the role that would give it and the repository that a condition must let in. */
function forbid(call, said) {
	const { repository, role } = describeScope(call.scope);
	const subject = `${call.registry}/${call.subject}`;
	if (firewallPattern.test(said)) return new UserError("REGISTRY_FORBIDDEN", {
		subject,
		reason: `its network rules stop the runner; ${said}`,
		remedy: "Let the runner’s address or private endpoint through the network rules of the registry."
	});
	return new UserError("REGISTRY_FORBIDDEN", {
		subject,
		reason: `${call.operation} needs the role "${role}" on "${call.registry}" with a condition that lets in the repository "${repository}"; ${said}`,
		remedy: `Assign the role "${role}" to the identity on the registry, for the repository "${repository}".`
	});
}
/** An answer that breaks its contract. */
function malformed(call, reason) {
	return new ExternalError("REGISTRY_MALFORMED", {
		...describeCall(call),
		reason
	});
}
/** Bytes that are not what was asked for or sent. */
function mismatch(call, reason) {
	return new ExternalError("REGISTRY_DIGEST_MISMATCH", {
		...describeCall(call),
		reason
	});
}
/** Status, code and words of an error body, in one line. */
function describeReply(response) {
	const checked = checkJson(ErrorBody, readText(response));
	const first = checked.ok ? checked.value.errors[0] : void 0;
	if (first === void 0) return `HTTP ${response.status}`;
	return quoteReply(`HTTP ${response.status}, the registry says: ${first.code}: ${first.message}`);
}
function describeCall(call) {
	return {
		system: "Azure Container Registry",
		operation: call.operation,
		subject: `${call.registry}/${call.subject}`
	};
}

// lib/clients/registry/token-cache.ts
/** How long a token is taken to live that does not say so (docker's token specification: 60 seconds). */
const unknownLifeMs = 6e4;
/** Keeps what `fetch` answers until its `exp` claim. */
function createTokenCache(clock, fetch) {
	const kept = /* @__PURE__ */ new Map();
	const underway = /* @__PURE__ */ new Map();
	const refill = async (key) => {
		const token = await fetch(key);
		kept.set(key, {
			token,
			endsAt: findExpiry(token) ?? clock.now() + unknownLifeMs
		});
		return token;
	};
	return {
		has: (key) => kept.has(key),
		forget: (key) => void kept.delete(key),
		read: async (key, atLeastMs) => {
			const known = kept.get(key);
			if (known !== void 0 && known.endsAt - atLeastMs > clock.now()) return known.token;
			const running = underway.get(key) ?? refill(key);
			underway.set(key, running);
			return running.finally(() => underway.delete(key));
		}
	};
}
const Claims = object({
	exp: optional(number()),
	access: optional(array(object({
		name: string(),
		actions: array(string())
	})))
});
/** When a JWT ends, in ms; unverified, it only saves a request. */
function findExpiry(token) {
	const exp = readClaims(token)?.exp;
	return exp === void 0 ? void 0 : exp * 1e3;
}
/** The actions that an access token says it gives on a repository; undefined when it does not say. */
function findGrantedActions(token, repository) {
	return (readClaims(token)?.access)?.filter(({ name }) => name === repository).flatMap(({ actions }) => actions);
}
function readClaims(token) {
	const payload = token.split(".")[1];
	if (payload === void 0) return void 0;
	const checked = checkJson(Claims, Buffer.from(payload, "base64url").toString("utf8"));
	return checked.ok ? checked.value : void 0;
}

// lib/clients/registry/authorize.ts
/**
* The HTTP client under the registry's SDK and under our own calls alike. It answers each challenge once a scope and
* keeps the tokens; above it nobody sees a 401. (The SDK's own handler exchanges anew for each client object and keeps
* one access token for all scopes, so every change of repository or right would cost a challenge.)
*/
function createAuthorizingClient(inner, tokens, registry) {
	const scopes = /* @__PURE__ */ new Map();
	const gate = {
		inner,
		tokens,
		registry
	};
	return { sendRequest: async (request) => {
		request.headers.delete("Authorization");
		const key = guessScope(request.method, new URL(request.url).pathname);
		const known = scopes.get(key);
		if (known !== void 0) return sendWith(gate, request, await known);
		const probe = inner.sendRequest(request);
		const learned = probe.then(readScope);
		scopes.set(key, learned);
		learned.catch(() => scopes.delete(key));
		const response = await probe;
		if (response.status !== 401) scopes.delete(key);
		return response.status === 401 ? sendWith(gate, request, await learned) : response;
	} };
}
function readScope(response) {
	if (response.status !== 401) return void 0;
	drain(response);
	return findChallenge(response.headers.get("www-authenticate"))?.scope;
}
async function sendWith(gate, request, scope) {
	if (scope === void 0) return gate.inner.sendRequest(request);
	const first = await sendOnce(gate, request, scope);
	if (first.status !== 401) return first;
	drain(first);
	gate.tokens.forget(scope);
	const second = await sendOnce(gate, request, scope);
	if (second.status !== 401) return second;
	drain(second);
	throw await explainUnauthorized(gate, scope);
}
async function sendOnce(gate, request, scope) {
	request.headers.set("Authorization", `Bearer ${await gate.tokens.readAccessToken(scope)}`);
	return gate.inner.sendRequest(request);
}
async function explainUnauthorized(gate, scope) {
	const { repository, actions } = describeScope(scope);
	const granted = findGrantedActions(await gate.tokens.readAccessToken(scope), repository);
	const missing = granted === void 0 ? [] : actions.filter((action) => !granted.includes(action));
	if (missing.length === 0) return new UserError("REGISTRY_UNAUTHORIZED", {
		subject: gate.registry,
		reason: "it refused a fresh token"
	});
	const call = {
		registry: gate.registry,
		operation: missing.join(","),
		scope,
		subject: repository
	};
	return forbid(call, "the token that it gave lacks the right");
}
function drain(response) {
	response.readableStreamBody?.resume();
}

// lib/clients/registry/api.ts
/** Sends a call to the registry's own host. */
function send$1(api, call) {
	const { path, operation: _operation, subject: _subject, ...request } = call;
	return api.rest.send({
		...request,
		url: toUrl(api, path)
	});
}
/** The call as the errors name it. */
function toCall(api, call) {
	const { pathname } = new URL(toUrl(api, call.path));
	return {
		registry: api.registry,
		operation: call.operation,
		subject: call.subject,
		scope: guessScope(call.method, pathname)
	};
}
/** A refusal of a call as a coded error. */
function refused(api, call, response) {
	return explainRefusal(response, toCall(api, call));
}
function toUrl(api, path) {
	const base = `https://${api.registry}`;
	const url = URL.canParse(path, base) ? new URL(path, base) : void 0;
	if (url?.protocol === "https:" && url.host === api.registry) return url.href;
	throw new ExternalError("REGISTRY_MALFORMED", {
		system: "Azure Container Registry",
		operation: "follow an address",
		subject: api.registry,
		reason: url === void 0 ? "it gave an address that is no URL" : `it gave an address on "${url.host}"`
	});
}

// lib/clients/registry/manifests.ts
const accept$1 = { Accept: manifestMediaTypes.join(", ") };
/** The digest that a tag points at now. */
async function findDigest(api, repository, tag) {
	const subject = `${repository}:${tag}`;
	const call = {
		method: "HEAD",
		path: `/v2/${repository}/manifests/${tag}`,
		headers: accept$1,
		operation: "resolve",
		subject
	};
	const response = await send$1(api, call);
	if (response.status === 404) return void 0;
	if (response.status !== 200) throw refused(api, call, response);
	return readDigest(api, call, response);
}
/** A manifest by digest; its bytes are hashed again. */
async function findManifest(api, repository, digest) {
	const path = `/v2/${repository}/manifests/${digest}`;
	const subject = `${repository}@${digest}`;
	const call = {
		method: "GET",
		path,
		headers: accept$1,
		maxBytes: maxManifestBytes,
		operation: "pull",
		subject
	};
	const response = await send$1(api, call);
	if (response.status === 404) return void 0;
	if (response.status !== 200) throw refused(api, call, response);
	assertDigest(api, call, response.bytes, digest);
	const mediaType = response.headers.get("content-type")?.split(";")[0]?.trim();
	if (mediaType === void 0 || mediaType === "") throw malformed(toCall(api, call), "no Content-Type");
	return {
		mediaType,
		digest,
		bytes: response.bytes
	};
}
/** Throws unless the bytes have the digest. */
function assertDigest(api, call, bytes, digest) {
	const [algorithm = "sha256", hex] = digest.split(":");
	const actual = createHash(algorithm).update(bytes).digest("hex");
	if (actual !== hex) throw mismatch(toCall(api, call), `the bytes have the digest ${algorithm}:${actual}`);
}
/** Writes a manifest, by digest as often as it takes, by tag never over what somebody else wrote meanwhile. */
async function writeManifest(api, repository, upload) {
	const digest = computeDigest(upload.bytes);
	const { tag } = upload;
	const call = {
		method: "PUT",
		path: `/v2/${repository}/manifests/${tag ?? digest}`,
		headers: { "Content-Type": upload.mediaType },
		body: upload.bytes,
		operation: "push",
		subject: tag === void 0 ? `${repository}@${digest}` : `${repository}:${tag}`,
		isRepeatable: tag === void 0
	};
	if (tag === void 0) return checkWritten(api, call, await send$1(api, call), digest);
	return retry(() => tryTag(api, call, {
		repository,
		tag,
		digest
	}), api.policy, api.ports);
}
async function tryTag(api, call, write) {
	try {
		const response = await send$1(api, call);
		if (!isTransientStatus(response.status)) return {
			kind: "settled",
			value: checkWritten(api, call, response, write.digest)
		};
		const retryAfterMs = parseRetryAfter(response.headers.get("retry-after"), api.ports.clock.now());
		return await readBack(api, write, refused(api, call, response), retryAfterMs);
	} catch (error) {
		if (!isNetworkFailure(error) || !error.isRetryable) throw error;
		return readBack(api, write, error, void 0);
	}
}
async function readBack(api, write, error, retryAfterMs) {
	const found = await findDigest(api, write.repository, write.tag);
	if (found === write.digest) return {
		kind: "settled",
		value: write.digest
	};
	if (found === void 0) return {
		kind: "transient",
		concede: () => rethrow$1(error),
		retryAfterMs
	};
	throw new ExternalError("REGISTRY_OUTCOME_UNKNOWN", {
		system: "Azure Container Registry",
		operation: "push",
		subject: `${api.registry}/${write.repository}:${write.tag}`,
		reason: `it points at ${found}, not at ${write.digest}`,
		isRetryable: true,
		cause: error
	});
}
function checkWritten(api, call, response, digest) {
	if (response.status !== 201 && response.status !== 200) throw refused(api, call, response);
	const written = readDigest(api, call, response);
	if (written === digest) return digest;
	throw mismatch(toCall(api, call), `sent ${digest}, the registry wrote ${written}`);
}
function readDigest(api, call, response) {
	const digest = response.headers.get("docker-content-digest");
	if (digest !== void 0 && isDigest(digest)) return digest;
	throw malformed(toCall(api, call), "no usable Docker-Content-Digest");
}
function rethrow$1(error) {
	throw error;
}

// lib/clients/registry/blobs.ts
const redirects = /* @__PURE__ */ new Set([
	301,
	302,
	303,
	307,
	308
]);
const octets = { "Content-Type": "application/octet-stream" };
/** A blob of at most `maxBytes`, hashed again; it may lie behind a redirect. */
async function findBlob(api, repository, digest, maxBytes) {
	const call = {
		method: "GET",
		path: `/v2/${repository}/blobs/${digest}`,
		maxBytes,
		operation: "pull",
		subject: `${repository}@${digest}`
	};
	const response = await follow$1(api, call, await send$1(api, call));
	if (response.status === 404) return void 0;
	if (response.status !== 200) throw refused(api, call, response);
	assertDigest(api, call, response.bytes, digest);
	return response.bytes;
}
/** Hands a blob over in pieces that are hashed on the way; the sink ends well only when the hash holds. */
async function streamBlob(api, repository, blob, sink) {
	const { digest, maxBytes } = blob;
	const plain = {
		method: "GET",
		path: `/v2/${repository}/blobs/${digest}`,
		maxBytes,
		operation: "pull",
		subject: `${repository}@${digest}`
	};
	const call = {
		...plain,
		sink: (pieces) => sink(hashPieces(pieces, api, plain, digest))
	};
	const response = await follow$1(api, call, await send$1(api, call));
	if (response.status === 404) return false;
	if (response.status === 200) return true;
	throw refused(api, call, response);
}
async function* hashPieces(pieces, api, call, digest) {
	const [algorithm = "sha256", hex] = digest.split(":");
	const hash = createHash(algorithm);
	for await (const piece of pieces) {
		hash.update(piece);
		yield piece;
	}
	const actual = hash.digest("hex");
	if (actual !== hex) throw mismatch(toCall(api, call), `the bytes have the digest ${algorithm}:${actual}`);
}
async function follow$1(api, call, response) {
	if (!redirects.has(response.status)) return response;
	const [location = "", base] = [response.headers.get("location"), `https://${api.registry}`];
	const target = URL.canParse(location, base) ? new URL(location, base) : void 0;
	if (target?.protocol !== "https:") throw malformed(toCall(api, call), `a redirect to ${target?.protocol ?? "no address"}`);
	return api.bare.send({
		method: "GET",
		url: target.href,
		...call.maxBytes === void 0 ? {} : { maxBytes: call.maxBytes },
		...call.sink === void 0 ? {} : { sink: call.sink }
	});
}
/** Writes a blob in one piece; one that is there already is left alone, so a repetition does nothing. */
async function writeBlob(api, repository, bytes) {
	const digest = computeDigest(bytes);
	await retry(() => tryUpload(api, {
		repository,
		digest,
		bytes
	}), api.policy, api.ports);
	return digest;
}
async function tryUpload(api, upload) {
	if (await hasBlob(api, upload)) return {
		kind: "settled",
		value: void 0
	};
	const location = await openSession(api, upload);
	const put = {
		method: "PUT",
		path: `${location}${location.includes("?") ? "&" : "?"}digest=${encodeURIComponent(upload.digest)}`,
		headers: octets,
		body: upload.bytes,
		operation: "push",
		subject: `${upload.repository}@${upload.digest}`
	};
	try {
		const response = await send$1(api, put);
		if (response.status === 201) return {
			kind: "settled",
			value: void 0
		};
		const error = refused(api, put, response);
		if (!isTransientStatus(response.status)) throw error;
		return {
			kind: "transient",
			concede: () => rethrow(error),
			retryAfterMs: parseRetryAfter(response.headers.get("retry-after"), api.ports.clock.now())
		};
	} catch (error) {
		if (!isNetworkFailure(error) || !error.isRetryable) throw error;
		return {
			kind: "transient",
			concede: () => rethrow(error)
		};
	}
}
async function hasBlob(api, { repository, digest }) {
	const call = {
		method: "HEAD",
		path: `/v2/${repository}/blobs/${digest}`,
		operation: "pull",
		subject: `${repository}@${digest}`
	};
	const response = await send$1(api, call);
	if (response.status === 200 || redirects.has(response.status)) return true;
	if (response.status === 404) return false;
	throw refused(api, call, response);
}
async function openSession(api, { repository, digest }) {
	const call = {
		method: "POST",
		path: `/v2/${repository}/blobs/uploads/`,
		operation: "push",
		subject: `${repository}@${digest}`,
		isRepeatable: true
	};
	const response = await send$1(api, call);
	if (response.status !== 202) throw refused(api, call, response);
	const location = response.headers.get("location");
	if (location === void 0) throw malformed(toCall(api, call), "no Location for the upload");
	return location;
}
function rethrow(error) {
	throw error;
}

// lib/clients/registry/schema.ts
const DigestShape = custom((value) => typeof value === "string" && isDigest(value), "not a digest");
const Time$1 = pipe(string(), transform((text) => Date.parse(text)), number("not a time"));
const AttributesBody = object({
	deleteEnabled: boolean(),
	writeEnabled: boolean(),
	readEnabled: boolean(),
	listEnabled: boolean()
});
const TagBody = object({
	name: string(),
	digest: DigestShape,
	createdTime: Time$1,
	lastUpdateTime: Time$1,
	changeableAttributes: AttributesBody
});
/** ACR v1's list of tags; an empty repository has null. */
const TagListBody = object({ tags: nullish(array(TagBody), []) });
const switches = {
	canDelete: boolean(),
	canWrite: boolean(),
	canRead: boolean(),
	canList: boolean()
};
/** `ArtifactTagProperties` of the SDK. */
const SdkTag = object({
	name: string(),
	digest: DigestShape,
	createdOn: date(),
	lastUpdatedOn: date(),
	...switches
});
/** `ArtifactManifestProperties` of the SDK. */
const SdkManifest = object({
	digest: DigestShape,
	tags: array(string()),
	...switches
});
/** A tag of the list in our words. */
function toTagProperties(tag) {
	return {
		name: tag.name,
		digest: tag.digest,
		createdAt: tag.createdTime,
		updatedAt: tag.lastUpdateTime,
		attributes: tag.changeableAttributes
	};
}
/** A tag of the SDK in our words. */
function fromSdkTag(tag) {
	return {
		name: tag.name,
		digest: tag.digest,
		createdAt: tag.createdOn.getTime(),
		updatedAt: tag.lastUpdatedOn.getTime(),
		attributes: fromSwitches(tag)
	};
}
/** A manifest of the SDK in our words. */
function fromSdkManifest(manifest) {
	return {
		digest: manifest.digest,
		tags: manifest.tags,
		attributes: fromSwitches(manifest)
	};
}
/** Our attributes in the SDK's words; what is not named stays as it is. */
function toSwitches(attributes) {
	const { deleteEnabled, writeEnabled, readEnabled, listEnabled } = attributes;
	return {
		...deleteEnabled === void 0 ? {} : { canDelete: deleteEnabled },
		...writeEnabled === void 0 ? {} : { canWrite: writeEnabled },
		...readEnabled === void 0 ? {} : { canRead: readEnabled },
		...listEnabled === void 0 ? {} : { canList: listEnabled }
	};
}
function fromSwitches({ canDelete, canWrite, canRead, canList }) {
	return {
		deleteEnabled: canDelete,
		writeEnabled: canWrite,
		readEnabled: canRead,
		listEnabled: canList
	};
}

// lib/clients/registry/lists.ts
/** More pages than any repository of one image has; beyond them something goes in circles. */
const maxPages = 1e3;
const pageSize = 100;
const ReferrersBody = object({ manifests: nullish(array(descriptorSchema), []) });
/** All referrers of a subject (distribution-spec 1.1, "Listing Referrers"); a registry may ignore the filter. */
async function listReferrers(api, repository, subject, artifactType) {
	const call = {
		method: "GET",
		path: `/v2/${repository}/referrers/${subject}${artifactType === void 0 ? "" : `?artifactType=${encodeURIComponent(artifactType)}`}`,
		operation: "list referrers",
		subject: `${repository}@${subject}`
	};
	const found = [];
	for await (const page of readPages(api, call)) found.push(...parse$3(api, call, page, ReferrersBody).manifests);
	return artifactType === void 0 ? found : found.filter((referrer) => referrer.artifactType === artifactType);
}
/** All tags of a repository, newest update first (ACR v1). */
async function* listTags(api, repository) {
	const call = {
		method: "GET",
		path: `/acr/v1/${repository}/_tags?orderby=timedesc&n=${pageSize}`,
		operation: "list tags",
		subject: repository
	};
	for await (const page of readPages(api, call)) for (const tag of parse$3(api, call, page, TagListBody).tags) yield toTagProperties(tag);
}
async function* readPages(api, first) {
	let path = first.path;
	for (let count = 0; path !== void 0; count += 1) {
		if (count === maxPages) throw malformed(toCall(api, first), `more than ${maxPages} pages`);
		const response = await send$1(api, {
			...first,
			path
		});
		if (response.status === 404 && count === 0) return;
		if (response.status !== 200) throw refused(api, first, response);
		yield response;
		path = findNextPage(response.headers.get("link"), `https://${api.registry}${first.path}`);
	}
}
function parse$3(api, call, response, schema) {
	const checked = checkJson(schema, readText(response));
	if (checked.ok) return checked.value;
	throw malformed(toCall(api, call), checked.problems.slice(0, 3).join("; "));
}

// lib/clients/registry/properties.ts
/** The SDK over a client that already authorizes and repeats; its own retry is off and it never sees a challenge. */
function createPropertiesApi(registry, httpClient) {
	let sdk;
	const open = () => sdk ??= openSdk(registry, httpClient);
	const call = (repository, reference, action) => ({
		registry,
		operation: `${action} attributes`,
		subject: reference.includes(":") ? `${repository}@${reference}` : `${repository}:${reference}`,
		scope: `repository:${repository}:${action === "read" ? "metadata_read" : "metadata_write,metadata_read"}`
	});
	return {
		findTag: async (repository, tag) => {
			const found = await find$1((await open()).getArtifact(repository, tag).getTagProperties(tag), call(repository, tag, "read"));
			return found === void 0 ? void 0 : fromSdkTag(parse$2(SdkTag, found, call(repository, tag, "read")));
		},
		findManifest: async (repository, digest) => {
			const found = await find$1((await open()).getArtifact(repository, digest).getManifestProperties(), call(repository, digest, "read"));
			return found === void 0 ? void 0 : fromSdkManifest(parse$2(SdkManifest, found, call(repository, digest, "read")));
		},
		setTag: async (repository, tag, attributes) => {
			await must((await open()).getArtifact(repository, tag).updateTagProperties(tag, toSwitches(attributes)), call(repository, tag, "write"));
		},
		setManifest: async (repository, digest, attributes) => {
			await must((await open()).getArtifact(repository, digest).updateManifestProperties(toSwitches(attributes)), call(repository, digest, "write"));
		}
	};
}
async function openSdk(registry, httpClient) {
	const { ContainerRegistryClient } = await import("../vendor/lazy/azure-container-registry.js");
	return new ContainerRegistryClient(`https://${registry}`, {
		httpClient,
		retryOptions: { maxRetries: 0 },
		userAgentOptions: { userAgentPrefix: userAgent }
	});
}
async function find$1(work, call) {
	try {
		return await work;
	} catch (error) {
		const refusal = findRefusal(error);
		if (refusal?.status === 404) return void 0;
		throw refusal === void 0 ? explainOther(error, call) : explainRefusal(refusal, call);
	}
}
async function must(work, call) {
	await work.catch((error) => {
		const refusal = findRefusal(error);
		throw refusal === void 0 ? explainOther(error, call) : explainRefusal(refusal, call);
	});
}
function explainOther(error, call) {
	return isUnreadable(error) ? malformed(call, quoteReply(String(error))) : error;
}
function parse$2(schema, value, call) {
	const checked = checkShape(schema, value);
	if (checked.ok) return checked.value;
	throw malformed(call, checked.problems.join("; "));
}
const Headers = custom((value) => typeof value === "object" && value !== null && "get" in value && typeof value.get === "function");
const RestErrorShape = object({
	statusCode: number(),
	response: object({
		headers: Headers,
		bodyAsText: nullish(string(), "")
	})
});
function findRefusal(error) {
	const checked = checkShape(RestErrorShape, error);
	if (!checked.ok || checked.value.statusCode < 400) return void 0;
	const { statusCode, response } = checked.value;
	return {
		status: statusCode,
		headers: response.headers,
		bytes: Buffer.from(response.bodyAsText)
	};
}

// lib/clients/registry/tokens.ts
const audienceScope = "https://containerregistry.azure.net/.default";
const marginMs = 6e4;
const ExchangeBody = object({ refresh_token: pipe(string(), nonEmpty()) });
const TokenBody$1 = object({ access_token: pipe(string(), nonEmpty()) });
/** ACR's two steps from an Entra token to a token for a repository (https://github.com/Azure/acr/blob/main/docs/AAD-OAuth.md). */
function createRegistryTokens(options) {
	const refresh = createTokenCache(options.clock, () => exchange(options));
	const access = createTokenCache(options.clock, (scope) => fetchAccessToken(scope, refresh, options));
	return {
		readRefreshToken: (atLeastMs) => refresh.read("", atLeastMs),
		readAccessToken: (scope) => access.read(scope, marginMs),
		forget: (scope) => {
			access.forget(scope);
			refresh.forget("");
		}
	};
}
async function exchange(options) {
	const { registry } = options;
	const response = await post(options, "/oauth2/exchange", {
		grant_type: "access_token",
		service: registry,
		access_token: (await options.credential.getToken(audienceScope))?.token ?? ""
	});
	const call = {
		registry,
		operation: "exchange",
		scope: "",
		subject: "oauth2/exchange"
	};
	if (response.status === 401) throw new UserError("REGISTRY_UNAUTHORIZED", {
		subject: registry,
		reason: describeReply(response)
	});
	if (response.status !== 200) throw explainRefusal(response, call);
	return keep(options, parse$1(response, ExchangeBody, registry).refresh_token);
}
async function fetchAccessToken(scope, refresh, options) {
	const isKept = refresh.has("");
	const response = await requestAccessToken(scope, await refresh.read("", marginMs), options);
	if (!isKept || response.status !== 401) return takeAccessToken(response, scope, options);
	refresh.forget("");
	return takeAccessToken(await requestAccessToken(scope, await refresh.read("", marginMs), options), scope, options);
}
function requestAccessToken(scope, refreshToken, options) {
	return post(options, "/oauth2/token", {
		grant_type: "refresh_token",
		service: options.registry,
		scope,
		refresh_token: refreshToken
	});
}
function takeAccessToken(response, scope, options) {
	const { registry } = options;
	const { repository, actions } = describeScope(scope);
	const call = {
		registry,
		operation: actions.join(","),
		scope,
		subject: repository
	};
	if (response.status === 401) throw forbid(call, describeReply(response));
	if (response.status !== 200) throw explainRefusal(response, call);
	return keep(options, parse$1(response, TokenBody$1, registry).access_token);
}
function post(options, path, form) {
	return options.rest.send({
		method: "POST",
		url: `https://${options.registry}${path}`,
		headers: { "Content-Type": "application/x-www-form-urlencoded" },
		body: new URLSearchParams(form).toString(),
		isRepeatable: true
	});
}
function parse$1(response, schema, registry) {
	const checked = checkJson(schema, readText(response));
	if (checked.ok) return checked.value;
	throw new ExternalError("REGISTRY_MALFORMED", {
		system: "Azure Container Registry",
		operation: "token",
		subject: registry,
		reason: checked.problems.join("; ")
	});
}
function keep(options, token) {
	options.mask(token);
	return token;
}

// lib/clients/registry/client.ts
/** A login is given out only with this much left: the build that uses it may wait in a queue. */
const loginMarginMs = 54e5;
/**
* The data plane of one registry. Manifests, blobs, referrers and tag lists are REST of our own, because
* `@azure/container-registry` has no referrers, no list of all tags and uploads blobs in chunks it cannot repeat;
* single tags and manifests with their locks are the SDK's. Both go through one authorizing client.
*/
function createRegistryClient(options) {
	const { registry, ports, policy = defaultRetryPolicy } = options;
	const bare = createRest({
		httpClient: options.httpClient,
		ports,
		policy
	});
	const tokens = createRegistryTokens({
		...options,
		rest: bare,
		clock: ports.clock
	});
	const authorized = createAuthorizingClient(options.httpClient, tokens, registry);
	const api = {
		registry,
		rest: createRest({
			httpClient: authorized,
			ports,
			policy
		}),
		bare,
		ports,
		policy
	};
	const properties = createPropertiesApi(registry, createRetryingClient(authorized, ports, policy, isSafeOrPatch));
	return {
		registry,
		findDigest: (repository, tag) => findDigest(api, repository, tag),
		findManifest: (repository, digest) => findManifest(api, repository, digest),
		writeManifest: (repository, upload) => writeManifest(api, repository, upload),
		findBlob: (repository, digest, maxBytes) => findBlob(api, repository, digest, maxBytes),
		streamBlob: (repository, digest, { maxBytes, sink }) => streamBlob(api, repository, {
			digest,
			maxBytes
		}, sink),
		writeBlob: (repository, bytes) => writeBlob(api, repository, bytes),
		listReferrers: (repository, subject, artifactType) => listReferrers(api, repository, subject, artifactType),
		listTags: (repository) => listTags(api, repository),
		findTag: properties.findTag,
		findManifestProperties: properties.findManifest,
		setTagAttributes: properties.setTag,
		setManifestAttributes: properties.setManifest,
		readRefreshToken: () => tokens.readRefreshToken(loginMarginMs)
	};
}
function isSafeOrPatch(method) {
	return isSafeMethod(method) || method === "PATCH";
}

// lib/clients/upstream/challenge.ts
/** Reads a Bearer challenge (RFC 6750 section 3); undefined when it names no https address. */
function findTokenRealm(header) {
	if (header === void 0 || !/^bearer\s/i.test(header)) return void 0;
	const pairs = [...header.matchAll(/([a-z_]+)="([^"]*)"/gi)];
	const parameters = new Map(pairs.map(([, name, value]) => [name, value]));
	const realm = parameters.get("realm");
	if (realm === void 0 || !URL.canParse(realm) || new URL(realm).protocol !== "https:") return void 0;
	return {
		realm,
		service: parameters.get("service"),
		scope: parameters.get("scope")
	};
}
/** The address that gives anybody a token for pulling. */
function buildTokenUrl({ realm, service, scope }, fallbackScope) {
	const url = new URL(realm);
	if (service !== void 0) url.searchParams.set("service", service);
	url.searchParams.set("scope", scope ?? fallbackScope);
	return url.href;
}

// lib/clients/upstream/client.ts
const patience = {
	maxAttempts: 2,
	baseDelayMs: 300,
	maxDelayMs: 2e3,
	deadlineMs: 8e3
};
const defaultTimeoutMs = 1e4;
const maxHops = 5;
const maxTokenBytes = 65536;
const accept = manifestMediaTypes.join(", ");
const TokenBody = object({
	token: optional(string()),
	access_token: optional(string())
});
/** Asks registries for the digest of a tag by HEAD, which Docker Hub does not count as a pull. */
function createUpstreamClient(options) {
	const rest = createRest({
		...options,
		policy: options.policy ?? patience
	});
	const tokens = /* @__PURE__ */ new Map();
	const silent = /* @__PURE__ */ new Map();
	return { findTagDigest: async (tag, signal) => {
		const known = silent.get(tag.registry);
		if (known !== void 0) return known;
		const limit = AbortSignal.timeout(options.timeoutMs ?? defaultTimeoutMs);
		const call = {
			rest,
			tokens,
			tag,
			signal: signal === void 0 ? limit : AbortSignal.any([signal, limit])
		};
		try {
			return readAnswer(await head(call));
		} catch (error) {
			signal?.throwIfAborted();
			const answer = {
				kind: "unknown",
				reason: describeFailure(error, limit)
			};
			silent.set(tag.registry, answer);
			return answer;
		}
	} };
}
function toHost(registry) {
	return registry === "docker.io" ? "registry-1.docker.io" : registry;
}
async function head(call) {
	const { registry, repository, tag } = call.tag;
	const url = `https://${toHost(registry)}/v2/${repository}/manifests/${tag}`;
	const known = await call.tokens.get(`${registry}/${repository}`);
	const first = await follow(call, url, known);
	if (first.status !== 401 || known !== void 0) return first;
	const token = await readToken(call, first);
	return token === void 0 ? first : follow(call, url, token);
}
async function follow(call, url, token) {
	const origin = new URL(url).origin;
	let address = url;
	for (let hop = 0;; hop += 1) {
		const isSameHost = new URL(address).origin === origin;
		const authorization = token === void 0 || !isSameHost ? {} : { Authorization: `Bearer ${token}` };
		const response = await call.rest.send({
			method: "HEAD",
			url: address,
			headers: {
				Accept: accept,
				...authorization
			},
			signal: call.signal
		});
		const next = findRedirect(response, address);
		if (next === void 0 || hop === maxHops) return response;
		address = next;
	}
}
function findRedirect({ status, headers }, base) {
	const location = headers.get("location");
	if (![
		301,
		302,
		303,
		307,
		308
	].includes(status) || location === void 0) return void 0;
	const url = URL.canParse(location, base) ? new URL(location, base) : void 0;
	return url?.protocol === "https:" ? url.href : void 0;
}
function readToken(call, response) {
	const { registry, repository } = call.tag;
	const name = `${registry}/${repository}`;
	const running = call.tokens.get(name) ?? fetchToken(call, response);
	call.tokens.set(name, running);
	running.catch(() => call.tokens.delete(name));
	return running;
}
async function fetchToken(call, challenged) {
	const realm = findTokenRealm(challenged.headers.get("www-authenticate"));
	if (realm === void 0) return void 0;
	const url = buildTokenUrl(realm, `repository:${call.tag.repository}:pull`);
	const response = await call.rest.send({
		method: "GET",
		url,
		maxBytes: maxTokenBytes,
		signal: call.signal
	});
	if (response.status !== 200) return void 0;
	const checked = checkJson(TokenBody, readText(response));
	return checked.ok ? checked.value.token ?? checked.value.access_token : void 0;
}
function readAnswer({ status, headers }) {
	if (status === 404) return { kind: "absent" };
	if (status !== 200) return {
		kind: "unknown",
		reason: `upstream answered HTTP ${status}`
	};
	const digest = headers.get("docker-content-digest");
	if (digest !== void 0 && isDigest(digest)) return {
		kind: "found",
		digest
	};
	return {
		kind: "unknown",
		reason: "upstream named no digest"
	};
}
function describeFailure(error, limit) {
	if (limit.aborted) return "upstream did not answer in time";
	if (error instanceof CodedError) return `${error.code}: ${error.reason}`;
	throw error;
}

// lib/clients/tasks/build-request.ts
/**
* A `DockerBuildRequest` as 2025-03-01-preview takes it. The identity `[caller]` lets the run pull and push as the
* caller; without it a run has no access to a registry in ABAC mode
* (https://learn.microsoft.com/azure/container-registry/container-registry-rbac-abac-repository-permissions).
*/
function buildRequestBody(request) {
	return {
		type: "DockerBuildRequest",
		isArchiveEnabled: false,
		agentPoolName: request.agentPool,
		imageNames: request.imageNames,
		isPushEnabled: true,
		noCache: false,
		dockerFilePath: request.dockerfile,
		...request.target === void 0 ? {} : { target: request.target },
		arguments: request.arguments,
		timeout: request.timeoutSeconds,
		platform: request.platform,
		sourceLocation: request.sourceLocation,
		credentials: {
			sourceRegistry: { identity: "[caller]" },
			...buildLogins(request)
		}
	};
}
function buildLogins(request) {
	if (request.logins.size === 0) return {};
	const logins = [...request.logins].map(([host, { username, password }]) => {
		return [host, {
			userName: opaque(username),
			password: opaque(password)
		}];
	});
	return { customRegistries: Object.fromEntries(logins) };
}
function opaque(value) {
	return {
		value,
		type: "Opaque"
	};
}

// lib/clients/tasks/failures.ts
const role = "Container Registry Tasks Contributor";
const parentCodes = /^(?:ParentResourceNotFound|ResourceGroupNotFound|SubscriptionNotFound)$/i;
/** Whether the run, task run or agent pool itself is not there, while the registry is. */
function isAbsent(response) {
	return response.status === 404 && !parentCodes.test(readArmRefusal(response).code);
}
/** A refusal of ACR Tasks as a coded error. */
function explainTasksRefusal(response, path, registry) {
	const refusal = readArmRefusal(response);
	const reason = quoteReply(`HTTP ${refusal.status}, Azure says: ${refusal.code}: ${refusal.message}`);
	if (refusal.code === "TasksOperationsNotAllowed") return new UserError("TASKS_NOT_ALLOWED", {
		subject: registry.name,
		reason
	});
	if (isAbsent(response)) return new UserError("TASKS_NOT_FOUND", {
		subject: `${registry.name}${path}`,
		reason
	});
	const operation = {
		name: path.slice(path.lastIndexOf("/") + 1),
		scope: registry.id,
		role
	};
	const explained = explainArmRefusal(refusal, operation);
	if (explained.code !== "ARM_REFUSED") return explained;
	return new ExternalError("TASKS_REFUSED", {
		system: "ACR Tasks",
		operation: path,
		subject: registry.name,
		reason,
		status: refusal.status,
		...refusal.correlationId === void 0 ? {} : { correlationId: refusal.correlationId }
	});
}

// lib/clients/tasks/schema.ts
const statuses = [
	"Queued",
	"Started",
	"Running",
	"Succeeded",
	"Failed",
	"Canceled",
	"Error",
	"Timeout"
];
/** All run statuses that this version knows. */
const RunStatus = picklist(statuses);
const Time = pipe(string(), transform((text) => Date.parse(text)), number(), check((ms) => !Number.isNaN(ms), "not a time"));
const OutputImage = object({
	registry: string(),
	repository: string(),
	tag: nullish(string()),
	digest: custom((value) => typeof value === "string" && isDigest(value), "not a digest")
});
const RunProperties = object({
	runId: pipe(string(), regex(/^[A-Za-z0-9-]{1,64}$/)),
	status: string(),
	createTime: nullish(Time),
	startTime: nullish(Time),
	finishTime: nullish(Time),
	agentPoolName: nullish(string()),
	runErrorMessage: nullish(string()),
	outputImages: nullish(array(OutputImage))
});
/** `Run`: extra fields are tolerated, because ACR adds some in each API version. */
const RunBody = object({ properties: RunProperties });
/** `TaskRun`; the result may be absent in the first reply. */
const TaskRunBody = object({
	name: string(),
	properties: object({ runResult: nullish(RunBody) })
});
const HttpsUrl = pipe(string(), url(), startsWith("https://"));
/** `SourceUploadDefinition`. */
const UploadBody = object({
	uploadUrl: HttpsUrl,
	relativePath: pipe(string(), nonEmpty())
});
/** `RunGetLogResult`. */
const LogLinkBody = object({ logLink: HttpsUrl });
/** `AgentPool`. */
const AgentPoolBody = object({
	name: string(),
	properties: object({
		count: nullish(number(), 0),
		provisioningState: nullish(string(), "Unknown")
	})
});
/** `AgentPoolListResult`, its first page: a registry has a handful of pools. */
const AgentPoolListBody = object({ value: nullish(array(AgentPoolBody), []) });
/** `AgentPoolQueueStatus`. */
const QueueBody = object({ count: nullish(number(), 0) });

// lib/clients/tasks/runs.ts
const finished = /* @__PURE__ */ new Set([
	"Succeeded",
	"Failed",
	"Canceled",
	"Error",
	"Timeout"
]);
/** Whether a run has come to its end. */
function isFinished(status) {
	return finished.has(status);
}
/** A run in our words; `status` decides, because ACR says provisioningState "Succeeded" from the first reply on. */
function toRun(body) {
	const { properties } = body;
	return {
		runId: properties.runId,
		status: parseStatus(properties.runId, properties.status),
		...pick("createdAt", properties.createTime),
		...pick("startedAt", properties.startTime),
		...pick("finishedAt", properties.finishTime),
		...pick("agentPool", properties.agentPoolName),
		...pick("errorMessage", properties.runErrorMessage),
		outputImages: (properties.outputImages ?? []).map(({ tag, ...image }) => ({
			...image,
			...pick("tag", tag)
		}))
	};
}
/** A task run in our words. */
function toTaskRun(body) {
	const result = body.properties.runResult;
	return {
		name: body.name,
		...pick("run", result === void 0 || result === null ? void 0 : toRun(result))
	};
}
function parseStatus(runId, status) {
	const checked = safeParse(RunStatus, status);
	if (checked.success) return checked.output;
	throw new ExternalError("TASKS_STATUS_UNKNOWN", {
		system: "ACR Tasks",
		operation: "read run",
		subject: runId,
		reason: `status "${status.slice(0, 40)}"`
	});
}
function pick(key, value) {
	return value === null || value === void 0 ? {} : asRecord(key, value);
}
function asRecord(key, value) {
	const record = {};
	record[key] = value;
	return record;
}

// lib/clients/tasks/client.ts
const apiVersion = "2025-03-01-preview";
/** ACR Tasks by REST: the npm SDK dropped them in its version 12. */
function createTasksClient(registry, options) {
	const api = {
		registry,
		rest: createRest({
			...options,
			loadPolicies: () => loadArmPolicies(options.credential)
		})
	};
	return {
		createUpload: () => read(api, repeatablePost("/listBuildSourceUploadUrl"), UploadBody),
		findTaskRun: async (name) => {
			const body = await find(api, `/taskRuns/${encodeURIComponent(name)}`, TaskRunBody);
			return body === void 0 ? void 0 : toTaskRun(body);
		},
		startTaskRun: async (name, request, forceUpdateTag) => {
			const body = { properties: {
				runRequest: buildRequestBody(request),
				forceUpdateTag
			} };
			const path = `/taskRuns/${encodeURIComponent(name)}`;
			return toTaskRun(await read(api, {
				method: "PUT",
				path,
				body,
				isRepeatable: true
			}, TaskRunBody));
		},
		findRun: (runId) => findRun(api, runId),
		readLogUrl: async (runId) => (await read(api, repeatablePost(`/runs/${encodeURIComponent(runId)}/listLogSasUrl`), LogLinkBody)).logLink,
		cancelRun: (runId) => cancelRun(api, runId),
		findAgentPool: async (name) => {
			const body = await find(api, `/agentPools/${encodeURIComponent(name)}`, AgentPoolBody);
			return body === void 0 ? void 0 : {
				name: body.name,
				...body.properties
			};
		},
		listAgentPools: async () => {
			return (await read(api, {
				method: "GET",
				path: "/agentPools"
			}, AgentPoolListBody)).value.map(({ name, properties }) => ({
				name,
				...properties
			}));
		},
		readQueueLength: async (pool) => (await read(api, repeatablePost(`/agentPools/${encodeURIComponent(pool)}/listQueueStatus`), QueueBody)).count
	};
}
function repeatablePost(path) {
	return {
		method: "POST",
		path,
		isRepeatable: true
	};
}
async function findRun(api, runId) {
	const body = await find(api, `/runs/${encodeURIComponent(runId)}`, RunBody);
	return body === void 0 ? void 0 : toRun(body);
}
async function cancelRun(api, runId) {
	const call = repeatablePost(`/runs/${encodeURIComponent(runId)}/cancel`);
	const response = await send(api, call);
	if (response.status < 300) return;
	if (response.status === 400 || response.status === 409) {
		const run = await findRun(api, runId);
		if (run !== void 0 && isFinished(run.status)) return;
	}
	throw explainTasksRefusal(response, call.path, api.registry);
}
async function find(api, path, schema) {
	const response = await send(api, {
		method: "GET",
		path
	});
	return isAbsent(response) ? void 0 : parse(response, path, schema, api.registry);
}
async function read(api, call, schema) {
	return parse(await send(api, call), call.path, schema, api.registry);
}
function send(api, call) {
	const { body, path, ...request } = call;
	const sent = body === void 0 ? {} : {
		body: JSON.stringify(body),
		headers: { "Content-Type": "application/json" }
	};
	const url = `${armEndpoint}${api.registry.id}${path}?api-version=${apiVersion}`;
	return api.rest.send({
		...request,
		...sent,
		url
	});
}
function parse(response, path, schema, registry) {
	if (response.status >= 300) throw explainTasksRefusal(response, path, registry);
	const checked = checkJson(schema, readText(response));
	if (checked.ok) return checked.value;
	throw new ExternalError("TASKS_MALFORMED", {
		system: "ACR Tasks",
		operation: path,
		subject: registry.name,
		reason: checked.problems.join("; "),
		status: response.status
	});
}

// lib/session/ports.ts
/**
* Time, chance and the job's signal for all clients. A call under way is aborted with the job; one that begins after
* the abort is there to clean up (cancel a run, release a lock) and is let through.
*/
function createPorts(context) {
	return {
		clock: context.clock,
		random: context.random,
		get signal() {
			return context.signal.aborted ? void 0 : context.signal;
		}
	};
}

// lib/session/session.ts
const httpClients = /* @__PURE__ */ new WeakMap();
/** Opens Azure for one identity. Clients of one registry are made once, with their tokens. */
function openAzure(context, identity) {
	const httpClient = openHttp(context);
	const ports = createPorts(context);
	const mask = (secret) => context.log.mask(secret);
	const getIdToken = (audience) => context.getIdToken(audience);
	const credential = createEntraCredential({
		...identity,
		httpClient,
		ports,
		mask,
		getIdToken
	});
	const registries = /* @__PURE__ */ new Map();
	const openRegistry = (registry) => {
		const client = registries.get(registry) ?? createRegistryClient({
			registry,
			httpClient,
			credential,
			ports,
			mask
		});
		registries.set(registry, client);
		return client;
	};
	return {
		registry: openRegistry,
		management: (id) => createRegistryManagementClient(parseRegistryId(id), {
			httpClient,
			credential,
			ports
		}),
		tasks: (id) => createTasksClient(parseRegistryId(id), {
			httpClient,
			credential,
			ports
		}),
		blobs: () => createBlobClient({
			httpClient,
			ports
		}),
		keyVault: () => createKeyVaultClient({
			httpClient,
			credential,
			ports
		})
	};
}
/** Opens the REST API of the repository that the job runs in. */
function openGithub(context, token) {
	return createGithubClient(buildGithubOptions(context, token));
}
/** Opens what preflight asks of that repository. */
function openGithubPreflight(context, token) {
	return createGithubPreflight(buildGithubOptions(context, token));
}
/** Opens the comments of that repository's pull requests. */
function openGithubComments(context, token) {
	return createGithubComments(buildGithubOptions(context, token));
}
/** What time it is for Entra; nobody signs in. */
function readAzureTime(context, tenantId) {
	return readEntraTime({
		tenantId,
		httpClient: openHttp(context),
		ports: createPorts(context)
	});
}
/** Opens the registries that images come from, without credentials. */
function openUpstream(context) {
	return createUpstreamClient({
		httpClient: openHttp(context),
		ports: createPorts(context)
	});
}
function buildGithubOptions(context, token) {
	const { apiUrl, repository } = context.job;
	return {
		apiUrl,
		repository,
		token,
		httpClient: openHttp(context),
		ports: createPorts(context)
	};
}
/** Opens the hosts that publish files, without credentials. */
function openFeeds(context) {
	return createFeedClient({
		httpClient: openHttp(context),
		ports: createPorts(context)
	});
}
function openHttp(context) {
	const { proxyEnv, clock, log } = context;
	const client = httpClients.get(context) ?? createHttpClient({
		proxyEnv,
		clock,
		log
	});
	httpClients.set(context, client);
	return client;
}

export { formatKeyId, isFinished, keyIdNotation, openAzure, openFeeds, openGithub, openGithubComments, openGithubPreflight, openUpstream, readAzureTime };