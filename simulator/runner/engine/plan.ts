import {
  entries,
  field,
  isExpression,
  literal,
  readWorkflowFile,
  renderPlace,
  text,
} from '../documents/index.ts';
import type { JobDocument, Origin, Token, WorkflowDocument } from '../documents/index.ts';
import { WorkflowError } from '../documents/index.ts';
import { listExcess, readPermissions, unlimited } from './permissions.ts';
import type { Permissions } from './permissions.ts';

/** "Up to ten levels of workflows" and 50 files of them (GitHub docs, "Reusing workflow configurations", limitations). */
const maxLevels = 10;
const maxFiles = 50;

/** A workflow with everything it calls, read before anything runs. */
export interface WorkflowPlan {
  readonly document: WorkflowDocument;
  /** `owner/name/.github/workflows/build.yml@refs/heads/main`. */
  readonly workflowRef: string;
  readonly jobs: readonly JobPlan[];
}

export interface JobPlan {
  readonly document: JobDocument;
  readonly permissions: Permissions;
  /** The workflow that the job calls. */
  readonly call: WorkflowPlan | undefined;
}

export interface PlanOptions {
  resolve(repository: string, ref: string): Promise<Origin | undefined>;
  /** What a workflow has that names no permissions. */
  readonly defaults: Permissions;
}

interface Level {
  readonly depth: number;
  readonly defaults: Permissions;
  /** What a called workflow may have at most. */
  readonly limit: Permissions;
  readonly files: Set<string>;
}

/** Reads a workflow and all that it calls. Throws a {@link WorkflowError} with everything that is wrong with them. */
export async function readPlan(origin: Origin, path: string, options: PlanOptions): Promise<WorkflowPlan> {
  const document = await readWorkflowFile(origin, path);
  return planDocument(document, options, {
    depth: 1,
    defaults: options.defaults,
    limit: unlimited,
    files: new Set([path]),
  });
}

async function planDocument(
  document: WorkflowDocument,
  options: PlanOptions,
  level: Level,
): Promise<WorkflowPlan> {
  const { origin, path } = document;
  const jobs: JobPlan[] = [];
  for (const job of document.jobs) jobs.push(await planJob(document, job, { options, level }));
  return { document, workflowRef: `${origin.repository}/${path}@${origin.ref}`, jobs };
}

interface Planning {
  readonly options: PlanOptions;
  readonly level: Level;
}

async function planJob(
  document: WorkflowDocument,
  job: JobDocument,
  { options, level }: Planning,
): Promise<JobPlan> {
  const own = field(job.token, 'permissions') ?? document.permissions;
  const permissions = own === undefined ? level.defaults : readPermissions(own);
  const excess = listExcess(permissions, level.limit, { path: document.path, token: own, job: job.id });
  if (excess.length > 0) throw new WorkflowError(excess);
  if (job.uses === undefined) return { document: job, permissions, call: undefined };
  const called = await readCalled(document, job, options);
  level.files.add(`${called.origin.repository}/${called.path}`);
  const place = renderPlace(document.path, field(job.token, 'uses'));
  if (level.depth + 1 > maxLevels)
    throw new WorkflowError([`${place}: workflows are nested deeper than ${maxLevels} levels`]);
  if (level.files.size > maxFiles)
    throw new WorkflowError([`${place}: more than ${maxFiles} workflow files are called`]);
  checkCall(document, job, called);
  const next = { ...level, depth: level.depth + 1, defaults: permissions, limit: permissions };
  return { document: job, permissions, call: await planDocument(called, options, next) };
}

const remoteForm =
  /^(?<repository>[\w.-]+\/[\w.-]+)\/(?<path>\.github\/workflows\/[^/@]+\.ya?ml)@(?<ref>.+)$/;
const localForm = /^(?:\.|\$)\/(?<path>\.github\/workflows\/[^/@]+\.ya?ml)$/;

interface CalledFile {
  /** Undefined for the repository and the commit of the file that says it: "./" and "$/". */
  readonly remote: { readonly repository: string; readonly ref: string } | undefined;
  readonly path: string;
}

function parseCall(uses: string): CalledFile | undefined {
  const local = localForm.exec(uses)?.groups;
  if (local !== undefined) return { remote: undefined, path: local['path'] ?? '' };
  const remote = remoteForm.exec(uses)?.groups;
  if (remote === undefined) return undefined;
  const { repository = '', path = '', ref = '' } = remote;
  return { remote: { repository, ref }, path };
}

async function readCalled(
  { origin, path }: WorkflowDocument,
  { uses = '', token }: JobDocument,
  { resolve }: PlanOptions,
): Promise<WorkflowDocument> {
  const place = renderPlace(path, field(token, 'uses'));
  const call = parseCall(uses);
  if (call === undefined) throw new WorkflowError([`${place}: invalid value workflow reference: ${uses}`]);
  const { remote } = call;
  const found = remote === undefined ? origin : await resolve(remote.repository, remote.ref);
  if (found === undefined)
    throw new WorkflowError([`${place}: workflow was not found: ${uses} (no such repository or ref here)`]);
  return readWorkflowFile(found, call.path);
}

function checkCall(caller: WorkflowDocument, job: JobDocument, called: WorkflowDocument): void {
  const place = renderPlace(caller.path, field(job.token, 'uses'));
  if (!called.triggers.has('workflow_call'))
    throw new WorkflowError([
      `${place}: error parsing called workflow "${job.uses ?? ''}": workflow is not reusable as it is missing a \`on.workflow_call\` trigger`,
    ]);
  const call = called.triggers.get('workflow_call');
  const problems = [
    ...checkNames(caller, field(job.token, 'with'), {
      declared: field(call, 'inputs'),
      kind: 'input',
      place,
    }),
    ...checkTypes(caller, job, field(call, 'inputs')),
    ...checkSecrets(caller, job, { declared: field(call, 'secrets'), place }),
  ];
  if (problems.length > 0) throw new WorkflowError(problems);
}

interface Declared {
  readonly declared: Token | undefined;
  readonly kind: 'input' | 'secret';
  readonly place: string;
}

function checkNames(
  { path }: WorkflowDocument,
  given: Token | undefined,
  { declared, kind, place }: Declared,
): readonly string[] {
  const known = entries(declared);
  const unknown = entries(given).filter(([name]) => !known.some(([each]) => isSameName(each, name)));
  const missing = known.filter(
    ([name, token]) =>
      literal(field(token, 'required')) === true && !entries(given).some(([each]) => isSameName(each, name)),
  );
  return [
    ...unknown.map(
      ([name, token]) =>
        `${renderPlace(path, token)}: Invalid ${kind}, ${name} is not defined in the referenced workflow.`,
    ),
    ...missing.map(([name]) => `${place}: ${kind} ${name} is required, but not provided while calling.`),
  ];
}

function checkSecrets(
  caller: WorkflowDocument,
  { token }: JobDocument,
  { declared, place }: Omit<Declared, 'kind'>,
): readonly string[] {
  const given = field(token, 'secrets');
  if (given !== undefined && text(given) === 'inherit') return [];
  return checkNames(caller, given, { declared, kind: 'secret', place });
}

// An expression's type is known only when it is evaluated.
function checkTypes(
  { path }: WorkflowDocument,
  { token }: JobDocument,
  declared: Token | undefined,
): readonly string[] {
  return entries(field(token, 'with')).flatMap(([name, value]) => {
    const type = text(field(field(declared, name), 'type'));
    const actual = typeof literal(isExpression(value) ? undefined : value);
    if (type === undefined || actual === 'undefined' || actual === type) return [];
    return [
      `${renderPlace(path, value)}: Unexpected value '${text(value) ?? ''}': input ${name} is a ${type}`,
    ];
  });
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
