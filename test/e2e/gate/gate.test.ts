import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addNews, refreshTools } from '../../../simulator/upstream/scanner-db/index.ts';
import type { StepResult } from '../../../simulator/runner/index.ts';
import { openGateWorld, readNotes, readReasons, repository, writeReport } from './estate.ts';
import type { GateWorld } from './estate.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await openGateWorld();
}, 480_000);
afterAll(() => world.close());

const harmless = [{ id: 'CVE-2026-1111', severity: 'LOW' }];
const serious = [{ id: 'CVE-2026-9999', severity: 'HIGH' }];

function renderWaiver(approver: string): string {
  return `waivers:
  - id: W-1
    finding: CVE-2026-9999
    package: pkg:deb/debian/libssl3
    image: ${repository}
    reason: the function is never called
    control: no network
    ticket: SEC-1
    requester: workload-developer
    approver: ${approver}
    created: 2026-11-20
    expires: 2026-12-03`;
}

function listErrors(result: StepResult): string {
  return result.annotations.map(({ level, message }) => `${level}: ${message}`).join('\n');
}

// The tests follow one image from its import to its block, in this order.
describe('gate-image in the simulated world', () => {
  it('is indeterminate on an image without provenance, and signs that', async () => {
    await world.scan(harmless);
    const result = await world.gate();
    expect([result.exitCode, result.outputs['decision']]).toEqual([1, 'indeterminate']);
    expect(await readReasons(result)).toEqual(['fact-missing: provenance']);
    expect(result.outputs['verdict-digest']).toMatch(/^sha256:/);
  }, 240_000);

  it('passes it once its import is attested', async () => {
    expect((await world.attest()).exitCode).toBe(0);
    const result = await world.gate();
    expect(listErrors(result)).toBe('');
    expect([result.exitCode, result.outputs['decision']]).toEqual([0, 'pass']);
    expect(result.outputs['summary']?.trimEnd()).toBe(result.summary.trimEnd());
  }, 240_000);

  it('blocks a finding over the threshold, and says what clears it', async () => {
    await world.scan(serious);
    const result = await world.gate();
    expect([result.exitCode, result.outputs['decision'], result.outputs['blocking']]).toEqual([
      1,
      'fail',
      '2',
    ]);
    expect(result.summary).toContain('3.0.12-1');
  }, 240_000);

  it('does not count a waiver whose approver never reviewed it', async () => {
    const waiver = renderWaiver('release-approver');
    await world.change((policy) => policy.replace('waivers: []', waiver), ['second-approver']);
    const result = await world.gate();
    expect([result.exitCode, result.outputs['decision']]).toEqual([1, 'fail']);
    expect(await readReasons(result)).toContain('waiver-unapproved: W-1');
  }, 240_000);

  it('counts a waiver that its approver approved', async () => {
    const [before, after] = ['release-approver', 'second-approver'].map(renderWaiver);
    const commit = await world.change(
      (policy) => policy.replace(before ?? '', after ?? ''),
      ['second-approver'],
    );
    const result = await world.gate();
    expect(listErrors(result)).toBe('');
    expect([result.exitCode, result.outputs['decision'], result.outputs['policy-commit']]).toEqual([
      0,
      'pass',
      commit,
    ]);
    expect(await readNotes(result)).toContain('waiver: CVE-2026-9999 in libssl3 3.0.11-1');
  }, 240_000);

  it('says what a token lacks that may not see who approved', async () => {
    const result = await world.gate({}, { permissions: { contents: 'read', 'id-token': 'write' } });
    expect([result.exitCode, result.outputs['decision']]).toEqual([1, 'indeterminate']);
    expect(await readReasons(result)).toEqual(
      expect.arrayContaining(['fact-missing: waiver-approvals', 'fact-malformed: waiver-approvals']),
    );
    expect(result.summary).toContain('pull-requests: read');
  }, 240_000);

  it('signs nothing for a pull request', async () => {
    const job = { event: 'pull_request', ref: 'refs/pull/7/merge' };
    const refused = await world.gate({}, job);
    expect([refused.exitCode, refused.outputs]).toEqual([1, {}]);
    expect(listErrors(refused)).toContain('GATE_SIGNING_REFUSED');
  }, 240_000);

  it('blocks what is known to be exploited from the day on that CISA lists it', async () => {
    const { simulation } = world;
    const exploit = {
      id: 'CVE-2026-9999',
      vendor: 'OpenSSL',
      product: 'OpenSSL',
      name: 'invented for this world',
    };
    addNews(simulation.world, { exploit: { ...exploit, added: '2026-11-21', due: '2026-12-12' } });
    await refreshTools(simulation.world, simulation.registries);
    const result = await world.gate();
    expect([result.exitCode, result.outputs['decision']]).toEqual([0, 'pass']);
    await world.scan([{ id: 'CVE-2026-9999', severity: 'LOW' }, ...harmless]);
    await world.change((policy) => policy.replace(/waivers:[\s\S]*$/, 'waivers: []\n'), []);
    const after = await world.gate();
    expect(await readReasons(after)).toEqual(Array(2).fill('kev: CVE-2026-9999 in libssl3 3.0.11-1'));
  }, 240_000);

  it('is indeterminate on a report that was cut short', async () => {
    await writeReport(world, '{"kind":"lazaret-scan","version":1,');
    const result = await world.gate();
    expect([result.exitCode, result.outputs['decision']]).toEqual([1, 'indeterminate']);
  }, 240_000);
});
