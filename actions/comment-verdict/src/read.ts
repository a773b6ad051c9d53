import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type * as v from 'valibot';
import { findErrorCode } from '../../../lib/base/error-code.ts';
import { UserError } from '../../../lib/base/errors/index.ts';
import { checkJson } from '../../../lib/base/schema.ts';
import { DecisionFile, ScanFile } from './schema.ts';

/** What is known of one image. */
export interface Verdict {
  readonly name: string;
  readonly decision: DecisionFile;
  readonly scan: ScanFile | undefined;
}

const maxImages = 2000;
const maxBytes = 256 * 1024 * 1024;
const prefix = 'decision-';

/** The verdicts of all images, by name. Throws COMMENT_VERDICT_UNREADABLE for a file that is not what it should be. */
export async function readVerdicts(
  decisions: string,
  scans: string | undefined,
): Promise<readonly Verdict[]> {
  const names = (await readdir(decisions)).filter((name) => name.startsWith(prefix)).sort();
  if (names.length > maxImages) throw unreadable(decisions, `more than ${maxImages} decisions`);
  return Promise.all(names.map((name) => readVerdict(name.slice(prefix.length), decisions, scans)));
}

async function readVerdict(name: string, decisions: string, scans: string | undefined): Promise<Verdict> {
  const file = join(decisions, `${prefix}${name}`, 'decision.json');
  const decision = await find(file, DecisionFile);
  if (decision === undefined) throw unreadable(file, 'it is not there');
  const scan =
    scans === undefined ? undefined : await find(join(scans, `scan-${name}`, 'report.json'), ScanFile);
  return { name, decision, scan };
}

// A check that broke off leaves no file, and that is for its own job to tell.
async function find<T>(file: string, schema: v.GenericSchema<unknown, T>): Promise<T | undefined> {
  const text = await readText(file);
  if (text === undefined) return undefined;
  const checked = checkJson(schema, text);
  if (!checked.ok) throw unreadable(file, checked.problems.slice(0, 3).join('; '));
  return checked.value;
}

async function readText(file: string): Promise<string | undefined> {
  try {
    if ((await stat(file)).size > maxBytes) throw unreadable(file, `it has more than ${maxBytes} bytes`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (findErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function unreadable(subject: string, reason: string): UserError {
  return new UserError('COMMENT_VERDICT_UNREADABLE', { subject, reason });
}
