import type { Place, Source } from './source.ts';
import type { Contract, JobView, StepView, WorkflowView } from './types.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A workflow as the laws see it; what is not there is empty. */
export function viewWorkflow(source: Source): WorkflowView {
  const raw = asRecord(source.content);
  const on = raw['on'];
  const call = isRecord(on) ? on['workflow_call'] : undefined;
  return {
    source,
    events: listEvents(on),
    contract: isRecord(on) && 'workflow_call' in on ? viewContract(asRecord(call)) : undefined,
    permissions: raw['permissions'],
    concurrency: raw['concurrency'],
    jobs: Object.entries(asRecord(raw['jobs'])).map(([id, job]) => viewJob(id, asRecord(job))),
    raw,
  };
}

/** What an action.yml, or the `workflow_call` of a workflow, declares. */
export function viewContract(raw: Fields): Contract {
  const inputs = Object.entries(asRecord(raw['inputs'])).map(
    ([name, input]): [string, Contract['inputs'][string]] => {
      const { required, default: otherwise, type } = asRecord(input);
      const needed = (required === true || required === 'true') && otherwise === undefined;
      return [name, { required: needed, ...(typeof type === 'string' ? { type } : {}) }];
    },
  );
  return { inputs: Object.fromEntries(inputs), outputs: Object.keys(asRecord(raw['outputs'])) };
}

/** The permissions of a job by name; undefined where it names none, or names all at once. */
export function listPermissions(permissions: unknown): Readonly<Record<string, string>> | undefined {
  if (!isRecord(permissions)) return undefined;
  return Object.fromEntries(Object.entries(permissions).map(([name, level]) => [name, String(level)]));
}

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asRecord(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

function listEvents(on: unknown): readonly string[] {
  if (typeof on === 'string') return [on];
  if (Array.isArray(on)) return on.map(String);
  return Object.keys(asRecord(on));
}

function viewJob(id: string, raw: Fields): JobView {
  const place: Place = ['jobs', id];
  const { steps, needs } = raw;
  return {
    id,
    place,
    name: asText(raw['name']),
    needs: Array.isArray(needs) ? needs.map(String) : typeof needs === 'string' ? [needs] : [],
    if: asText(raw['if']),
    uses: asText(raw['uses']),
    with: asRecord(raw['with']),
    permissions: raw['permissions'],
    environment: raw['environment'],
    concurrency: raw['concurrency'],
    runsOn: raw['runs-on'],
    timeout: raw['timeout-minutes'],
    steps: (Array.isArray(steps) ? steps : []).map((step, index) =>
      viewStep([...place, 'steps', index], asRecord(step)),
    ),
    raw,
  };
}

function viewStep(place: Place, raw: Fields): StepView {
  return {
    place,
    id: asText(raw['id']),
    name: asText(raw['name']),
    uses: asText(raw['uses']),
    run: asText(raw['run']),
    interpreter: asText(raw['shell']),
    if: asText(raw['if']),
    continues: raw['continue-on-error'] !== undefined && raw['continue-on-error'] !== false,
    with: asRecord(raw['with']),
  };
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
