import { ExternalError, UserError } from "../base/errors.js";
import { checkJson } from "../base.js";
import { armEndpoint, createRest, explainArmRefusal, loadArmPolicies, quoteReply, readArmRefusal, readText } from "./http.js";
import { array, check, custom, nonEmpty, nullish, number, object, picklist, pipe, regex, safeParse, startsWith, string, transform, url } from "../../vendor/valibot.js";
import { isDigest } from "../domain/image.js";

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

export { createTasksClient, isFinished };