import { createRegistryManagementClient } from "./clients/arm.js";
import { createBlobClient } from "./clients/blob.js";
import { createEntraCredential } from "./clients/entra.js";
import { createGithubClient } from "./clients/github.js";
import { createHttpClient } from "./clients/http.js";
import { createKeyVaultClient } from "./clients/keyvault.js";
import { createRegistryClient } from "./clients/registry.js";
import { createUpstreamClient } from "./clients/upstream.js";
import { createTasksClient } from "./clients/tasks.js";
import { parseRegistryId } from "./domain/image.js";

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
	const { apiUrl, repository } = context.job;
	return createGithubClient({
		apiUrl,
		repository,
		token,
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

export { openAzure, openGithub, openUpstream };