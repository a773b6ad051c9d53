import { __toESM } from "../../vendor/runtime.js";
import { ExternalError, UserError } from "../base/errors.js";
import { checkJson, findErrorCode, isSafeMethod, isTransientStatus, parseRetryAfter, retry } from "../base.js";
import { object, optional, string } from "../../vendor/valibot.js";
import { pipeline } from "node:stream";

// lib/clients/http/body.ts
/** Reads a stream to its end, but never holds more than `maxBytes`; `host` is named when it would. */
async function readBody(stream, maxBytes, host) {
	const chunks = [];
	let size = 0;
	for await (const chunk of stream) {
		const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
		size += bytes.byteLength;
		if (size > maxBytes) throw tooLarge(maxBytes, host);
		chunks.push(bytes);
	}
	return Buffer.concat(chunks, size);
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
	const { Agent } = isSecure ? await import("node:https") : await import("../../vendor/lazy/http.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
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
		const response = await send(request, ports);
		note(String(response.status));
		return response;
	} catch (error) {
		note(error instanceof Error ? error.name : "failed");
		throw error;
	}
}
async function send(request, ports) {
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
	const module = isSecure ? await import("node:https") : await import("../../vendor/lazy/http.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	return new Promise((resolve, reject) => {
		const outgoing = module.request(url, options, resolve);
		outgoing.on("error", reject);
		outgoing.setTimeout(ports.idleTimeoutMs, () => outgoing.destroy(silenceError(ports.idleTimeoutMs)));
		writeBody(outgoing, request.body);
	});
}
async function receive(incoming, request, host) {
	const { createHttpHeaders } = await import("../../vendor/lazy/azure-core-rest-pipeline.js");
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
			concede: () => rethrow(error)
		};
	}
}
function rethrow(error) {
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
		return retry(() => attemptRequest(() => sendOnce(request, built, options), isRepeatable, options.ports.clock), options.policy ?? defaultRetryPolicy, request.signal === void 0 ? options.ports : {
			...options.ports,
			signal: request.signal
		});
	} };
}
async function buildPipeline(options) {
	const { createEmptyPipeline } = await import("../../vendor/lazy/azure-core-rest-pipeline.js");
	const pipeline = createEmptyPipeline();
	for (const policy of await options.loadPolicies?.() ?? []) pipeline.addPolicy(policy);
	return pipeline;
}
async function sendOnce(request, pipeline, options) {
	const { createHttpHeaders, createPipelineRequest } = await import("../../vendor/lazy/azure-core-rest-pipeline.js");
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
	const host = new URL(request.url).host;
	if (response.readableStreamBody === void 0) return Buffer.from(response.bodyAsText ?? "");
	try {
		return await readBody(response.readableStreamBody, boundOf(request, response.status), host);
	} catch (error) {
		request.signal?.throwIfAborted();
		throw explainFailure(error, host, `${request.method} ${new URL(request.url).pathname}`);
	}
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
const ErrorBody = object({ error: object({
	code: optional(string(), ""),
	message: optional(string(), "")
}) });
/** Puts a token of the credential on each request. */
async function loadArmPolicies(credential) {
	const { bearerTokenAuthenticationPolicy } = await import("../../vendor/lazy/azure-core-rest-pipeline.js");
	return [bearerTokenAuthenticationPolicy({
		credential,
		scopes: `${armEndpoint}/.default`
	})];
}
/** ARM's error body, or what can be said without one. */
function readArmRefusal(response) {
	const checked = checkJson(ErrorBody, readText(response));
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
	if (refusal.status === 403) return forbid(reason, refusal, operation, cause);
	const code = codeOf(refusal);
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
function codeOf(refusal) {
	if (refusal.status === 401) return "ARM_UNAUTHORIZED";
	if (refusal.status === 404) return "ARM_REGISTRY_NOT_FOUND";
	return refusal.status === 429 || refusal.status >= 500 ? "ARM_UNAVAILABLE" : "ARM_REFUSED";
}
function forbid(reason, refusal, operation, cause) {
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

export { armEndpoint, createHttpClient, createRest, createRetryingClient, defaultRetryPolicy, explainArmRefusal, findNextPage, isNetworkFailure, isSurelyUnsent, isUnreadable, loadArmPolicies, quoteReply, readArmRefusal, readCorrelationId, readText, traceRequests, userAgent };