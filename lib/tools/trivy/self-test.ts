import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findErrorCode } from '../../base/error-code.ts';
import type { ReportItem, ScanReason } from '../../domain/report/index.ts';
import type { Database } from '../../domain/scanning/index.ts';
import { examine } from './examine.ts';
import { plantedIds, writeSample } from './sample.ts';
import type { Sample } from './sample.ts';
import type { Scanner } from './scanner.ts';

const timeoutMs = 120_000;
/** Raised when the sample or the judgement changes. */
const revision = 1;

/**
 * Whether scanner and database find a planted vulnerability and nothing in a clean layer; empty when they do. Passed
 * once, it is remembered for the rest of the job, in the folder that the runner empties before the next one.
 */
export async function testScanner(
  scanner: Scanner,
  database: Database,
  folders: { readonly tempFolder: string; readonly jobFolder: string },
): Promise<readonly ScanReason[]> {
  const key = [revision, scanner.sha256, database.image.digest].join('\n');
  const name = `lazaret-self-test-${createHash('sha256').update(key).digest('hex')}`;
  const marker = join(folders.jobFolder, name);
  if (await isRemembered(marker, key)) return [];
  const layout = join(folders.tempFolder, 'sample');
  const sample = await writeSample(layout);
  const { view, reasons } = await examine(
    {
      target: { kind: 'layout', path: layout, imageId: sample.imageId },
      ...{ subject: 'sample', name: 'sample', timeoutMs },
      scanners: ['vuln'],
      cacheFolder: database.cacheFolder,
      reportFile: join(folders.tempFolder, 'sample.json'),
    },
    scanner,
  );
  const found = [...reasons.map(toReason), ...judgeSample(view?.items ?? [], sample)];
  if (found.length === 0) await writeFile(marker, key);
  return found;
}

/** What is wrong with a scan of the sample image. */
function judgeSample(found: readonly ReportItem[], sample: Sample): readonly ScanReason[] {
  const items = found.filter(({ kind }) => kind === 'vulnerability');
  const inLayer = (diffId: string): readonly string[] =>
    items.filter((item) => item.diffId === diffId).map(({ id }) => id);
  const planted = inLayer(sample.planted);
  const missed = plantedIds.filter((id) => !planted.includes(id));
  const invented = items.filter((item) => item.diffId !== sample.planted).map(({ id }) => id);
  return [
    ...missed.map((id) => fail(`${id} was planted and not found`)),
    ...invented.map((id) => fail(`${id} was found in a clean layer`)),
  ];
}

async function isRemembered(marker: string, key: string): Promise<boolean> {
  try {
    return (await readFile(marker, 'utf8')) === key;
  } catch (error) {
    if (findErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function toReason({ code, reason }: ScanReason): ScanReason {
  return fail(`${code}: ${reason}`);
}

function fail(reason: string): ScanReason {
  return { code: 'SCAN_SELF_TEST_FAILED', subject: 'sample image', reason };
}
