import { UserError } from '../../../lib/base/errors/index.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import type { Artifact } from '../../../lib/domain/artifact/index.ts';
import { readArtifact } from '../../../lib/domain/evidence/index.ts';
import type { LiveShelf } from '../../../lib/domain/evidence/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';
import { assertTagUnmoved, findRunning } from '../../../lib/domain/promotion/index.ts';
import type { Rules } from '../../../lib/domain/rules/index.ts';
import type { Inputs } from './inputs.ts';
import type { Deps } from './ports.ts';

/** The image that is decided on, whole. */
export interface Subject {
  readonly client: RegistryClient;
  readonly image: PinnedImage;
  readonly artifact: Artifact;
}

/** Reads the image from quarantine once; from here on only its digest counts. */
export async function readSubject({ image, quarantineRegistry }: Inputs, deps: Deps): Promise<Subject> {
  const { loginServer } = await deps.management(quarantineRegistry.id).readAccount();
  const client = deps.registry(loginServer);
  const { registry, repository, tag, digest } = image;
  if (registry !== undefined && registry !== client.registry) {
    const reason = `the quarantine registry is ${client.registry}`;
    throw new UserError('GATE_WRONG_REGISTRY', { subject: `${registry}/${repository}`, reason });
  }
  if (tag !== undefined) assertTagUnmoved(image, client.registry, await client.findDigest(repository, tag));
  const pinned = { registry: client.registry, repository, digest };
  return { client, image: pinned, artifact: await readArtifact(pinned, client) };
}

/** What runs, where the job was told the live registry. */
export async function openLive(
  { liveRegistry, liveRepository }: Inputs,
  home: string,
  rules: Rules,
  deps: Deps,
): Promise<LiveShelf | undefined> {
  if (liveRegistry === undefined) return undefined;
  const { loginServer } = await deps.management(liveRegistry.id).readAccount();
  const client = deps.registry(loginServer);
  const repository = liveRepository ?? home;
  const shelf = { client, repository, keys: rules.keys, now: () => deps.clock.now() };
  return { client, repository, findRunning: () => findRunning(shelf) };
}
