import * as v from 'valibot';
import { checkShape } from '../../../lib/base/schema.ts';

const Branch = v.object({ ref: v.string() });
const PullRequestPayload = v.object({ pull_request: v.object({ head: Branch, base: Branch }) });

/** Head and base branch of a `pull_request` event; undefined when the payload has none. */
export function readPullRequest(
  payload: unknown,
): { readonly head: string; readonly base: string } | undefined {
  const checked = checkShape(PullRequestPayload, payload);
  if (!checked.ok) return undefined;
  const { head, base } = checked.value.pull_request;
  return { head: head.ref, base: base.ref };
}
