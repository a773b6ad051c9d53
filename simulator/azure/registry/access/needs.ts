import type { Need } from './types.ts';

/** What a request on a repository needs; the first actions are what ACR's challenge asks for. */
export function needRepository(name: string, ...actions: readonly [string, ...string[]]): Need {
  return { type: 'repository', name, actions, scope: `repository:${name}:${actions[0]}` };
}

/** Pushing: clients read the blobs that they find before they write, so the challenge asks for both. */
export function needPush(name: string): Need {
  return { type: 'repository', name, actions: ['push'], scope: `repository:${name}:pull,push` };
}

/** The need of a request on `main` that takes from `other`: the challenge asks for both. */
export function needBoth(main: Need, other: Need): Need {
  return { ...main, scope: `${main.scope} ${other.scope}` };
}

/** Changing locks; az and the SDKs ask for these two together. */
export function needMetadataWrite(name: string): Need {
  const scope = `repository:${name}:metadata_write,metadata_read`;
  return { type: 'repository', name, actions: ['metadata_write'], scope };
}

export const needCatalog: Need = {
  type: 'registry',
  name: 'catalog',
  actions: ['*'],
  scope: 'registry:catalog:*',
};
