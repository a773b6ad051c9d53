import { defineInputs, defineOutputs, jobToken, path, text } from '../../../lib/action/index.ts';
import type { InputsOf, OutputsOf } from '../../../lib/action/index.ts';
import { registryIdNotation, repositoryNotation } from '../../../lib/domain/image/index.ts';
import { requestedImageNotation } from '../../../lib/domain/promotion/index.ts';

/** What the action does, in one sentence. */
export const description = 'Write the page that an approver reads before an image goes live.';

/** The inputs of write-page. */
export const inputs = defineInputs({
  'tenant-id': text({ description: 'Entra tenant of the registries’ subscription.', required: true }),
  'client-id': text({ description: 'Client id of the reader identity.', required: true }),
  'quarantine-registry': text({
    description: 'ARM resource id of the registry that holds the image and its statements.',
    required: true,
    ...registryIdNotation,
  }),
  'live-registry': text({
    description: 'ARM resource id of the registry that the image would go to.',
    required: true,
    ...registryIdNotation,
  }),
  image: text({
    description:
      'The image in quarantine as `repository[:tag]@sha256:…`; the host may stand before it. A tag that no longer points at the digest stops the action.',
    required: true,
    ...requestedImageNotation,
  }),
  repository: text({
    description: 'Repository in live; the same as in quarantine when absent.',
    ...repositoryNotation,
  }),
  'github-token': jobToken({
    description:
      'Token of this job with `contents: read`, for the keys and the policy of the protected branch.',
  }),
  'output-folder': path({
    description: 'Folder in the workspace for the page.',
    default: 'lazaret-page',
  }),
});

/** The outputs of write-page. */
export const outputs = defineOutputs({
  image: {
    description: 'The image in quarantine, pinned: what promote-image is to be given, and nothing else.',
  },
  page: { description: 'File with the page as Markdown.' },
  summary: { description: 'The page itself; the summary of the job shows it.' },
  'page-digest': {
    description: 'Digest of the page; promote-image writes it into the approval statement.',
  },
  target: {
    description:
      'Where it would go, `registry/repository` in live: promotions to one target take turns by it.',
  },
  running: { description: 'The image that runs, pinned; empty when live has none of this repository.' },
});

/** The parsed inputs. */
export type Inputs = InputsOf<typeof inputs>;

/** The outputs, all text. */
export type Outputs = OutputsOf<typeof outputs>;
