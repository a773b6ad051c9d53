import { formatTime } from '../../lib/base/time.ts';
import { quarantine } from '../estate/index.ts';
import type { StepRecord } from '../scenarios/types.ts';
import type { DecisionResult } from './decisions.ts';
import type { RepositoryContents } from './inventory.ts';

/** The schema of `result.json`; a change that breaks readers raises `version`. */
const resultSchema = { name: 'lazaret.simulation-result', version: 1 } as const;

/** What `simulation/result.json` holds, for programs. Durations are milliseconds of the machine's clock. */
export interface SimulationResult {
  readonly schema: typeof resultSchema;
  readonly scenario: string;
  /** One sentence: what is shown. */
  readonly title: string;
  readonly conclusion: 'success' | 'failure';
  /** Why the scenario failed. */
  readonly error?: string;
  readonly durationMs: number;
  /** What the gate answered, in the order of the story. */
  readonly decisions: readonly DecisionResult[];
  readonly promotions: readonly PromotionResult[];
  readonly runs: readonly RunResult[];
  readonly registries: Readonly<Record<string, readonly RepositoryContents[]>>;
}

export interface PromotionResult {
  /** `registry/repository@sha256:…`. */
  readonly quarantine: string;
  readonly live: string;
  readonly record: string;
  readonly status: string;
}

export interface RunResult {
  readonly runId: number;
  readonly job: string;
  readonly action: string;
  readonly title: string;
  /** Simulated time, RFC 3339. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly conclusion: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Sums a played scenario up. */
export function buildResult(facts: {
  readonly scenario: string;
  readonly title: string;
  readonly records: readonly StepRecord[];
  readonly decisions: readonly DecisionResult[];
  readonly registries: SimulationResult['registries'];
  readonly durationMs: number;
  readonly error: string | undefined;
}): SimulationResult {
  return {
    schema: resultSchema,
    scenario: facts.scenario,
    title: facts.title,
    conclusion: facts.error === undefined ? 'success' : 'failure',
    ...(facts.error === undefined ? {} : { error: facts.error }),
    durationMs: Math.round(facts.durationMs),
    decisions: facts.decisions,
    promotions: facts.records.flatMap(buildPromotion),
    runs: facts.records.map(buildRun),
    registries: facts.registries,
  };
}

function buildPromotion({ action, result, inputs }: StepRecord): readonly PromotionResult[] {
  if (action !== 'promote-image' || result.conclusion !== 'success') return [];
  const { image = '', 'promotion-digest': record = '', status = '' } = result.outputs;
  return [{ quarantine: pinSource(inputs['image'] ?? ''), live: image, record, status }];
}

// The input may leave the host out and name a tag beside the digest; readers of the file need neither rule.
function pinSource(image: string): string {
  const [name = '', digest = ''] = image.split('@');
  const hasHost = name.split('/', 1)[0]?.includes('.') === true;
  const place = hasHost ? name : `${quarantine.loginServer}/${name}`;
  return `${place.replace(/:[^/:]*$/, '')}@${digest}`;
}

function buildRun({ runId, job, action, title, startedAt, result }: StepRecord): RunResult {
  return {
    ...{ runId, job, action, title },
    startedAt: formatTime(startedAt),
    durationMs: Math.round(result.durationMs),
    conclusion: result.conclusion,
    outputs: result.outputs,
  };
}
