import { decide, gatherFacts, judgeAll, parsePolicy } from '../lib/domain/gate/index.ts';
import type { Decision, Facts, GateFile, ParsedPolicy } from '../lib/domain/gate/index.ts';
import { help, readOptions, UsageError } from './gate/options.ts';
import type { Options } from './gate/options.ts';
import { readGateFile } from './gate/read-file.ts';
import { renderDecision, renderExplanation, toJson } from './gate/render.ts';

const exitCodes = { pass: 0, fail: 1, indeterminate: 2 } as const;

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\nnpm run gate -- --help tells more\n`);
  process.exitCode = 2;
}

async function main(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  if (options === 'help') {
    process.stdout.write(help);
    return 0;
  }
  const policyFile = await readGateFile(options.policy);
  const parsed = parsePolicy(policyFile.text, policyFile.name);
  const facts = await readFacts(options);
  const now = options.now ?? Date.now();
  const decision = decide(parsed, facts, now);
  process.stdout.write(render(options, { parsed, facts, now, decision }));
  return exitCodes[decision.outcome];
}

interface Decided {
  readonly parsed: ParsedPolicy;
  readonly facts: Facts;
  readonly now: number;
  readonly decision: Decision;
}

function render(options: Options, { parsed, facts, now, decision }: Decided): string {
  if (options.explain !== undefined) {
    const judged = judgeAll(parsed, facts, now);
    return renderExplanation(options.explain, judged, parsed.ok ? parsed.policy : undefined);
  }
  if (options.isJson) return `${JSON.stringify(toJson(decision), null, 2)}\n`;
  return renderDecision(decision, listWarnings(parsed, facts));
}

// GitHub alone knows who approved the pull request that brought a waiver in.
function listWarnings(parsed: ParsedPolicy, facts: Facts): readonly string[] {
  if (!parsed.ok || facts.approvals !== undefined) return [];
  return parsed.policy.waivers.map(({ id }) => `${id}  waiver approver not verified`);
}

async function readFacts(options: Options): Promise<Facts> {
  const { environment, databaseDate, digest } = options;
  const read = (name: string | undefined): Promise<GateFile | undefined> =>
    name === undefined ? Promise.resolve(undefined) : readGateFile(name);
  return gatherFacts({
    ...{ environment, databaseDate, digest },
    reports: await Promise.all(options.reports.map((name) => readGateFile(name))),
    vex: await Promise.all(options.vex.map((name) => readGateFile(name))),
    facts: await read(options.facts),
    kev: await read(options.kev),
    epss: await read(options.epss),
  });
}
