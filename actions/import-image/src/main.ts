import type { Log } from '../../../lib/base/log.ts';
import type { ImportSource, RegistryManagementClient } from '../../../lib/clients/arm/index.ts';
import { formatImageReference, pinImage } from '../../../lib/domain/image/index.ts';
import { transfer } from '../../../lib/domain/transfer/index.ts';
import type { TransferResult } from '../../../lib/domain/transfer/index.ts';
import type { Inputs, Outputs } from './inputs.ts';
import type { Deps } from './ports.ts';
import { readMissing, verifyArrival } from './quarantine.ts';
import type { Arrival } from './quarantine.ts';
import { buildQuarantineRepository } from './upstream.ts';

/** Brings one upstream image by digest into quarantine, and reads it back whole. */
export async function run(inputs: Inputs, deps: Deps, log: Log): Promise<Outputs> {
  const importer = deps.management(inputs.quarantineRegistry.id);
  const { loginServer } = await importer.readAccount();
  const repository = inputs.repository ?? buildQuarantineRepository(inputs.image);
  const target = pinImage({ registry: loginServer, repository }, inputs.image.digest);
  const arrival = { client: deps.registry(loginServer), target, tag: inputs.image.tag };
  const result = await log.group(`Import ${formatImageReference(inputs.image)}`, () =>
    importMissing(arrival, { importer, source: buildSource(inputs) }, deps),
  );
  const artifact = await log.group('Read back every manifest', () => verifyArrival(arrival));
  log.info(`${formatImageReference(target)} is complete: ${artifact.children.length + 1} manifests`);
  const status = result === 'present' ? 'present' : 'imported';
  return { image: formatImageReference(target), digest: target.digest, status };
}

function importMissing(
  arrival: Arrival,
  { importer, source }: { readonly importer: RegistryManagementClient; readonly source: ImportSource },
  deps: Deps,
): Promise<TransferResult> {
  const { repository } = arrival.target;
  return transfer({
    readMissing: () => readMissing(arrival),
    start: (tags) => importer.importImage({ source, repository, tags }, deps.signal),
    sleep: (ms) => deps.clock.sleep(ms, deps.signal),
  });
}

function buildSource({ image, upstreamUsername, upstreamPassword }: Inputs): ImportSource {
  const source = {
    kind: 'upstream',
    host: image.registry,
    repository: image.repository,
    digest: image.digest,
  } as const;
  if (upstreamUsername === undefined || upstreamPassword === undefined) return source;
  return { ...source, credentials: { username: upstreamUsername, password: upstreamPassword.reveal() } };
}
