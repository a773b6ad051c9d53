import { UserError } from '../../../lib/base/errors/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import type { TasksClient } from '../../../lib/clients/tasks/types.ts';

/** Fails with a named cause when runs on the pool would wait for ever: TASKS_POOL_NOT_FOUND, TASKS_POOL_EMPTY. */
export async function assertPoolReady(tasks: TasksClient, pool: string, log: Log): Promise<void> {
  const found = await tasks.findAgentPool(pool);
  if (found === undefined) {
    throw new UserError('TASKS_POOL_NOT_FOUND', { subject: pool, reason: await describeOthers(tasks) });
  }
  if (found.count === 0) {
    const reason = `it has 0 instances (${found.provisioningState})`;
    throw new UserError('TASKS_POOL_EMPTY', { subject: pool, reason });
  }
  log.info(`${found.name}: ${found.count} ${found.count === 1 ? 'instance' : 'instances'}`);
}

// The list only helps the message: a right to read it may be missing, and the pool is missing all the same.
async function describeOthers(tasks: TasksClient): Promise<string> {
  try {
    const names = (await tasks.listAgentPools()).map(({ name }) => `"${name}"`);
    return names.length === 0 ? 'the registry has no agent pools' : `the registry has ${names.join(', ')}`;
  } catch {
    return 'the registry’s pools could not be listed';
  }
}
