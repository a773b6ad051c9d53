import { live, quarantine } from '../../../simulator/estate/index.ts';
import { seedImage } from '../../../simulator/upstream/index.ts';
import type { ImageSpec } from '../../../simulator/upstream/index.ts';
import type { Simulation } from '../../../simulator/simulation.ts';

/** Where a small image is put, and what makes it different from others. */
export interface ImageOrder {
  readonly repository: string;
  readonly tag?: string;
  /** Text of its only file; another text is another digest. */
  readonly text: string;
  readonly registry?: 'quarantine' | 'live';
}

/** Pushes a small index of two platforms past all rights, as somebody with a key to the registry could; answers its digest. */
export async function pushImage(simulation: Simulation, order: ImageOrder): Promise<string> {
  const { loginServer } = order.registry === 'live' ? live : quarantine;
  const store = simulation.registries.find(loginServer);
  if (store === undefined) throw new Error(`there is no registry ${loginServer}`);
  return seedImage(simulation.world, store, describe(order));
}

/** Takes one platform's manifest out of an index that stays, as a broken import or a purge leaves it. */
export function removeChild(simulation: Simulation, repository: string, index: string): string {
  const slice = simulation.registries.findStore(quarantine.loginServer)?.slice;
  const manifests = slice?.value.repositories[repository]?.manifests ?? {};
  const child = Object.keys(manifests).find((digest) => digest !== index);
  if (child === undefined) throw new Error(`${repository} has no child manifest`);
  Reflect.deleteProperty(manifests, child);
  slice?.touch();
  return child;
}

function describe({ repository, tag = 'probe', text }: ImageOrder): ImageSpec {
  return {
    ...{ registry: 'none', repository, tags: [tag], reason: 'a test', created: '2026-11-01T00:00:00Z' },
    config: { Cmd: ['/probe'] },
    layers: () => [{ createdBy: 'COPY probe /', files: [{ path: 'probe', content: text }] }],
  };
}
