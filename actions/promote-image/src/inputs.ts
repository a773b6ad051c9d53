import {
  choice,
  defineInputs,
  defineOutputs,
  InputProblem,
  list,
  secret,
  text,
} from '../../../lib/action/index.ts';
import type { InputsOf, OutputsOf } from '../../../lib/action/index.ts';
import { parseRegistryId, parseRepository, parseTag } from '../../../lib/domain/image/index.ts';
import {
  isPullRequestFolder,
  isRecordTag,
  parseRequestedImage,
} from '../../../lib/domain/promotion/index.ts';

/** What the action does, in one sentence. */
export const description = 'Carry an approved image by digest from quarantine to live.';

/** The inputs of promote-image. */
export const inputs = defineInputs({
  'tenant-id': text({ description: 'Entra tenant of the promote identity.', required: true }),
  'client-id': text({ description: 'Client id of the promote identity.', required: true }),
  'quarantine-registry': text({
    description: 'ARM resource id of the registry that holds the image.',
    required: true,
    form: '`/subscriptions/…/providers/Microsoft.ContainerRegistry/registries/<name>`',
    parse: parseRegistryId,
  }),
  'live-registry': text({
    description: 'ARM resource id of the registry that the image goes to.',
    required: true,
    form: '`/subscriptions/…/providers/Microsoft.ContainerRegistry/registries/<name>`',
    parse: parseRegistryId,
  }),
  image: text({
    description:
      'The image in quarantine as `repository[:tag]@sha256:…`; the host may stand before it. A tag that no longer points at the digest stops the promotion.',
    required: true,
    form: '`repository@sha256:…`',
    parse: parseRequestedImage,
  }),
  repository: text({
    description: 'Repository in live; the same as in quarantine when absent.',
    form: 'a repository path such as `workload/chain-api`',
    parse: parseRepository,
  }),
  tags: list({
    description: 'Tags to set in live, one a line. A live tag is never moved from one digest to another.',
    form: 'one tag a line',
    parse: parseTag,
  }),
  environment: text({
    description: 'The protected environment that this job runs in and that was approved.',
    default: 'promote',
  }),
  verdict: choice({
    description:
      'Write `none` to promote without a verdict of the gate: it is printed, recorded, and goes away with the gate. Absent, an image without verdict is refused.',
    values: ['none'],
  }),
  'github-token': secret({
    description:
      'Token of this job with `actions: read`, `contents: read` and `pull-requests: read`, to verify the approval.',
    default: '${{ github.token }}',
  }),
  'baseline-commit': text({
    description:
      'Full id of a commit whose history was reviewed otherwise; used only while nothing of this repository was promoted yet.',
    form: 'a full commit id (40 hex digits)',
    parse: parseCommit,
  }),
});

/** The outputs of promote-image. */
export const outputs = defineOutputs({
  image: { description: 'The image in live, pinned: `registry/repository@sha256:…`.' },
  digest: { description: 'Digest of the image.' },
  'promotion-digest': { description: 'Payload digest of the completion record.' },
  'intent-digest': { description: 'Payload digest of the intent record.' },
  approvers: {
    description: 'Logins of the approvers that the completion record names, separated by commas.',
  },
  status: { description: '`promoted`, or `present` when the image had been promoted before.' },
});

/** The parsed inputs. */
export type Inputs = InputsOf<typeof inputs>;

/** The outputs, all text. */
export type Outputs = OutputsOf<typeof outputs>;

/** Rules between inputs. */
export function check(values: Inputs): readonly string[] {
  const { quarantineRegistry, liveRegistry } = values;
  const reserved = values.tags.filter(isRecordTag).map((tag) => `tags: "${tag}" is kept for records`);
  const isSame = quarantineRegistry.id.toLowerCase() === liveRegistry.id.toLowerCase();
  return isSame ? [...reserved, ...checkFolder(values)] : reserved;
}

// In one registry only the folder tells live from quarantine, and pull requests write to `pr/`.
function checkFolder({ image, repository }: Inputs): readonly string[] {
  if (repository === undefined)
    return ['repository: is required when quarantine-registry and live-registry are one registry'];
  if (repository === image.repository)
    return [`repository: "${repository}" is where the image is in quarantine — write another one`];
  return isPullRequestFolder(repository) ? ['repository: "pr/" is written by pull requests'] : [];
}

function parseCommit(value: string): string {
  if (/^[0-9a-f]{40}$/.test(value)) return value;
  throw new InputProblem(`"${value}" is no full commit id`, 'the 40 hex digits of a commit');
}
