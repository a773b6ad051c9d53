import { defineInputs, defineOutputs, path, secret, text } from '../../../lib/action/index.ts';
import type { InputsOf, OutputsOf } from '../../../lib/action/index.ts';
import { parseRegistryId, parseRepository } from '../../../lib/domain/image/index.ts';
import { parseRequestedImage } from '../../../lib/domain/promotion/index.ts';

/** What the action does, in one sentence. */
export const description = 'Write the page that an approver reads before an image goes live.';

/** The inputs of write-page. */
export const inputs = defineInputs({
  'tenant-id': text({ description: 'Entra tenant of the registries’ subscription.', required: true }),
  'client-id': text({ description: 'Client id of the reader identity.', required: true }),
  'quarantine-registry': text({
    description: 'ARM resource id of the registry that holds the image and its statements.',
    required: true,
    form: '`/subscriptions/…/providers/Microsoft.ContainerRegistry/registries/<name>`',
    parse: parseRegistryId,
  }),
  'live-registry': text({
    description: 'ARM resource id of the registry that the image would go to.',
    required: true,
    form: '`/subscriptions/…/providers/Microsoft.ContainerRegistry/registries/<name>`',
    parse: parseRegistryId,
  }),
  image: text({
    description:
      'The image in quarantine as `repository[:tag]@sha256:…`; the host may stand before it. A tag that no longer points at the digest stops the action.',
    required: true,
    form: '`repository@sha256:…`',
    parse: parseRequestedImage,
  }),
  repository: text({
    description: 'Repository in live; the same as in quarantine when absent.',
    form: 'a repository path such as `workload/chain-api`',
    parse: parseRepository,
  }),
  'github-token': secret({
    description:
      'Token of this job with `contents: read`, for the keys and the policy of the protected branch.',
    default: '${{ github.token }}',
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
