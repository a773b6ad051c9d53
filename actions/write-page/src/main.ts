import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunResult } from '../../../lib/action/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import { computeDigest, formatImageReference } from '../../../lib/domain/image/index.ts';
import { openRuleSource, readRules } from '../../../lib/domain/rules/index.ts';
import { readCandidate } from './candidate.ts';
import type { Deps } from './deps.ts';
import type { Inputs, Outputs } from './inputs.ts';
import { renderPage } from './page.ts';
import type { PageFacts } from './page.ts';
import { explainUnready } from './readiness.ts';
import { readRunning } from './running.ts';

/** Reads what is asked for and what runs, and writes down what an approver has to know; nothing is changed. */
export async function run(inputs: Inputs, deps: Deps, log: Log): Promise<RunResult<Outputs>> {
  const rules = await log.group('Read the rules from the protected branch', async () =>
    readRules(await openRuleSource(deps.github)),
  );
  const at = { rules, now: deps.clock.now() };
  const quarantine = await openRegistry(inputs.quarantineRegistry.id, deps);
  const live = await openRegistry(inputs.liveRegistry.id, deps);
  const repository = inputs.repository ?? inputs.image.repository;
  const candidate = await log.group('Read the image and its statements', () =>
    readCandidate(inputs.image, quarantine, at),
  );
  const running = await log.group('Read what runs', () => readRunning(live, repository, at));
  const facts = { candidate, running, rules, job: deps.job, place: { registry: live.registry, repository } };
  const page = renderPage(facts);
  return conclude(facts, page, await writePage(inputs.outputFolder, page));
}

async function openRegistry(registryId: string, deps: Deps): Promise<ReturnType<Deps['registry']>> {
  const { loginServer } = await deps.management(registryId).readAccount();
  return deps.registry(loginServer);
}

async function writePage(folder: string, page: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'page.md');
  await writeFile(file, page);
  return file;
}

// Nobody is asked to let go what promotion would refuse.
function conclude(
  { candidate, running, place }: PageFacts,
  summary: string,
  page: string,
): RunResult<Outputs> {
  const image = formatImageReference(candidate.image);
  const outputs = {
    image,
    ...{ page, summary, pageDigest: computeDigest(summary) },
    target: `${place.registry}/${place.repository}`,
    running: running === undefined ? '' : formatImageReference(running.completion.target),
  };
  const refusal = explainUnready(candidate);
  if (refusal === undefined)
    return { outputs, verdict: { isFailure: false, message: `${image}: the page is ${outputs.pageDigest}` } };
  const message = `${refusal.code}: ${refusal.message} — ${refusal.remedy}`;
  return { outputs, verdict: { isFailure: true, message } };
}
