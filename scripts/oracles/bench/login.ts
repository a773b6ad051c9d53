import { exchangeAudience, describeJob, identities, tenantId } from '../../../simulator/estate/index.ts';
import type { Simulation } from '../../../simulator/simulation.ts';
import type { Bench } from './bench.ts';

/** The assertion that GitHub would give a job of that workflow on main, in an environment where one is named. */
export function mintAssertion(
  { oidc, world }: Simulation,
  workflow: string,
  environment?: string,
): Promise<string> {
  const place = environment === undefined ? {} : { environment };
  return oidc.mint(describeJob({ workflow, workspace: world.folder, ...place }), exchangeAudience);
}

/** Who az can be here: an identity of the estate with the job that may become it. */
export type AzUser = 'build' | 'import' | 'promote' | 'reader';

const workflows: Readonly<Record<AzUser, readonly [workflow: string, environment?: string]>> = {
  build: ['build.yml'],
  import: ['import.yml'],
  promote: ['promote.yml', 'promote'],
  reader: ['drift.yml'],
};

/** The arguments by which az logs in with a federated token. */
export async function toLoginArgs({ simulation }: Bench, user: AzUser): Promise<readonly string[]> {
  const assertion = await mintAssertion(simulation, ...workflows[user]);
  const who = ['--tenant', tenantId, '--username', identities[user].clientId];
  return ['login', '--service-principal', ...who, '--federated-token', assertion, '--output', 'json'];
}
