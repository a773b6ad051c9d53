import { CodedError } from '../../../lib/base/errors/index.ts';
import type { ImportSource, RegistryManagementClient } from '../../../lib/clients/arm/index.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import type { Artifact } from '../../../lib/domain/artifact/index.ts';
import { digestHex, maxTagCharacters, pinImage } from '../../../lib/domain/image/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';
import { transfer } from '../../../lib/domain/transfer/index.ts';
import type { Order } from './orders.ts';
import type { Deps } from './ports.ts';
import { listMissing, lookAt, takeArtifact } from './quarantine.ts';
import type { Arrival, Sight } from './quarantine.ts';

/** The registry that images are brought to. */
export interface Quarantine {
  readonly importer: RegistryManagementClient;
  readonly client: RegistryClient;
  readonly loginServer: string;
}

/** An image in quarantine, read back whole. */
export interface Brought {
  readonly target: PinnedImage;
  readonly artifact: Artifact;
  readonly status: 'imported' | 'present';
}

const shortHexDigits = 12;

/** Imports what is absent, and reads every manifest back. */
export async function bring(
  order: Order,
  source: ImportSource,
  quarantine: Quarantine,
  deps: Deps,
): Promise<Brought> {
  const target = pinImage(
    { ...order.image, registry: quarantine.loginServer, repository: order.repository },
    order.image.digest,
  );
  const arrival = { client: quarantine.client, target, tag: order.image.tag };
  if (order.isTagUpdated) return bringAndMove(arrival, source, quarantine, deps);
  try {
    return await bringTagged(arrival, source, quarantine, deps);
  } catch (error) {
    const isTaken = error instanceof CodedError && error.code === 'IMPORT_TAG_TAKEN';
    if (!isTaken || order.place === undefined) throw error;
    // A lock that was refreshed has the old digest under its tag: the new one gets a tag of its own, so that
    // no retention of untagged manifests takes it.
    return bringTagged({ ...arrival, tag: buildOwnTag(order.image) }, source, quarantine, deps);
  }
}

// The tag moves once everything is there, so that whoever reads it meanwhile finds all of one database.
async function bringAndMove(
  arrival: Arrival,
  source: ImportSource,
  quarantine: Quarantine,
  deps: Deps,
): Promise<Brought> {
  const { target, tag = '' } = arrival;
  const ownTag = buildOwnTag({ ...target, tag });
  const brought = await bringTagged({ ...arrival, tag: ownTag }, source, quarantine, deps);
  const { client } = quarantine;
  if ((await client.findDigest(target.repository, tag)) === target.digest) return brought;
  const { mediaType, bytes } = brought.artifact.root;
  await client.writeManifest(target.repository, { mediaType, bytes, tag });
  return { ...brought, status: 'imported' };
}

async function bringTagged(
  arrival: Arrival,
  source: ImportSource,
  { importer }: Quarantine,
  deps: Deps,
): Promise<Brought> {
  let sight: Sight | undefined;
  const { repository } = arrival.target;
  const result = await transfer({
    readMissing: async () => listMissing((sight = await lookAt(arrival))),
    start: (tags) => importer.importImage({ source, repository, tags }, deps.signal),
    sleep: (ms) => deps.clock.sleep(ms, deps.signal),
  });
  const artifact = takeArtifact(arrival, sight);
  return { target: arrival.target, artifact, status: result === 'present' ? 'present' : 'imported' };
}

function buildOwnTag({ tag = '', digest }: PinnedImage): string {
  const suffix = `-${digestHex(digest).slice(0, shortHexDigits)}`;
  return `${tag.slice(0, maxTagCharacters - suffix.length)}${suffix}`;
}
