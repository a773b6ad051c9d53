import {
  choice,
  defineInputs,
  defineOutputs,
  digest,
  flag,
  jobToken,
  path,
  text,
  time,
} from '../../../lib/action/index.ts';
import type { InputsOf, OutputsOf } from '../../../lib/action/index.ts';
import { keyIdNotation } from '../../../lib/clients/keyvault/index.ts';
import { registryIdNotation, repositoryNotation } from '../../../lib/domain/image/index.ts';
import { requestedImageNotation } from '../../../lib/domain/promotion/index.ts';

/** What the action does, in one sentence. */
export const description =
  'Decide by the policy of the protected branch whether an image may go on, and sign the decision.';

/** The inputs of gate-image. */
export const inputs = defineInputs({
  'tenant-id': text({ description: 'Entra tenant of the registries’ subscription.', required: true }),
  'client-id': text({
    description: 'Client id of the gate identity; of the reader identity with `sign: false`.',
    required: true,
  }),
  'quarantine-registry': text({
    description: 'ARM resource id of the registry that holds the image, its statements and the snapshots.',
    required: true,
    ...registryIdNotation,
  }),
  'live-registry': text({
    description:
      'ARM resource id of the registry of what runs. Without it what runs is unknown, and a policy that requires `live` passes nothing.',
    ...registryIdNotation,
  }),
  'live-repository': text({
    description: 'Repository in live; the same as in quarantine when absent.',
    ...repositoryNotation,
  }),
  image: text({
    description:
      'The image in quarantine as `repository[:tag]@sha256:…`; the host may stand before it. A tag that no longer points at the digest stops the decision.',
    required: true,
    ...requestedImageNotation,
  }),
  report: path({
    description:
      'The report to decide on: output `report` of scan-image, or Trivy JSON, SARIF, CycloneDX with vulnerabilities or Grype JSON of any scanner.',
    required: true,
    mustBe: 'file',
  }),
  'report-digest': digest({
    description:
      'Output `report-digest` of scan-image, by the outputs of its job: another report, and by it another SBOM, is refused. Needed where the report comes as a workflow artifact, which every job of the run can replace.',
  }),
  sbom: path({
    description:
      'Output `sbom` of scan-image: the folder of its SBOMs. Without it no SBOM is signed, and promotion refuses the image.',
    mustBe: 'folder',
  }),
  environment: choice({
    description: 'Whose rules of the policy hold. `local` asks for the least and is never signed.',
    values: ['quarantine', 'production', 'local'],
    default: 'quarantine',
  }),
  'database-date': time({
    description: 'When the scanner’s database was built, for a foreign report that does not say.',
  }),
  sign: flag({
    description:
      'Sign the decision, the SBOMs and the findings, and attach them. Write `false` for pull requests: nothing is signed or attached then.',
    default: 'true',
  }),
  'signing-key': text({
    description: 'Identifier of the decision key in Key Vault; required with `sign: true`.',
    ...keyIdNotation,
  }),
  'github-token': jobToken({
    description:
      'Token of this job with `contents: read` (policy, waivers, VEX and keys) and `pull-requests: read` (who approved a waiver).',
  }),
  'output-folder': path({
    description: 'Folder in the workspace for the decision and its SARIF.',
    default: 'lazaret-gate',
  }),
});

/** The outputs of gate-image. */
export const outputs = defineOutputs({
  decision: { description: '`pass`, `fail`, or `indeterminate` when something that is required is unknown.' },
  'decision-file': {
    description:
      'File with the whole decision as JSON: reasons, notes, counts, inputs by digest, statements.',
  },
  summary: { description: 'The decision as Markdown, e.g. for a comment; at most 60,000 characters.' },
  sarif: { description: 'File with what blocks, is unknown or was excepted, as SARIF 2.1.0.' },
  findings: { description: 'How many findings were judged.' },
  blocking: { description: 'How many of them block.' },
  counts: {
    description:
      'What became of the findings, as JSON: `findings`, `blocking`, `unknown`, `waived`, `vex`, `grace`, `tolerated`, `belowThreshold`.',
  },
  'policy-commit': { description: 'The commit of the protected branch that the rules were read at.' },
  'policy-digest': { description: 'Digest of the policy.' },
  'verdict-digest': { description: 'Digest of the signed verdict’s statement; empty with `sign: false`.' },
  'verdict-bundle': {
    description: 'Digest of the referrer that carries the verdict; empty with `sign: false`.',
  },
});

/** The parsed inputs. */
export type Inputs = InputsOf<typeof inputs>;

/** The outputs, all text. */
export type Outputs = OutputsOf<typeof outputs>;

/** Rules between inputs. */
export function check({ sign, signingKey, environment }: Inputs): readonly string[] {
  if (!sign) return [];
  return [
    ...(signingKey === undefined ? ['`signing-key`: is required with `sign: true`'] : []),
    ...(environment === 'local' ? ['`environment`: a decision by the rules of `local` is not signed'] : []),
  ];
}
