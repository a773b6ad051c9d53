import { parsePurl, rankOf } from '../../../lib/domain/findings/index.ts';
import type { Severity } from '../../../lib/domain/findings/index.ts';
import type { Facts } from '../../../lib/domain/gate/index.ts';

/** A finding in a package that does not run yet. */
export interface NewFinding {
  readonly id: string;
  readonly severity: Severity;
  /** `libssl3 3.0.11-1`. */
  readonly package: string;
}

/** What the image would bring beside what runs, worst first; undefined when nobody knows what runs. */
export function listNews({ live, reports }: Facts): readonly NewFinding[] | undefined {
  if (live === undefined) return undefined;
  const running = new Set((live.value.runs ? [...live.value.packages] : []).flatMap(listName));
  const found = new Map<string, NewFinding>();
  for (const { id, severity, package: held } of reports.flatMap(({ value }) => value.findings)) {
    if (held === undefined || listName(held.purl ?? '').some((each) => running.has(each))) continue;
    const name = `${held.name} ${held.version}`.trim();
    found.set(`${id}\n${name}`, { id, severity, package: name });
  }
  return [...found.values()].sort((a, b) => rankOf(b.severity) - rankOf(a.severity) || compare(a.id, b.id));
}

// A package URL that cannot be read is no package that runs.
function listName(purl: string): readonly string[] {
  const name = parsePurl(purl);
  return name === undefined ? [] : [`${name.base}@${name.version ?? ''}`];
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
