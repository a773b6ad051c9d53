import type { Expression } from '../model/expression.ts';
import { call } from '../model/jobs.ts';
import type { JobHandle } from '../model/types.ts';
import { gateWorkflow } from '../reusable/gate.ts';
import { promoteWorkflow } from '../reusable/promote.ts';

type EveryCall =
  'name' | 'tenant-id' | 'quarantine-registry' | 'live-registry' | 'reader-client-id' | 'trivy-allowed';

type GateValues = Readonly<
  Record<EveryCall | 'gate-client-id' | 'decision-key' | 'runner-group', Expression>
>;

type DeliveryValues = Readonly<
  Record<
    EveryCall | 'repository' | 'promote-client-id' | 'promotion-key' | 'promote-runner-group',
    Expression
  >
>;

/** What a delivered image is, by the names of promote.yml's outputs. */
export const deliveredOutputs = {
  image: 'The image in live, pinned: `registry/repository@sha256:…`.',
  digest: 'Digest of the image.',
} as const;

/** Decides on the image that `arrival` brought into quarantine, once its provenance is signed. */
export function callGate(given: GateValues, arrival: JobHandle<'image'>, provenance: JobHandle) {
  return call({
    id: 'gate',
    name: 'Gate',
    needs: [arrival, provenance],
    workflow: gateWorkflow,
    with: {
      'tenant-id': given['tenant-id'],
      'quarantine-registry': given['quarantine-registry'],
      name: given.name,
      image: arrival.outputs.image,
      sign: true,
      'live-registry': given['live-registry'],
      'client-id': given['gate-client-id'],
      'reader-client-id': given['reader-client-id'],
      'signing-key': given['decision-key'],
      'trivy-allowed': given['trivy-allowed'],
      'runner-group': given['runner-group'],
    },
  });
}

/** Promotes what the gate passed, under these tags. */
export function callPromotion(
  given: DeliveryValues,
  { arrival, gate, tags }: { arrival: JobHandle<'image'>; gate: JobHandle; tags: Expression },
) {
  return call({
    id: 'promote',
    name: 'Promote',
    needs: [arrival, gate],
    workflow: promoteWorkflow,
    with: {
      'tenant-id': given['tenant-id'],
      'quarantine-registry': given['quarantine-registry'],
      name: given.name,
      image: arrival.outputs.image,
      repository: given.repository,
      tags,
      'live-registry': given['live-registry'],
      'client-id': given['promote-client-id'],
      'reader-client-id': given['reader-client-id'],
      'signing-key': given['promotion-key'],
      'trivy-allowed': given['trivy-allowed'],
      'runner-group': given['promote-runner-group'],
    },
  });
}
