import { defineInputs, defineOutputs, text } from '../../../lib/action/index.ts';
import type { InputsOf, OutputsOf } from '../../../lib/action/index.ts';
import { registryIdNotation } from '../../../lib/domain/image/index.ts';

/** What the action does, in one sentence. */
export const description =
  'Copy the catalogue of exploited vulnerabilities and the scores of likely exploitation into quarantine.';

/** The inputs of refresh-snapshots. */
export const inputs = defineInputs({
  'tenant-id': text({ description: 'Entra tenant of the import identity.', required: true }),
  'client-id': text({ description: 'Client id of the import identity.', required: true }),
  'quarantine-registry': text({
    description: 'ARM resource id of the quarantine registry.',
    required: true,
    ...registryIdNotation,
  }),
});

/** The outputs of refresh-snapshots. */
export const outputs = defineOutputs({
  kev: { description: 'CISA’s catalogue in quarantine, pinned: `registry/tools/kev@sha256:…`.' },
  'kev-date': { description: 'When CISA released it, RFC 3339.' },
  epss: { description: 'The scores in quarantine, pinned: `registry/tools/epss@sha256:…`.' },
  'epss-date': { description: 'The day that the scores are of, RFC 3339.' },
});

/** The parsed inputs. */
export type Inputs = InputsOf<typeof inputs>;

/** The outputs, all text. */
export type Outputs = OutputsOf<typeof outputs>;
