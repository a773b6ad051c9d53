import {
  defineInputs,
  defineOutputs,
  InputProblem,
  jobToken,
  list,
  text,
} from '../../../lib/action/index.ts';
import type { InputsOf, OutputsOf } from '../../../lib/action/index.ts';
import { keyIdNotation } from '../../../lib/clients/keyvault/index.ts';
import {
  parseDigest,
  parseTag,
  registryIdNotation,
  repositoryNotation,
} from '../../../lib/domain/image/index.ts';
import {
  isPullRequestFolder,
  isRecordTag,
  requestedImageNotation,
} from '../../../lib/domain/promotion/index.ts';
import { databaseNotation, defaultDatabase } from '../../../lib/domain/scanning/index.ts';
import { allowedTrivyNotation } from '../../../lib/tools/trivy/index.ts';

/** What the action does, in one sentence. */
export const description = 'Carry an approved image by digest from quarantine to live.';

/** The inputs of promote-image. */
export const inputs = defineInputs({
  'tenant-id': text({ description: 'Entra tenant of the promote identity.', required: true }),
  'client-id': text({ description: 'Client id of the promote identity.', required: true }),
  'quarantine-registry': text({
    description: 'ARM resource id of the registry that holds the image.',
    required: true,
    ...registryIdNotation,
  }),
  'live-registry': text({
    description: 'ARM resource id of the registry that the image goes to.',
    required: true,
    ...registryIdNotation,
  }),
  image: text({
    description:
      'The image in quarantine as `repository[:tag]@sha256:…`; the host may stand before it. A tag that no longer points at the digest stops the promotion.',
    required: true,
    ...requestedImageNotation,
  }),
  repository: text({
    description: 'Repository in live; the same as in quarantine when absent.',
    ...repositoryNotation,
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
  'first-environment': text({
    description:
      'A protected environment that the run was approved for before, by another person than the one who approved `environment`; for emergencies, which need two. A waiver that such a promotion stands on may live at most 24 hours.',
  }),
  'page-digest': text({
    description:
      'Digest of the promotion page that the approver was shown, written by the job before the environment; recorded with the approval.',
    form: '`sha256:` and 64 hex digits',
    parse: parseDigest,
  }),
  'signing-key': text({
    description: 'Identifier of the promotion key in Key Vault; all records in live are signed with it.',
    required: true,
    ...keyIdNotation,
  }),
  'trivy-allowed': list({
    description:
      'The programs that may scan again: `<version> <sha256>`, one a line. Trivy is never downloaded, and no other program is started.',
    required: true,
    ...allowedTrivyNotation,
  }),
  'trivy-path': text({
    description: 'File of Trivy on the runner; the first `trivy` of the PATH when absent.',
    form: 'an absolute path',
  }),
  database: text({
    description: 'Trivy’s vulnerability database in quarantine, as it is at the moment of the promotion.',
    default: defaultDatabase,
    ...databaseNotation,
  }),
  'github-token': jobToken({
    description:
      'Token of this job with `actions: read`, `contents: read` and `pull-requests: read`, to verify the approval.',
  }),
  'baseline-commit': text({
    description:
      'Full id of a commit whose history was reviewed otherwise; used only while nothing of this repository was promoted yet.',
    form: 'a full commit id (40 hex digits)',
    parse: parseCommit,
  }),
});

/** Inputs of earlier versions. */
export const retired = {
  verdict: 'is gone: the signed verdict of `gate-image` is always asked for — leave it out',
} as const;

/** The outputs of promote-image. */
export const outputs = defineOutputs({
  image: { description: 'The image in live, pinned: `registry/repository@sha256:…`.' },
  digest: { description: 'Digest of the image.' },
  'promotion-digest': { description: 'Payload digest of the completion record.' },
  'intent-digest': { description: 'Payload digest of the intent record.' },
  'verdict-digest': { description: 'Payload digest of the verdict that the completion record names.' },
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
