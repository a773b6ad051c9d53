import type { Hub, HubParts } from '../hub/index.ts';
import type { RunEngine } from '../rest/engine.ts';
import type { StoredPullRequest, StoredRepository, StoredToken } from '../state.ts';

/** What the fields of a query are answered from. */
export interface GraphqlCall extends HubParts {
  readonly hub: Hub;
  readonly token: StoredToken;
  readonly engine: RunEngine | undefined;
}

/** A pull request with where it was opened. */
export interface PlacedPull {
  readonly repository: StoredRepository;
  readonly pull: StoredPullRequest;
}
