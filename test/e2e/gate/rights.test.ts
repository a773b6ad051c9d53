import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  identities,
  live,
  quarantine,
  repository as github,
  vaultKeys,
} from '../../../simulator/estate/index.ts';
import { openGateWorld, readReasons } from './estate.ts';
import type { GateWorld } from './estate.ts';

const writer = 'Container Registry Repository Writer';
let world: GateWorld;

beforeAll(async () => {
  world = await openGateWorld();
  await world.attest();
  await world.scan([]);
}, 480_000);
afterAll(() => world.close());

async function without<T>(role: string, scope: string, work: () => Promise<T>): Promise<T> {
  const { authorizer } = world.simulation;
  const principalName = identities.gate.name;
  const taken = authorizer.list().filter((each) => {
    return each.principalName === principalName && each.role === role && each.scope === scope;
  });
  expect(authorizer.removeAssignments({ principalName, role, scope })).toBe(1);
  try {
    return await work();
  } finally {
    for (const assignment of taken) authorizer.add(assignment);
  }
}

describe('gate-image without one right', () => {
  it.each([
    ['KEYVAULT_FORBIDDEN', 'Key Vault Crypto User', vaultKeys.decision.id, 'Key Vault Crypto User'],
    // What is missed first is to read.
    ['REGISTRY_FORBIDDEN', writer, quarantine.id, 'Container Registry Repository Reader'],
    ['ARM_FORBIDDEN', 'Reader', quarantine.id, 'Reader'],
    ['ARM_FORBIDDEN', 'Reader', live.id, 'Reader'],
  ])(
    'stops with %s without "%s"',
    async (code, role, scope, asked) => {
      const result = await without(role, scope, () => world.gate());
      expect([result.exitCode, result.outputs]).toEqual([1, {}]);
      const text = result.annotations.map(({ message }) => message).join('\n');
      expect(text).toContain(code);
      expect(text).toContain(asked);
    },
    240_000,
  );

  it('does not know what runs when it may not read live, and names the role', async () => {
    const role = 'Container Registry Repository Reader';
    const result = await without(role, live.id, () => world.gate());
    expect([result.exitCode, result.outputs['decision']]).toEqual([1, 'indeterminate']);
    expect(await readReasons(result)).toEqual(['fact-missing: live', 'fact-malformed: live']);
    expect(result.summary).toContain(`"${role}"`);
  }, 240_000);

  it('refuses rules of a branch that anybody may write to', async () => {
    const found = world.simulation.github.hub.findRepository(github.fullName);
    if (found === undefined) throw new Error('no repository');
    const kept = found.protections.splice(0);
    const result = await world.gate();
    found.protections.push(...kept);
    expect([result.exitCode, result.outputs]).toEqual([1, {}]);
    expect(result.annotations.map(({ message }) => message).join('\n')).toContain('RULES_BRANCH_UNPROTECTED');
  }, 240_000);

  it('passes with all of them', async () => {
    const result = await world.gate();
    expect([result.exitCode, result.outputs['decision']]).toEqual([0, 'pass']);
  }, 240_000);
});
