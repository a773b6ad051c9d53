import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../../lib/base/log.ts';
import { formatImageReference, pinImage, shortenDigest } from '../../../lib/domain/image/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';
import type { ScanReason, TrivyView } from '../../../lib/domain/report/index.ts';
import type { PlatformImage } from '../../../lib/domain/artifact/index.ts';
import type { ScannedImage, ScanShelf } from '../../../lib/domain/scanning/index.ts';
import { pullPlatform } from '../../../lib/tools/oci-layout/index.ts';
import { examine } from '../../../lib/tools/trivy/index.ts';
import type { Scanner, TrivyScanner } from '../../../lib/tools/trivy/index.ts';

/** One platform, scanned. */
export interface ScannedPlatform {
  readonly image: PlatformImage;
  /** The pinned reference of its manifest. */
  readonly reference: PinnedImage;
  /** The JSON of its configuration. */
  readonly config: string;
  readonly view: TrivyView | undefined;
  readonly document: unknown;
  readonly reasons: readonly ScanReason[];
}

/** With what and how long every platform is scanned. */
export interface ScanPlan {
  readonly shelf: ScanShelf;
  readonly scanner: Scanner;
  readonly scanners: readonly TrivyScanner[];
  readonly cacheFolder: string;
  readonly tempFolder: string;
  readonly timeoutMs: number;
}

/** Scans the platforms one after the other, so that the disk holds one of them at a time. */
export async function scanPlatforms(
  scanned: ScannedImage,
  plan: ScanPlan,
  log: Log,
): Promise<readonly ScannedPlatform[]> {
  const results: ScannedPlatform[] = [];
  for (const image of scanned.platforms) {
    const title = `Scan ${image.platform} ${shortenDigest(image.manifest.digest)}`;
    results.push(await log.group(title, () => scanPlatform(image, scanned.image, { plan, log })));
  }
  return results;
}

async function scanPlatform(
  image: PlatformImage,
  { registry, repository }: PinnedImage,
  { plan, log }: { readonly plan: ScanPlan; readonly log: Log },
): Promise<ScannedPlatform> {
  const layout = join(plan.tempFolder, 'image');
  const reference = pinImage({ registry, repository }, image.manifest.digest);
  try {
    const config = await pullPlatform(layout, image, { shelf: plan.shelf, repository });
    log.info(`${image.content.layers.length} layers are pulled and hashed`);
    const { view, document, reasons } = await examine(
      {
        ...plan,
        target: { kind: 'layout', path: layout, imageId: image.content.config.digest },
        subject: image.platform,
        name: formatImageReference(reference),
        reportFile: join(plan.tempFolder, 'report.json'),
      },
      plan.scanner,
    );
    log.info(`${view?.packages.length ?? 0} packages, ${view?.items.length ?? 0} findings`);
    for (const { code, reason } of reasons)
      log.warning(`${code}: ${formatImageReference(reference)}: ${reason}`);
    return { image, reference, config, view, document, reasons };
  } finally {
    await rm(layout, { recursive: true, force: true });
  }
}
