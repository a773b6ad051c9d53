import type { RunResult } from '../../../lib/action/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import { mapBounded } from '../../../lib/base/parallel.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import type { Quarantine } from './bring.ts';
import { importOne } from './import-one.ts';
import type { Outcome } from './import-one.ts';
import type { Inputs, Outputs } from './inputs.ts';
import { readOrders } from './orders.ts';
import type { Order } from './orders.ts';
import type { Deps } from './ports.ts';
import { concludeLock, concludeOne } from './results.ts';

/** Brings one upstream image, or all of a lock file, by digest into quarantine, and reads them back whole. */
export async function run(inputs: Inputs, deps: Deps, log: Log): Promise<RunResult<Outputs>> {
  const orders = await readOrders(inputs, deps);
  const quarantine = await openQuarantine(inputs, deps);
  const outcomes = await log.group(renderTitle(orders), () =>
    mapBounded<Order, Outcome>(orders, inputs.parallel, (order) =>
      importOne(order, { inputs, quarantine, deps }, log),
    ),
  );
  return inputs.lockFile === undefined ? concludeOne(outcomes, log) : concludeLock(outcomes, log);
}

function renderTitle(orders: readonly Order[]): string {
  const [only] = orders;
  if (only === undefined || orders.length > 1) return `Import ${orders.length} images`;
  return `Import ${formatImageReference(only.image)}`;
}

async function openQuarantine(inputs: Inputs, deps: Deps): Promise<Quarantine> {
  const importer = deps.management(inputs.quarantineRegistry.id);
  const { loginServer } = await importer.readAccount();
  return { importer, loginServer, client: deps.registry(loginServer) };
}
