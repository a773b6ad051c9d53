import type { RunResult } from '../../../lib/action/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import { findHome, gatherEvidence, readScanEvidence } from '../../../lib/domain/evidence/index.ts';
import type { Evidence } from '../../../lib/domain/evidence/index.ts';
import { decide } from '../../../lib/domain/gate/index.ts';
import { computeDigest, formatImageReference } from '../../../lib/domain/image/index.ts';
import { openRuleSource, readRules } from '../../../lib/domain/rules/index.ts';
import type { Rules } from '../../../lib/domain/rules/index.ts';
import { attachStatements } from './attach.ts';
import type { AttachedVerdict } from './attach.ts';
import type { Case } from './case.ts';
import { writeFiles } from './files.ts';
import type { Inputs, Outputs } from './inputs.ts';
import type { Deps } from './ports.ts';
import { renderHeadline, renderLines, renderPage } from './render.ts';
import { readReport } from './report.ts';
import { readSboms } from './sboms.ts';
import { assertSignableJob, assertSignableRef } from './signing.ts';
import { openLive, readSubject } from './subject.ts';

/** Reads rules and image, gathers what is known, decides, tells, and signs what it said. */
export async function run(inputs: Inputs, deps: Deps, log: Log): Promise<RunResult<Outputs>> {
  if (inputs.sign) await assertSignableJob(inputs.image.repository, deps);
  const rules = await log.group('Read the rules from the protected branch', () =>
    openRules(inputs, deps, log),
  );
  const subject = await log.group('Read the image', () => readSubject(inputs, deps));
  const report = await readReport(inputs);
  const sboms = await readSboms(report, inputs.sbom);
  const evidence = await log.group('Gather evidence', () =>
    gather({ inputs, rules, subject, report, sboms }, deps, log),
  );
  // What a cancelled job could not look up is no fact, and nothing is said about it.
  deps.signal.throwIfAborted();
  const decision = await log.group('Decide', async () => {
    const answer = decide(rules.policy, evidence.facts, deps.clock.now());
    for (const line of renderLines(answer)) log.info(line);
    return answer;
  });
  const decided: Case = { inputs, job: deps.job, rules, subject, report, sboms, evidence, decision };
  const verdict = inputs.sign
    ? await log.group('Sign and attach', () => attachStatements(decided, deps, log))
    : undefined;
  return conclude(decided, verdict);
}

async function openRules({ sign, image }: Inputs, deps: Deps, log: Log): Promise<Rules> {
  const source = await openRuleSource(deps.github);
  if (sign) assertSignableRef(image.repository, deps, source.branch);
  const rules = await readRules(source);
  log.info(`${rules.policyFile.name} of ${rules.branch} at ${rules.commit}`);
  return rules;
}

async function gather(
  { inputs, rules, subject, report, sboms }: Omit<Case, 'job' | 'evidence' | 'decision'>,
  deps: Deps,
  log: Log,
): Promise<Evidence> {
  const { image, artifact, client } = subject;
  const { environment, databaseDate } = inputs;
  const scan = readScanEvidence(report, { digest: image.digest, databaseDate, sboms });
  const home = findHome(image.repository, rules.config.images);
  return gatherEvidence(
    {
      ...{ environment, image, artifact, rules, scan },
      ...{ now: deps.clock.now(), serverUrl: deps.job.serverUrl },
    },
    {
      quarantine: client,
      history: deps.github,
      live: await openLive(inputs, home, rules, deps),
      note: (line) => log.info(line),
    },
  );
}

async function conclude(decided: Case, verdict: AttachedVerdict | undefined): Promise<RunResult<Outputs>> {
  const { decision, inputs, rules, subject } = decided;
  const page = renderPage(decided, verdict);
  const files = await writeFiles(inputs.outputFolder, decided, { verdict, page });
  const outputs = {
    decision: decision.outcome,
    ...files,
    summary: page,
    findings: String(decision.counts.findings),
    blocking: String(decision.counts.blocking),
    counts: JSON.stringify(decision.counts),
    policyCommit: rules.commit,
    policyDigest: computeDigest(rules.policyFile.text),
    verdictDigest: verdict?.statementDigest ?? '',
    verdictBundle: verdict?.bundleDigest ?? '',
  };
  const message = `${formatImageReference(subject.image)}: ${renderHeadline(decision)}`;
  return { outputs, verdict: { isFailure: decision.outcome !== 'pass', message } };
}
