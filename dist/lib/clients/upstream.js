import { object, optional, string } from "../../vendor/valibot.js";
import { CodedError } from "../base/errors.js";
import { checkJson } from "../base.js";
import { manifestMediaTypes } from "../domain/artifact.js";
import { isDigest } from "../domain/image.js";
import { createRest, readText } from "./http.js";

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

export { createUpstreamClient };