import type * as v from 'valibot';
import type { Collector } from './collector.ts';
import {
  trivyLicenceSchema,
  trivyMisconfigurationSchema,
  trivyModifiedSchema,
  trivySecretSchema,
  trivyVulnerabilitySchema,
} from './trivy.schema.ts';
import type { trivyResultSchema } from './trivy.schema.ts';
import { parseSeverity } from './severity.ts';
import type { Finding, FindingClass } from './types.ts';

type TrivyResult = v.InferOutput<typeof trivyResultSchema>;
type UseVulnerability = (item: v.InferOutput<typeof trivyVulnerabilitySchema>) => void;

/** Reads what is no vulnerability out of a Trivy result: checks, secrets, licences, and what Trivy itself took out. */
export function readTrivyChecks(
  result: TrivyResult,
  path: string,
  collector: Collector,
  useVulnerability: UseVulnerability,
): void {
  const { Target: target } = result;
  readMisconfigurations(result.Misconfigurations, path, target, collector);
  readSecrets(result.Secrets, path, target, collector);
  readLicences(result.Licenses, path, target, collector);
  const modified = [...(result.ModifiedFindings ?? []), ...(result.ExperimentalModifiedFindings ?? [])];
  collector.readEach(trivyModifiedSchema, modified, `${path}.ModifiedFindings`, (item, place) => {
    // What the scanner was told to leave out is judged all the same: only the policy excepts.
    readModified(item, `${place}.Finding`, { target, collector, useVulnerability });
  });
}

interface Context {
  readonly target: string;
  readonly collector: Collector;
  readonly useVulnerability: UseVulnerability;
}

function readModified(item: v.InferOutput<typeof trivyModifiedSchema>, path: string, context: Context): void {
  const { target, collector, useVulnerability } = context;
  switch (item.Type) {
    case 'vulnerability': {
      const value = collector.read(trivyVulnerabilitySchema, item.Finding, path);
      if (value !== undefined) useVulnerability(value);
      return;
    }
    case 'misconfiguration':
      readMisconfigurations([item.Finding], path, target, collector);
      return;
    case 'secret':
      readSecrets([item.Finding], path, target, collector);
      return;
    case 'license':
      readLicences([item.Finding], path, target, collector);
      return;
    default:
      collector.report('REPORT_MALFORMED', path, 'a kind of finding that is not known');
  }
}

function readMisconfigurations(
  list: readonly unknown[] | null | undefined,
  path: string,
  target: string,
  collector: Collector,
): void {
  collector.readEach(trivyMisconfigurationSchema, list, `${path}.Misconfigurations`, (item) => {
    if (item.Status === 'PASS') return;
    const aliases = item.AVDID === '' ? [] : [item.AVDID];
    const at = { path: target, line: item.CauseMetadata?.StartLine ?? undefined };
    collector.add({ ...base('misconfig', item.ID, item.Severity, item.Title), aliases, location: at });
  });
}

function readSecrets(
  list: readonly unknown[] | null | undefined,
  path: string,
  target: string,
  collector: Collector,
): void {
  collector.readEach(trivySecretSchema, list, `${path}.Secrets`, (item) => {
    const at = { path: target, line: item.StartLine ?? undefined };
    collector.add({ ...base('secret', item.RuleID, item.Severity, item.Title), location: at });
  });
}

function readLicences(
  list: readonly unknown[] | null | undefined,
  path: string,
  target: string,
  collector: Collector,
): void {
  collector.readEach(trivyLicenceSchema, list, `${path}.Licenses`, (item) => {
    const at = { path: item.FilePath || target, line: undefined };
    const held = item.PkgName === '' ? undefined : { name: item.PkgName, version: '', purl: undefined };
    collector.add({
      ...base('licence', item.Name, item.Severity, `licence ${item.Name}`),
      package: held,
      location: at,
    });
  });
}

function base(kind: FindingClass, id: string, severity: string, title: string): Finding {
  return {
    ...{ id, aliases: [], class: kind, package: undefined, severity: parseSeverity(severity) },
    ...{ severitySource: 'trivy', fix: { state: 'affected', version: undefined, date: undefined } },
    ...{ publishedAt: undefined, location: undefined, title },
  };
}
