import * as v from 'valibot';
import { commitIdPattern } from '../../../lib/base/commit-id.ts';
import { checkShape } from '../../../lib/base/schema.ts';
import type { Checkout } from '../../../lib/tools/git/index.ts';
import type { Inputs } from './inputs.ts';
import type { Deps } from './ports.ts';

/** The commit to compare with, or that there is none; the reason is our own words and commit ids. */
export type Range =
  | { readonly kind: 'everything'; readonly reason: string }
  | { readonly kind: 'range'; readonly base: string; readonly reason: string };

const sha = v.pipe(v.string(), v.regex(commitIdPattern));

// https://docs.github.com/en/webhooks/webhook-events-and-payloads: push, pull_request, merge_group
const PushEvent = v.object({ before: sha, forced: v.optional(v.boolean(), false) });
const PullRequestEvent = v.object({
  pull_request: v.object({ base: v.object({ sha }), head: v.object({ sha }) }),
});
const MergeGroupEvent = v.object({ merge_group: v.object({ base_sha: sha }) });

/** Where the change begins. In doubt everything is planned: an image too many costs minutes, one too few a release. */
export async function findRange(inputs: Inputs, deps: Deps, head: string): Promise<Range> {
  if (inputs.all) return everything('the input `all` asks for everything');
  if (inputs.base !== undefined)
    return fromCommit(deps.checkout, inputs.base, 'the commit of the input `base`');
  const event = await deps.readEvent();
  switch (deps.eventName) {
    case 'push':
      return findPushRange(deps.checkout, event);
    case 'pull_request':
      return findPullRange(deps.checkout, event, head);
    case 'merge_group':
      return findMergeGroupRange(deps.checkout, event);
    default:
      return everything('the event has no range of commits');
  }
}

async function findPushRange(checkout: Checkout, event: unknown): Promise<Range> {
  const checked = checkShape(PushEvent, event);
  if (!checked.ok) return everything('the event does not say what the branch was at before the push');
  const { before, forced } = checked.value;
  if (/^0+$/.test(before)) return everything('it is the first push of the branch');
  if (forced) return everything('the branch was pushed by force, so its history is another');
  return fromCommit(checkout, before, 'what the branch was at before the push');
}

async function findPullRange(checkout: Checkout, event: unknown, head: string): Promise<Range> {
  const checked = checkShape(PullRequestEvent, event);
  if (!checked.ok) return everything('the event does not say the base of the pull request');
  const { pull_request: pull } = checked.value;
  const [first, second, ...others] = await checkout.listParents(head);
  // GitHub's own merge commit: against its first parent it shows the pull request alone, however far the base is.
  if (first !== undefined && second === pull.head.sha && others.length === 0)
    return fromCommit(checkout, first, 'the base that the pull request is merged with');
  if (!(await checkout.hasCommit(pull.base.sha))) return missing(checkout, pull.base.sha);
  const fork = await checkout.findMergeBase(pull.base.sha, head);
  if (fork === undefined)
    return everything('the history of base and pull request does not meet in the checkout');
  return fromCommit(checkout, fork, 'where the pull request leaves its base');
}

async function findMergeGroupRange(checkout: Checkout, event: unknown): Promise<Range> {
  const checked = checkShape(MergeGroupEvent, event);
  if (!checked.ok) return everything('the event does not say the base of the merge group');
  return fromCommit(checkout, checked.value.merge_group.base_sha, 'the base of the merge group');
}

async function fromCommit(checkout: Checkout, base: string, what: string): Promise<Range> {
  if (!(await checkout.hasCommit(base))) return missing(checkout, base);
  return { kind: 'range', base, reason: `compared with ${base}, ${what}` };
}

async function missing(checkout: Checkout, commit: string): Promise<Range> {
  if (!(await checkout.isShallow())) return everything(`the checkout does not have ${commit}`);
  return everything(
    `the checkout is shallow and does not have ${commit}; give actions/checkout \`fetch-depth: 0\``,
  );
}

function everything(reason: string): Range {
  return { kind: 'everything', reason };
}
