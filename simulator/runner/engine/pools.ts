import { isList, isObject } from '../expressions/index.ts';
import type { Json } from '../expressions/index.ts';

/** Runners that take the same jobs. */
export interface RunnerPool {
  readonly group: string;
  readonly labels: readonly string[];
  readonly environment: 'self-hosted' | 'github-hosted';
  /** How many jobs it runs at once. */
  readonly size: number;
  /** Only jobs that these files define may use it: `owner/name/.github/workflows/promote.yml@refs/heads/main`. */
  readonly selectedWorkflows?: readonly string[];
}

/** What a job asks for by `runs-on`. */
export interface RunnerDemand {
  readonly group: string | undefined;
  readonly labels: readonly string[];
}

/** Reads an evaluated `runs-on`. */
export function readDemand(value: Json): RunnerDemand {
  if (!isObject(value)) return { group: undefined, labels: listLabels(value) };
  const group = typeof value['group'] === 'string' ? value['group'] : undefined;
  return { group, labels: listLabels(value['labels'] ?? null) };
}

function listLabels(value: Json): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return isList(value) ? value.flatMap(listLabels) : [];
}

/**
 * The runners that take a job: of its group, with all of its labels (compared without case), and open to its
 * workflow. https://docs.github.com/en/actions/how-tos/manage-runners/self-hosted-runners/use-in-a-workflow
 */
export function findPool(
  pools: readonly RunnerPool[],
  demand: RunnerDemand,
  workflowRef: string,
): RunnerPool | undefined {
  const wanted = demand.labels.map((label) => label.toLowerCase());
  if (wanted.length === 0 && demand.group === undefined) return undefined;
  return pools.find((pool) => {
    const labels = pool.labels.map((label) => label.toLowerCase());
    const isGroup = demand.group === undefined || demand.group.toLowerCase() === pool.group.toLowerCase();
    const isOpen = pool.selectedWorkflows?.includes(workflowRef) ?? true;
    return isGroup && isOpen && wanted.every((label) => labels.includes(label));
  });
}

/** Places that are taken and given back in the order of asking. */
export interface Places {
  take(signal: AbortSignal): Promise<boolean>;
  release(): void;
}

/** Opens so many places. */
export function openPlaces(size: number): Places {
  let free = size;
  const waiting: ((isTaken: boolean) => void)[] = [];
  return {
    take(signal) {
      if (signal.aborted) return Promise.resolve(false);
      if (free > 0) {
        free -= 1;
        return Promise.resolve(true);
      }
      return new Promise((resolve) => {
        waiting.push(resolve);
        signal.addEventListener('abort', () => {
          const at = waiting.indexOf(resolve);
          if (at < 0) return;
          waiting.splice(at, 1);
          resolve(false);
        });
      });
    },
    release() {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next(true);
    },
  };
}
