import { checkJson, parseRetryAfter, retry } from "../base.js";
import { CodedError, ExternalError, UserError } from "../base/errors.js";
import { defaultRetryPolicy, isNetworkFailure, quoteReply, readText, traceRequests, userAgent } from "./http.js";
import { array, number, object, optional, string, union } from "../../vendor/valibot.js";

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
const ErrorBody = object({
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
	const checked = checkJson(ErrorBody, body);
	const listed = checked.ok ? checked.value.error_codes ?? [] : [];
	const written = [...body.matchAll(/AADSTS(\d{4,8})/g)].map(([, digits]) => Number(digits));
	return [.../* @__PURE__ */ new Set([...listed, ...written])];
}
/** A refusal of the token endpoint as a coded error that says what to register or correct. */
function explainRefusal(refusal, signIn, cause) {
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
	const checked = checkJson(ErrorBody, readText(refusal));
	const said = checked.ok ? checked.value.error_description : void 0;
	return said === void 0 ? number : `${number}; Entra says: ${quoteReply(said.replaceAll(signIn.assertion, "…"))}`;
}
function renderClaims(assertion) {
	const claims = findClaims(assertion);
	if (claims === void 0) return "the OIDC token could not be decoded";
	return `register the subject "${claims.subject}" with the issuer "${claims.issuer}" and the audience "${claims.audience}"`;
}
function correlationOf(body) {
	const checked = checkJson(ErrorBody, body);
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
	const { ClientAssertionCredential } = await import("../../vendor/lazy/azure-identity.js");
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
		trace.failure = error instanceof CodedError ? error : unavailable(error);
		throw trace.failure;
	}
}
function unavailable(error) {
	const reason = error instanceof Error ? error.message : "the request failed";
	return new UserError("ENTRA_ASSERTION_UNAVAILABLE", {
		subject: federationAudience,
		reason,
		cause: error
	});
}
function malformed(status, cause) {
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
	if (trace.refusal === void 0) return trace.status === void 0 ? error : malformed(trace.status, error);
	const scope = typeof options.scopes === "string" ? options.scopes : options.scopes.join(" ");
	return explainRefusal(trace.refusal, {
		...options,
		scope,
		assertion: trace.assertion
	}, error);
}

// lib/clients/entra/credential.ts
/** A kept token is given up this long before it ends; Azure's tokens live about an hour or longer. */
const marginMs = 3e5;
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
		const running = underway.get(key) ?? fetchToken(scopes, tokenOptions, options);
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
	return token.expiresOnTimestamp - marginMs > options.ports.clock.now();
}
function remember(kept, key, token) {
	kept.set(key, token);
	return token;
}
function fetchToken(scopes, tokenOptions, options) {
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
			concede: () => rethrow(error),
			retryAfterMs: parseRetryAfter(trace.refusal?.headers.get("retry-after"), clock.now())
		};
	}
}
function isTransient(error) {
	if (isNetworkFailure(error)) return error.isRetryable;
	return error instanceof ExternalError && error.code === "ENTRA_UNAVAILABLE";
}
function rethrow(error) {
	throw error;
}

export { createEntraCredential };