import { expr, text } from '../model/expression.ts';
import { call, job } from '../model/jobs.ts';
import { run } from '../model/steps.ts';
import type { Runner } from '../model/types.ts';
import { useInputs, workflow } from '../model/workflows.ts';
import { github } from '../parts/contexts.ts';
import { deliveryEstate } from '../parts/estate.ts';
import { openIssue } from '../parts/grants.ts';
import { promote, writePage } from '../parts/promotion.ts';
import { gateWorkflow } from '../reusable/gate.ts';
import { hostedRunner } from '../suite.ts';

const inputs = {
  name: { description: 'What people call the image.', type: 'string', required: true },
  image: {
    description: 'The image in quarantine, pinned: registry/repository@sha256:…',
    type: 'string',
    required: true,
  },
  reason: { description: 'Why this cannot wait.', type: 'string', required: true },
  ticket: { description: 'Where the incident is kept.', type: 'string', required: true },
} as const;

const given = useInputs(inputs);
// Not an input: whoever may start this must not choose the machine that signs in as promote.
const runnerGroup = deliveryEstate['promote-runner-group'];
const runsOn: Runner = { group: runnerGroup, labels: 'self-hosted' };
const firstEnvironment = 'break-glass-first';

// Said first, so that it is known even if nothing of what follows succeeds.
const tell = job({
  id: 'tell',
  name: 'Tell everybody',
  runsOn: hostedRunner,
  permissions: openIssue,
  timeoutMinutes: 5,
  steps: [
    run({
      name: 'Open an issue',
      env: {
        TOKEN: github.token,
        IMAGE: given.image,
        REASON: given.reason,
        TICKET: given.ticket,
        ACTOR: github.actor,
        RUN: text`${github.serverUrl}/${github.repository}/actions/runs/${github.runId}`,
      },
      script: `node -e '
  const { ACTOR, IMAGE, REASON, TICKET, RUN } = process.env;
  const lines = [ACTOR + " started a break-glass promotion of " + IMAGE, "Reason: " + REASON, "Ticket: " + TICKET, RUN];
  const issue = { title: "Break-glass promotion of " + IMAGE, body: lines.join("\\n\\n") };
  process.stdout.write(JSON.stringify(issue));
' |
  curl --fail-with-body --silent --show-error --max-time 60 --output /dev/null \\
    --header "Authorization: Bearer $TOKEN" --header 'Accept: application/vnd.github+json' \\
    --header 'Content-Type: application/json' --data @- "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues"`,
    }),
  ],
});

// Still scanned and signed: only the policy's waivers, at most 24 hours long, can let something through.
const gate = call({
  id: 'gate',
  name: 'Gate',
  needs: [tell],
  workflow: gateWorkflow,
  with: {
    name: given.name,
    image: given.image,
    sign: true,
    'tenant-id': deliveryEstate['tenant-id'],
    'quarantine-registry': deliveryEstate['quarantine-registry'],
    'live-registry': deliveryEstate['live-registry'],
    'client-id': deliveryEstate['gate-client-id'],
    'reader-client-id': deliveryEstate['reader-client-id'],
    'signing-key': deliveryEstate['decision-key'],
    'trivy-allowed': deliveryEstate['trivy-allowed'],
    'runner-group': deliveryEstate['runner-group'],
  },
});

const values = {
  name: given.name,
  image: given.image,
  'tenant-id': deliveryEstate['tenant-id'],
  'quarantine-registry': deliveryEstate['quarantine-registry'],
  'live-registry': deliveryEstate['live-registry'],
  'client-id': deliveryEstate['promote-client-id'],
  'reader-client-id': deliveryEstate['reader-client-id'],
  'signing-key': deliveryEstate['promotion-key'],
  'trivy-allowed': deliveryEstate['trivy-allowed'],
};

const page = writePage(values, {}, { runsOn, needs: [gate] });

// One approval is enough for an environment, so that two people need two.
const first = job({
  id: 'first-approval',
  name: 'First approval',
  needs: [page],
  runsOn: hostedRunner,
  environment: firstEnvironment,
  timeoutMinutes: 5,
  steps: [
    run({
      name: 'Say what was approved',
      env: { IMAGE: page.outputs.image, PAGE: page.outputs['page-digest'] },
      script: 'echo "Approved once: $IMAGE, page $PAGE" >> "$GITHUB_STEP_SUMMARY"',
    }),
  ],
});

const promoting = promote(
  values,
  {},
  {
    file: 'break-glass.yml',
    environment: 'break-glass',
    firstEnvironment,
    runsOn,
    runnerGroup,
    page,
    after: [first],
    events: ['workflow_dispatch'],
  },
);

export const breakGlassWorkflow = workflow({
  file: 'break-glass.yml',
  name: 'Break-glass promotion',
  about:
    'Promotes one image in an emergency: an issue first, then scan, decision and two approvals by two people.\nIdentity: promote, in the environment break-glass.',
  runName: text`Break-glass: ${expr`${given.name}`}`,
  on: { workflow_dispatch: { inputs } },
  concurrency: { group: text`break-glass-${given.image}`, 'cancel-in-progress': false, queue: 'max' },
  jobs: [tell, gate, page, first, promoting],
});
