import { attestImageOutputs } from '../bindings/attest-image.ts';
import type { AttestImageInputs } from '../bindings/attest-image.ts';
import { buildImageOutputs } from '../bindings/build-image.ts';
import type { BuildImageInputs } from '../bindings/build-image.ts';
import { importImageOutputs } from '../bindings/import-image.ts';
import type { ImportImageInputs } from '../bindings/import-image.ts';
import { planChangesOutputs } from '../bindings/plan-changes.ts';
import type { PlanChangesInputs } from '../bindings/plan-changes.ts';
import { promoteImageOutputs } from '../bindings/promote-image.ts';
import type { PromoteImageInputs } from '../bindings/promote-image.ts';
import { scanImageOutputs } from '../bindings/scan-image.ts';
import type { ScanImageInputs } from '../bindings/scan-image.ts';
import { defineAction } from '../model/steps.ts';
import type { ActionPlace } from '../model/steps.ts';

export const attestImage = defineAction<AttestImageInputs, (typeof attestImageOutputs)[number]>(
  own('attest-image'),
  attestImageOutputs,
);
export const buildImage = defineAction<BuildImageInputs, (typeof buildImageOutputs)[number]>(
  own('build-image'),
  buildImageOutputs,
);
export const importImage = defineAction<ImportImageInputs, (typeof importImageOutputs)[number]>(
  own('import-image'),
  importImageOutputs,
);
export const promoteImage = defineAction<
  PromoteImageInputs & {
    readonly 'signing-key'?: string;
    readonly 'trivy-allowed'?: string;
    readonly 'page-digest'?: string;
  },
  (typeof promoteImageOutputs)[number]
>(own('promote-image'), promoteImageOutputs);
export const scanImage = defineAction<
  Partial<ScanImageInputs> & { readonly layout?: string },
  (typeof scanImageOutputs)[number]
>(own('scan-image'), scanImageOutputs);

interface RegistryInputs {
  readonly 'tenant-id': string;
  readonly 'client-id': string;
  readonly 'quarantine-registry': string;
}

export const planChanges = defineAction<PlanChangesInputs, (typeof planChangesOutputs)[number]>(
  own('plan-changes'),
  planChangesOutputs,
);
export const preflight = defineAction<{
  readonly events: string;
  readonly environment?: string;
  readonly 'runner-group': string;
}>(own('preflight'), []);
export const fetchImage = defineAction<
  RegistryInputs & { readonly image: string; readonly 'output-folder': string },
  'folder'
>(own('fetch-image'), ['folder']);
export const gateImage = defineAction<
  RegistryInputs & {
    readonly 'live-registry': string;
    readonly image: string;
    readonly report: string;
    readonly sign?: boolean;
    readonly 'signing-key'?: string;
    readonly environment?: string;
  },
  'decision' | 'decision-file'
>(own('gate-image'), ['decision', 'decision-file']);
export const pageImage = defineAction<
  RegistryInputs & { readonly 'live-registry': string; readonly image: string; readonly repository?: string },
  'image' | 'page-digest'
>(own('page-image'), ['image', 'page-digest']);
export const refreshSnapshots = defineAction<RegistryInputs, 'kev' | 'epss'>(own('refresh-snapshots'), [
  'kev',
  'epss',
]);
export const commentVerdict = defineAction<{ readonly folder: string }, 'comment-url'>(
  own('comment-verdict'),
  ['comment-url'],
);

// `$/` is this repository at the commit that runs: https://github.blog/changelog/2026-07-30-reference-same-repository-actions-with-self-repository-syntax/
function own(name: string): ActionPlace {
  return { uses: `$/actions/${name}` };
}
