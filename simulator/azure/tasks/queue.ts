import type { Slice } from '../../world/types.ts';
import { Ending, finish, runKey, runToEnd } from './agent.ts';
import type { Ticket } from './agent.ts';
import type { RunDeps } from './run.ts';
import type { TasksState } from './state.ts';
import { toKey } from './state.ts';
import type { RunRecord } from './types.ts';

/** Runs without a pool share ACR's own agents. */
const sharedInstances = 10;

/** The runs that wait or are carried out. */
export interface Queue {
  add(ticket: Ticket): void;
  /** Starts what may start, after a pool or the queue changed. */
  pump(): void;
  cancel(record: RunRecord): void;
  settle(): Promise<void>;
  /** Aborts all live runs as lost agents. */
  close(): Promise<void>;
}

interface Live {
  readonly abort: AbortController;
  readonly done: Promise<void>;
  readonly pool: string;
}

/** Queues runs per agent pool; a pool runs as many at once as it has instances. */
export function createQueue(deps: RunDeps, state: Slice<TasksState>): Queue {
  const waiting: Ticket[] = [];
  const live = new Map<string, Live>();
  const pump = (): void => {
    for (const ticket of [...waiting]) {
      if (countLive(live, poolKey(ticket.record)) >= countInstances(state.value, ticket.record)) continue;
      waiting.splice(waiting.indexOf(ticket), 1);
      start(ticket);
    }
  };
  const start = (ticket: Ticket): void => {
    const key = runKey(ticket.record);
    const abort = new AbortController();
    const done = runToEnd(deps, state, ticket, abort).finally(() => {
      live.delete(key);
      pump();
    });
    live.set(key, { abort, done, pool: poolKey(ticket.record) });
  };
  return {
    pump,
    add(ticket) {
      waiting.push(ticket);
      pump();
    },
    cancel(record) {
      live.get(runKey(record))?.abort.abort(new Ending('Canceled', 'run canceled'));
      const index = waiting.findIndex((ticket) => runKey(ticket.record) === runKey(record));
      if (index !== -1) waiting.splice(index, 1);
      if (index !== -1 || !live.has(runKey(record))) finish(deps, state, { record, status: 'Canceled' });
    },
    async settle() {
      while (live.size > 0) await Promise.all([...live.values()].map(({ done }) => done));
    },
    async close() {
      waiting.length = 0;
      for (const { abort } of live.values()) abort.abort(new Ending('Error', 'agent was lost'));
      await Promise.all([...live.values()].map(({ done }) => done));
    },
  };
}

function countInstances(state: TasksState, record: RunRecord): number {
  if (record.agentPool === undefined) return sharedInstances;
  return state.pools[toKey(record.registry, record.agentPool)]?.count ?? 0;
}

function countLive(live: ReadonlyMap<string, Live>, pool: string): number {
  return [...live.values()].filter((run) => run.pool === pool).length;
}

function poolKey(record: RunRecord): string {
  return toKey(record.registry, record.agentPool ?? '');
}
