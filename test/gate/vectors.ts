import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decide, gatherFacts, parsePolicy } from '../../lib/domain/gate/index.ts';
import type { Decision, Facts, GateFile, ParsedPolicy } from '../../lib/domain/gate/index.ts';

/** What a vector gives to the gate; a text stands for itself, anything else for its JSON. */
export interface VectorInputs {
  readonly environment: string;
  readonly now?: string;
  readonly policy?: unknown;
  readonly reports?: Readonly<Record<string, unknown>>;
  readonly facts?: unknown;
  readonly vex?: Readonly<Record<string, unknown>>;
  readonly kev?: unknown;
  readonly epss?: unknown;
  readonly databaseDate?: string;
  readonly digest?: string;
}

/** One decision that is known beforehand. */
export interface Vector {
  readonly file: string;
  readonly name: string;
  readonly inputs: VectorInputs;
  readonly expect: { readonly outcome: Decision['outcome']; readonly rules: readonly string[] };
}

interface RawVector {
  readonly name: string;
  readonly from: 'production' | 'local';
  readonly patch: unknown;
  readonly expect: Vector['expect'];
}

const folder = join(import.meta.dirname, 'vectors');

/** Every vector with its inputs made out. */
export function loadVectors(): readonly Vector[] {
  const base = loadBase();
  return readdirSync(folder)
    .filter((file) => file !== 'base.json')
    .sort()
    .flatMap((file) =>
      (read(file) as { vectors: RawVector[] }).vectors.map(({ name, from, patch, expect }) => ({
        ...{ file, name, expect },
        inputs: mergePatch(base[from], patch) as VectorInputs,
      })),
    );
}

/** The inputs that all vectors start from; both pass. */
export function loadBase(): Readonly<Record<'production' | 'local', VectorInputs>> {
  return read('base.json') as Record<'production' | 'local', VectorInputs>;
}

/** RFC 7396. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  const result: Record<string, unknown> = isRecord(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = mergePatch(result[name], value);
  }
  return result;
}

/** A vector's inputs as the gate takes them. */
export function readVector(inputs: VectorInputs): { parsed: ParsedPolicy; facts: Facts; now: number } {
  const { environment, databaseDate, digest, kev, epss, facts } = inputs;
  const given = gatherFacts({
    ...{ environment, databaseDate, digest },
    reports: toFiles(inputs.reports),
    vex: toFiles(inputs.vex),
    facts: toFile('facts', facts),
    kev: toFile('kev', kev),
    epss: toFile('epss', epss),
  });
  const now = inputs.now === undefined ? Number.NaN : Date.parse(inputs.now);
  return { parsed: parsePolicy(toText(inputs.policy ?? ''), 'gate.yaml'), facts: given, now };
}

/** Decides a vector's inputs. */
export function decideVector(inputs: VectorInputs): Decision {
  const { parsed, facts, now } = readVector(inputs);
  return decide(parsed, facts, now);
}

function toFiles(files: Readonly<Record<string, unknown>> | undefined): readonly GateFile[] {
  return Object.entries(files ?? {}).map(([name, content]) => ({ name, text: toText(content) }));
}

function toFile(name: string, content: unknown): GateFile | undefined {
  return content === undefined ? undefined : { name, text: toText(content) };
}

function toText(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
