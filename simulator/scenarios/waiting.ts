import { repository } from '../estate/index.ts';
import type { RunReport } from '../runner/index.ts';
import { mergeService, mergeWaiver, service } from './chapters.ts';
import { placeBase } from './images.ts';
import type { Stage } from './types.ts';

const name = repository.fullName;

/** A repository whose next merge starts main.yml, with what its jobs need. */
async function prepareWorkflows(stage: Stage): Promise<void> {
  const { simulation } = stage;
  const scanner = await stage.scanner();
  await simulation.installTool('trivy', scanner.file);
  await mergeService(stage);
  await mergeWaiver(stage, { expiresInDays: 12 });
  await placeBase(simulation);
  const found = simulation.github.hub.findRepository(name);
  if (found !== undefined) found.vars = { ...found.vars, TRIVY_ALLOWED: scanner.allowed };
}

/** A story in which something happens while a promotion waits for its approval. */
export interface Waiting {
  meanwhile(): Promise<void> | void;
  /** The code that the promotion must then end with. */
  readonly expectedCode: string;
}

/** Merges a change, lets something happen while the promotion waits, has it approved, and expects a refusal. */
export async function refuseAfterWaiting(stage: Stage, { meanwhile, expectedCode }: Waiting): Promise<void> {
  const { hub } = stage.simulation.github;
  await prepareWorkflows(stage);
  const files = { [`${service}/src/version.ts`]: "export const version = '2';\n" };
  const [branch, author, title] = ['version', 'workload-developer', 'Name the version'] as const;
  await hub.commit(name, { branch, message: title, author, files });
  const { number } = await hub.openPullRequest(name, { author, branch, title });
  await hub.reviewPullRequest(name, { number, login: 'second-approver', state: 'APPROVED' });
  let happened: Promise<void> | undefined;
  const stop = stage.simulation.watchRuns((event) => {
    if (event.kind === 'job-waiting') happened ??= Promise.resolve(meanwhile());
  });
  try {
    const act = () => hub.merge(name, { number, merger: 'platform-engineer' });
    const reports = await stage.follow({ act, expected: 'failure' });
    await happened;
    assertRefused(reports, expectedCode);
    stage.tell(`refused, as it must be: ${expectedCode}`);
  } finally {
    stop();
  }
}

function assertRefused(reports: readonly RunReport[], code: string): void {
  const failed = reports.flatMap(({ jobs }) => jobs).filter(({ conclusion }) => conclusion === 'failure');
  const [promotion] = failed.filter(({ environment }) => environment === 'promote');
  const messages = promotion?.annotations.map(({ message }) => message) ?? [];
  if (messages.some((message) => message.startsWith(`${code}:`))) return;
  throw new Error(`the promotion did not end with ${code}: ${messages.join('; ')}`);
}
