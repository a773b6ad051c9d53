import type { World } from '../world/types.ts';

/** 100 pulls in six hours for who does not log in: https://docs.docker.com/docker-hub/usage/pulls/ */
const windowMs = 6 * 60 * 60 * 1000;
const defaultLimit = 100;

/** Docker Hub's count of pulls; a pull is a GET of a manifest. */
export interface HubLimit {
  /** Counts one pull; false when the limit is reached. */
  take(): boolean;
  remaining(): number;
  limit(): number;
  setLimit(limit: number): void;
  readonly windowSeconds: number;
}

export function openHubLimit(world: World): HubLimit {
  const slice = world.slice('docker-hub-limit', () => ({ startedAt: 0, used: 0, limit: defaultLimit }));
  const refresh = (): void => {
    if (world.clock.now() - slice.value.startedAt < windowMs) return;
    Object.assign(slice.value, { startedAt: world.clock.now(), used: 0 });
    slice.touch();
  };
  const remaining = (): number => {
    refresh();
    return Math.max(0, slice.value.limit - slice.value.used);
  };
  return {
    remaining,
    limit: () => slice.value.limit,
    windowSeconds: windowMs / 1000,
    take() {
      if (remaining() === 0) return false;
      slice.value.used += 1;
      slice.touch();
      return true;
    },
    setLimit(limit) {
      slice.value.limit = limit;
      slice.touch();
    },
  };
}
