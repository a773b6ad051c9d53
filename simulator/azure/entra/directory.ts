import { exchangeAudience, githubIssuer, identityList, tenantId } from '../../estate/index.ts';
import type { World } from '../../world/types.ts';
import type { Principal } from './types.ts';

/** A federated credential of an identity: which foreign token may become it. */
export interface FederatedCredential {
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
}

export interface DirectoryEntry {
  readonly principal: Principal;
  readonly credentials: readonly FederatedCredential[];
}

/** The tenant's service principals. */
export interface Directory {
  find(clientId: string): DirectoryEntry | undefined;
  findByObjectId(objectId: string): DirectoryEntry | undefined;
  addCredential(name: string, credential: FederatedCredential): void;
  /** Removes the credentials of an identity with a subject (all without one); answers how many. */
  removeCredentials(name: string, subject?: string): number;
}

interface StoredEntry {
  readonly principal: Principal;
  credentials: readonly FederatedCredential[];
}

/** Opens the directory on the world's state, at first with the estate's identities. */
export function openDirectory(world: World): Directory {
  const slice = world.slice('entra', () => ({ entries: seedEntries() }));
  const change = (name: string, edit: (entry: StoredEntry) => void): void => {
    const entry = slice.value.entries.find(({ principal }) => principal.name === name);
    if (entry === undefined) throw new Error(`no identity is named "${name}"`);
    edit(entry);
    slice.touch();
  };
  return {
    find: (id) => slice.value.entries.find(({ principal }) => principal.clientId === id.toLowerCase()),
    findByObjectId: (id) => slice.value.entries.find(({ principal }) => principal.objectId === id),
    addCredential(name, credential) {
      change(name, (entry) => (entry.credentials = [...entry.credentials, credential]));
    },
    removeCredentials(name, subject) {
      let removed = 0;
      change(name, (entry) => {
        const kept = entry.credentials.filter((held) => subject !== undefined && held.subject !== subject);
        removed = entry.credentials.length - kept.length;
        entry.credentials = kept;
      });
      return removed;
    },
  };
}

function seedEntries(): StoredEntry[] {
  return identityList.map(({ name, clientId, objectId, subjects }) => ({
    principal: { name, clientId, objectId, tenantId },
    credentials: subjects.map((subject) => ({
      issuer: githubIssuer,
      subject,
      audiences: [exchangeAudience],
    })),
  }));
}
