import { UserError } from '../../../lib/base/errors/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import { findDatabase, listBlobs, readImage } from '../../../lib/domain/scanning/index.ts';
import type { DatabaseArtifact, FetchedBlob, ScannedImage } from '../../../lib/domain/scanning/index.ts';
import { fillFolder, formatMegabytes, sumSizes } from '../../../lib/tools/oci-layout/index.ts';
import type { Filling } from '../../../lib/tools/oci-layout/index.ts';
import type { Inputs, Outputs } from './inputs.ts';
import type { Deps } from './ports.ts';

/** Resolves image and database once, and fills a folder with everything that a scan of them reads. */
export async function run(inputs: Inputs, deps: Deps, log: Log): Promise<Outputs> {
  const { loginServer } = await deps.management(inputs.quarantineRegistry.id).readAccount();
  const shelf = deps.registry(loginServer);
  const image = await log.group('Read the image', () => readImage(inputs.image, shelf));
  const database = await log.group('Find the database', () => findDatabase(inputs.database, shelf));
  const blobs = listBlobs(image, database);
  tell(image, database, log);
  assertSize(image, blobs, inputs.maxSize);
  const filling = buildFilling(image, database, { blobs, fetchedAt: deps.clock.now() });
  const filled = await log.group(`Pull ${blobs.length} blobs`, () =>
    fillFolder(inputs.outputFolder, filling, shelf),
  );
  log.info(`${formatMegabytes(filled.bytes)} in ${inputs.outputFolder}; ${filled.reused} blobs were there`);
  return {
    folder: inputs.outputFolder,
    image: formatImageReference(image.image),
    database: `${database.image.repository}@${database.image.digest}`,
    bytes: String(filled.bytes),
  };
}

function tell({ image, platforms }: ScannedImage, database: DatabaseArtifact, log: Log): void {
  log.info(`${formatImageReference(image)}: ${platforms.map(({ platform }) => platform).join(', ')}`);
  log.info(`database: ${formatImageReference(database.image)}`);
}

function assertSize({ image }: ScannedImage, blobs: readonly FetchedBlob[], maxMegabytes: number): void {
  const bytes = sumSizes(blobs);
  if (bytes <= maxMegabytes * 1_000_000) return;
  throw new UserError('SCAN_IMAGE_TOO_LARGE', {
    subject: formatImageReference(image),
    reason: `with the database it has ${formatMegabytes(bytes)}, \`max-size\` is ${maxMegabytes} MB`,
  });
}

function buildFilling(
  image: ScannedImage,
  database: DatabaseArtifact,
  { blobs, fetchedAt }: { readonly blobs: readonly FetchedBlob[]; readonly fetchedAt: number },
): Filling {
  return {
    contents: { image: image.image, database: database.image, fetchedAt, blobs },
    manifests: [image.root, ...image.children, database.manifest],
    roots: [image.root, database.manifest],
  };
}
