import { attestImageOutputs } from '../bindings/attest-image.ts';
import type { AttestImageInputs } from '../bindings/attest-image.ts';
import { buildImageOutputs } from '../bindings/build-image.ts';
import type { BuildImageInputs } from '../bindings/build-image.ts';
import { commentVerdictOutputs } from '../bindings/comment-verdict.ts';
import type { CommentVerdictInputs } from '../bindings/comment-verdict.ts';
import { fetchImageOutputs } from '../bindings/fetch-image.ts';
import type { FetchImageInputs } from '../bindings/fetch-image.ts';
import { gateImageOutputs } from '../bindings/gate-image.ts';
import type { GateImageInputs } from '../bindings/gate-image.ts';
import { importImageOutputs } from '../bindings/import-image.ts';
import type { ImportImageInputs } from '../bindings/import-image.ts';
import { planChangesOutputs } from '../bindings/plan-changes.ts';
import type { PlanChangesInputs } from '../bindings/plan-changes.ts';
import { preflightOutputs } from '../bindings/preflight.ts';
import type { PreflightInputs } from '../bindings/preflight.ts';
import { promoteImageOutputs } from '../bindings/promote-image.ts';
import type { PromoteImageInputs } from '../bindings/promote-image.ts';
import { refreshSnapshotsOutputs } from '../bindings/refresh-snapshots.ts';
import type { RefreshSnapshotsInputs } from '../bindings/refresh-snapshots.ts';
import { scanImageOutputs } from '../bindings/scan-image.ts';
import type { ScanImageInputs } from '../bindings/scan-image.ts';
import { writePageOutputs } from '../bindings/write-page.ts';
import type { WritePageInputs } from '../bindings/write-page.ts';
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
export const scanImage = defineAction<ScanImageInputs, (typeof scanImageOutputs)[number]>(
  own('scan-image'),
  scanImageOutputs,
);

export const planChanges = defineAction<PlanChangesInputs, (typeof planChangesOutputs)[number]>(
  own('plan-changes'),
  planChangesOutputs,
);
export const fetchImage = defineAction<FetchImageInputs, (typeof fetchImageOutputs)[number]>(
  own('fetch-image'),
  fetchImageOutputs,
);
export const gateImage = defineAction<GateImageInputs, (typeof gateImageOutputs)[number]>(
  own('gate-image'),
  gateImageOutputs,
);

export const preflight = defineAction<PreflightInputs, (typeof preflightOutputs)[number]>(
  own('preflight'),
  preflightOutputs,
);
export const writePromotionPage = defineAction<WritePageInputs, (typeof writePageOutputs)[number]>(
  own('write-page'),
  writePageOutputs,
);
export const refreshSnapshots = defineAction<
  RefreshSnapshotsInputs,
  (typeof refreshSnapshotsOutputs)[number]
>(own('refresh-snapshots'), refreshSnapshotsOutputs);
export const commentVerdict = defineAction<CommentVerdictInputs, (typeof commentVerdictOutputs)[number]>(
  own('comment-verdict'),
  commentVerdictOutputs,
);

// `$/` is this repository at the commit that runs: https://github.blog/changelog/2026-07-30-reference-same-repository-actions-with-self-repository-syntax/
function own(name: string): ActionPlace {
  return { uses: `$/actions/${name}` };
}
