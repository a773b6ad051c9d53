import * as v from 'valibot';
import type { Json } from '../../../base/canonical-json.ts';
import { count, instant, pinnedImage, text } from './fields.ts';

/** Who ran something: the run and the accounts behind it. */
export interface RecordedRun {
  /** `owner/name`. */
  readonly repository: string;
  readonly id: number;
  readonly workflow: string;
  readonly actor: string;
  readonly triggeringActor: string;
}

/** Where an imported image came from, and who asked for it. */
export interface ImportRecord {
  /** The workflow that answers for the import, named as a builder is. */
  readonly builder: string;
  /** `host/repository@sha256:…`; the digest is the imported one. */
  readonly upstream: string;
  readonly run: RecordedRun;
  readonly commit: string;
  /** When the record was made, RFC 3339. */
  readonly recordedAt: string;
}

/** The run that wrote a record. */
const runSchema = v.object({
  repository: text,
  id: count,
  workflow: text,
  actor: text,
  triggeringActor: text,
});

/** The predicate of an import record, version 1. */
export const importRecordSchema = v.object({
  version: v.literal(1),
  builder: text,
  upstream: pinnedImage,
  run: runSchema,
  commit: text,
  recordedAt: instant,
});

/** The predicate of an import. */
export function buildImportRecord({ builder, upstream, run, commit, recordedAt }: ImportRecord): Json {
  return { version: 1, builder, upstream, run: renderRun(run), commit, recordedAt };
}

function renderRun({ repository, id, workflow, actor, triggeringActor }: RecordedRun): Json {
  return { repository, id, workflow, actor, triggeringActor };
}
