import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from '../../../lib/base/errors/index.ts';
import type { ReportEvidence } from '../../../lib/domain/evidence/index.ts';
import { maxReportCharacters } from '../../../lib/domain/findings/index.ts';
import { computeDigest } from '../../../lib/domain/image/index.ts';
import type { Inputs } from './inputs.ts';

/** Reads the report once, and believes it only as the scan wrote it. Throws GATE_REPORT_DIFFERS. */
export async function readReport({
  report,
  reportDigest,
}: Pick<Inputs, 'report' | 'reportDigest'>): Promise<ReportEvidence> {
  const name = basename(report);
  const { size } = await stat(report);
  // A text of more cannot be made on every machine; then nothing is known of the image.
  if (size > maxReportCharacters)
    return { name, text: '', doubts: [`it has ${size} bytes, at most ${maxReportCharacters} are read`] };
  const bytes = await readFile(report);
  const digest = computeDigest(bytes);
  if (reportDigest === undefined || digest === reportDigest) return { name, text: bytes.toString('utf8') };
  const reason = `\`report-digest\` is ${reportDigest}, the file is ${digest}`;
  throw new UserError('GATE_REPORT_DIFFERS', { subject: name, reason });
}
