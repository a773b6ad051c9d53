import { ExternalError, UserError } from "../base/errors.js";
import { checkShape } from "../base.js";
import { createRetryingClient, explainArmRefusal, isNetworkFailure, isSurelyUnsent, isUnreadable, quoteReply, readArmRefusal, traceRequests, userAgent } from "./http.js";
import { isAzureRegistry } from "../domain/image.js";
import { nullish, object, picklist, pipe, regex, string } from "../../vendor/valibot.js";

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
		...describeCall(refusal.correlationId),
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
		...describeCall(void 0),
		...status === void 0 ? {} : { status },
		isRetryable: true,
		cause
	});
}
function describeSource({ source }) {
	return `${source.kind === "registry" ? source.resourceId.slice(source.resourceId.lastIndexOf("/") + 1) : source.host}/${source.repository}@${source.digest}`;
}
function describeCall(correlationId) {
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
		throw explain(error, call, explainStart);
	});
	await poller.pollUntilDone(abort).catch((error) => {
		throw explain(error, call, explainPoll);
	});
}
function explain(error, call, explainRefusal) {
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
			const client = await openSdk(registry, options, trace);
			await importImage(client, {
				registry,
				request,
				trace,
				...signal === void 0 ? {} : { signal }
			});
		}
	};
}
async function openSdk(registry, options, trace) {
	const { ContainerRegistryManagementClient } = await import("../../vendor/lazy/azure-arm-containerregistry.js");
	const retrying = createRetryingClient(options.httpClient, options.ports, options.policy);
	return new ContainerRegistryManagementClient(options.credential, registry.subscriptionId, {
		httpClient: traceRequests(retrying, trace),
		retryOptions: { maxRetries: 0 },
		userAgentOptions: { userAgentPrefix: userAgent }
	});
}
async function readAccount(registry, options) {
	const trace = {};
	const answer = await (await openSdk(registry, options, trace)).registries.get(registry.resourceGroup, registry.name).catch((error) => {
		throw explainReadFailure(error, trace, registry);
	});
	const checked = checkShape(RegistryShape, answer);
	if (checked.ok) return checked.value;
	throw malformed(registry, checked.problems.join("; "), void 0);
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
	return error instanceof TypeError || isUnreadable(error) ? malformed(registry, quoteReply(String(error)), error) : error;
}
function malformed(registry, reason, cause) {
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

export { createRegistryManagementClient };