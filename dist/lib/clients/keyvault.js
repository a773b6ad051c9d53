import { ExternalError, UserError } from "../base/errors.js";
import { checkJson } from "../base.js";
import { computeKeyHint, isP256 } from "../domain/statement.js";
import { createRest, quoteReply, readCorrelationId, readText } from "./http.js";
import { array, boolean, object, optional, pipe, regex, string } from "../../vendor/valibot.js";
import { createPublicKey } from "node:crypto";

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
const ErrorBody = object({ error: object({
	code: optional(string(), ""),
	message: optional(string(), ""),
	innererror: optional(object({ code: optional(string(), "") }))
}) });

// lib/clients/keyvault/failures.ts
const role = "Key Vault Crypto User";
/** A refusal of Key Vault as a coded error; a 403 names the role and the key. */
function explainRefusal(response, operation, keyId) {
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
		reason: `${operation} needs the role "${role}" on the key; ${reason}`,
		remedy: `Assign the role "${role}" on "${keyId}" to the identity.`
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
	const checked = checkJson(ErrorBody, readText(response));
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
/** Text to key identifier; throws KEYVAULT_KEY_ID_INVALID. */
function parseKeyId(text) {
	const [, vault, name, version] = keyIdPattern.exec(text) ?? [];
	if (vault === void 0 || name === void 0) throw new UserError("KEYVAULT_KEY_ID_INVALID", {
		subject: text.replace(/[^\x20-\x7e]/g, "?").slice(0, 200),
		reason: "it is no `https://<vault>.vault.azure.net/keys/<name>[/<version>]`"
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
const apiVersion = "7.5";
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
	const response = await send(api, id, call);
	if (response.status >= 300) throw explainRefusal(response, call.operation, keyId);
	const checked = checkJson(schema, readText(response));
	if (checked.ok) return checked.value;
	throw explainMalformed(call.operation, keyId, checked.problems.join("; "));
}
async function send(api, id, call) {
	const known = api.scopes.get(id.vaultUri);
	const first = await sendOnce(api, id, call, known);
	if (first.status !== 401 || known !== void 0) return first;
	const scope = findScope(first.headers.get("www-authenticate"), id.vaultUri);
	if (scope === void 0) return first;
	api.scopes.set(id.vaultUri, scope);
	return sendOnce(api, id, call, scope);
}
async function sendOnce(api, id, call, scope) {
	const { method, body, path = "" } = call;
	const { version = "", ...rest } = id;
	const url = `${formatKeyId(rest)}/${version}${path}?api-version=${apiVersion}`;
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

export { createKeyVaultClient, formatKeyId, parseKeyId };