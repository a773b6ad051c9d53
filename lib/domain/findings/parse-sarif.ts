import type * as v from 'valibot';
import { Collector } from './collector.ts';
import { findEarliest, findTime } from './dates.ts';
import { sarifLogSchema, sarifResultSchema, sarifRuleSchema, sarifRunSchema } from './sarif.schema.ts';
import { isSameRating, judgeSarifResult, readTrivyMessage } from './sarif-rule.ts';
import type { SarifResult, SarifRule } from './sarif-rule.ts';
import type { Location, Report } from './types.ts';

type SarifRun = v.InferOutput<typeof sarifRunSchema>;

/** Reads a SARIF 2.1.0 log of any producer. Suppressions are not honoured: only the policy excepts. */
export function parseSarif(document: unknown): Report {
  const collector = new Collector();
  const log = collector.read(sarifLogSchema, document, '');
  const runs: SarifRun[] = [];
  collector.readEach(sarifRunSchema, log?.runs, 'runs', (run, path) => {
    runs.push(run);
    readRun(run, path, collector);
  });
  if (runs.length === 0) collector.report('REPORT_INCOMPLETE', 'runs', 'it holds no run of a tool');
  return {
    format: 'sarif',
    scanner: readScanner(runs),
    scannedAt: findScanTime(runs),
    databaseBuiltAt: undefined,
    os: { kind: 'unsaid' },
    packages: 'unsaid',
    components: [],
    imageId: runs.map((run) => readText(run, 'imageID')).find((text) => text !== ''),
    digests: runs.flatMap(readDigests),
    imageName: runs.map((run) => readText(run, 'imageName')).find((text) => text !== '') ?? '',
    findings: collector.findings,
    problems: collector.problems,
  };
}

function readRun(run: SarifRun, path: string, collector: Collector): void {
  // SARIF 2.1.0 §3.14.23: absent or null means that no result could be produced.
  if (!run.results) collector.report('REPORT_INCOMPLETE', `${path}.results`, 'the tool gave no results');
  if (run.invocations?.some((invocation) => invocation.executionSuccessful === false)) {
    collector.report('REPORT_INCOMPLETE', `${path}.invocations`, 'the tool says that it did not succeed');
  }
  const rules = readRules(run, path, collector);
  const isTrivy = run.tool.driver.name.toLowerCase() === 'trivy';
  collector.readEach(sarifResultSchema, run.results, `${path}.results`, (result, place) => {
    addResult(result, findRule(result, rules), { isTrivy, place, collector });
  });
}

interface Rules {
  readonly list: readonly SarifRule[];
  readonly byId: ReadonlyMap<string, SarifRule>;
}

function readRules(run: SarifRun, path: string, collector: Collector): Rules {
  const list: SarifRule[] = [];
  const lists = [run.tool.driver.rules, ...(run.tool.extensions ?? []).map((extension) => extension.rules)];
  for (const rules of lists) {
    collector.readEach(sarifRuleSchema, rules, `${path}.tool.rules`, (rule) => list.push(rule));
  }
  const byId = new Map<string, SarifRule>();
  for (const rule of list) {
    // §3.49.3 allows it, and then a result's severity would depend on which one a reader takes.
    const other = byId.get(rule.id);
    if (other !== undefined && !isSameRating(rule, other)) {
      collector.report('REPORT_MALFORMED', `${path}.tool.rules`, 'two rules of one name differ in severity');
    }
    byId.set(rule.id, rule);
  }
  return { list, byId };
}

// §3.27.5 to §3.27.7: by identifier, else by index into the driver's rules; `a/b` falls back to its parent `a`.
// An index into an extension's rules counts from the extension's first.
function findRule(result: SarifResult, rules: Rules): SarifRule | undefined {
  const id = idOf(result);
  const exact = rules.byId.get(id) ?? rules.byId.get(id.slice(0, Math.max(0, id.lastIndexOf('/'))));
  if (exact !== undefined) return exact;
  if (result.rule?.toolComponent) return undefined;
  return rules.list[result.ruleIndex ?? result.rule?.index ?? -1];
}

interface Context {
  readonly isTrivy: boolean;
  readonly place: string;
  readonly collector: Collector;
}

function addResult(result: SarifResult, rule: SarifRule | undefined, context: Context): void {
  if (isNothing(result)) return;
  const id = idOf(result) || rule?.id;
  if (!id) {
    context.collector.report('REPORT_MALFORMED', context.place, 'a result that names no rule');
    return;
  }
  const judged = judgeSarifResult(id, result, rule);
  const text = textOf(result.message);
  context.collector.add({
    ...{ id, aliases: [], ...judged, ...readTrivyMessage(context.isTrivy ? text : '', judged.class) },
    ...{ publishedAt: undefined, location: findLocation(result) },
    title: textOf(rule?.shortDescription) || text.slice(0, 200),
  });
}

// §3.27.9 and §3.27.24: only these say that there is nothing to fix.
function isNothing({ kind, baselineState }: SarifResult): boolean {
  return kind === 'pass' || kind === 'notApplicable' || baselineState === 'absent';
}

function textOf(message: { readonly text: string } | null | undefined): string {
  return message?.text ?? '';
}

function idOf(result: SarifResult): string {
  return result.ruleId || (result.rule?.id ?? '');
}

function findLocation({ locations }: SarifResult): Location | undefined {
  const physical = locations?.[0]?.physicalLocation;
  const path = physical?.artifactLocation?.uri;
  return path ? { path, line: physical.region?.startLine ?? undefined } : undefined;
}

function readScanner(runs: readonly SarifRun[]): Report['scanner'] {
  const driver = runs[0]?.tool.driver;
  return {
    name: driver?.name.toLowerCase() ?? '',
    version: driver?.version ?? driver?.semanticVersion ?? '',
  };
}

function findScanTime(runs: readonly SarifRun[]): number | undefined {
  const ends = runs.flatMap((run) => (run.invocations ?? []).map(({ endTimeUtc }) => findTime(endTimeUtc)));
  return findEarliest(ends);
}

function readText(run: SarifRun, name: string): string {
  const value = run.properties?.[name];
  return typeof value === 'string' ? value : '';
}

function readDigests(run: SarifRun): readonly string[] {
  const value: unknown = run.properties?.['repoDigests'];
  if (!Array.isArray(value)) return [];
  return value.filter((item) => typeof item === 'string').map((item) => item.slice(item.indexOf('@') + 1));
}
