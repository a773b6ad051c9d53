/** How a run or a job takes its turn. */
export interface TurnOrder {
  readonly repository: string;
  /** Compared without case. */
  readonly group: string;
  readonly cancelInProgress: boolean;
  /** `max` keeps every one that waits in order (at most 100), `single` the newest alone. */
  readonly queue: 'single' | 'max';
  /** Ends what holds the turn, when a newer one cancels it. */
  cancel(reason: string): void;
  readonly signal: AbortSignal;
}

/** A turn that is held until it is let go. */
export interface Turn {
  release(): void;
}

/** The concurrency groups of all repositories. */
export interface ConcurrencyGroups {
  /** Resolves when it is this one's turn; undefined when it was cancelled while it waited. */
  enter(order: TurnOrder): Promise<Turn | undefined>;
  /** Whether a turn of the group is held by this order already. */
  isHeldBy(order: Pick<TurnOrder, 'repository' | 'group'>, holders: readonly unknown[]): boolean;
}

/** "Up to 100 pending" with `queue: max` (GitHub changelog, 2026-05-07). */
const maxPending = 100;

interface Waiting {
  readonly order: TurnOrder;
  settle(turn: Turn | undefined): void;
}

interface Group {
  running: TurnOrder | undefined;
  pending: Waiting[];
}

/** Opens the groups; one runs, one waits, and a newer one takes the place of the one that waits. */
export function openConcurrency(): ConcurrencyGroups {
  const groups = new Map<string, Group>();
  const open = ({ repository, group }: Pick<TurnOrder, 'repository' | 'group'>): Group => {
    const key = `${repository} ${group}`.toLowerCase();
    const known = groups.get(key) ?? { running: undefined, pending: [] };
    groups.set(key, known);
    return known;
  };
  return {
    enter: (order) => enter(open(order), order),
    isHeldBy: (order, holders) => holders.includes(open(order).running),
  };
}

function enter(group: Group, order: TurnOrder): Promise<Turn | undefined> {
  if (order.signal.aborted) return Promise.resolve(undefined);
  if (group.running === undefined) return Promise.resolve(take(group, order));
  if (order.cancelInProgress)
    group.running.cancel(`Canceling since a higher priority waiting request for ${order.group} exists`);
  dropPending(group, order);
  return new Promise((resolve) => {
    const waiting: Waiting = { order, settle: resolve };
    group.pending.push(waiting);
    order.signal.addEventListener('abort', () => drop(group, waiting), { once: true });
  });
}

// With one place to wait, whoever comes later takes it; a full queue turns the newest away.
function dropPending(group: Group, { queue, group: name }: TurnOrder): void {
  const keep = queue === 'max' ? maxPending - 1 : 0;
  for (const waiting of group.pending.slice(keep)) {
    waiting.order.cancel(`Canceling since a higher priority waiting request for ${name} exists`);
    drop(group, waiting);
  }
}

function drop(group: Group, waiting: Waiting): void {
  if (!group.pending.includes(waiting)) return;
  group.pending = group.pending.filter((each) => each !== waiting);
  waiting.settle(undefined);
}

function take(group: Group, order: TurnOrder): Turn {
  Object.assign(group, { running: order });
  return {
    release() {
      if (group.running !== order) return;
      Object.assign(group, { running: undefined });
      const next = group.pending.shift();
      if (next !== undefined) next.settle(take(group, next.order));
    },
  };
}
