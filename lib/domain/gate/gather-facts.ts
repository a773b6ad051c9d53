import type * as v from 'valibot';
import { checkStrictJson } from '../../base/schema.ts';
import { findTime, parseReport } from '../findings/index.ts';
import type { Report } from '../findings/index.ts';
import { computeDigest } from '../image/index.ts';
import type { FactProblem, Facts, Live } from './facts.ts';
import type { Input, InputKind, Sourced } from './input.ts';
import { checkSize, malformed, parseEpss, parseKev } from './parse-snapshots.ts';
import type { Read } from './parse-snapshots.ts';
import { parseVex } from './parse-vex.ts';
import { factsSchema } from './facts.schema.ts';

/** A file with its name. */
export interface GateFile {
  readonly name: string;
  readonly text: string;
}

/** What is given to the gate, as texts. */
export interface GateFiles {
  readonly environment: string;
  readonly reports: readonly GateFile[];
  readonly facts?: GateFile | undefined;
  readonly vex?: readonly GateFile[] | undefined;
  readonly kev?: GateFile | undefined;
  readonly epss?: GateFile | undefined;
  /** When the scanner's database was built, RFC 3339. */
  readonly databaseDate?: string | undefined;
  readonly digest?: string | undefined;
}

type RawFacts = Partial<v.InferOutput<typeof factsSchema>>;

/** Reads everything that was given; what cannot be believed stands in `problems` and makes a pass impossible. */
export function gatherFacts(files: GateFiles): Facts {
  const problems: FactProblem[] = [];
  const raw: RawFacts = (files.facts && readFile(files.facts, parseFactsFile, problems)) ?? {};
  const reports = files.reports.map((file) => ({
    input: toInput('report', file),
    value: parseReport(file.text),
  }));
  const vex = (files.vex ?? []).flatMap((file) => {
    const value = readFile(file, parseVex, problems);
    return value === undefined ? [] : [{ input: toInput('vex', file), value }];
  });
  return {
    environment: files.environment,
    repository: raw.repository ?? findRepository(files, reports),
    digest: files.digest ?? raw.digest,
    ...readParts(raw),
    reports,
    database: findDatabase(files, raw, reports, problems),
    kev: readSource('kev', files.kev, parseKev, problems),
    epss: readSource('epss', files.epss, parseEpss, problems),
    vex,
    problems: [...problems, ...checkDigest(files, raw)],
  };
}

function parseFactsFile(text: string): Read<RawFacts> {
  const bad = checkSize(text);
  if (bad !== undefined) return bad;
  const checked = checkStrictJson(factsSchema, text);
  return checked.ok ? checked : malformed(checked.problems);
}

type Parts = Pick<
  Facts,
  'manifests' | 'scannedAt' | 'provenance' | 'firstSeen' | 'live' | 'selfTest' | 'approvals'
>;

function readParts(raw: RawFacts): Parts {
  const seen = raw['first-seen'];
  const tested = raw['self-test'];
  const approvals = raw['waiver-approvals'];
  return {
    manifests: raw.manifests && { input: partInput('subject', raw.manifests), value: raw.manifests },
    scannedAt: raw.scan && {
      input: partInput('scan-time', raw.scan, raw.scan.source),
      value: findTime(raw.scan['finished-at']) ?? Number.NaN,
    },
    provenance: raw.provenance && {
      input: partInput('provenance', raw.provenance, raw.provenance.source),
      value: raw.provenance,
    },
    firstSeen: seen && { input: partInput('first-seen', seen, seen.source), value: readTimes(seen.findings) },
    live: raw.live && { input: partInput('live', raw.live, raw.live.source), value: readLive(raw.live) },
    selfTest: tested && { input: partInput('self-test', tested, tested.source), value: tested },
    approvals: approvals && {
      input: partInput('waiver-approvals', approvals, approvals.source),
      value: new Set(approvals.approved),
    },
  };
}

function readTimes(times: Readonly<Record<string, string>>): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const [name, at] of Object.entries(times)) {
    const [id, time] = [name.toUpperCase(), findTime(at) ?? Number.NaN];
    // One name in two spellings: the earlier counts.
    first.set(id, Math.min(time, first.get(id) ?? Number.POSITIVE_INFINITY));
  }
  return first;
}

function readLive(live: NonNullable<RawFacts['live']>): Live {
  return live.runs ? { runs: true, packages: new Set(live.packages) } : { runs: false };
}

function findDatabase(
  files: GateFiles,
  raw: RawFacts,
  reports: readonly Sourced<Report>[],
  problems: FactProblem[],
): Sourced<number> | undefined {
  if (files.databaseDate !== undefined) {
    const value = findTime(files.databaseDate);
    if (value !== undefined) return { input: partInput('database', files.databaseDate), value };
    problems.push({ name: 'database date', code: 'FACT_MALFORMED', detail: 'it is no date' });
    return undefined;
  }
  const given = raw.database;
  if (given !== undefined) {
    return {
      input: partInput('database', given, given.source),
      value: findTime(given['built-at']) ?? Number.NaN,
    };
  }
  // Each report must say so itself, and the oldest counts.
  const dates = reports.map(({ value }) => value.databaseBuiltAt).filter((date) => date !== undefined);
  if (dates.length === 0 || dates.length < reports.length) return undefined;
  const oldest = Math.min(...dates);
  return { input: partInput('database', oldest), value: oldest };
}

function checkDigest(files: GateFiles, raw: RawFacts): readonly FactProblem[] {
  const { facts, digest } = files;
  if (facts === undefined || digest === undefined || raw.digest === undefined) return [];
  if (digest === raw.digest) return [];
  const detail = 'it is about another digest than the one that was asked for';
  return [{ name: facts.name, code: 'FACT_MALFORMED', detail }];
}

function readSource<T>(
  kind: InputKind,
  file: GateFile | undefined,
  parse: (text: string) => Read<T>,
  problems: FactProblem[],
): Sourced<T> | undefined {
  if (file === undefined) return undefined;
  const value = readFile(file, parse, problems);
  return value === undefined ? undefined : { input: toInput(kind, file), value };
}

function readFile<T>(
  file: GateFile,
  parse: (text: string) => Read<T>,
  problems: FactProblem[],
): T | undefined {
  const read = parse(file.text);
  if (read.ok) return read.value;
  problems.push({ name: file.name, code: read.code, detail: read.detail });
  return undefined;
}

function toInput(kind: InputKind, file: GateFile): Input {
  return { kind, name: file.name, digest: computeDigest(file.text) };
}

// A part that carries the digest of its statement stands under that, any other under its own text's.
function partInput(kind: InputKind, part: unknown, source?: string): Input {
  return { kind, name: kind, digest: source ?? computeDigest(JSON.stringify(part)) };
}

// Only on a developer's machine is a scanner believed about the name of what it scanned.
function findRepository(files: GateFiles, reports: readonly Sourced<Report>[]): string | undefined {
  if (files.environment !== 'local') return undefined;
  const names = new Set(reports.map(({ value }) => toRepository(value.imageName)));
  const [name] = names;
  return names.size === 1 && name !== '' ? name : undefined;
}

function toRepository(image: string): string {
  const [name = ''] = image.split('@', 1);
  const [host = '', ...rest] = name.split('/');
  const path = rest.length > 0 && /[.:]|^localhost$/.test(host) ? rest.join('/') : name;
  const [end, colon] = [path.lastIndexOf('/'), path.lastIndexOf(':')];
  return colon > end ? path.slice(0, colon) : path;
}
