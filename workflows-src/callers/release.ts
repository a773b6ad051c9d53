import { path, text } from '../model/expression.ts';
import { job } from '../model/jobs.ts';
import { run } from '../model/steps.ts';
import { useInputs, workflow } from '../model/workflows.ts';
import { github } from '../parts/contexts.ts';
import { readSource, signAttestation } from '../parts/grants.ts';
import { installProject } from '../parts/node.ts';
import { attest, downloadArtifact, uploadArtifact } from '../parts/third-party.ts';
import { hostedRunner } from '../suite.ts';

const inputs = {
  version: {
    description: 'The version, e.g. 1.4.0; package.json has it already.',
    type: 'string',
    required: true,
  },
} as const;

const given = useInputs(inputs);
const releaseArtifact = 'release';

const verify = job({
  id: 'verify',
  name: 'Build and compare',
  runsOn: hostedRunner,
  permissions: readSource,
  timeoutMinutes: 30,
  steps: [
    ...installProject,
    run({
      name: 'Compare the version',
      env: { VERSION: given.version, REF: github.ref },
      script: `[[ $VERSION =~ ^[0-9]+\\.[0-9]+\\.[0-9]+$ ]]
test "$REF" = refs/heads/main
test "$(npm pkg get version)" = "\\"$VERSION\\""`,
    }),
    run({ name: 'Check', script: 'npm run check' }),
    run({
      name: 'Build dist again and compare it byte by byte',
      script: `rm -rf dist
npm run build
git diff --exit-code -- dist
test -z "$(git status --porcelain -- dist)"`,
    }),
    run({
      name: 'Pack',
      env: { VERSION: given.version },
      script: `mkdir release
git archive --format=tar --prefix="lazaret-$VERSION/" --output="release/lazaret-$VERSION.tar" HEAD
npm sbom --sbom-format cyclonedx --omit dev > "release/lazaret-$VERSION.cdx.json"
cd release && sha256sum -- * > SHA256SUMS`,
    }),
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
    downloadArtifact({ name: 'Take the release over', with: { name: releaseArtifact, path: 'release' } }),
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
    downloadArtifact({ name: 'Take the release over', with: { name: releaseArtifact, path: 'release' } }),
    run({
      name: 'Create the tag and the release',
      env: { GH_TOKEN: github.token, GH_REPO: github.repository, VERSION: given.version, COMMIT: github.sha },
      script: `cd release && sha256sum --check SHA256SUMS
gh api "repos/$GH_REPO/git/refs" --field ref="refs/tags/v$VERSION" --field sha="$COMMIT"
gh release create "v$VERSION" --verify-tag --title "v$VERSION" --notes "See CHANGELOG.md." -- *`,
    }),
    run({
      name: 'Move the branch of the major version forward',
      env: { GH_TOKEN: github.token, GH_REPO: github.repository, VERSION: given.version, COMMIT: github.sha },
      script: `major="v\${VERSION%%.*}"
if gh api "repos/$GH_REPO/git/ref/heads/$major" > /dev/null 2>&1; then
  gh api --method PATCH "repos/$GH_REPO/git/refs/heads/$major" --field sha="$COMMIT" --field force=false
else
  gh api "repos/$GH_REPO/git/refs" --field ref="refs/heads/$major" --field sha="$COMMIT"
fi`,
    }),
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
