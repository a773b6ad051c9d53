import type { Log } from '../../../lib/base/log.ts';
import { formatTime } from '../../../lib/base/time.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import { snapshotKinds } from '../../../lib/domain/snapshot/index.ts';
import type { Inputs, Outputs } from './inputs.ts';
import type { Deps } from './ports.ts';
import { refresh } from './refresh.ts';

/** Brings both snapshots into quarantine; that one publisher fails does not keep the other one's file away. */
export async function run(inputs: Inputs, deps: Deps, log: Log): Promise<Outputs> {
  const { loginServer } = await deps.management(inputs.quarantineRegistry.id).readAccount();
  const quarantine = deps.registry(loginServer);
  const [kev, epss] = await log.group('Refresh the snapshots', () =>
    Promise.allSettled([
      refresh(snapshotKinds.kev, quarantine, deps, log),
      refresh(snapshotKinds.epss, quarantine, deps, log),
    ]),
  );
  if (kev.status === 'rejected') throw kev.reason;
  if (epss.status === 'rejected') throw epss.reason;
  return {
    kev: formatImageReference(kev.value.image),
    kevDate: formatTime(kev.value.date),
    epss: formatImageReference(epss.value.image),
    epssDate: formatTime(epss.value.date),
  };
}
