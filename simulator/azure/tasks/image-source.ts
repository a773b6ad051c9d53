import * as v from 'valibot';
import { checkJson } from '../../../lib/base/schema.ts';
import type { World } from '../../world/types.ts';
import type { BuildPlatform, ImageSource, PulledImage } from '../builder/index.ts';
import { BuildFailure, parsePulledImage } from '../builder/index.ts';
import type { Registries, RegistryStore, StoredManifest } from '../registry/types.ts';
import type { RunAccess } from './access.ts';

const Index = v.object({
  manifests: v.array(
    v.object({
      digest: v.string(),
      platform: v.optional(
        v.object({ os: v.string(), architecture: v.string(), variant: v.optional(v.string()) }),
      ),
    }),
  ),
});

/** A reference as Docker reads it: short names are Docker Hub's. */
export interface DockerReference {
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Pulls base images out of the world's registries with the rights of a run. */
export function createImageSource(world: World, registries: Registries, access: RunAccess): ImageSource {
  return {
    async pull(text, platform) {
      const reference = parseDockerReference(text);
      const store = findStore(registries, reference.registry);
      if (store === undefined) throw new BuildFailure(renderNoHost(reference.registry));
      assertReadable(access, reference);
      const found = store.resolve(reference.repository, reference.digest ?? reference.tag ?? 'latest');
      if (found === undefined) throw new BuildFailure(renderNotFound(reference));
      const manifest = await chooseManifest(store, found, { text, platform });
      return readImage(world, store, { reference, found, manifest, platform });
    },
  };
}

/** Splits a reference by Docker's rules (distribution/reference, "Grammar" and "familiar names"). */
export function parseDockerReference(text: string): DockerReference {
  const match =
    /^(?:([^/@]+)\/)?([^@:]+(?::\d+\/[^@:]+)?)(?::([\w][\w.-]{0,127}))?(?:@(\w+:[0-9a-f]+))?$/.exec(text);
  if (match === null) throw new BuildFailure(`invalid reference format: ${text}`);
  const [, first = '', rest = '', tag, digest] = match;
  return {
    ...splitName(first, rest),
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

function splitName(first: string, rest: string): Pick<DockerReference, 'registry' | 'repository'> {
  const isHost = /[.:]/.test(first) || first === 'localhost';
  const registry = isHost ? first : 'docker.io';
  const repository = isHost || first === '' ? rest : `${first}/${rest}`;
  const isOfficial = registry === 'docker.io' && !repository.includes('/');
  return { registry, repository: isOfficial ? `library/${repository}` : repository };
}

function findStore(registries: Registries, host: string): RegistryStore | undefined {
  return (
    registries.find(host) ?? (host === 'docker.io' ? registries.find('registry-1.docker.io') : undefined)
  );
}

function assertReadable(access: RunAccess, reference: DockerReference): void {
  const answer = access.may(reference.registry, reference.repository, 'pull');
  if (answer === 'allowed') return;
  const url = `https://${reference.registry}/v2/${reference.repository}/manifests/${reference.digest ?? reference.tag ?? 'latest'}`;
  // ACR answers both a missing login and a missing right at its token endpoint with this sentence.
  throw new BuildFailure(
    `Head "${url}": unauthorized: authentication required, visit https://aka.ms/acr/authorization for more information.`,
  );
}

async function chooseManifest(
  store: RegistryStore,
  found: StoredManifest,
  asked: { readonly text: string; readonly platform: BuildPlatform },
): Promise<StoredManifest> {
  if (!/(image\.index|manifest\.list)/.test(found.mediaType)) return found;
  const index = checkJson(Index, await readText(store, found.digest));
  const manifests = index.ok ? index.value.manifests : [];
  const { os, architecture, variant } = asked.platform;
  const child = manifests.find(
    ({ platform }) =>
      platform?.os === os &&
      platform.architecture === architecture &&
      (variant === undefined || platform.variant === variant),
  );
  if (child === undefined) {
    const name = [os, architecture, variant].filter((part) => part !== undefined).join('/');
    throw new BuildFailure(`no matching manifest for ${name} in the manifest list entries`);
  }
  // The child's own media type is in its bytes; only an image can be one here.
  return { digest: child.digest, mediaType: 'application/vnd.oci.image.manifest.v1+json', size: 0 };
}

async function readImage(
  world: World,
  store: RegistryStore,
  image: {
    readonly reference: DockerReference;
    readonly found: StoredManifest;
    readonly manifest: StoredManifest;
    readonly platform: BuildPlatform;
  },
): Promise<PulledImage> {
  const text = await readText(store, image.manifest.digest);
  const parsed = await parsePulledImage(world.blobs, text, image.platform);
  const { registry, repository, tag } = image.reference;
  return {
    ...parsed,
    ...{ registry, repository, digest: image.found.digest },
    ...(tag === undefined ? {} : { tag }),
  };
}

async function readText(store: RegistryStore, digest: string): Promise<string> {
  const bytes = await store.manifestBytes(digest);
  if (bytes === undefined) throw new BuildFailure(`manifest for ${digest} not found: manifest unknown`);
  return Buffer.from(bytes).toString('utf8');
}

function renderNotFound(reference: DockerReference): string {
  const name = `${reference.registry}/${reference.repository}`;
  const version = reference.digest === undefined ? `:${reference.tag ?? 'latest'}` : `@${reference.digest}`;
  return `manifest for ${name}${version} not found: manifest unknown: manifest tagged by "${reference.digest ?? reference.tag ?? 'latest'}" is not found`;
}

function renderNoHost(host: string): string {
  return `Get "https://${host}/v2/": dial tcp: lookup ${host}: no such host`;
}
