import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { UserError } from '../../../lib/base/errors/index.ts';
import type { Log, LogPlace } from '../../../lib/base/log.ts';
import { parseDockerfile } from '../../../lib/domain/dockerfile/index.ts';
import type { DockerfileStep } from '../../../lib/domain/dockerfile/index.ts';
import { describe, findLayerLines } from '../../../lib/domain/report/index.ts';
import type { LayerLines, ReportItem } from '../../../lib/domain/report/index.ts';

/** The Dockerfile that findings are shown on. */
export interface ShownDockerfile {
  /** Path in the repository. */
  readonly path: string;
  linesOf(config: string): LayerLines;
}

/** Reads the Dockerfile; one that cannot be parsed is told and shows no lines. */
export async function readDockerfile(
  file: string | undefined,
  workspace: string,
  log: Log,
): Promise<ShownDockerfile | undefined> {
  if (file === undefined) return undefined;
  const path = relative(workspace, file);
  const steps = findSteps(await readFile(file, 'utf8'), path, log);
  return { path, linesOf: (config) => findLayerLines(config, steps) };
}

function findSteps(text: string, path: string, log: Log): readonly DockerfileStep[] {
  try {
    return parseDockerfile(text, { buildArguments: new Map() }).steps;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    log.warning(`${path}: findings are not shown on its lines: ${error.reason}`);
    return [];
  }
}

/** A finding with the line that brought it. */
export interface Annotation {
  readonly message: string;
  readonly place: LogPlace;
  readonly isSevere: boolean;
}

/** One annotation a finding, the same finding of several platforms once; the rest is told by number. */
export function buildAnnotations(
  found: readonly { readonly item: ReportItem; readonly lines: LayerLines }[],
  { dockerfile, max }: { readonly dockerfile: string | undefined; readonly max: number },
): { readonly annotations: readonly Annotation[]; readonly more: number } {
  const byMessage = new Map<string, Annotation>();
  for (const { item, lines } of found) {
    const message = describe(item);
    const line = item.diffId === undefined ? undefined : lines.get(item.diffId);
    const isSevere = item.severity === 'critical' || item.severity === 'high';
    const file = dockerfile === undefined ? {} : { file: dockerfile };
    const place = { title: item.id, ...file, ...(line === undefined ? {} : { startLine: line }) };
    if (!byMessage.has(message)) byMessage.set(message, { message, place, isSevere });
  }
  const all = [...byMessage.values()];
  return { annotations: all.slice(0, max), more: Math.max(0, all.length - max) };
}

/** Prints annotations: warnings for what is high or critical, notices for the rest. */
export function annotate({ annotations, more }: ReturnType<typeof buildAnnotations>, log: Log): void {
  for (const { message, place, isSevere } of annotations) {
    if (isSevere) log.warning(message, place);
    else log.notice(message, place);
  }
  if (more > 0) log.info(`and ${more} more findings; the report has all`);
}
