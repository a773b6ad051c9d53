import type { Slice } from '../../world/index.ts';
import { actionsBot } from '../state.ts';
import type { GithubState } from '../state.ts';

/** A webhook, with what a workflow run that it starts would have. */
export interface HubEvent {
  /** As workflows name it: `push`, `pull_request`, … */
  readonly name: string;
  readonly repository: string;
  readonly ref: string;
  readonly sha: string;
  readonly actor: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Made with a GITHUB_TOKEN: such events start no run (GitHub docs, "Triggering a workflow from a workflow"). */
  readonly isFromJob: boolean;
}

export type HubListener = (event: HubEvent) => Promise<void> | void;

/** Who listens to what happens. */
export interface HubEvents {
  on(listener: HubListener): () => void;
  /** Tells all listeners and waits for them; the event is only made where there is one. */
  emit(make: () => Omit<HubEvent, 'isFromJob'>): Promise<void>;
}

/** Makes the list of listeners of a hub. */
export function createEvents(): HubEvents {
  const listeners = new Set<HubListener>();
  return {
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async emit(make) {
      if (listeners.size === 0) return;
      const made = make();
      // Only these two may start runs from a job's token.
      const isExempt = made.name === 'workflow_dispatch' || made.name === 'repository_dispatch';
      const event = { ...made, isFromJob: made.actor === actionsBot && !isExempt };
      for (const listener of listeners) await listener(event);
    },
  };
}

/** `sender` and `repository`, which every payload has. */
export function commonPayload(
  parts: { readonly state: Slice<GithubState> },
  fullName: string,
  sender: string,
) {
  const { id, defaultBranch, visibility, parent } = parts.state.value.repositories.find(
    (each) => each.fullName === fullName,
  ) ?? { id: 0, defaultBranch: 'main', visibility: 'private', parent: undefined };
  const [owner = '', name = ''] = fullName.split('/');
  return {
    sender: { login: sender },
    repository: {
      ...{ id, name, full_name: fullName, owner: { login: owner }, default_branch: defaultBranch },
      private: visibility === 'private',
      fork: parent !== undefined,
    },
  };
}
