import { expr, path, text } from '../model/expression.ts';
import { call, job } from '../model/jobs.ts';
import { runFor } from '../model/steps.ts';
import { workflow } from '../model/workflows.ts';
import { github, variable } from '../parts/contexts.ts';
import { importEstate } from '../parts/estate.ts';
import { planChange } from '../parts/plan.ts';
import { required } from '../parts/required.ts';
import { deliverImportWorkflow } from '../reusable/deliver-import.ts';
import { importWorkflow } from '../reusable/import.ts';
import { defaultBranch, hostedRunner } from '../suite.ts';

const isPush = expr`${github.eventName} == 'push'`;

const plan = planChange(isPush);

// One image that fails keeps no other from arriving.
const images = call({
  id: 'images',
  name: text`Image ${path('matrix', 'import', 'reference')}`,
  needs: [plan],
  if: expr`${isPush} && ${plan.outputs.imports} != '[]'`,
  strategy: { failFast: false, matrix: { import: expr`fromJSON(${plan.outputs.imports})` } },
  workflow: deliverImportWorkflow,
  with: {
    // Artifacts cannot be named after images: their names have slashes.
    name: text`import-${path('strategy', 'job-index')}`,
    reference: path('matrix', 'import', 'reference'),
    digest: path('matrix', 'import', 'digest'),
    tag: path('matrix', 'import', 'tag'),
    repository: path('matrix', 'import', 'target'),
    ...importEstate,
  },
});

const resolved = runFor({
  id: 'resolve',
  name: 'Ask for the digest of the newest database',
  outputs: ['image'],
  env: { REPOSITORY: 'aquasecurity/trivy-db', TAG: '2' },
  script: `token=$(curl --fail --silent --show-error --max-time 60 \\
  "https://ghcr.io/token?service=ghcr.io&scope=repository:$REPOSITORY:pull" | sed -n 's/.*"token":"\\([^"]*\\)".*/\\1/p')
digest=$(curl --fail --silent --show-error --max-time 60 --head \\
  --header "Authorization: Bearer $token" \\
  --header 'Accept: application/vnd.oci.image.manifest.v1+json' \\
  "https://ghcr.io/v2/$REPOSITORY/manifests/$TAG" |
  tr -d '\\r' | sed -n 's/^docker-content-digest: *//Ip')
[[ $digest =~ ^sha256:[0-9a-f]{64}$ ]]
echo "image=ghcr.io/$REPOSITORY:$TAG@$digest" >> "$GITHUB_OUTPUT"`,
});

// Nothing in Git pins the age of the database; whoever resolves the tag can sign in nowhere.
const newest = job({
  id: 'newest',
  name: 'Newest database',
  if: expr`!(${isPush})`,
  runsOn: hostedRunner,
  timeoutMinutes: 5,
  outputs: { image: resolved.outputs.image },
  steps: [resolved],
});

const database = call({
  id: 'database',
  name: 'Database and catalogues',
  needs: [newest],
  workflow: importWorkflow,
  with: {
    image: newest.outputs.image,
    repository: 'tools/trivy-db',
    'update-tag': true,
    snapshots: true,
    'tenant-id': variable('AZURE_TENANT_ID'),
    'quarantine-registry': variable('QUARANTINE_REGISTRY_ID'),
    'client-id': variable('IMPORT_CLIENT_ID'),
    'runner-group': importEstate['runner-group'],
  },
});

const lock = call({
  id: 'lock',
  name: 'Lock file',
  if: expr`!(${isPush})`,
  workflow: importWorkflow,
  with: {
    'lock-file': 'images.lock.yaml',
    'tenant-id': variable('AZURE_TENANT_ID'),
    'quarantine-registry': variable('QUARANTINE_REGISTRY_ID'),
    'client-id': variable('IMPORT_CLIENT_ID'),
    'runner-group': importEstate['runner-group'],
  },
});

export const upstreamWorkflow = workflow({
  file: 'upstream.yml',
  name: 'Upstream',
  about:
    'Delivers what a change of the lock file brings, and refreshes the scanner’s database and the catalogues twice a day.',
  on: {
    push: { branches: [defaultBranch], paths: ['images.lock.yaml'] },
    // Twice: a database is up to six hours old when it comes, and a policy may want one of at most a day.
    schedule: [{ cron: '23 4,16 * * *' }],
    workflow_dispatch: {},
  },
  concurrency: {
    group: text`upstream-${github.eventName}-${github.sha}`,
    'cancel-in-progress': false,
  },
  jobs: [
    plan,
    images,
    newest,
    database,
    lock,
    required('Upstream required', [plan, images, newest, database, lock]),
  ],
});
