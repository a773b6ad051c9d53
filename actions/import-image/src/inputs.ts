import { defineInputs, defineOutputs, secret, text } from '../../../lib/action/index.ts';
import type { InputsOf, OutputsOf } from '../../../lib/action/index.ts';
import { parseRegistryId } from '../../../lib/domain/image/index.ts';
import { parseQuarantineFolder, parseUpstreamImage } from './upstream.ts';

/** What the action does, in one sentence. */
export const description = 'Import an upstream image by digest into quarantine.';

/** The inputs of import-image. */
export const inputs = defineInputs({
  'tenant-id': text({ description: 'Entra tenant of the import identity.', required: true }),
  'client-id': text({ description: 'Client id of the import identity.', required: true }),
  'quarantine-registry': text({
    description: 'ARM resource id of the quarantine registry.',
    required: true,
    form: '`/subscriptions/…/providers/Microsoft.ContainerRegistry/registries/<name>`',
    parse: parseRegistryId,
  }),
  image: text({
    description:
      'The upstream image as `host/repository[:tag]@sha256:…`. Docker Hub’s short names are understood. The tag, if given, is set in quarantine; the digest alone decides what is imported.',
    required: true,
    form: '`host/repository[:tag]@sha256:…`',
    parse: parseUpstreamImage,
  }),
  repository: text({
    description:
      'Repository in quarantine, under `upstream/` or `tools/`; `upstream/<host>/<repository>` when absent.',
    form: 'a repository path under `upstream/` or `tools/`',
    parse: parseQuarantineFolder,
  }),
  'upstream-username': text({ description: 'User of the upstream registry, if it wants one.' }),
  'upstream-password': secret({ description: 'Password or token of that user.' }),
});

/** The outputs of import-image. */
export const outputs = defineOutputs({
  image: { description: 'The image in quarantine, pinned: `registry/repository@sha256:…`.' },
  digest: { description: 'Digest of the image.' },
  status: { description: '`imported`, or `present` when nothing had to be done.' },
});

/** The parsed inputs. */
export type Inputs = InputsOf<typeof inputs>;

/** The outputs, all text. */
export type Outputs = OutputsOf<typeof outputs>;

/** Rules between inputs. */
export function check(values: Inputs): readonly string[] {
  const hasUser = values.upstreamUsername !== undefined;
  if (hasUser === (values.upstreamPassword !== undefined)) return [];
  return hasUser
    ? ['upstream-password: is required with upstream-username']
    : ['upstream-username: is required with upstream-password'];
}
