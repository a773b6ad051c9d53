import { parseArgs } from 'node:util';
import { findTime } from '../../lib/domain/findings/index.ts';
import { isDigest } from '../../lib/domain/image/index.ts';

/** What `npm run gate -- --help` prints. */
export const help = `npm run gate -- --policy gate.yaml --report trivy.json [OPTION…]

Decides about scan reports by a policy, as gate-image would, without any registry.
  --policy FILE          the policy
  --report FILE          a report: Trivy JSON, SARIF, CycloneDX with vulnerabilities, or Grype JSON; may be repeated
  --environment NAME     whose rules hold: local (default), quarantine or production
  --database-date TIME   when the scanner's database was built; needed unless the report or the facts tell it
  --vex FILE             an OpenVEX document; may be repeated
  --digest DIGEST        the image that the reports must be about
  --facts FILE           what else is known: manifests, provenance, what runs… (docs/gate.md)
  --kev FILE             CISA's catalogue of known exploited vulnerabilities, as JSON
  --epss FILE            FIRST's EPSS scores, as CSV
  --now TIME             decide as of this time; the machine's clock when left out
  --json                 print the decision as JSON
  --explain ID           say what decided about one finding, e.g. CVE-2024-2961

Ends with 0 for a pass, 1 for a fail, and 2 when the decision is indeterminate or the policy or a file is wrong.
`;

/** The arguments of the command. */
export interface Options {
  readonly policy: string;
  readonly reports: readonly string[];
  readonly environment: string;
  readonly vex: readonly string[];
  readonly digest: string | undefined;
  readonly facts: string | undefined;
  readonly kev: string | undefined;
  readonly epss: string | undefined;
  readonly now: number | undefined;
  readonly databaseDate: string | undefined;
  readonly isJson: boolean;
  readonly explain: string | undefined;
}

/** Something about the command itself that the caller has to mend. */
export class UsageError extends Error {}

/** Reads the arguments; `help` when they ask for it. Throws UsageError. */
export function readOptions(argv: readonly string[]): Options | 'help' {
  const values = parse(argv);
  if (values.help === true) return 'help';
  const { policy, report = [], digest } = values;
  if (policy === undefined || report.length === 0) throw new UsageError('--policy and --report are needed');
  if (digest !== undefined && !isDigest(digest)) {
    throw new UsageError(`--digest "${digest}" is no digest: sha256: and 64 hex digits`);
  }
  return { ...readRest(values), policy, reports: report };
}

function readRest(values: ReturnType<typeof parse>): Omit<Options, 'policy' | 'reports'> {
  return {
    environment: values.environment ?? 'local',
    vex: values.vex ?? [],
    ...{ digest: values.digest, facts: values.facts, kev: values.kev, epss: values.epss },
    now: values.now === undefined ? undefined : readTime('--now', values.now),
    databaseDate: values['database-date'],
    isJson: values.json ?? false,
    explain: values.explain,
  };
}

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;
const spec = {
  ...{ policy: text, report: texts, environment: text, vex: texts, digest: text, facts: text, kev: text },
  ...{ epss: text, now: text, 'database-date': text, json: flag, explain: text },
  help: { type: 'boolean', short: 'h' },
} as const;

function parse(argv: readonly string[]): ReturnType<typeof parseStrictly> {
  try {
    return parseStrictly(argv);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function parseStrictly(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options: spec }).values;
}

function readTime(name: string, value: string): number {
  const time = findTime(value);
  if (time === undefined) throw new UsageError(`${name} "${value}" is no time, e.g. 2026-11-21T09:30:00Z`);
  return time;
}
