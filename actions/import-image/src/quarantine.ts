import { CodedError, ExternalError, UserError } from '../../../lib/base/errors/index.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import { collectArtifact } from '../../../lib/domain/artifact/index.ts';
import type { Artifact } from '../../../lib/domain/artifact/index.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';
import type { Missing } from '../../../lib/domain/transfer/index.ts';

/** An image on its way into quarantine. */
export interface Arrival {
  readonly client: RegistryClient;
  readonly target: PinnedImage;
  readonly tag: string | undefined;
}

/** What quarantine has of an image. */
export interface Sight {
  /** Every manifest, hashed again; undefined when one is absent. */
  readonly artifact: Artifact | undefined;
  /** The tag, when it is still to be set. */
  readonly freeTags: readonly string[];
}

/** Looks at the image and its tag; a tag that stands for another digest throws IMPORT_TAG_TAKEN. */
export async function lookAt(arrival: Arrival): Promise<Sight> {
  return { freeTags: await findFreeTags(arrival), artifact: await findArtifact(arrival) };
}

/** What an import has to bring. */
export function listMissing({ artifact, freeTags }: Sight): Missing {
  return { isContentMissing: artifact === undefined, tags: freeTags };
}

/** The image, whole; throws IMPORT_INCOMPLETE when something is absent after the last import. */
export function takeArtifact(arrival: Arrival, sight: Sight | undefined): Artifact {
  const { artifact, freeTags = [] } = sight ?? {};
  if (artifact !== undefined && freeTags.length === 0) return artifact;
  throw new ExternalError('IMPORT_INCOMPLETE', {
    subject: formatImageReference(arrival.target),
    reason: artifact === undefined ? 'a manifest is not there' : `the tag ${freeTags.join()} is not there`,
    system: 'Azure Container Registry',
    operation: 'read back',
  });
}

async function findFreeTags({ client, target, tag }: Arrival): Promise<readonly string[]> {
  if (tag === undefined) return [];
  const digest = await client.findDigest(target.repository, tag);
  if (digest === undefined) return [tag];
  if (digest === target.digest) return [];
  throw new UserError('IMPORT_TAG_TAKEN', {
    subject: `${target.registry}/${target.repository}:${tag}`,
    reason: `it points at ${digest}, not at ${target.digest}`,
  });
}

async function findArtifact({ client, target }: Arrival): Promise<Artifact | undefined> {
  const find = (digest: PinnedImage['digest']) => client.findManifest(target.repository, digest);
  const root = await find(target.digest);
  if (root === undefined) return undefined;
  try {
    return await collectArtifact(root, find);
  } catch (error) {
    // An import that was cut off can leave an index without its children (Azure/azure-cli issue 29974).
    if (error instanceof CodedError && error.code === 'IMAGE_CHILD_MISSING') return undefined;
    throw error;
  }
}
