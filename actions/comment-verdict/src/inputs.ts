import { choice, defineInputs, defineOutputs, jobToken, path, text } from '../../../lib/action/index.ts';
import type { InputsOf, OutputsOf } from '../../../lib/action/index.ts';

/** What the action does, in one sentence. */
export const description =
  'Write what the gate decided about the images of a pull request into one comment, and keep it current.';

/** The inputs of comment-verdict. */
export const inputs = defineInputs({
  decisions: path({
    description:
      'Folder with one folder `decision-<name>` an image: what gate-image wrote, as downloaded artifacts.',
    required: true,
    mustBe: 'folder',
  }),
  scans: path({
    description:
      'Folder with one folder `scan-<name>` an image: what scan-image wrote. Without it the age is not shown.',
    mustBe: 'folder',
  }),
  result: choice({
    description:
      'How the jobs that judged the images ended: `needs.<job>.result`. With anything but `success` the comment never says that all images pass, even if every verdict that arrived is a pass.',
    values: ['success', 'failure', 'cancelled', 'skipped'],
  }),
  'github-token': jobToken({
    description: 'Token of this job with `pull-requests: write`.',
  }),
  'comment-author': text({
    description:
      'The login that `github-token` writes as: only a comment of this account is edited. The token of another app writes as `<slug>[bot]`.',
    default: 'github-actions[bot]',
  }),
});

/** The outputs of comment-verdict. */
export const outputs = defineOutputs({
  'comment-url': { description: 'Where the comment is.' },
  status: { description: '`added`, `edited`, or `unchanged` when it said the same already.' },
  images: { description: 'How many images it is about.' },
});

/** The parsed inputs. */
export type Inputs = InputsOf<typeof inputs>;

/** The outputs, all text. */
export type Outputs = OutputsOf<typeof outputs>;
