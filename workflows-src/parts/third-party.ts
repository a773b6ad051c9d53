import { defineAction } from '../model/steps.ts';
import type { ActionPlace } from '../model/steps.ts';
import { pins } from '../pins.ts';
import type { PinnedAction } from '../pins.ts';

interface CheckoutInputs {
  /** Of the history; 0 is all of it. */
  readonly 'fetch-depth'?: number;
  readonly ref?: string;
  /** Stays false: what runs later would find the token. */
  readonly 'persist-credentials': false;
}

interface SetupNodeInputs {
  readonly 'node-version': string;
  /** Stays false: a cache is written by whoever came first. */
  readonly 'package-manager-cache': false;
}

interface UploadArtifactInputs {
  readonly name: string;
  readonly path: string;
  readonly 'retention-days'?: number;
  readonly 'if-no-files-found'?: 'warn' | 'error' | 'ignore';
  readonly overwrite?: boolean;
}

interface DownloadArtifactInputs {
  readonly name?: string;
  readonly pattern?: string;
  readonly path: string;
}

export const checkout = defineAction<CheckoutInputs>(pinned('actions/checkout'), []);
export const setupNode = defineAction<SetupNodeInputs>(pinned('actions/setup-node'), []);
export const uploadArtifact = defineAction<UploadArtifactInputs, 'artifact-id' | 'artifact-digest'>(
  pinned('actions/upload-artifact'),
  ['artifact-id', 'artifact-digest'],
);
export const downloadArtifact = defineAction<DownloadArtifactInputs>(pinned('actions/download-artifact'), []);
export const reviewDependencies = defineAction<{ readonly 'fail-on-severity': 'low' | 'moderate' }>(
  pinned('actions/dependency-review-action'),
  [],
);
export const initCodeql = defineAction<{ readonly languages: string; readonly queries?: string }>(
  pinned('github/codeql-action', 'init'),
  [],
);
export const analyzeCodeql = defineAction<{ readonly category: string }>(
  pinned('github/codeql-action', 'analyze'),
  [],
);
export const attest = defineAction<
  { readonly 'subject-path': string; readonly 'sbom-path'?: string },
  'bundle-path' | 'attestation-id'
>(pinned('actions/attest'), ['bundle-path', 'attestation-id']);

function pinned(action: PinnedAction, folder?: string): ActionPlace {
  const { sha, version } = pins[action];
  return { uses: `${action}${folder === undefined ? '' : `/${folder}`}@${sha}`, version };
}
