import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isJson } from '../../../lib/base/canonical-json.ts';
import type { Json } from '../../../lib/base/canonical-json.ts';
import { findErrorCode } from '../../../lib/base/error-code.ts';
import { UserError } from '../../../lib/base/errors/index.ts';
import type { ReportEvidence } from '../../../lib/domain/evidence/index.ts';
import { computeDigest } from '../../../lib/domain/image/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import { parseScanReport } from '../../../lib/domain/report/index.ts';
import type { PlatformScan } from '../../../lib/domain/report/index.ts';

/** The SBOMs that a report of scan-image names, by platform manifest; any other report has none. Throws GATE_SBOM_DIFFERS. */
export async function readSboms(
  { text }: ReportEvidence,
  folder: string | undefined,
): Promise<ReadonlyMap<Digest, Json>> {
  const parsed = parseScanReport(text);
  const sboms = new Map<Digest, Json>();
  if (!parsed.ok || folder === undefined) return sboms;
  for (const { manifest, sbom } of parsed.value.platforms) {
    if (sbom !== undefined) sboms.set(manifest, await readSbom(folder, sbom));
  }
  return sboms;
}

async function readSbom(folder: string, { file, digest }: NonNullable<PlatformScan['sbom']>): Promise<Json> {
  const bytes = await readNamed(folder, file);
  const found = computeDigest(bytes);
  if (found !== digest) throw differs(file, `the report says ${digest}, the file is ${found}`);
  const document = parse(bytes.toString('utf8'));
  if (document !== undefined) return document;
  throw differs(file, 'it is no JSON, is nested too deeply, or has numbers that readers disagree on');
}

function parse(text: string): Json | undefined {
  try {
    const document: unknown = JSON.parse(text);
    return isJson(document) ? document : undefined;
  } catch (error) {
    // The first is no JSON, the second a full stack.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

async function readNamed(folder: string, file: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, basename(file)));
  } catch (error) {
    const code = findErrorCode(error);
    if (code === undefined) throw error;
    throw differs(file, code === 'ENOENT' ? 'the folder has no such file' : `it cannot be read (${code})`);
  }
}

function differs(subject: string, reason: string): UserError {
  return new UserError('GATE_SBOM_DIFFERS', { subject, reason });
}
