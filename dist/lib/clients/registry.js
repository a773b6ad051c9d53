import { checkJson, checkShape, isSafeMethod, isTransientStatus, parseRetryAfter, retry } from "../base.js";
import { createRest, createRetryingClient, defaultRetryPolicy, findNextPage, isNetworkFailure, isUnreadable, quoteReply, readCorrelationId, readText, userAgent } from "./http.js";
import { ExternalError, UserError } from "../base/errors.js";
import { array, boolean, custom, date, minLength, nonEmpty, nullish, number, object, optional, pipe, string, transform } from "../../vendor/valibot.js";
import { computeDigest, isDigest } from "../domain/image.js";
import { descriptorSchema, manifestMediaTypes, maxManifestBytes } from "../domain/artifact.js";
import { createHash } from "node:crypto";

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
function send(api, call) {
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
const accept = { Accept: manifestMediaTypes.join(", ") };
/** The digest that a tag points at now. */
async function findDigest(api, repository, tag) {
	const subject = `${repository}:${tag}`;
	const call = {
		method: "HEAD",
		path: `/v2/${repository}/manifests/${tag}`,
		headers: accept,
		operation: "resolve",
		subject
	};
	const response = await send(api, call);
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
		headers: accept,
		maxBytes: maxManifestBytes,
		operation: "pull",
		subject
	};
	const response = await send(api, call);
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
	if (tag === void 0) return checkWritten(api, call, await send(api, call), digest);
	return retry(() => tryTag(api, call, {
		repository,
		tag,
		digest
	}), api.policy, api.ports);
}
async function tryTag(api, call, write) {
	try {
		const response = await send(api, call);
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
	const response = await follow(api, call, await send(api, call));
	if (response.status === 404) return void 0;
	if (response.status !== 200) throw refused(api, call, response);
	assertDigest(api, call, response.bytes, digest);
	return response.bytes;
}
async function follow(api, call, response) {
	if (!redirects.has(response.status)) return response;
	const [location = "", base] = [response.headers.get("location"), `https://${api.registry}`];
	const target = URL.canParse(location, base) ? new URL(location, base) : void 0;
	if (target?.protocol !== "https:") throw malformed(toCall(api, call), `a redirect to ${target?.protocol ?? "no address"}`);
	return api.bare.send({
		method: "GET",
		url: target.href,
		...call.maxBytes === void 0 ? {} : { maxBytes: call.maxBytes }
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
		const response = await send(api, put);
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
	const response = await send(api, call);
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
	const response = await send(api, call);
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
const Time = pipe(string(), transform((text) => Date.parse(text)), number("not a time"));
const AttributesBody = object({
	deleteEnabled: boolean(),
	writeEnabled: boolean(),
	readEnabled: boolean(),
	listEnabled: boolean()
});
const TagBody = object({
	name: string(),
	digest: DigestShape,
	createdTime: Time,
	lastUpdateTime: Time,
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
	for await (const page of readPages(api, call)) found.push(...parse$2(api, call, page, ReferrersBody).manifests);
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
	for await (const page of readPages(api, call)) for (const tag of parse$2(api, call, page, TagListBody).tags) yield toTagProperties(tag);
}
async function* readPages(api, first) {
	let path = first.path;
	for (let count = 0; path !== void 0; count += 1) {
		if (count === maxPages) throw malformed(toCall(api, first), `more than ${maxPages} pages`);
		const response = await send(api, {
			...first,
			path
		});
		if (response.status === 404 && count === 0) return;
		if (response.status !== 200) throw refused(api, first, response);
		yield response;
		path = findNextPage(response.headers.get("link"), `https://${api.registry}${first.path}`);
	}
}
function parse$2(api, call, response, schema) {
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
			const found = await find((await open()).getArtifact(repository, tag).getTagProperties(tag), call(repository, tag, "read"));
			return found === void 0 ? void 0 : fromSdkTag(parse$1(SdkTag, found, call(repository, tag, "read")));
		},
		findManifest: async (repository, digest) => {
			const found = await find((await open()).getArtifact(repository, digest).getManifestProperties(), call(repository, digest, "read"));
			return found === void 0 ? void 0 : fromSdkManifest(parse$1(SdkManifest, found, call(repository, digest, "read")));
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
	const { ContainerRegistryClient } = await import("../../vendor/lazy/azure-container-registry.js");
	return new ContainerRegistryClient(`https://${registry}`, {
		httpClient,
		retryOptions: { maxRetries: 0 },
		userAgentOptions: { userAgentPrefix: userAgent }
	});
}
async function find(work, call) {
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
function parse$1(schema, value, call) {
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
const TokenBody = object({ access_token: pipe(string(), nonEmpty()) });
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
	return keep(options, parse(response, ExchangeBody, registry).refresh_token);
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
	return keep(options, parse(response, TokenBody, registry).access_token);
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
function parse(response, schema, registry) {
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

export { createRegistryClient };