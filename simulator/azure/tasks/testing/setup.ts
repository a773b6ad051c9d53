import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import * as v from 'valibot';
import type { Header } from 'tar-stream';
import { identities, legacy, live, quarantine, tenantId } from '../../../estate/index.ts';
import { createWorld } from '../../../world/index.ts';
import type { World } from '../../../world/types.ts';
import { createArm } from '../../arm/index.ts';
import { createBlobs } from '../../blob/index.ts';
import type { Blobs } from '../../blob/index.ts';
import type { Builder } from '../../builder/index.ts';
import type { Principal } from '../../entra/types.ts';
import type { Imports } from '../../import/types.ts';
import { createAuthorizer } from '../../rbac/index.ts';
import type { Registries } from '../../registry/types.ts';
import { createTasks } from '../index.ts';
import type { GitSource, Tasks } from '../types.ts';
import { createMemoryRegistries } from './registries.ts';

const Upload = v.object({ uploadUrl: v.string(), relativePath: v.string() });

/** What tests read of a run. */
export const Run = v.object({
  name: v.string(),
  properties: v.looseObject({
    runId: v.string(),
    status: v.string(),
    runErrorMessage: v.optional(v.string()),
    outputImages: v.optional(
      v.array(
        v.object({ registry: v.string(), repository: v.string(), tag: v.string(), digest: v.string() }),
      ),
    ),
  }),
});

export const TaskRun = v.object({
  properties: v.looseObject({ runResult: Run, provisioningState: v.string() }),
});

export const LogLink = v.object({ logLink: v.string() });

/** A moment in simulated time that tests start at. */
export const startedAt = Date.parse('2026-11-21T10:00:00Z');

export interface TestBed {
  readonly world: World;
  readonly blobs: Blobs;
  readonly registries: Registries;
  readonly tasks: Tasks;
  readonly principal: Principal;
  /** One ARM request as the identity whose name is the bearer token. */
  arm(
    method: string,
    path: string,
    body?: unknown,
    ...who: readonly [token?: string, version?: string]
  ): Promise<Response>;
  upload(registryId: string, files: Readonly<Record<string, string>>): Promise<string>;
}

/** A world with ARM, tasks and blobs in process; the bearer token is an identity's name. */
export async function openTestBed(
  options: {
    readonly folder?: string;
    readonly may?: Registries['may'];
    readonly logins?: ReadonlyMap<string, Principal>;
    readonly imports?: Imports;
    readonly gitSource?: GitSource;
    readonly builder?: Builder;
  } = {},
): Promise<TestBed> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'lazaret-tasks-')));
  const world = await createWorld({ folder, now: startedAt });
  const blobs = createBlobs(world);
  const hosts = [quarantine, live, legacy].map(({ loginServer }) => loginServer);
  const registries = createMemoryRegistries(world, { hosts, upstreamHosts: ['docker.io'], ...options });
  const gitSource = options.gitSource ?? { archive: () => Promise.resolve(undefined) };
  const builder = options.builder === undefined ? {} : { builder: options.builder };
  const tasks = createTasks(world, { registries, blobs, gitSource, ...builder });
  const service = createArm(world, {
    tokens: { verify: (token) => Promise.resolve(verify(token)) },
    authorizer: createAuthorizer(world),
    registries,
    imports: options.imports ?? noImports,
    tasks,
  });
  const arm: TestBed['arm'] = (method, path, body, ...who) => {
    const [token = identities.build.name, version = '2025-03-01-preview'] = who;
    const url = new URL(`https://management.azure.com${path}`);
    if (!url.searchParams.has('api-version')) url.searchParams.set('api-version', version);
    const text = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    return service.handle(
      new Request(url, { method, headers: { authorization: `Bearer ${token}` }, ...text }),
    );
  };
  const upload: TestBed['upload'] = async (registryId, files) => {
    const link = await arm('POST', `${registryId}/listBuildSourceUploadUrl`);
    const { uploadUrl, relativePath } = v.parse(Upload, await link.json());
    const put = await blobs.service.handle(
      new Request(uploadUrl, {
        method: 'PUT',
        headers: { 'x-ms-blob-type': 'BlockBlob' },
        body: gzipSync(await makeTar(Object.entries(files).map(([name, content]) => [{ name }, content]))),
      }),
    );
    if (put.status !== 201) throw new Error(`upload answered ${put.status}`);
    return relativePath;
  };
  return { world, blobs, registries, tasks, principal: toPrincipal(identities.build.name), arm, upload };
}

/** A tar of entries in order. */
export async function makeTar(
  entries: readonly (readonly [header: Partial<Header> & Pick<Header, 'name'>, content?: string])[],
): Promise<Buffer> {
  const tar = pack();
  for (const [header, content] of entries) {
    const complete = { mode: 0o644, mtime: new Date(0), ...header };
    if (content === undefined) tar.entry(complete);
    else tar.entry(complete, content);
  }
  tar.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of tar) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The principal of an identity of the estate, by name. */
export function toPrincipal(name: string): Principal {
  const identity = Object.values(identities).find((each) => each.name === name);
  if (identity === undefined) throw new Error(`no identity "${name}"`);
  return { name, objectId: identity.objectId, clientId: identity.clientId, tenantId };
}

function verify(token: string | undefined) {
  if (token === undefined) return { ok: false, reason: 'missing' } as const;
  if (token === 'malformed') return { ok: false, reason: 'malformed' } as const;
  if (token === 'expired') return { ok: false, reason: 'expired' } as const;
  return { ok: true, principal: toPrincipal(token), audience: 'https://management.azure.com' } as const;
}

const noImports: Imports = {
  start: () => Promise.reject(new Error('no imports in this test')),
  poll: () => undefined,
  settled: () => Promise.resolve(),
};
