import { text } from '../model/expression.ts';
import type { Expression } from '../model/expression.ts';
import { job } from '../model/jobs.ts';
import type { JobHandle, Runner } from '../model/types.ts';
import { checkFirst } from './check-first.ts';
import { readReviews, readRules, readRun, signIn } from './grants.ts';
import { promoteImage, writePromotionPage } from './own-actions.ts';

/** What a promotion is about, by the names of promote.yml's inputs. */
export interface PromotionValues {
  readonly name: Expression;
  readonly image: Expression;
  readonly 'tenant-id': Expression;
  readonly 'quarantine-registry': Expression;
  readonly 'live-registry': Expression;
  readonly 'client-id': Expression;
  readonly 'reader-client-id': Expression;
  readonly 'signing-key': Expression;
  readonly 'trivy-allowed': Expression;
}

/** Those of promote.yml that may be left out. */
export type PromotionOptions = Readonly<
  Partial<Record<'repository' | 'tags' | 'baseline-commit', Expression>>
>;

type Page = JobHandle<'image' | 'page-digest' | 'target'>;

/** The job before the environment: what the approver reads, and the image that the promotion takes. */
export function writePage(
  given: PromotionValues,
  { repository }: PromotionOptions,
  { runsOn, needs = [] }: { readonly runsOn: Runner; readonly needs?: readonly JobHandle[] },
): Page {
  const paged = writePromotionPage({
    id: 'page',
    name: 'Write the promotion page',
    with: {
      'tenant-id': given['tenant-id'],
      'client-id': given['reader-client-id'],
      'quarantine-registry': given['quarantine-registry'],
      'live-registry': given['live-registry'],
      image: given.image,
      ...(repository === undefined ? {} : { repository }),
    },
  });
  return job({
    id: 'page',
    name: 'Promotion page',
    needs,
    runsOn,
    permissions: { ...signIn, ...readRules },
    timeoutMinutes: 15,
    outputs: {
      image: paged.outputs.image,
      'page-digest': paged.outputs['page-digest'],
      target: paged.outputs.target,
    },
    steps: [paged],
  });
}

interface Promotion {
  /** The file that holds the job. */
  readonly file: string;
  readonly environment: string;
  /** One that another person approved before. */
  readonly firstEnvironment?: string;
  readonly runsOn: Runner;
  readonly page: Page;
  /** Further jobs to wait for. */
  readonly after: readonly JobHandle[];
  readonly events: readonly ('push' | 'workflow_dispatch')[];
  /** Where the input `runner-group` does not say it. */
  readonly runnerGroup?: Expression;
}

/** The job in the environment: it takes the image from the page alone, so that no later attempt can bring another. */
export function promote(
  given: PromotionValues,
  options: PromotionOptions,
  { environment, firstEnvironment, runsOn, page, after, ...rest }: Promotion,
): JobHandle<'image' | 'digest'> {
  const promoted = promoteImage({
    id: 'promote',
    name: 'Promote',
    with: {
      'tenant-id': given['tenant-id'],
      'client-id': given['client-id'],
      'quarantine-registry': given['quarantine-registry'],
      'live-registry': given['live-registry'],
      image: page.outputs.image,
      'page-digest': page.outputs['page-digest'],
      environment,
      ...(firstEnvironment === undefined ? {} : { 'first-environment': firstEnvironment }),
      'signing-key': given['signing-key'],
      'trivy-allowed': given['trivy-allowed'],
      ...options,
    },
  });
  return job({
    id: 'promote',
    name: text`Promote ${given.name}`,
    needs: [page, ...after],
    runsOn,
    environment,
    // One promotion to a repository of live at a time, in the order in which they came, whatever its image is called.
    concurrency: { group: text`promote-${page.outputs.target}`, 'cancel-in-progress': false, queue: 'max' },
    permissions: { ...signIn, ...readRules, ...readReviews, ...readRun },
    timeoutMinutes: 60,
    outputs: { image: promoted.outputs.image, digest: promoted.outputs.digest },
    steps: [checkFirst({ ...rest, environment }), promoted],
  });
}
