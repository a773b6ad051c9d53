import { defineInputs, defineOutputs, InputProblem, jobToken, text } from '../../../lib/action/index.ts';
import type { InputsOf, OutputsOf } from '../../../lib/action/index.ts';
import { keyIdNotation } from '../../../lib/clients/keyvault/index.ts';
import { registryIdNotation } from '../../../lib/domain/image/index.ts';
import { requestedImageNotation } from '../../../lib/domain/promotion/index.ts';

const maxReasonCharacters = 1000;

/** What the action does, in one sentence. */
export const description = 'Take a digest in live out of use.';

/** The inputs of revoke-image. */
export const inputs = defineInputs({
  'tenant-id': text({ description: 'Entra tenant of the promote identity.', required: true }),
  'client-id': text({ description: 'Client id of the promote identity.', required: true }),
  'live-registry': text({
    description: 'ARM resource id of the live registry.',
    required: true,
    ...registryIdNotation,
  }),
  image: text({
    description: 'The image in live as `repository[:tag]@sha256:…`; the host may stand before it.',
    required: true,
    ...requestedImageNotation,
  }),
  reason: text({
    description:
      'Why the image must no longer be used; recorded, and told to everybody who tries to promote it.',
    required: true,
    form: 'one or two sentences',
    parse: parseReason,
  }),
  ticket: text({
    description: 'Where the decision is kept: an issue, an incident, a link; recorded.',
    required: true,
    parse: parseReason,
  }),
  'signing-key': text({
    description: 'Identifier of the promotion key in Key Vault; the record is signed with it.',
    required: true,
    ...keyIdNotation,
  }),
  'github-token': jobToken({
    description:
      'Token of this job with `actions: read` and `contents: read`: the record names who started the run as GitHub knows it, and the trusted keys stand on the protected branch.',
  }),
});

/** The outputs of revoke-image. */
export const outputs = defineOutputs({
  image: { description: 'The image that was taken out of use: `registry/repository@sha256:…`.' },
  'revocation-digest': { description: 'Payload digest of the revocation record.' },
  status: { description: '`revoked`, or `present` when the record was there before.' },
});

/** The parsed inputs. */
export type Inputs = InputsOf<typeof inputs>;

/** The outputs, all text. */
export type Outputs = OutputsOf<typeof outputs>;

function parseReason(value: string): string {
  if (value.length > maxReasonCharacters) {
    throw new InputProblem(`it has ${value.length} characters`, `at most ${maxReasonCharacters}`);
  }
  if (/\p{Cc}/u.test(value)) throw new InputProblem('it has control characters', 'one line of text');
  return value;
}
