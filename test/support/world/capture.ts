import type { RequestEntry } from '../../../simulator/gateway/index.ts';
import type { StepResult } from '../../../simulator/runner/index.ts';
import type { PlayOrder, TestWorld } from '../world.ts';
import type { ActionName } from './orders.ts';

/** Everything that a step left behind, without what differs from run to run. */
export interface Capture {
  readonly conclusion: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly annotations: readonly string[];
  /** The workflow commands that it wrote, in order, but for debug lines: they tell of every poll. */
  readonly commands: readonly string[];
  readonly log: readonly string[];
  readonly summary: readonly string[];
  /** Requests that may change something, in order. */
  readonly writes: readonly string[];
  /** What was read, each once: how often something is polled depends on the machine. */
  readonly reads: readonly string[];
}

/** Plays a step and captures it. */
export async function capture(
  world: TestWorld,
  action: ActionName,
  order: PlayOrder = {},
): Promise<{ readonly result: StepResult; readonly seen: Capture }> {
  const { requests } = world.simulation;
  const count = requests.count;
  const result = await world.play(action, order);
  return { result, seen: describe(result, requests.since(count)) };
}

function describe(result: StepResult, requests: readonly RequestEntry[]): Capture {
  const isRead = ({ method }: RequestEntry): boolean => method === 'GET' || method === 'HEAD';
  const raw = result.rawOutput.split('\n');
  return {
    conclusion: result.conclusion,
    outputs: Object.fromEntries(Object.entries(result.outputs).map(([name, text]) => [name, redact(text)])),
    annotations: result.annotations.map(({ level, message }) => `${level} ${redact(message)}`),
    commands: raw.filter((line) => /^::(?!debug)/.test(line)).map(redact),
    log: result.log.map(redact),
    summary: result.summary.split('\n').map(redact),
    writes: requests.filter((entry) => !isRead(entry)).map(render),
    reads: [...new Set(requests.filter(isRead).map(render))].sort(),
  };
}

// What a poll of something live is answered depends on the moment.
const polled = /\/(operationResults|runs|logs)\//;

function render({ method, host, path, status }: RequestEntry): string {
  const answer = method !== 'POST' && polled.test(path) && status < 500 ? '' : ` ${status}`;
  return `${method} ${redact(`${host}${path}`)}${answer}`;
}

/** Replaces ids, digests, times and places; what is the same text on every machine stays. */
export function redact(text: string): string {
  return text
    .replaceAll(/sha256(:|%3A|-|\/)[0-9a-f]{64}/g, 'sha256$1<hex>')
    .replaceAll(/sha256:[0-9a-f]{12}\b/g, 'sha256:<hex>')
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uuid>')
    .replaceAll(/\b[0-9a-f]{32}\b/g, '<uuid>')
    .replaceAll(/\b[0-9a-f]{40}\b/g, '<sha1>')
    .replaceAll(/\b[0-9a-f]{12}\b/g, '<hex>')
    .replaceAll(/\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z?/g, '<time>')
    .replaceAll(/source\/\d+\//g, 'source/<time>/')
    .replaceAll(/\b\d+(\.\d+)? ?(ms|s|min)\b/g, '<duration>')
    .replaceAll(/in seconds: \d+(\.\d+)?/g, 'in seconds: <duration>')
    .replaceAll(/\b194\d{8}\b/g, '<run>')
    .replaceAll(/\bis (Queued|Started|Running)\b/g, 'is <live>')
    .replaceAll(/\/[\w./-]*lazaret-(runner|world)-\w+/g, '<folder>')
    .replaceAll(/\/temp\/[\w-]+\//g, '/temp/<step>/');
}
