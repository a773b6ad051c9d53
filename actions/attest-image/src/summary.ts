import { formatImageReference } from '../../../lib/domain/image/index.ts';
import type { Inputs, Outputs } from './inputs.ts';

/** What was said of which image, and where it hangs. */
export function renderSummary(outputs: Outputs, inputs: Inputs): string {
  const what = inputs.kind === 'import' ? 'Import record' : 'Build provenance';
  const title = outputs.status === 'present' ? `${what} was attached already` : `${what} signed and attached`;
  const rows = [
    ['Image', formatImageReference(inputs.image)],
    ['Statement', outputs.statementDigest],
    ['Bundle', outputs.bundleDigest],
    ['Predicate', outputs.predicateType],
  ];
  const note =
    inputs.kind === 'import'
      ? ''
      : '\nBy word of the building job alone: context hash and digests of base images. The rest is of ACR and the token of this job.\n';
  const table = rows.map(([name, value]) => `| ${name} | \`${value}\` |`).join('\n');
  return `### ${title}\n\n| | |\n| --- | --- |\n${table}\n${note}`;
}
