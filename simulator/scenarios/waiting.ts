import { repository } from '../estate/index.ts';
import type { RunReport } from '../runner/index.ts';
import { mergeService, mergeWaiver, service } from './chapters.ts';
import { placeBase } from './images.ts';
import type { Stage } from './types.ts';

const name = repository.fullName;

/** A repository whose next merge starts main.yml, with what its jobs need; its service is blocked. */
export async function prepareBlocked(stage: Stage): Promise<void> {
  const { simulation } = stage;
  const scanner = await stage.scanner();
  await simulation.installTool('trivy', scanner.file);
  await mergeService(stage);
  await placeBase(simulation);
  const found = simulation.github.hub.findRepository(name);
  if (found !== undefined) found.vars = { ...found.vars, TRIVY_ALLOWED: scanner.allowed };
}

/** Merges a change of the service, which main.yml builds. */
export async function changeService(
  stage: Stage,
  expected: 'success' | 'failure',
): Promise<readonly RunReport[]> {
  const { hub } = stage.simulation.github;
  const files = { [`${service}/src/version.ts`]: "export const version = '2';\n" };
  const [branch, author, title] = ['version', 'workload-developer', 'Name the version'] as const;
  await hub.commit(name, { branch, message: title, author, files });
  const { number } = await hub.openPullRequest(name, { author, branch, title });
  await hub.reviewPullRequest(name, { number, login: 'second-approver', state: 'APPROVED' });
  const act = () => hub.merge(name, { number, merger: 'platform-engineer' });
  return stage.follow({ act, expected });
}

/** A story in which something happens while a promotion waits for its approval. */
export interface Waiting {
  meanwhile(): Promise<void> | void;
  /** The code that the promotion must then end with. */
  readonly expectedCode: string;
}

/** Merges a change, lets something happen while the promotion waits, has it approved, and expects a refusal. */
export async function refuseAfterWaiting(stage: Stage, { meanwhile, expectedCode }: Waiting): Promise<void> {
  await prepareBlocked(stage);
  await mergeWaiver(stage, { expiresInDays: 12 });
  let happened: Promise<void> | undefined;
  const stop = stage.simulation.watchRuns((event) => {
    if (event.kind === 'job-waiting') happened ??= Promise.resolve(meanwhile());
  });
  try {
    const reports = await changeService(stage, 'failure');
    await happened;
    assertRefused(reports, 'promote', expectedCode);
    stage.tell(`refused, as it must be: ${expectedCode}`);
  } finally {
    stop();
  }
}

/** Throws where the promotion in an environment did not end with a code. */
export function assertRefused(reports: readonly RunReport[], environment: string, code: string): void {
  const failed = reports.flatMap(({ jobs }) => jobs).filter(({ conclusion }) => conclusion === 'failure');
  const [promotion] = failed.filter((job) => job.environment === environment);
  const messages = promotion?.annotations.map(({ message }) => message) ?? [];
  if (messages.some((message) => message.startsWith(`${code}:`))) return;
  throw new Error(`the promotion did not end with ${code}: ${messages.join('; ')}`);
}
