import type { ActionContext } from '../action/types.ts';
import { createRegistryManagementClient } from '../clients/arm/index.ts';
import type { RegistryManagementClient } from '../clients/arm/index.ts';
import { createBlobClient } from '../clients/blob/index.ts';
import type { BlobClient } from '../clients/blob/index.ts';
import { createEntraCredential, readEntraTime } from '../clients/entra/index.ts';
import { createFeedClient } from '../clients/feed/index.ts';
import type { FeedClient } from '../clients/feed/index.ts';
import { createGithubClient, createGithubComments, createGithubPreflight } from '../clients/github/index.ts';
import type {
  GithubClient,
  GithubComments,
  GithubOptions,
  GithubPreflight,
} from '../clients/github/index.ts';
import { createHttpClient } from '../clients/http/index.ts';
import type { KeptHttpClient } from '../clients/http/index.ts';
import { createKeyVaultClient } from '../clients/keyvault/index.ts';
import type { KeyVaultClient } from '../clients/keyvault/index.ts';
import { createRegistryClient } from '../clients/registry/index.ts';
import type { RegistryClient } from '../clients/registry/index.ts';
import { createUpstreamClient } from '../clients/upstream/index.ts';
import type { UpstreamClient } from '../clients/upstream/index.ts';
import { createTasksClient } from '../clients/tasks/index.ts';
import type { TasksClient } from '../clients/tasks/index.ts';
import { parseRegistryId } from '../domain/image/index.ts';
import { createPorts } from './ports.ts';

/** The identity that an action signs in as. */
export interface AzureIdentity {
  readonly tenantId: string;
  readonly clientId: string;
}

/** Azure as one identity sees it; nothing is loaded, asked or signed in before the first call of a client. */
export interface AzureSession {
  /** By ARM resource id; a malformed one throws IMAGE_REGISTRY_ID_INVALID. */
  management(registryId: string): RegistryManagementClient;
  registry(loginServer: string): RegistryClient;
  tasks(registryId: string): TasksClient;
  blobs(): BlobClient;
  /** Keys of any vault; which one, a key's identifier says. */
  keyVault(): KeyVaultClient;
}

// One HTTP client a job, so that Azure and GitHub share kept connections and the request log.
const httpClients = new WeakMap<ActionContext, KeptHttpClient>();

/** Opens Azure for one identity. Clients of one registry are made once, with their tokens. */
export function openAzure(context: ActionContext, identity: AzureIdentity): AzureSession {
  const httpClient = openHttp(context);
  const ports = createPorts(context);
  const mask = (secret: string): void => context.log.mask(secret);
  const getIdToken = (audience: string): Promise<string> => context.getIdToken(audience);
  const credential = createEntraCredential({ ...identity, httpClient, ports, mask, getIdToken });
  const registries = new Map<string, RegistryClient>();
  const openRegistry = (registry: string): RegistryClient => {
    const client =
      registries.get(registry) ?? createRegistryClient({ registry, httpClient, credential, ports, mask });
    registries.set(registry, client);
    return client;
  };
  return {
    registry: openRegistry,
    management: (id) =>
      createRegistryManagementClient(parseRegistryId(id), { httpClient, credential, ports }),
    tasks: (id) => createTasksClient(parseRegistryId(id), { httpClient, credential, ports }),
    blobs: () => createBlobClient({ httpClient, ports }),
    keyVault: () => createKeyVaultClient({ httpClient, credential, ports }),
  };
}

/** Opens the REST API of the repository that the job runs in. */
export function openGithub(context: ActionContext, token: string): GithubClient {
  return createGithubClient(buildGithubOptions(context, token));
}

/** Opens what preflight asks of that repository. */
export function openGithubPreflight(context: ActionContext, token: string): GithubPreflight {
  return createGithubPreflight(buildGithubOptions(context, token));
}

/** Opens the comments of that repository's pull requests. */
export function openGithubComments(context: ActionContext, token: string): GithubComments {
  return createGithubComments(buildGithubOptions(context, token));
}

/** What time it is for Entra; nobody signs in. */
export function readAzureTime(context: ActionContext, tenantId: string): Promise<number> {
  return readEntraTime({ tenantId, httpClient: openHttp(context), ports: createPorts(context) });
}

/** Opens the registries that images come from, without credentials. */
export function openUpstream(context: ActionContext): UpstreamClient {
  return createUpstreamClient({ httpClient: openHttp(context), ports: createPorts(context) });
}

function buildGithubOptions(context: ActionContext, token: string): GithubOptions {
  const { apiUrl, repository } = context.job;
  return { apiUrl, repository, token, httpClient: openHttp(context), ports: createPorts(context) };
}

/** Opens the hosts that publish files, without credentials. */
export function openFeeds(context: ActionContext): FeedClient {
  return createFeedClient({ httpClient: openHttp(context), ports: createPorts(context) });
}

function openHttp(context: ActionContext): KeptHttpClient {
  const { proxyEnv, clock, log } = context;
  const client = httpClients.get(context) ?? createHttpClient({ proxyEnv, clock, log });
  httpClients.set(context, client);
  return client;
}
