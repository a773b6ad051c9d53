import { path, text } from '../model/expression.ts';
import { job } from '../model/jobs.ts';
import { run } from '../model/steps.ts';
import { useInputs, workflow } from '../model/workflows.ts';
import { readSource, signAttestation } from '../parts/grants.ts';
import { installPackages, prepareProject } from '../parts/node.ts';
import {
  compareDist,
  moveMajorBranch,
  listPackages,
  packSource,
  publishRelease,
  refuseUnreleasable,
  releaseArtifact,
  sumUpRelease,
  takeRelease,
} from '../parts/release.ts';
import { attest, uploadArtifact } from '../parts/third-party.ts';
import { hostedRunner } from '../suite.ts';

const inputs = {
  version: {
    description: 'The version, e.g. 1.4.0; package.json has it already.',
    type: 'string',
    required: true,
  },
} as const;

const given = useInputs(inputs);

const verify = job({
  id: 'verify',
  name: 'Build and compare',
  runsOn: hostedRunner,
  permissions: readSource,
  timeoutMinutes: 30,
  outputs: { sums: sumUpRelease.outputs.sums },
  steps: [
    ...prepareProject,
    refuseUnreleasable(given.version),
    installPackages,
    compareDist,
    run({ name: 'Check', script: 'npm run check' }),
    packSource(given.version),
    listPackages(given.version),
    sumUpRelease,
    uploadArtifact({
      name: 'Hand the release over',
      with: { name: releaseArtifact, path: 'release', 'if-no-files-found': 'error', overwrite: true },
    }),
  ],
});

const attesting = job({
  id: 'attest',
  name: 'Provenance and SBOM',
  needs: [verify],
  runsOn: hostedRunner,
  permissions: signAttestation,
  timeoutMinutes: 15,
  steps: [
    ...takeRelease(verify.outputs.sums),
    attest({ name: 'Sign the provenance', with: { 'subject-path': 'release/*.tar' } }),
    attest({
      name: 'Sign the SBOM',
      with: {
        'subject-path': 'release/*.tar',
        'sbom-path': text`release/lazaret-${given.version}.cdx.json`,
      },
    }),
  ],
});

const publish = job({
  id: 'publish',
  name: 'Publish',
  needs: [verify, attesting],
  runsOn: hostedRunner,
  environment: 'release',
  permissions: { contents: ['write', 'create the tag, the release and the branch of the major version'] },
  timeoutMinutes: 15,
  steps: [
    ...takeRelease(verify.outputs.sums),
    ...publishRelease(given.version),
    moveMajorBranch(given.version),
  ],
});

export const releaseWorkflow = workflow({
  file: 'release.yml',
  name: 'Release',
  about:
    'Releases the suite: dist is built again and compared, then tag, release and major branch, each signed for.',
  runName: text`Release ${path('inputs', 'version')}`,
  on: { workflow_dispatch: { inputs } },
  concurrency: { group: 'release', 'cancel-in-progress': false, queue: 'max' },
  jobs: [verify, attesting, publish],
});
