import { join } from 'node:path';
import type { Origin } from '../documents/index.ts';
import { findStandIn } from '../standins/index.ts';
import type { StandIn } from '../standins/index.ts';
import type { StepFrame } from './frame.ts';

/** What a step's `uses:` names. */
export type UsedAction =
  | { readonly kind: 'folder'; readonly folder: string; readonly origin: Origin; readonly isLocal: boolean }
  | { readonly kind: 'stand-in'; readonly standIn: StandIn };

/**
 * Finds the action of a step: `./x` in the workspace, `$/x` in the repository and commit of the file that says it,
 * `owner/name/x@ref` a stand-in or another simulated repository.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsuses
 */
export async function findAction(frame: StepFrame, uses: string): Promise<UsedAction> {
  const { session, origin } = frame;
  if (uses.startsWith('./')) {
    const local: Origin = { ...session.origin, repository: session.job.repository, sha: session.job.sha };
    return { kind: 'folder', folder: join(session.job.workspace, uses), origin: local, isLocal: true };
  }
  if (uses.startsWith('$/'))
    return { kind: 'folder', folder: join(origin.tree, uses.slice(2)), origin, isLocal: false };
  return findRemote(frame, uses);
}

const remoteForm = /^(?<repository>[\w.-]+\/[\w.-]+)(?<path>\/[^@]*)?@(?<ref>.+)$/;

async function findRemote({ session }: StepFrame, uses: string): Promise<UsedAction> {
  const { repository, path = '', ref } = remoteForm.exec(uses)?.groups ?? {};
  if (repository === undefined || ref === undefined)
    throw new Error(`'${uses}' names no action: write owner/name@ref, ./folder or $/folder`);
  const standIn = findStandIn(`${repository}${path}`);
  if (standIn !== undefined) return { kind: 'stand-in', standIn };
  const origin = await session.world.resolve(repository, ref);
  if (origin === undefined)
    throw new Error(
      `Unable to resolve action '${uses}': this world has no such repository or ref, and no stand-in for it`,
    );
  return { kind: 'folder', folder: join(origin.tree, path), origin, isLocal: false };
}
