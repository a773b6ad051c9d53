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

interface DependencyReviewInputs {
  readonly 'fail-on-severity': 'low' | 'moderate';
}

interface InitCodeqlInputs {
  readonly languages: string;
}

interface AnalyzeCodeqlInputs {
  readonly category: string;
}

interface AttestInputs {
  readonly 'subject-path': string;
  readonly 'sbom-path'?: string;
}

type Names<Inputs> = Readonly<Record<keyof Inputs, true>>;

const checkoutNames: Names<CheckoutInputs> = { 'fetch-depth': true, 'persist-credentials': true, ref: true };
const setupNodeNames: Names<SetupNodeInputs> = { 'node-version': true, 'package-manager-cache': true };
const uploadNames: Names<UploadArtifactInputs> = {
  'if-no-files-found': true,
  name: true,
  overwrite: true,
  path: true,
  'retention-days': true,
};
const downloadNames: Names<DownloadArtifactInputs> = { name: true, path: true, pattern: true };
const dependencyReviewNames: Names<DependencyReviewInputs> = { 'fail-on-severity': true };
const initCodeqlNames: Names<InitCodeqlInputs> = { languages: true };
const analyzeCodeqlNames: Names<AnalyzeCodeqlInputs> = { category: true };
const attestNames: Names<AttestInputs> = { 'sbom-path': true, 'subject-path': true };

/** The inputs that are given to each third-party action; others do not compile, and a law finds them in the YAML. */
export const thirdPartyInputs: Readonly<Record<string, Readonly<Record<string, true>>>> = {
  'actions/attest': attestNames,
  'actions/checkout': checkoutNames,
  'actions/dependency-review-action': dependencyReviewNames,
  'actions/download-artifact': downloadNames,
  'actions/setup-node': setupNodeNames,
  'actions/upload-artifact': uploadNames,
  'github/codeql-action/analyze': analyzeCodeqlNames,
  'github/codeql-action/init': initCodeqlNames,
};

export const checkout = defineAction<CheckoutInputs>(pinned('actions/checkout'), []);
export const setupNode = defineAction<SetupNodeInputs>(pinned('actions/setup-node'), []);
export const uploadArtifact = defineAction<UploadArtifactInputs>(pinned('actions/upload-artifact'), []);
export const downloadArtifact = defineAction<DownloadArtifactInputs>(pinned('actions/download-artifact'), []);
export const reviewDependencies = defineAction<DependencyReviewInputs>(
  pinned('actions/dependency-review-action'),
  [],
);
export const initCodeql = defineAction<InitCodeqlInputs>(pinned('github/codeql-action', 'init'), []);
export const analyzeCodeql = defineAction<AnalyzeCodeqlInputs>(pinned('github/codeql-action', 'analyze'), []);
export const attest = defineAction<AttestInputs>(pinned('actions/attest'), []);

function pinned(action: PinnedAction, folder?: string): ActionPlace {
  const { sha, version } = pins[action];
  return { uses: `${action}${folder === undefined ? '' : `/${folder}`}@${sha}`, version };
}
