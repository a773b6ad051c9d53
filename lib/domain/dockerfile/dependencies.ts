import * as v from 'valibot';
import { parse } from 'yaml';
import { checkShape } from '../../base/schema.ts';
import { isDigest, parseDigest } from '../image/index.ts';
import type { Digest } from '../image/index.ts';

/** An image that a run of ACR Tasks says it pulled. */
export interface Dependency {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
  readonly digest: Digest;
}

const opening = /The following dependencies were found:\s*$/;
const ending = /^(?:\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d )?Run ID: /;
const maxLines = 2000;

const dependency = v.object({
  registry: v.string(),
  repository: v.string(),
  tag: v.optional(v.nullable(v.string()), ''),
  digest: v.pipe(v.string(), v.check(isDigest, 'no digest')),
});
const oneOrMany = v.optional(v.nullable(v.union([dependency, v.array(dependency)])));
const report = v.array(v.object({ 'runtime-dependency': oneOrMany, 'buildtime-dependency': oneOrMany }));

/**
 * The images that a finished run reports at the end of its log, undefined where there is no report that can be read.
 * The last report counts, and only when nothing but the run's closing line follows: an instruction of the build can
 * print the same words, but not after the agent's own.
 * https://learn.microsoft.com/azure/container-registry/container-registry-tutorial-quick-task ("The following dependencies were found")
 */
export function findDependencies(lines: readonly string[]): readonly Dependency[] | undefined {
  const start = lines.findLastIndex((line) => opening.test(line));
  if (start < 0) return undefined;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => ending.test(line));
  if (end < 0 || end > maxLines || rest.slice(end + 1).some((line) => line.trim() !== '')) return undefined;
  return parseReport(rest.slice(0, end));
}

function parseReport(lines: readonly string[]): readonly Dependency[] | undefined {
  const text = lines.map((line) => line.replace(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d ?/, '')).join('\n');
  const checked = checkShape(report, readYaml(text));
  if (!checked.ok) return undefined;
  return checked.value
    .flatMap((image) => [image['runtime-dependency'] ?? [], image['buildtime-dependency'] ?? []].flat())
    .map((raw) => ({
      registry: normaliseRegistry(raw.registry),
      repository: raw.repository,
      tag: raw.tag ?? '',
      digest: parseDigest(raw.digest),
    }));
}

function readYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch {
    // A report that is no YAML is no report; the caller says what that means.
    return undefined;
  }
}

// ACR names Docker Hub by an old host in this report (learn.microsoft.com, same page).
function normaliseRegistry(registry: string): string {
  const host = registry.toLowerCase();
  return host === 'registry.hub.docker.com' || host === 'index.docker.io' ? 'docker.io' : host;
}
