import * as v from 'valibot';
import { choice, defineInputs, defineOutputs, InputProblem, text, time } from '../../../lib/action/index.ts';
import type { InputsOf, OutputsOf } from '../../../lib/action/index.ts';
import { commitIdPattern } from '../../../lib/base/commit-id.ts';
import { checkJson } from '../../../lib/base/schema.ts';
import { keyIdNotation } from '../../../lib/clients/keyvault/index.ts';
import { parseDigest, parsePinnedImage, registryIdNotation } from '../../../lib/domain/image/index.ts';
import type { BaseImage } from '../../../lib/domain/statement/index.ts';

/** What the action does, in one sentence. */
export const description =
  'Sign how an image was built, or where it was imported from, and attach that to the image in quarantine.';

/** The inputs of attest-image. */
export const inputs = defineInputs({
  'tenant-id': text({ description: 'Entra tenant of the registry’s subscription.', required: true }),
  'client-id': text({
    description: 'Client id of the provenance identity (federated with this workflow).',
    required: true,
  }),
  'quarantine-registry': text({
    description: 'ARM resource id of the quarantine registry.',
    required: true,
    ...registryIdNotation,
  }),
  image: text({
    description: 'The image in quarantine, pinned; output `image` of build-image or import-image.',
    required: true,
    form: '`<registry>.azurecr.io/<repository>@sha256:…`',
    parse: (value) => parsePinnedImage(value),
  }),
  'signing-key': text({
    description: 'Identifier of the provenance key in Key Vault.',
    required: true,
    ...keyIdNotation,
  }),
  kind: choice({
    description: 'What happened to the image: it was built (SLSA provenance) or imported (import record).',
    values: ['build', 'import'],
    default: 'build',
  }),
  'run-id': text({ description: 'Output `run-id` of build-image; the run is read back from ACR.' }),
  'context-hash': text({ description: 'Output `context-hash` of build-image.', parse: parseDigest }),
  commit: text({
    description:
      'Output `commit` of build-image: the commit of a Git context, which must be the commit of this run. Leave empty for a local one.',
    form: 'a commit id of 40 hex digits',
    parse: parseCommit,
  }),
  'base-digests': text({
    description: 'Output `base-digests` of build-image.',
    form: 'a JSON list of `{ "image", "digest" }`',
    parse: parseBases,
  }),
  'started-at': time({
    description: 'Output `started-at` of build-image; taken from ACR where ACR tells it.',
  }),
  'finished-at': time({
    description: 'Output `finished-at` of build-image; taken from ACR where ACR tells it.',
  }),
  upstream: text({
    description: 'The image that import-image was given; its digest must be the one of `image`.',
    form: '`host/repository[:tag]@sha256:…`',
    parse: (value) => parsePinnedImage(value, { isDockerShorthandAllowed: true }),
  }),
});

/** The outputs of attest-image. */
export const outputs = defineOutputs({
  'statement-digest': {
    description: 'Digest of what is signed: the statement’s identity, the same however often it is signed.',
  },
  'bundle-digest': { description: 'Digest of the referrer that carries the signed bundle.' },
  'predicate-type': { description: 'What the statement is: SLSA provenance v1, or an import record.' },
  status: { description: '`attached`, or `present` when an equal statement by this key was there.' },
});

/** The parsed inputs. */
export type Inputs = InputsOf<typeof inputs>;

/** The outputs, all text. */
export type Outputs = OutputsOf<typeof outputs>;

/** The base images of a build; a list by itself would count as given when it is not. */
export interface BaseList {
  readonly images: readonly BaseImage[];
}

/** Rules between inputs: each kind has inputs of its own. */
export function check(given: Inputs): readonly string[] {
  if (given.kind === 'import')
    return given.upstream === undefined ? ['`upstream`: is required with `kind: import`'] : [];
  const needed = {
    'run-id': given.runId,
    'context-hash': given.contextHash,
    'base-digests': given.baseDigests,
  };
  return Object.entries(needed).flatMap(([name, value]) =>
    value === undefined ? [`\`${name}\`: is required with \`kind: build\``] : [],
  );
}

const maxBases = 100;
const shortText = v.pipe(v.string(), v.nonEmpty(), v.maxLength(1024));
const basesSchema = v.pipe(v.array(v.object({ image: shortText, digest: shortText })), v.maxLength(maxBases));

function parseBases(value: string): BaseList {
  const checked = checkJson(basesSchema, value);
  if (checked.ok) return { images: checked.value };
  throw new InputProblem(checked.problems.join('; '), 'output `base-digests` of build-image, unchanged');
}

function parseCommit(value: string): string {
  if (commitIdPattern.test(value)) return value;
  throw new InputProblem(
    `"${value.slice(0, 80)}" is no commit id`,
    'output `commit` of build-image, unchanged',
  );
}
